"""A table as a page of HTML takes it: cells that know whether they are headers, and how far they reach."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; with a `scope` («col», «row», «colgroup») it is a header. `links` (name, address) stand for its text."""

    text: str = ""
    css: str = ""
    scope: str = ""
    columns: int = 1
    rows: int = 1
    is_upright: bool = False
    links: tuple[tuple[str, str], ...] = ()
    is_apart: bool = False
    """True where the links open beside the page: a frame may not leave it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells from left to right, without those that reach into it from above."""

    cells: Sequence[Cell]
    css: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its header above its body; `widths` are those of its columns, in CSS."""

    head: Sequence[Row]
    body: Sequence[Row]
    title: str = ""
    title_css: str = ""
    css: str = ""
    style: str = ""
    widths: Sequence[str] = ()


def headers(names: Sequence[str]) -> Row:
    """One row of heads."""
    return Row([Cell(name, scope="col") for name in names])
