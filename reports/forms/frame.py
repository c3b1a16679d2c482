"""The frame of a form's table: marks and title block above, remarks and signatures below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reference import vietnamese
from reference.forms import Form, TitleLine
from reports.forms.paper import height, split, width_of
from reports.forms.styles import Styles
from reports.letterhead import Letterhead
from stats.measures.forms import Filled

_BLOCKS = ("left", "centre", "right")
_EMPTY = "…"
_ROOM_TO_SIGN = 4


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a form's lines leave open: its place, who sends it, and when it is signed (None: not yet)."""

    place: str
    head: Letterhead
    signed_on: date | None
    marks: tuple[str, ...] = ()


def write_title(sheet: Any, filled: Filled, words: Words, styles: Styles) -> int:
    """Write the marks and the three blocks of the title side by side; gives the first free row."""
    row = 0
    for mark in words.marks:
        merge(sheet, row, 0, len(filled.form.columns) - 1, text=mark, style=_mark_style(styles))
        sheet.set_row(row, styles.size * 2)
        row += 1
    lines = [line for line in filled.form.titles if line.scope in ("", filled.scope)]
    blocks = [[line for line in lines if line.block == block] for block in _BLOCKS]
    bounds = split(filled.form)
    for at in range(max(map(len, blocks))):
        highest = 0.0
        for block, (first, last) in zip(blocks, bounds, strict=True):
            if at < len(block):
                text = title_text(block[at], filled, words)
                size = _size(block[at], styles)
                width = width_of(filled.form, first, last)
                highest = max(highest, height(text, width, size, is_bold=block[at].style == "bold"))
                merge(sheet, row, first, last, text=text, style=_title_style(block[at], styles, size))
        sheet.set_row(row, highest)
        row += 1
    return row + 1


def _mark_style(styles: Styles) -> Any:
    return styles.plain(bold=True, align="center", font_size=styles.size + 3)


def _size(line: TitleLine, styles: Styles) -> int:
    """Choose the size of a title's line: the name of the form is larger than the rest."""
    return styles.size + (4 if line.block == "centre" and line.style == "bold" else 1)


def _title_style(line: TitleLine, styles: Styles, size: int) -> Any:
    side: dict[str, Any] = {"align": "center"} if line.block == "centre" else {"align": "left"}
    indent = {"indent": 1} if line.block == "right" else {}
    return styles.plain(bold=line.style == "bold", italic=line.style == "italic", font_size=size, **side, **indent)


def title_text(line: TitleLine, filled: Filled, words: Words) -> str:
    """Fill what a line of the title leaves open."""
    day = filled.as_of
    return line.text.format(
        place=words.place,
        office=words.head.office,
        as_of_day=f"{day.day:02d}",
        as_of_month=vietnamese.month(day.month),
        as_of_year=day.year,
    )


def write_remarks(sheet: Any, form: Form, row: int, remarks: Iterable[str], styles: Styles) -> int:
    """Write the sentences under the table over its whole width; gives the first free row."""
    last = len(form.columns) - 1
    for remark in remarks:
        merge(sheet, row, 0, last, text=remark, style=styles.plain(italic=True, valign="top"))
        sheet.set_row(row, height(remark, width_of(form, 0, last), styles.size))
        row += 1
    return row


def write_signatures(sheet: Any, form: Form, row: int, words: Words, styles: Styles) -> int:
    """Write the line of place and day, who made the table and who signs; gives the last row."""
    left, _, right = split(form)
    footer, head = form.footer, words.head
    merge(sheet, row, *right, dated(footer.date_line, words), styles.plain(italic=True, align="center"))
    bold, italic = styles.plain(bold=True, align="center"), styles.plain(italic=True, align="center")
    for bounds, title, hint in (
        (left, footer.left_title, footer.left_hint),
        (right, footer.right_title, footer.right_hint),
    ):
        merge(sheet, row + 1, *bounds, title, bold)
        merge(sheet, row + 2, *bounds, hint, italic)
    row += 2
    row += _ROOM_TO_SIGN
    for bounds, name in ((left, head.preparer_name), (right, head.signer_name)):
        if name:
            merge(sheet, row, *bounds, name, bold)
    return row


def dated(line: str, words: Words) -> str:
    """Fill the line of place and day, open where it is not signed yet."""
    day = words.signed_on
    return line.format(
        where=words.head.place or _EMPTY,
        day=f"{day.day:02d}" if day else _EMPTY,
        month=vietnamese.month(day.month) if day else _EMPTY,
        year=day.year if day else _EMPTY,
    )


def merge(sheet: Any, row: int, first: int, last: int, text: str, style: Any) -> None:
    """Write a text over some columns of one row; Excel knows no merged range of a single cell."""
    if first == last:
        sheet.write_string(row, first, text, style)
    else:
        sheet.merge_range(row, first, row, last, text, style)


def row_height(texts: Sequence[tuple[str, float]], size: float) -> float:
    """The height of a row of texts, each with its column's width in points."""
    return max((height(text, width, size) for text, width in texts), default=0.0)
