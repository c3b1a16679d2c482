"""A day before provinces were joined: the sentence names all of them, with each district of the register."""

import csv
import re
from collections.abc import Iterator
from datetime import date

import pytest

import database
from presentation.movement_words import notes_of
from presentation.sentences import sentences_of
from presentation.sentences.findings import finding_sentences
from reference.provinces import communes_of, communes_on, provinces_on
from settings import REFERENCE_DIR
from stats.movements import movements
from stats.queries import UnitRow
from stats.registers import districts_of_whole, homes_of
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.people import add_problem
from tests.stats.staffed import codes, staff

DAY = date(2024, 12, 31)
HOME, JOINED, ISLAND = "51", "62", "Huyện Lý Sơn"


@pytest.fixture
def source(sqlite_url: str) -> Iterator[StatisticsSource]:
    sent = codes(HOME, DAY)[:1]
    staff(sqlite_url, HOME, DAY, {code: [(12, None, "Chuyên viên", "civil_servant")] for code in sent})
    with database.reading(sqlite_url) as connection:
        yield StatisticsSource.of_connection(connection, HOME)


def _districts(*provinces: str) -> set[str]:
    """The oracle: the rows of the table that are districts of the provinces on the day."""
    with (REFERENCE_DIR / "units.csv").open(encoding="utf-8-sig", newline="") as file:
        return {
            row["name"]
            for row in csv.DictReader(file)
            if row["level"] == "district"
            and row["parent_code"] in provinces
            and (row["valid_from"] or "0000") <= DAY.isoformat() <= (row["valid_to"] or "9999")
        }


def test_a_district_without_communes_is_one_of_the_province(source: StatisticsSource) -> None:
    expected = _districts(HOME)
    assert ISLAND in expected
    assert source.territory(Selection(DAY)).districts_total == len(expected) == 13
    headcount = sentences_of(source, Selection(DAY), ["headcount"]).text
    assert headcount.startswith("Tỉnh Quảng Ngãi có ")
    assert ", thuộc 13 đơn vị hành chính cấp huyện, " in headcount
    assert "Lý Sơn" in headcount


def test_a_day_on_which_the_province_was_two_names_both(source: StatisticsSource) -> None:
    rows = [
        UnitRow(u.code, u.name, u.kind, u.parent_code, None, has_roster=True, province_code=home.code)
        for home in provinces_on(HOME, DAY)
        for u in communes_of(home, DAY)
    ]
    assert [unit.code for unit in homes_of(rows, HOME, DAY)] == [HOME, JOINED]
    assert {row.name for row in districts_of_whole(rows, HOME, DAY)} == _districts(HOME, JOINED)
    own, other = ([row for row in rows if row.province_code == code] for code in (HOME, JOINED))
    assert {row.name for row in districts_of_whole(own, HOME, DAY)} == _districts(HOME)
    assert len(own) + len(other) == len(rows)


def test_a_finding_names_units_of_its_day_on_the_territory_of_today(sqlite_url: str, source: StatisticsSource) -> None:
    add_problem(sqlite_url, 1, "error", "K9")
    texts = [str(each.text) for each in finding_sentences(source, Selection(DAY, territory=View.TODAY))]
    (problems,) = [text for text in texts if "còn vấn đề" in text]
    names = source.names(DAY).units
    assert not re.search(r"\b\d{5}\b", problems)
    assert problems.endswith(f"{names[codes(HOME, DAY)[0]]}.")


def test_movements_name_missing_units_of_a_province_that_was_not_the_office_s_own(sqlite_url: str) -> None:
    """Xã Tân Thành of 2025 was three communes of Bình Thuận, which sent nothing for 2024, while old Lâm Đồng did."""
    people, later = [(12, None, "Chuyên viên", "civil_servant")], date(2025, 12, 31)
    staff(sqlite_url, "68", DAY, {codes("68", DAY)[0]: people})
    staff(
        sqlite_url, "68", later, {unit.code: people for unit in communes_on(later, "68") if unit.name == "Xã Tân Thành"}
    )
    with database.reading(sqlite_url) as connection:
        held = movements(StatisticsSource.of_connection(connection, "68"), Selection(later), DAY)
    missing = "Xã Tân Thành (31/12/2024: Xã Thuận Quý, Xã Tân Thuận và 1 đơn vị khác)"
    assert any(missing in note for note in notes_of(held))
