"""Asks `queries` and hands the counts to `measures`: what the cache keeps and what the command line prints."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from dashboard import labels, measures, queries
from dashboard.measures import Coverage, Rounding
from dashboard.selection import Selection, is_comparable, year_before

_PROFILE_FIELDS = ("category", "education", "it")


@dataclass(frozen=True)
class Reader:
    """One connection's figures for the home province under one rounding rule."""

    connection: Connection
    province: str
    rounding: Rounding = Rounding.HALF_UP

    def dates(self) -> tuple[date, ...]:
        """The dates that have data, newest first."""
        return tuple(queries.as_of_dates(self.connection, province=self.province))

    def names(self, as_of: date) -> labels.Names:
        """The places' names on a date, for titles and choices."""
        register = queries.units(self.connection, as_of, self.province)
        return labels.Names(
            self.province,
            {row.code: row.name for row in queries.districts(self.connection, as_of, self.province)},
            {row.code: row.name for row in register},
            {row.code: row.district_code for row in register},
        )

    def coverage(self, selection: Selection) -> Coverage:
        """How many of the chosen place's units have a roster."""
        return _coverage(self._register(selection))

    def overview(self, selection: Selection) -> measures.Overview:
        """The selection's profile, its change on the year before and its coverage."""
        now = self._profile(selection)
        before = year_before(self.dates(), selection.as_of)
        changes = None
        if before is not None and is_comparable(selection, before, self.province):
            changes = measures.changes(now, self._profile(selection.on(before)), before)
        return measures.Overview(now, changes, self.coverage(selection))

    def breakdown(self, selection: Selection, field: str) -> measures.Breakdown:
        """The selection's people by one field."""
        found = queries.counts(self.connection, selection, (field,), province=self.province)
        return measures.breakdown(field, {code: number for (code,), number in found.items()}, self.rounding)

    def grouped(self, selection: Selection, field: str, by: str) -> measures.GroupedBreakdown:
        """The selection's people by one field in each `district` or `unit` (`by`) that has a roster."""
        found = self._tally(selection, by, field)
        groups = tuple(
            measures.Group(code, name, measures.breakdown(field, found.get(code, {}), self.rounding))
            for code, name in self._places(selection, by)
        )
        return measures.GroupedBreakdown(field, by, groups, self.breakdown(selection.whole_province(), field))

    def units(self, selection: Selection) -> tuple[measures.UnitMeasure, ...]:
        """Every commune of the selection's register with its figures, in the order of the codes."""
        tallies = {field: self._tally(selection, "unit", field) for field in _PROFILE_FIELDS}
        return tuple(
            measures.UnitMeasure(
                row.code, row.name, "commune", row.unit_type, row.district_code, row.district_name,
                Coverage(int(row.has_roster), 1), self._place_profile(tallies, row.code),
            )
            for row in self._register(selection)
        )  # fmt: skip

    def districts(self, selection: Selection) -> tuple[measures.UnitMeasure, ...]:
        """Every district of the province with its figures for the selection's kinds of people; a place is ignored."""
        whole = selection.whole_province()
        tallies = {field: self._tally(whole, "district", field) for field in _PROFILE_FIELDS}
        register = self._register(whole)
        return tuple(
            measures.UnitMeasure(
                row.code, row.name, "district", row.kind, row.code, row.name,
                _coverage(unit for unit in register if unit.district_code == row.code),
                self._place_profile(tallies, row.code),
            )
            for row in queries.districts(self.connection, selection.as_of, self.province)
        )  # fmt: skip

    def trend(self, selection: Selection, field: str) -> measures.Trend:
        """The selection's people by one field on all dates, oldest first."""
        found = queries.trend(self.connection, selection, field, province=self.province)
        moments = (
            measures.Moment(
                as_of,
                measures.breakdown(field, codes, self.rounding),
                _same_place(selection, as_of, self.province),
            )
            for as_of, codes in found.items()
        )
        return measures.Trend(field, tuple(moments))

    def _counts(self, selection: Selection, by: tuple[str, ...]) -> queries.Counts:
        return queries.counts(self.connection, selection, by, province=self.province)

    def _profile(self, selection: Selection) -> measures.Profile:
        category, education, it = (
            {code: number for (code,), number in self._counts(selection, (field,)).items()} for field in _PROFILE_FIELDS
        )
        return measures.profile(category, education, it, self.rounding)

    def _tally(self, selection: Selection, by: str, field: str) -> dict[str | None, dict[str | None, int]]:
        """Place code -> field's code -> people."""
        tally: dict[str | None, dict[str | None, int]] = {}
        for (place, code), number in self._counts(selection, (by, field)).items():
            tally.setdefault(place, {})[code] = number
        return tally

    def _place_profile(
        self, tallies: dict[str, dict[str | None, dict[str | None, int]]], code: str
    ) -> measures.Profile:
        category, education, it = (tallies[field].get(code, {}) for field in _PROFILE_FIELDS)
        return measures.profile(category, education, it, self.rounding)

    def _register(self, selection: Selection) -> list[queries.UnitRow]:
        """The register's units that the selection's place and unit type leave."""
        return [
            row
            for row in queries.units(self.connection, selection.as_of, self.province)
            if selection.district in (None, row.district_code)
            and selection.unit in (None, row.code)
            and selection.unit_type in (None, row.unit_type)
        ]

    def _places(self, selection: Selection, by: str) -> list[tuple[str | None, str]]:
        """Code and name of the places with a roster, in the order of their codes, no district last."""
        rows = [row for row in self._register(selection) if row.has_roster]
        if by == "unit":
            return [(row.code, row.name) for row in rows]
        names = {row.district_code: row.district_name or labels.NO_DISTRICT for row in rows}
        return sorted(names.items(), key=lambda place: (place[0] is None, place[0] or ""))


def _coverage(rows: Iterable[queries.UnitRow]) -> Coverage:
    known = [row.has_roster for row in rows]
    return Coverage(sum(known), len(known))


def _same_place(selection: Selection, as_of: date, province: str) -> bool:
    """Whether the place was the same territory on both dates, whichever is the earlier."""
    earlier, later = sorted((as_of, selection.as_of))
    return is_comparable(replace(selection, as_of=later), earlier, province)
