"""One browser that stays open, for pictures of figures in 0.2 s instead of 2.5 s, and for pages of HTML as PDF.

It runs in a thread of its own with its own event loop, because Streamlit's threads come and go. It takes plotly.js from
the installed package and is given a proxy that does not exist, so that nothing of it can reach a network.
"""

import asyncio
import atexit
import base64
import itertools
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import kaleido
from choreographer.browsers.chromium import Chromium
from choreographer.errors import (
    BrowserClosedError,
    BrowserFailedError,
    ChannelClosedError,
    ChromeNotFoundError,
    DevtoolsProtocolError,
)

from presentation.charts import Figure

TIME_LIMIT = 30.0
"""Seconds that a picture may take."""
PRINT_LIMIT = 90.0
"""Seconds that a PDF may take: one of forty pages takes half a minute on a busy machine."""
START_LIMIT = 60.0
"""Seconds that the browser's start may take."""
_CLOSING_LIMIT = 10.0
_PICTURES_OF_A_PAGE = 50
"""Pictures drawn in one page; then what they left behind in it goes."""
_PRINTING = {
    "printBackground": True,
    "preferCSSPageSize": True,
    "generateTaggedPDF": True,
    "generateDocumentOutline": True,
}
_NO_PROXY_LISTENS_HERE = "http://127.0.0.1:9"

_ATTRIBUTE = re.compile(r'[\w:-]+="[^"]*"')
_TAG = re.compile(rf"<([\w:-]+)((?:\s+{_ATTRIBUTE.pattern})+)\s*(/?)>")

_BROWSER_FAILURES = (
    TimeoutError, CancelledError, OSError, BrowserClosedError, BrowserFailedError,
    ChannelClosedError, ChromeNotFoundError, DevtoolsProtocolError,
)  # fmt: skip
"""The failures of a browser; anything else is a defect of ours and is raised as it is."""

PICTURE = "ảnh"
PDF = "tệp PDF"
_OTHERWISE = {
    PICTURE: "Tệp Excel vẫn tải được.",
    PDF: "Tệp Word, Excel vẫn tải được; có thể mở tệp đó rồi lưu thành PDF.",
}
_NO_BROWSER = (
    "Chưa tạo được {what} vì máy này không có trình duyệt Chrome, Chromium hay Edge. "
    "Hãy cài một trong các trình duyệt đó (trên Debian: apt-get install chromium), "
    "hoặc ghi đường dẫn của trình duyệt vào biến môi trường BROWSER_PATH. {otherwise}"
)
_WRONG_PATH = (
    "Chưa tạo được {what} vì biến môi trường BROWSER_PATH trỏ tới «{path}», nơi không có trình duyệt nào. "
    "Hãy sửa hoặc bỏ biến này. {otherwise}"
)
_FAILED = (
    "Chưa tạo được {what} vì trình duyệt «{path}» không trả lời trong {seconds} giây hoặc đã tắt giữa chừng. "
    "Hãy thử lại; nếu vẫn lỗi, hãy cài lại trình duyệt. {otherwise}"
)


class PictureError(Exception):
    """A picture or a PDF could not be made; the message is a Vietnamese sentence that says why and what to do."""


def find_browser() -> Path | None:
    """Find the browser that draws: that of BROWSER_PATH, else Chrome, Chromium or Edge where they usually lie."""
    named = os.environ.get("BROWSER_PATH") or Chromium.find_browser(skip_local=False)
    return Path(named) if named and Path(named).is_file() else None


def browser_problem(what: str = PICTURE) -> str | None:
    """Say why `what` cannot be made on this machine, as a Vietnamese sentence; None where it can."""
    if find_browser():
        return None
    named = os.environ.get("BROWSER_PATH")
    sentence = _WRONG_PATH if named else _NO_BROWSER
    return sentence.format(what=what, path=named, otherwise=_OTHERWISE[what])


def render(figure: Figure, options: dict[str, Any]) -> bytes:
    """Draw the picture of a figure; `options` are Kaleido's: format, width, height, scale.

    One picture at a time. A browser that died or hangs is ended and a new one tries once more.
    Raises PictureError where there is no browser or the new one fails as well.
    """
    picture = _ask(PICTURE, lambda browser, path: browser.draw(path, figure, options))
    return _with_attributes_in_order(picture.decode()).encode() if options["format"] == "svg" else picture


def _with_attributes_in_order(svg: str) -> str:
    """The drawing with the attributes of each tag in the order of their names: Plotly sets them as it comes."""
    return _TAG.sub(lambda tag: f"<{tag[1]} {' '.join(sorted(_ATTRIBUTE.findall(tag[2])))}{tag[3]}>", svg)


def print_pdf(html: str) -> bytes:
    """Print the page of HTML as PDF, in the paper sizes that its own CSS names; it is given no address to load from.

    As `render`: one at a time, tried twice. Raises PictureError.
    """
    return _ask(PDF, lambda browser, path: browser.print(path, html))


def close() -> None:
    """End the browser where one is open; the next picture starts a new one."""
    with _lock:
        _drop()


class _Kaleido(kaleido.Kaleido):  # type: ignore[misc]
    """Kaleido with a tab that draws many pictures before its page is loaded anew.

    Kaleido loads it, and plotly.js with it, after each picture and waits for that: twice as long as for the picture.
    """

    def __init__(self, path: Path) -> None:
        # The time limit is ours: Kaleido's own does not cover the reloading of the page.
        super().__init__(path=path, timeout=None, mathjax=False, proxy_server=_NO_PROXY_LISTENS_HERE)
        self._pictures = itertools.count(1)

    async def _return_kaleido_tab(self, tab: Any) -> None:
        if next(self._pictures) % _PICTURES_OF_A_PAGE:
            await self.tabs_ready.put(tab)
        else:
            await super()._return_kaleido_tab(tab)


class _Browser:
    """A Kaleido with its thread and event loop."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._kaleido: Any = None
        self._thread = Thread(target=self._loop.run_forever, name="chart-browser", daemon=True)
        self._thread.start()

    def draw(self, path: Path, figure: Figure, options: dict[str, Any]) -> bytes:
        """Draw the picture and give its bytes; the first call opens the browser."""
        self._wait(self._open(path), START_LIMIT)
        picture: bytes = self._wait(self._draw(figure, options), TIME_LIMIT)
        return picture

    def print(self, path: Path, html: str) -> bytes:
        """Print the page and give the PDF's bytes; the first call opens the browser."""
        self._wait(self._open(path), START_LIMIT)
        pdf: bytes = self._wait(self._print(html), PRINT_LIMIT)
        return pdf

    async def _draw(self, figure: Figure, options: dict[str, Any]) -> bytes:
        picture: bytes = await self._kaleido.calc_fig(figure, opts=options)
        return picture

    async def _print(self, html: str) -> bytes:
        """Print in a tab of its own, over an empty page: the document has no address, hence nothing to read from."""
        tab = await self._kaleido.create_tab()
        try:
            frame = _answer(await tab.send_command("Page.getFrameTree"))["frameTree"]["frame"]["id"]
            _answer(await tab.send_command("Page.setDocumentContent", {"frameId": frame, "html": html}))
            return base64.b64decode(_answer(await tab.send_command("Page.printToPDF", dict(_PRINTING)))["data"])
        finally:
            await self._kaleido.close_tab(tab.target_id)

    async def _open(self, path: Path) -> None:
        if self._kaleido is None:
            self._kaleido = _Kaleido(path)
            await self._kaleido.open()

    def is_alive(self) -> bool:
        """Tell whether the browser's process runs; whether it also answers is found out by asking."""
        process = self._process()
        return process is not None and process.poll() is None

    def close(self, *, by_force: bool) -> None:
        """End the process, its profile folder, the loop and the thread."""
        process = self._process()
        if by_force and process is not None:
            _kill(process)
        try:
            self._wait(self._end(), _CLOSING_LIMIT)
        except _BROWSER_FAILURES:
            if process is not None:
                _kill(process)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_CLOSING_LIMIT)

    async def _end(self) -> None:
        if self._kaleido is not None:
            await self._kaleido.close()
        unfinished = asyncio.all_tasks() - {asyncio.current_task()}
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)

    def _process(self) -> subprocess.Popen[bytes] | None:
        return getattr(self._kaleido, "subprocess", None)

    def _wait(self, task: Coroutine[Any, Any, Any], limit: float) -> Any:
        return asyncio.run_coroutine_threadsafe(task, self._loop).result(limit)


def _answer(response: Any) -> dict[str, Any]:
    """Give what the browser answered to a command; DevtoolsProtocolError where it refused."""
    if "error" in response:
        raise DevtoolsProtocolError(response)
    answer: dict[str, Any] = response["result"]
    return answer


_Work = Callable[[_Browser, Path], bytes]
_lock = Lock()
_browser: _Browser | None = None


def _is_open() -> bool:
    return _browser is not None


def _ask(what: str, work: _Work) -> bytes:
    """Do the work and give its result; a browser that was open and failed is replaced once."""
    path = find_browser()
    if path is None:
        raise PictureError(browser_problem(what))
    with _lock:
        was_open = _is_open()
        try:
            return _attempt(path, work)
        except _BROWSER_FAILURES as failure:
            if not was_open:
                raise _failed(what, path) from failure
        try:
            return _attempt(path, work)
        except _BROWSER_FAILURES as failure:
            raise _failed(what, path) from failure


def _attempt(path: Path, work: _Work) -> bytes:
    """Do one work by the open browser, or by a new one where none is open or it died."""
    global _browser  # noqa: PLW0603  one browser a process is the point
    if _browser is not None and not _browser.is_alive():
        _drop()
    if _browser is None:
        _browser = _Browser()
    try:
        return work(_browser, path)
    except _BROWSER_FAILURES:
        _drop(by_force=True)
        raise


def _drop(*, by_force: bool = False) -> None:
    global _browser
    browser, _browser = _browser, None
    if browser is not None:
        browser.close(by_force=by_force)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a browser that does not answer, with the processes that it started."""
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603
            ["taskkill", "/F", "/T", "/PID", str(process.pid)],  # noqa: S607
            capture_output=True,
            check=False,
        )
        return
    try:
        # Kaleido starts the browser as the leader of a process group of its own.
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()
    # Kaleido asks a process that is still dying to close, and then waits for its answer for ever.
    with suppress(subprocess.TimeoutExpired):
        process.wait(_CLOSING_LIMIT)


def _failed(what: str, path: Path) -> PictureError:
    limit = PRINT_LIMIT if what == PDF else TIME_LIMIT
    return PictureError(_FAILED.format(what=what, path=path, seconds=int(limit), otherwise=_OTHERWISE[what]))


atexit.register(close)
