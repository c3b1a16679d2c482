"""The loads that other screens show, where the clock was set back."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

import database
from access import under_way
from models import RunningLoad


@pytest.mark.parametrize(("outcome", "shown"), [("", ["lost"]), ("loaded", [])])
def test_a_load_that_was_seen_in_the_future_does_not_run_for_a_day(
    postgres_url: str, outcome: str, shown: list[str]
) -> None:
    tomorrow = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=1)
    line = {"id": "a", "by": "lan", "percent": 40, "seen_at": tomorrow, "outcome": outcome}
    with database.writing(postgres_url) as connection:
        connection.execute(insert(RunningLoad).values(line))
    assert [load.outcome for load in under_way.loads(postgres_url)] == shown
