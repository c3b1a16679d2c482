"""A filled form: its rows by unit or by person, its totals, and whether all that must add up does.

A form that does not add up is not given out (`FormError`); what the rosters do not say is said with the form.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import reference
from reference import vietnamese
from reference.forms import PEOPLE, Form, Identity

Counts = Mapping[str, int]
"""Key of a column or remainder -> people."""

_NAMED = 5
_UNTOLD = "Ô để trống của đơn vị đã gửi: danh sách của đơn vị không khai tiêu thức ở cột đó."


class FormError(ValueError):
    """A form that cannot be given out: a sentence in Vietnamese for whoever asked for it."""


@dataclass(frozen=True, slots=True)
class FormPlace:
    """A commune of the register, its district on the date (None: there is no district level)."""

    code: str
    name: str
    district_code: str | None
    district_name: str | None
    has_roster: bool


@dataclass(frozen=True, slots=True)
class FormRow:
    """A unit's line: `level` is district or unit; `counts` None: nobody has sent its roster.

    `parent` is the district's code where the district has a line of its own.
    """

    level: str
    code: str
    name: str
    parent: str | None
    counts: Counts | None
    given: Counts = field(default_factory=dict)
    """Key of a column -> what the unit was given (its quota), where it was; a district's is that of its units."""
    untold: frozenset[str] = frozenset()
    """The columns about something that nobody of the unit, or of the district, declares: their 0 is no number."""


@dataclass(frozen=True, slots=True)
class FormCheck:
    """An identity with the two sides of the whole form."""

    identity: Identity
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Filled:
    """The facts of a filled form: `scope` is province, district or unit; `missing` are the units without a roster."""

    form: Form
    as_of: date
    scope: str
    total: Counts
    checks: tuple[FormCheck, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormTable(Filled):
    """A form with a line for each unit: districts each followed by its communes, or communes alone."""

    rows: tuple[FormRow, ...]
    given: Counts = field(default_factory=dict)
    """The sums of what the units were given, by the keys of columns."""

    @property
    def untold(self) -> frozenset[str]:
        """The columns about something that nobody of all units declares: their total 0 is no number."""
        of_units = [row.untold for row in self.rows if row.counts is not None]
        return frozenset.intersection(*of_units) if of_units else frozenset()


Cell = str | int | None
"""The cells of a person's line: a text, a mark (1), or nothing."""


@dataclass(frozen=True, slots=True)
class FormGroup:
    """People under the same headings; `headings` as many as the form's groups, outermost first."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class FormList(Filled):
    """A form with a line for each person, one cell for each column; the running number begins anew in each group."""

    groups: tuple[FormGroup, ...]


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person for a form: where they work, in order of place; what may be shown of them; which rules hold."""

    unit_code: str
    workplace: str
    fields: Mapping[str, str | None]
    holds: Mapping[str, bool]


def form_table(
    form: Form,
    as_of: date,
    scope: str,
    places: Sequence[FormPlace],
    by_unit: Mapping[str | None, Counts],
    by_district: Mapping[str | None, Counts],
    whole: Counts,
) -> FormTable:
    """The form of these places from the counts of each unit, of each district as the rosters name it, and of all.

    Raises FormError where the register's units do not add up to them, where somebody is in no unit of the register, or
    where an identity fails.
    """
    strangers = set(by_unit) - {place.code for place in places}
    if strangers:
        raise FormError(f"{_refusal(form)} có người thuộc đơn vị không có trong danh mục: {_listed(strangers)}.")
    rows = tuple(_rows(form, scope, places, by_unit, by_district))
    units = [row for row in rows if row.level == "unit"]
    problems = _unequal("Tổng số", whole, units)
    for district in rows:
        if district.level == "district" and district.counts is not None:
            problems += _unequal(
                district.name, district.counts, [unit for unit in units if unit.parent == district.code]
            )
    for name, counts in [("Tổng số", whole), *((row.name, row.counts) for row in rows)]:
        problems += _violations(form, name, counts)
    _refuse(form, problems)
    return FormTable(
        form, as_of, scope=scope, total=dict(whole), checks=_checks(form, whole), missing=_missing(places), rows=rows
    )


def with_given(table: FormTable, numbers: Mapping[str, Mapping[str, int]]) -> FormTable:
    """Put what units were given beside what was counted; `numbers`: key of a column -> code of a unit -> number."""

    def given(codes: Iterable[str]) -> Counts:
        known = {key: [of[code] for code in codes if code in of] for key, of in numbers.items()}
        return {key: sum(values) for key, values in known.items() if values}

    units = [row for row in table.rows if row.level == "unit"]
    codes = {row.code: [unit.code for unit in units if unit.parent == row.code] for row in table.rows}
    rows = tuple(
        replace(row, given=given(codes[row.code] if row.level == "district" else [row.code])) for row in table.rows
    )
    return replace(table, rows=rows, given=given([unit.code for unit in units]))


def with_untold(table: FormTable, untold: Mapping[str, frozenset[str]]) -> FormTable:
    """Mark the columns that nobody of a unit tells, `untold` by its code; a district's are those of all its units."""

    def of(row: FormRow) -> frozenset[str]:
        units = [each for each in table.rows if each.parent == row.code] if row.level == "district" else [row]
        silent = [untold[each.code] for each in units if each.code in untold]
        return frozenset.intersection(*silent) if silent else frozenset()

    return replace(table, rows=tuple(replace(row, untold=of(row)) for row in table.rows))


def form_list(
    form: Form, as_of: date, scope: str, places: Sequence[FormPlace], people: Sequence[ListedPerson]
) -> FormList:
    """The form of these people. Raises FormError where an identity fails for the whole or for one person."""
    total = {key: sum(person.holds[key] for person in people) for key in form.rules()}
    problems = _violations(form, "Tổng số", total)
    for person in people:
        problems += _violations(form, person.workplace, person.holds)
    _refuse(form, problems)
    headings = {place.code: _heading(place, scope) for place in places}
    groups: dict[tuple[str, ...], list[ListedPerson]] = {}
    for person in sorted(people, key=_order(form)):
        groups.setdefault(_headings(form, person, headings, scope), []).append(person)
    filled = tuple(
        FormGroup(names, tuple(_line(form, number, person) for number, person in enumerate(members, start=1)))
        for names, members in groups.items()
    )
    return FormList(
        form, as_of, scope=scope, total=total, checks=_checks(form, total), missing=_missing(places), groups=filled
    )


# What is said with a form


def remarks(filled: Filled) -> tuple[str, ...]:
    """The sentences under a form: who is missing, what was not declared, whom no column holds."""
    remainders = {
        kind: [rest for rest in filled.form.remainders if rest.kind == kind and filled.total[rest.key]]
        for kind in ("undeclared", "no_column", "remark")
    }
    sentences = []
    if filled.missing:
        names = "; ".join(filled.missing)
        sentences.append(f"Chưa có danh sách của {vietnamese.number(len(filled.missing))} đơn vị (để trống): {names}.")
    for kind, opening in (("undeclared", "Không khai"), ("no_column", "Không có cột trong biểu")):
        parts = [f"{rest.label} {vietnamese.number(filled.total[rest.key])} người" for rest in remainders[kind]]
        sentences += [f"{opening}: {'; '.join(parts)}."] if parts else []
    if isinstance(filled, FormTable):
        if any(row.untold for row in filled.rows):
            sentences.append(_UNTOLD)
        sentences += _about_given(filled)
    sentences += [rest.label.format(n=vietnamese.number(filled.total[rest.key])) for rest in remainders["remark"]]
    return tuple(sentences)


def _about_given(table: FormTable) -> Iterable[str]:
    """Say which units lack what a column shows as given, where any unit has it."""
    for column in (column for column in table.form.columns if column.given and column.key in table.given):
        without = [row.name for row in table.rows if row.level == "unit" and column.key not in row.given]
        if without:
            number = vietnamese.number(len(without))
            yield f"Cột ({column.number}): chưa có biên chế giao của {number} đơn vị (để trống): {'; '.join(without)}."


def identity_words(form: Form, identity: Identity) -> str:
    """«(6) + (7) + không khai: cán bộ hay công chức = (1)»."""
    relation = "=" if identity.is_equal else "≤"
    left = " + ".join(_side(form, key) for key in identity.parts)
    return f"{left} {relation} {_side(form, identity.whole)}"


def _side(form: Form, key: str) -> str:
    number = form.number_of(key)
    if number:
        return f"({number})"
    if key == PEOPLE:
        return "số người"
    rest = next(rest for rest in form.remainders if rest.key == key)
    return f"không khai: {rest.label}" if rest.kind == "undeclared" else rest.label


# Rows


def _rows(
    form: Form,
    scope: str,
    places: Sequence[FormPlace],
    by_unit: Mapping[str | None, Counts],
    by_district: Mapping[str | None, Counts],
) -> Iterable[FormRow]:
    nobody = dict.fromkeys(form.rules(), 0)
    districts = {place.district_code: place.district_name for place in places} if scope == "province" else {}
    for place in (place for place in places if place.district_code not in districts or place.district_code is None):
        yield FormRow("unit", place.code, place.name, None, _counts(place, by_unit, nobody))
    for code, name in sorted((code, name or code) for code, name in districts.items() if code is not None):
        own = [place for place in places if place.district_code == code]
        sent = any(place.has_roster for place in own)
        yield FormRow("district", code, name, None, by_district.get(code, nobody) if sent else None)
        for place in own:
            yield FormRow("unit", place.code, place.name, code, _counts(place, by_unit, nobody))


def _counts(place: FormPlace, by_unit: Mapping[str | None, Counts], nobody: Counts) -> Counts | None:
    return by_unit.get(place.code, nobody) if place.has_roster else None


def _missing(places: Iterable[FormPlace]) -> tuple[str, ...]:
    return tuple(place.name for place in places if not place.has_roster)


# People


def _order(form: Form) -> "_Order":
    ranks: dict[str, int] = {}
    for row in reference.rows("positions"):
        ranks.setdefault(row["title"], len(ranks))
    return _Order(ranks, "position" in form.groups)


@dataclass(frozen=True, slots=True)
class _Order:
    """By unit; within it by post in the order of the decrees where the form groups by post; else as in the file."""

    ranks: Mapping[str, int]
    by_post: bool

    def __call__(self, person: ListedPerson) -> tuple[str, int, str]:
        post = person.fields["position"] or ""
        if not self.by_post:
            return person.unit_code, 0, ""
        return (
            person.unit_code,
            self.ranks.get(post.split("; ")[0], len(self.ranks)) if post else len(self.ranks) + 1,
            post,
        )


def _heading(place: FormPlace, scope: str) -> str:
    is_wide = scope == "province" and place.district_name
    return f"{place.name} – {place.district_name}" if is_wide else place.name


def _headings(form: Form, person: ListedPerson, units: Mapping[str, str], scope: str) -> tuple[str, ...]:
    """The headings that a person stands under; one unit alone needs none of its own."""
    names = []
    for group in form.groups:
        if group == "unit" and scope != "unit":
            names.append(units.get(person.unit_code, person.workplace))
        elif group == "position":
            names.append(_post(person) or "Không khai chức vụ, chức danh")
    return tuple(names)


def _post(person: ListedPerson) -> str | None:
    post = person.fields["position"]
    return post and post.replace("; ", ", ")


def _line(form: Form, number: int, person: ListedPerson) -> tuple[Cell, ...]:
    shown: dict[str, Cell] = {
        **person.fields,
        "ordinal": number,
        "unit_name": person.workplace,
        "position": _post(person),
    }
    cells: list[Cell] = []
    for column in form.columns:
        holds = column.counts is None or person.holds[column.key]
        cells.append((shown[column.shows] if column.shows else 1 if column.is_counted else None) if holds else None)
    return tuple(cells)


# What must add up


def _checks(form: Form, counts: Counts) -> tuple[FormCheck, ...]:
    return tuple(
        FormCheck(identity, sum(counts[key] for key in identity.parts), counts[identity.whole])
        for identity in form.identities
    )


def _violations(form: Form, name: str, counts: Counts | None) -> list[str]:
    """The identities that a line breaks, and the columns that hold more people than there are."""
    if counts is None:
        return []
    differences = [
        f"{name}: {identity_words(form, check.identity)}, mà đếm được {check.left} và {check.right}"
        for check in _checks(form, counts)
        if (check.left != check.right if check.identity.is_equal else check.left > check.right)
    ]
    full = counts[PEOPLE]
    return differences + [f"{name}: {_side(form, key)} nhiều hơn số người" for key, n in counts.items() if n > full]


def _unequal(name: str, counted: Counts, units: Iterable[FormRow]) -> list[str]:
    """List where the sum of the units is not what was counted at once."""
    known = [row.counts for row in units if row.counts is not None]
    sums = {key: sum(counts[key] for counts in known) for key in counted}
    return [
        f"{name}: cộng các đơn vị được {vietnamese.number(sums[key])}, đếm chung được {vietnamese.number(number)}"
        for key, number in counted.items()
        if sums[key] != number
    ]


def _refuse(form: Form, problems: Sequence[str]) -> None:
    if problems:
        more = f"; và {len(problems) - _NAMED} chỗ khác" if len(problems) > _NAMED else ""
        raise FormError(f"{_refusal(form)} số liệu chưa khớp: {'; '.join(problems[:_NAMED])}{more}.")


def _refusal(form: Form) -> str:
    return f"Không xuất được biểu {form.code} vì"


def _listed(codes: Iterable[str | None]) -> str:
    return ", ".join(sorted(code or "?" for code in codes))
