"""`manage.py indicators`: load a week of the index, show its ranks, add an indicator of the office's own, undo."""

import json
from pathlib import Path

from tests.commands.conftest import Tell
from tests.etl.figures.workbooks import HEADINGS_OF_766, PARTS_OF_766, PROVINCE, TWO_TIER, workbook
from tests.people import World
from tests.stats.staffed import codes

FIRST, SECOND = codes(PROVINCE, TWO_TIER)[:2]


def _file(folder: Path, last: float = 20.17) -> str:
    rows = [
        ["Chỉ số 766, tuần từ 25/12/2025 đến 31/12/2025"],
        ["Mã đơn vị", *HEADINGS_OF_766],
        [FIRST, *PARTS_OF_766, 92.83],
        [SECOND, *PARTS_OF_766[:5], last, 91.83],
    ]
    path = folder / "chi-so.xlsx"
    path.write_bytes(workbook(rows).content)
    return str(path)


def test_a_week_is_loaded_shown_by_rank_and_undone(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    assert tell("indicators", "load", _file(tmp_path))[0] == 0
    status, out, _ = tell("indicators", "show", "service_index", "--as-of", "2025-12-31", "--json")
    shown = json.loads(out)
    assert (status, shown["mean"]) == (0, "92.33")
    assert [(unit["unit_code"], unit["value"], unit["rank"]) for unit in shown["units"]] == [
        (FIRST, "92.83", 1), (SECOND, "91.83", 2),
    ]  # fmt: skip
    assert len(shown["parts"]) == 6
    assert "92,83" in tell("indicators", "show", "service_index")[1]
    assert tell("indicators", "undo", "1")[0] == 0
    status, _, error = tell("indicators", "show", "service_index")
    assert (status, "Chưa có số liệu của «service_index»" in error) == (3, True)
    assert sqlite_world.url


def test_points_above_the_maximum_name_their_cell(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    status, _, error = tell("indicators", "load", _file(tmp_path, 23))
    assert status == 3
    assert "ô G4" in error
    assert "Chưa nạp lần nào" in tell("indicators")[1]
    assert sqlite_world.url


def test_an_indicator_of_the_office_is_added(sqlite_world: World, tell: Tell) -> None:
    assert tell("indicators", "add", "own_stations", "Điểm", "hỗ trợ", "--maximum", "10")[0] == 0
    assert "own_stations" in tell("indicators", "show")[1]
    assert tell("indicators", "add", "own_stations")[0] == 2
    assert tell("indicators", "add", "own_other", "Tên", "--maximum", "không")[0] == 3
    assert tell("indicators", "show", "no_such")[0] == 3
    assert sqlite_world.url
