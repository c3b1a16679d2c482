"""`docs/how-to-add.md` is tried: the rows that it shows are there, and who follows the recipe of a form has one."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from settings import ROOT

GUIDE = (ROOT / "docs" / "how-to-add.md").read_text(encoding="utf-8")
ROSTER = "data/samples/2022-12-31/Danh-sach-CBCC-cap-xa_Que-Vo_2022.xlsx"
RECIPES = (
    "A spelling", "A header", "A check", "A statutory form", "A chart page", "A person's field", "A retirement age",
    "A finding", "An export format", "A merger of units", "A rounding rule",
)  # fmt: skip
_NOT_COPIED = (".git", ".venv", ".venv.lock", "local", "__pycache__", ".*_cache", ".hypothesis")
_COMMAND = "import sys; from commands import dispatch; sys.exit(dispatch.run(sys.argv[1], sys.argv[2:]))"


def _recipe(title: str) -> str:
    return GUIDE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """List the file that a block of code is about, and its lines."""
    for file, body in re.findall(r"^```\w+ (\S+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield file, body.splitlines()


def test_the_recipes_stand_in_their_order() -> None:
    assert tuple(re.findall(r"^## (.+)$", GUIDE, re.MULTILINE)) == RECIPES


@pytest.mark.parametrize("title", sorted(RECIPES))
def test_every_recipe_shows_an_example_and_how_to_see_it(title: str) -> None:
    recipe = _recipe(title)
    assert list(_blocks(recipe))
    assert re.search(r"^1\. ", recipe, re.MULTILINE)
    assert re.search(r"^Verify: ", recipe, re.MULTILINE)


def test_the_rows_that_are_shown_are_there() -> None:
    shown = [(file, line) for file, lines in _blocks(GUIDE) if "/" in file for line in lines]
    assert len(shown) > 10
    for file, line in shown:
        real = [each.strip() for each in (ROOT / file).read_text(encoding="utf-8").splitlines()]
        assert line.strip() in real, f"{file}: {line}"


def _copy(to: Path) -> Path:
    shutil.copytree(ROOT, to, ignore=shutil.ignore_patterns(*_NOT_COPIED))
    return to


def _follow(house: Path) -> None:
    """Follow the recipe of a form, step by step, in a copy of the repository."""
    blocks = dict(_blocks(_recipe("A statutory form")))
    folder = house / "data" / "reference" / "forms" / "women"
    shutil.copytree(folder.parent / "bm02", folder)
    changed = dict(csv.reader(blocks.pop("form.csv")))
    with (folder / "form.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert changed.keys() <= {key for key, _ in rows}
    with (folder / "form.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([key, changed.get(key, value)] for key, value in rows)
    assert blocks.keys() == {"columns.csv", "remainders.csv", "identities.csv"}
    for name, lines in blocks.items():
        (folder / name).write_text("\n".join([*lines, ""]), encoding="utf-8")


def _manage(house: Path, *words: str) -> str:
    """Give what a command of the copy prints on standard output; it must end well."""
    place = {"WORKFORCE_DATA_DIR": str(house / "data" / "local"), "PYTHONPATH": str(house), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND, *words],
        cwd=house,
        env=os.environ | place,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_form_by_its_recipe(tmp_path: Path) -> None:
    house = _copy(tmp_path / "house")
    assert "women" not in _manage(house, "report", "--list")
    _follow(house)
    listed = next(line for line in _manage(house, "report", "--list").splitlines() if line.startswith("women "))
    assert "nữ cán bộ, công chức (.xlsx .pdf)" in listed

    _manage(house, "load", ROSTER)
    table = _manage(house, "export", "--as-of", "2022-12-31").removeprefix("\ufeff")
    staff = [row for row in csv.DictReader(io.StringIO(table)) if row["category"] in ("cadre", "civil_servant", "")]
    learned = [row for row in staff if row["gender"] == "female" and row["education"] in ("doctorate", "masters")]
    unit = learned[0]["unit_code"]
    people, masters = ([row for row in rows if row["unit_code"] == unit] for rows in (staff, learned))
    women = [row for row in people if row["gender"] == "female"]
    assert 0 < len(masters) < len(women) < len(people)

    output = house / "bieu.xlsx"
    _manage(house, "report", "women", "--as-of", "2022-12-31", "--scope", unit, "--output", str(output))
    page = openpyxl.load_workbook(output)["MH01"]
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    assert ["Số thứ tự", "Tên đơn vị", "Tổng số", "Trong đó"] in [row[:4] for row in cells]
    line = next(row for row in cells if row[1] == people[0]["unit_name"])
    assert line[2:5] == [len(people), len(women), len(masters)]
