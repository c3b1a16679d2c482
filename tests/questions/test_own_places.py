"""Questions that begin with the office's own places, and places of one name, of which none is guessed."""

from datetime import date

import pytest

import database
from questions.answering import answer
from questions.examples import examples
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import PROVINCE, World
from tests.stats.staffed import staff

HOME, END_2024 = "68", date(2024, 12, 31)
TAN_THANH = {"68": "24979", "60": "23146", "67": "24699"}


def test_each_example_is_understood(world: World) -> None:
    with database.reading(world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        for day in source.dates():
            asked = examples(source, Selection(day))
            given = [answer(text, source, Selection(day), EVERYBODY).understood for text in asked]
            assert [(each.unknown, each.not_there, each.missing_day) for each in given] == [((), (), None)] * 6
            assert given[0].selection.as_of == day
            assert all(given[at].selection.is_of_place for at in (0, 2, 5))


@pytest.mark.parametrize("of", ["60", "67"])
def test_examples_name_places_of_which_there_are_lists(sqlite_url: str, of: str) -> None:
    staff(sqlite_url, HOME, END_2024, {TAN_THANH[of]: [(12, None, "Chuyên viên", "civil_servant")]}, of=of)
    with database.reading(sqlite_url) as connection:
        first, *_ = examples(StatisticsSource.of_connection(connection, HOME), Selection(END_2024))
    home = {"60": "huyện Hàm Thuận Nam", "67": "huyện Krông Nô"}[of]
    assert first == f"bao nhiêu công chức nữ trình độ thạc sĩ ở {home} năm 2024"


def test_of_three_communes_of_one_name_none_is_guessed(sqlite_url: str) -> None:
    for at, (of, code) in enumerate(TAN_THANH.items()):
        staff(sqlite_url, HOME, END_2024, {code: [(12 + at, None, "Chuyên viên", "civil_servant")]}, of=of)
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, HOME)

        def ask(text: str) -> tuple[int | None, str, str, tuple[str, ...]]:
            given = answer(text, source, Selection(END_2024), EVERYBODY)
            return given.count, given.lead, given.meaning, given.notes

        homes = "huyện Đức Trọng, huyện Hàm Thuận Nam, huyện Krông Nô"
        assert ask("số người của xã Tân Thành năm 2024") == (
            None,
            f"Có 3 xã Tân Thành: {homes}; hãy ghi thêm huyện.",
            "mọi người · xã Tân Thành · tính đến 31/12/2024",
            (),
        )
        assert [ask(f"số người ở Tân Thành {place}")[0] for place in ("Đức Trọng", "Bình Thuận", "Đắk Nông")] == [
            12,
            13,
            14,
        ]
        assert ask("bao nhiêu người ở tỉnh Bình Thuận năm 2024")[:3] == (
            13,
            "13 người.",
            "mọi người · tỉnh Bình Thuận · tính đến 31/12/2024",
        )
        assert ask("so sánh số người ở Bình Thuận và Đắk Nông")[1].startswith(
            "Tỉnh Bình Thuận 13 người; Tỉnh Đắk Nông 14"
        )
