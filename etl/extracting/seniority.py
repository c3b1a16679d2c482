"""Seniority: completed years since somebody was recruited or came into service, by a date or by the years themselves.

A band («từ 5 đến dưới 10 năm») counts as its least years.
Of several columns the longest service counts; of a year or month alone its first day does.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Any

import reference
from etl.extracting.people import SheetReader
from etl.normalising.dates import PartialDate, read_date
from etl.normalising.values import as_text, word_kind
from reference.service import bands_of_service
from reference.spelling import key

FIELD, SINCE = "seniority", "service_since"
_LENGTH = re.compile(r"(?:(\d{1,2})(?:[.,]\d+)?(?: năm)?)?(?:(?:^|[ ,]+)(\d{1,3}) tháng)?")
"""«18», «18,5», «18 năm 3 tháng», «3 tháng»."""
_UNTIL_NOW = re.compile(r"^từ |(?: đến |-| )(?:hiện )?nay$")
_MONTHS = 12
_FIRST_YEAR = 1900
_Service = tuple[int, str]
"""Completed years, and how the roster says it: an ISO date or its part, or a length."""


def read_seniority(reader: SheetReader) -> None:
    """Fill `seniority` and `service_since` of the reader's people; an unreadable cell is a problem."""
    columns = reader.layout.of_field(SINCE)
    if not columns:
        return
    longest: list[_Service | None] = [None] * len(reader.people)
    for column in columns:
        cells = reader.column_values(column.index)
        table = {value: _service(value, reader.as_of) for value in set(cells) if not _is_blank(value)}
        for person, value in enumerate(cells):
            if value not in table:
                continue
            service = table[value]
            if service is None:
                reader.report("unreadable_service", person, column.index, SINCE, as_text(value))
            else:
                longest[person] = max(filter(None, (longest[person], service)))
    reader.people.fields[SINCE] = [service[1] if service else None for service in longest]
    reader.people.fields[FIELD] = [band_of(service[0]) if service else None for service in longest]


def band_of(years: int) -> str:
    """Find the code of the band of completed years: its number is the least that it holds."""
    return max(code for least, code in bands_of_service().items() if least <= years)


@lru_cache(maxsize=1)
def _bands_by_label() -> dict[str, int]:
    """Give the least years of each band by its words: «từ 5 đến dưới 10 năm», «5-9 năm»."""
    least = {code: years for years, code in bands_of_service().items()}
    values = reference.code_lists()[FIELD]
    return {key(label): least[value.code] for value in values for label in (value.label, value.short_label)}


def _is_blank(value: Any) -> bool:
    return value == "" or word_kind(value) is not None


def _service(value: Any, as_of: date) -> _Service | None:
    """Read a date or a length; None where it is neither, lies after the day, or is longer than a working life."""
    text = _UNTIL_NOW.sub("", key(as_text(value)))
    since = _date(value, as_of) or _date(text, as_of)
    if since is not None:
        day = as_of.year * 10_000 + as_of.month * 100 + as_of.day
        years, words = (day - since.number) // 10_000, since.iso
    elif (match := _LENGTH.fullmatch(text)) and (match[1] or match[2]):
        years, words = int(match[1] or 0) + int(match[2] or 0) // _MONTHS, as_text(value)
    elif (band := _bands_by_label().get(key(as_text(value)))) is not None:
        years, words = band, as_text(value)
    else:
        return None
    return (years, words) if years <= reference.limit("longest_service") else None


def _date(value: Any, as_of: date) -> PartialDate | None:
    """Read a date; a small number is no year of this century but so many years."""
    if isinstance(value, int | float) and not isinstance(value, bool) and value < _FIRST_YEAR:
        return None
    return None if isinstance(value, str) and _LENGTH.fullmatch(value) else read_date(value, latest=as_of)
