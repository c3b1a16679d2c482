"""The people of one sheet, column by column: distinct values are read once, problems get their cells' addresses."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from etl.extracting import columns as cells_of
from etl.extracting.answered import AnsweredCells
from etl.extracting.body import Body
from etl.headers.grid import Column
from etl.headers.layout import Layout
from etl.headers.vocabulary import is_of_certificates
from etl.normalising import languages, values
from etl.normalising import people as persons
from etl.normalising.answers import Answers
from etl.normalising.legends import explained, legend
from etl.problems import Problem, problem, refuse_flood
from etl.records import People, Sheet
from reference.addresses import column_letters
from reference.fields import Kind, Reading, catalogue
from reference.spelling import key

_READINGS = {field.name: field.reading for field in catalogue().values()}
_STEPWISE = frozenset(field.name for field in catalogue().values() if field.is_stepwise)
"""The fields told by several columns step by step: the day of joining, then the official day; the last step counts."""
_SINGLE_MARKS = {field.name: field.mark for field in catalogue().values() if field.mark}
"""The fields that one column marked with «x» can tell, with the codes of a mark and of its absence."""
_COMMON_HEADINGS = frozenset(field.name for field in catalogue().values() if field.kind is Kind.HEADING)
"""The fields that are no more than headings over others («Ngoại ngữ»); what those have in their own columns counts."""
_OF_GROUPS = "dân tộc"
"""The words of a heading that has languages of ethnic groups beside foreign ones."""
_SO_OR_NOT = frozenset(field.name for field in catalogue().values() if field.kind is Kind.YES_NO)


class SheetReader:
    """A reader of the cells of the people that `body` found in `sheet`; what is not understood goes to `problems`."""

    def __init__(
        self,
        file: str,
        sheet: Sheet,
        layout: Layout,
        body: Body,
        names: Sequence[str],
        as_of: date,
        answers: Answers | None = None,
    ) -> None:
        self.file, self.sheet, self.layout, self.body, self.as_of = file, sheet, layout, body, as_of
        self.read_cell = AnsweredCells(answers)
        self.problems: list[Problem] = []
        self.unread: set[tuple[str, int]] = set()  # fields and people: no blank beside such a cell says the opposite
        self.columns = cells_of.turned([sheet.rows[row] for row in body.people])
        rows = [row + 1 for row in body.people]
        self.people = People(file, sheet.name, rows, [names[row] for row in body.people])

    def read(self) -> People:
        """Fill every field that the layout has, but for the birth dates (`etl.extracting.births`)."""
        names = {column.field for column in self.layout.columns}
        for name in sorted(names, key=lambda name: (name in _COMMON_HEADINGS, name)):
            columns = self.layout.of_field(name)
            self.people.columns[name] = [column.index for column in columns]
            marked = [column for column in columns if column.reading.meaning and column.reading.meaning.sets]
            plain = [column for column in columns if column not in marked]
            reading = _READINGS.get(name)
            if reading is Reading.CODES:
                self._read_coded(name, plain, marked)
            elif reading is Reading.LIST:
                self._read_listed(name, plain)
            elif reading is Reading.TEXT:
                self._read_texts(name, plain)
            elif reading is Reading.LATER:
                self.people.texts[name] = self._joined(plain)
        return self.people

    # --- cells -------------------------------------------------------------------------------------------------

    def column_values(self, index: int) -> list[Any]:
        """Give the cells of a column, one for each person; ditto marks and tall merged cells are filled in."""
        column = list(self.columns[index]) if index < len(self.columns) else [""] * len(self.people)
        self._fill_merges(index, column)
        if any(map(cells_of.is_ditto, set(column))):
            cells_of.fill_dittos(column, index, self.body, self.sheet.rows)
        return column

    def _fill_merges(self, index: int, column: list[Any]) -> None:
        tall = [m for m in self.sheet.merges if m[1] <= index <= m[3] and m[2] > m[0] > self.layout.last_row]
        for first, left, last, _ in tall:
            value = self.sheet.rows[first][left] if left < len(self.sheet.rows[first]) else ""
            people = self.body.people
            for i in range(bisect_left(people, first), bisect_right(people, last)):
                column[i] = value if column[i] == "" else column[i]

    def address(self, person: int, index: int) -> str:
        """Give the address of a person's cell, «K17»."""
        return f"{column_letters(index)}{self.people.rows[person]}"

    def report(
        self, code: str, person: int, index: int, name: str, value: object, suggestion: str = "", **words: object
    ) -> None:
        """Report a problem at a person's cell."""
        refuse_flood(self.problems)
        self.problems.append(
            problem(
                code,
                file=self.file,
                sheet=self.sheet.name,
                cell=self.address(person, index),
                field=name,
                value=value,
                suggestion=suggestion,
                **words,
            )
        )

    def _report_unread(self, code: str, name: str, person: int, where: Column, value: Any, **words: str) -> None:
        """Report a cell that was not understood; where a clerk said that it may stay blank, only a warning."""
        text = values.as_text(value)
        self.unread.add((name, person))
        left_blank = self.read_cell.is_left_blank(code, name, text)
        self.report("blank_by_answer" if left_blank else code, person, where.index, name, text, **words)

    def _set(self, name: str, column: list[Any]) -> None:
        self.people.fields[name] = column

    def slot(self, name: str) -> list[Any]:
        """Give a field's values so far, one for each person."""
        return self.people.fields.setdefault(name, [None] * len(self.people))

    def _joined(self, columns: Iterable[Column]) -> list[str]:
        """The texts of one or several columns, joined by «; » where a person has more than one."""
        cells_of_columns = [(column, self.column_values(column.index)) for column in columns]
        for column, person, value in cells_of.faults(cells_of_columns):
            self._report_unread("unknown_value", column.field, person, column, value)
        texts = [cells_of.texts(cells) for _, cells in cells_of_columns]
        if len(texts) == 1:
            return texts[0]
        return ["; ".join(dict.fromkeys(filter(None, parts))) for parts in zip(*texts, strict=True)]

    def _read_texts(self, name: str, columns: list[Column]) -> None:
        """Read texts as they are written; what another column says («ĐH Luật») stays where they are blank."""
        elsewhere = self.slot(name)
        self._set(name, [text or other for text, other in zip(self._joined(columns), elsewhere, strict=True)])

    # --- coded fields ------------------------------------------------------------------------------------------

    def _read_coded(self, name: str, plain: list[Column], marked: list[Column]) -> None:
        if len(plain) > 1 and name not in _STEPWISE:
            titles = ", ".join(f"{column.letters} «{column.title}»" for column in plain)
            cell = f"{plain[1].letters}{self.layout.last_row + 1}"
            place = {"file": self.file, "sheet": self.sheet.name, "cell": cell}
            self.problems.append(problem("column_twice", **place, field=name, value=titles))
        for column in plain[:1]:
            self._read_text_column(name, column)
        if name in _SINGLE_MARKS and len(marked) == 1:
            self._read_single_mark(name, marked[0])
        elif marked:
            self._read_block(name, marked)

    def _read_text_column(self, name: str, column: Column) -> None:
        cells = self.column_values(column.index)
        for later in self.layout.of_field(name) if name in _STEPWISE else ():
            if later is not column and later.reading.meaning and not later.reading.meaning.sets:
                steps = self.column_values(later.index)
                blank = {value for value in set(steps) if values.word_kind(value) == values.BLANK}
                cells = [first if last in blank else last for first, last in zip(cells, steps, strict=True)]
        readings, absent = self._readings(name, column, cells)
        has_marks = absent is not None
        codes = {v: dict(r).get(name) for v, r in readings.items() if isinstance(r, tuple)}
        is_answered = name in _SINGLE_MARKS and self._is_answered(name, codes, absent or _SINGLE_MARKS[name][1])
        named = dict(column.reading.meaning.marked).get(name) if column.reading.meaning else None
        is_open = not is_answered or _says_only(codes, absent or _SINGLE_MARKS[name][1])
        if (name in _SO_OR_NOT or (named and name in _SINGLE_MARKS)) and is_open:
            yes, no = _SINGLE_MARKS[name]
            marks = [value for value in readings if has_marks and values.is_mark(value)]
            self._note_marks(name, marks, yes if named == no else no, [readings[value] == () for value in cells])
        targets = {field_name for sets in readings.values() if isinstance(sets, tuple) for field_name, _ in sets}
        for target in targets:
            table = {v: dict(s).get(target) if isinstance(s, tuple) else None for v, s in readings.items()}
            if target == name and absent and not is_answered:
                table = {v: absent if readings[v] == () else code for v, code in table.items()}
            self._merge_into(target, [table[value] for value in cells], column.index)
        if has_marks:
            marked = {
                v: isinstance(r, tuple) and dict(r).get(name) == _SINGLE_MARKS[name][0] for v, r in readings.items()
            }
            self.people.present[column.index] = [marked[value] for value in cells]
        if not targets:
            self.slot(name)
        self._report_shared(name, column, cells)
        self._report_courses(name, column, cells, readings)
        if name == languages.ANY:
            self._report_languages_of_groups(column, cells, readings)
        unknown = {v for v, reading in readings.items() if isinstance(reading, values.Unknown)}
        if unknown:
            self._report_unknown(name, column, cells, readings, unknown)

    def _readings(self, name: str, column: Column, cells: list[Any]) -> tuple[dict[Any, Any], str | None]:
        """Read the distinct cells of a column, and the code of those without a mark where some are marked."""
        meanings = legend(name, column.path)
        readings = {value: explained(meanings, value) or self.read_cell.value(name, value) for value in set(cells)}
        marked_as = column.reading.meaning.marked if column.reading.meaning else ()
        if marked_as:  # «Có» under «Chứng chỉ tin học cơ bản» says basic, too
            affirmed = values.affirmed(name)
            says_so = {v for v, r in readings.items() if (r == affirmed if affirmed else values.is_mark(v))}
            readings |= dict.fromkeys(says_so, marked_as)
        if is_of_certificates(column.path):  # «2015» under «Chứng chỉ tin học» is the day of one
            dated = {v for v, r in readings.items() if isinstance(r, values.Unknown) and values.is_mark(v)}
            readings |= dict.fromkeys(dated, values.affirmed(name) or values.Unknown(""))
        marks = {dict(r).get(name) for v, r in readings.items() if values.is_mark(v) and isinstance(r, tuple)}
        signed = {dict(sets).get(name) for sets in meanings.values()}
        if name not in _SINGLE_MARKS or len(signed) > 1 or len(marks) != 1:
            return readings, None
        yes, no = _SINGLE_MARKS[name]
        absent = no if marks == {yes} else yes
        denied = {v for v, r in readings.items() if isinstance(r, values.Unknown) and values.is_no(v)}
        return readings | dict.fromkeys(denied, ((name, absent),)), absent

    def _report_languages_of_groups(self, column: Column, cells: list[Any], readings: dict[Any, Any]) -> None:
        """Say once of a column that it has languages of ethnic groups, which no heading of foreign ones names."""
        of_groups = {v for v, r in readings.items() if isinstance(r, tuple) and languages.OF_GROUPS in dict(r)}
        if of_groups and not any(_OF_GROUPS in key(heading) for heading in column.path):
            people = [person for person, value in enumerate(cells) if value in of_groups]
            value = values.as_text(cells[people[0]])
            self.report("language_of_group", people[0], column.index, column.field, value, cells=len(people))

    def _report_shared(self, name: str, column: Column, cells: list[Any]) -> None:
        shared = {value for value in set(cells) if values.is_shared(name, value)}
        for person, value in enumerate(cells) if shared else ():
            if value in shared:
                code = dict(values.sets_of(name, key(value)))[name]
                self.report("shared_value", person, column.index, name, value, level=values.level_label(name, code))

    def _report_courses(self, name: str, column: Column, cells: list[Any], readings: dict[Any, Any]) -> None:
        """Say of each «Cao học» as which level it is counted: it names a course, not the degree."""
        known = {value: dict(reading) for value, reading in readings.items() if isinstance(reading, tuple)}
        courses = {value for value, sets in known.items() if name in sets and values.is_course(name, value)}
        for person, value in enumerate(cells) if courses else ():
            if value in courses:
                level = values.level_label(name, known[value][name])
                self.report("course_value", person, column.index, name, value, level=level)

    def _report_unknown(
        self, name: str, column: Column, cells: list[Any], readings: dict[Any, Any], unknown: set[Any]
    ) -> None:
        for person, value in enumerate(cells):
            if value in unknown:
                suggestion = readings[value].suggestion
                code = "title_code_unknown" if values.is_title_code(name, value) else "unknown_value"
                self._report_unread(code, name, person, column, value, suggestion=suggestion)

    def _merge_into(self, target: str, column: list[Any], index: int | None = None) -> None:
        """Add a column; two may tell one field (English alone or under «Ngoại ngữ»): the first to say it stands.

        Only the gender is told twice as a rule, by its own column (`index`) and by that of the birth date: there a
        contradiction is an error and leaves the field empty.
        """
        if target not in self.people.fields:
            self._set(target, column)
            return
        slot = self.people.fields[target]
        for person, code in enumerate(column):
            if slot[person] is None:
                slot[person] = code
            elif target in _SO_OR_NOT and code == _SINGLE_MARKS[target][0]:
                slot[person] = code  # what is written stands before what is not marked
            elif target == "gender" and code is not None and code != slot[person] and index is not None:
                text = values.text_of(self.columns[index][person])
                self.report("gender_disagrees", person, index, target, text)
                slot[person] = None

    def _read_single_mark(self, name: str, column: Column) -> None:
        meaning = column.reading.meaning
        if meaning is None:
            return
        present = dict(meaning.sets)[name]
        cells = self.column_values(column.index)
        readings = {v: self.read_cell.mark(name, meaning.sets, v) for v in set(cells)}
        is_used = any(reading for reading in readings.values() if isinstance(reading, tuple))
        yes, no = _SINGLE_MARKS[name]
        opposite = no if present == yes else yes
        codes = {v: present if r else opposite for v, r in readings.items() if r is None or isinstance(r, tuple)}
        of_cells = {v: codes.get(v) for v, r in readings.items() if r != ()}
        is_answered = self._is_answered(name, of_cells, opposite)
        if not is_answered or _says_only(of_cells, opposite):
            marks = [value for value, reading in readings.items() if reading and isinstance(reading, tuple)]
            self._note_marks(name, marks, opposite, [readings[value] == () for value in cells])
        is_silent = not is_used or is_answered
        table = {v: None if r == () and is_silent else codes.get(v) for v, r in readings.items()}
        self.people.present[column.index] = [table[value] == present for value in cells]
        of_people = [
            table[v] if readings[v] != () or (name, i) not in self.unread else None for i, v in enumerate(cells)
        ]
        self._merge_into(name, of_people, column.index)
        self._report_unknown_marks(name, column, cells, readings)

    def _is_answered(self, name: str, codes: Mapping[Any, str | None], absent: str) -> bool:
        """Tell whether a column is answered in words («Có», «Tiếng Tày», «Không»): a blank beside them says nothing."""
        affirmed = [value for value, code in codes.items() if code not in (None, absent)]
        denied = [value for value, code in codes.items() if code == absent and values.is_denial(value)]
        is_answered = bool(denied) and all(values.is_yes(v) or not values.is_mark(v) for v in affirmed)
        self.people.answered |= {name} if is_answered else set()
        return is_answered

    def _note_marks(self, name: str, marks: Collection[Any], opposite: str, unmarked: list[bool]) -> None:
        if not marks:
            self.people.unmarked[name] = (opposite, unmarked)
        elif all(map(values.is_yes, marks)):
            self.people.affirmed[name] = (opposite, unmarked)
        else:
            self.people.marked.add(name)

    def _report_unknown_marks(self, name: str, column: Column, cells: list[Any], readings: dict[Any, Any]) -> None:
        unknown = {v for v, reading in readings.items() if isinstance(reading, values.Unknown)}
        for person, value in enumerate(cells) if unknown else ():
            if value in unknown:
                self._report_unread("unknown_mark", name, person, column, value, column=column.title)

    def _read_block(self, name: str, columns: list[Column]) -> None:
        """Read columns of marks, one for each level: exactly one mark counts, none is silence, two are an error."""
        marks: list[dict[str, str] | None] = [None] * len(self.people)
        where: list[list[Column]] = [[] for _ in marks]
        negative = [False] * len(marks)
        for column in columns:
            sets = column.reading.meaning.sets if column.reading.meaning else ()
            cells = self.column_values(column.index)
            readings = {v: self.read_cell.mark(name, sets, v) for v in set(cells)}
            self._report_unknown_marks(name, column, cells, readings)
            self.people.present[column.index] = [bool(readings[value]) for value in cells]
            for person, value in enumerate(cells):
                reading = readings[value]
                if reading is None:
                    negative[person] = True
                elif isinstance(reading, tuple) and reading:
                    marks[person] = dict(reading)
                    where[person].append(column)
        self._settle_block(name, marks, where, negative)

    def _settle_block(
        self, name: str, marks: list[dict[str, str] | None], where: list[list[Column]], negative: list[bool]
    ) -> None:
        absent = values.NEGATIVE.get(name)
        slots = {target for mark in marks if mark for target in mark} | {name}
        columns: dict[str, list[Any]] = {target: [None] * len(marks) for target in slots}
        for person, mark in enumerate(marks):
            if len(where[person]) > 1 and name in _STEPWISE & _SO_OR_NOT:
                columns[name][person] = _SINGLE_MARKS[name][0]
            elif len(where[person]) > 1:
                titles = ", ".join(column.path[-1] for column in where[person])
                for column in where[person]:
                    self.report("two_marks", person, column.index, name, titles)
            elif mark:
                for target, code in mark.items():
                    columns[target][person] = code
            elif negative[person]:
                columns[name][person] = absent
        for target, codes in columns.items():
            self._merge_into(target, codes)

    def _read_listed(self, name: str, columns: list[Column]) -> None:
        """Read ethnic groups and religions: names of an official list."""
        cells = self.column_values(columns[0].index) if columns else []
        silent = (values.BLANK, values.MARK)
        texts = {v: values.as_text(v) for v in set(cells) if values.word_kind(v) not in silent}
        table = {v: self.read_cell.listed(name, texts[v]) if v in texts else None for v in set(cells)}
        self._set(name, [table[value] for value in cells])
        if any(values.word_kind(value) == values.MARK for value in table):
            cell = f"{columns[0].letters}{self.layout.last_row + 1}"
            place = {"file": self.file, "sheet": self.sheet.name, "cell": cell}
            self.problems.append(problem("named_by_mark", **place, field=name, value=columns[0].title))
        for person, value in enumerate(cells):
            if table[value] is None and value in texts:
                suggestion = persons.propose(name, texts[value])
                self._report_unread("unknown_value", name, person, columns[0], value, suggestion=suggestion)


def _says_only(codes: Mapping[Any, str | None], absent: str) -> bool:
    """Tell whether a column affirms nothing: whether its blanks say something is left to other lists of the file."""
    return all(code in (None, absent) for code in codes.values())


def settle_unmarked(sheets: Sequence[People]) -> None:
    """Take a column that one sheet of a file marks for one of marks in all: no mark means the opposite there.

    Where the only marks are «Có» and another sheet says «Không» in words, no mark says nothing.
    """
    answered = {name for people in sheets for name in people.answered}
    marked = {name for people in sheets for name in (people.marked | (people.affirmed.keys() - answered))}
    for people in sheets:
        for name in marked & people.unmarked.keys():
            opposite, unmarked = people.unmarked[name]
            _replace(people, name, unmarked, None, opposite)
        for name in answered & people.affirmed.keys():
            opposite, unmarked = people.affirmed[name]
            _replace(people, name, unmarked, opposite, None)


def _replace(people: People, name: str, whom: Sequence[bool], code: str | None, other: str | None) -> None:
    pairs = zip(people.fields[name], whom, strict=True)
    people.fields[name] = [other if old == code and is_meant else old for old, is_meant in pairs]
