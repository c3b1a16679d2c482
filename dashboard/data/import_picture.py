"""The top of a roster's sheet as it looks in Excel, with what each column was taken for.

`picture` is an `etl.records.Picture`; this room does not know the write side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.data import import_view
from reports.grid import Cell
from reports.templating import Markup, render

READ, CHOSEN, UNUSED, UNKNOWN = "read", "chosen", "unused", "unknown"
NOT_USED, NOT_UNDERSTOOD = "không dùng", "chưa hiểu"
_STYLE = """
<style>
.roster-top { overflow: auto; max-height: 30rem; border: 1px solid #D3DAE2; border-radius: 4px; }
.roster-top table { border-collapse: separate; border-spacing: 0; font-size: 0.82rem; line-height: 1.25;
  color: #1C2733; margin: 0; }
.roster-top th, .roster-top td { border: 0 solid #D3DAE2; border-width: 0 1px 1px 0; padding: 0.2rem 0.4rem;
  font-weight: 400; text-align: left; vertical-align: top; background: #FFFFFF; }
.roster-top thead th { background: #E4EAF0; text-align: center; }
.roster-top .row { position: sticky; left: 0; z-index: 1; background: #E4EAF0; text-align: center; }
.roster-top .means { min-width: 6rem; max-width: 10rem; text-align: left; font-weight: 600; overflow-wrap: break-word; }
.roster-top .read { background: #DDEBF5; }
.roster-top .chosen { background: #D6F0EC; }
.roster-top .unused { background: #F3F6F9; color: #5A6672; font-weight: 400; }
.roster-top .unknown { background: #FDE6D8; color: #8A2F00; }
.roster-top .header { background: #F3F6F9; font-weight: 600; text-align: center; vertical-align: middle; }
.roster-top .text { max-width: 12rem; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3;
  overflow: hidden; overflow-wrap: break-word; margin: 0 auto; }
.roster-top .wide .text { max-width: none; }
</style>
"""
"""Stays inside the picture: every rule begins with its class."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column's letter, and what it was taken for."""

    letter: str
    state: str
    meaning: str
    chosen_by: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the sheet; rows before it may be left out."""

    number: int
    follows_a_gap: bool
    cells: Sequence[Cell]


def show(picture: Any) -> None:
    """The picture, which scrolls inside its own box, and what its colours say."""
    st.html(_STYLE + as_html(picture))
    st.caption(
        "Dòng thứ hai là ý nghĩa mà chương trình hiểu: xanh lam là đọc theo tiêu đề, xanh lục là do người chọn, "
        "xám là không dùng, cam là chưa hiểu nên không đọc. Đưa chuột vào ô bị cắt để xem đủ chữ."
    )


def state_of(column: Any) -> str:
    """`read`, `chosen`, `unused` or `unknown`; "" for a column with nothing in it."""
    if column.is_empty and not column.meaning:
        return ""
    if not column.meaning:
        return UNUSED if column.answered_by else UNKNOWN
    return CHOSEN if column.answered_by else READ


def says(column: Any) -> str:
    """«Trình độ chuyên môn: Đại học», «không dùng», «chưa hiểu»; "" for an empty column."""
    state = state_of(column)
    return {UNUSED: NOT_USED, UNKNOWN: NOT_UNDERSTOOD, "": ""}.get(state) or import_view.meaning(column.meaning)


def as_html(picture: Any) -> Markup:
    """The picture as a table; every text of the workbook is escaped."""
    return render("roster_top.html", columns=list(map(_column, picture.columns)), rows=list(_rows(picture)))


def _column(column: Any) -> _Column:
    chosen_by = f" (do {column.answered_by} chọn)" if column.answered_by else ""
    return _Column(column.letter, state_of(column), says(column), chosen_by)


def _rows(picture: Any) -> Iterator[_Row]:
    numbers = [number for number, _ in picture.rows]
    before = None
    for number, texts in picture.rows:
        follows_a_gap = before is not None and number != before + 1
        yield _Row(number, follows_a_gap, list(_cells(picture, number, numbers, texts)))
        before = number


def _cells(picture: Any, number: int, numbers: Sequence[int], texts: Sequence[str]) -> Iterator[Cell]:
    """The cells of a row; what a merged cell covers is left out."""
    is_header = picture.header_rows[0] <= number <= picture.header_rows[1]
    for column, text in enumerate(texts):
        merge = next((m for m in picture.merges if m[0] <= number <= m[2] and m[1] <= column <= m[3]), None)
        if merge and (merge[0], merge[1]) != (number, column):
            continue
        rows = sum(merge[0] <= each <= merge[2] for each in numbers) if merge else 1
        columns = merge[3] - merge[1] + 1 if merge else 1
        kinds = " ".join(kind for kind, is_so in (("header", is_header), ("wide", columns > 1)) if is_so)
        yield Cell(text, kinds, columns=columns, rows=rows)
