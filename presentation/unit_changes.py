"""The office's changes of the register in words, and its rows as a file has them."""

from collections.abc import Iterable, Iterator

from reference import vietnamese
from reference.bodies import body_kinds
from reference.office_units import COLUMNS, OPEN, OPEN_WORDS, WITHDRAWN, WITHDRAWN_WORDS, OfficeUnit
from reference.unit_kinds import extents
from reference.units import Succession
from stats.queries import UnitChangeRow

HEADERS = ("Số", "Nội dung", "Ghi chú", "Người ghi", "Lúc", "Tình trạng")


def cells(row: UnitChangeRow) -> tuple[str, ...]:
    """Word a change under `HEADERS`."""
    return (
        str(row.id),
        summary(row),
        row.note,
        row.by,
        vietnamese.moment(row.at),
        state(row),
    )


def summary(row: UnitChangeRow) -> str:
    """Say what a change adds and corrects: «Thêm Xã A (09999); sửa Xã B (09175)»."""
    added = [_name(entry) for entry in row.change.units if not entry.replaces]
    corrected = [_name(entry) for entry in row.change.units if entry.replaces]
    parts = [f"thêm {', '.join(added)}"] if added else []
    parts += [f"sửa {', '.join(corrected)}"] if corrected else []
    words = "; ".join(parts)
    return vietnamese.capitalised(words)


def _name(entry: OfficeUnit) -> str:
    return f"{entry.unit.name} ({entry.unit.code})"


def state(row: UnitChangeRow) -> str:
    """Say whether the register stands with a change, and why not."""
    if row.removed_at is not None:
        return f"Đã bỏ {vietnamese.moment(row.removed_at)} ({row.removed_by}): {row.reason}"
    return f"Chưa dùng được: {row.aside}" if row.aside else "Đang dùng"


def file_rows(changes: Iterable[UnitChangeRow]) -> list[tuple[str, ...]]:
    """Write the office's rows that were not taken back under `COLUMNS`, as a file of them is read again."""
    standing = [row for row in reversed(list(changes)) if row.removed_at is None]
    return [tuple(line[name] for name in COLUMNS) for row in standing for line in _file_lines(row)]


def _file_lines(row: UnitChangeRow) -> Iterator[dict[str, str]]:
    for entry in row.change.units:
        unit = entry.unit
        bears = entry is _bearers(row)[unit.code]
        steps = [step for step in row.change.successions if step.new_code == unit.code] if bears else []
        yield {
            "code": unit.code,
            "name": unit.name,
            "kind": body_kinds().get(unit.kind, ""),
            "parent": unit.parent_code or "",
            "first": vietnamese.day(unit.valid_from) if unit.valid_from else "",
            "last": vietnamese.day(unit.valid_to) if unit.valid_to else "",
            "resolution": unit.resolution or "",
            "identifier": entry.identifier,
            "origins": "; ".join(map(_origin, steps)),
            "replaces": _replaces(entry),
        }


def _bearers(row: UnitChangeRow) -> dict[str, OfficeUnit]:
    """Find for each code the row that its successions stand at: the new unit's, else that of the last correction."""
    entries = sorted(row.change.units, key=lambda entry: not entry.replaces)
    return {entry.unit.code: entry for entry in entries}


def _replaces(entry: OfficeUnit) -> str:
    year, _, rest = entry.replaces.partition("-")
    month, _, day = rest.partition("-")
    return OPEN_WORDS if entry.replaces == OPEN else f"{day}/{month}/{year}" if entry.replaces else ""


def _origin(step: Succession) -> str:
    words = WITHDRAWN_WORDS if step.extent == WITHDRAWN else extents().get(step.extent, step.extent)
    return f"{step.old_code} {words} ({vietnamese.day(step.on)})"


TEMPLATE_NAME = "don-vi-cua-co-quan"
"""The stem of the file of the office's rows."""
