"""The register in words: a line for each version of each unit, and of each body, of a province."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reference import office_units, provinces, vietnamese
from reference.bodies import LEVEL, Body, bodies_of, body_kinds, usual_bodies
from reference.unit_kinds import WHOLE, extents, kind_of
from reference.units import Succession, Unit, successions, versions_of

HEADERS = (
    "Mã",
    "Tên đơn vị",
    "Loại",
    "Thuộc",
    "Từ ngày",
    "Đến ngày",
    "Thành lập từ",
    "Nhập vào",
    "Nghị quyết",
    "Nguồn",
)
BODY_HEADERS = (
    "Mã",
    "Tên cơ quan, đơn vị",
    "Loại",
    "Thuộc",
    "Từ ngày",
    "Đến ngày",
    "Thành lập từ",
    "Nhập vào",
    "Mã định danh",
    "Căn cứ",
    "Nguồn",
)
_TABLES = "Danh mục"
_DOUBTS = {"likely": "Danh mục (chưa chắc)", "guessed": "Danh mục (phỏng đoán)"}
_LEVELS = ("province", "district", "commune")


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A version of a unit, and its cells under `HEADERS`; of a body, whose cells stand under `BODY_HEADERS`."""

    unit: Unit
    cells: tuple[str, ...]
    identifier: str = ""

    @property
    def is_body(self) -> bool:
        """True for a body beside the communes."""
        return self.unit.level == LEVEL

    @property
    def replaces(self) -> str:
        """The version as a correction names it: its first day (ISO), `open` for none."""
        return self.unit.valid_from.isoformat() if self.unit.valid_from else office_units.OPEN


def lines(province: str, wanted: str = "", day: date | None = None) -> list[RegisterLine]:
    """List the units that ever lay in a province of today, by level and code, the oldest version first.

    `wanted`: words of the name or a code, tone marks or not; `day`: only units that stand on it.
    """
    words = vietnamese.slug(wanted)
    steps_in, steps_out = _steps()
    shown = [
        unit
        for unit in provinces.units_of(province)
        if (words in vietnamese.slug(f"{unit.name} {unit.code}")) and (day is None or unit.is_valid_on(day))
    ]
    shown.sort(key=lambda unit: (_LEVELS.index(unit.level), unit.code, unit.valid_from or date.min))
    return [_line(unit, steps_in.get(unit.code, ()), steps_out.get(unit.code, ())) for unit in shown]


def body_lines(province: str, wanted: str = "", day: date | None = None) -> list[RegisterLine]:
    """List the bodies of a province of today by level, the unit above and code; words and day as for `lines`."""
    words = vietnamese.slug(wanted)
    shown = [
        body
        for body in bodies_of(province)
        if words in vietnamese.slug(f"{body.name} {body.code} {body.identifier or ''}")
        and (day is None or body.is_valid_on(day))
    ]
    steps_in, steps_out = _steps()
    kinds = list(body_kinds())[::-1]
    shown.sort(key=lambda body: (kinds.index(body.kind), body.parent_code, body.code, body.valid_from or date.min))
    return [_body_line(body, steps_in.get(body.code, ()), steps_out.get(body.code, ())) for body in shown]


def usual_rows(province: str) -> list[tuple[str, ...]]:
    """Write the bodies that provinces usually have under `COLUMNS`, for an office to correct and hand in."""
    return [
        tuple(
            {
                "name": body.name,
                "kind": body_kinds()[body.kind],
                "parent": body.parent_code,
                "first": vietnamese.day(body.valid_from) if body.valid_from else "",
            }.get(name, "")
            for name in office_units.COLUMNS
        )
        for body in usual_bodies(province)
    ]


def _body_line(body: Body, came: Iterable[Succession], went: Iterable[Succession]) -> RegisterLine:
    unit = body.unit
    number = office_units.source_of(unit)
    cells = (
        body.code,
        body.name,
        body_kinds()[body.kind],
        _parent(unit),
        vietnamese.day(unit.valid_from) if unit.valid_from else "",
        vietnamese.day(unit.valid_to) if unit.valid_to else "",
        *_successions(unit, came, went),
        body.identifier or "",
        body.source,
        _DOUBTS.get(body.certainty, _TABLES) if number is None else f"Cơ quan (thay đổi số {number})",
    )
    resolution = body.source if number is not None else None
    return RegisterLine(unit._replace(resolution=resolution), cells, body.identifier or "")


def _steps() -> tuple[dict[str, list[Succession]], dict[str, list[Succession]]]:
    into: dict[str, list[Succession]] = {}
    out: dict[str, list[Succession]] = {}
    for step in successions():
        into.setdefault(step.new_code, []).append(step)
        out.setdefault(step.old_code, []).append(step)
    return into, out


def _line(unit: Unit, came: Iterable[Succession], went: Iterable[Succession]) -> RegisterLine:
    kind = kind_of(unit.level, unit.kind)
    number = office_units.source_of(unit)
    return RegisterLine(
        unit,
        (
            unit.code,
            unit.name,
            kind.word if kind else unit.kind,
            _parent(unit),
            vietnamese.day(unit.valid_from) if unit.valid_from else "",
            vietnamese.day(unit.valid_to) if unit.valid_to else "",
            *_successions(unit, came, went),
            unit.resolution or "",
            _TABLES if number is None else f"Cơ quan (thay đổi số {number})",
        ),
    )


def _successions(unit: Unit, came: Iterable[Succession], went: Iterable[Succession]) -> tuple[str, str]:
    """Say what a version was made of, and what became of it."""
    first, last = unit.valid_from or date.min, unit.valid_to or date.max
    begun = [step for step in came if first <= step.on <= last]
    ended = [step for step in went if first < step.on and (step.on - last).days <= 1]
    return (
        "; ".join(_step(step, step.old_code, step.old_name, unit.valid_from) for step in begun),
        "; ".join(_step(step, step.new_code, step.new_name) for step in ended),
    )


def _parent(unit: Unit) -> str:
    above = [other for other in versions_of(unit.parent_code or "") if provinces.meet(other, unit)]
    return f"{above[-1].name} ({above[-1].code})" if above else ""


def _step(step: Succession, code: str, name: str, usual: date | None = None) -> str:
    """«Xã Yên Giả (09271), một phần»; a whole unit, and the day that is known already (`usual`), are not said."""
    part = "" if step.extent == WHOLE else extents().get(step.extent, step.extent)
    day = "" if step.on == usual else vietnamese.day(step.on)
    return ", ".join(filter(None, [f"{name} ({code})", part, day]))
