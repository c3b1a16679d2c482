"""The browser that stays open: found, started again when it died or hangs, and told about in Vietnamese."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from reports.pictures import browser

FIGURE: dict[str, Any] = {"data": [{"type": "bar", "x": [1], "y": ["a"]}], "layout": {}}
OPTIONS = {"format": "svg", "width": 200, "height": 100, "scale": 1}


@pytest.fixture(autouse=True)
def _none_left_open() -> Iterator[None]:
    browser.close()
    yield
    browser.close()


def _children() -> list[psutil.Process]:
    """The browser's living processes that this process started."""
    return [child for child in psutil.Process().children(recursive=True) if "--remote-debugging-pipe" in _words(child)]


def _words(process: psutil.Process) -> list[str]:
    """The command line; nothing of a process that ended meanwhile."""
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def _draw() -> bytes:
    return browser.render(FIGURE, OPTIONS)


def test_one_browser_draws_all_pictures_and_ends() -> None:
    assert _draw().startswith(b"<svg")
    first = {child.pid for child in _children()}
    assert first
    _draw()
    assert {child.pid for child in _children()} == first
    browser.close()
    assert not _children()


def test_a_tab_s_tenth_picture_is_like_its_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "_PICTURES_OF_A_PAGE", 4)
    pictures = {browser.render(FIGURE, OPTIONS | {"format": "png"}) for _ in range(10)}
    assert len(pictures) == 1


def test_a_browser_that_died_is_replaced() -> None:
    _draw()
    before = {child.pid for child in _children()}
    for child in _children():
        child.kill()
    assert _draw().startswith(b"<svg")
    assert not before & {child.pid for child in _children()}


def test_a_browser_that_hangs_is_ended_and_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    _draw()
    before = _children()
    for child in before:
        child.suspend()
    monkeypatch.setattr(browser, "TIME_LIMIT", 4.0)
    assert _draw().startswith(b"<svg")
    assert not {child.pid for child in before} & {child.pid for child in _children()}


def test_a_browser_without_network() -> None:
    _draw()
    words = _words(_children()[0])
    assert "--proxy-server=http://127.0.0.1:9" in words
    page = Path(str(browser._browser._kaleido._index).removeprefix("file://"))  # type: ignore[union-attr]
    assert "http" not in page.read_text(encoding="utf-8").replace("http-equiv", "")


def test_no_browser_is_a_sentence_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setattr("choreographer.browsers.chromium.Chromium.find_browser", lambda **_: None)
    problem = browser.browser_problem()
    assert problem is not None
    assert "apt-get install chromium" in problem
    with pytest.raises(browser.PictureError, match="Chrome, Chromium hay Edge"):
        _draw()


def test_a_wrong_path_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "none"))
    problem = browser.browser_problem()
    assert problem is not None
    assert str(tmp_path / "none") in problem
    with pytest.raises(browser.PictureError, match="BROWSER_PATH"):
        _draw()


def test_a_program_that_is_no_browser_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", sys.executable)
    assert browser.browser_problem() is None
    with pytest.raises(browser.PictureError, match="Hãy thử lại"):
        _draw()


def test_a_process_that_is_killed_leaves_no_browser_behind() -> None:
    code = (
        "import time\nfrom reports.pictures import browser\n"
        f"browser.render({FIGURE!r}, {OPTIONS!r})\n"
        "print('drawn', flush=True)\ntime.sleep(60)\n"
    )
    with psutil.Popen([sys.executable, "-c", code], stdout=-1) as process:
        assert process.stdout.readline().strip() == b"drawn"
        started = process.children(recursive=True)
        assert started
        process.kill()
        process.wait()
    _, alive = psutil.wait_procs(started, timeout=15)
    assert not alive
