"""The source of what is published: it gives no count that points at persons, and none that gives one away."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import reference
from reference.bodies import Tier
from reference.fields import catalogue, kept_back
from stats import measures, queries
from stats.cube import Base, Cube, Question
from stats.disclosure import Secrecy, Way, given, rounded
from stats.disclosure.tables import ALL, Code, People, Protected, by_code, distinct, headcounts, sums_of
from stats.measures import UNIVERSITY_OR_HIGHER, WITH_IT_EVIDENCE
from stats.measures.forms import FormList, FormTable
from stats.measures.level_groups import group_of, is_grouped, level_groups
from stats.memo import Connect
from stats.registers import PLACE_OF, within
from stats.scope import Scope
from stats.selection import Selection, View
from stats.shares import Rounding, Rule
from stats.source import StatisticsSource

_TOGETHER = {"education": (UNIVERSITY_OR_HIGHER,), "it": (WITH_IT_EVIDENCE,)}
_DIMENSIONS = ("unit", "district", "unit_type", "old_province")
_MOST_PARTS = 24
"""The parts of a family's release that are solved in seconds: a roster's kinds of IT and their levels are about 14."""
_NOT_CROSSED = (
    "Bảng chéo có tiêu thức {fields} không đưa ra ngoài: đặt cạnh bảng theo từng nơi của cùng ngày thì tính ra được số "
    "người ít đã giữ kín. Hãy đóng dấu «LƯU HÀNH NỘI BỘ», bỏ tiêu thức đó khỏi bảng, hoặc ở trang Thiết lập chọn làm "
    "tròn mọi số người đến 5 khi công bố."
)


class NotGivenError(Exception):
    """A question whose answer would name or single out people; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A field's protected table of one day: the number of each set of units, and the codes shown as one.

    `cells`: the cell of the protected table that a code or group has there, where it is another than itself.
    """

    places: Mapping[frozenset[str | None], int]
    codes: tuple[str | None, ...]
    together: tuple[tuple[str, ...], ...]
    protected: Protected
    cells: Mapping[Code, Code]

    def count(self, units: frozenset[str | None], kind: str | None, code: Code) -> int | None:
        """Give the people of a set of units that may be shown; None where they are hidden or nobody shows the set."""
        place = self.places.get(units)
        return None if place is None else self.protected.count(place, kind, self.cells.get(code, code))


class ProtectedSource(StatisticsSource):
    """A source under a `Secrecy`: charts, tables, sentences and files made of it have what it gives and no more.

    What is kept back depends on the data alone: places under every view, the categories and the levels of a day.
    """

    def __init__(
        self, connect: Connect, province: str, secrecy: Secrecy, rounding: Rule = Rounding.HALF_UP, *, kept: int = 2_000
    ) -> None:
        super().__init__(connect, province, rounding, kept=kept)
        self.secrecy = secrecy
        self._rule = secrecy

    # What may be asked

    def cube(self, question: Question) -> Cube:
        """Count people by fields that are not kept back; raises NotGivenError for others."""
        self._refuse(*question.by, *(name for name, _ in question.where))
        return super().cube(question)

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
        """View people by several fields that are not kept back; raises NotGivenError for others."""
        self._refuse(*by, *where)
        return super().crosstab(
            as_of, by, where, of_total=of_total, of_column=of_column, territory=territory, level=level
        )

    def form(self, name: str, selection: Selection, people: Scope) -> FormTable | FormList:
        """Fill a statutory form; raises NotGivenError for the public, for it has exact numbers."""
        if self._rule.fields is None:
            raise NotGivenError(
                "Biểu theo mẫu ghi số chính xác của từng đơn vị nên không lập ở chế độ công bố. "
                "Hãy bỏ chế độ công bố, hoặc chọn «Bảng số liệu để dùng lại»."
            )
        return super().form(name, selection, people)

    def keeps_back(self, *fields: str) -> bool:
        """Tell whether a count by these fields may not leave as it is."""
        return self._rule.fields is None or any(map(self._rule.covers, fields))

    def crossed(self, question: Question) -> Cube:
        """Count people for a cross-table, to be rounded (rule 13); raises NotGivenError as `cross_refusal` says."""
        if refusal := self.cross_refusal(*question.by, *(name for name, _ in question.where)):
            raise NotGivenError(refusal)
        return super().cube(question)

    def cross_refusal(self, *fields: str) -> str:
        """Say why these fields cannot be crossed, «» where they can.

        Rounded crosses agree with tables that are rounded, too. Beside tables that hide small counts and keep exact
        sums, they would bound the hidden ones until some are computed.
        """
        kept = [name for name in dict.fromkeys(fields) if self.keeps_back(name)]
        if not kept or self._rule.way is Way.ROUND:
            return ""
        words = ", ".join(reference.field_label(name) for name in kept)
        return _NOT_CROSSED.format(fields=words)

    def _refuse(self, *fields: str) -> None:
        if self.keeps_back(*fields):
            raise NotGivenError("Ở chế độ công bố không lấy được số đếm chưa qua quy tắc giữ kín số nhỏ.")

    def breakdown(self, selection: Selection, field: str, base: Base = Base.ALL) -> measures.Breakdown:
        """View people by one field; counts are withheld or rounded."""
        if not self._rule.covers(field):
            return super().breakdown(selection, field, base)
        return self._given(selection, self._units_of(selection), field, base)

    def submissions(self, as_of: date, level: Tier = Tier.COMMUNE) -> measures.Submissions:
        """Tell who has sent; the people of a unit are withheld where they are few."""
        whole = super().submissions(as_of, level)
        if self._rule.fields is not None:
            return whole
        units = tuple(
            unit if unit.people is None else replace(unit, people=self._headcount(as_of, frozenset({unit.code})))
            for unit in whole.units
        )
        return replace(whole, units=units)

    # Parts of the answers

    def _whole(
        self, selection: Selection, place: tuple[str, str | None] | None, field: str, counts: Mapping[str | None, int]
    ) -> measures.Breakdown:
        if not self._rule.covers(field):
            return super()._whole(selection, place, field, counts)
        units = self._units_of(selection)
        if place is not None:
            row_of = self._register_of(selection).row_of
            units &= {unit for unit, row in row_of.items() if (PLACE_OF[place[0]](row) if row else None) == place[1]}
        return self._given(selection, units, field)

    def _of_printed(
        self, selection: Selection, field: str, counts: Mapping[str | None, int]
    ) -> measures.Breakdown | None:
        """Give printed counts of whole provinces alone, small ones withheld: what lies in them could be told apart."""
        if not self._rule.covers(field):
            return super()._of_printed(selection, field, counts)
        if selection.is_narrowed or selection.category is not None:
            return None
        everywhere = frozenset({""})
        people = People({("", ALL, code): number for code, number in counts.items()}, (everywhere,), frozenset())
        table = self.protected(people)
        shown = {code: given(table.count(0, ALL, code)) for code, number in counts.items() if number}
        total = given(table.count(0, ALL, ALL))
        return measures.protected_breakdown(field, shown, total, self.rounding)

    def _profile(self, selection: Selection) -> measures.Profile:
        return self._profile_of(self.breakdown(selection, name) for name in ("category", "education", "it"))

    def _profiles(self, selection: Selection, by: str) -> Callable[[str], measures.Profile]:
        fields = ("category", "education", "it")
        groups = {name: {g.code: g.breakdown for g in self.grouped(selection, name, by).groups} for name in fields}

        def profile(code: str) -> measures.Profile:
            nobody = {name: measures.breakdown(name, {}, self.rounding) for name in fields}
            return self._profile_of(groups[name].get(code, nobody[name]) for name in fields)

        return profile

    def _profile_of(self, wholes: Iterable[measures.Breakdown]) -> measures.Profile:
        category, education, it = wholes
        return measures.Profile(
            category.base,
            category,
            education=education,
            it=it,
            university=measures.combined_share(education, UNIVERSITY_OR_HIGHER),
            it_evidence=measures.combined_share(it, WITH_IT_EVIDENCE),
        )

    def _units_of(self, selection: Selection) -> frozenset[str | None]:
        """Find the units that reported the people of a selection's place."""
        register = self._register_of(selection)
        if not selection.is_narrowed:
            return self._people_on(selection.as_of, selection.level)
        rows = {row.code for row in within(register.rows, selection)}
        return frozenset(unit for unit, row in register.row_of.items() if row and row.code in rows)

    def _given(
        self, selection: Selection, units: frozenset[str | None], field: str, base: Base = Base.ALL
    ) -> measures.Breakdown:
        """Give the breakdown of a set of units: what is kept back is withheld, or everything is rounded."""
        units &= self._people_on(selection.as_of, Tier.ALL)
        kind = selection.category or ALL
        if field == "category":
            table = self._headcounts(selection.as_of)
            counts = {code: self._count(table, units, ALL, code) for code in table.codes if kind in (ALL, code)}
            total = self._count(table, units, ALL, ALL if kind == ALL else kind)
        else:
            table = self._by_code(selection.as_of, field)
            counts = {code: self._count(table, units, kind, code) for code in table.codes}
            total = self._headcount(selection.as_of, units, kind)
        groups = {codes: self._count(table, units, kind, codes) for codes in table.together}
        shown = {code: count for code, count in counts.items() if count}
        return measures.protected_breakdown(field, shown, total=total, rounding=self.rounding, of=base, together=groups)

    def _headcount(self, as_of: date, units: frozenset[str | None], kind: str = ALL) -> int:
        return self._count(self._headcounts(as_of), units & self._people_on(as_of, Tier.ALL), ALL, kind)

    def _count(self, table: _Table, units: frozenset[str | None], kind: str, code: Code) -> int:
        return given(table.count(units, kind, code)) if units else 0

    # The tables

    def _people_on(self, as_of: date, level: Tier) -> frozenset[str | None]:
        return self.derive(_units_with_people, as_of, level)

    def _headcounts(self, as_of: date) -> _Table:
        return self.derive(_headcounts, as_of)

    def _by_code(self, as_of: date, field: str) -> _Table:
        return self.derive(_by_code, as_of, _family(field))[field]

    def places(self, as_of: date) -> tuple[frozenset[str | None], ...]:
        """List the sets of units whose people are shown together under any view of territory."""
        everybody = self._people_on(as_of, Tier.ALL)
        sets: dict[tuple[object, ...], set[str | None]] = {}
        for level, view in product(Tier, View):
            for unit, row in self._register(as_of, view, level).row_of.items():
                code, district, kind, home = (PLACE_OF[name](row) if row else None for name in _DIMENSIONS)
                for key in (
                    *(("unit", code), ("district", district), ("type", kind), (district, kind)),
                    *(("old_province", home), ("old_province", home, kind)),
                ):
                    sets.setdefault((level, view, *key), set()).add(unit)
        wholes = [self._people_on(as_of, level) for level in Tier]
        alone = [{unit} for unit in everybody]
        return distinct([*(members & everybody for members in sets.values()), *alone, *wholes])

    def protected(self, people: People, totals: Protected | None = None) -> Protected:
        """Keep back what is small in a table, or round all of it."""
        if self._rule.way is Way.ROUND:
            return Protected({key: rounded(count) for key, count in sums_of(people).items()}, frozenset())
        smallest = self._rule.smallest
        return headcounts(people, smallest) if totals is None else by_code(people, smallest, totals)


def _units_with_people(source: ProtectedSource, as_of: date, level: Tier) -> frozenset[str | None]:
    return frozenset(unit for (unit,) in source._cube(Question(Selection(as_of, level=level), ("unit",))).counts)


def _headcounts(source: ProtectedSource, as_of: date) -> _Table:
    counts = source._cube(Question(Selection(as_of, level=Tier.ALL), ("unit", "category"))).counts
    people = People({(unit, ALL, kind): n for (unit, kind), n in counts.items()}, source.places(as_of), frozenset())
    return _table(people, source.protected(people), people.codes())


def _family(field: str) -> tuple[str, ...]:
    """List the fields of which each tells something of the others: who has no IT has no kind of it."""
    fields = catalogue()
    root = fields[field].detail_of or field
    return (root, *(each.name for each in fields.values() if each.detail_of == root))


def _by_code(source: ProtectedSource, as_of: date, fields: tuple[str, ...]) -> dict[str, _Table]:
    """Protect the tables of a family of fields as one release, whose parts are the codes that people have in all.

    Of too many parts the solver would take minutes: the first field is protected alone then, and the others, of which
    nothing may be known beside it, are shown nowhere.
    """
    asked = source._cube(Question(Selection(as_of, level=Tier.ALL), ("unit", "category", *fields))).counts
    nothing = {catalogue()[fields[0]].none} - {""}  # a religion has no code of its own for nothing
    shown = {field: _shown_codes(field, {key[2 + at] for key in asked} | nothing) for at, field in enumerate(fields)}
    counts: dict[tuple[str | None, str | None, str | None], int] = {}
    parts_of: dict[str, dict[str | None, list[str | None]]] = {field: {} for field in fields}
    for (unit, kind, *own), number in sorted(asked.items(), key=str):
        codes = [shown[field][code] for field, code in zip(fields, _of_all(fields, own), strict=True)]
        part = codes[0] if len(fields) == 1 else "/".join(code or "" for code in codes)
        counts[unit, kind, part] = counts.get((unit, kind, part), 0) + number
        for field, code in zip(fields, codes, strict=True):
            parts = parts_of[field].setdefault(code, [])
            parts += [part] if part not in parts else []
    groups = {field: _groups(field, parts_of[field]) for field in fields}
    if len(fields) > 1 and len({part for _, _, part in counts}) > _MOST_PARTS and source._rule.way is Way.HIDE:
        first = _by_code(source, as_of, fields[:1])
        nowhere = replace(first[fields[0]], places={})
        return first | {
            field: replace(nowhere, codes=tuple(parts_of[field]), together=groups[field]) for field in fields[1:]
        }
    cells = {field: _cells(parts_of[field], groups[field]) for field in fields}
    seen = {cell for each in cells.values() for cell in each.values()}
    people = People(
        counts,
        source.places(as_of),
        frozenset(kind for _, kind, _ in counts if kind is not None),
        tuple(sorted(cell for cell in seen if isinstance(cell, tuple))),
        frozenset(part for _, _, part in counts) - seen,
    )
    hidden = source.protected(people, source._headcounts(as_of).protected)
    return {field: _table(people, hidden, tuple(parts_of[field]), groups[field], cells[field]) for field in fields}


def _of_all(fields: Sequence[str], codes: Sequence[str | None]) -> Iterable[str | None]:
    """Give the codes of people in a family: who has nothing of the first field has «none» of its kinds, too."""
    nothing = catalogue()[fields[0]].none
    return (nothing if code is None and nothing and codes[0] == nothing else code for code in codes)


def _groups(field: str, codes: Collection[str | None]) -> tuple[tuple[str, ...], ...]:
    """List the codes of a field that are shown as one, of those that anybody has."""
    groups = level_groups(field) if is_grouped(field) else ()
    wanted = [*(group.members for group in groups), *_TOGETHER.get(field, ())]
    known = [tuple(code for code in group if code in codes) for group in wanted]
    return tuple(dict.fromkeys(group for group in known if len(group) > 1))


def _cells(parts_of: Mapping[str | None, Sequence[str | None]], groups: Iterable[tuple[str, ...]]) -> dict[Code, Code]:
    """Give the cell of each code and group: its one part, or its parts as one."""

    def cell(codes: Iterable[str | None]) -> Code:
        parts = [part for code in codes for part in parts_of[code]]
        return parts[0] if len(parts) == 1 else tuple(sorted(part or "" for part in parts))

    return {**{code: cell([code]) for code in parts_of}, **{group: cell(group) for group in groups}}


def _shown_codes(field: str, codes: Iterable[str | None]) -> dict[str | None, str | None]:
    """Map codes to what can be seen: of texts that are shown in groups alone, one stands for its group."""
    if measures.is_listed(field) or not is_grouped(field):
        return {code: code for code in codes}
    first: dict[str, str] = {}
    return {
        code: code if code is None else first.setdefault(group_of(field, code).code, code)
        for code in sorted(codes, key=str)
    }


def _table(
    people: People,
    protected: Protected,
    codes: tuple[str | None, ...],
    together: tuple[tuple[str, ...], ...] = (),
    cells: Mapping[Code, Code] | None = None,
) -> _Table:
    places = {units: number for number, units in enumerate(people.places)}
    return _Table(places, codes, together, protected, cells or {})


def protected(source: StatisticsSource, secrecy: Secrecy) -> ProtectedSource:
    """Protect a source's figures; what was kept back once is not chosen again while the source lives."""
    return source.derive(_protected, secrecy)


def _protected(source: StatisticsSource, secrecy: Secrecy) -> ProtectedSource:
    return ProtectedSource(source.connect, source.province, secrecy, source.rounding)


SMALLEST, WAY = "secrecy_smallest", "secrecy_way"
"""Names of the office's settings."""


def rule_of(source: StatisticsSource, *, is_for_all: bool) -> Secrecy:
    """Give the office's rule: for what is published of all fields, else of the sensitive ones alone."""
    chosen = source.ask(queries.setting, SMALLEST, "")
    smallest = int(chosen) if chosen.isdigit() else int(reference.limit("smallest_published"))
    way = source.ask(queries.setting, WAY, "")
    return Secrecy(max(2, smallest), Way(way) if way in set(Way) else Way.HIDE, None if is_for_all else kept_back())


def leaving(source: StatisticsSource, *, is_internal: bool) -> StatisticsSource:
    """Give the source of a file: all that there is for internal use, else one that keeps the sensitive fields back."""
    return source if is_internal else protected(source, rule_of(source, is_for_all=False))
