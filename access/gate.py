"""The gate behind the door: where there are accounts, nothing is answered before somebody has signed in.

It stands before scripts, the WebSocket, files and uploads alike. A connection that is open is asked again at each
message of the browser, so that whoever is shut out is out at the next click.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Lock
from urllib.parse import quote

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import database
from access import accounts, sessions
from access.actors import stranger
from access.sessions import SignIn
from access.users import SCREEN, Presence, at_this_machine, set_present

COOKIE, SAFE_COOKIE = "phien", "__Host-phien"
SIGN_IN, SIGN_OUT, PASSWORD, STAY = "/dang-nhap", "/dang-xuat", "/doi-mat-khau", "/phien"
RETURN = "ve"
"""The parameter of the sign-in page that names the page to come back to."""
_LOCKED = "Cần đăng nhập. Hãy tải lại trang."
_GONE = "Không có gì ở địa chỉ này."
_UNAVAILABLE = "Tạm thời chưa mở được vì cơ sở dữ liệu không trả lời. Hãy thử lại sau ít phút."
_NO_ANSWER, _SECONDS_TO_WAIT = 503, "15"
"""Of a database that does not answer; a browser asks again by itself after so long."""
_WRITTEN_EVERY = timedelta(minutes=1)
"""A session's last click goes into the database so often."""
_SHOWN = re.compile(r"/media/([\w-]+)|/_stcore/upload_file/([\w-]+/[\w-]+)")
"""Addresses that a screen is told: of a file to fetch, of a place to hand one in."""
_SIGNS = (b"/media/", b"/upload_file/")
"""Bytes of a message that tells such an address; others need not be taken apart."""
_KEPT = 5_000
"""Addresses that are remembered of a session; the oldest goes first."""


class House:
    """This process's knowledge of who is signed in; the database decides.

    `addresses` lists the addresses of files in a message to a browser, without those that are only repeated in texts.
    """

    def __init__(
        self, url: Callable[[], str], public: Iterable[str], addresses: Callable[[bytes], Iterable[str]]
    ) -> None:
        self._url, self.public, self._addresses = url, tuple(public), addresses
        self._closed: set[str] = set()
        self._known: dict[str, SignIn] = {}
        self._seen: dict[str, datetime] = {}
        self._written: dict[str, datetime] = {}
        self._shown: dict[str, OrderedDict[str, None]] = {}
        self._lock = Lock()
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="seen")

    def is_closed(self) -> bool:
        """Tell whether there are accounts; once there are, it stays so."""
        url = self._url()
        if url not in self._closed:
            with database.reading(url) as connection:
                if not accounts.are_there(connection):
                    return False
            self._closed.add(url)
        return True

    def find(self, token: str, *, is_click: bool) -> SignIn | None:
        """Find the session of a token that holds now; a click makes it last."""
        token_hash = sessions.hash_of(token)
        with database.reading(self._url()) as connection:
            session = sessions.find(connection, token_hash, self._seen.get(token_hash))
        if session is None:
            self._forget(token_hash)
        else:
            self._known[token_hash] = session
            if is_click:
                self._touch(token_hash)
        return session

    def _forget(self, token_hash: str) -> None:
        for memory in (self._known, self._seen, self._written, self._shown):
            memory.pop(token_hash, None)

    def _touch(self, token_hash: str) -> None:
        """Remember the click; a database that is busy with a load hears of it later."""
        now = datetime.now(UTC).replace(tzinfo=None)
        self._seen[token_hash] = now
        if now - self._written.get(token_hash, datetime.min) >= _WRITTEN_EVERY:  # noqa: DTZ901
            self._written[token_hash] = now
            self._writer.submit(self._write, self._url(), token_hash, now)

    @staticmethod
    def _write(url: str, token_hash: str, now: datetime) -> None:
        with suppress(SQLAlchemyError):
            sessions.touch(url, token_hash, now)

    def presence(self, token: str) -> Presence | None:
        """Give who was last found under a token, without asking the database; None where there are no accounts."""
        if self._url() not in self._closed:
            return None
        session = self._known.get(sessions.hash_of(token))
        return session.presence if session else Presence(stranger())

    def tell(self, token_hash: str, payload: bytes) -> None:
        """Remember the addresses of files that a session's screen is told."""
        if not any(sign in payload for sign in _SIGNS):
            return
        for match in filter(None, map(_SHOWN.search, self._addresses(payload))):
            with self._lock:
                kept = self._shown.setdefault(token_hash, OrderedDict())
                kept[match[1] or match[2]] = None
                if len(kept) > _KEPT:
                    kept.popitem(last=False)

    def was_shown(self, token_hash: str, path: str) -> bool:
        """Tell whether a path of a file, or of a place to hand one in, was given to that session."""
        if path.startswith("/media/"):
            key = path.removeprefix("/media/").partition(".")[0]
        elif path.startswith("/_stcore/upload_file/"):
            key = path.removeprefix("/_stcore/upload_file/").strip("/")
        else:
            return True
        return key in self._shown.get(token_hash, ())


def is_safe(connection: HTTPConnection) -> bool:
    """Tell whether the browser speaks TLS, to us or to the proxy before us."""
    forwarded = connection.headers.get("x-forwarded-proto", "")
    return connection.url.scheme in ("https", "wss") or forwarded.partition(",")[0].strip() == "https"


def token_of(connection: HTTPConnection) -> str:
    """Read a session's token from the cookies; «» where there is none."""
    return connection.cookies.get(SAFE_COOKIE if is_safe(connection) else COOKIE, "")


class Gate:
    """Middleware that lets nobody through who has not signed in, where there are accounts.

    `named` gives the name that a trusted proxy says, «» where none does: a session of somebody else is over then.
    """

    def __init__(self, app: ASGIApp, house: House, named: Callable[[HTTPConnection], str]) -> None:
        self.app, self.house, self.named = app, house, named

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the sign-in page, refuse, or let the request through."""
        path = str(scope.get("path", ""))
        if scope["type"] not in ("http", "websocket") or self._is_public(path):
            await self.app(scope, receive, send)
            return
        token = token_of(HTTPConnection(scope))
        try:
            is_closed, session = await run_in_threadpool(self._look, token, path)
        except SQLAlchemyError:
            await self._refuse(scope, receive, send, _NO_ANSWER, _UNAVAILABLE)
            return
        if session is not None and self.named(HTTPConnection(scope)) not in ("", session.actor.name):
            session = None
        set_present(session.presence if session else at_this_machine(SCREEN))
        if is_closed and session is None:
            await self._to(scope, receive, send, _back_from(SIGN_IN, scope, path))
        elif session is not None and session.actor.must_change and path not in (PASSWORD, SIGN_OUT, STAY):
            await self._to(scope, receive, send, _back_from(PASSWORD, scope, path))
        elif session is not None and not self.house.was_shown(session.token_hash, path):
            await self._refuse(scope, receive, send, 404, _GONE)
        elif scope["type"] == "websocket":
            connection = _Connection(self.house, token, session, receive, send)
            await self.app(scope, connection.receive, connection.send)
        else:
            await self.app(scope, receive, send)

    def _is_public(self, path: str) -> bool:
        return any(path == each or (each.endswith("/") and path.startswith(each)) for each in self.house.public)

    def _look(self, token: str, path: str) -> tuple[bool, SignIn | None]:
        if not self.house.is_closed():
            return False, None
        return True, self.house.find(token, is_click=path != STAY) if token else None

    async def _to(self, scope: Scope, receive: Receive, send: Send, address: str) -> None:
        """Lead a browser that wants a page elsewhere; refuse whatever else it wants."""
        is_page = scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", "")
        if is_page and scope["method"] in ("GET", "HEAD"):
            await RedirectResponse(address, 303, {"Cache-Control": "no-store"})(scope, receive, send)
        else:
            await self._refuse(scope, receive, send, 401, _LOCKED)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, status: int, sentence: str) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            again = {"Refresh": _SECONDS_TO_WAIT} if status == _NO_ANSWER else {}
            headers = {"Cache-Control": "no-store"} | again
            await PlainTextResponse(sentence, status, headers)(scope, receive, send)


def _back_from(address: str, scope: Scope, path: str) -> str:
    """Give the address of a form that leads back to where somebody was going."""
    query = scope.get("query_string", b"").decode("latin-1")
    where = path + (f"?{query}" if query else "")
    return f"{address}?{RETURN}={quote(where)}" if where != "/" else address


class _Connection:
    """An open WebSocket, asked at each message whether its session still holds."""

    def __init__(self, house: House, token: str, session: SignIn | None, receive: Receive, send: Send) -> None:
        self.house, self.token, self.session = house, token, session
        self._receive, self._send, self._is_over = receive, send, False

    async def receive(self) -> Message:
        """Give the browser's next message; end the connection where its session is over."""
        message = await self._receive()
        if message["type"] != "websocket.receive" or self._is_over:
            return message
        if await run_in_threadpool(self._holds):
            set_present(self.session.presence if self.session else at_this_machine(SCREEN))
            return message
        self._is_over = True
        await self._send({"type": "websocket.close", "code": 1008})
        return {"type": "websocket.disconnect", "code": 1008}

    def _holds(self) -> bool:
        with suppress(SQLAlchemyError):
            if self.session is None:
                return not self.house.is_closed()
            self.session = self.house.find(self.token, is_click=True)
            return self.session is not None and not self.session.actor.must_change
        return True  # every run begins by asking the database, and says in a sentence that it does not answer

    async def send(self, message: Message) -> None:
        """Hand a message on and remember the addresses in it; after the end there is nobody to hand it to."""
        if self._is_over:
            return
        if self.session is not None and message["type"] == "websocket.send" and message.get("bytes"):
            self.house.tell(self.session.token_hash, message["bytes"])
        await self._send(message)
