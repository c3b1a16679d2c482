"""An act in a process that dies at the end of its first transaction: `python -m tests.access.dying_process URL ACT`.

What the act does after that never happens, as when the power goes: what it has done must be among the events.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, event

import database
from access import accounts, erasing, recorded
from access.actors import Role
from etl.records import LoadOptions, Question, SourceFile
from settings import from_environment
from tests.rosters import people, roster

DAY = date(2023, 12, 31)


def file_of(unit: str) -> SourceFile:
    """Write a roster of three people."""
    return SourceFile("a.xlsx", roster([*people(3, unit)], DAY))


ACTS = ("load", "undo", "settings", "answer", "erasure", "account")
"""The kinds of events of the acts that this process knows."""


def acts(url: str) -> dict[str, Callable[[], object]]:
    """Give each act that the database does by itself, under the kind of its event."""
    settings = replace(from_environment(), database_url=url)
    options = LoadOptions(accept=True)
    unknown = Question(
        "education",
        "dh la",
        spelling="ĐH lạ",
        column="Trình độ",
        count=1,
        cells=[],
        proposal="",
        source="a.xlsx › S › F6",
    )
    return {
        "load": lambda: recorded.load(url, [file_of("Xã Phù Lãng")], options, lambda *_: None, settings),
        "undo": lambda: recorded.undo(url, 1),
        "settings": lambda: recorded.save_settings(url, {"office_name": "Sở Nội vụ"}),
        "answer": lambda: recorded.learn_spellings(url, [(unknown, "education=bachelors")], DAY, "24"),
        "erasure": lambda: erasing.whole_date(settings, DAY, reason="đơn"),
        "account": lambda: accounts.add(url, "lan.nv", "Nguyễn Thị Lan", "sông Cầu nước chảy", [Role.ADMIN]),
    }


def die(connection: Connection) -> None:
    """Commit, and let nothing happen any more."""
    driver = connection.connection.dbapi_connection
    if connection.get_execution_options().get("writes") and driver is not None:
        driver.commit()
        os._exit(9)


def main(url: str, act: str) -> None:
    """Do the act until the end of its first transaction."""
    event.listen(database.engine_for(url), "commit", die)
    acts(url)[act]()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
