"""Breaks in series: days from which on a field is counted by another rule or over other people, with what says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reference.fields import catalogue
from reference.tables import choice_in, day_in, rows, wrong_row

KINDS = ("rule", "coverage", "territory")


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """A break of a field's series («»: of every series) between the days before `on` and those from it on."""

    field: str
    on: date
    kind: str
    words: str
    note: str
    source: str


@lru_cache(maxsize=1)
def series_breaks() -> tuple[SeriesBreak, ...]:
    """The breaks in the order of the table; checked to be of known fields, and to have words."""
    return tuple(map(_break, rows("series_breaks")))


def _break(row: Mapping[str, str]) -> SeriesBreak:
    on = day_in(row, "on")
    if on is None or not row["words"] or not row["note"] or not row["source"]:
        raise wrong_row(row, "thiếu ngày (on), chữ (words), ghi chú (note) hoặc căn cứ (source).")
    if row["field"] and row["field"] not in catalogue():
        raise wrong_row(row, f"không có tiêu thức «{row['field']}» trong fields.csv.")
    return SeriesBreak(
        row["field"], on, kind=choice_in(row, "kind", KINDS), words=row["words"], note=row["note"], source=row["source"]
    )


def breaks_between(field: str, earlier: date, later: date) -> tuple[SeriesBreak, ...]:
    """List the breaks of a field's series after one date and up to another."""
    return tuple(b for b in series_breaks() if b.field in ("", field) and earlier < b.on <= later)
