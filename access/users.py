"""The person who is at the program now: at the screen, on the command line, or in work that they started."""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from access.actors import Actor, everything
from private_files import make_file, make_folder
from reference.vietnamese import printable
from settings import from_environment

COMMAND, SCREEN = "lệnh", "màn hình máy chủ"
"""The origins of what is done on the command line, and on the pages of an office without accounts."""
LONGEST = 60
"""Letters of a name."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody, the address that they come from, and their session (the hash of its token, «» where there is none)."""

    actor: Actor
    origin: str = COMMAND
    session: str = ""


_given: ContextVar[Presence | None] = ContextVar("presence", default=None)
_finders: list[Callable[[], Presence | None]] = []
"""At most one: who looks at the screen that is being drawn."""


def find_by(finder: Callable[[], Presence | None]) -> None:
    """Have the server say who somebody is; the last to be named does."""
    _finders[:] = [finder]


@contextmanager
def acting(presence: Presence) -> Iterator[None]:
    """Let all that is done inside be that person's doing."""
    token = _given.set(presence)
    try:
        yield
    finally:
        _given.reset(token)


def set_present(presence: Presence | None) -> None:
    """Say who is here in this task from now on, until it is said anew."""
    _given.set(presence)


def present() -> Presence:
    """Find who is here: whom the work was begun for, who looks at the screen, or the person at this machine."""
    for find in (_given.get, *_finders):
        if (presence := find()) is not None:
            return presence
    return at_this_machine()


def at_this_machine(origin: str = COMMAND) -> Presence:
    """Give the person at this machine, who may do everything."""
    return Presence(everything(machine_user()), origin)


def current_user() -> Actor:
    """Find who is here, without where they come from."""
    return present().actor


def machine_user() -> str:
    """Give the name that the person at this machine goes by: the one that was asked once, else the account's."""
    return named_user() or _account_of_machine()


def named_user() -> str:
    """Give the name that was asked once; «» where it was not."""
    with suppress(OSError, UnicodeDecodeError):
        return printable(_file().read_text(encoding="utf-8")).strip()[:LONGEST]
    return ""


def name_user(name: str) -> None:
    """Keep the name of the person at this machine; an empty one goes back to that of the account."""
    path = _file()
    make_folder(path.parent)
    make_file(path)
    path.write_text(" ".join(printable(name).split())[:LONGEST], encoding="utf-8")


def _file() -> Path:
    return from_environment().data_dir / "nguoi-dung.txt"


def _account_of_machine() -> str:
    """Give the account that the program runs under; some machines do not know it."""
    try:
        return printable(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return "người dùng máy này"
