"""`python -m benchmarks.bare_read PATH`: calamine alone reads a workbook; prints the megabytes that it took at most."""

import io
import sys
from pathlib import Path

from python_calamine import load_workbook

from benchmarks.measuring import peak_megabytes


def read(path: Path) -> None:
    """Read every cell of every sheet."""
    book = load_workbook(io.BytesIO(path.read_bytes()))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


if __name__ == "__main__":
    read(Path(sys.argv[1]))
    sys.stdout.write(f"{peak_megabytes()}\n")
