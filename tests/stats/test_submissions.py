"""Who has sent: the register against the rosters, and each problem's units, counted another way on both databases."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, insert, select, text, update

import database
import reference
from models import ImportFile, Problem, Roster, Staff, Unit
from presentation.table_rows import submissions_rows
from stats.measures import Status, Submissions
from stats.source import StatisticsSource
from tests.people import ELSEWHERE, END_2023, PROVINCE, World

SHEET = "Danh sách"


def read(connection: Connection, as_of: date = END_2023, province: str = PROVINCE) -> Submissions:
    return StatisticsSource.of_connection(connection, province).submissions(as_of)


def asked(url: str, as_of: date = END_2023, province: str = PROVINCE) -> Submissions:
    with database.reading(url) as connection:
        return read(connection, as_of, province)


def put(url: str, import_id: int, *problems: tuple[str, str, str, str]) -> None:
    """Problems of an import: code, severity, sheet, cell."""
    common = {"import_id": import_id, "file": f"danh-sach-{import_id}.xlsx", "field": "", "message": "", "value": ""}
    rows = [
        common | {"code": code, "severity": severity, "sheet": sheet, "cell": cell, "suggestion": ""}
        for code, severity, sheet, cell in problems
    ]
    with database.writing(url) as connection:
        connection.execute(insert(Problem), rows)


def on_one_sheet(url: str, import_id: int) -> list[tuple[str, int]]:
    """Write the import's people below each other on one sheet, unit by unit, rows 9, 11, 13 …; their units and rows."""
    with database.writing(url) as connection:
        people = connection.execute(
            text(
                "SELECT s.id, u.code FROM staff s JOIN rosters r ON r.id = s.roster_id JOIN units u ON u.id = r.unit_id"
                " WHERE r.import_id = :id ORDER BY u.code, s.id"
            ),
            {"id": import_id},
        ).all()
        places = [(unit, 9 + 2 * number) for number, (_, unit) in enumerate(people)]
        for (person, _), (_, row) in zip(people, places, strict=True):
            words = {"row": row, "sheet": SHEET, "id": person}
            connection.execute(text('UPDATE staff SET "row" = :row, sheet = :sheet WHERE id = :id'), words)
    return places


@pytest.fixture
def connection(world: World) -> Iterator[Connection]:
    with database.reading(world.url) as opened:
        yield opened


def test_every_unit_of_the_register_has_its_state(world: World, connection: Connection) -> None:
    sizes = world.on(END_2023).groupby("unit_code").size().to_dict()
    submissions = read(connection)
    assert [unit.code for unit in submissions.units] == [u.code for u in reference.communes_on(END_2023, PROVINCE)]
    assert {unit.code: unit.people for unit in submissions.units if unit.people is not None} == sizes
    assert {unit.import_id for unit in submissions.units if unit.people} == {world.imports["2023-12-31"]}
    assert (submissions.sent, submissions.count(Status.MISSING)) == (len(sizes), 126 - len(sizes))
    assert submissions.count(Status.ACCEPTED) == len(sizes)
    assert abs(submissions.sent_share - Decimal(len(sizes)) * 100 / 126) <= Decimal("0.005")


def test_each_district_counts_its_units(world: World, connection: Connection) -> None:
    register = pd.DataFrame([(u.code, u.parent_code) for u in reference.communes_on(END_2023, PROVINCE)])
    with_roster = set(world.on(END_2023)["unit_code"])
    districts = {row.code: (row.total, row.sent, row.missing) for row in read(connection).districts}
    for district, units in register.groupby(1)[0]:
        sent = len(with_roster & set(units))
        assert districts.pop(str(district)) == (len(units), sent, len(units) - sent)
    assert not districts


def test_nobody_has_sent_on_a_day_of_which_nothing_is_known(connection: Connection) -> None:
    submissions = read(connection, date(2026, 12, 31))
    assert submissions.sent == 0
    assert len(submissions.missing) == len(reference.communes_on(date(2026, 12, 31), PROVINCE)) > 0
    assert (submissions.rules, submissions.districts, submissions.sent_share) == ((), (), Decimal("0.00"))


def test_a_problem_belongs_to_the_unit_of_its_row(world: World) -> None:
    import_id = world.imports["2023-12-31"]
    places = on_one_sheet(world.url, import_id)
    cells = [("unknown_value", "error", SHEET, f"K{row}") for _, row in places[::3]]
    cells += [("unknown_position", "warning", SHEET, f"AE{row}") for _, row in places[1::5]]
    put(world.url, import_id, *cells)
    submissions = asked(world.url)
    wanted: dict[str, list[int]] = {}
    for number, (unit, _) in enumerate(places):
        counts = wanted.setdefault(unit, [0, 0])
        counts[0] += number % 3 == 0
        counts[1] += number % 5 == 1
    assert {u.code: [u.errors, u.warnings] for u in submissions.units if u.people is not None} == wanted
    assert submissions.count(Status.DOUBTFUL) == sum(any(counts) for counts in wanted.values())
    assert not submissions.shared
    rules = {rule.code: (rule.count, rule.units, rule.shared) for rule in submissions.rules}
    with_error = {unit for number, (unit, _) in enumerate(places) if number % 3 == 0}
    assert rules["unknown_value"] == (len(places[::3]), len(with_error), 0)
    assert [rule.severity for rule in submissions.rules] == ["error", "warning"]


def test_a_row_without_a_person_belongs_to_the_unit_around_it(world: World) -> None:
    import_id = world.imports["2023-12-31"]
    places = on_one_sheet(world.url, import_id)
    (first, row), (second, _) = places[0], places[1]
    assert first == second
    border = next(b for (a, b), (c, _) in pairwise(places) if a != c)
    put(
        world.url,
        import_id,
        ("unreadable_row", "error", SHEET, f"B{row + 1}"),
        ("total_differs", "error", SHEET, f"D{border + 1}"),
    )
    submissions = asked(world.url)
    assert {unit.code: unit.errors for unit in submissions.units if unit.errors} == {first: 1}
    assert [(problem.code, problem.units) for problem in submissions.shared] == [
        ("total_differs", frozenset(u for u, _ in places))
    ]


@pytest.mark.parametrize(
    ("code", "sheet", "cell"),
    [
        ("unread_level", SHEET, "U5"),
        ("hidden_rows", SHEET, ""),
        ("total_differs", "Tổng hợp", "C140"),
        ("date_overridden", "", ""),
        ("column_total_differs", SHEET, "K9999"),
    ],
)
def test_what_is_said_of_a_whole_sheet_makes_no_unit_doubtful(world: World, code: str, sheet: str, cell: str) -> None:
    import_id = world.imports["2023-12-31"]
    units = {unit for unit, _ in on_one_sheet(world.url, import_id)}
    put(world.url, import_id, (code, "warning", sheet, cell))
    submissions = asked(world.url)
    assert {unit.code for unit in submissions.units if unit.shared == 1} == units
    assert {unit.code for unit in submissions.units if code in unit.kinds} == units
    assert submissions.count(Status.DOUBTFUL) == 0
    assert [(rule.code, rule.count, rule.units, rule.shared) for rule in submissions.rules] == [(code, 1, 0, 1)]


def test_a_sheet_of_one_unit_is_that_units_unless_the_kind_is_told_once_a_file(world: World) -> None:
    import_id = world.imports["2023-12-31"]
    sheets = dict(world.on(END_2023)[["unit_name", "unit_code"]].value_counts().index)
    with database.reading(world.url) as connection:
        query = text("SELECT DISTINCT sheet FROM staff s JOIN import_files f ON f.id = s.file_id WHERE import_id = :id")
        named = sorted(set(connection.scalars(query, {"id": import_id})) - {""})
    name = next(sheet for sheet in named if sheet != "Phường Ninh Xá")
    put(world.url, import_id, ("hidden_rows", "warning", name, ""), ("shared_column", "warning", name, "U5"))
    submissions = asked(world.url)
    assert {unit.code: unit.warnings for unit in submissions.units if unit.warnings} == {sheets[name]: 1}
    assert {unit.shared for unit in submissions.units if unit.people is not None} == {1}


def test_problems_of_replaced_undone_and_foreign_rosters_are_left_out(world: World) -> None:
    for name in ("replaced", "undone", "elsewhere", "2022-12-31"):
        put(world.url, world.imports[name], ("unknown_value", "error", "", "K9"), ("hidden_rows", "warning", "", ""))
    submissions = asked(world.url)
    assert (submissions.problems, submissions.count(Status.DOUBTFUL)) == ((), 0)
    assert asked(world.url, province=ELSEWHERE).problems
    assert asked(world.url, date(2022, 12, 31)).problems


def test_of_an_import_that_was_replaced_in_part_the_rest_counts(world: World) -> None:
    older, newer = world.imports["2023-12-31"], world.imports["replaced"]
    places = on_one_sheet(world.url, newer)
    on_one_sheet(world.url, older)
    unit = places[0][0]
    with database.writing(world.url) as connection:
        same = select(Roster.unit_id).join(Unit, Roster.unit_id == Unit.id).where(Unit.code == unit)
        for import_id, current in ((older, False), (newer, True)):
            here = (Roster.import_id == import_id, Roster.unit_id.in_(same))
            connection.execute(update(Roster).where(*here).values(is_current=current))
    put(world.url, newer, ("unread_level", "warning", SHEET, "U5"), ("unknown_value", "error", SHEET, "K9"))
    put(world.url, older, ("hidden_rows", "warning", SHEET, ""), ("unknown_value", "error", SHEET, "K9"))
    submissions = asked(world.url)
    shared = {problem.code: problem.units for problem in submissions.shared}
    # Of the newer import one unit counts, and still nobody knows whose column it is.
    assert shared.pop("unread_level") == {unit}
    assert unit not in shared.pop("hidden_rows")
    assert {row.code: (row.errors, row.import_id) for row in submissions.units if row.errors} == {unit: (1, newer)}


def test_of_a_file_of_two_provinces_each_sees_its_own(world: World) -> None:
    ours, theirs = world.imports["2023-12-31"], world.imports["elsewhere"]
    with database.writing(world.url) as connection:
        file = select(ImportFile.id).where(ImportFile.import_id == ours).scalar_subquery()
        moved = select(Roster.id).where(Roster.import_id == theirs)
        connection.execute(update(Staff).where(Staff.roster_id.in_(moved)).values(file_id=file))
        connection.execute(update(Roster).where(Roster.import_id == theirs).values(import_id=ours))
    places = on_one_sheet(world.url, ours)
    here = set(world.on(END_2023)["unit_code"])
    cells = [("unknown_value", "error", SHEET, f"K{row}") for _, row in places]
    put(world.url, ours, *cells, ("unread_level", "warning", SHEET, "U5"), ("date_overridden", "warning", "", ""))
    for province, wanted in ((PROVINCE, here), (ELSEWHERE, {unit for unit, _ in places} - here)):
        submissions = asked(world.url, province=province)
        own = [next(iter(problem.units)) for problem in submissions.problems if problem.is_own]
        assert sorted(own) == sorted(unit for unit, _ in places if unit in wanted)
        shared = {(problem.code, problem.units) for problem in submissions.shared}
        assert shared == {("unread_level", frozenset(wanted)), ("date_overridden", frozenset(wanted))}


def test_people_held_back_who_may_be_of_another_unit_are_no_fault_of_the_unit_above_them(world: World) -> None:
    import_id = world.imports["2023-12-31"]
    unit, row = on_one_sheet(world.url, import_id)[-1]
    there = {each for each, _ in on_one_sheet(world.url, import_id)}
    other = next(each.code for each in reference.communes_on(END_2023, PROVINCE) if each.code not in there)
    for meant in (unit, other):
        put(world.url, import_id, ("unit_not_then", "error", SHEET, f"H{row + 1}"))
        with database.writing(world.url) as connection:
            connection.execute(update(Problem).where(Problem.suggestion == "").values(suggestion=meant))
    theirs, nobodys = asked(world.url).problems
    assert (unit in theirs.units, nobodys.units, nobodys.is_own) == (True, frozenset(), False)


def test_a_file_that_brought_nobody_is_told_all_the_same(world: World) -> None:
    import_id = world.imports["2023-12-31"]
    with database.writing(world.url) as connection:
        row: dict[str, Any] = {"import_id": import_id, "code": "unknown_unit", "severity": "error", "file": "khac.xlsx"}
        row |= dict.fromkeys(("sheet", "cell", "field", "value", "message", "suggestion"), "")
        connection.execute(insert(Problem).values(row))
    (problem,) = asked(world.url).shared
    assert (problem.code, problem.units) == ("unknown_unit", frozenset())


def test_the_urgent_come_first_and_a_unit_that_has_not_sent_has_no_numbers(world: World) -> None:
    import_id = world.imports["2023-12-31"]
    places = on_one_sheet(world.url, import_id)
    put(world.url, import_id, ("unknown_value", "error", SHEET, f"K{places[-1][1]}"))
    submissions = asked(world.url)
    rows = submissions_rows(submissions.urgent_first)
    table = pd.DataFrame(rows.rows, columns=list(rows.headers))
    late = len(submissions.missing)
    assert table["Trạng thái"].tolist() == ["Chưa gửi"] * late + ["Có vấn đề"] + ["Đạt"] * (125 - late)
    assert table.iloc[:late, 3:].isna().all(axis=None)
    assert table["Số người"].sum() == len(places)
    assert table["Lỗi đã chấp nhận"].sum() == 1
    # Loaded at 08:30 of the world's clock.
    assert f"{table['Nạp lúc'].iloc[-1]:%d/%m/%Y %H:%M}" == "05/01/2024 15:30"
