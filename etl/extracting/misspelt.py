"""Columns whose heading has one slip: read where their cells fit the field, else marked as doubtful."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from typing import Any

from etl.extracting.row_words import is_total_label, is_vacancy
from etl.extracting.unread import fitting_share, tell_something, tellers
from etl.headers import BIRTHS, Column, Layout, Likeness, is_unneeded, likenesses, slips_in_remark
from etl.headers.vocabulary import Meaning, is_name, with_marks
from etl.normalising import values
from etl.normalising.legends import explained, legend, without_signs
from etl.normalising.people import is_person_name
from etl.normalising.places import Gazetteer
from etl.records import Sheet
from reference.spelling import key

_FITTING_SHARE = 0.9
_SEVERAL = 5
"""Of so many cells one may be wrong; it is a problem of its own."""
_MOST_CELLS = 500
_FEWEST_CELLS = 3
"""The fewest filled cells of somebody's row: a number, a name and something of them."""
_SILENT = ("note", "identity_number", "frame")
"""Meanings of columns that nobody needs under their right headings, either."""

_NAME = "An"
"""A given name that makes a family name and a middle name whole."""
Readers = Mapping[str, Callable[[Any], bool]]
NAMES: Readers = {
    "full_name": lambda value: isinstance(value, str) and (is_person_name(value) or is_vacancy(value)),
    "family_name": lambda value: isinstance(value, str) and (is_person_name(f"{value} {_NAME}") or is_vacancy(value)),
}
"""The readers by which columns of names are known before the roster's day and units are."""


def readers(gazetteer: Gazetteer) -> Readers:
    """Give the readers of all fields whose cells can be told from others."""
    return {**tellers(gazetteer), **NAMES, "ordinal": lambda value: values.as_text(value).isdigit()}


def without_slips(sheet: Sheet, layout: Layout, known: Readers) -> Layout:
    """Give the layout with every misspelt column read that the readers can decide, the others with their likeness."""
    meanings = {column.reading.meaning for column in layout.columns if column.reading.meaning}
    columns = [_without_slip(sheet, layout, column, meanings, known) for column in layout.columns]
    return replace(layout, columns=columns)


def _without_slip(sheet: Sheet, layout: Layout, column: Column, others: set[Meaning], known: Readers) -> Column:
    if column.answer is not None:
        return column
    alike = slips_in_remark(column.path) if column.path else ()
    if column.reading.meaning is not None and not alike:
        is_silent = column.like or not column.path or column.reading.meaning.field in _SILENT
        return column if is_silent else replace(column, like=with_marks(column.path[-1]))
    alike = alike or likenesses(column.path) or _likenesses_without_signs(column.path)
    cells = _cells(sheet, layout, column) if alike else []
    if not cells:
        return column
    meaning = alike[0].meaning
    read = replace(column, reading=replace(column.reading, meaning=meaning, under=""))
    if len(alike) == 1 and meaning.field in _SILENT:
        return read if alike[0].is_of_marks else column
    like = "» hoặc «".join(likeness.heading for likeness in alike)
    signs = legend(meaning.field, column.path)
    is_fitting = all(explained(signs, value) for value in cells) if signs else _fit(meaning, cells, known)
    if len(alike) == 1 and not _is_there(meaning, others) and is_fitting:
        return replace(read, like=like)
    if column.reading.meaning is not None and _fit(column.reading.meaning, cells, known):
        return column
    column = replace(column, reading=replace(column.reading, meaning=None))
    likely = read.name if len(alike) == 1 else ""
    return column if is_unneeded(column.path) else replace(column, like=like, likely=likely)


def _likenesses_without_signs(path: tuple[str, ...]) -> tuple[Likeness, ...]:
    """List the meanings of a heading with a slip that explains signs: «Giơi tính (Nam: 1; Nữ: 0)»."""
    bare = without_signs(path[-1]) if path else ""
    return likenesses((*path[:-1], bare)) if bare and bare != path[-1] else ()


def _is_there(meaning: Meaning, others: Collection[Meaning]) -> bool:
    """Tell whether other columns have the same meaning; levels of one field stand side by side."""
    beside = [other for other in others if other.field == meaning.field]
    return any(not (meaning.sets and other.sets) or meaning.sets == other.sets for other in beside)


def _cells(sheet: Sheet, layout: Layout, column: Column) -> list[Any]:
    """The first filled cells under a heading, down to another header; headings of groups and totals are none."""
    title = key(column.path[-1])
    rows = islice(sheet.rows, layout.first_data_row, None)
    of_table = takewhile(lambda row: not _is_header(row, column.index, title), rows)
    below = filter(_may_be_of_people, of_table)
    filled = (row[column.index] for row in below if column.index < len(row))
    return list(islice((value for value in filled if values.word_kind(value) != values.BLANK), _MOST_CELLS))


def _is_header(row: Sequence[Any], index: int, title: str) -> bool:
    """Tell whether another header stands in a row: the column's own title, or the heading of a column of names."""
    is_title = index < len(row) and isinstance(row[index], str) and key(row[index]) == title
    return is_title or any(isinstance(value, str) and is_name(value) for value in row)


def _may_be_of_people(row: Sequence[Any]) -> bool:
    filled = [value for value in row if value != ""]
    return len(filled) >= _FEWEST_CELLS and not is_total_label(values.as_text(filled[0]))


def _fit(meaning: Meaning, cells: Sequence[Any], known: Readers) -> bool:
    """Tell whether nearly all cells that say something are values of the field (of several, all but one), and one is.

    Marks say nothing by themselves; under a level, which the field alone has, they do.
    """
    field = meaning.field
    if meaning.sets:
        return all(isinstance(values.read_mark(field, meaning.sets, value), tuple) for value in cells)
    telling = cells if field in BIRTHS or field == "ordinal" else tell_something(cells)
    if not telling or field not in known:
        return False
    share = fitting_share(telling, known[field])
    return share >= _FITTING_SHARE or (len(telling) >= _SEVERAL and round(share * len(telling)) == len(telling) - 1)
