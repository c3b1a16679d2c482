"""The door before every answer: whose address was asked for, what a browser may do with the answer, how much may come.

The three stand before pages, published reports, files, uploads and the WebSocket alike; what Streamlit offers beside
them (`server.allowedHosts`) guards its WebSocket alone.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access.addresses import Own

_REFUSED = (
    "Địa chỉ này không phải của bảng số liệu. Hãy mở đúng địa chỉ mà chương trình in ra khi chạy; nếu máy chủ có tên "
    "khác, người quản trị ghi thêm tên đó bằng: run --host TÊN"
)
_CLOSED = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent")
"""Paths that Streamlit serves beside the pages and nobody here needs: numbers on sessions, doors for programs."""
_UPLOADS = "/_stcore/upload_file/"
_FULL = "Tổng dung lượng tệp đang tải lên đã đến giới hạn. Hãy nạp hoặc bỏ bớt các tệp đã thả rồi thử lại."

_HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def policy(page: str) -> str:
    """Write what a page may do: run the scripts of this server and those that its HTML brings along, ask nobody else.

    No picture of a foreign address is fetched, whatever a text says, and no other page may frame ours.
    """
    digests = [sha256(script.encode()).digest() for script in re.findall(r"<script>(.*?)</script>", page, re.DOTALL)]
    own = " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)
    return (
        f"default-src 'self'; script-src 'self' blob: {own}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


class OwnAddress:
    """Middleware that answers under the server's own addresses alone, and not for another one's page.

    `hosts` and `public` are asked at each request: the office may change its address while the server runs. `public`
    may read the database, so it is asked only where the others do not fit.
    """

    def __init__(self, app: ASGIApp, hosts: Callable[[], tuple[str, ...]], public: Callable[[], str]) -> None:
        self.app, self.hosts, self.public = app, hosts, public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 403 (a WebSocket before it is opened), or let the request through."""
        if scope["type"] not in ("http", "websocket") or await self._is_ours(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(_REFUSED, 403)(scope, receive, send)

    async def _is_ours(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or len(origins) > 1:
            return False
        own = Own((scope.get("server") or (None, None))[1], self.hosts())
        if not own.has(hosts[0]):
            own = Own(own.port, own.hosts, await run_in_threadpool(self.public))
        return own.has(hosts[0]) and all(own.has_origin(origin, hosts[0]) for origin in origins)


class ClosedDoors:
    """Middleware that answers 404 where Streamlit serves what nobody here needs."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or let the request through."""
        path = str(scope.get("path", "")).rstrip("/")
        if scope["type"] == "http" and any(path == door or path.startswith(f"{door}/") for door in _CLOSED):
            await PlainTextResponse("Không có gì ở địa chỉ này.", 404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class SafeHeaders:
    """Middleware that tells browsers what they may do with an answer; what an answer says of itself stands.

    `page`: the HTML that every page begins with.
    """

    def __init__(self, app: ASGIApp, page: str) -> None:
        self.app = app
        self.headers = _HEADERS | {"Content-Security-Policy": policy(page)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through and add to the head of the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                if str(scope["path"]).startswith("/media/"):  # files with people's data: no copy on a shared machine
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, with_headers)


class UploadQuota:
    """Middleware that refuses an upload where a session, or all together, would hold more than they may.

    `held` gives the bytes that each session has handed in; what is on its way counts with its announced length, and
    one of unknown length with the largest that is let in.
    """

    def __init__(
        self, app: ASGIApp, held: Callable[[], Mapping[str, int]], *, largest: int, session: int, everybody: int
    ) -> None:
        self.app, self.held = app, held
        self.largest, self.session, self.everybody = largest, session, everybody
        self._coming: dict[str, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with 413, or let the request through."""
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or scope["method"] != "PUT" or not path.startswith(_UPLOADS):
            await self.app(scope, receive, send)
            return
        session, size = path.removeprefix(_UPLOADS).partition("/")[0], self._announced(Headers(scope=scope))
        held = self.held()
        mine = held.get(session, 0) + self._coming.get(session, 0) + size
        everything = sum(held.values()) + sum(self._coming.values()) + size
        if mine > self.session or everything > self.everybody:
            await PlainTextResponse(_FULL, 413)(scope, receive, send)
            return
        with self._on_its_way(session, size):
            await self.app(scope, receive, send)

    def _announced(self, headers: Headers) -> int:
        length = headers.get("content-length", "")
        return int(length) if length.isascii() and length.isdecimal() else self.largest

    @contextmanager
    def _on_its_way(self, session: str, size: int) -> Iterator[None]:
        self._coming[session] = self._coming.get(session, 0) + size
        try:
            yield
        finally:
            self._coming[session] -= size
            if not self._coming[session]:
                del self._coming[session]
