"""Headers of which everything but the name is understood: a clerk can say which column tells it."""

from typing import Any

import reference
from etl.headers.grid import BIRTHS, is_label
from etl.headers.layout import LAST_ROW_OF_A_HEADER, Layout, layout_around
from etl.headers.misspelt import likenesses
from etl.headers.vocabulary import path_meaning
from etl.records import Sheet
from reference.spelling import tidy

_OF_ONE_PERSON = BIRTHS | {"position", *reference.catalogue()["position"].told_by}
"""Fields that a table of counts has no column for."""
_SAY_NOTHING = ("ordinal", "note", "frame")
_FEWEST_FIELDS = 3
_MOST_COLUMNS = 120
_ROWS_LOOKED_AT = 60
_WORDS_OF_A_NAME = range(2, 8)
_MOST_ARE_NAMES, _MOST_DIFFER = 0.6, 0.5


def find_unnamed(sheet: Sheet) -> Layout | None:
    """Find the first header that tells several things about each person, over a column whose cells may be names.

    It is called for a sheet where `find_layout` found nothing.
    """
    rows = range(min(len(sheet.rows), LAST_ROW_OF_A_HEADER))
    return next((layout for row in rows if (layout := _unnamed_at(sheet, row))), None)


def misspelt_at(sheet: Sheet, row: int) -> Layout | None:
    """Read the header of another table in that row, under a list, whose heading of names has a slip."""
    cells = enumerate(sheet.rows[row][:_MOST_COLUMNS])
    names = next((column for column, value in cells if is_label(value) and is_like_a_name(tidy(value))), None)
    return None if names is None else layout_around(sheet, row, names, climbs=False)


def _unnamed_at(sheet: Sheet, row: int) -> Layout | None:
    cells = sheet.rows[row][:_MOST_COLUMNS]
    meanings = {i: path_meaning((tidy(value),)).meaning for i, value in enumerate(cells) if is_label(value)}
    fields = {meaning.field for meaning in meanings.values() if meaning}.difference(_SAY_NOTHING)
    if not fields & _OF_ONE_PERSON:
        return None
    unread = [column for column in range(len(cells)) if meanings.get(column) is None]
    misspelt = [column for column in unread if is_label(cells[column]) and is_like_a_name(tidy(cells[column]))]
    if len(fields) < _FEWEST_FIELDS and not misspelt:
        return None
    least = 1 if "family_name" in fields else _WORDS_OF_A_NAME.start
    names = next((column for column in misspelt or unread if _may_tell_names(sheet, row, column, least)), None)
    return None if names is None else layout_around(sheet, row, names, climbs=True)


def is_like_a_name(heading: str) -> bool:
    """Tell whether a heading is one slip away from one of names, and from no other."""
    return {likeness.meaning.field for likeness in likenesses((heading,))} == {"full_name"}


def _may_tell_names(sheet: Sheet, header: int, column: int, least_words: int) -> bool:
    """Tell whether most cells under a header are some words without a digit, and mostly different ones."""
    below = sheet.rows[header + 1 : header + 1 + _ROWS_LOOKED_AT]
    filled = [cells[column] for cells in below if column < len(cells) and cells[column] != ""]
    names = [tidy(value) for value in filled if _may_be_name(value, least_words)]
    if not names or len(names) < _MOST_ARE_NAMES * len(filled):
        return False
    return len(set(names)) > _MOST_DIFFER * len(names)


def _may_be_name(value: Any, least_words: int) -> bool:
    if not is_label(value) or any(map(str.isdigit, value)):
        return False
    return least_words <= len(value.split()) < _WORDS_OF_A_NAME.stop and any(map(str.isalpha, value))
