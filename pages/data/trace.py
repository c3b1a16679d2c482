"""Ai, ở đâu?: from a number to the people and cells that it counts."""

from typing import Any

import settings
from dashboard.data import trace
from dashboard.parts import drilling, selection_row
from etl import originals, row_cells
from etl.records import SourceFile

office = settings.from_environment()


def picture(row: Any) -> dict[str, str]:
    """Read the cells of a person's row from the original; none where the file was taken away."""
    read = originals.reader(office.originals_dir, row.sha256, row.file)
    return row_cells.cells_of_row(SourceFile(row.file, read()), row.sheet, row.row, office) if read else {}


selection = selection_row.current()
drilling.breadcrumb(selection)
trace.show(selection, picture)
