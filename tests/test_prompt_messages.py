"""What the server sends to a browser is sent at once."""

import asyncio
import socket
from typing import Any

import uvicorn
from starlette.types import Receive, Scope, Send
from websockets.asyncio.client import connect

from app import PromptMessages


async def _report(scope: Scope, receive: Receive, send: Send) -> None:
    """Tell whoever connects whether small messages are held back on his connection."""
    if scope["type"] != "websocket":
        return
    protocol: Any = receive.__self__  # type: ignore[attr-defined]
    connection = protocol.transport.get_extra_info("socket")
    await receive()
    await send({"type": "websocket.accept"})
    prompt = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
    await send({"type": "websocket.send", "text": "at once" if prompt else "held back"})
    await send({"type": "websocket.close"})


async def _answer(app: Any) -> str:
    """The answer of that app on a socket that is bound as Streamlit binds its own."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        settings = uvicorn.Config(app, ws="websockets-sansio", loop="asyncio", lifespan="off", log_level="error")
        server = uvicorn.Server(settings)
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        async for connection in connect(f"ws://127.0.0.1:{bound.getsockname()[1]}"):
            answer = str(await connection.recv())
            break
        server.should_exit = True
        await serving
    return answer


def test_small_messages_are_not_held_back() -> None:
    assert asyncio.run(_answer(_report)) == "held back"
    assert asyncio.run(_answer(PromptMessages(_report))) == "at once"
