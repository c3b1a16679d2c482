"""The tables of `data/reference/`: their rows, the digest of them all, and the limits of the checks."""

import csv
import hashlib
from fractions import Fraction
from functools import lru_cache

from settings import REFERENCE_DIR, program_version


class ReferenceError(ValueError):
    """A reference table contradicts itself; the message names the table and the row."""


def rows(name: str) -> list[dict[str, str]]:
    """All rows of `data/reference/<name>.csv`."""
    with (REFERENCE_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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
        raise ReferenceError(f"limits.csv: {name} must be there once")
    return Fraction(values[0])
