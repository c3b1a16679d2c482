"""The door before any page: addresses that do not exist, and those that are none of ours."""

import asyncio
import queue
import re
import threading
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

import app
from access import door
from settings import from_environment


def answer(path: str, accept: str = "text/html,*/*", kind: str = "http") -> str:
    """Tell where the door sends a request: an address, «through», or «page» for the HTML of a page."""
    sent: list[Any] = []

    async def behind(_scope: Scope, _receive: Receive, _send: Send) -> None:
        sent.append("through")

    async def receive() -> Any:
        return {}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": kind,
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(b"accept", accept.encode())],
    }
    asyncio.run(app.KnownPages(behind)(scope, receive, send))
    if sent == ["through"]:
        return "through"
    if sent[0]["status"] == 200:
        assert sent[1]["body"].decode() == app._PAGE
        return "page"
    return str(dict(sent[0]["headers"])[b"location"].decode())


@pytest.mark.parametrize("path", ["/", "/dia-ban", "/dia-ban/", "/tin-hoc", "/thiet-lap"])
def test_a_page_is_answered_with_its_html(path: str) -> None:
    assert answer(path) == "page"


def test_a_page_is_vietnamese_before_its_first_script_runs() -> None:
    scripts = re.findall("<script.*?</script>", app._PAGE, re.DOTALL)
    assert "vi-VN" in scripts[0]
    assert "prerenderReady" in scripts[1]
    assert all("src=" in script for script in scripts[2:])
    assert door.policy(app._PAGE).count("'sha256-") == 2
    assert '<html lang="vi">' in app._PAGE
    assert "enable JavaScript" not in app._PAGE
    assert "Streamlit<" not in app._PAGE


@pytest.mark.parametrize(
    "path",
    ["/media/3a5f.png", "/static/js/index.js", "/_stcore/health", "/component/x/y", "/favicon.png", "/robots.txt"],
)
def test_what_is_no_page_is_let_through(path: str) -> None:
    assert answer(path) == "through"


def test_a_program_that_asks_for_no_page_is_let_through() -> None:
    assert answer("/gone", accept="*/*") == "through"
    assert answer("/gone", kind="websocket") == "through"


@pytest.mark.parametrize(("path", "word"), [("/gone", "gone"), ("/a/b", "a%2Fb"), ("/tỉnh", "t%E1%BB%89nh")])
def test_a_page_that_does_not_exist_leads_to_the_first_one_with_its_name(path: str, word: str) -> None:
    assert answer(path) == f"/?trang={word}"


def test_every_address_of_the_program_is_known_and_says_who_may_ask_it() -> None:
    """Typed by hand: a new address, or another one that answers without a sign-in, has to be thought about here."""
    for_everybody = {
        "GET": {"/suc-khoe", "/cong-bo", "/cong-bo/{rest:path}", "/dang-nhap", "/dang-nhap/nha-cung-cap",
                "/dang-nhap/tra-ve"},
        "POST": {"/dang-nhap"},
    }  # fmt: skip
    signed_in = {"GET": {"/dang-xuat", "/doi-mat-khau", "/phien"}, "POST": {"/dang-xuat", "/doi-mat-khau", "/phien"}}
    routes: list[Any] = list(app.app._user_routes)
    own = [(method, route.path) for route in routes for method in sorted(route.methods - {"HEAD"})]
    is_public = app._house.public
    assert set(is_public) == {
        "/cong-bo", "/cong-bo/", "/suc-khoe", "/_stcore/health", "/dang-nhap", "/dang-nhap/nha-cung-cap",
        "/dang-nhap/tra-ve",
    }  # fmt: skip
    for wanted, is_open in ((for_everybody, True), (signed_in, False)):
        having = {pair for pair in own if (pair[1].replace("{rest:path}", "") in is_public) is is_open}
        assert having == {(method, path) for method, paths in wanted.items() for path in paths}


def test_empty_files_without_end_come_to_the_quota_too() -> None:
    empty = UploadedFileRec("1", "danh-sach.xlsx", "", b"")
    assert app.weight(empty) * 100_000 > from_environment().max_session_upload_mb * 1024 * 1024


def test_a_loop_is_woken_once_for_all_that_waits() -> None:
    """Hand a loop thousands of calls from threads, in bursts and with sleep between: each is heard."""
    loop = asyncio.new_event_loop()
    bytes_written = []
    wake = loop._write_to_self  # type: ignore[attr-defined]

    def write() -> None:
        bytes_written.append(1)
        wake()

    loop._write_to_self = write  # type: ignore[attr-defined]
    app.wake_once(loop)
    heard = queue.SimpleQueue[int]()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def call(first: int) -> None:
        for number in range(first, first + 1_000):
            loop.call_soon_threadsafe(heard.put, number)

    callers = [threading.Thread(target=call, args=(1_000 * each,)) for each in range(4)]
    for caller in callers:
        caller.start()
    numbers = {heard.get(timeout=60) for _ in range(4_000)}
    for number in range(200):  # one after the other: the loop sleeps in between
        loop.call_soon_threadsafe(heard.put, number)
        assert heard.get(timeout=60) == number
    loop.call_soon_threadsafe(loop.stop)
    thread.join(timeout=60)
    loop.close()
    assert numbers == set(range(4_000))
    assert len(bytes_written) < 4_000
