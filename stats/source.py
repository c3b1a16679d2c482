"""The one source of a province's numbers, each question asked of the database once.

Everything above (`presentation`, `reports`, `dashboard`) takes a `StatisticsSource`; one lives as long as an export, or
as one state of the data that all visitors share.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from reference.bodies import Tier
from reference.provinces import province_name
from reference.territory import NEWEST
from reference.vietnamese import PROVINCIAL
from stats import measures, queries, registers, trends
from stats.cube import KINDS_OF_IT, Base, Conditions, Coverage, Cube, Question, counts_at, with_kinds
from stats.disclosure import Secrecy
from stats.filling import fill
from stats.measures.forms import FormList, FormTable
from stats.memo import Connect, MemoizedSource, question
from stats.names import Names
from stats.printed import PrintedDay, printed_days
from stats.registers import (
    PLACE_OF,
    axis_of,
    codes_with_roster,
    coverage_of,
    districts_in,
    districts_of_whole,
    homes_of,
    old_provinces_in,
    submissions_of,
    within,
)
from stats.scope import Scope
from stats.selection import PLACED, Selection, View, year_before
from stats.shares import Rounding, Rule
from stats.territories import Moving, Register, is_comparable, other_territory, register_of, reporting

_PROFILE_FIELDS = ("category", "education", "it")


class StatisticsSource(MemoizedSource):
    """The home province's figures under one rounding rule, each question asked once; answers are frozen values.

    `province`: its code of today; before a merger it stands for all that went into it and have rosters.
    At most `kept` answers are remembered, the longest unasked goes first. Several threads may ask at once: they share
    the answers, which nobody may change.
    """

    def __init__(
        self, connect: Connect, province: str, rounding: Rule = Rounding.HALF_UP, *, kept: int = 1_500
    ) -> None:
        super().__init__(connect, kept=kept)
        self.province, self.rounding = province, rounding
        self.secrecy: Secrecy | None = None

    @classmethod
    def of_connection(
        cls, connection: Connection, province: str, rounding: Rule = Rounding.HALF_UP
    ) -> "StatisticsSource":
        """Make a source that asks a connection which stays open, and so sees the database at one moment."""
        return cls(lambda: nullcontext(connection), province, rounding)

    @property
    def province_name(self) -> str:
        """The province's name of today, for letterheads; titles take that of their date from `names`."""
        return province_name(self.province, NEWEST)

    @question
    def dates(self, level: Tier = Tier.ALL) -> tuple[date, ...]:
        """List the dates that have data of a level, newest first."""
        return tuple(self._registers()[level])

    @question
    def levels(self, as_of: date) -> tuple[Tier, ...]:
        """List the levels of government that have data of a date."""
        return tuple(tier for tier in Tier if tier is not Tier.ALL and as_of in self._registers()[tier])

    @question
    def default_date(self) -> date | None:
        """Find the date to open with: the newest one of which at least half of the units have sent, else the newest."""
        by_day = self._registers()[Tier.COMMUNE] or self._registers()[Tier.ALL]
        return next((day for day, rows in by_day.items() if coverage_of(rows).is_half), next(iter(by_day), None))

    def register(
        self, as_of: date, territory: View = View.REPORTED, level: Tier = Tier.COMMUNE
    ) -> tuple[queries.UnitRow, ...]:
        """List the units of a level on a date under a view, in the order of their codes; whether each has figures."""
        return self._register(as_of, territory, level).rows

    def gaps(self, as_of: date, territory: View, level: Tier = Tier.COMMUNE) -> tuple[queries.UnitRow, ...]:
        """List the units of a view for which the figures of the units that reported cannot be summed, with reasons."""
        return tuple(row for row in self.register(as_of, territory, level) if row.gap[0])

    def names_of(self, selection: Selection) -> Names:
        """Name the places of a selection's date, view and level, for titles and choices."""
        return self.names(selection.as_of, selection.territory, selection.level)

    @question
    def names(self, as_of: date, territory: View = View.REPORTED, level: Tier = Tier.COMMUNE) -> Names:
        """Name the places of a date and level under a view."""
        register = self.register(as_of, territory, level)
        homes = [unit.name for unit in homes_of(register, self.province, as_of)]
        return Names(
            province_name(self.province, NEWEST if territory is View.TODAY else as_of),
            {row.code: row.name for row in districts_in(register, as_of)},
            {row.code: row.name for row in register},
            {row.code: row.district_code for row in register},
            tuple(homes) if len(homes) > 1 else (),
            *old_provinces_in(register, self.province, NEWEST if territory is View.TODAY else as_of),
        )

    @question
    def boundaries(self) -> dict[str, queries.Outline]:
        """Give the office's own boundaries of communes by code; none where maps have circles."""
        return self.ask(queries.boundaries)

    def cube(self, question: Question) -> Cube:
        """Count the question's people; its coverage is that of the selection's place on each date."""
        return self._cube(question)

    @question
    def _cube(self, question: Question) -> Cube:
        dates, selection = question.dates or (question.selection.as_of,), question.selection
        by_day = {day: self._register(day, selection.territory, selection.level) for day in dates}
        coverage = {day: coverage_of(within(register.rows, selection)) for day, register in by_day.items()}
        moving = Moving(question)
        if moving.is_needed:
            counts = moving.move(self._counts(*moving.to_ask, dates), by_day)
        else:
            counts = self._counts(selection, question.axes, question.where, dates)
        return Cube(question.axes, counts, coverage, question.base)

    @question
    def coverage(self, selection: Selection) -> Coverage:
        """Count the chosen place's units, and those that have a roster."""
        return coverage_of(self.rows_of(selection))

    @question
    def missing(self, selection: Selection) -> measures.MissingUnits:
        """List the selection's places without a roster; a province has whoever was reported, on any territory."""
        selection = selection.reported_where_whole()
        return measures.missing_units(self.rows_of(selection), by_district=selection.district is None)

    @question
    def overview(self, selection: Selection) -> measures.Overview:
        """Give the selection's profile, its change on the year before and its coverage.

        A change is given only of one territory, and where the same units, or all of them, have a roster on both dates.
        """
        now, coverage = self._profile(selection), coverage_of(self.rows_of(selection))
        before = year_before(self.dates(selection.level), selection.as_of)
        if before is None:
            return measures.Overview(now, None, coverage)
        held = self.comparison(selection, before)
        if not held.is_fair:
            return measures.Overview(now, None, coverage, held.gap, held.other)
        return measures.Overview(now, measures.changes(now, self._profile(selection.on(before)), before), coverage)

    @question
    def comparison(self, selection: Selection, day: date) -> measures.Comparison:
        """Tell whether the selection's figures may be held against those of another date; `overview` has the rule."""
        selection = selection.reported_where_whole()
        if not self._is_same_place(selection, day):
            other = other_territory(selection.on(day), self._register_of(selection.on(day)).rows, self.province)
            return measures.Comparison(is_fair=False, other=other)
        rows, others = self.rows_of(selection), self.rows_of(selection.on(day))
        now, then = coverage_of(rows), coverage_of(others)
        if codes_with_roster(rows) == codes_with_roster(others) or (now.is_complete and then.is_complete):
            return measures.Comparison(is_fair=True)
        gap = measures.Gap(selection.as_of, now, day, then) if then.units_with_roster else None
        return measures.Comparison(is_fair=False, gap=gap)

    @question
    def territory(self, selection: Selection) -> measures.Territory:
        """Count the chosen place's units in the register by type; of a whole province name its districts, too."""
        rows = self.rows_of(selection)
        is_part = selection.district or selection.unit or selection.unit_type
        districts = [] if is_part else districts_of_whole(rows, self.province, selection.as_of)
        return measures.territory((row.unit_type for row in rows), ((row.kind, row.name) for row in districts))

    @question
    def breakdown(self, selection: Selection, field: str, base: Base = Base.ALL) -> measures.Breakdown:
        """View the selection's people by one field; shares are of everybody, or of those who declare something."""
        return measures.breakdown_of(self._by_field(Question(selection, (field,), base=base)), field, self.rounding)

    @question
    def grouped(self, selection: Selection, field: str, by: str) -> measures.GroupedBreakdown:
        """View people by one field in each of the selection's places, also those without a roster; `by`: a `Level`."""
        rows = self.rows_of(selection)
        if measures.Level(by).is_gathered:
            communes = self.grouped(selection, field, "unit")
            return replace(communes, by=by, groups=registers.gathered(communes.groups, rows, by), without_roster=())
        slices = self._by_field(Question(selection, (by, field))).slices(by)
        coverages, province = registers.coverages_of(rows, by), selection.whole_province()
        known = registers.places_with_roster(rows, selection.territory, by, slices)
        if selection.level is not Tier.COMMUNE:
            known = [(code, name if code else PROVINCIAL) for code, name in known]

        def group(code: str | None, name: str) -> measures.Group:
            whole = self._whole(selection, (by, code), field, counts_at(slices, code, field))
            return measures.Group(code, name, whole, coverages.get(code))

        return measures.GroupedBreakdown(
            *(field, by, tuple(group(*place) for place in known), self.breakdown(province, field)),
            without_roster=tuple(group(*place) for place in registers.places_without_roster(rows, by, known)),
            coverage=self.missing(province).coverage,
        )

    @question
    def units(self, selection: Selection) -> tuple[measures.UnitMeasure, ...]:
        """Give every commune of the selection's register its figures, in the order of the codes."""
        profiles = self._profiles(selection, "unit")
        return tuple(
            measures.UnitMeasure(
                row.code,
                row.name,
                level="commune",
                unit_type=row.unit_type,
                district_code=row.district_code,
                district_name=row.district_name,
                coverage=Coverage(int(row.has_roster), 1),
                profile=profiles(row.code),
            )
            for row in self.rows_of(selection)
        )

    @question
    def districts(self, selection: Selection) -> tuple[measures.UnitMeasure, ...]:
        """Give every district its figures for the selection's kinds of people; a place within provinces is ignored."""
        around = selection.at(old_province=selection.old_province)
        profiles, register = self._profiles(around, "district"), self.rows_of(around)
        return tuple(
            measures.UnitMeasure(
                row.code,
                row.name,
                level="district",
                unit_type=row.kind,
                district_code=row.code,
                district_name=row.name,
                coverage=coverage_of(unit for unit in register if unit.district_code == row.code),
                profile=profiles(row.code),
            )
            for row in districts_in(register, selection.as_of)
        )

    @question
    def trend(self, selection: Selection, field: str) -> measures.Trend:
        """View the selection's people by one field on all dates up to its own, oldest first.

        A later date is left out: whoever looks at a date asks what was known of it then. The line of a commune begins
        with its territory: what its code stood for before is another unit. Of a date without rosters, or where printed
        counts tell more of the place's units than they, the counts speak.
        """
        return trends.trend(self, selection, field)

    @question
    def printed(self) -> dict[tuple[date, Tier], PrintedDay]:
        """Give the days and levels of which printed counts were loaded."""
        return printed_days(self.ask(queries.aggregates), self.province)

    @question
    def submissions(self, as_of: date, level: Tier = Tier.COMMUNE) -> measures.Submissions:
        """Tell of every unit of the register on a date whether its roster is there, and with which problems."""
        sent = {row.unit: row for row in self.ask(queries.sent, as_of, self.province)}
        rows = self.ask(queries.unit_problems, as_of, self.province)
        units, problems = submissions_of(self.register(as_of, level=level), sent, rows)
        return measures.Submissions(as_of, units, problems, self.rounding, level)

    def placed(self, selection: Selection) -> Mapping[str, queries.UnitRow | None]:
        """Give the row of the view that the people of each unit that reported count in; None: in no unit of it."""
        return self._register_of(selection).row_of

    def reporting(self, selection: Selection) -> tuple[str, ...] | None:
        """List the units that reported the people of a place under a view; None where the place's own code does."""
        return reporting(self._register_of(selection), selection)

    def reported_units(self, selection: Selection, where: Mapping[str, str | None]) -> tuple[str, ...] | None:
        """List the units that reported the people of a selection's place and of places in `where`, under a view.

        None where the places are those of the rosters themselves, or no place is chosen.
        """
        placed = {name: value for name in PLACED if (value := getattr(selection, name)) is not None} | dict(where)
        placed = {name: value for name, value in placed.items() if name in PLACE_OF}
        if not placed or (selection.territory is View.REPORTED and "old_province" not in placed):
            return None
        register = self._register_of(selection)
        return tuple(
            code
            for code in register.row_of
            if all(register.place(code, name) == value for name, value in placed.items())
        )

    def form(self, name: str, selection: Selection, people: Scope) -> FormTable | FormList:
        """Fill a form of `forms.all_forms()` for the selection's date and place, as `filling.fill`; never remembered.

        `people`: those who may be named to whoever asks.

        Raises KeyError for a name that no form has; FormError, with a sentence, where it cannot be given out.
        """
        return self.ask(fill, self.province, name, selection, people)

    def crosstab(
        self,
        as_of: date,
        by: Sequence[str],
        where: Mapping[str, str | None],
        *,
        of_total: bool = False,
        of_column: bool = False,
        territory: View = View.REPORTED,
        level: Tier = Tier.COMMUNE,
    ) -> measures.Crosstab:
        """View people by up to three dimensions (names of `queries.DIMENSIONS`).

        `where`: dimension -> value, None: those of whom the rosters do not say.
        """
        selection = Selection(as_of, territory=territory, level=level)
        counts = self._cube(Question(selection, tuple(by), where=tuple(where.items()))).counts
        register = self.rows_of(selection)
        axes = [axis_of(register, name, position, counts, where) for position, name in enumerate(by)]
        return measures.crosstab(axes, counts, self.rounding, of_total=of_total, of_column=of_column)

    # Parts of the answers

    def _by_field(self, question: Question) -> Cube:
        """Count by the question's last field. Who has no IT at all has «none» of its kinds, which IT itself tells."""
        if question.by[-1] != KINDS_OF_IT:
            return self._cube(question)
        return with_kinds(self._cube(replace(question, by=(*question.by, "it"))))

    def _whole(
        self, _selection: Selection, _place: tuple[str, str | None] | None, field: str, counts: Mapping[str | None, int]
    ) -> measures.Breakdown:
        """Give the breakdown of a selection's people, or of those of one place (dimension and code) in it."""
        return measures.breakdown(field, counts, self.rounding)

    def _of_printed(
        self, _selection: Selection, field: str, counts: Mapping[str | None, int]
    ) -> measures.Breakdown | None:
        """Give the breakdown of printed counts of a selection's place; None where they may not be given."""
        return measures.breakdown(field, counts, self.rounding)

    @question
    def _registers(self) -> dict[Tier, dict[date, list[queries.UnitRow]]]:
        """List the register of each level and date that has data, newest first."""
        return self.ask(queries.registers, self.province)

    @question
    def _register(self, as_of: date, territory: View, level: Tier) -> Register:
        reported = self._registers()[level].get(as_of) or self._without_rosters(as_of, level)
        return register_of(reported, territory, as_of, self.province, level)

    def _without_rosters(self, as_of: date, level: Tier) -> list[queries.UnitRow]:
        """List the units of a date without rosters, also those of a province merged later of which tables tell."""
        printed = self.printed().get((as_of, level))
        if printed is None:
            return queries.level_register(as_of, self.province, level, ())
        return [replace(row, has_roster=False) for row in printed.rows]

    def _register_of(self, selection: Selection) -> Register:
        return self._register(selection.as_of, selection.territory, selection.level)

    def _counts(
        self, selection: Selection, axes: Sequence[str], where: Conditions, dates: tuple[date, ...]
    ) -> queries.Counts:
        return self.ask(queries.counts, selection, axes, province=self.province, where=dict(where), dates=dates)

    def rows_of(self, selection: Selection) -> list[queries.UnitRow]:
        """List the register's units that the selection's place and unit type leave."""
        return within(self._register_of(selection).rows, selection)

    def _profile(self, selection: Selection) -> measures.Profile:
        category, education, it = (self._cube(Question(selection, (name,))).by(name) for name in _PROFILE_FIELDS)
        return measures.profile(category, education, it, self.rounding)

    def _profiles(self, selection: Selection, by: str) -> Callable[[str], measures.Profile]:
        """Prepare the profile of each place: its code -> its figures, of nobody where it has no people."""
        slices = {name: self._cube(Question(selection, (by, name))).slices(by) for name in _PROFILE_FIELDS}

        def profile(code: str) -> measures.Profile:
            category, education, it = (counts_at(slices[name], code, name) for name in _PROFILE_FIELDS)
            return measures.profile(category, education, it, self.rounding)

        return profile

    def _is_same_place(self, selection: Selection, as_of: date) -> bool:
        """Tell whether the place was the same territory on both dates, whichever is the earlier."""
        later = selection if as_of <= selection.as_of else selection.on(as_of)
        day = min(as_of, selection.as_of)
        view = replace(selection, unit_type=None).reported_where_whole().territory
        earlier, now = (self._register(on, view, selection.level).rows for on in (day, later.as_of))
        return is_comparable(later, earlier, day, now)
