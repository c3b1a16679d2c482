"""Make the demonstration rosters: `python -m data.samples.make_samples [FOLDER]`, from the project's folder.

The same bytes on every run and machine; without FOLDER they are written where they are committed.
"""

import sys
from datetime import date
from pathlib import Path

import reference
from data.samples.generator.layouts import flat
from data.samples.generator.years import all_years

NEWEST = date(2023, 12, 31)


def sample_files() -> dict[str, bytes]:
    """Every demonstration workbook by its path below `data/samples/`."""
    years = all_years()
    files = {
        f"{NEWEST}/Danh-sach-CBCC-cap-xa_tinh-Bac-Ninh_2023.xlsx": flat.workbook(
            years[NEWEST], _units_on(NEWEST), NEWEST, date(2024, 1, 12)
        )
    }
    return files


def _units_on(day: date) -> dict[str, reference.Unit]:
    return {unit.code: unit for unit in reference.units_on(day)}


def main(arguments: list[str]) -> None:
    """Write all files below the folder that the first argument names."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    for name, content in sample_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1:])
