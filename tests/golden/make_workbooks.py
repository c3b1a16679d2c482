"""Write the workbook of every quirk beside its recipe: `python -m tests.golden.make_workbooks [QUIRK …]`.

Each folder holds a quirk: `make.py` says how the roster looks, `people.csv` and `problems.csv` what a careful clerk
reads in it. The expected files are written by hand from the contract's table of doubtful cells, never from what the
program says. Columns that `people.csv` does not name are not compared.
"""

import importlib
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def quirks() -> list[str]:
    """The names of all quirks."""
    return sorted(path.parent.name for path in FOLDER.glob("*/make.py"))


def files_of(quirk: str) -> dict[str, bytes]:
    """The files of a quirk by name, made afresh; the same contents on every run."""
    made: dict[str, bytes] = importlib.import_module(f"tests.golden.{quirk}.make").make()
    return made


def main(names: list[str]) -> None:
    """Write the files of the quirks named, or of all."""
    for quirk in names or quirks():
        for name, content in files_of(quirk).items():
            (FOLDER / quirk / name).write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1:])
