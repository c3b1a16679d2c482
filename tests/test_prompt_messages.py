"""What the server sends to a browser is sent at once."""

import asyncio
import socket
from typing import Any

import pytest
import uvicorn
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send
from websockets import Origin
from websockets.asyncio.client import connect

from app import DOORS
from migrations.prepare import prepare


class _Witness:
    """Tells whoever connects whether small messages are held back on the connection, from behind all doors."""

    def __init__(self, *doors: Middleware) -> None:
        self._app: ASGIApp = self._answer
        for door in reversed(doors):
            self._app = door.cls(self._app, *door.args, **door.kwargs)
        self._connection: Any = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            protocol: Any = receive.__self__  # type: ignore[attr-defined]
            self._connection = protocol.transport.get_extra_info("socket")
        await self._app(scope, receive, send)

    async def _answer(self, _scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        is_prompt = self._connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
        await send({"type": "websocket.send", "text": "at once" if is_prompt else "held back"})
        await send({"type": "websocket.close"})


async def _answer(app: ASGIApp) -> str:
    """Give the answer of that app on a socket that is bound as Streamlit binds its own."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        settings = uvicorn.Config(app, ws="websockets-sansio", loop="asyncio", lifespan="off", log_level="error")
        server = uvicorn.Server(settings)
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        port = bound.getsockname()[1]
        async for connection in connect(
            f"ws://127.0.0.1:{port}/_stcore/stream", origin=Origin(f"http://127.0.0.1:{port}")
        ):
            answer = str(await connection.recv())
            break
        server.should_exit = True
        await serving
    return answer


def test_small_messages_are_not_held_back_behind_all_doors(
    empty_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(empty_sqlite_url)
    monkeypatch.setenv("DATABASE_URL", empty_sqlite_url)
    assert asyncio.run(_answer(_Witness())) == "held back"
    assert asyncio.run(_answer(_Witness(*DOORS))) == "at once"
