"""The tables of `data/reference/`: their rows, the digest of them all, and the limits of the checks."""

import csv
import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache

from settings import REFERENCE_DIR, program_version


class ReferenceError(ValueError):
    """A reference table contradicts itself; the message is a Vietnamese sentence that names the file and the line."""


class Row(dict[str, str]):
    """A table's row by its columns' names; `place` is «fields.csv, dòng 12»."""

    place = ""


def rows(name: str) -> list[dict[str, str]]:
    """All rows of `data/reference/<name>.csv`.

    Raises ReferenceError where the file is missing or a row has not one cell for each column.
    """
    try:
        with (REFERENCE_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file)
            header = next(lines, [])
            return [_row(f"{name}.csv, dòng {lines.line_num}", header, cells) for cells in lines if cells]
    except FileNotFoundError as error:
        raise ReferenceError(f"Thiếu bảng tham chiếu {name}.csv.") from error


def _row(place: str, header: Sequence[str], cells: Sequence[str]) -> Row:
    row = Row(zip(header, cells, strict=False))
    row.place = place
    if len(cells) != len(header):
        raise wrong_row(row, f"có {len(cells)} ô, trong khi bảng có {len(header)} cột.")
    return row


def day_in(row: Mapping[str, str], column: str) -> date | None:
    """The day in a cell; None for an empty one. Raises ReferenceError for what is no day."""
    try:
        return date.fromisoformat(row[column]) if row[column] else None
    except ValueError as error:
        raise wrong_row(row, f"cột {column} ghi «{row[column]}», không phải là ngày.") from error


def wrong_row(row: Mapping[str, str], sentence: str) -> ReferenceError:
    """The error about a row of a table: its file and line, then what is wrong with it."""
    place = getattr(row, "place", "")
    return ReferenceError(f"{place}: {sentence}" if place else sentence)


def table_names() -> list[str]:
    """The names of the tables that lie in no folder, in order."""
    return sorted(path.stem for path in REFERENCE_DIR.glob("*.csv"))


def folders(name: str) -> list[str]:
    """The names of the folders in `data/reference/<name>/`, in order."""
    return sorted(path.name for path in (REFERENCE_DIR / name).iterdir() if path.is_dir())


@lru_cache(maxsize=1)
def version() -> str:
    """By which rules numbers were made: the program's version and a digest of all reference tables, «0.1.0+3f9a…».

    Line ends do not count, which another system may write otherwise.
    """
    digest = hashlib.sha256()
    for path in sorted(REFERENCE_DIR.rglob("*.csv")):
        name, content = path.relative_to(REFERENCE_DIR).as_posix(), path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return f"{program_version()}+{digest.hexdigest()[:12]}"


@lru_cache(maxsize=32)
def limit(name: str) -> Fraction:
    """A threshold of the checks by its name in `limits.csv`: years, days, a count, or a share such as 1/3.

    Raises ReferenceError when the table has none of that name.
    """
    values = [row["value"] for row in rows("limits") if row["name"] == name]
    if len(values) != 1:
        raise ReferenceError(f"limits.csv: «{name}» phải có đúng một dòng.")
    return Fraction(values[0])
