"""Rosters laid out by chance: whatever the header, the order of columns and the rows, the people are the same."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import database
from etl.pipeline import load, undo
from etl.records import LoadOptions, SourceFile
from migrations.prepare import prepare
from stats.queries import FLAT_COLUMNS, flat_rows
from stats.scope import EVERYBODY
from tests.golden.paper import Book

AS_OF = date(2023, 12, 31)
LEVELS = ("Tiến sĩ", "Thạc sĩ", "Đại học", "Cao đẳng", "Trung cấp", "Sơ cấp")
CODES = dict(zip(LEVELS, ("doctorate", "masters", "bachelors", "college", "intermediate", "elementary"), strict=True))
MARKS = ("x", "X", "х", "1", "✓", "+")  # the third is Cyrillic
UNITS = {"Xã Tam Đa": "09199", "Xã Dũng Liệt": "09196", "Xã Yên Trung": "09205"}


@dataclass(frozen=True)
class Person:
    name: str
    born: date
    is_female: bool
    education: str | None
    in_party: bool
    unit: str


def _people() -> st.SearchStrategy[list[Person]]:
    person = st.builds(
        Person,
        name=st.from_regex(r"(Nguyễn|Trần|Lê|Đỗ) (Văn|Thị|Đức) (An|Bình|Chi|Dũng|Hòa|Quý|Thúy)", fullmatch=True),
        born=st.dates(date(1965, 1, 1), date(2000, 12, 31)),
        is_female=st.booleans(),
        education=st.sampled_from((*LEVELS, None)),
        in_party=st.booleans(),
        unit=st.sampled_from(tuple(UNITS)),
    )
    return st.lists(person, min_size=1, max_size=8, unique_by=lambda member: (member.name, member.born))


@dataclass(frozen=True)
class Layout:
    """The layout of one roster."""

    empty_rows: int
    empty_columns: int
    birth: str
    education: str
    unit: str
    mark: str
    number_row: bool
    low_to_high: bool
    has_total: bool
    order: tuple[int, ...]


LAYOUTS = st.builds(
    Layout,
    empty_rows=st.integers(0, 3),
    empty_columns=st.integers(0, 2),
    birth=st.sampled_from(("one", "by_gender", "parts")),
    education=st.sampled_from(("text", "marks")),
    unit=st.sampled_from(("column", "groups")),
    mark=st.sampled_from(MARKS),
    number_row=st.booleans(),
    low_to_high=st.booleans(),
    has_total=st.booleans(),
    order=st.permutations(range(3)).map(tuple),
)


def _blocks(layout: Layout) -> list[tuple[str, tuple[str, ...]]]:
    """Headings with the columns under them; a heading of one column alone has none."""
    levels = tuple(reversed(LEVELS)) if layout.low_to_high else LEVELS
    births = {"one": (), "by_gender": ("Nam", "Nữ"), "parts": ("Ngày", "Tháng", "Năm")}[layout.birth]
    movable: list[tuple[str, tuple[str, ...]]] = [
        ("Ngày, tháng, năm sinh", births),
        ("Trình độ chuyên môn", levels if layout.education == "marks" else ()),
        ("Đảng viên", ()),
    ]
    blocks: list[tuple[str, tuple[str, ...]]] = [("STT", ()), ("Họ và tên", ())]
    blocks += [movable[place] for place in layout.order]
    if layout.birth != "by_gender":
        blocks.append(("Giới tính", ()))
    return blocks + ([("Đơn vị", ())] if layout.unit == "column" else [])


def _cells(person: Person, layout: Layout) -> dict[tuple[str, str], Any]:
    birth, level = "Ngày, tháng, năm sinh", "Trình độ chuyên môn"
    cells: dict[tuple[str, str], Any] = {
        ("Họ và tên", ""): person.name,
        ("Đảng viên", ""): layout.mark if person.in_party else None,
        ("Giới tính", ""): "Nữ" if person.is_female else "Nam",
        ("Đơn vị", ""): person.unit,
        (level, ""): person.education,
        (birth, ""): f"{person.born:%d/%m/%Y}",
        (birth, "Nữ" if person.is_female else "Nam"): f"{person.born:%d/%m/%Y}",
    }
    cells |= {
        (birth, part): n for part, n in zip(("Ngày", "Tháng", "Năm"), person.born.timetuple()[2::-1], strict=True)
    }
    return cells | ({(level, person.education): layout.mark} if person.education else {})


def _workbook(people: list[Person], layout: Layout) -> bytes:
    book = Book()
    page = book.page("Danh sách")
    page.rows(1, ("DANH SÁCH CÁN BỘ, CÔNG CHỨC",), ("Tính đến ngày 31/12/2023",))
    blocks = _blocks(layout)
    paths = [(heading, below) for heading, columns in blocks for below in (columns or ("",))]
    row = 3 + layout.empty_rows
    shift: tuple[Any, ...] = (None,) * layout.empty_columns
    top = [heading if n == 0 or paths[n - 1][0] != heading else None for n, (heading, _) in enumerate(paths)]
    lines: list[tuple[Any, ...]] = [(*shift, *top)]
    if any(columns for _, columns in blocks):
        lines.append((*shift, *(below or None for _, below in paths)))
    if layout.number_row:
        lines.append((*shift, *range(1, len(paths) + 1)))
    lines += [(*shift, *line) for line in _body(people, layout, paths)]
    page.rows(row, *lines)
    return book.close()


def _body(people: list[Person], layout: Layout, paths: list[tuple[str, str]]) -> Iterator[tuple[Any, ...]]:
    unit = ""
    for number, person in enumerate(people, start=1):
        if layout.unit == "groups" and person.unit != unit:
            unit = person.unit
            yield (None, unit.upper())
        cells = _cells(person, layout)
        yield (number, *(cells.get(path) for path in paths[1:]))
    if layout.has_total:
        yield (None, "Tổng cộng", *([None] * (len(paths) - 2)))


def _expected(people: list[Person]) -> list[tuple[str, ...]]:
    somebody = any(person.in_party for person in people)
    rows = [
        (
            UNITS[member.unit],
            member.name,
            member.born.isoformat(),
            "female" if member.is_female else "male",
            CODES[member.education] if member.education else "",
            ("yes" if member.in_party else "no") if somebody else "",
        )
        for member in people
    ]
    return sorted(rows)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{(Path(folder) / 'generated.db').as_posix()}"
        prepare(url)
        yield url
        database.engine_for(url).dispose()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=_people(), layout=LAYOUTS)
def test_people_are_read_the_same_from_every_layout(url: str, people: list[Person], layout: Layout) -> None:
    people = sorted(people, key=lambda person: person.unit) if layout.unit == "groups" else people
    report = load(url, [SourceFile("roster.xlsx", _workbook(people, layout))], LoadOptions())
    assert report.status == "loaded", (layout, report.problems)
    columns = [
        FLAT_COLUMNS.index(name)
        for name in ("unit_code", "full_name", "birth_date", "gender", "education", "party_member")
    ]
    with database.reading(url) as connection:
        rows = [tuple(str(row[n] or "") for n in columns) for row in flat_rows(connection, AS_OF, scope=EVERYBODY)]
    assert report.import_id is not None
    undo(url, report.import_id, "")
    assert sorted(rows) == _expected(people), layout
    assert [problem.message for problem in report.problems if problem.severity == "error"] == []
