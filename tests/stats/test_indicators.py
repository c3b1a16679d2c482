"""Indicators: ranks by value or by the share of each body's maximum, parts, per head, history, what is missing."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import database
from etl.figures import pipeline
from etl.figures.records import FigureOptions, FigureReport
from reference.figures import INDICATORS
from settings import from_environment
from stats.indicators import (
    BODIES,
    DISTRICTS,
    Indicator,
    history,
    indicator,
    known_indicators,
    periods_of,
    units_within,
)
from stats.readiness import readiness
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.etl.figures.workbooks import HEADINGS_OF_766, PARTS_OF_766, PROVINCE, TWO_TIER, workbook
from tests.stats.staffed import codes, staff

FIRST, SECOND, THIRD = codes(PROVINCE, TWO_TIER)[:3]


def load(url: str, rows: Sequence[Any], province: str = PROVINCE, **options: Any) -> FigureReport:
    limits = replace(from_environment(), province=province)
    return pipeline.load(url, INDICATORS, [workbook(rows)], FigureOptions(loaded_by="lan", **options), limits)


def ask(url: str, code: str, day: date, level: str = "commune", province: str = PROVINCE) -> Indicator:
    with database.reading(url) as connection:
        return indicator(StatisticsSource.of_connection(connection, province), code, day, level)


def test_bac_ninh_s_week_gives_92_83(database_url: str) -> None:
    """15,82 + 19,45 + 8,53 + 10 + 17,86 + 21,17 of 18, 20, 12, 10, 18, 22; shares half up."""
    lower = [*PARTS_OF_766[:5], 20.17]
    rows = [
        ["Chỉ số 766, tuần từ 08/12/2025 đến 14/12/2025"],
        ["Mã đơn vị", *HEADINGS_OF_766],
        [FIRST, *PARTS_OF_766, 92.83],
        [SECOND, *lower, 91.83],
        [THIRD, *PARTS_OF_766, 92.83],
    ]
    assert load(database_url, rows).status == "loaded"
    day = date(2025, 12, 14)
    numbers = ask(database_url, "service_index", day)
    assert [(v.code, f"{v.value}", v.rank) for v in numbers.values] == [
        (FIRST, "92.83", 1), (THIRD, "92.83", 1), (SECOND, "91.83", 3),
    ]  # fmt: skip
    assert numbers.mean == Decimal("92.50")
    maxima = (18, 20, 12, 10, 18, 22)
    assert [part.maximum for part in numbers.parts] == list(map(Decimal, maxima))
    shares = [
        round(Decimal(str(value)) * 100 / maximum, 1) for value, maximum in zip(PARTS_OF_766, maxima, strict=True)
    ]
    first = [dict(part.shares)[numbers.values[0].name] for part in numbers.parts]
    assert [round(share, 1) for share in first] == shares
    assert [f"{share}" for share in first] == ["87.89", "97.25", "71.08", "100.00", "99.22", "96.23"]
    assert numbers.parts[5].mean == Decimal("20.84")


def test_bodies_are_ranked_by_the_share_of_their_own_maximum(sqlite_url: str) -> None:
    """68,32 of 84 is 81,33%: more than 80 of 100, though fewer points."""
    day = date(2023, 12, 31)
    rows = [
        ["CHỈ SỐ CCHC NĂM 2023"],
        ["Cơ quan", "Điểm đạt", "Điểm tối đa"],
        ["Sở Nội vụ", 80, 100],
        ["Sở Tư pháp tỉnh Hưng Yên", 68.32, 84],
    ]
    report = load(sqlite_url, rows, "33")
    assert report.status == "loaded", report.problems
    numbers = ask(sqlite_url, "reform_index", day, BODIES, "33")
    assert [(v.name, f"{v.share}", v.rank) for v in numbers.values] == [
        ("Sở Tư pháp", "81.33", 1), ("Sở Nội vụ", "80.00", 2),
    ]  # fmt: skip
    assert numbers.is_of_own_maxima
    unknown = load(sqlite_url, [*rows[:2], ["Sở Không Có", 80, 100]], "33")
    assert [(each.code, each.cell) for each in unknown.errors] == [("unknown_unit", "A3")]


def test_districts_had_an_index_of_their_own(sqlite_url: str) -> None:
    rows = [["CHỈ SỐ CCHC NĂM 2023"], ["Đơn vị", "Điểm đạt"], ["Huyện Văn Lâm", 92.15], ["Huyện Kim Động", 86.09]]
    assert load(sqlite_url, rows, "33").status == "loaded"
    numbers = ask(sqlite_url, "reform_index", date(2023, 12, 31), DISTRICTS, "33")
    assert [(v.name, v.rank) for v in numbers.values] == [("Huyện Văn Lâm", 1), ("Huyện Kim Động", 2)]
    assert ask(sqlite_url, "reform_index", date(2023, 12, 31), DISTRICTS, "24").values == ()


def test_computers_per_head_and_the_share_trained(sqlite_url: str) -> None:
    staff(sqlite_url, PROVINCE, TWO_TIER, {FIRST: [(40, None, None, "cadre")], SECOND: [(9, None, None, "cadre")]})
    rows = [
        ["Ngày 31/12/2025"],
        ["Mã đơn vị", "Máy tính", "Được bồi dưỡng kỹ năng số"],
        [FIRST, 38, 30], [SECOND, 9, 9], [THIRD, 20, 5],
    ]  # fmt: skip
    load(sqlite_url, rows)
    computers = ask(sqlite_url, "computers", TWO_TIER)
    assert {v.code: (v.present, v.beside) for v in computers.values} == {
        FIRST: (40, Decimal("0.95")), SECOND: (9, None), THIRD: (None, None),
    }  # fmt: skip
    assert (computers.total, computers.beside) == (Decimal(67), Decimal("0.96"))  # (38 + 9) / 49
    trained = ask(sqlite_url, "digital_trained", TWO_TIER)
    assert {v.code: v.beside for v in trained.values}[FIRST] == Decimal("75.00")
    assert len(trained.without) == 99 - 3


def test_a_line_over_weeks_and_a_unit_that_was_another(sqlite_url: str) -> None:
    rows = [["CHỈ SỐ 766"], ["Mã đơn vị", "Tuần 49/2025", "Tuần 50/2025"], [FIRST, 91, 93], [SECOND, 90, 92]]
    load(sqlite_url, rows)
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        assert periods_of(source, "service_index") == (date(2025, 12, 14), date(2025, 12, 7))
        assert [measure.code for measure in known_indicators(source)] == ["service_index"]
        points = history(source, "service_index", Selection(date(2025, 12, 14), unit=FIRST))
    assert [(str(p.own), str(p.whole)) for p in points] == [("91", "90.50"), ("93", "92.50")]


def test_readiness_answers_with_what_there_is_and_names_what_lacks(sqlite_url: str) -> None:
    staff(sqlite_url, PROVINCE, TWO_TIER, {FIRST: [(40, None, None, "cadre")]})
    load(sqlite_url, [["Ngày 31/12/2025"], ["Mã đơn vị", "Máy tính"], [FIRST, 38]])
    with database.reading(sqlite_url) as connection:
        answers = readiness(StatisticsSource.of_connection(connection, PROVINCE), Selection(TWO_TIER))
    assert [answer.difficulty.code for answer in answers] == ["skills", "infrastructure", "adaptation", "training"]
    infrastructure = answers[1]
    assert [(f.name, str(f.value), str(f.beside)) for f in infrastructure.figures] == [("computers", "38", "0.95")]
    assert infrastructure.missing == (("indicator", "networked"),)
    assert answers[0].figures == ()
    assert ("share", "it_evidence") in answers[0].missing


def test_another_province_s_demonstration_counts_nowhere(sqlite_url: str) -> None:
    rows = [["Tính đến 31/12/2025"], ["Mã đơn vị", "Máy tính"], [FIRST, 20]]
    assert load(sqlite_url, rows, is_demo=True).status == "loaded"
    with database.reading(sqlite_url) as connection:
        known = {
            province: [each.code for each in known_indicators(StatisticsSource.of_connection(connection, province))]
            for province in (PROVINCE, "96")
        }
    assert known == {PROVINCE: ["computers"], "96": []}


def _made_of(district: str) -> set[str]:
    """The communes of today every one of whose communes of before lay in a district: by hand from the tables."""
    day, tables = TWO_TIER.isoformat(), Path(__file__).parents[2] / "data" / "reference"
    with (tables / "units.csv").open(encoding="utf-8-sig") as file:
        before = {
            row["code"]: row["parent_code"]
            for row in csv.DictReader(file)
            if row["level"] == "commune" and (row["valid_from"] or "0") <= "2025-06-30" <= (row["valid_to"] or "9")
        }
    homes: dict[str, set[str]] = {}
    with (tables / "unit_successions.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["on"] == "2025-07-01" and row["on"] <= day and row["old_code"] in before:
                homes.setdefault(row["new_code"], set()).add(before[row["old_code"]])
    return {code for code, districts in homes.items() if districts == {district}}


def test_an_old_district_has_its_own_communes_ranked_alone(sqlite_url: str) -> None:
    """A number for every commune: those of the district have the mean of their own, and ranks from 1."""
    every = codes(PROVINCE, TWO_TIER)
    points = {code: 50 + place / 4 for place, code in enumerate(every)}
    load(sqlite_url, [["Ngày 31/12/2025"], ["Mã đơn vị", "Chỉ số 766"], *([c, points[c]] for c in every[1:])])
    selection = Selection(TWO_TIER, district="258", territory=View.OLD)
    wanted = _made_of("258") - {every[0]}
    assert 1 < len(wanted) < len(every) - 1
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        numbers = indicator(source, "service_index", TWO_TIER, units=units_within(source, selection))
        answers = readiness(source, selection)
        line = history(source, "service_index", selection)
    assert {value.code for value in numbers.values} == wanted
    assert [value.rank for value in numbers.values] == list(range(1, len(wanted) + 1))
    mean = round(Decimal(str(sum(points[code] for code in wanted))) / len(wanted), 4)
    assert numbers.mean is not None
    assert abs(numbers.mean - mean) <= Decimal("0.005")
    assert len(numbers.without) == len(_made_of("258")) - len(wanted)
    (figure,) = (f for answer in answers for f in answer.figures if f.name == "service_index")
    assert (figure.value, figure.units) == (numbers.mean, len(wanted))
    assert [point.whole for point in line] == [numbers.mean]
