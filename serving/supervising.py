"""Children that are kept running: one that dies is started again, all end with their parent."""

import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event

_LOOK_EVERY = 0.2
_SOON = 10.0
"""Seconds: a child that dies sooner is started again after a while only, each time after twice as long."""
_LONGEST_WAIT = 30.0
_PATIENCE = 20.0
"""Seconds that a child has for its end before it is killed."""


@dataclass(slots=True)
class Child:
    """A program that is to run; `name`: for people."""

    name: str
    words: Sequence[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = 0.0
    again: float = field(default=0.0)
    """The moment before which it is not started again."""

    def start(self) -> None:
        """Start it; it gets SIGTERM when this process is gone, however it went."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603
            [*_ending_with_parent(), *self.words],
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C reaches the parent alone, which ends its children in its own way
        )

    def ended(self) -> int | None:
        """Give the exit status; None while it runs."""
        return self.process.poll() if self.process else None


def _ending_with_parent() -> list[str]:
    """Give the words of the system's own program that has a command ended with the thread that started it."""
    program = shutil.which("setpriv")
    return [program, "--pdeathsig", "TERM"] if program else []


def keep_running(children: Sequence[Child], stopped: Event, tell: Callable[[str], None]) -> None:
    """Start again what has died, until `stopped`; runs in the thread that started the children.

    (A child's end with its parent is the end with that thread.)
    """
    while not stopped.wait(_LOOK_EVERY):
        now = time.monotonic()
        for child in children:
            if child.process is not None and (status := child.ended()) is not None:
                child.wait = min(max(2 * child.wait, 1.0), _LONGEST_WAIT) if now - child.started < _SOON else 0.0
                child.again, child.process = now + child.wait, None
                tell(f"{child.name} đã dừng đột ngột (mã {status}), đang mở lại.")
            if child.process is None and now >= child.again:
                child.start()


def end(children: Sequence[Child]) -> None:
    """End all and wait for them; one that does not come to its end is killed."""
    running = [child.process for child in children if child.process is not None and child.process.poll() is None]
    for process in running:
        process.terminate()
    until = time.monotonic() + _PATIENCE
    for process in running:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
