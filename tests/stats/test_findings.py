"""Findings: each rule where it holds and where it just does not; the numbers against pandas over the same people."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import select, update

import database
from dashboard.parts import register
from models import Roster, Staff, Unit
from presentation.sentences.findings import finding_sentences
from reference.ages import first_not_retired
from reference.findings import RULES, Standard, finding_rules, standard_on
from stats.cube import Key
from stats.findings import findings_of
from stats.measures import Finding
from stats.measures import findings as rules
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, World, complete

NOW = Selection(END_2023)
STANDARD = Standard(
    "education",
    "civil_servant",
    codes=("masters", "bachelors"),
    least="bachelors",
    exempt=("Trưởng ban",),
    valid_from=date.min,
    valid_to=date.max,
    source="",
)


@pytest.fixture
def source(sqlite_world: World) -> Iterator[StatisticsSource]:
    with database.reading(sqlite_world.url) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


def _by_rule(source: StatisticsSource, selection: Selection = NOW) -> dict[tuple[str, str], Finding]:
    return {(finding.rule.rule, finding.rule.field): finding for finding in findings_of(source, selection)}


def test_only_a_move_of_more_than_the_threshold_of_enough_people_is_told() -> None:
    before = {"1": 10, "2": 10, "3": 10, "4": 9, "5": 20}
    now = {"1": 13, "2": 14, "3": 5, "4": 1, "6": 30}
    assert rules.moved(now, before, Fraction(30, 100)) == ("3", "2")


def test_only_more_than_the_threshold_of_enough_people_is_undeclared() -> None:
    people: dict[str, dict[str | None, int]] = {
        "1": {"masters": 8, None: 2},
        "2": {"masters": 7, None: 3},
        "3": {None: 9},
        "4": {None: 10},
    }
    assert rules.undeclared(people, Fraction(20, 100)) == ("4", "2")


def test_people_past_the_retirement_age() -> None:
    edge = first_not_retired(END_2023, "male")
    born: dict[Key, int] = {
        ("1", str(edge - 1), "male"): 2,
        ("1", str(edge), "male"): 5,
        ("2", None, "male"): 1,
        ("2", "19300101", None): 1,
    }
    assert rules.past_retirement(born, END_2023) == {"1": 2, "2": 1}
    (page,) = (rule.page for rule in finding_rules() if rule.rule == "past_retirement")
    assert page == "chuan-va-nghi-huu"  # where these people are counted and listed


def test_a_gap_of_one_person_to_a_standard() -> None:
    people: dict[Key, int] = {
        ("1", "Văn phòng", "college"): 1, ("1", "Trưởng ban", "college"): 1, ("1", None, "masters"): 4,
        ("2", None, "college"): 2,
        ("3", None, "college"): 1, ("3", None, None): 1,
        ("4", None, None): 1,
    }  # fmt: skip
    assert rules.one_below(people, STANDARD) == ("1",)


def test_a_standard_holds_on_its_days() -> None:
    levels = [
        standard.least if (standard := standard_on(day, "education")) else None
        for day in (date(2019, 12, 24), date(2019, 12, 25), date(2025, 6, 30), date(2025, 7, 1))
    ]
    assert levels == ["intermediate", "bachelors", "bachelors", ""]
    standard = standard_on(date(2023, 8, 1), "education")
    assert standard is not None
    assert standard.codes[-1] == standard.least == "bachelors"
    assert standard_on(date(2025, 7, 1), "it") is None


def test_at_most_six_findings_of_a_province(sqlite_world: World, source: StatisticsSource) -> None:
    findings, people = _by_rule(source), sqlite_world.on(END_2023)
    assert 2 < len(findings) <= 6
    sent = set(people["unit_code"])
    missing = findings["units_missing", ""]
    assert set(missing.places) == {row.code for row in source.register(END_2023)} - sent
    share = people["it"].isna().groupby(people["unit_code"]).agg(["mean", "size"])
    expected = share[(share["mean"] > 0.2) & (share["size"] >= 10)]
    assert set(findings["undeclared", "it"].places) == set(expected.index)


def test_the_lowest_of_a_district_above_the_province_is_no_finding(sqlite_world: World) -> None:
    people = sqlite_world.on(END_2023)

    def holding() -> set[str]:
        with database.reading(sqlite_world.url) as connection:
            known = StatisticsSource.of_connection(connection, PROVINCE)
            districts = sorted(people["district_code"].unique())
            return {d for d in districts if ("lowest", "it") in _by_rule(known, replace(NOW, district=d))}

    here = min(holding())
    inside = set(people[people["district_code"] == here]["unit_code"])
    others = select(Roster.id).join(Unit, Roster.unit_id == Unit.id).where(Unit.code.not_in(inside))
    with database.writing(sqlite_world.url) as connection:
        connection.execute(update(Staff).where(Staff.roster_id.in_(others)).values(it=None))
    assert here not in holding(), "nobody elsewhere declares it, so that all of the district are above the province"


def test_of_a_complete_date_no_unit_is_missing(sqlite_world: World) -> None:
    complete(sqlite_world.url, END_2023)
    with database.reading(sqlite_world.url) as connection:
        assert ("units_missing", "") not in _by_rule(StatisticsSource.of_connection(connection, PROVINCE))


def test_each_finding_is_a_sentence_that_leads_somewhere(source: StatisticsSource) -> None:
    for selection in (NOW, replace(NOW, district="256"), replace(NOW, category="cadre")):
        for finding in finding_sentences(source, selection):
            assert finding.text.endswith(".")
            assert "{" not in finding.text
            assert finding.page in register.ADDRESSES
            assert finding.selection.as_of == END_2023
    texts = [finding.text for finding in finding_sentences(source, NOW)]
    assert any(
        text.startswith("110 đơn vị chưa gửi danh sách ngày 31/12/2023: 12/14 đơn vị của Gia Bình") for text in texts
    )


def test_every_rule_has_a_row_and_leads_to_a_page() -> None:
    assert {rule.rule for rule in finding_rules()} == set(RULES)
    assert {rule.page for rule in finding_rules()} <= register.ADDRESSES
