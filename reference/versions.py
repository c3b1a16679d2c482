"""The check of what changes with the years: units, what became of them, and posts, each valid from a day to another."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from reference.bodies import CERTAINTIES, Tier, check_bodies, unit_types_of
from reference.tables import day_in, place_of, rows, wrong_row
from reference.unit_kinds import ALL, LEVELS, NOBODY, extents, kind_of, kinds_of, moves, unit_kinds
from reference.units import SUCCESSIONS, Register, Succession, Unit, tabled
from reference.vietnamese import day as day_in_words

_ABOVE = {level: LEVELS[:place][::-1] for place, level in enumerate(LEVELS)}
"""Level -> the levels that a unit of it may lie in."""
_CODES = {"province": re.compile(r"\d{2}"), "district": re.compile(r"\d{3}"), "commune": re.compile(r"\d{5}")}


def check_register() -> None:
    """Hold units, what became of them and their other names against each other; ReferenceError for a wrong row."""
    check_kinds()
    check_units()
    check_bodies()
    check_days(rows("bodies"), ("code",))
    check_days(rows("bodies"), ("name", "parent_code"))
    check_successions()
    for row in rows("unit_name_variants"):
        if not tabled().versions_of(row["code"]):
            raise wrong_row(row, f"cột code ghi «{row['code']}», units.csv không có mã ấy.")


def check_kinds() -> None:
    """Hold the kinds of communes against the code list of types, and read the extents."""
    known = unit_types_of(Tier.COMMUNE)
    for number, kind in enumerate(unit_kinds()):
        if not kind.word or (kind.level == "commune" and kind.code not in known):
            raise wrong_row(
                rows("unit_kinds")[number], f"thiếu chữ (word), hoặc code_lists.csv không có mã «{kind.code}»."
            )
    for row in rows("unit_extents"):
        moves(row["extent"])


def check_units() -> None:
    """Hold each version of a unit against the others; ReferenceError, with file and line, for the first wrong one."""
    register = tabled()

    def place(unit: Unit) -> str:
        return place_of(rows("units")[register.units.index(unit)])

    for number, unit in enumerate(register.units):
        for sentence in wrong_unit(unit, register, place):
            raise wrong_row(rows("units")[number], sentence)


def in_words(unit: Unit) -> str:
    """Name a version of a unit: «Phường Từ Sơn» (mã 09367, từ 01/07/2025)."""
    days = [f"từ {day_in_words(unit.valid_from)}"] if unit.valid_from else []
    days += [f"đến {day_in_words(unit.valid_to)}"] if unit.valid_to else []
    return f"«{unit.name}» ({', '.join([f'mã {unit.code}', ' '.join(days)]) if days else f'mã {unit.code}'})"


def wrong_unit(unit: Unit, register: Register, place: Callable[[Unit], str] = in_words) -> Iterator[str]:
    """Say what is wrong with a version of a unit of a register; `place`: the words for another version."""
    level, parent = unit.level, unit.parent_code or ""
    if level not in _ABOVE:
        yield f"cấp đơn vị (level) ghi «{level}», chỉ được là: {', '.join(_ABOVE)}."
        return
    if not unit.name.strip() or not _CODES[level].fullmatch(unit.code):
        yield f"thiếu mã hoặc tên, hoặc mã «{unit.code}» không đủ số chữ số (tỉnh 2, huyện 3, xã 5)."
    yield from _wrong_kind(unit)
    first, last = unit.valid_from or date.min, unit.valid_to or date.max
    if first > last:
        yield f"ngày bắt đầu (valid_from) {unit.valid_from} sau ngày kết thúc (valid_to) {unit.valid_to}."
    above = [other for other in register.versions_of(parent) if other.level in _ABOVE[level]]
    if bool(parent) != bool(_ABOVE[level]) or (parent and not above):
        yield f"đơn vị cấp trên (parent_code) ghi «{parent}», không có đơn vị cấp trên mang mã ấy."
    if above and not (_is_covered(first, above) and _is_covered(last, above)):
        yield (
            f"đơn vị cấp trên (parent_code) ghi «{parent}», đơn vị ấy không có suốt thời gian hiệu lực của {unit.name}."
        )
    for other in register.versions_of(unit.code):
        if other is unit:
            break
        if other.level == level and first <= (other.valid_to or date.max) and (other.valid_from or date.min) <= last:
            yield f"có hiệu lực cùng ngày với {place(other)}."


def _is_covered(day: date, versions: Iterable[Unit]) -> bool:
    for unit in versions:  # noqa: SIM110  a loop, for sixteen thousand units at each start
        if unit.is_valid_on(day):
            return True
    return False


def _wrong_kind(unit: Unit) -> Iterator[str]:
    kind = kind_of(unit.level, unit.kind)
    if kind is None:
        known = ", ".join(other.code for other in kinds_of(unit.level))
        yield f"loại (kind) ghi «{unit.kind}», cấp {unit.level} chỉ có: {known}."
        return
    if not unit.name.startswith(f"{kind.word} "):
        yield f"tên «{unit.name}» không mở đầu bằng loại đơn vị «{kind.word}»."
    if not kind.allows(unit.valid_from, unit.valid_to):
        days = [f"từ {day_in_words(kind.valid_from)}"] if kind.valid_from else []
        days += [f"đến {day_in_words(kind.valid_to)}"] if kind.valid_to else []
        yield f"loại «{kind.word}» chỉ có {' '.join(days)}."


def check_successions() -> None:
    """Each succession is of two units, or two bodies, of the register, on a day, and none counts anybody twice."""
    for number, sentence in wrong_steps(tabled().successions, tabled()):
        raise wrong_row([row for name in SUCCESSIONS for row in rows(name)][number], sentence)
    for row in rows("body_successions"):
        if row["certainty"] not in CERTAINTIES:
            raise wrong_row(row, f"cột certainty ghi «{row['certainty']}», chỉ được là: {', '.join(CERTAINTIES)}.")


def wrong_steps(steps: Iterable[Succession], register: Register) -> Iterator[tuple[int, str]]:
    """Say which of these steps, by its place among them, is wrong; none counts anybody twice."""
    whole: set[tuple[date, str]] = set()
    parts: set[tuple[date, str]] = set()
    for number, step in enumerate(steps):
        unit = (step.on, step.old_code)
        for sentence in _wrong_step(step, register, is_whole=unit in whole, is_split=unit in parts):
            yield number, sentence
        if moves(step.extent) != NOBODY:
            (whole if moves(step.extent) == ALL else parts).add(unit)


def _wrong_step(step: Succession, register: Register, *, is_whole: bool, is_split: bool) -> Iterator[str]:
    """Say what is wrong with a step; the rows above say that the old unit went whole to another, or in parts."""
    if step.on == date.max:
        yield "thiếu ngày (on)."
        return
    if step.extent not in extents():
        yield f"phạm vi (extent) ghi «{step.extent}», chỉ được là: {', '.join(extents())}."
    for column, code, day in (
        ("đơn vị cũ (old_code)", step.old_code, step.on - timedelta(days=1)),
        ("đơn vị mới (new_code)", step.new_code, step.on),
    ):
        if register.holder_on(code, day) is not None:
            continue
        if register.holders_of(code):
            yield f"{column} ghi «{code}», không có đơn vị nào mang mã ấy ngày {day:%d/%m/%Y}."
        else:
            yield f"{column} ghi «{code}», danh mục không có mã ấy."
    if step.old_code.isdecimal() != step.new_code.isdecimal():  # a body's code has letters
        yield "một bên là đơn vị hành chính, bên kia là cơ quan."
    if (is_whole and moves(step.extent) != NOBODY) or (is_split and moves(step.extent) == ALL):
        yield f"người của đơn vị «{step.old_code}» sẽ được tính hai lần: dòng trên đã đưa họ đi."


def check_days(table: Iterable[Mapping[str, str]], columns: tuple[str, ...]) -> None:
    """No two rows of one thing, which those columns name, are valid on one day; an empty end is open."""
    above: dict[tuple[str, ...], list[tuple[date, date, str]]] = {}
    for row in table:
        first, last = day_in(row, "valid_from") or date.min, day_in(row, "valid_to") or date.max
        if first > last:
            raise wrong_row(row, f"valid_from {row['valid_from']} sau valid_to {row['valid_to']}.")
        same = above.setdefault(tuple(row[column] for column in columns), [])
        for begin, end, place in same:
            if first <= end and begin <= last:
                raise wrong_row(row, f"có hiệu lực cùng ngày với {place}.")
        same.append((first, last, place_of(row)))
