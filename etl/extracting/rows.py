"""The rows of a sheet, people and others: headings with units and positions, totals, the end of the list."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import dropwhile
from typing import Any

import reference
from etl.extracting.body import Body, Context, GroupRow, TotalRow
from etl.extracting.row_words import (
    PEOPLE,
    is_end,
    is_nobody,
    is_title,
    is_total_label,
    is_vacancy,
    printed_count,
    suspicious_words,
    without_signature,
)
from etl.extracting.vacancies import tells_vacancy
from etl.headers.grid import BIRTHS, are_growing
from etl.headers.layout import Layout
from etl.headers.unnamed import is_like_a_name
from etl.headers.vocabulary import is_name, says_something
from etl.normalising import values
from etl.normalising.departments import find_department
from etl.normalising.values import as_text
from reference.spelling import key, tidy

_COUNT_IN_CELL = re.compile(PEOPLE, re.IGNORECASE)
_ROMAN_OR_LETTER = re.compile(r"[ivxlcdm]+|[a-z]|\d{1,3}([.]\d{1,2})*")
_BIRTH_YEAR = re.compile(r"(?:19|20)\d\d")
_HEADER_CELLS = 3
"""The fewest cells of a row with «Họ và tên» that is a header."""
_REMEMBERED = 1 << 16
_PERSON_CELLS = 2
"""The fewest other cells that say something in a row with a name but no number that is a person."""


_SAID_BY_GROUPS = ("unit", "district", "position", "category", "bloc", "leaving")

GroupReader = Callable[[str], tuple[str, str] | None]
"""Function that tells a unit, a district, a position or a category from other text: (kind, text), or None."""


HeaderReader = Callable[[int], Layout | None]
"""Function from a row (from 0) that looks like another header to that header, or None."""


def read_rows(
    rows: Sequence[Sequence[Any]],
    layout: Layout,
    names: Sequence[str],
    read_group: GroupReader,
    read_header: HeaderReader = lambda _: None,
    above: Body | None = None,
) -> Body:
    """Sort the rows under the header into people and the rest, down to another header.

    `names` holds each row's name (tidied, "" where there is none); `read_group` knows units, positions and categories;
    the list `above` on the sheet told the group rows that are still in force.
    """
    return _RowReader(
        rows, layout, names=names, read_group=read_group, read_header=read_header, above=above or Body()
    ).read()


class _RowReader:
    def __init__(
        self,
        rows: Sequence[Sequence[Any]],
        layout: Layout,
        names: Sequence[str],
        read_group: GroupReader,
        read_header: HeaderReader,
        above: Body,
    ) -> None:
        self.rows = rows
        self.layout = layout
        self.names = names
        self.read_group, self.read_header = read_group, read_header
        self.header_again = -1
        ordinals = layout.of_field("ordinal")
        self.ordinal = ordinals[0].index if ordinals else None
        name_fields = ("full_name", "family_name", "given_name")
        self.name_columns = [c.index for name in name_fields for c in layout.of_field(name)]
        header = range(layout.first_row, layout.last_row + 1)
        self.header_words = {key(as_text(value)) for row in header for value in rows[row]} - {""}
        self.words_at = {
            column.index: {key(as_text(rows[row][column.index])) for row in header if column.index < len(rows[row])}
            | set(map(key, column.path))  # a heading merged over it may be written out when it stands there again
            for column in layout.columns
        }
        others = [column for column in layout.columns if column.index not in (*self.name_columns, self.ordinal)]
        self.person_cells = min(_PERSON_CELLS, max(1, len(others)))
        self.fields = {column.index: column.field for column in layout.columns}
        self.births = [column.index for column in layout.columns if column.field in BIRTHS]
        self.texts: dict[Any, str] = {}
        self.body = Body()
        self.context, self.nesting = above.context, list(above.nesting)
        self.suspicious = suspicious_words()

    def read(self) -> Body:
        row = self.layout.first_data_row
        most = int(reference.limit("most_unclear_rows"))
        while row < len(self.rows) and self.body.unclear <= most:
            if self._is_plainly_a_person(row):
                self._add_person(row)
            elif not self._read_other(row):
                break
            row += 1
        if self.body.next_table is None:
            last = max([*self.body.people, *(line[0] for line in self.body.nameless)], default=-1)
            self.body.unknown_groups = without_signature(self.body.unknown_groups, last, max(self.name_columns))
            self._look_under_the_end(row)
        self.body.context, self.body.nesting = self.context, self.nesting
        return self.body

    def _is_plainly_a_person(self, row: int) -> bool:
        """Tell whether it is somebody with more than a number and a name: the fast way for nearly all rows."""
        cells = self.rows[row]
        return len(cells) - cells.count("") > _PERSON_CELLS and self._is_somebody(row)

    def _is_somebody(self, row: int) -> bool:
        """Tell whether a running number stands there and a name that does not start like a heading."""
        name = self.names[row]
        if not name or self.ordinal is None:
            return False
        cells = self.rows[row]
        number = cells[self.ordinal] if self.ordinal < len(cells) else ""
        if not (isinstance(number, int | float) or (isinstance(number, str) and number.strip(" .").isdigit())):
            return False
        if "." in name[:3] or ":" in name or " " not in name or not (name[0].isalpha() and name[-1].isalnum()):
            return False
        return name.split(" ", 1)[0].casefold() not in self.suspicious

    def _add_person(self, row: int) -> None:
        self.body.people.append(row)
        self.body.contexts.append(self.context)

    def _add_vacancy(self, row: int) -> None:
        """Note a post without anybody; who was born is somebody whose name is missing."""
        cells = self.rows[row]
        born = next((c for c in self.births if c < len(cells) and values.word_kind(cells[c]) != values.BLANK), None)
        if born is None:
            self.body.vacancies.append(row)
            self._add_person(row)
        else:
            self.body.nameless.append((row, born, self.names[row]))

    def _read_other(self, row: int) -> bool:
        """Read a row that is not plainly a person; False at the end of the list."""
        texts = [(i, text) for i, v in enumerate(self.rows[row]) if v != "" and (text := self._text(v))]
        if self._opens_table(row, texts):
            return False
        if not texts or self._is_header_again(row, texts):
            return True
        label_column, label = self._label(texts)
        if is_vacancy(self.names[row]) or (not self.names[row] and tells_vacancy(self.fields, texts)):
            self._add_vacancy(row)
        elif is_total_label(label) and not self._is_numbered_person(row, texts):
            self._add_total(row, label_column, label, texts)
        elif self._reads_as_group(row, label_column, label, texts):
            pass
        elif self._is_numbered(texts) and self._is_named(row):
            self._add_person(row)
        elif self._is_numbered(texts) and len(texts) > _PERSON_CELLS:
            self._add_unclear(row, label_column, label, texts)
        elif (is_end(label) or is_end(texts[-1][1])) and not self._is_told(row, texts):
            return False
        elif self._is_person(row, texts):
            self._add_person(row)
        elif self.names[row] or label_column not in self.name_columns or len(texts) > _PERSON_CELLS:
            self._add_unclear(row, label_column, label, texts)
        return True

    def _text(self, value: Any) -> str:
        """Give the cell's text; the sheet's distinct values, unless there are very many, are tidied once."""
        text = self.texts.get(value)
        if text is None:
            text = tidy(as_text(value))
            if len(self.texts) < _REMEMBERED:
                self.texts[value] = text
        return text

    def _opens_table(self, row: int, texts: list[tuple[int, str]], *, again: bool = False) -> bool:
        """Tell whether a header begins here whose columns are others, or (`again`) the same under signatures."""
        if not self._may_head(row, texts):
            return False
        again = again or bool(self._title_above())
        if again or not all(key(text) in self.words_at.get(column, ()) for column, text in texts):
            self.body.next_table = self.read_header(row)
        if self.body.next_table is not None:
            self.body.unknown_groups = [line for line in self.body.unknown_groups if line not in self._title_above()]
        return self.body.next_table is not None

    def _may_head(self, row: int, texts: list[tuple[int, str]]) -> bool:
        """Tell whether a row may be a header: several cells, or under a blank row two headings and nothing else."""
        has_digits = any(map(str.isdigit, "".join(text for _, text in texts)))  # as people have: no look for slips
        if not any(is_name(text) or (not has_digits and is_like_a_name(text)) for _, text in texts):
            return False
        is_apart = not any(value != "" for value in self.rows[row - 1])
        is_pair = len(texts) == _HEADER_CELLS - 1 and is_apart and all(says_something((text,)) for _, text in texts)
        return len(texts) >= _HEADER_CELLS or is_pair

    def _title_above(self) -> list[tuple[int, int, str]]:
        """The lines of a title that nobody stands under, as of a table that begins; from its first on all are."""
        begins = self.body.people[-1] if self.body.people else -1
        return list(dropwhile(lambda line: line[0] < begins or not is_title(line[2]), self.body.unknown_groups))

    def _is_header_again(self, row: int, texts: list[tuple[int, str]]) -> bool:
        if are_growing([text for _, text in texts]):
            return any(column in self.name_columns for column, _ in texts)  # without, somebody without a name
        is_again = (len(texts) > 1 or row - 1 == self.header_again) and all(
            key(text) in self.header_words for _, text in texts
        )
        self.header_again = row if is_again else self.header_again
        return is_again

    def _label(self, texts: list[tuple[int, str]]) -> tuple[int, str]:
        """The cell that says what the row is: the first that is more than a number, a letter or a Roman numeral."""
        for column, text in texts:
            if not _ROMAN_OR_LETTER.fullmatch(key(text).strip("().")) and not values.word_kind(text):
                return column, text
        return texts[0]

    def _numbers(self, texts: list[tuple[int, str]], label_column: int, row: int) -> dict[int, int]:
        """The whole numbers printed beside a label; the running number before it is none of them."""
        numbers = {}
        for column, text in texts:
            people = _COUNT_IN_CELL.fullmatch(text)
            digits = (people[1] if people else text).replace(".", "").replace(" ", "")
            if column > label_column and column != self.ordinal and digits.isdigit():
                numbers[column] = int(digits)
        return numbers

    def _reads_as_group(self, row: int, column: int, label: str, texts: list[tuple[int, str]]) -> bool:
        if not self._may_be_group(row, column, texts):
            return False
        in_label = printed_count(label)
        group = self.read_group(label[: in_label.start()] if in_label else label)
        if group is None:
            return False
        kind, text = group
        counts = self._numbers(texts, column, row)
        if in_label:
            counts[column] = int(in_label[1].replace(".", ""))
        self.body.groups.append(GroupRow(row, column, kind=kind, text=text, counts=counts))
        self._enter(kind, text, row)
        return True

    def _may_be_group(self, row: int, column: int, texts: list[tuple[int, str]]) -> bool:
        """Tell whether a row holds only numbers (sums) and short signs beside its label, never text of its own."""
        if column > max(self.name_columns, default=0):
            return False
        label = dict(texts)[column]
        if any(at in self.births and _BIRTH_YEAR.fullmatch(text) for at, text in texts):
            return False  # somebody without a name, not so many people
        others = [text for i, text in texts if i != column and text != label]
        return all(
            _ROMAN_OR_LETTER.fullmatch(key(t).strip("().")) or t.replace(".", "").isdigit() or values.word_kind(t)
            for t in others
        )

    def _enter(self, kind: str, text: str, row: int) -> None:
        """Enter a new heading: it ends the headings that were first met inside its kind."""
        if kind not in self.nesting:
            self.nesting.append(kind)
        inner = self.nesting[self.nesting.index(kind) + 1 :]
        texts = {name: getattr(self.context, name) for name in _SAID_BY_GROUPS}
        texts |= dict.fromkeys([name for name in inner if name in texts], "")
        texts |= {kind: text} if kind in texts else {}
        if kind == "unit" and self.context.bloc == self.context.unit:
            texts["bloc"] = ""  # which the heading of the unit before said
        if kind == "unit" and find_department(text):  # «Ủy ban MTTQ Việt Nam phường Vũ Ninh»
            texts["bloc"] = text
        unit_row = row if kind == "unit" else self.context.unit_row if texts["unit"] else -1
        self.context = Context(unit_row=unit_row, **texts)

    def _is_named(self, row: int) -> bool:
        return bool(self.names[row]) and not is_nobody(self.names[row])

    def _is_person(self, row: int, texts: list[tuple[int, str]]) -> bool:
        if not self._is_named(row):
            return False
        others = [text for column, text in texts if column not in self.name_columns and column != self.ordinal]
        return len(others) >= self.person_cells

    def _is_numbered(self, texts: list[tuple[int, str]]) -> bool:
        """Tell whether the row carries a running number."""
        number = dict(texts).get(self.ordinal, "") if self.ordinal is not None else ""
        return number.strip(" .").isdigit()

    def _is_numbered_person(self, row: int, texts: list[tuple[int, str]]) -> bool:
        """Tell whether «Tổng» is a family name: a number and other words make a person, where a total has only sums."""
        others = (text for column, text in texts if column not in (*self.name_columns, self.ordinal))
        has_words = any(not text.replace(".", "").isdigit() and not values.word_kind(text) for text in others)
        return has_words and bool(self.names[row]) and self._is_numbered(texts)

    def _add_total(self, row: int, column: int, label: str, texts: list[tuple[int, str]]) -> None:
        match = printed_count(label)
        numbers = self._numbers(texts, column, row)
        in_words = next((at for at, text in texts if at in numbers and _COUNT_IN_CELL.fullmatch(text)), None)
        headcount = (column, int(match[1].replace(".", ""))) if match else None
        if headcount is None and in_words is not None:
            headcount = (in_words, numbers.pop(in_words))
        self.body.totals.append(TotalRow(row, column, label=label, counts=numbers, people=headcount))

    def _add_unclear(self, row: int, column: int, label: str, texts: list[tuple[int, str]]) -> None:
        """Note a row of text that is neither a person nor a known heading, or data without a name."""
        if column == self.ordinal and len(texts) == 1 and label.strip(" .").isdigit():
            return
        if not self._is_named(row) and (len(texts) > _PERSON_CELLS or self._tells_of_somebody(texts)):
            self.body.nameless.append((row, column, label))
            return
        self.body.unknown_groups.append((row, column, label))
        if not self.layout.of_field("unit"):
            # It may have been the next heading: nobody below holds the post that the one before told.
            self.context = replace(self.context, position="", category="", bloc="")

    def _tells_of_somebody(self, texts: list[tuple[int, str]]) -> bool:
        """Tell whether some cell is what a person has in its column: a level, a birth, a mark; or is numbered."""
        of_nobody = (*self.name_columns, self.ordinal)
        paths = {column.index: column.path for column in self.layout.columns if column.index not in of_nobody}
        cells = [(column, text) for column, text in texts if column in paths]
        return (bool(cells) and self._is_numbered(texts)) or any(
            (column in self.births and any(map(str.isdigit, text)))
            or values.word_kind(text) == values.MARK
            or says_something((*paths[column], text))
            for column, text in cells
        )

    def _is_told(self, row: int, texts: list[tuple[int, str]]) -> bool:
        """Tell whether a row has a running number, or somebody's name and data: «Giám đốc» in it is no signature."""
        return self._is_numbered(texts) or (self._is_named(row) and self._tells_of_somebody(texts))

    def _look_under_the_end(self, end: int) -> None:
        """Note rows under the signatures that look like a person: with a name and a running number, or data."""
        for row in range(end, len(self.rows)):
            texts = [(i, v) for i, v in enumerate(self.rows[row]) if isinstance(v, str) and v]
            if self._opens_table(row, texts, again=True):
                self.context, self.nesting = Context(), []
                return
            cells = [(i, self._text(v)) for i, v in enumerate(self.rows[row]) if v != ""]
            if self._is_somebody(row) or (self.ordinal is None and self._is_told(row, cells)):
                self.body.after_end.append((row, self.name_columns[0], self.names[row]))
