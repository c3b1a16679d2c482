"""The user of the program: today the one person at this machine."""

import getpass
from dataclasses import dataclass

from reference.vietnamese import printable


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who loads rosters and issues files; `name` is what the registers of both write down."""

    name: str


def current_user() -> User:
    """Give the person whose account the program runs under; some machines do not know it."""
    try:
        return User(printable(getpass.getuser()))
    except (OSError, KeyError, ImportError):
        return User("người dùng máy này")
