"""The real dashboard, started as a person starts it, for tests that open it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from settings import ROOT


@dataclass
class Dashboard:
    """A server that answers at `address`; `close` ends it as Ctrl+C does and gives exit status and standard error."""

    address: str
    port: int
    process: subprocess.Popen[str]
    database_url: str

    def close(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGINT)
        _, err = self.process.communicate(timeout=30)
        return self.process.returncode, err


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextlib.contextmanager
def serve(database_url: str, *more: str) -> Iterator[Dashboard]:
    """Run `manage.py run` on a free port, with more words; the data folder is that of the test (`WORKFORCE_DATA_DIR`).

    Inside the block the server answers. A server that does not start fails the test with what it printed.
    """
    port = free_port()
    words = ["--port", str(port), "--database", database_url, *more]
    script = "import sys; from commands import dispatch; sys.exit(dispatch.run('run', sys.argv[1:]))"
    with subprocess.Popen(
        [sys.executable, "-c", script, *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        line = process.stdout.readline()
        address = next((word for word in line.split() if word.endswith(f"//127.0.0.1:{port}")), "")
        assert address, line + process.stderr.read()
        try:
            yield Dashboard(address, port, process, database_url)
        finally:
            process.kill()
