"""`manage.py aggregates`: load, list, show, undo; `stats`, `chart` and `reconcile` answer with such counts."""

import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.commands.conftest import Tell
from tests.etl.figures.test_aggregates import NAMES, ROWS, table
from tests.etl.figures.workbooks import workbook
from tests.people import World


def _file(folder: Path) -> str:
    path = folder / "bm02-2020.xlsx"
    path.write_bytes(table().content)
    return str(path)


def test_a_load_a_list_a_look_and_a_way_back(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    path = _file(tmp_path)
    assert (
        "Đọc được 24 số liệu của 4 đơn vị, ngày 31/12/2020; chưa ghi gì."
        in tell("aggregates", "load", path, "--dry-run")[1]
    )
    assert tell("aggregates", "load", path)[0] == 0
    assert tell("aggregates")[1].startswith("1. bm02-2020.xlsx · nạp ")
    status, out, _ = tell("aggregates", "show", "--as-of", "2020-12-31", "--json")
    shown = {(row["unit_code"], row["rule"]): (row["count"], row["source"]) for row in json.loads(out)}
    assert status == 0
    assert shown[NAMES[0].code, "education=masters"] == (2, "bm02-2020.xlsx › Biểu › F8")
    assert "Thạc sĩ: 2 · bm02-2020.xlsx › Biểu › F8" in tell("aggregates", "show", "--as-of", "2020-12-31")[1]
    assert tell("aggregates", "undo", "1")[0] == 0
    status, _, error = tell("aggregates", "show", "--as-of", "2020-12-31")
    assert (status, "Không có số liệu tổng hợp ngày 31/12/2020" in error) == (3, True)
    assert tell("aggregates", "show")[0] == 2
    assert sqlite_world.url


def test_stats_answer_by_a_field_and_by_unit(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    tell("aggregates", "load", _file(tmp_path))
    day = ("--as-of", "2020-12-31", "--format", "json")
    status, out, _ = tell("stats", *day, "--by", "unit,education")
    answer = json.loads(out)
    assert (status, answer["aggregate"], answer.get("demo")) == (0, True, None)
    counts = {(row["unit_code"], row["education"]): row["count"] for row in answer["rows"]}
    assert [counts[unit.code, "bachelors"] for unit in NAMES] == [row[4] for row in ROWS]
    district = json.loads(tell("stats", *day, "--by", "category", "--where", "district=264")[1])
    assert {row["category"]: row["count"] for row in district["rows"] if row["count"]} == {
        "cadre": sum(row[1] for row in ROWS), "civil_servant": sum(row[2] for row in ROWS),
    }  # fmt: skip
    assert "Số liệu tổng hợp: không có danh sách của ngày 31/12/2020." in tell("stats", *day[:2], "--by", "it")[1]
    for by in ("education,it", "english"):
        status, _, error = tell("stats", *day, "--by", by)
        assert (status, "Ngày 31/12/2020 chỉ có số liệu tổng hợp" in error) == (3, True)
    assert "chỉ có số liệu tổng hợp" in tell("export", *day[:2], "--output", str(tmp_path / "a.csv"))[2]
    assert sqlite_world.url


def test_they_stand_beside_a_later_date(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    tell("aggregates", "load", _file(tmp_path))
    people = sqlite_world.on(date(2023, 12, 31))
    there = people[people["district_code"] == "264"]
    words = ("stats", "--as-of", "2023-12-31", "--by", "category", "--where", "district=264", "--beside", "2020-12-31")
    answer = json.loads(tell(*words, "--format", "json")[1])
    cadres = next(row for row in answer["rows"] if row["category"] == "cadre")
    now, then = int((there["category"] == "cadre").sum()), sum(row[1] for row in ROWS)
    assert (cadres["count"], cadres["count_beside"], cadres["change"]) == (now, then, now - then)
    assert (answer["beside"]["base"], answer["beside"]["aggregate"]) == (sum(row[0] for row in ROWS), True)
    assert "aggregate" not in answer
    assert "Số liệu tổng hợp: không có danh sách của ngày 31/12/2020." in tell(*words)[1]
    assert sqlite_world.url


def test_a_published_table_is_held_against_them(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    tell("aggregates", "load", _file(tmp_path))
    path = tmp_path / "bai.xlsx"
    rows = [["Đơn vị", "Tổng số", "Thạc sĩ", "Cao đẳng"], ["Huyện Lương Tài", 60, 7, 3]]
    path.write_bytes(workbook(rows).content)
    out = tell("reconcile", str(path), "--as-of", "2020-12-31", "--format", "json")[1]
    compared = {each["label"].split(" › ")[-1]: each for each in json.loads(out)["comparisons"]}
    pairs = {label: (each["counted"], each["difference"]) for label, each in compared.items()}
    assert sorted(pairs.values(), key=str) == sorted([(60, 0), (6, 1), (None, None)], key=str)
    assert sqlite_world.url


def test_a_chart_s_workbook_marks_them(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    tell("aggregates", "load", _file(tmp_path))
    path = tmp_path / "bd.xlsx"
    words = ("--as-of", "2023-12-31", "--scope", "264", "--output", str(path))
    assert tell("chart", "university_trend", *words)[0] == 0
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("Số liệu tổng hợp, không có danh sách: ngày 31/12/2020" in text for text in texts)
    assert any("hình thoi rỗng" in text or "số tổng hợp" in text for text in texts)
    assert sqlite_world.url


_THESIS = Path(__file__).parents[1] / "reconciling" / "published" / "n3.csv"


def test_a_district_of_a_province_that_was_merged_later(
    sqlite_url: str, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three years of Đà Bắc, Hòa Bình, at an office of Phú Thọ: what the table leaves open is nobody's level."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("WORKFORCE_PROVINCE", "25")
    status, out, _ = tell("aggregates", "load", str(_THESIS))
    assert (status, "18 số liệu của 1 đơn vị, ngày 31/12/2018, 31/12/2019, 31/12/2020" in out) == (0, True)

    def rows(*words: str) -> dict[str | None, tuple[int, str]]:
        answer = json.loads(tell("stats", "--format", "json", *words)[1])
        return {row[answer["by"][-1]]: (row["count"], row["share"]) for row in answer["rows"] if row["count"]}

    there = ("--where", "district=150", "--as-of")
    it = {"degree": (2, "0.53"), "certificate": (333, "87.86"), None: (44, "11.61")}
    assert rows("--by", "it", *there, "2020-12-31") == it
    management = {"specialist": (226, "59.79"), "untrained": (152, "40.21")}
    assert rows("--by", "state_management", *there, "2018-12-31") == management
    assert rows("--by", "category", *there, "2019-12-31") == {None: (379, "100.00")}
    assert "Huyện Đà Bắc" in tell("stats", "--as-of", "2020-12-31", "--by", "district,it")[1]
    assert "Tin học của từng đơn vị" in tell("stats", "--as-of", "2020-12-31", "--by", "unit,it")[2]

    out = tell("reconcile", str(_THESIS), "--as-of", "2019-12-31")[1]
    lines = [line.split("\t") for line in out.splitlines() if line.count("\t") == 4]
    assert {line[4] for line in lines if line[0][0] in "CG"} == {"Số của năm 2018", "Số của năm 2020"}
    agreeing = {line[3] for line in lines if line[4] == "Khớp"}
    assert agreeing == {f"số liệu tổng hợp {number}" for number in (235, 144, 2, 92, 241, 379)}
