"""Rows of tables for people, with Vietnamese headers, from measures; numbers stay numbers, missing ones are None.

Pages show them as they are. `presentation.tables` makes pandas frames of them for files: pandas holds 80 MB, which a
process that only shows pages need not load.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import reference
from presentation import completeness, labels
from reference import vietnamese
from stats.disclosure import is_untold
from stats.measures import Breakdown, Group, GroupedBreakdown, Level, Submission, Submissions, UnitMeasure

Value = str | int | float | date | datetime | None
PEOPLE = "Số người"
TOTAL = "Tổng số"
DISTRICT = "Đơn vị cấp huyện"
LOADED = "Nạp lúc"
UNIT = "Đơn vị"
CODE = "Mã"
SHARED = "Vấn đề chung của tệp"
SENT_SHARE = "Đã gửi (%)"
WHOLE_FILE = "Cả tệp"


@dataclass(frozen=True, slots=True)
class Rows:
    """A table's headers and its rows, each as long as the headers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def column(self, header: str) -> tuple[Value, ...]:
        """Give the values under a header."""
        place = self.headers.index(header)
        return tuple(row[place] for row in self.rows)

    def without(self, headers: Collection[str]) -> "Rows":
        """Leave columns out."""
        kept = [place for place, header in enumerate(self.headers) if header not in headers]
        rows = (tuple(row[place] for place in kept) for row in self.rows)
        return Rows(tuple(self.headers[place] for place in kept), tuple(rows))

    def beside(self, headers: Iterable[str], rows: Iterable[Sequence[Value]]) -> "Rows":
        """Put more columns behind these, one row each."""
        joined = tuple((*row, *more) for row, more in zip(self.rows, rows, strict=True))
        return Rows((*self.headers, *headers), joined)

    def without_empty(self) -> "Rows":
        """Leave out columns that have no value in any row."""
        return self.without([header for header in self.headers if all(value is None for value in self.column(header))])


def per_cent(share: Decimal | None) -> float | None:
    """Give a share as a number of per cent; of too few people it is missing."""
    return None if share is None else float(share)


def grouped_rows(grouped: GroupedBreakdown, *, shares: bool = False) -> Rows:
    """Give one row a place: name, people, then a column a part (people, or per cent with `shares`); the province last.

    A place of too few people has no shares: they are missing, and so is what nobody of a place declares.
    """
    place = labels.level_name(Level(grouped.by))
    codes = codes_of(grouped)
    places = [*grouped.groups, *grouped.without_roster]
    heads = [reference.code_label(grouped.field, code) + (" (%)" if shares else "") for code in codes]
    rows = [
        _group_row(completeness.covered(group.name, group.coverage), group.breakdown, codes, shares=shares)
        if group.is_known
        else (completeness.covered(group.name, group.coverage), *[None] * (1 + len(codes)))
        for group in places
    ]
    whole = completeness.covered("Toàn tỉnh", grouped.coverage)
    rows.append(_group_row(whole, grouped.province, codes, shares=shares))
    return Rows((place, TOTAL, *heads), tuple(rows))


def codes_of(grouped: GroupedBreakdown) -> list[str | None]:
    """List the codes of the columns of `grouped_rows` behind everybody."""
    return _codes([*grouped.groups, Group(None, "", grouped.province)])


def _codes(groups: Iterable[Group]) -> list[str | None]:
    """List every group's codes in the order of the list, «Không khai» last where any group has it."""
    codes = {part.code: None for group in groups for part in group.breakdown.parts}
    return [*(code for code in codes if code is not None), *([None] if None in codes else [])]


def _group_row(name: str, breakdown: Breakdown, codes: Iterable[str | None], *, shares: bool) -> tuple[Value, ...]:
    nobody = (0.0 if breakdown.has_shares else None) if shares else 0
    parts = {part.code: per_cent(part.share) if shares else _known(part.count) for part in breakdown.parts}
    return (name, breakdown.people, *(parts.get(code, nobody) for code in codes))


def _known(count: int) -> int | None:
    return None if is_untold(count) else count


UNIT_COUNTS = (TOTAL, "Cán bộ", "Công chức")
UNIT_SHARES = ("Đại học trở lên (%)", "Có trình độ, chứng chỉ tin học (%)")


def units_rows(units: Iterable[UnitMeasure]) -> Rows:
    """Give one row a place: code, name, district, type, people, cadres, civil servants, two shares in per cent.

    Where a place has no roster its numbers are missing, not 0; where it has too few people its shares are.
    """
    return Rows((CODE, UNIT, DISTRICT, "Loại", *UNIT_COUNTS, *UNIT_SHARES), tuple(map(_unit_row, units)))


def _unit_row(unit: UnitMeasure) -> tuple[Value, ...]:
    profile = unit.profile
    kind = reference.code_label("unit_type", unit.unit_type)
    kind = vietnamese.district_kind(unit.unit_type) if kind == unit.unit_type else kind
    numbers: list[Value] = [
        profile.headcount,
        _known(profile.category.part("cadre").count),
        _known(profile.category.part("civil_servant").count),
        per_cent(profile.university.share),
        per_cent(profile.it_evidence.share),
    ]
    has_roster = unit.coverage.units_with_roster > 0
    return (unit.code, unit.name, unit.district_name, kind, *(numbers if has_roster else [None] * len(numbers)))


def submissions_rows(units: Iterable[Submission]) -> Rows:
    """Give one row a unit: name, how far it is, district, people, when it was loaded (Viet Nam's clock), its problems.

    Where a unit has not sent its numbers are missing, not 0.
    """
    problems = ("Lỗi đã chấp nhận", "Cảnh báo", SHARED)
    headers = (UNIT, "Trạng thái", DISTRICT, PEOPLE, LOADED, *problems, "Lần nạp")
    rows = tuple(
        (
            unit.name,
            labels.submission_status(unit.status),
            unit.district_name,
            unit.people,
            vietnamese.in_viet_nam(unit.loaded_at).replace(tzinfo=None) if unit.loaded_at else None,
            *([None] * len(problems) if unit.people is None else [unit.errors, unit.warnings, unit.shared]),
            unit.import_id,
        )
        for unit in units
    )
    return Rows(headers, rows)


def progress_rows(submissions: Submissions) -> Rows:
    """Give one row a district, in the measure's order: units missing, sent, sent per cent, doubtful, all of them."""
    rows = tuple(
        (district.name, district.missing, district.sent, float(district.share), district.doubtful, district.total)
        for district in submissions.districts
    )
    return Rows((DISTRICT, "Chưa gửi", "Đã gửi", SENT_SHARE, "Có vấn đề", "Số đơn vị"), rows)


def rules_rows(submissions: Submissions) -> Rows:
    """Give one row a kind of problem: name, severity, how often, of how many units its own, how often of a file."""
    rows = tuple(
        (labels.problem_kind(rule.code), labels.severity(rule.severity), rule.count, rule.units, rule.shared)
        for rule in submissions.rules
    )
    return Rows(("Loại vấn đề", "Mức độ", "Số lần", "Số đơn vị", WHOLE_FILE), rows)


def shared_problem_rows(submissions: Submissions) -> Rows:
    """Give one row a problem of a whole sheet or file: what, where, for how many of the units that count it stands."""
    rows = tuple(
        (
            labels.problem_kind(problem.code),
            labels.severity(problem.severity),
            problem.file,
            problem.sheet,
            problem.cell,
            len(problem.units),
        )
        for problem in submissions.shared
    )
    return Rows(("Loại vấn đề", "Mức độ", "Tệp", "Trang", "Ô", "Số đơn vị"), rows)
