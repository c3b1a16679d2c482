"""People whom loads held back for want of a unit: missing until something brings them, said where numbers are."""

from datetime import date

import database
from etl import pipeline
from etl.records import LoadOptions, SourceFile
from presentation import completeness
from presentation.sentences import sentences_of
from presentation.sentences.findings import finding_sentences
from stats.disclosure import Secrecy
from stats.held_back import HeldBack, held_back
from stats.protected import protected
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import PROVINCE
from tests.rosters import people, roster

DAY, NEXT = date(2023, 12, 31), date(2024, 12, 31)
UNIT, LINE = "Phường Đáp Cầu", "2 người chưa tính vì chưa rõ đơn vị"
LOST: list[tuple[str, ...]] = [("Tô Ngọc Vĩ", "05/06/1979", "Phường Không Có"), ("Hà Thị Mơ", "", "Phường Không Có")]


def load(url: str, name: str, rows: list[tuple[str, ...]], day: date = DAY) -> int:
    report = pipeline.load(url, [SourceFile(name, roster(rows, day))], LoadOptions(accept=True))
    assert report.import_id is not None
    return report.import_id


def at(unit: str) -> list[tuple[str, ...]]:
    """The same people where they belong."""
    return [(name, born, unit) for name, born, *_ in LOST]


def waiting(url: str, day: date = DAY) -> HeldBack:
    with database.reading(url) as connection:
        return held_back(StatisticsSource.of_connection(connection, PROVINCE), day)


def test_who_has_no_unit_waits_on_that_date_alone(database_url: str) -> None:
    number = load(database_url, "a.xlsx", [*people(3, UNIT), *LOST])
    assert waiting(database_url) == HeldBack(2, number)
    assert waiting(database_url, NEXT) == HeldBack()


def test_whoever_another_load_brings_waits_no_more(database_url: str) -> None:
    number = load(database_url, "a.xlsx", [*people(3, UNIT), *LOST])
    other = load(database_url, "b.xlsx", at("Phường Vệ An")[:1])
    assert waiting(database_url) == HeldBack(1, number)
    load(database_url, "c.xlsx", at(UNIT)[1:], NEXT)
    assert waiting(database_url) == HeldBack(1, number)
    pipeline.undo(database_url, other, "lan")
    assert waiting(database_url) == HeldBack(2, number)


def test_a_load_that_is_undone_or_replaced_asks_nothing(database_url: str) -> None:
    first = load(database_url, "a.xlsx", [*people(3, UNIT), *LOST])
    second = load(database_url, "a_loi.xlsx", people(4, UNIT))
    assert waiting(database_url) == HeldBack()
    pipeline.undo(database_url, second, "lan")
    assert waiting(database_url) == HeldBack(2, first)
    pipeline.undo(database_url, first, "lan")
    assert waiting(database_url) == HeldBack()


def test_the_same_people_in_two_loads_are_counted_once(database_url: str) -> None:
    load(database_url, "a.xlsx", [*people(3, UNIT), *LOST])
    second = load(database_url, "b.xlsx", [*people(3, "Phường Vệ An"), *LOST])
    assert waiting(database_url) == HeldBack(2, second)


def test_it_is_said_with_the_coverage_and_among_what_calls_for_attention(sqlite_url: str) -> None:
    number = load(sqlite_url, "a.xlsx", [*people(3, UNIT), *LOST])
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        assert completeness.gaps(source, Selection(DAY)).endswith(f"; {LINE}")
        assert sentences_of(source, Selection(DAY), ["coverage"]).text.endswith(f" {LINE}.")
        own = completeness.gaps(source, Selection(DAY, "256", "09166"))
        assert own == LINE
        (finding,) = (each for each in finding_sentences(source, Selection(DAY)) if "chưa rõ đơn vị" in each.text)
        assert finding.text == "02 người trong danh sách ngày 31/12/2023 chưa tính vì chưa rõ đơn vị."
        assert (finding.page, finding.query) == ("lich-su-nap", {"lan": str(number)})
        public = protected(source, Secrecy())
        assert completeness.held_back(public, DAY) == "một số người chưa tính vì chưa rõ đơn vị"


def test_nothing_is_said_where_nobody_waits(sqlite_url: str) -> None:
    load(sqlite_url, "a.xlsx", people(3, UNIT))
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        assert not completeness.held_back(source, DAY)
        assert not any("chưa rõ đơn vị" in each.text for each in finding_sentences(source, Selection(DAY)))
