"""`manage.py retirements`: print, JSON, workbook; wrong words and places that are none end with sentences."""

import json
from pathlib import Path

import openpyxl

import database
from access import events
from tests.commands.conftest import Tell
from tests.people import DATES, World

DAY = ("--as-of", "2025-12-31")


def test_the_object_and_the_workbook_have_the_same_months(world: World, tell: Tell, tmp_path: Path) -> None:
    output = tmp_path / "nghi-huu.xlsx"
    status, out, err = tell("retirements", *DAY, "--years", "12", "--json", "--output", str(output))
    held = json.loads(out)
    assert (status, held["first_month"], held["last_month"]) == (0, "2025-12", "2037-12")
    assert held["people"] == len(world.on(DATES[-1]))
    assert sum(held[group]["people"] for group in ("due", "past", "later", "unknown")) == held["people"]
    assert sum(month["people"] for month in held["months"]) == held["due"]["people"] > 0
    assert all(unit["gap_after"] is None for unit in held["units"])
    assert "số xuất" in err
    book = openpyxl.load_workbook(output)
    cells = [row for row in book["Bảng 1"].iter_rows(values_only=True) if row[2] is not None]
    head, *months = cells
    assert head[:2] == ("Tháng đủ tuổi", "Hưởng lương hưu từ tháng")
    assert [(row[2], row[3]) for row in months] == [(m["people"], m["year_only"]) for m in held["months"]]
    first, second = held["months"][0]["month"], held["months"][0]["pension_from"]
    assert months[0][:2] == tuple(f"{int(month[5:])}/{month[:4]}" for month in (first, second))


def test_the_print_begins_with_the_sum_and_says_the_convention(sqlite_world: World, tell: Tell) -> None:
    status, out, _ = tell("retirements", *DAY)
    assert (status, out.startswith("Tính đến 31/12/2025: ")) == (0, True)
    assert "đến tuổi nghỉ hưu từ tháng 12/2025 đến hết tháng 12/2035" in out
    assert "hưởng lương hưu từ tháng liền sau" in out
    assert "Nghị định 135/2020/NĐ-CP" in out
    assert sqlite_world.url


def test_names_are_asked_for_are_internal_and_written_down(world: World, tell: Tell, tmp_path: Path) -> None:
    plain, named = tmp_path / "bang.xlsx", tmp_path / "ten.xlsx"
    assert tell("retirements", *DAY, "--output", str(plain))[0] == 0
    assert tell("retirements", *DAY, "--names", "--output", str(named))[0] == 0
    people = set(world.on(DATES[-1])["full_name"])
    assert not people & _texts(plain)
    assert people & _texts(named)
    with database.reading(world.url) as connection:
        assert len(events.events(connection, act="people")) == 1
    assert tell("retirements", *DAY, "--names")[0] == 2
    assert tell("retirements", *DAY, "--names", "--output", str(named), "--territory", "today")[0] == 3


def _texts(path: Path) -> set[str]:
    book = openpyxl.load_workbook(path)
    return {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell}


def test_wrong_words_and_unknown_places(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    for words in ((), (*DAY, "--years", "0"), (*DAY, "--years", "x"), (*DAY, "--output", "a.docx")):
        assert tell("retirements", *words)[0] == 2
    status, _, err = tell("retirements", *DAY, "--scope", "99999")
    assert (status, "99999" in err) == (3, True)
    assert tell("retirements", "--as-of", "2019-12-31")[0] == 3
    assert tell("retirements", *DAY, "--output", str(tmp_path / "khong-co" / "a.xlsx"))[0] == 3
    assert sqlite_world.url
