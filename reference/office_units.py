"""Units and bodies that an office adds or corrects, laid over the tables: one change after the other, each checked.

They come from the database (`office_register`), which this room does not know. A change that no longer fits, because a
newer program knows the unit itself, is set aside with the reason, and the register stands without it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from reference.bodies import LEVEL as BODY
from reference.bodies import Body, bodies_in, wrong_body
from reference.provinces import meet
from reference.units import Register, Succession, Unit, let_stand, tabled
from reference.versions import in_words, wrong_steps, wrong_unit

Version = TypeVar("Version", Unit, Body)
COLUMNS = {
    "code": "Mã",
    "name": "Tên đơn vị",
    "kind": "Loại",
    "parent": "Mã đơn vị cấp trên",
    "first": "Từ ngày",
    "last": "Đến ngày",
    "resolution": "Nghị quyết",
    "identifier": "Mã định danh",
    "origins": "Thành lập từ",
    "replaces": "Sửa dòng bắt đầu từ",
}
"""The columns of the office's rows in a file, and their headings."""
_COLUMN_OF = {"parent_code": "parent", "valid_from": "first", "valid_to": "last", "kind": "kind"}
"""Columns of the register's table -> those of the office's rows."""
LEVEL_OF_LENGTH = {2: "province", 3: "district", 5: "commune"}
"""The digits of a code -> the unit's level."""
OPEN = "open"
"""In place of a day: the version of a unit that has no first day."""
WITHDRAWN = "none"
"""In place of an extent: the register's succession does not hold."""


WITHDRAWN_WORDS = "không nhập"
OPEN_WORDS = "đầu"
"""The words that people write for these two."""


class OfficeUnit(NamedTuple):
    """A version of a unit, or of a body with its mã định danh, as an office has it.

    `replaces`: the first day (ISO) of the version that it corrects, `open` for one without; empty: a unit beside those.
    """

    unit: Unit
    replaces: str = ""
    identifier: str = ""

    @property
    def body(self) -> Body:
        """The body that a row of the level `body` is about: the office knows its own."""
        unit = self.unit
        return Body(
            *(unit.code, unit.name, unit.kind, unit.parent_code or "", unit.valid_from, unit.valid_to),
            identifier=self.identifier or None,
            certainty="certain",
            source=unit.resolution or "",
        )


@dataclass(frozen=True, slots=True)
class Change:
    """Versions and successions that an office entered together, and takes back together."""

    id: int
    units: tuple[OfficeUnit, ...]
    successions: tuple[Succession, ...] = ()


def over(register: Register, change: Change) -> Register:
    """Lay a change over a register; ValueError, a sentence, where a version that it corrects is not there."""
    units, bodies = list(register.units), list(bodies_in(register))
    for entry in change.units:
        if entry.unit.level == BODY:
            _lay(entry, entry.body, bodies)
        else:
            _lay(entry, entry.unit, units)
    steps = {_key(step): step for step in register.successions} | {_key(step): step for step in change.successions}
    lasting = (step for step in steps.values() if step.extent != WITHDRAWN)
    has_bodies = any(entry.unit.level == BODY for entry in change.units)
    return Register(units, lasting, tuple(bodies) if has_bodies else register.bodies)


def _lay(entry: OfficeUnit, version: Version, versions: list[Version]) -> None:
    """Put a version beside those of the register, or in the place of the one that it corrects."""
    if entry.replaces:
        versions[versions.index(_replaced(entry, versions))] = version
    else:
        versions.append(version)


def _key(step: Succession) -> tuple[date, str, str]:
    return (step.on, step.old_code, step.new_code)


def _replaced(entry: OfficeUnit, versions: Sequence[Version]) -> Version:
    for unit in (version for version in versions if version.code == entry.unit.code):
        if (unit.valid_from.isoformat() if unit.valid_from else OPEN) == entry.replaces:
            return unit
    start = "không ghi ngày bắt đầu" if entry.replaces == OPEN else f"bắt đầu từ {entry.replaces}"
    raise ValueError(f"Danh mục không có đơn vị mã {entry.unit.code} {start} để sửa.")


class Fault(NamedTuple):
    """A sentence that names the unit, and where it was entered: the unit's code, and one of `COLUMNS`."""

    sentence: str
    code: str = ""
    column: str = "code"


def wrong(register: Register, change: Change) -> list[str]:
    """Say what is wrong with a change of a register: each sentence names the unit; empty where it may be made."""
    return [fault.sentence for fault in faults(register, change)]


def faults(register: Register, change: Change) -> list[Fault]:
    """List what is wrong with a change of a register; empty where it may be made."""
    try:
        after = over(register, change)
    except ValueError as error:
        return [Fault(str(error))]
    return list({fault.sentence: fault for fault in _wrong(register, after, change)}.values())


def _of_unit(unit: Unit, sentence: str) -> Fault:
    """Word a fault of a unit; the sentence names the column of the table that it is about in brackets."""
    column = next((ours for theirs, ours in _COLUMN_OF.items() if f"({theirs})" in sentence), "code")
    return Fault(f"{in_words(unit)}: {sentence}", unit.code, column)


def _wrong(before: Register, after: Register, change: Change) -> Iterator[Fault]:
    codes = {entry.unit.code for entry in change.units}
    codes |= {code for step in change.successions for code in (step.old_code, step.new_code)}
    near = [unit for code in sorted(codes) for unit in (*after.versions_of(code), *after.below(code))]
    for unit in dict.fromkeys(near):
        yield from (_of_unit(unit, sentence) for sentence in wrong_unit(unit, after))
    yield from _wrong_bodies(after, codes)
    steps = [step for step in after.successions if step.old_code in codes or step.new_code in codes]
    olds = {step.old_code for step in steps}
    steps = [step for step in after.successions if step.old_code in olds or step.new_code in codes]
    for number, sentence in wrong_steps(steps, after):
        step = steps[number]
        words = f"«{step.old_name}» ({step.old_code}) vào «{step.new_name}» ({step.new_code}): {sentence}"
        yield Fault(words, step.new_code, "origins")
    known = {_key(step) for step in before.successions}
    for step in change.successions:
        if step.extent == WITHDRAWN and _key(step) not in known:
            words = f"danh mục không ghi «{step.old_code}» nhập vào «{step.new_code}» để bỏ."
            yield Fault(words, step.new_code, "origins")


def _wrong_bodies(after: Register, codes: Collection[str]) -> Iterator[Fault]:
    """Check the bodies of these codes and those that lie in units of these codes, each against all others."""
    every = bodies_in(after)
    for number, body in enumerate(every):
        if body.code not in codes and body.parent_code not in codes:
            continue
        yield from (_of_unit(body.unit, sentence) for sentence in wrong_body(body, after))
        for other in (*every[:number], *(later for later in every[number + 1 :] if later.code not in codes)):
            is_same = (body.name, body.parent_code) == (other.name, other.parent_code)
            if (other.code == body.code or is_same) and meet(other.unit, body.unit):
                yield _of_unit(body.unit, f"có hiệu lực cùng ngày với {in_words(other.unit)}.")


def stands(register: Register, code: str, day: date) -> bool:
    """Tell whether a unit or a body has a code on a day."""
    is_body = any(body.code == code and body.is_valid_on(day) for body in bodies_in(register))
    return is_body or register.version_on(code, day) is not None


class _InUse:
    version = ""
    set_aside: dict[int, str] = {}  # noqa: RUF012  the one state of this process
    sources: dict[Unit, int] = {}  # noqa: RUF012


def in_use() -> str:
    """Give the version of the office's changes that the register stands with; empty: with none."""
    return _InUse.version


def set_aside() -> dict[int, str]:
    """Give the changes that the register stands without, by their numbers, each with the reason."""
    return _InUse.set_aside


def source_of(unit: Unit) -> int | None:
    """Give the number of the office's change that a version of a unit comes from; None: from the tables."""
    return _InUse.sources.get(unit)


def use(changes: Iterable[Change], version: str) -> None:
    """Have the register stand with the office's changes; those that do not fit are set aside."""
    register, aside = tabled(), {}
    sources: dict[Unit, int] = {}
    for change in changes:
        sentences = wrong(register, change)
        if sentences:
            aside[change.id] = " ".join(sentences)
        else:
            register = over(register, change)
            sources |= dict.fromkeys(map(_in_register, change.units), change.id)
    _InUse.version, _InUse.set_aside, _InUse.sources = version, aside, sources
    let_stand(None if register is tabled() else register)


def _in_register(entry: OfficeUnit) -> Unit:
    """Give an entry's version as the register has it: a body's resolution is its source."""
    return entry.body.unit if entry.unit.level == BODY else entry.unit
