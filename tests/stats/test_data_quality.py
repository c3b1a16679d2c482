"""The quality of rosters: empty cells against pandas, loads, answers and days against imports written by hand."""

from datetime import date, datetime

import pytest
from sqlalchemy import select, update

import database
from models import Import, ImportFile, Roster, Staff, Unit
from presentation.charts.catalogue import build
from reference import vietnamese
from reference.fields import charted_fields
from stats.data_quality import DataQuality, data_quality, has_place
from stats.disclosure import Secrecy
from stats.protected import protected
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import DATES, END_2023, PROVINCE, World


def _held(world: World, day: date) -> DataQuality:
    with database.reading(world.url) as connection:
        return data_quality(StatisticsSource.of_connection(connection, PROVINCE), day)


def test_empty_cells_by_unit_and_field(sqlite_world: World) -> None:
    people = sqlite_world.on(DATES[-1])
    held = _held(sqlite_world, DATES[-1])
    fields = [
        name
        for name in charted_fields()
        if name not in ("it_detail", "contract_kind") and name in people and people[name].notna().any()
    ]
    fields.append("position")
    assert set(held.fields) - {"age_band", "department"} == set(fields)
    for unit in held.units:
        own = people[people["unit_code"] == unit.submission.code]
        assert (unit.people or 0) == len(own)
        for name in fields:
            assert unit.empty.get(name, 0) == own[name].isna().sum(), (unit.submission.name, name)
        assert unit.empty.get("age_band", 0) == own["birth_date"].isna().sum()
        assert unit.cells == len(own) * len(held.fields)
    shares = [unit.empty_cells / unit.cells for unit in held.units if unit.cells]
    assert shares == sorted(shares, reverse=True)
    assert held.units[-1].people is None


def test_days_to_the_first_load_and_to_the_correction(sqlite_world: World) -> None:
    """The first load of 2023 counts; one of 02/01 was replaced by it on 05/01; what was taken back is no load."""
    replaced, current = sqlite_world.imports["replaced"], sqlite_world.imports[END_2023.isoformat()]
    with database.writing(sqlite_world.url) as connection:
        early = update(Import).where(Import.id == replaced).values(loaded_at=datetime.fromisoformat("2024-01-02T20:00"))
        connection.execute(early)
        learned = {"learned": [{"words": "ĐHH"}, {"words": "CNTT"}]}
        connection.execute(update(ImportFile).where(ImportFile.import_id == current).values(record=learned))
        query = select(Unit.code).join(Roster, Roster.unit_id == Unit.id).where(Roster.import_id == replaced)
        twice = set(connection.scalars(query))
    units = {unit.submission.code: unit for unit in _held(sqlite_world, END_2023).units if unit.people is not None}
    assert twice <= units.keys()
    for code, unit in units.items():
        # 20:00 UTC is already the next day here
        expected = (3, 2, 2) if code in twice else (5, None, 1)
        assert (unit.days_after, unit.days_to_correct, unit.loads) == expected, code
        assert unit.answers == 2


def test_a_real_list_in_the_place_of_an_invented_one_is_no_second_load(sqlite_world: World) -> None:
    with database.writing(sqlite_world.url) as connection:
        invented = update(Import).where(Import.id == sqlite_world.imports["replaced"]).values(is_demo=True)
        connection.execute(invented)
    units = [unit for unit in _held(sqlite_world, END_2023).units if unit.people is not None]
    assert {unit.loads for unit in units} == {1}


def test_a_department_is_missing_only_where_the_post_does_not_tell_the_place(sqlite_world: World) -> None:
    people = sqlite_world.on(END_2023)
    held = _held(sqlite_world, END_2023)
    assert "department" in held.fields
    known = people["position"].map(lambda post: post is not None and ("UBND" in post or "Bí thư" in post))
    missing = people["department"].isna() & ~known
    assert missing.any()
    assert held.empty_of("department") == int(missing.sum())
    assert held.empty_of("position") == int(people["position"].isna().sum())


def test_a_grade_says_no_place_and_the_overview_says_how_many_posts_do(sqlite_world: World) -> None:
    with database.writing(sqlite_world.url) as connection:
        nobody = update(Staff).where(Staff.position.is_(None))
        connection.execute(nobody.values(position="Chuyên viên chính", department=None))
    people = sqlite_world.on(END_2023)
    no_post = people["position"].isna()
    empty = people["department"].isna() | no_post
    placed = people["position"].map(lambda post: post is not None and ("UBND" in post or "Bí thư" in post))
    missing, by_post = int((empty & ~placed).sum()), int((empty & placed).sum())
    assert no_post.any()
    assert _held(sqlite_world, END_2023).empty_of("department") == missing
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        chart = build(source, "department", Selection(END_2023), is_demo=False)
        secret = protected(source, Secrecy(5))
        public = build(secret, "department", Selection(END_2023), is_demo=False)
    words = f"{vietnamese.number(by_post)} trong {vietnamese.number(missing + by_post)} người không khai phòng, ban"
    assert any(note.startswith(words) for note in chart.caption.notes)
    assert not any("ô trống" in note for note in public.caption.notes), "an exact number is nothing for the public"


@pytest.mark.parametrize(
    ("post", "tells"),
    [("Trưởng phòng", False), ("Đảng ủy viên; Phó Trưởng phòng", True), ("Phó Trưởng phòng; Chuyên viên", False)],
)
def test_the_head_of_some_division_says_no_place(post: str, tells: bool) -> None:
    """A member of the party's committee works there; a commune has several divisions."""
    assert has_place(post) is tells
    assert has_place("Trưởng phòng Kinh tế")
