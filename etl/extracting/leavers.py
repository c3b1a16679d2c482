"""People of whom a roster says that they have left: by a heading, a title, a column of reasons or a remark.

Whoever was gone on the roster's day is not counted and is named in a warning; whoever leaves later is counted, and
what is said is kept for the date on which they are missing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import reference
from etl.extracting.people import SheetReader
from etl.extracting.row_words import is_title
from etl.extracting.units import heading_of_leavers
from etl.normalising.dates import read_date
from etl.normalising.leaving import Leaving, read_leaving
from etl.normalising.places import Place
from etl.normalising.values import MARK, as_text, word_kind
from etl.problems import Problem, problem
from etl.records import Leaver, People
from reference.leaving import leaving_reasons
from reference.spelling import key

_REASON, _DATE, _STATUS, _NOTE = "leaving_reason", "leaving_date", "work_status", "note"
_OTHER, _MOVED = "other", "moved"
_YEARS_AHEAD = 20


def title_of_leavers(lines: Sequence[str], sheet_name: str) -> str:
    """Find the line over a list, or the sheet's name, that says that its people are gone; "" for none.

    A list of people who were sent elsewhere is none: it may be of those who came.
    """
    for line in (*(line for line in lines if is_title(line)), sheet_name):
        text = heading_of_leavers(line)
        leaving = read_leaving(text) if text else None
        if text and leaving and (not leaving.reason or leaving_reasons()[leaving.reason].leaves):
            return text
    return ""


_Cells = dict[str, list[tuple[int, Any]]]
"""The field -> the cells of a person, each with its column."""


class LeaverReader:
    """A reader of who of a sheet's people has left; `title` is the line that says it of all of them."""

    def __init__(self, reader: SheetReader, title: str) -> None:
        self.reader, self.title, self.as_of = reader, title, reader.as_of
        self.problems: list[Problem] = []

    def read(self, places: Sequence[Place | None]) -> dict[int, Leaver]:
        """Find the leavers by the number of the person, those who are still counted, too."""
        people = self.reader.people
        columns = {name: self._columns(name) for name in (_REASON, _DATE, _STATUS, _NOTE)}
        headings = [context.leaving or self.title for context in self.reader.body.contexts]
        if not any(columns.values()) and not any(headings):
            return {}
        leavers = {}
        for person, heading in enumerate(headings):
            of_person = {name: [(index, cells[person]) for index, cells in columns[name]] for name in columns}
            read = self._leaving(person, heading, of_person)
            if read is None:
                continue
            leaving, is_gone = read
            born = people.birth[person]
            since = leaving.since.iso if leaving.since else None
            identity = people.texts["identity_number"][person] if "identity_number" in people.texts else ""
            leavers[person] = Leaver(
                people.rows[person],
                people.full_name[person],
                birth_date=born.iso if born else None,
                place=places[person],
                reason=leaving.reason,
                since=since,
                is_gone=is_gone,
                identity=identity,
            )
        return leavers

    def _columns(self, name: str) -> list[tuple[int, list[Any]]]:
        """The columns of a field that hold anything, each with a cell for each person."""
        columns = [column.index for column in self.reader.layout.of_field(name)]
        filled = ((index, self.reader.column_values(index)) for index in columns)
        return [(index, cells) for index, cells in filled if any(cell != "" for cell in cells)]

    def _leaving(self, person: int, heading: str, cells: _Cells) -> tuple[Leaving, bool] | None:
        """Put together what heading and cells say of a person, and whether they are gone; None: nothing."""
        parts = [*self._reasons(person, cells[_REASON]), *self._dates(person, cells[_DATE]), *_read(cells[_STATUS])]
        noted = _read(cells[_NOTE])
        headed = [replace(read_leaving(heading) or Leaving(""), is_over=True, is_soon=False)] if heading else []
        if not (parts or noted or headed):
            return None
        leaving = _joint([*parts, *noted, *headed])
        if headed or parts:
            return leaving, bool(headed) or leaving.is_gone(self.as_of) is not False
        is_gone = None if _may_have_come(leaving) else leaving.is_gone(self.as_of)
        if is_gone is None:
            index, text = next((at, as_text(value)) for at, value in cells[_NOTE] if read_leaving(as_text(value)))
            self._report("leaving_unclear", person, index, text, day=f"{self.as_of:%d/%m/%Y}")
        return leaving, is_gone is True

    def _reasons(self, person: int, cells: Sequence[tuple[int, Any]]) -> Iterator[Leaving]:
        for index, value in cells:
            text, kind = as_text(value), word_kind(value)
            leaving = read_leaving(text)
            if kind == MARK:
                yield Leaving("", is_over=True)
            elif leaving is not None:
                yield leaving
            elif text and kind is None and heading_of_leavers(text) is None:
                self._report("unknown_leaving_reason", person, index, text)
                yield Leaving(_OTHER, is_over=True)

    def _dates(self, person: int, cells: Sequence[tuple[int, Any]]) -> Iterator[Leaving]:
        for index, value in cells:
            if value == "" or word_kind(value) is not None:
                continue
            since = read_date(value, latest=date(self.as_of.year + _YEARS_AHEAD, 12, 31))
            if since is None:
                self._report("unreadable_leaving_date", person, index, as_text(value))
            yield Leaving("", since, is_over=since is None)

    def _report(self, code: str, person: int, index: int, value: str, **words: str) -> None:
        people = self.reader.people
        place = {"file": people.file, "sheet": people.sheet, "cell": self.reader.address(person, index)}
        self.problems.append(problem(code, **place, value=value, **words))


def _read(cells: Sequence[tuple[int, Any]]) -> list[Leaving]:
    """Read the texts that speak of a leaving."""
    return [leaving for _, value in cells if (leaving := read_leaving(as_text(value)))]


def _joint(parts: Sequence[Leaving]) -> Leaving:
    """Put together what several cells say of one leaving; of reasons and days the first counts."""
    reason = next((each.reason for each in parts if each.reason), "")
    since = next((each.since for each in parts if each.since), None)
    return Leaving(
        reason,
        since,
        is_over=any(each.is_over for each in parts),
        is_soon=any(each.is_soon for each in parts),
        is_unsure=any(each.is_unsure for each in parts),
    )


def _may_have_come(leaving: Leaving) -> bool:
    """Tell whether a remark on a transfer may be about somebody's coming: «luân chuyển tháng 5/2023»."""
    is_move = leaving.reason == _MOVED or (leaving.reason and not leaving_reasons()[leaving.reason].leaves)
    return bool(is_move) and not leaving.is_over and not leaving.stays


def left_problem(people: People, column: str, leavers: Sequence[Leaver]) -> Problem:
    """Say who is not counted; `column` has the letters of the names' column."""
    labels = {code: reason.label for code, reason in leaving_reasons().items()}
    places = [", ".join(filter(None, (f"{column}{each.row}", labels.get(each.reason, "")))) for each in leavers]
    most = int(reference.limit("units_named"))
    named = "; ".join(places[:most]) + ("; …" if len(places) > most else "")
    place = {"file": people.file, "sheet": people.sheet, "cell": f"{column}{leavers[0].row}"}
    return problem("left_people", **place, field="full_name", value=len(leavers), places=named)


LeaversOfSheet = tuple[People, Sequence[Place | None], str, Sequence[Leaver]]
"""A sheet's people, their units, the letters of the names' column, and its leavers."""


def check_leavers(sheets: Sequence[LeaversOfSheet]) -> Iterator[Problem]:
    """Find leavers who are among the people all the same, and units that have none but leavers."""
    if not any(leavers for *_, leavers in sheets):
        return
    peopled = {place.code for _, places, *_ in sheets for place in places if place}
    present = _namesakes_present(sheets)
    alone: set[str] = set()
    for people, _, column, leavers in sheets:
        for each in leavers:
            if not each.is_gone or each.place is None:
                continue
            where = {"file": people.file, "sheet": people.sheet, "cell": f"{column}{each.row}", "field": "full_name"}
            other = present.get((key(each.full_name), each.birth_date, each.place.code))
            if other:
                yield problem("left_and_present", **where, other=f"trang «{other[0]}», dòng {other[1]}")
            if each.place.code not in peopled | alone:
                alone.add(each.place.code)
                yield problem("only_leavers", **where, value=each.place.name)


def _namesakes_present(sheets: Sequence[LeaversOfSheet]) -> dict[tuple[str, str | None, str], tuple[str, int]]:
    """Give sheet and row of the people born on the day of a leaver in that leaver's unit, by name, day and unit."""
    wanted = {(each.birth_date, each.place.code) for *_, leavers in sheets for each in leavers if each.place}
    return {
        (key(name), day, place.code): (people.sheet, row)
        for people, places, *_ in sheets
        for name, born, place, row in zip(people.full_name, people.birth, places, people.rows, strict=True)
        if place and ((day := born.iso if born else None), place.code) in wanted
    }
