"""`manage.py imports`: list, show, undo."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Tell
from tests.etl.rosters import people, workbook
from tests.people import END_2023, World, add_problem


def _base(tell: Tell) -> int:
    status, out, _ = tell("stats", "--as-of", "2023-12-31", "--by", "it", "--format", "json")
    return int(json.loads(out)["base"]) if status == 0 else 0


def test_list_is_the_default(world: World, tell: Tell) -> None:
    status, out, _ = tell("imports")
    assert status == 0
    assert out == tell("imports", "list")[1]
    lines = {int(line.split(".")[0]): line for line in out.splitlines()}
    assert list(lines) == sorted(world.imports.values(), reverse=True)
    assert "Đang dùng" in lines[world.imports["2023-12-31"]]
    assert "Đã được thay thế" in lines[world.imports["replaced"]]
    assert "Đã hoàn tác" in lines[world.imports["undone"]]
    assert "Số liệu minh họa đã rút" in lines[world.imports["demo"]]
    assert "Tính đến 31/12/2022" in lines[world.imports["2022-12-31"]]
    assert "nạp 05/01/2024 15:30 (lan)" in lines[world.imports["2022-12-31"]]


def test_show(sqlite_world: World, tell: Tell) -> None:
    import_id = sqlite_world.imports["undone"]
    add_problem(sqlite_world.url, import_id, "error", "K17")
    status, out, _ = tell("imports", "show", str(import_id))
    assert status == 0
    assert f"{import_id:064d}" in out
    assert "[Lỗi] Ô K17" in out
    assert "(hoa)" in out


def test_show_counts_vacant_posts(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tell: Tell, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    vacancies = [(None, "Khuyết", None, None, "Chủ tịch UBND"), (None, "(chưa bố trí)", None, None, "Chủ tịch UBND")]
    file = tmp_path / "roster.xlsx"
    file.write_bytes(workbook([*people(2), *vacancies, (None, "Trống")]))
    assert tell("load", str(file))[0] == 0
    lines = tell("imports", "show", "1")[1].splitlines()
    shown = lines[lines.index("Vị trí khuyết: 3") + 1 :]
    assert shown[:2] == ["  Xã Tam Đa: Chủ tịch UBND: 2", "  Xã Tam Đa: chưa rõ chức vụ: 1"]


def test_undo_takes_the_people_away_and_the_replaced_ones_return(world: World, tell: Tell) -> None:
    before = _base(tell)
    gone = world.imports["2023-12-31"]
    status, out, _ = tell("imports", "undo", str(gone))
    assert (status, out) == (0, f"Đã hoàn tác lần nạp số {gone}.\n")
    assert 0 < _base(tell) < before == len(world.on(END_2023))
    assert "Đang dùng" in tell("imports", "show", str(world.imports["replaced"]))[1]
    assert tell("imports", "undo", str(gone))[0] == 3


def test_numbers_that_no_import_has(sqlite_world: World, tell: Tell) -> None:
    for action in ("show", "undo"):
        status, out, err = tell("imports", action, "10000")
        assert (status, out) == (3, "")
        assert "10000" in err


def test_wrong_words(sqlite_world: World, tell: Tell) -> None:
    assert tell("imports", "undo")[0] == 2
    assert tell("imports", "list", "3")[0] == 2
    assert tell("imports", "show", "ba")[0] == 2


def test_nothing_loaded_yet(database_url: str, tell: Tell) -> None:
    status, out, _ = tell("imports", "--database", database_url)
    assert status == 0
    assert "Chưa nạp số liệu" in out
