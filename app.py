"""The door for a browser: the ASGI application, and what stands before any page."""

import asyncio
import gc
import logging
import os
import re
import socket
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import exists, get_instance
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext, get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

import database
from access import door, gate, provider, signing_in, users
from dashboard.parts import failures, look, plotly_json, register
from dashboard.parts.file_addresses import addresses_in
from dissemination import routes
from reference.checking import check
from settings import from_environment

_GATE = (gate.SIGN_IN, gate.SIGN_OUT, gate.PASSWORD, gate.STAY)
_NO_PAGES = {
    *("_stcore", "auth", "component", "media", "oauth2callback", "static", routes.FIRST_WORD, routes.HEALTH),
    *(path.strip("/") for path in _GATE),
}
"""The first words of what Streamlit itself serves (downloads, uploads, its own files), and of our routes."""


_FIRST_SCRIPT = """<script>
      window.__streamlit = { BACKEND_BASE_URL: location.origin }
      for (const [name, value] of [["language", "vi-VN"], ["languages", ["vi-VN", "vi"]]])
        Object.defineProperty(navigator, name, { value, configurable: true })
    </script>
    <script>"""
"""The first script of a page: calendars and numbers ask the browser for its language, many an office's is English.
Streamlit's own files lie at the root: it would look for them below the page's address first, where nothing is.
"""
_NO_SCRIPTS = "<p>Trình duyệt đang tắt JavaScript. Hãy bật JavaScript cho địa chỉ này rồi tải lại trang.</p>"


def vietnamese_page(html: str) -> str:
    """Make of Streamlit's HTML the one that every page begins with: language before any script, style after all."""
    html = html.replace('<html lang="en">', '<html lang="vi">').replace("<title>Streamlit<", "<title>Bảng số liệu<")
    html = re.sub("(?<=<noscript>).*?(?=</noscript>)", _NO_SCRIPTS, html, flags=re.DOTALL)
    return html.replace("<script>", _FIRST_SCRIPT, 1).replace("</body>", f"{look.STYLE}</body>", 1)


_PAGE = vietnamese_page((Path(st.__file__).parent / "static" / "index.html").read_text("utf-8"))


class KnownPages:
    """Middleware that answers for the pages: with their HTML, or on to the first one where there is no such page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the request through."""
        name = str(scope.get("path", "")).strip("/")
        is_page = scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", "")
        if not is_page or name.partition("/")[0] in _NO_PAGES or "." in name:
            await self.app(scope, receive, send)
        elif name in register.ADDRESSES:
            await HTMLResponse(_PAGE, headers={"Cache-Control": "no-cache"})(scope, receive, send)
        else:
            await RedirectResponse(f"/?{urlencode({register.ASKED_FOR: name})}")(scope, receive, send)


class PromptMessages:
    """Middleware that has each message of a run sent at once.

    A run is a hundred small messages. TCP holds the next small one back until the last is acknowledged, which the
    other side puts off by 40 ms. Python's event loop switches that off for connections that say they are TCP's;
    those of Streamlit's own listening socket do not.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Set the option where the server lets its connection be seen; elsewhere messages only come later."""
        if scope["type"] == "websocket":
            transport = getattr(getattr(receive, "__self__", None), "transport", None)
            connection = transport.get_extra_info("socket") if transport else None
            if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)


for _name in ("streamlit.error_util", "streamlit.runtime.backend_operation_handler"):
    logging.getLogger(_name).addFilter(failures.without_values)

# Pages are registered by frame.py. Until a first session has run it, Streamlit takes the folder pages/ for its older
# convention: the first deep link after a start would say «Page not found», a flat script would run without the frame.
PagesManager.uses_pages_directory = False

# Streamlit looks for an emoji before each word of a choice. Ours have none; its list and the expression made of it take
# 2 MB and let the first visitor wait for a third of a second.
_no_emojis = ModuleType("streamlit.emojis")
vars(_no_emojis).update(ALL_EMOJIS=frozenset(), EMOJI_EXTRACTION_REGEX=re.compile("(?!)"))
sys.modules.setdefault("streamlit.emojis", _no_emojis)

# Said before pandas is imported: Arrow's own allocator takes 3 MB for our tables of some kilobytes.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

LASTING = (
    "dashboard.cached",
    "dashboard.parts.cards",
    "dashboard.parts.frames",
    "presentation.charts.catalogue",
)
"""Modules that every page needs, imported before the first visitor comes instead of while he waits."""


def wake_once(loop: Any) -> None:
    """Have an event loop woken once for all that waits for it, not once for each.

    A run's messages come from another thread: Python's loop is woken by a byte in a socket for each of them, and again
    by Streamlit's own word that there is one. As long as a byte lies unread the loop does not sleep, and it looks at
    all that waits after reading it. Loops of other kinds are left as they are.
    """
    wake, seen = getattr(loop, "_write_to_self", None), getattr(loop, "_process_self_data", None)
    if wake is None or seen is None:
        return
    is_awake = False

    def wake_up() -> None:
        nonlocal is_awake
        if not is_awake:
            is_awake = True
            wake()

    def notice(data: bytes) -> None:
        nonlocal is_awake
        is_awake = False
        seen(data)

    loop._write_to_self, loop._process_self_data = wake_up, notice


_YOUNG, _LOOKS = 3_000, 10
"""New objects before Python looks for garbage among the youngest; such looks before it goes through the next ones."""


@asynccontextmanager
async def settled(_app: st.App) -> AsyncIterator[None]:
    """Check the reference tables, import what lasts and take it out of garbage collection's sight.

    A collection goes through all that lives, pandas' and Plotly's modules too. Streamlit's own, after each run, is
    switched off (`runner.postScriptGC`): it took longer than the page. Python collects by itself when a quarter as
    much is new as has lasted, about every eightieth run; memory stays as flat (`manage.py bench sessions --long`). Its
    looks at what is youngest wait for some thousands of objects instead of some hundreds: a run makes as many.
    """
    wake_once(asyncio.get_running_loop())
    check()
    for name in LASTING:
        import_module(name)
    plotly_json.forget_validators()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _LOOKS)
    yield
    database.close(from_environment().database_url)


_BESIDE = 4_096
"""Bytes that a file costs beside its contents: a million empty ones would fill the memory, too."""


def weight(file: UploadedFileRec) -> int:
    """Count the bytes that a file takes in memory: its contents, its name as long as somebody made it, and the rest."""
    return len(file.data) + len(file.name) + _BESIDE


def _uploads() -> dict[str, int]:
    """Count the bytes that each session has handed in; Streamlit keeps them in memory until they are let go."""
    kept: Any = get_instance().uploaded_file_mgr
    return {session: sum(map(weight, list(files.values()))) for session, files in list(kept.file_storage.items())}


def _url() -> str:
    return from_environment().database_url


_PUBLIC = (
    f"/{routes.FIRST_WORD}", f"/{routes.FIRST_WORD}/", f"/{routes.HEALTH}", "/_stcore/health",
    gate.SIGN_IN, signing_in.PROVIDER, signing_in.BACK,
)  # fmt: skip
"""Paths that answer without a sign-in: publications (all below them), the questions after the server's health, the
sign-in itself."""
_house = gate.House(_url, _PUBLIC, addresses_in)


_run = threading.local()


def _at_the_screen() -> users.Presence | None:
    """Find whose screen is being drawn, once in each run; None where none is.

    Streamlit gives each run new cursors: they tell this run from the last one of its thread.
    """
    run = get_script_run_ctx(suppress_warning=True)
    if run is None:
        return None
    if getattr(_run, "cursors", None) is not run.cursors:
        _run.presence = _who_opened(run)
        _run.cursors = run.cursors
    presence: users.Presence = _run.presence
    return presence


def _who_opened(run: ScriptRunContext) -> users.Presence:
    """Find who the run is for, by the cookie that its connection was opened with."""
    client = get_instance().get_client(run.session_id) if exists() else None
    context = client.client_context if client is not None else None
    cookies = context.cookies if context is not None else {}
    signed_in = _house.presence(cookies.get(gate.SAFE_COOKIE) or cookies.get(gate.COOKIE, ""))
    return signed_in or users.at_this_machine(users.SCREEN)


users.find_by(_at_the_screen)


def _origin(request: HTTPConnection) -> str:
    """Give the address that a request comes from; a trusted proxy says whose request it hands on."""
    client = request.client.host if request.client else ""
    forwarded = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return forwarded if forwarded and client in from_environment().trusted_proxies else client


def _named(request: HTTPConnection) -> str:
    client = request.client.host if request.client else ""
    return provider.named_by_proxy(from_environment(), client, request.headers.get)


_MEGABYTE = 1024 * 1024
_limits = from_environment()

DOORS = (
    Middleware(PromptMessages),  # before all that hands on a connection of its own: it looks for the server's
    Middleware(door.SafeHeaders, page=_PAGE),
    Middleware(door.OwnAddress, hosts=lambda: from_environment().hosts, public=routes.public_address),
    Middleware(door.ClosedDoors),
    Middleware(gate.Gate, house=_house, named=_named),
    Middleware(
        door.UploadQuota,
        held=_uploads,
        largest=_limits.max_file_mb * _MEGABYTE,
        session=_limits.max_session_upload_mb * _MEGABYTE,
        everybody=_limits.max_uploads_mb * _MEGABYTE,
    ),
    Middleware(KnownPages),
)
"""The middleware that every request goes through, the outermost first."""

app = st.App(
    "frame.py",
    lifespan=settled,
    routes=[*routes.ROUTES, *signing_in.Pages(_house, _url, routes.office_name, _origin, from_environment).routes()],
    middleware=DOORS,
    on_script_error=failures.show,
)
