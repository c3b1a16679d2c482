"""Communes of one name: the district row above decides, or the title; else the form says so, and a clerk chooses."""

import pandas as pd

from blank_forms import learned
from blank_forms.answers import written_answer
from blank_forms.meanings import is_unread
from reference.forms import EVERYBODY
from stats.selection import Selection
from tests.blank_forms.blank import cells, new_sheet, saved, write_header, write_rows
from tests.blank_forms.conftest import Filler, Reader, reopened
from tests.people import END_2023, World

CITY, TOWN = "Thành phố Bắc Ninh", "Thị xã Thuận Thành"
HERE = Selection(END_2023)


def _form(rows: list[str], title: str = "SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ") -> tuple[bytes, int]:
    sheet = new_sheet(title)
    first = write_header(sheet, 5, [("STT",), ("Tên đơn vị",), ("Tổng số",), ("Nữ",)])
    write_rows(sheet, first, 4, [[str(number), name] for number, name in enumerate(rows, start=1)])
    return saved(sheet), first


def _counts(world: World, **where: str | list[str]) -> list[int]:
    own = world.on(END_2023)
    own = own[own["category"].isin(["cadre", "civil_servant"]) | own["category"].isna()]
    for name, values in where.items():
        own = own[own[name].isin([values] if isinstance(values, str) else values)]
    return [len(own), int((own["gender"] == "female").sum())]


def _of(world: World, district: str) -> str:
    people: pd.DataFrame = world.on(END_2023)
    own = people[people["unit_name"].str.endswith(" Ninh Xá") & (people["district_name"] == district)]
    return str(own["unit_code"].iloc[0])


def test_the_district_row_above_decides(world: World, filling: Filler) -> None:
    rows = [CITY, "Phường Ninh Xá", TOWN, "Phường Ninh Xá", "Huyện Gia Bình", "Tổng cộng"]
    content, first = _form(rows)
    filled = filling(content)
    result = reopened(filled).active
    for at, (name, district) in enumerate([("city", CITY), ("town", TOWN)]):
        assert cells(result, first + 2 * at, 3, 4) == _counts(world, district_name=district), name
        assert cells(result, first + 2 * at + 1, 3, 4) == _counts(world, unit_code=_of(world, district)), name
    assert cells(result, first + 5, 3, 4) == _counts(world, district_name=[CITY, TOWN, "Huyện Gia Bình"])
    assert not filled.outcome.gaps


def test_the_title_or_the_chosen_district_decides(world: World, filling: Filler) -> None:
    for title, chosen in (
        (f"{TOWN.upper()}: SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC", HERE),
        ("SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ", Selection(END_2023, district="262")),
    ):
        content, first = _form(["Ninh Xá"], title)
        assert cells(reopened(filling(content, chosen)).active, first, 3, 4) == _counts(
            world, unit_code=_of(world, TOWN)
        )


def test_districts_before_a_list_of_communes_head_none_of_them(reading: Reader) -> None:
    """A commune of elsewhere in the block says that the row of the district is no heading."""
    content, _ = _form([CITY, TOWN, "Xã Đại Lai", "Phường Ninh Xá"])
    unclear = reading(content).tables[0].rows[3]
    assert unclear.rule is None
    assert unclear.reason.startswith("Có tới 2 đơn vị tên «Phường Ninh Xá» (Phường Ninh Xá (Thành phố Bắc Ninh),")


def test_each_row_of_the_same_words_is_chosen_by_itself(world: World, reading: Reader, filling: Filler) -> None:
    content, first = _form(["Phường Ninh Xá", "Huyện Gia Bình", "Phường Ninh Xá", "Tổng số"])
    table = reading(content).tables[0]
    titles = learned.titles(table)
    assert list(titles.values())[1:3] == [f"Phường Ninh Xá (dòng {first})", f"Phường Ninh Xá (dòng {first + 2})"]
    assert [is_unread(row) for row in table.rows] == [True, False, True, False]
    for at, district in ((0, TOWN), (2, CITY)):
        meaning = written_answer(EVERYBODY, _of(world, district))
        learned.learn(world.url, "bieu.xlsx", table=table, label=table.rows[at].key, meaning=meaning, by="Lan")
    result = reopened(filling(content, answers=learned.answers(world.url))).active
    assert cells(result, first, 3, 4) == _counts(world, unit_code=_of(world, TOWN))
    assert cells(result, first + 2, 3, 4) == _counts(world, unit_code=_of(world, CITY))
    everywhere = world.on(END_2023)
    codes = set(everywhere[everywhere["district_name"] == "Huyện Gia Bình"]["unit_code"])
    assert cells(result, first + 3, 3, 4) == _counts(world, unit_code=[*codes, _of(world, TOWN), _of(world, CITY)])


def test_a_number_in_roman_figures_is_part_of_a_name(reading: Reader) -> None:
    """«Phường I» names a ward, where «Cộng I» names the rows that it sums up."""
    content, _ = _form(["Thị xã Từ Sơn", "Phường I", "Phường Đình Bảng", "Cộng I"])
    rows = reading(content).tables[0].rows
    assert rows[1].rule is None
    assert (rows[3].words, rows[3].rule) == (("Cộng",), None)
