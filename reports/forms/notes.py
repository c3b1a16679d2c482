"""The sheet «Ghi chú»: how each column was counted, whether what must add up does, and how the form was filled."""

from collections.abc import Sequence
from typing import Any

import reference
from reference import forms, vietnamese
from reference.forms import Column, Form
from reports.forms.paper import PAPERS, height, points
from reports.forms.rule_words import in_words
from reports.forms.styles import Styles
from stats.measures.forms import Filled, identity_words, remarks

SHEET = "Ghi chú"
_WIDTHS = (9.0, 46.0, 62.0, 14.0, 14.0, 12.0)
_SIZE = 11
_AGE_RULES = {
    "completed_years": "Tuổi: số năm tròn tính đến ngày của biểu.",
    "completed_months": "Tuổi: số năm tròn tính theo tháng, không xét ngày.",
    "calendar_years": "Tuổi: hiệu của năm trong biểu và năm sinh.",
}


def write_notes(book: Any, filled: Filled, title: str, marks: Sequence[str]) -> None:
    """Write the sheet, behind the form's own; one table under the other, texts wrapped, nothing cut off."""
    sheet = book.add_worksheet(SHEET)
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    writer = _Writer(sheet, Styles(book, _SIZE))
    for mark in marks:
        writer.line(mark, bold=True)
    writer.line(title, bold=True, font_size=_SIZE + 2)
    for sentence in (*_opening(filled), *remarks(filled)):
        writer.line(sentence)
    _columns(writer, filled.form)
    _identities(writer, filled)
    _remainders(writer, filled)
    sheet.set_landscape()
    sheet.set_paper(PAPERS["A4"])
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)


def _opening(filled: Filled) -> list[str]:
    form, year = filled.form, filled.as_of.year
    ages = [
        f"{name} {_age(forms.retirement_age(gender, year))}" for gender, name in (("male", "nam"), ("female", "nữ"))
    ]
    retire = [f"Tuổi nghỉ hưu của người đủ tuổi trong năm {year}: {', '.join(ages)}."]
    uses = any(
        condition.field == forms.RETIREMENT for rule in form.rules().values() for parts in rule for condition in parts
    )
    return [
        f"Mẫu biểu: {form.instrument}.",
        *form.notes_on(filled.as_of),
        _AGE_RULES[form.age_rule],
        *(retire if uses else []),
    ]


def _age(months: int) -> str:
    years, rest = divmod(months, 12)
    return f"{years} tuổi {rest} tháng" if rest else f"{years} tuổi"


def _columns(writer: "_Writer", form: Form) -> None:
    writer.head("Cột", "Tiêu đề", "Cách đếm")
    for column in form.columns:
        writer.row(column.number, " › ".join(column.header), _method(column))


def _method(column: Column) -> str:
    if column.given:
        return column.blank
    if column.blank:
        return f"Để trống. {column.blank}"
    if column.counts is not None:
        words = in_words(column.counts)
        return (
            f"{reference.field_label(column.shows)} của người có {vietnamese.in_sentence(words)}"
            if column.shows
            else words
        )
    return "Số thứ tự" if column.shows == "ordinal" else reference.field_label(column.shows)


def _identities(writer: "_Writer", filled: Filled) -> None:
    writer.head("Số", "Quan hệ phải có", "Tính theo cột", "Vế trái", "Vế phải", "Kết quả")
    for number, check in enumerate(filled.checks, start=1):
        words = identity_words(filled.form, check.identity)
        # What does not hold is not given out, so that here everything does.
        writer.row(number, check.identity.sentence, words, check.left, check.right, "Đạt")
    if filled.form.kind == "counts":
        relation = (
            "Tổng số = cộng các huyện = cộng các xã, đếm riêng từng cấp"
            if filled.scope == "province"
            else ("Tổng số = cộng các xã, đếm riêng từng cấp")
        )
        people = filled.total[forms.PEOPLE]
        writer.row(len(filled.checks) + 1, relation, "Mọi cột", people, people, "Đạt")


def _remainders(writer: "_Writer", filled: Filled) -> None:
    writer.head("Số", "Đếm ngoài biểu", "Cách đếm", "Số người")
    for number, rest in enumerate(filled.form.remainders, start=1):
        label = _bare(rest.label) if rest.kind == "remark" else rest.label
        kind = {"undeclared": "Không khai: ", "no_column": "Không có cột: ", "remark": ""}[rest.kind]
        writer.row(number, kind + label, in_words(rest.counts), filled.total[rest.key])


def _bare(remark: str) -> str:
    """A remark without its number and full stop."""
    text = remark.replace("{n} ", "").rstrip(".")
    return vietnamese.capitalised(text)


class _Writer:
    """A writer of one row under the other."""

    def __init__(self, sheet: Any, styles: Styles) -> None:
        self._sheet, self._styles, self._row = sheet, styles, 0

    def line(self, text: str, **properties: Any) -> None:
        """Write a sentence over the whole width."""
        self._sheet.merge_range(self._row, 0, self._row, len(_WIDTHS) - 1, text, self._styles.plain(**properties))
        size = properties.get("font_size", _SIZE)
        self._sheet.set_row(self._row, height(text, sum(map(points, _WIDTHS)), size))
        self._row += 1

    def head(self, *texts: str) -> None:
        """Write a blank row and the header of a table."""
        self._row += 1
        self.row(*texts, bold=True, align="center")

    def row(self, *cells: str | int, **properties: Any) -> None:
        """Write a row of a table; numbers stay numbers."""
        highest = 0.0
        for at, cell in enumerate(cells):
            if isinstance(cell, int):
                style = self._styles.cell(num_format="#,##0", align="right" if at else "center", **properties)
                self._sheet.write_number(self._row, at, cell, style)
            else:
                self._sheet.write_string(self._row, at, cell, self._styles.cell(**properties))
                highest = max(highest, height(cell, points(_WIDTHS[at]), _SIZE))
        self._sheet.set_row(self._row, highest)
        self._row += 1
