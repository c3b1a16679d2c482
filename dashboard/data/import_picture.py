"""The top of a roster's sheet as it looks in Excel, with what each column was taken for.

`picture` is an `etl.records.Picture`; this room does not know the write side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.data import import_view
from reports.grid import Cell
from reports.templating import Markup, render, stylesheet

READ, CHOSEN, UNUSED, UNKNOWN = "read", "chosen", "unused", "unknown"
NOT_USED, NOT_UNDERSTOOD = "không dùng", "chưa hiểu"


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
    st.html(f"<style>{stylesheet('roster_top.css')}</style>{as_html(picture)}")
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
