"""The door for real: what a foreign page, a framed page or an upload without end gets of a running server."""

import asyncio
import http.client
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from access import door
from etl import office
from tests.people import fill
from tests.serving import Dashboard, serve

FOREIGN: list[dict[str, str]] = [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}]
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.fixture
def dashboard(sqlite_url: str) -> Iterator[Dashboard]:
    """A server with a public address."""
    fill(sqlite_url)
    office.save(sqlite_url, {"public_url": "http://congbo.example.vn"})
    with serve(sqlite_url) as running:
        yield running


def ask(dashboard: Dashboard, path: str, headers: dict[str, str], method: str = "GET") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", dashboard.port, timeout=10)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    if answer.status != http.HTTPStatus.SWITCHING_PROTOCOLS:
        answer.read()
    connection.close()
    return answer


def test_the_door_of_a_running_server(dashboard: Dashboard) -> None:
    for path in ("/", "/nhap-so-lieu", "/_stcore/health", "/cong-bo/x", "/media/x", "/static/x", "/suc-khoe"):
        for headers in FOREIGN:
            assert ask(dashboard, path, headers).status == 403, (path, headers)
            assert ask(dashboard, path, headers, "PUT").status == 403
    for headers in FOREIGN:
        assert ask(dashboard, "/_stcore/stream", HANDSHAKE | headers).status == 403
    own = {"Origin": dashboard.address}
    assert ask(dashboard, "/_stcore/stream", HANDSHAKE | own).status == 101
    assert ask(dashboard, "/", {"Host": "congbo.example.vn"}).status == 200
    for closed in ("/_stcore/metrics", "/_stcore/metrics/", "/_stcore/script-health-check", "/_stcore/agent/mcp"):
        assert ask(dashboard, closed, own).status == 404
    _guarded_answers(dashboard)
    assert ask(dashboard, "/suc-khoe", own).status == 200


def _guarded_answers(dashboard: Dashboard) -> None:
    for path in ("/", "/gone", "/media/gone", "/cong-bo/gone", "/_stcore/health", "/_stcore/metrics"):
        answer = ask(dashboard, path, {"Accept": "text/html"})
        assert answer.getheader("X-Content-Type-Options") == "nosniff"
        assert answer.getheader("X-Frame-Options") == "DENY"
        assert answer.getheader("Referrer-Policy") in ("same-origin", "no-referrer")
        policy = answer.getheader("Content-Security-Policy") or ""
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert "script-src 'self' 'unsafe-inline'" not in policy
    assert ask(dashboard, "/media/gone", {}).getheader("Cache-Control") == "no-store"
    assert ask(dashboard, "/", {"Host": "evil.example"}).getheader("X-Frame-Options") == "DENY"


async def _through(_scope: Scope, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def upload(quota: door.UploadQuota, session: str, size: int | None, *, arrives: asyncio.Event | None = None) -> Any:
    """Hand in a file of that size; it is on its way until `arrives`."""
    status: list[int] = []

    async def receive() -> Any:
        if arrives is not None:
            await arrives.wait()
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        status.extend([message["status"]] if "status" in message else [])

    async def handed_in() -> int:
        headers = [] if size is None else [(b"content-length", str(size).encode())]
        path = f"/_stcore/upload_file/{session}/1"
        await quota({"type": "http", "method": "PUT", "path": path, "headers": headers}, receive, send)
        return status[0]

    return handed_in()


@pytest.mark.parametrize(
    ("session", "size", "status"),
    [("a", 20, 204), ("a", 21, 413), ("b", 50, 204), ("b", 51, 413), ("c", 20, 204), ("c", 21, 413), ("a", None, 413)],
)
def test_a_session_and_all_together_hold_so_much(session: str, size: int | None, status: int) -> None:
    held = {"a": 30, "b": 0} if session != "c" else {"a": 30, "b": 50}
    quota = door.UploadQuota(_through, lambda: held, largest=40, session=50, everybody=100)
    assert asyncio.run(upload(quota, session, size)) == status


def test_what_is_on_its_way_counts_until_it_is_there() -> None:
    quota = door.UploadQuota(_through, dict, largest=40, session=50, everybody=100)

    async def at_once() -> list[int]:
        arrives = asyncio.Event()
        first = asyncio.create_task(upload(quota, "a", 30, arrives=arrives))
        await asyncio.sleep(0)
        second = await upload(quota, "a", 30)
        arrives.set()
        return [await first, second, await upload(quota, "a", 50)]

    assert asyncio.run(at_once()) == [204, 413, 204]
