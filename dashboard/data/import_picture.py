"""The top of a roster's sheet as it looks in Excel, with what each column was taken for.

`picture` is an `etl.records.Picture`; this room does not know the write side.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

import streamlit as st

from dashboard.data import import_view

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


def as_html(picture: Any) -> str:
    """The picture as a table; every text of the workbook is escaped."""
    letters = "".join(f'<th scope="col">{column.letter}</th>' for column in picture.columns)
    meanings = "".join(_meaning_cell(column) for column in picture.columns)
    rows = "".join(_rows(picture))
    return (
        f'<div class="roster-top" tabindex="0" role="region" aria-label="Các dòng đầu của trang"><table><thead>'
        f'<tr><th class="row"></th>{letters}</tr><tr><th class="row"></th>{meanings}</tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _meaning_cell(column: Any) -> str:
    by = f" (do {column.answered_by} chọn)" if column.answered_by else ""
    text = says(column)
    return f'<th class="means {state_of(column)}" title="{escape(text + by)}">{escape(text)}</th>'


def _rows(picture: Any) -> Iterator[str]:
    numbers = [number for number, _ in picture.rows]
    before = None
    for number, texts in picture.rows:
        if before is not None and number != before + 1:
            yield f'<tr><th class="row">⋯</th><td colspan="{len(texts)}"></td></tr>'
        before = number
        cells = "".join(_cells(picture, number, numbers, texts))
        yield f'<tr><th class="row" scope="row">{number}</th>{cells}</tr>'


def _cells(picture: Any, number: int, numbers: Sequence[int], texts: Sequence[str]) -> Iterator[str]:
    """The cells of a row; what a merged cell covers is left out."""
    is_header = picture.header_rows[0] <= number <= picture.header_rows[1]
    for column, text in enumerate(texts):
        merge = next((m for m in picture.merges if m[0] <= number <= m[2] and m[1] <= column <= m[3]), None)
        if merge and (merge[0], merge[1]) != (number, column):
            continue
        rows = sum(merge[0] <= each <= merge[2] for each in numbers) if merge else 1
        columns = merge[3] - merge[1] + 1 if merge else 1
        spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
        kinds = " ".join(kind for kind, is_so in (("header", is_header), ("wide", columns > 1)) if is_so)
        said = escape(text)
        yield (
            f'<td class="{kinds}"{spans} title="{said}"><div class="text">{said}</div></td>'
            if text
            else (f'<td class="{kinds}"{spans}></td>')
        )
