"""Asks `queries` and hands the counts to `measures`: what the cache keeps and what the command line prints."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from reference import vietnamese
from reference.territory import is_comparable
from stats import measures, queries
from stats.filling import fill
from stats.measures import Base, Coverage, Rounding
from stats.measures.forms import FormList, FormTable
from stats.names import Names
from stats.selection import Selection, year_before

_PLACE_OF: dict[str, Callable[[queries.UnitRow], str | None]] = {
    "unit": lambda row: row.code,
    "unit_code": lambda row: row.code,
    "unit_name": lambda row: row.name,
    "unit_type": lambda row: row.unit_type,
    "district": lambda row: row.district_code,
    "district_code": lambda row: row.district_code,
    "district_name": lambda row: row.district_name,
}
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

    def default_date(self) -> date | None:
        """The date to open with: the newest one of which at least half of the units have sent, else the newest."""
        registers = queries.registers(self.connection, self.province)
        return next((day for day, rows in registers.items() if _coverage(rows).is_half), next(iter(registers), None))

    def register(self, as_of: date) -> tuple[queries.UnitRow, ...]:
        """The register's communes on a date, in the order of their codes, and whether each has a roster."""
        return tuple(queries.units(self.connection, as_of, self.province))

    def names(self, as_of: date) -> Names:
        """The places' names on a date, for titles and choices."""
        register = queries.units(self.connection, as_of, self.province)
        return Names(
            self.province,
            {row.code: row.name for row in queries.districts(self.connection, as_of, self.province)},
            {row.code: row.name for row in register},
            {row.code: row.district_code for row in register},
        )

    def coverage(self, selection: Selection) -> Coverage:
        """How many of the chosen place's units have a roster."""
        return _coverage(self._register(selection))

    def overview(self, selection: Selection) -> measures.Overview:
        """The selection's profile, its change on the year before and its coverage.

        A change is told only of one territory, and where the same units, or all of them, have a roster on both dates.
        """
        now, rows = self._profile(selection), self._register(selection)
        coverage = _coverage(rows)
        before = year_before(self.dates(), selection.as_of)
        if before is None or not _same_place(selection, before, self.province):
            return measures.Overview(now, None, coverage)
        earlier = self._register(selection.on(before))
        then = _coverage(earlier)
        if _with_roster(rows) != _with_roster(earlier) and not (coverage.is_complete and then.is_complete):
            gap = measures.Gap(selection.as_of, coverage, before, then) if then.units_with_roster else None
            return measures.Overview(now, None, coverage, gap)
        return measures.Overview(now, measures.changes(now, self._profile(selection.on(before)), before), coverage)

    def territory(self, selection: Selection) -> measures.Territory:
        """The units of the chosen place in the register by type; of a whole province its districts, too."""
        whole = selection == Selection(selection.as_of, category=selection.category)
        rows = queries.districts(self.connection, selection.as_of, self.province) if whole else []
        units = (row.unit_type for row in self._register(selection))
        return measures.territory(units, ((row.kind, row.name) for row in rows))

    def breakdown(self, selection: Selection, field: str, of: Base = Base.ALL) -> measures.Breakdown:
        """The selection's people by one field; shares are of everybody, or of those who declare something."""
        found = self._counts_of(selection, (), field)
        return measures.breakdown(field, {code: number for (code,), number in found.items()}, self.rounding, of)

    def grouped(self, selection: Selection, field: str, by: str) -> measures.GroupedBreakdown:
        """The selection's people by one field in each `district` or `unit` (`by`) that has a roster."""
        found = self._tally(selection, by, field)
        groups = tuple(
            measures.Group(code, name, measures.breakdown(field, found.get(code, {}), self.rounding))
            for code, name in self._places(selection, by, found)
        )
        return measures.GroupedBreakdown(field, by, groups, self.breakdown(selection.whole_province(), field))

    def units(self, selection: Selection) -> tuple[measures.UnitMeasure, ...]:
        """Every commune of the selection's register with its figures, in the order of the codes."""
        tallies = {field: self._tally(selection, "unit", field) for field in _PROFILE_FIELDS}
        return tuple(
            measures.UnitMeasure(
                row.code,
                row.name,
                "commune",
                row.unit_type,
                row.district_code,
                row.district_name,
                Coverage(int(row.has_roster), 1),
                self._place_profile(tallies, row.code),
            )
            for row in self._register(selection)
        )

    def districts(self, selection: Selection) -> tuple[measures.UnitMeasure, ...]:
        """Every district of the province with its figures for the selection's kinds of people; a place is ignored."""
        whole = selection.whole_province()
        tallies = {field: self._tally(whole, "district", field) for field in _PROFILE_FIELDS}
        register = self._register(whole)
        return tuple(
            measures.UnitMeasure(
                row.code,
                row.name,
                "district",
                row.kind,
                row.code,
                row.name,
                _coverage(unit for unit in register if unit.district_code == row.code),
                self._place_profile(tallies, row.code),
            )
            for row in queries.districts(self.connection, selection.as_of, self.province)
        )

    def form(self, name: str, selection: Selection) -> FormTable | FormList:
        """A filled form of `forms.all_forms()` for the selection's date and place, as `filling.fill`.

        Raises KeyError for a name that no form has; FormError, with a sentence, where it cannot be given out.
        """
        return fill(self.connection, self.province, name, selection)

    def trend(self, selection: Selection, field: str) -> measures.Trend:
        """The selection's people by one field on all dates up to its own, oldest first."""
        found = queries.trend(self.connection, selection, field, province=self.province)
        registers = queries.registers(self.connection, self.province)
        moments = (
            measures.Moment(
                as_of,
                measures.breakdown(field, codes, self.rounding),
                _coverage(_within(registers[as_of], selection)),
                _same_place(selection, as_of, self.province),
            )
            for as_of, codes in found.items()
        )
        return measures.Trend(field, tuple(moments))

    def submissions(self, as_of: date) -> measures.Submissions:
        """Every unit of the register on a date: whether its roster is there, and with which problems."""
        sent = {row.unit: row for row in queries.sent(self.connection, as_of, self.province)}
        troubles = tuple(
            measures.Trouble(row.code, row.severity, row.file, row.sheet, row.cell, row.units, row.is_own)
            for row in queries.troubles(self.connection, as_of, self.province)
        )
        concerned: dict[str, list[measures.Trouble]] = {}
        for trouble in troubles:
            for unit in trouble.units:
                concerned.setdefault(unit, []).append(trouble)
        units = (
            _submission(row, sent.get(row.code), concerned.get(row.code, ()))
            for row in queries.units(self.connection, as_of, self.province)
        )
        return measures.Submissions(as_of, tuple(units), troubles, self.rounding)

    def crosstab(
        self, as_of: date, by: Sequence[str], where: Mapping[str, str | None], *, of_total: bool = False
    ) -> measures.Crosstab:
        """People by several dimensions (names of `queries.DIMENSIONS`); `where`: dimension -> value, None: not said."""
        counts = queries.counts(self.connection, Selection(as_of), by, province=self.province, where=where)
        axes = [self._axis(as_of, name, position, counts, where) for position, name in enumerate(by)]
        return measures.crosstab(axes, counts, self.rounding, of_total=of_total)

    def _axis(
        self, as_of: date, name: str, position: int, counts: queries.Counts, where: Mapping[str, str | None]
    ) -> measures.Axis:
        """Places in the order of their codes: as the first dimension all that have a roster, else those with people."""
        if name not in _PLACE_OF or measures.is_listed(name):
            return measures.axis(name, position, counts)
        rows = [row for row in queries.units(self.connection, as_of, self.province) if row.has_roster]
        for dimension in where.keys() & _PLACE_OF.keys():
            rows = [row for row in rows if _PLACE_OF[dimension](row) == where[dimension]]
        rows.sort(key=lambda row: (row.district_code or "", row.code) if name.startswith("district") else (row.code,))
        known = [_PLACE_OF[name](row) for row in rows]
        other = sorted({key[position] or "" for key in counts} - set(known))
        values = dict.fromkeys(value for value in [*known, *other] if value)
        return measures.Axis(name, tuple(values), is_whole=position == 0)

    def _counts(self, selection: Selection, by: tuple[str, ...]) -> queries.Counts:
        return queries.counts(self.connection, selection, by, province=self.province)

    def _counts_of(self, selection: Selection, by: tuple[str, ...], field: str) -> queries.Counts:
        """People by `by` and a field; who has no IT has «none» of its kinds, which the field itself cannot say."""
        if field != "it_detail":
            return self._counts(selection, (*by, field))
        found: queries.Counts = {}
        for (*places, detail, it), number in self._counts(selection, (*by, field, "it")).items():
            key = (*places, "none" if detail is None and it == "none" else detail)
            found[key] = found.get(key, 0) + number
        return found

    def _profile(self, selection: Selection) -> measures.Profile:
        category, education, it = (
            {code: number for (code,), number in self._counts(selection, (field,)).items()} for field in _PROFILE_FIELDS
        )
        return measures.profile(category, education, it, self.rounding)

    def _tally(self, selection: Selection, by: str, field: str) -> dict[str | None, dict[str | None, int]]:
        """Place code -> field's code -> people."""
        tally: dict[str | None, dict[str | None, int]] = {}
        for (place, code), number in self._counts_of(selection, (by,), field).items():
            tally.setdefault(place, {})[code] = number
        return tally

    def _place_profile(
        self, tallies: dict[str, dict[str | None, dict[str | None, int]]], code: str
    ) -> measures.Profile:
        category, education, it = (tallies[field].get(code, {}) for field in _PROFILE_FIELDS)
        return measures.profile(category, education, it, self.rounding)

    def _register(self, selection: Selection) -> list[queries.UnitRow]:
        """The register's units that the selection's place and unit type leave."""
        return _within(queries.units(self.connection, selection.as_of, self.province), selection)

    def _places(
        self, selection: Selection, by: str, found: Mapping[str | None, object]
    ) -> list[tuple[str | None, str]]:
        """Code and name of the places with a roster in the order of their codes; no district last."""
        rows = [row for row in self._register(selection) if row.has_roster]
        if by == "unit":
            names: dict[str | None, str] = {row.code: row.name for row in rows}
        else:
            names = {row.district_code: row.district_name or vietnamese.NO_DISTRICT for row in rows}
        names |= {code: code or vietnamese.NO_DISTRICT for code in found if code not in names}
        return sorted(names.items(), key=lambda place: (place[0] is None, place[0] or ""))


def _submission(
    row: queries.UnitRow, sent: queries.SentRow | None, troubles: Sequence[measures.Trouble]
) -> measures.Submission:
    unit = measures.Submission(row.code, row.name, row.unit_type, row.district_code, row.district_name)
    if sent is None:
        return unit
    own = [trouble.severity for trouble in troubles if trouble.is_own]
    return replace(
        unit,
        people=sent.people,
        loaded_at=sent.loaded_at,
        import_id=sent.import_id,
        errors=own.count("error"),
        warnings=own.count("warning"),
        shared=len(troubles) - len(own),
        kinds=frozenset(trouble.code for trouble in troubles),
    )


def _coverage(rows: Iterable[queries.UnitRow]) -> Coverage:
    known = [row.has_roster for row in rows]
    return Coverage(sum(known), len(known))


def _within(register: Iterable[queries.UnitRow], selection: Selection) -> list[queries.UnitRow]:
    return [
        row
        for row in register
        if selection.district in (None, row.district_code)
        and selection.unit in (None, row.code)
        and selection.unit_type in (None, row.unit_type)
    ]


def _with_roster(rows: Iterable[queries.UnitRow]) -> set[str]:
    return {row.code for row in rows if row.has_roster}


def _same_place(selection: Selection, as_of: date, province: str) -> bool:
    """Tell whether the place was the same territory on both dates, whichever is the earlier."""
    earlier, later = sorted((as_of, selection.as_of))
    return is_comparable(province, earlier, later, district=selection.district, unit=selection.unit)
