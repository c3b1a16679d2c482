"""`manage.py quotas`: load, list, show, undo; wrong words and faults end with sentences."""

import json
from pathlib import Path

from tests.commands.conftest import Tell
from tests.etl.figures.workbooks import quotas, units
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


def test_a_fault_is_told_with_its_cell_and_nothing_is_written(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    status, _, error = tell("quotas", "load", _file(tmp_path, (-3, 7, 9, 8)))
    assert status == 3
    assert "Chưa nạp gì" in error
    assert "ô C8: «Biên chế giao» ghi -3" in error
    assert "Chưa nạp lần nào" in tell("quotas")[1]
    assert tell("quotas", "load", str(tmp_path / "khong-co.xlsx"))[0] == 3
    assert sqlite_world.url


def test_wrong_words(sqlite_world: World, tell: Tell) -> None:
    for words in (("load",), ("undo",), ("undo", "mot"), ("show",), ("delete",)):
        assert tell("quotas", *words)[0] == 2
    assert tell("quotas", "undo", "7")[0] == 3
    assert sqlite_world.url
