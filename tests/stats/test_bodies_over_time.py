"""Bodies that were put together: a line begins with its body; on today's organisation whole predecessors are summed."""

from collections.abc import Iterator
from datetime import date

import pytest

import database
from presentation import labels
from presentation.completeness import gap_notes
from reference.bodies import Tier
from reference.territory import is_same_territory, origin
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.stats.staffed import staff

HUNG_YEN = "33"
BEFORE, MERGED, TWO_TIER = date(2024, 12, 31), date(2025, 3, 31), date(2025, 12, 31)
PEOPLE = {
    BEFORE: {"33.STC": 40, "33.SKHDT": 25, "33.SNV": 50, "33.SLDTB": 30, "33.STP": 20},
    MERGED: {"33.STC": 61, "33.SNV": 70, "33.STP": 21},
    TWO_TIER: {"33.STC": 90, "33.SNV": 95, "33.STP": 33},
}


@pytest.fixture
def source(sqlite_url: str) -> Iterator[StatisticsSource]:
    for day, sizes in PEOPLE.items():
        staff(sqlite_url, HUNG_YEN, day, {code: [(n, None, None, "civil_servant")] for code, n in sizes.items()})
    with database.reading(sqlite_url) as connection:
        yield StatisticsSource.of_connection(connection, HUNG_YEN)


def _line(source: StatisticsSource, code: str, view: View, day: date = MERGED) -> dict[date, int]:
    trend = source.trend(Selection(day, unit=code, territory=view, level=Tier.PROVINCE), "category")
    return {point.as_of: point.breakdown.people for point in trend.points}


def test_a_line_begins_with_its_body(source: StatisticsSource) -> None:
    assert _line(source, "33.STC", View.REPORTED) == {MERGED: 61}
    assert _line(source, "33.STP", View.REPORTED) == {BEFORE: 20, MERGED: 21}
    selection = Selection(MERGED, unit="33.STC", level=Tier.PROVINCE)
    notes = gap_notes(source.trend(selection, "category").gaps)
    assert notes == [
        "Không có điểm ngày 31/12/2024: cơ quan mang mã này khi đó chưa hợp nhất; chọn «Theo tổ chức hiện nay» để cộng "
        "các cơ quan cũ."
    ]
    overview = source.overview(selection)
    assert overview.changes is None
    assert "chưa hợp nhất" in labels.compared_with(overview)


def test_whole_predecessors_are_summed_and_parts_never_split() -> None:
    assert origin("33.STC", MERGED, BEFORE).codes == ("33.SKHDT", "33.STC")
    assert origin("33.STC", MERGED, BEFORE).is_whole
    labour = origin("33.SNV", MERGED, BEFORE)
    assert [step.old_code for step in labour.split] == ["33.SLDTB"]
    assert not labour.is_whole


def test_bodies_of_a_merged_province_need_those_of_all_that_went_into_it() -> None:
    """Nothing is known of Thái Bình's: 33.STP of today is not the one of before 01/07/2025."""
    assert not is_same_territory("33.STP", BEFORE, TWO_TIER)
    assert [unit.name for unit in origin("33.STP", TWO_TIER, BEFORE).lost] == ["Tỉnh Thái Bình"]
    assert origin("24.STP", date(2026, 12, 31), TWO_TIER).codes == ("24.STP",)


def test_the_province_has_the_same_people_in_both_views(source: StatisticsSource) -> None:
    for day, sizes in PEOPLE.items():
        for level in (Tier.PROVINCE, Tier.ALL):
            totals = {
                source.breakdown(Selection(day, territory=view, level=level), "category").people
                for view in (View.REPORTED, View.TODAY)
            }
            assert totals == {sum(sizes.values())}
    gap = next(row.gap for row in source.register(BEFORE, View.TODAY, Tier.PROVINCE) if row.code == "33.STC")
    assert gap == ("lost", ("Tỉnh Thái Bình",))


def test_old_districts_are_no_view_of_bodies() -> None:
    chosen = {view: Selection(TWO_TIER, territory=view, level=Tier.PROVINCE).territory for view in View}
    assert chosen == {View.REPORTED: View.REPORTED, View.TODAY: View.TODAY, View.OLD: View.REPORTED}
