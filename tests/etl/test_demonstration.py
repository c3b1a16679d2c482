"""Invented rosters fill an empty database, go on after a broken-off start, and never come where real ones were."""

from datetime import date, datetime

import pytest
from sqlalchemy import insert

import database
from etl.demonstration import dates_to_load
from models import Import

FIRST, SECOND, THIRD = date(2021, 12, 31), date(2022, 12, 31), date(2023, 12, 31)
_NOW = datetime.fromisoformat("2024-01-05T08:30")


@pytest.mark.parametrize(
    ("there", "wanted"),
    [
        ([], [FIRST, SECOND, THIRD]),
        ([(FIRST, True, False)], [SECOND, THIRD]),
        ([(FIRST, True, True), (THIRD, True, False)], [SECOND]),
        ([(SECOND, False, False)], []),
        ([(FIRST, True, True), (SECOND, False, True)], []),
    ],
    ids=["empty", "broken off", "undone", "real", "real and undone"],
)
def test_which_dates_are_loaded(database_url: str, there: list[tuple[date, bool, bool]], wanted: list[date]) -> None:
    with database.writing(database_url) as connection:
        for as_of, is_demo, undone in there:
            connection.execute(
                insert(Import).values(
                    as_of=as_of,
                    loaded_at=_NOW,
                    loaded_by="An",
                    is_demo=is_demo,
                    rows_read=0,
                    rows_loaded=0,
                    rows_held=0,
                    undone_at=_NOW if undone else None,
                )
            )
        assert dates_to_load(connection, [THIRD, FIRST, SECOND]) == wanted
