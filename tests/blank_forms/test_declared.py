"""Fields that nobody of a place declares: a form's cell is empty with its reason there, never 0."""

from collections.abc import Callable

import pandas as pd
import pytest
from sqlalchemy import select, update

import database
from models import Roster, Staff, Unit
from tests.blank_forms.blank import cells, new_sheet, saved, write_header, write_rows
from tests.blank_forms.conftest import Filler, reopened
from tests.people import END_2023, PROVINCE, World
from tests.people import fill as fill_people

SILENT = "Huyện Gia Bình"
"""Its lists say nothing of education and posts; nobody's list says anything of IT and of ethnic groups."""
_OF_ALL = {"it": None, "it_detail": None, "ethnicity": None}
_OF_DISTRICT = {"education": None, "position": None}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    from migrations.prepare import prepare

    url = f"sqlite:///{(tmp_path_factory.mktemp('silent') / 'people.db').as_posix()}"
    prepare(url)
    world = fill_people(url)
    here = (world.frame["district_name"] == SILENT) & (world.frame["province"] == PROVINCE)
    codes = sorted(set(world.frame[here]["unit_code"]))
    with database.writing(url) as connection:
        connection.execute(update(Staff).values(_OF_ALL))
        rosters = select(Roster.id).join(Unit, Roster.unit_id == Unit.id).where(Unit.code.in_(codes))
        connection.execute(update(Staff).where(Staff.roster_id.in_(rosters)).values(_OF_DISTRICT))
    world.frame.loc[:, list(_OF_ALL)] = None
    world.frame.loc[here, list(_OF_DISTRICT)] = None
    return world


Mask = Callable[[pd.DataFrame], "pd.Series[bool]"]


def _is(field: str, *codes: str) -> Mask:
    return lambda own: own[field].isin(codes)


def test_a_cell_of_a_field_that_nobody_of_the_unit_declares_is_empty(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    marks: dict[str, Mask] = {"Nữ": _is("gender", "female"), "Đảng viên": _is("party_member", "yes")}
    levels: dict[str, Mask] = {
        "Tiến sĩ": _is("education", "doctorate"),
        "Đại học": _is("education", "bachelors"),
        "Còn lại": lambda own: ~own["education"].isin(["doctorate", "bachelors"]),
    }
    sheet = new_sheet()
    columns = [*((name,) for name in marks), *(("Trình độ chuyên môn", name) for name in levels)]
    others = [("Tin học", "Chứng chỉ"), ("Dân tộc thiểu số",), ("Tỷ lệ đại học (%)",)]
    first = write_header(sheet, 5, [("Đơn vị",), *columns, *others])
    names = [SILENT, "Thành phố Bắc Ninh", "Toàn tỉnh"]
    write_rows(sheet, first, 9, [[name] for name in names])
    filled = filling(saved(sheet))
    result = reopened(filled).active
    for row, name in enumerate(names, start=first):
        own = people if name == "Toàn tỉnh" else people[people["district_name"] == name]
        expected = [int(mask(own).sum()) for mask in (*marks.values(), *levels.values())]
        known = [*expected[:2], *([None] * 3 if name == SILENT else expected[2:]), None, None]
        assert cells(result, row, 2, 8) == known, name
        assert (result.cell(row, 9).value is None) == (name == SILENT)
    reasons = {(gap.label, gap.reason) for gap in filled.outcome.gaps}
    assert (SILENT, "Danh sách ở đây không khai trình độ chuyên môn của ai.") in reasons
    assert ("Toàn tỉnh", "Danh sách ở đây không khai tin học của ai.") in reasons
    assert ("Toàn tỉnh", "Danh sách ở đây không khai dân tộc của ai.") in reasons


def test_who_declares_nothing_is_counted_where_a_label_asks_for_them(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    people = people[people["category"].isin(["cadre", "civil_servant"]) | people["category"].isna()]
    sheet = new_sheet("SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC")
    first = write_header(sheet, 5, [("Tiêu chí",), ("Tổng số",), ("Nữ",)])
    write_rows(sheet, first, 3, [["Tin học: không khai"], ["Tổng cộng"]])
    result = reopened(filling(saved(sheet))).active
    women = int((people["gender"] == "female").sum())
    assert [cells(result, row, 2, 3) for row in (first, first + 1)] == [[len(people), women]] * 2


def test_a_zero_that_the_lists_tell_stays_a_zero(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    own = people[(people["district_name"] == "Thành phố Bắc Ninh") & (people["category"] == "contract")]
    sheet = new_sheet()
    codes = {"Tiến sĩ": "doctorate", "Thạc sĩ": "masters", "Đại học": "bachelors", "Cao đẳng": "college"}
    columns = [("Hợp đồng", name) for name in codes]
    first = write_header(sheet, 5, [("Đơn vị",), *columns])
    write_rows(sheet, first, 5, [["Thành phố Bắc Ninh"]])
    expected = [int((own["education"] == code).sum()) for code in codes.values()]
    assert 0 in expected
    assert cells(reopened(filling(saved(sheet))).active, first, 2, 5) == expected
