"""The columns of a form that lists people: which field each shows, or whom it marks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from blank_forms.meanings import of_any_language, statutory_form
from blank_forms.tables import Table, TableColumn
from reference import forms, phrases
from reference.codes import code_label, code_lists
from reference.fields import Kind, catalogue
from reference.form_words import FormWord, absence, is_a
from reference.forms import EVERYBODY, Rule
from reference.spelling import Words, words_of
from reference.tables import rows

ORDINAL = "ordinal"
MARK = 1
"""A cell of a column of marks: forms sum them."""
_WORKPLACES = (
    "đơn vị đang làm việc",
    "cơ quan đơn vị",
    "đơn vị công tác",
    "nơi công tác",
    "cơ quan công tác",
    "đơn vị",
)
_BIRTHS = {"birth_date_male": "male", "birth_date_female": "female", "birth_date": "", "birth_year": ""}
_SINCE = "service_since"
SERVICE_YEARS = "service_years"
"""The completed years since then: «Thâm niên» asks for them, not for the date."""
_SERVICE = (words_of("thâm niên"), words_of("số năm"))
_DATED = re.compile(r"\d{4}(?:-\d{2}){0,2}")
DATES = ("birth_date", "birth_year", _SINCE)
"""Columns of dates, as much of each as is known, show one of these."""
_FULL_DATE = 10


@dataclass(frozen=True, slots=True)
class PeopleColumn:
    """A column of a list: `shows` a field for those whom `rule` holds for, without `shows` a mark for them.

    Without either it stays empty, for the `reason`.
    """

    at: int
    path: tuple[str, ...]
    shows: str = ""
    rule: Rule | None = None
    reason: str = ""

    @property
    def is_filled(self) -> bool:
        """True where something is written into the column."""
        return bool(self.shows) or self.rule is not None


def people_columns(table: Table) -> list[PeopleColumn]:
    """Read the columns of a list by a statutory form's rules, else by the headings of rosters."""
    form = statutory_form(table)
    known = {} if form is None else {_words(column.header): column for column in form.columns}
    columns = []
    for column in table.columns:
        own = known.get(_words(column.path))
        if own is not None:
            columns.append(PeopleColumn(column.at, column.path, own.shows, own.counts, own.blank))
        else:
            columns.append(_by_words(column))
    return columns


def _by_words(column: TableColumn) -> PeopleColumn:
    if not column.path:
        return PeopleColumn(column.at, column.path)
    if is_a(FormWord.ORDINAL, column.path[-1]):
        return PeopleColumn(column.at, column.path, ORDINAL)
    if is_a(FormWord.NAME, column.path[-1]):
        return PeopleColumn(column.at, column.path, "full_name")
    if why := next((why for label in column.path if (why := absence(label))), ""):
        return PeopleColumn(column.at, column.path, reason=why)
    field, code = _heading(column.path)
    if field in _BIRTHS:
        gender = _BIRTHS[field]
        rule = forms.parse(f"gender={gender}", {}) if gender else EVERYBODY
        return PeopleColumn(column.at, column.path, "birth_year" if field == "birth_year" else "birth_date", rule)
    if field in ("", _SINCE) and set(_SERVICE) & set(pairwise(words_of(column.path[-1]))):
        return PeopleColumn(column.at, column.path, SERVICE_YEARS, EVERYBODY)
    phrase = phrases.read(column.path)
    marks = phrase.is_understood and bool(phrase.conditions)
    if len(column.path) > 1 and marks:  # «Tin học › Chứng chỉ» marks, whatever «Chứng chỉ» alone would show
        return PeopleColumn(column.at, column.path, rule=of_any_language(column.path, phrase.rule))
    if field and not code and catalogue()[field].kind not in (Kind.YES_NO, Kind.HEADING):
        return PeopleColumn(column.at, column.path, field, EVERYBODY)
    if is_a(FormWord.NOTE, column.path[-1]):
        return PeopleColumn(column.at, column.path)
    if marks:
        return PeopleColumn(column.at, column.path, rule=of_any_language(column.path, phrase.rule))
    unknown = ", ".join(dict.fromkeys(phrase.unknown))
    return PeopleColumn(column.at, column.path, reason=f"Chưa hiểu: {unknown}." if unknown else "")


def _heading(path: Sequence[str]) -> tuple[str, str]:
    """Find the field that a roster's heading of these words tells, and the code of a column of marks."""
    leaf, under = words_of(path[-1]), words_of(path[-2]) if len(path) > 1 else ()
    if under and (joined := _births(under, leaf)):
        return joined, ""
    table = _headings()
    meaning = table.get(leaf, "") or table.get((*under, *leaf), "")
    if (not meaning and " ".join(leaf) in _WORKPLACES) or any(name in " ".join(leaf) for name in _WORKPLACES[:3]):
        return "unit_name", ""
    field, _, code = meaning.partition(":")
    is_year = field == "birth_date" and "năm" in leaf and not {"ngày", "tháng"} & set(leaf)
    return "birth_year" if is_year else field, code


def _births(under: Words, leaf: Words) -> str:
    if "sinh" not in under:
        return ""
    return {"nam": "birth_date_male", "nữ": "birth_date_female"}.get(" ".join(leaf), "")


@lru_cache(maxsize=1)
def _headings() -> dict[Words, str]:
    shown = {"birth_date_male", "birth_date_female", "birth_year", "unit_name"}
    table: dict[Words, str] = {}
    for row in rows("header_spellings"):
        field = row["meaning"].partition(":")[0]
        known = catalogue().get(field)
        if row["under"] == "" and known is not None and (known.is_flat or field in shown):
            table.setdefault(words_of(row["spelling"]), row["meaning"])
    return table


def shown(column: PeopleColumn, person: Mapping[str, str | None], *, holds: bool, number: int, as_of: date) -> object:
    """Give what stands in a person's cell: a text, a date, a number, a mark; None where it stays empty."""
    if column.shows == ORDINAL:
        return number
    if not holds or not column.is_filled:
        return None
    if not column.shows:
        return MARK
    if column.shows == "birth_year":
        birth = person.get("birth_date")
        return int(birth[:4]) if birth else None
    if column.shows == SERVICE_YEARS:
        return _years(person.get(_SINCE), as_of)
    if column.shows in ("birth_date", _SINCE):
        return _date(person.get(column.shows))
    value = person.get(column.shows)
    return code_label(column.shows, value) if value is not None and column.shows in code_lists() else value


def number_format(value: object) -> str:
    """Give the format of a date's cell: a year must not look like a day."""
    return "dd/mm/yyyy" if isinstance(value, date) else "0" if isinstance(value, int) else "@"


def _years(since: str | None, as_of: date) -> object:
    """Give the completed years since a date or the first day of its part; a length as the roster has it."""
    if since is None or not _DATED.fullmatch(since):
        return since
    year, month, day = (int(part) for part in (since + "-01-01")[:10].split("-"))
    return as_of.year - year - ((as_of.month, as_of.day) < (month, day))


def _date(text: str | None) -> object:
    """Give as much of a date as the roster says: a date, «03/1975», or the year."""
    if text is None:
        return None
    if len(text) == _FULL_DATE:
        return date.fromisoformat(text)
    return int(text) if text.isdecimal() else "/".join(reversed(text.split("-")))


def _words(path: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for label in path for word in words_of(label))
