"""Columns that were not read, or not as they are headed: what has content and no field takes is never passed over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from etl.extracting.unread import fields_of_joint_heading, likely_fields
from etl.headers import Column, Layout, is_unneeded
from etl.normalising.places import Gazetteer
from etl.normalising.values import BLANK, as_text, is_course, level_label, word_kind
from etl.records import Sheet
from reference import field_label


@dataclass(frozen=True, slots=True)
class ColumnDoubt:
    """A problem with a column: its code, the place (from 0), what stands there, the words of its sentence."""

    code: str
    row: int
    column: int
    value: str
    words: dict[str, Any] = field(default_factory=dict)
    is_once: bool = False
    """True where every sheet of a workbook has that column: the first is enough."""


def column_doubts(sheet: Sheet, layout: Layout, people: Sequence[int], gazetteer: Gazetteer) -> Iterator[ColumnDoubt]:
    """Give the doubts about the columns of a list with people in these rows."""
    for column in layout.columns:
        asks = column.reading.meaning is None or _is_course(column)
        cells = _cells(sheet, column.index, people) if asks else []
        yield from _doubts(layout, column, cells, gazetteer)
    headed = {column.index for column in layout.columns}
    width = max(map(len, map(sheet.rows.__getitem__, people)), default=0)
    for index in set(range(width)) - headed:
        cells = _cells(sheet, index, people)
        if cells:
            yield ColumnDoubt("column_without_header", cells[0][0], index, as_text(cells[0][1]))


def _doubts(
    layout: Layout, column: Column, cells: Sequence[tuple[int, Any]], gazetteer: Gazetteer
) -> Iterator[ColumnDoubt]:
    meaning = column.reading.meaning
    place = (layout.last_row, column.index, column.title)
    if column.like:
        words = {"known": column.like, "field": column.field}
        yield ColumnDoubt("doubtful_heading" if meaning is None else "misspelt_heading", *place, words)
    elif meaning is not None and meaning.is_shared:
        yield ColumnDoubt("shared_column", *place, {"level": level_label(*meaning.sets[0])}, is_once=True)
    elif not cells or column.answer is not None:
        return
    elif meaning is not None:
        yield ColumnDoubt("course_column", *place, {"level": level_label(*meaning.sets[0])}, is_once=True)
    elif column.reading.under:
        if not is_unneeded(column.path):
            yield ColumnDoubt("unread_level", *place, {"field": column.reading.under})
    else:
        yield from _doubts_of_unread(layout, column, [value for _, value in cells], gazetteer)


def _is_course(column: Column) -> bool:
    """Tell whether a column of marks is headed by a course that is taken for its degree: «Cao học»."""
    meaning = column.reading.meaning
    return meaning is not None and bool(meaning.sets) and is_course(meaning.sets[0][0], column.path[-1])


def _doubts_of_unread(
    layout: Layout, column: Column, cells: Sequence[Any], gazetteer: Gazetteer
) -> Iterator[ColumnDoubt]:
    """Tell an unread column whose cells or heading speak of a field that is missing, or that somebody may need."""
    place = (layout.last_row, column.index, column.title)
    contents = [value for value in cells if word_kind(value) != BLANK]
    fields = likely_fields(contents, layout, gazetteer) or fields_of_joint_heading(column, layout)
    if fields:
        words = {"field": " hoặc ".join(map(field_label, fields))}
        yield ColumnDoubt("unread_column_known_values", *place, words, is_once=True)
    elif contents and not is_unneeded(column.path):
        yield ColumnDoubt("unread_column", *place, {"cells": len(contents)})


def _cells(sheet: Sheet, column: int, people: Sequence[int]) -> list[tuple[int, Any]]:
    """The filled cells of a column, with their rows."""
    rows = ((row, sheet.rows[row]) for row in people)
    return [(row, cells[column]) for row, cells in rows if column < len(cells) and cells[column] != ""]
