"""`manage.py quotas`: load, list, show, undo; wrong words and faults end with sentences."""

import json
from pathlib import Path

from docx import Document

from tests.commands.conftest import Tell
from tests.etl.figures.workbooks import quotas, units, workbook
from tests.people import World


def _file(folder: Path, numbers: tuple[int, int, int, int] = (32, 7, 9, 8)) -> str:
    first, second = units(2)
    path = folder / "bien-che.xlsx"
    path.write_bytes(quotas([(first, *numbers), (second, 30, 7, 8, 8)]).content)
    return str(path)


def test_a_load_a_list_a_look_and_a_way_back(world: World, tell: Tell, tmp_path: Path) -> None:
    path = _file(tmp_path)
    status, out, _ = tell("quotas", "load", path, "--dry-run")
    assert (status, out.splitlines()[0]) == (0, "Đọc được 8 số liệu của 2 đơn vị, ngày 31/12/2025; chưa ghi gì.")
    assert tell("quotas", "load", path)[1].startswith("Đã nạp 8 số liệu của 2 đơn vị, ngày 31/12/2025 (lần nạp số 1)")
    assert tell("quotas", "load", path)[1].startswith("Tệp này đã được nạp (lần nạp số 1)")
    assert tell("quotas")[1].startswith("1. bien-che.xlsx · nạp ")
    status, out, _ = tell("quotas", "show", "--as-of", "2025-12-31", "--json")
    shown = json.loads(out)
    assert (status, shown["kind"], shown["quota"]) == (0, "allocated", 62)
    held = {unit["unit_name"]: unit["quota"] for unit in shown["units"] if unit["quota"] is not None}
    assert held == dict(zip(units(2), (32, 30), strict=True))
    assert tell("quotas", "show", "--as-of", "2025-12-31")[1].startswith("Biên chế giao, tính đến 31/12/2025: ")
    assert tell("quotas", "undo", "1")[0] == 0
    assert "hoàn tác" in tell("quotas")[1]
    status, _, error = tell("quotas", "show", "--as-of", "2025-12-31")
    assert (status, "Chưa có biên chế nào giao" in error) == (3, True)
    assert world.imports


def test_a_day_of_quotas_without_rosters_has_its_report_and_chart(
    sqlite_world: World, tell: Tell, tmp_path: Path
) -> None:
    path, day = tmp_path / "thang-7.xlsx", ("--as-of", "2025-07-01")
    rows = [["Tính đến ngày 01/07/2025"], ["Đơn vị", "Biên chế giao", "Phòng Kinh tế"], [units(1)[0], 32, 9]]
    path.write_bytes(workbook(rows).content)
    tell("quotas", "load", str(path))
    shown = tell("quotas", "show", *day)[1]
    assert shown.startswith("Biên chế giao, tính đến 01/07/2025: giao 32, chưa so được với người có mặt")
    report, chart = tmp_path / "bc.docx", tmp_path / "phong.xlsx"
    assert tell("report", "summary", *day, "--output", str(report))[0] == 0
    text = "\n".join(paragraph.text for paragraph in Document(str(report)).paragraphs)
    assert "Biên chế giao: 32 người; chưa có danh sách cấp xã tính đến 01/07/2025, gần nhất là ngày 31/12/2024." in text
    assert tell("chart", "quota_departments", *day, "--output", str(chart))[0] == 0
    for words in (("report", "data"), ("chart", "education")):
        status, _, error = tell(*words, *day, "--output", str(tmp_path / "khac.xlsx"))
        assert (status, "Không có số liệu tính đến 01/07/2025" in error) == (3, True)
    assert sqlite_world.imports


def test_a_fault_is_told_with_its_cell_and_nothing_is_written(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    status, _, error = tell("quotas", "load", _file(tmp_path, (-3, 7, 9, 8)))
    assert status == 3
    assert "Chưa nạp gì" in error
    assert "ô C8: «Biên chế giao» ghi −3" in error
    assert "Chưa nạp lần nào" in tell("quotas")[1]
    assert tell("quotas", "load", str(tmp_path / "khong-co.xlsx"))[0] == 3
    assert sqlite_world.url


def test_wrong_words(sqlite_world: World, tell: Tell) -> None:
    for words in (("load",), ("undo",), ("undo", "mot"), ("show",), ("delete",)):
        assert tell("quotas", *words)[0] == 2
    assert tell("quotas", "undo", "7")[0] == 3
    assert sqlite_world.url
