"""The cells around a header, merged ones with the text of their first cell; the rows that belong to it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from string import ascii_uppercase
from typing import Any

import reference
from etl.headers.misspelt import likenesses
from etl.headers.vocabulary import PathReading, is_understood, may_be_level, path_meaning, says_something
from etl.normalising.answers import Answer
from etl.normalising.values import MARK, Unknown, as_text, read_value, word_kind
from etl.records import Sheet
from reference.addresses import column_letters
from reference.spelling import tidy

_FEWEST_PARTS = 2
"""The fewest filled columns under a merged heading that share it, as family and given names do."""
_ROWS_AROUND = 250
_LONGEST_LABEL = 120
BIRTHS = frozenset({"birth_date", *reference.catalogue()["birth_date"].told_by})
"""The fields that only a list of people tells."""
_NUMBER = re.compile(r"(?:cột )?[\[(]?-?(\d{1,3}|[A-Za-z])[\])]?", re.IGNORECASE)
"""A spreadsheet makes -1 of «(1)»."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_FORMULA = re.compile(r"(?=.*\d)[\d\s()\[\]+\-–:;,./*x×]*=[\d\s()\[\]+\-–:;,./*x×%=]*")
"""«11=9+10», «(7)=(5):(4)»: of which numbers a column is made; it need not be in its place."""
WHOLE_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d\d)(\D|$)|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(\D|$)")
_ROWS_COMPARED = 20
_FEWEST_NUMBERS = 3
"""The number of rows below a doubtful header row that tell headings from what people have."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: where it is (from 0), its header path as written, what it means."""

    index: int
    path: tuple[str, ...]
    reading: PathReading
    answer: Answer | None = None
    """The answer of a clerk who chose the meaning."""
    by_header: PathReading | None = None
    """The reading of the header by itself, where a clerk chose the meaning."""
    like: str = ""
    """The known heading (or several) that a misspelt one is like; it is read by it where it has a meaning."""
    likely: str = ""
    """The `name` that it would have under the one known heading that it is like, where it is not read."""

    @property
    def letters(self) -> str:
        """The column's letters: «A», «AA»."""
        return column_letters(self.index)

    @property
    def title(self) -> str:
        """The header path as one text: «Trình độ đào tạo › Tin học › Chứng chỉ»."""
        return " › ".join(self.path)

    @property
    def field(self) -> str:
        """The field that the column is about, or ""."""
        return self.reading.meaning.field if self.reading.meaning else ""

    @property
    def name(self) -> str:
        """The column's name in `load --json`: a field, or `field:code` for a column of marks."""
        meaning = self.reading.meaning
        if meaning is None:
            return ""
        return f"{meaning.field}:{meaning.sets[0][1]}" if meaning.sets else meaning.field


class HeaderGrid:
    """The cells around a row of a sheet, merged ones with the text of their first cell."""

    def __init__(self, sheet: Sheet, row: int) -> None:
        self.rows = sheet.rows
        first, last = max(0, row - _ROWS_AROUND), row + _ROWS_AROUND
        self.width = max((len(cells) for cells in sheet.rows[first:last]), default=0)
        self.merges = [merge for merge in sheet.merges if first <= merge[0] <= last]

    def merge_at(self, row: int, column: int) -> tuple[int, int, int, int] | None:
        """Give the merged range that a cell is part of."""
        for merge in self.merges:
            if merge[0] <= row <= merge[2] and merge[1] <= column <= merge[3]:
                return merge
        return None

    def own(self, row: int, column: int) -> str:
        """The text of a cell itself."""
        if row >= len(self.rows) or not 0 <= column < len(self.rows[row]):
            return ""
        value = self.rows[row][column]
        return tidy(as_text(value)) if value != "" else ""

    def text(self, row: int, column: int) -> str:
        """The text that a reader sees over a column: the cell's, its merge's, or that of the heading to the left."""
        merge = self.merge_at(row, column)
        return self.own(merge[0], merge[1]) if merge else self.own(row, column)

    def is_heading(self, row: int) -> bool:
        """Tell whether a row above the names holds headings: some cell is known in the tables."""
        texts = [self.own(row, column) for column in range(self.width)]
        labels = [text for text in texts if is_label(text)]
        return len(labels) >= 1 and any(says_something((text,)) for text in labels)

    def last_row_of(self, first: int, row: int, column: int) -> int:
        """The last row of the merge over the names; where it was drawn too far down, the row above the first data."""
        merge = self.merge_at(row, column)
        last = row
        while merge and last < merge[2] and not self._holds_data(first, row, row=last + 1, name_column=column):
            last += 1
        return last

    def row_below(self, row: int) -> int:
        """The next row; a blank one between two rows of a header is stepped over."""
        below = row + 1
        is_blank = below < len(self.rows) and not any(self.own(below, column) for column in range(self.width))
        return below + is_blank

    def continues(self, first: int, last: int, row: int, name_column: int) -> bool:
        """Tell whether `row` under `last` is still the header's: most of its cells are known in their place."""
        if row >= len(self.rows) or is_number_row(self.rows[row]):
            return False
        name = self.own(row, name_column)
        of_names = (self.text(last, name_column), name)
        if name and not is_understood(of_names) and not likenesses(of_names):
            return False
        if self._holds_data(first, last, row=row, name_column=name_column):
            return False
        if self._is_row_of_parts(first, last, row=row, name_column=name_column):
            return True
        filled = [column for column in self._filled(row) if column != name_column]
        headings = [column for column in filled if self._is_heading_at(first, last, row=row, column=column)]
        known = any(self._is_known(self._path(c, first, last, row), self.own(row, c)) for c in headings)
        return known and len(headings) * 2 > len(filled)

    def _filled(self, row: int) -> list[int]:
        return [column for column in range(self.width) if self.own(row, column)]

    def _holds_data(self, first: int, last: int, row: int, name_column: int) -> bool:
        """Tell whether somebody's data stand in `row`: a number before the name, a birth date, a mark."""
        filled = self._filled(row)
        is_numbered = any(self.own(row, column).strip(" .()").isdigit() for column in filled if column < name_column)
        return (is_numbered and len(filled) > 1) or any(
            self._is_of_a_person(self._path(column, first, last, row), self.rows[row][column]) for column in filled
        )

    @staticmethod
    def _is_of_a_person(path: tuple[str, ...], value: Any) -> bool:
        text = tidy(as_text(value))
        meaning = path_meaning(path).meaning if path else None
        if isinstance(value, date) or WHOLE_DATE.match(text):
            return True
        if meaning and meaning.field in BIRTHS:
            return sum(map(str.isdigit, text)) > sum(map(str.isalpha, text))
        return word_kind(value) == MARK and not text.isdigit() and not says_something((*path, text))

    @staticmethod
    def _is_known(path: tuple[str, ...], text: str) -> bool:
        """Tell whether a text is known under the headings of `path`, of which there is at least one."""
        whole = (*path, text)
        return bool(path) and (says_something(whole) or may_be_level(whole)) and not text.isdigit()

    def _is_heading_at(self, first: int, last: int, row: int, column: int) -> bool:
        """Tell whether a cell is a heading: under one that has several columns, or known and no value of the list."""
        text = self.own(row, column)
        if not is_label(self.rows[row][column]):
            return False
        path = self._path(column, first, last, row)
        if not path:
            return says_something((text,))
        if self._shares_its_heading(column, first, last, row):
            return True
        return self._is_known(path, text) and (_names_a_field(path, text) or not self._is_value(path, row, column))

    def _shares_its_heading(self, column: int, first: int, last: int, row: int) -> bool:
        """Tell whether the heading over a column stands over one beside it, too."""
        left, own, right = (self._origins(at, first, last, row)[-1:] for at in (column - 1, column, column + 1))
        return bool(own) and own in (left, right)

    def _is_row_of_parts(self, first: int, last: int, row: int, name_column: int) -> bool:
        """Tell whether `row` only has texts under headings of several columns, each of which has one: their parts."""
        filled = self._filled(row)
        labels = {self.own(row, column) for column in filled if is_label(self.rows[row][column])}
        if name_column in filled or not len(filled) == len(labels) >= _FEWEST_PARTS:
            return False
        if not all(self._shares_its_heading(column, first, last, row) for column in filled):
            return False
        over = [self._origins(column, first, last, row)[-1:] for column in range(self.width)]
        parts = [column for column in range(self.width) if over[column] in [over[at] for at in filled]]
        return parts == filled and not any(map(str.isdigit, labels))

    def _is_value(self, path: tuple[str, ...], row: int, column: int) -> bool:
        """Tell whether a known text is what people have there: most cells below are known in the same place."""
        below = (self.own(at, column) for at in range(row + 1, min(len(self.rows), row + _ROWS_COMPARED)))
        filled = [text for text in below if text]
        if not any(map(self._filled, range(row + 1, min(len(self.rows), row + _ROWS_COMPARED)))):
            return True  # without a row below it is all that the list has
        return sum(self._is_known(path, text) for text in filled) * 2 > len(filled)

    def empty_shares(self, first: int, last: int, below: Sequence[Sequence[Any]]) -> set[int]:
        """The columns with nothing in them under headings merged over several, of which all have their cells in one.

        Report writers merge a heading over a grid of narrow columns and put the values into any one of them.
        """
        empty: set[int] = set()
        for top, left, bottom, right in self.merges:
            share = range(left, min(right + 1, self.width))
            is_leaf = not any(self.own(row, column) for row in range(bottom + 1, last + 1) for column in share)
            if first <= top <= last and len(share) > 1 and is_leaf:
                filled = {left + at for cells in below for at, cell in enumerate(cells[left : right + 1]) if cell != ""}
                if len(filled) < _FEWEST_PARTS:
                    empty.update(set(share) - (filled or {left}))
        return empty

    def column(self, index: int, first: int, last: int) -> Column:
        """Read the column under the header in those rows."""
        path = self._path(index, first, last, last)
        return Column(index, path, path_meaning(path))

    def _path(self, index: int, first: int, last: int, down_to: int) -> tuple[str, ...]:
        """The texts over a column from top to bottom, each once."""
        return tuple(self.own(*origin) for origin in self._origins(index, first, last, down_to))

    def _origins(self, index: int, first: int, last: int, down_to: int) -> list[tuple[int, int]]:
        """The cells whose texts stand over a column, from top to bottom."""
        origins: list[tuple[int, int]] = []
        for row in range(first, last + 1):
            merge = self.merge_at(row, index)
            origin = (merge[0], merge[1]) if merge else (row, index)
            text = self.own(*origin)
            if not text and merge is None:
                origin, text = self._heading_to_the_left(row, index, down_to)
            if text and origin not in origins:
                origins.append(origin)
        return origins

    def _heading_to_the_left(self, row: int, index: int, last: int) -> tuple[tuple[int, int], str]:
        """An unmerged heading written only over its first column reaches right while the rows below go on."""
        nothing = ((row, index), "")
        if not any(self.own(below, index) for below in range(row + 1, last + 1)):
            return nothing
        for column in range(index - 1, -1, -1):
            if self.merge_at(row, column):
                return nothing
            text = self.own(row, column)
            if text:
                has_children = any(self.own(below, column) for below in range(row + 1, last + 1))
                return ((row, column), text) if has_children else nothing
            if not any(self.own(below, column) for below in range(row + 1, last + 1)):
                return nothing
        return nothing


def is_label(value: Any) -> bool:
    """Tell whether a cell is a text that may stand in a header."""
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_LABEL


def _names_a_field(path: tuple[str, ...], text: str) -> bool:
    """Tell whether a text under headings names a field by itself, and is no value that people have there."""
    over, here = path_meaning(path).meaning, path_meaning((*path, text)).meaning
    if here is None or here.sets:
        return False
    return over is None or over.field != here.field or isinstance(read_value(here.field, text), Unknown)


def is_number_row(cells: Iterable[Any]) -> bool:
    """Tell whether it is the row «A, B, 1, 2, …» under a header: only such cells, at least three, numbers growing."""
    return are_growing([text for text in (tidy(as_text(value)) for value in cells) if text])


def are_growing(texts: Sequence[str]) -> bool:
    """Tell whether the texts of a row are such as `is_number_row` looks for."""
    if len(texts) >= _FEWEST_NUMBERS and _are_letters_in_turn(texts):
        return True
    matches = [_NUMBER.fullmatch(text) for text in texts if not _FORMULA.fullmatch(text)]
    if len(texts) < _FEWEST_NUMBERS or not all(matches):
        return False
    numbers = [int(match[1]) for match in matches if match and match[1].isdigit()]
    return len(numbers) >= 2 and all(low < high for low, high in pairwise(numbers))


def _are_letters_in_turn(texts: Sequence[str]) -> bool:
    """Tell whether they are «a, b, c» or «I, II, III» from the first on."""
    spelled = tuple(text.strip("()[]").upper() for text in texts)
    return spelled in (_ROMAN[: len(texts)], tuple(ascii_uppercase[: len(texts)]))
