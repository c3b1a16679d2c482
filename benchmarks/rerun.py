"""A page's rerun on the server against a bare Streamlit page: asked over the websocket as a browser does."""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from benchmarks.measuring import Ratio
from settings import ROOT

_BARE = 'import streamlit as st\n\nst.title("Bare")\nst.selectbox("One", ["a", "b", "c"])\n'
_PAGES = ("tong-quan", "dia-ban", "trinh-do-chuyen-mon", "tin-hoc")
_RUNS = 40


def measure(database_url: str) -> list[Ratio]:
    """Each page with figures against the bare page, both servers up at once and asked in turn."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(_BARE, encoding="utf-8")
        with _server(bare, {}) as reference, _server(ROOT / "app.py", {"DATABASE_URL": database_url}) as ours:
            return [_page_ratio(page, ours, reference) for page in _PAGES]


def _page_ratio(page: str, ours: int, reference: int) -> Ratio:
    with _session(ours) as page_session, _session(reference) as bare_session:
        hash_ = _rerun(page_session, _page_message(page, ""))
        _rerun(bare_session, _page_message("", ""))
        pairs = []
        for _ in range(_RUNS):
            pairs.append((_timed(page_session, page, hash_), _timed(bare_session, "", "")))
    return Ratio(
        f"rerun {page}",
        statistics.median(one for one, _ in pairs),
        statistics.median(other for _, other in pairs),
        2.0,
    )


def _timed(session: ClientConnection, page: str, hash_: str) -> float:
    start = time.perf_counter()
    _rerun(session, _page_message(page, hash_))
    return time.perf_counter() - start


def _page_message(page: str, hash_: str) -> BackMsg:
    message = BackMsg()
    message.rerun_script.query_string = ""
    message.rerun_script.page_name = "" if hash_ else page
    message.rerun_script.page_script_hash = hash_
    return message


def _rerun(session: ClientConnection, message: BackMsg) -> str:
    """Ask for a run and wait for its end; returns the page's hash that the server tells."""
    session.send(message.SerializeToString())
    hash_ = ""
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(bytes(session.recv()))  # type: ignore[arg-type]
        kind = answer.WhichOneof("type")
        if kind == "new_session":
            hash_ = answer.new_session.page_script_hash
        elif kind == "script_finished":
            return hash_


@contextmanager
def _session(port: int) -> Iterator[ClientConnection]:
    with connect(f"ws://127.0.0.1:{port}/_stcore/stream", max_size=None, compression=None) as session:
        yield session


@contextmanager
def _server(script: Path, environment: dict[str, str]) -> Iterator[int]:
    """A Streamlit server of its own; yields its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    process = subprocess.Popen(  # noqa: S603
        command,
        cwd=ROOT if script.parent == ROOT else script.parent,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_up(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_up(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")
