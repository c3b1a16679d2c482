"""Streamlit servers in processes of their own, asked over the websocket as a browser does."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from settings import ROOT

BARE = 'import streamlit as st\n\nst.title("Bare")\nst.selectbox("One", ["a", "b", "c"])\n'
"""The page that every page is measured against: one of Streamlit's with nothing in it, in Streamlit's own settings."""
_SECONDS_TO_START = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers at `port`, and its process."""

    port: int
    process: psutil.Process

    @property
    def address(self) -> str:
        """The websocket that a browser opens."""
        return f"ws://127.0.0.1:{self.port}/_stcore/stream"

    def processor_seconds(self) -> float:
        """Processor seconds that the server has taken since its start."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def megabytes(self) -> float:
        """Memory that the server holds now, in MB."""
        return float(self.process.memory_info().rss) / 2**20


@dataclass(slots=True)
class Conversation:
    """One session's side of the protocol without the connection: requests out, answers in, as a browser keeps them."""

    page: str = ""
    page_hash: str = ""
    kept: set[str] = field(default_factory=set)
    """Hashes of large messages of the last run, which the server need not send again."""
    messages: int = 0
    size: int = 0
    """Messages and bytes of the last run."""
    _arrived: set[str] = field(default_factory=set)

    def request(self, page: str, query: str = "") -> bytes:
        """Ask for a run of that page (its address), with the query string of the browser's address line."""
        if page != self.page:
            self.page, self.page_hash = page, ""
        self.messages = self.size = 0
        self._arrived.clear()
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = "" if self.page_hash else page
        message.rerun_script.page_script_hash = self.page_hash
        message.rerun_script.cached_message_hashes.extend(self.kept)
        return bytes(message.SerializeToString())

    def is_finished_by(self, answer: bytes) -> bool:
        """Take one message of the server; True where it ends the run. RuntimeError where the page failed."""
        message = ForwardMsg.FromString(answer)
        self.messages += 1
        self.size += len(answer)
        kind = message.WhichOneof("type")
        if kind == "navigation":  # a first run's `new_session` knows the first page only
            self.page_hash = message.navigation.page_script_hash
        elif kind == "ref_hash":
            self._arrived.add(message.ref_hash)
        elif kind == "delta":
            _check(message.delta)
        elif kind == "script_finished":
            self.kept = set(self._arrived)
            return True
        if message.metadata.cacheable:
            self._arrived.add(message.hash)
        return False


def _check(delta: Delta) -> None:
    """Refuse a page that shows an error: it is faster than one that shows figures."""
    element = delta.new_element
    kind = element.WhichOneof("type")
    if kind == "exception" or (kind == "alert" and element.alert.format in (Alert.ERROR, Alert.WARNING)):
        raise RuntimeError(f"the page failed: {element.alert.body or element.exception.message}")


class Session:
    """One browser's connection with a server; each run is waited for."""

    def __init__(self, connection: ClientConnection) -> None:
        self.conversation = Conversation()
        self._connection = connection

    def run(self, page: str, query: str = "") -> None:
        """Ask for a run of the page and wait for its end."""
        self._connection.send(self.conversation.request(page, query))
        while not self.conversation.is_finished_by(bytes(self._connection.recv(decode=False))):
            pass


@contextmanager
def session(server: Server) -> Iterator[Session]:
    """Hold a connection as long as the block lasts."""
    with connect(server.address, max_size=None, compression=None) as connection:
        yield Session(connection)


@contextmanager
def ours_and_bare(database_url: str, processes: int | None = None) -> Iterator[tuple[Server, Server]]:
    """Start the dashboard over that database, and the bare page in Streamlit's default settings; both up at once.

    `processes`: so many of them behind nginx, as `run --processes` starts them, over PostgreSQL.
    """
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        environment = {"DATABASE_URL": database_url}
        command = _streamlit(ROOT / "app.py")
        if processes is not None:
            environment["WORKFORCE_DATA_DIR"] = str(Path(folder) / "data")
            command = [str(ROOT / "manage.py"), "run", "--processes", str(processes), "--port"]
        with _serve(command, ROOT, environment) as ours, _serve(_streamlit(bare), bare.parent, {}) as reference:
            yield ours, reference


def _streamlit(script: Path) -> list[str]:
    words = ["-m", "streamlit", "run", str(script), "--server.headless", "true"]
    return [*words, "--browser.gatherUsageStats", "false", "--server.port"]


@contextmanager
def _serve(words: list[str], folder: Path, environment: dict[str, str]) -> Iterator[Server]:
    """Run Python with these words and a free port after them, until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, *words, str(port)],
        cwd=folder,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_up(port, process)
        yield Server(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_up(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")
