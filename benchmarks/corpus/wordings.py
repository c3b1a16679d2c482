"""The words of invented rosters, and what each means: typed by hand from what offices write, not from the tables.

They are the .csv files beside this one. A meaning is written `education=masters & major=Luật|Kế toán`: the flat
table's columns, of several values any is right; `?` is a cell that nobody can read.
"""

import csv
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

Meaning = dict[str, Any]
"""The flat table's column -> its value, or several of which any is right."""

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Đào", "Tạ", "Hà")
MIDDLE = {"male": ("Văn", "Đức", "Hữu", "Quang", "Đình"), "female": ("Thị", "Thu", "Thị Thanh", "Ngọc", "Thị Kim")}
GIVEN = (
    "An", "Bình", "Chi", "Dung", "Giang", "Hà", "Hòa", "Hùng", "Huệ", "Khánh", "Lan", "Liên", "Linh", "Long", "Mai",
    "Minh", "Nga", "Ngân", "Oanh", "Phúc", "Phương", "Quý", "Quyên", "Sơn", "Thảo", "Thủy", "Tuấn", "Tùng", "Vân",
)  # fmt: skip
LEGENDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Giới tính (Nam: 1; Nữ: 0)", {"male": 1, "female": 0}),
    ("Giới tính (1: Nam, 2: Nữ)", {"male": 1, "female": 2}),
    ("Phái (Nam=T, Nữ=G)", {"male": "T", "female": "G"}),
    ("Giới tính (Nữ ghi x)", {"male": None, "female": "x"}),
    ("Nữ", {"male": None, "female": "x"}),
    ("Nam", {"male": "x", "female": None}),
    ("Phái (True: Nam, False: Nữ)", {"male": True, "female": False}),
    ("Giới tính (0: Nữ; 1: Nam)", {"male": "1", "female": "0"}),
)
"""Headings that explain the signs under them."""


class Post(NamedTuple):
    """A post as it is typed, the titles that it may be read as, and whose it is."""

    department: str
    cell: str
    position: Any
    category: str


@cache
def _rows(table: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def headings(column: str) -> list[tuple[str, str]]:
    """List the headings of a kind of column, each with a way to mistype it, or ""."""
    return [(row["heading"], row["slip"]) for row in _rows("headings") if row["column"] == column]


@cache
def cells(column: str) -> list[tuple[str, Meaning]]:
    """List the cells of a kind of column with what they mean."""
    return [
        (row["cell"], _meaning(row["means"]))
        for row in _rows("cells")
        if row["column"] == column and row["means"] != "?"
    ]


@cache
def unreadable(column: str) -> list[str]:
    """List the cells of a kind of column that nobody can read."""
    return [row["cell"] for row in _rows("cells") if row["column"] == column and row["means"] == "?"]


@cache
def levels(column: str) -> list[tuple[str, tuple[str, str]]]:
    """List the levels of a field from the highest down: the code, and its heading in full and in short."""
    return [(row["code"], (row["heading"], row["short"])) for row in _rows("levels") if row["column"] == column]


@cache
def posts(reform: str, *, in_departments: bool) -> list[Post]:
    """List the posts `before` or `since` the reform, those in a department or the others."""
    rows = (row for row in _rows("posts") if row["reform"] == reform and bool(row["department"]) == in_departments)
    return [Post(row["department"], row["cell"], _values(row["means"]), row["category"]) for row in rows]


@cache
def departments() -> dict[str, list[str]]:
    """Give the departments by their names, with the ways to write them."""
    written: dict[str, list[str]] = {}
    for row in _rows("departments"):
        written.setdefault(row["name"], []).append(row["cell"])
    return written


def _meaning(text: str) -> Meaning:
    parts = (part.partition("=") for part in text.split(" & ") if part)
    return {name: _values(values) for name, _, values in parts}


def _values(text: str) -> Any:
    return tuple(text.split("|")) if "|" in text else text
