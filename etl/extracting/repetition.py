"""A further table of people who stand in a list already: their allowances, say. Nobody in it is counted again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.headers.grid import BIRTHS, Column
from etl.headers.layout import NAMES, Layout
from etl.normalising.dates import PartialDate
from etl.normalising.places import Place
from etl.problems import Problem, problem
from etl.records import STAFF_FIELDS, People, ReadSheet, Sheet
from reference.spelling import key

_SHARE = 0.5
"""The least share of people of a table who stand above where it is a table of them."""
_BY_BIRTHS = ("birth_date_male", "birth_date_female")
"""The fields that tell the gender, too."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """A table that may repeat people of lists above it."""

    sheet: Sheet
    layout: Layout
    people: People
    places: Sequence[Place | None]

    def lists_to_compare(self, of_sheet: Sequence[ReadSheet], of_file: Sequence[ReadSheet]) -> Sequence[ReadSheet]:
        """Choose the lists that it may repeat: those above on its sheet, any of its units where it tells no births."""
        if any(column.field in BIRTHS for column in self.layout.columns):
            return of_sheet
        here = set(self.places)
        return [other for other in of_file if here.intersection((*other.places[:1], *other.places[-1:]))]

    def problems(self, rows: Sequence[int], lists: Sequence[ReadSheet]) -> list[Problem]:
        """Say that the table repeats people, what it tells besides, and who is new; empty where it is a list itself.

        `rows` are those of its people, from 0.
        """
        are_above = self._are_above(lists) if lists else []
        if not are_above or sum(are_above) < _SHARE * len(are_above):
            return []
        name = next(column for column in self.layout.columns if column.field.endswith("_name"))
        head = self.layout.first_row + 1
        problems = [self._problem("people_repeated", f"{name.letters}{head}", sum(are_above))]
        for column in self._new_columns(rows, lists):
            cell = f"{column.letters}{head}"
            problems.append(self._problem("new_column_below", cell, column.title, column.field))
        for is_above, row, person in zip(are_above, rows, self.people.full_name, strict=True):
            if not is_above:
                problems.append(self._problem("person_not_above", f"{name.letters}{row + 1}", person, "full_name"))
        return problems

    def _are_above(self, lists: Iterable[ReadSheet]) -> list[bool]:
        """Tell of each whether a list has somebody of that name and unit, and of no other birth date."""
        births: dict[tuple[str, str | None], list[PartialDate | None]] = {}
        for earlier in lists:
            for name, born, place in zip(earlier.people.full_name, earlier.people.birth, earlier.places, strict=True):
                for code in {place.code if place else None, None}:
                    births.setdefault((key(name), code), []).append(born)
        return [
            any(
                None in (born, other) or born == other
                for other in births.get((key(name), place.code if place else None), ())
            )
            for name, born, place in zip(self.people.full_name, self.people.birth, self.places, strict=True)
        ]

    def _new_columns(self, rows: Sequence[int], lists: Iterable[ReadSheet]) -> list[Column]:
        """List the columns with anything in them of fields that no earlier list tells."""
        known = {field for earlier in lists for field in earlier.people.columns}.union(NAMES)
        kept = {*STAFF_FIELDS, "birth_date"} - known - ({"gender"} if known.intersection(_BY_BIRTHS) else set())
        columns = [column for column in self.layout.columns if column.field in kept]
        cells = [self.sheet.rows[row] for row in rows]
        return [c for c in columns if any(c.index < len(row) and row[c.index] != "" for row in cells)]

    def _problem(self, code: str, cell: str, value: object, field: str = "") -> Problem:
        return problem(code, file=self.people.file, sheet=self.sheet.name, cell=cell, field=field, value=value)
