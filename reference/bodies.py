"""The register of bodies beside the communes: offices of a province and of a district, and public-service units.

A row of `bodies.csv` is a version of a body, and so is what the office enters (`reference.office_units`). `certainty`
tells how sure a row is: `certain` (read in a source, or the office's own), `likely` (the usual organisation of that
time) or `guessed`. A commune's departments are `departments.csv`.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from reference.codes import code_lists
from reference.provinces import lineage, meet, province_on
from reference.tables import day_in, rows, wrong_row
from reference.unit_kinds import kind_of
from reference.units import Register, Unit, per_register, standing, tabled, versions_of
from reference.vietnamese import in_sentence

LEVEL = "body"
"""The level of a body among units, beside `province`, `district` and `commune`."""


class Tier(StrEnum):
    """The level of government whose people are looked at; `ALL`: of every level."""

    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    ALL = "all"


KINDS = {
    "provincial_office": Tier.PROVINCE,
    "provincial_service": Tier.PROVINCE,
    "district_office": Tier.DISTRICT,
    "district_service": Tier.DISTRICT,
}
"""Kind of a body (a code of the list `unit_type`) -> its level of government, which is that of its parent."""
CERTAINTIES = ("certain", "likely", "guessed")
LONGEST_CODE = 8
"""The most letters of a body's code, as the table of units holds it."""
_CODE = re.compile(r"(?=.*[A-Z])[0-9A-Z.]+")
_IDENTIFIERS = (
    re.compile(r"[A-Z]\d{2}(\.\d{2,3}){0,3}"),  # Quyết định 20/2020/QĐ-TTg: H31.13
    re.compile(r"(\d{3}\.\d{2}\.\d{2,3}|000\.\d{2}\.\d{2})\.[A-Z]\d{2}"),  # QCVN 102:2016/BTTTT: 000.00.14.H05
)


class Body(NamedTuple):
    """One version of a body; `parent_code`: its province's or district's, `identifier`: its mã định danh."""

    code: str
    name: str
    kind: str
    parent_code: str
    valid_from: date | None
    valid_to: date | None
    identifier: str | None
    certainty: str
    source: str

    @property
    def unit(self) -> Unit:
        """The body as a unit of the level `body`, which rosters can be of."""
        return Unit(
            *(self.code, self.name, self.kind, LEVEL, self.parent_code, self.valid_from, self.valid_to),
            resolution=None,
        )

    @property
    def tier(self) -> Tier:
        """The level of government that its people count in."""
        return KINDS[self.kind]

    def is_valid_on(self, day: date) -> bool:
        """Tell whether the body existed in this version on `day`."""
        return self.unit.is_valid_on(day)


def bodies() -> tuple[Body, ...]:
    """Give every version of every body of the register that stands."""
    return bodies_in(standing())


def bodies_in(register: Register) -> tuple[Body, ...]:
    """Give every version of every body of a register."""
    return tabled_bodies() if register.bodies is None else tuple[Body, ...](register.bodies)


@lru_cache(maxsize=1)
def tabled_bodies() -> tuple[Body, ...]:
    """Give every version of every body as `bodies.csv` has them."""
    return tuple(
        Body(
            row["code"],
            row["name"],
            kind=row["kind"],
            parent_code=row["parent_code"],
            valid_from=day_in(row, "valid_from"),
            valid_to=day_in(row, "valid_to"),
            identifier=row["identifier"] or None,
            certainty=row["certainty"],
            source=row["source"],
        )
        for row in rows("bodies")
    )


def body_on(code: str, day: date) -> Body | None:
    """Find the body that has a code on a day."""
    return next((body for body in _by_code().get(code, ()) if body.is_valid_on(day)), None)


@per_register(maxsize=1)
def _by_code() -> dict[str, tuple[Body, ...]]:
    table: dict[str, tuple[Body, ...]] = {}
    for body in bodies():
        table[body.code] = (*table.get(body.code, ()), body)
    return table


@per_register(maxsize=8)
def bodies_of(province: str) -> tuple[Body, ...]:
    """List all versions of the bodies of a province of today (its code) and of those that went into it."""
    homes: dict[str, list[Unit]] = {}
    for unit in lineage(province):
        homes.setdefault(unit.code, []).append(unit)
    return tuple(body for body in bodies() if any(_lies_in(body, unit) for unit in homes.get(province_of(body), ())))


def _lies_in(body: Body, province: Unit) -> bool:
    return meet(body.unit, province)


def province_of(body: Body) -> str:
    """Give the code that the body's province has on the body's days; «» where the register does not know it."""
    for unit in versions_of(body.parent_code):
        if meet(unit, body.unit):
            return unit.code if unit.level == "province" else unit.parent_code or ""
    return ""


@per_register(maxsize=64)
def bodies_on(day: date, province: str, tier: Tier = Tier.ALL) -> tuple[Body, ...]:
    """List the bodies of a level in a province of today and in those that went into it, on a day, by their codes."""
    there = (body for body in bodies_of(province) if body.is_valid_on(day) and tier in (Tier.ALL, body.tier))
    return tuple(sorted(there, key=lambda body: body.code))


def bare_name(body: Body) -> str:
    """Give a body's name without its parent's: «Phòng Nội vụ huyện Kim Động» -> «Phòng Nội vụ»."""
    for parent in versions_of(body.parent_code):
        ending = f" {in_sentence(parent.name)}"
        if body.name.endswith(ending):
            return body.name.removesuffix(ending)
    return body.name


def body_kinds() -> dict[str, str]:
    """Give the kinds of bodies with their labels, in the code list's order."""
    return {value.code: value.label for value in code_lists()["unit_type"] if value.code in KINDS}


def tier_of(unit_type: str) -> Tier:
    """Give the level of government that people of a type of unit count in."""
    return KINDS.get(unit_type, Tier.COMMUNE)


@lru_cache(maxsize=8)
def unit_types_of(tier: Tier) -> tuple[str, ...]:
    """List the codes of `unit_type` whose people count in a level of government, in the list's order."""
    codes = tuple(value.code for value in code_lists()["unit_type"])
    return tuple(code for code in codes if tier in (Tier.ALL, tier_of(code)))


# The table's check


def is_identifier(text: str) -> bool:
    """Tell whether a text is a mã định danh, in the shape of today or in the one before it."""
    return any(shape.fullmatch(text) for shape in _IDENTIFIERS)


def usual_bodies(province: str) -> tuple[Body, ...]:
    """Give the provincial bodies that provinces usually have, as rows of a province of today that has no codes yet."""
    home = province_on(province, date.max)
    kind = kind_of("province", home.kind) if home else None
    place = in_sentence(kind.word) if kind else ""
    return tuple(
        Body(
            *("", row["name"].replace("{province}", place), row["kind"], province, day_in(row, "valid_from")),
            valid_to=None,
            identifier=None,
            certainty="likely",
            source="",
        )
        for row in rows("usual_bodies")
    )


def check_bodies() -> None:
    """Hold each version of a body of the table against the units; ReferenceError for the first wrong row."""
    for number, body in enumerate(tabled_bodies()):
        for sentence in wrong_body(body, tabled()):
            raise wrong_row(rows("bodies")[number], sentence)
    for row in rows("usual_bodies"):
        day_in(row, "valid_from")
        if KINDS.get(row["kind"]) is not Tier.PROVINCE or not row["name"].strip():
            raise wrong_row(row, f"thiếu tên, hoặc cột kind ghi «{row['kind']}», không phải của cấp tỉnh.")


def wrong_body(body: Body, register: Register) -> Iterator[str]:
    """Say what is wrong with a version of a body of a register; that no other overlaps it is not looked at."""
    if not _CODE.fullmatch(body.code) or len(body.code) > LONGEST_CODE or not body.name.strip():
        yield (
            f"thiếu tên, hoặc mã «{body.code}» không dùng được: mã chỉ gồm chữ số, chữ in hoa không dấu và dấu chấm, "
            f"có ít nhất một chữ, không dài hơn {LONGEST_CODE} ký tự."
        )
    if body.kind not in KINDS:
        yield f"loại (kind) ghi «{body.kind}», chỉ được là: {', '.join(KINDS)}."
        return
    if body.certainty not in CERTAINTIES:
        yield f"cột certainty ghi «{body.certainty}», chỉ được là: {', '.join(CERTAINTIES)}."
    if body.identifier and not is_identifier(body.identifier):
        yield f"mã định danh ghi «{body.identifier}», không đúng dạng (H31.13 hoặc 000.00.14.H05)."
    first, last = body.valid_from or date.min, body.valid_to or date.max
    if first > last:
        yield f"ngày bắt đầu (valid_from) {body.valid_from} sau ngày kết thúc (valid_to) {body.valid_to}."
    yield from _wrong_parent(body, (first, last), register)


def _wrong_parent(body: Body, days: tuple[date, date], register: Register) -> Iterator[str]:
    above = [unit for unit in register.versions_of(body.parent_code) if unit.level == body.tier.value]
    if not above:
        level = "huyện" if body.tier is Tier.DISTRICT else "tỉnh"
        yield f"đơn vị cấp trên (parent_code) ghi «{body.parent_code}», không có đơn vị cấp {level} mang mã ấy."
    elif not all(any(unit.is_valid_on(day) for unit in above) for day in days):
        yield (
            f"đơn vị cấp trên (parent_code) ghi «{body.parent_code}», "
            "đơn vị ấy không có suốt thời gian hiệu lực của dòng này."
        )
