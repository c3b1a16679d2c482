"""Entries of the ledger in human words: names of fields, levels, places and settings instead of their codes.

The chain itself keeps what was written, codes and all: an entry is never changed.
"""

import json
import re
from collections.abc import Callable
from datetime import date, datetime

import reference
from access.events import EventRow
from dashboard.data import figure_import, import_view, memory
from dashboard.system import accounts_page
from dashboard.system.office_form import SETTING_NAMES
from presentation import labels
from reference import vietnamese
from reference.provinces import province_name
from stats.shares import Rounding

_TECHNICAL = ("tên", "lựa chọn", "SHA-256")
"""Details that only programs read: a chart's name, its query, a digest."""
_CHOICES = {
    "": "–",
    "hide": "ghi [c]",
    "round": "làm tròn đến 5",
    "communes": "có",
    **{rule.value: vietnamese.in_sentence(labels.rounding_name(rule)) for rule in Rounding},
}
"""Values of settings in words."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d|Z)?")
_OF_A_CATALOGUE = re.compile(r"^(?P<before>.*)\((?P<catalogue>[a-z]+)\)$")
_OF_A_FIELD = re.compile(r"^(?P<field>[a-z_]+)(?P<mark>:mark)?: (?P<spelling>.*)$", re.DOTALL)
_OF_A_HEADER = re.compile(r"^(Cột \d+) của bảng [0-9a-f]{8}$")
_SCOPES = ("phạm vi", "phạm vi cũ", "phạm vi mới")


def subject(row: EventRow) -> str:
    """Word the thing that an act was about."""
    if row.act == "settings":
        return SETTING_NAMES.get(row.subject, row.subject)
    if row.act in ("load", "undo") and (match := _OF_A_CATALOGUE.match(row.subject)):
        return f"{match['before']}· {figure_import.kind_name(match['catalogue'])}"
    if row.act == "forget":
        return _OF_A_HEADER.sub(r"\1 của một bảng", _spelling(row.subject))
    return row.subject


def details(row: EventRow, *, technical: bool = False) -> str:
    """Word the details, «người: 12; tính đến ngày: 31/12/2023»; `technical`: also what only programs read."""
    given: dict[str, object] = json.loads(row.details) if row.details else {}
    words = _words_of(row)
    kept = {name: value for name, value in given.items() if technical or name not in _TECHNICAL}
    return "; ".join(f"{_spelling(name).replace('_', ' ')}: {words(name, value)}" for name, value in kept.items())


def _words_of(row: EventRow) -> Callable[[str, object], str]:
    """Choose how the values of an entry's details become words."""
    if row.act == "answer" and row.subject == "Cách ghi":
        return lambda name, value: _answer(name, str(value))
    if row.act == "answer" and row.subject.startswith("Nhãn của biểu mẫu"):
        return lambda name, value: memory.counted(str(value)) if name == "nghĩa" else str(value)
    if row.act == "account":
        return lambda name, value: _places(str(value)) if name in _SCOPES else _value(value)
    if row.act == "settings" and row.subject == "province":
        return lambda _, value: province_name(str(value), row.at.date()) if value else "–"
    return lambda _, value: _value(value)


def _spelling(text: str) -> str:
    """«education: Tr. cấp» -> «Trình độ chuyên môn «Tr. cấp»»; any other text as it is."""
    match = _OF_A_FIELD.match(text)
    if match is None or match["field"] not in reference.field_labels():
        return text
    return f"{reference.field_label(match['field'])} «{match['spelling']}»"


def _answer(about: str, meaning: str) -> str:
    match = _OF_A_FIELD.match(about)
    return import_view.answer(match["field"] + (match["mark"] or ""), meaning) if match else meaning


def _places(codes: str) -> str:
    return ", ".join(accounts_page.place_name(code) for code in codes.split(", "))


def _value(value: object) -> str:
    """Word a number, a day, a moment and a choice of settings as everywhere else; «–» for nothing."""
    if value is None:
        return "–"
    if not isinstance(value, str):
        return vietnamese.number(value) if isinstance(value, int) else str(value)
    if value in _CHOICES:
        return _CHOICES[value]
    if _DAY.fullmatch(value):
        return vietnamese.day(date.fromisoformat(value))
    return vietnamese.moment(datetime.fromisoformat(value)) if _MOMENT.fullmatch(value) else value
