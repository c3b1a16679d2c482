"""Levels told in several words: «Cử nhân Luật; Thạc sĩ QLC», «CC (2019)», «Trung cấp (đang học cao cấp)».

Of several levels the highest counts. What is still studied and the level in a school's name do not; a level behind a
dash or in brackets that is higher than the one before it may be either, so such a cell stays unknown.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import reference
from etl.normalising.spellings import Sets
from etl.normalising.wording import Item, Role, cuts, fields_with_words, texts
from reference.fields import Kind, catalogue

_STUDIED = {"education": "major"}
"""The fields whose levels have a field of study: the text that keeps it."""
_LEVELS = (Role.LEVEL, Role.INITIALS)
_ONLY_HEADINGS = frozenset({*_LEVELS, Role.NOTE, Role.AND, Role.LINK, Role.BREAK, Role.OPEN, Role.CLOSE})
_TELLING = frozenset({Role.STUDY, Role.NOTE})
"""The roles of words that stand for a mark in a column of a level."""
_NO_DETAIL = 99
_GAP = re.compile(r"[\s.,;/&+–-]*(?:và)?\s*", re.IGNORECASE)
_COUNTS = ("1", "2", "3", "01", "02", "03")


@dataclass(slots=True)
class _Part:
    """The words between two separators."""

    is_own: bool
    """False behind a dash or in brackets, where it belongs to what stands before it."""
    opened_by: Role | None = None
    """`STUDYING` or `SCHOOL`: its levels are not held."""
    levels: list[Sets] = field(default_factory=list)
    studies: list[Item] = field(default_factory=list)
    is_school: bool = False
    is_in_brackets: bool = False

    def take(self, item: Item) -> None:
        """Keep what counts of an item."""
        if item.role in _LEVELS:
            self.levels.append(item.sets)
        elif item.role is Role.STUDY:
            self.studies.append(item)
        elif item.role is Role.PLACE:
            self.is_school = True


def read(name: str, cell: str, column: Sets | None = None) -> Sets | None:
    """Read a cell of a column of a field, or of one of its levels, which then need not be said again.

    None where a word has no role or the words contradict each other.
    """
    if name not in fields_with_words():
        return None
    for text in texts(cell):
        items, parts = _cut(name, text)
        sets = _meaning(name, text, items, parts, column)
        if sets is not None:
            return sets
    return None


def _cut(name: str, text: str) -> tuple[Sequence[Item], Sequence[_Part]]:
    """Choose the first cut into parts of one level each: no later one may leave a level out for being in the way."""
    plain = [(items, parts) for items in cuts(name, text) if (parts := _parts(text, items)) is not None]
    with_levels = (each for each in plain if any(item.role in _LEVELS for item in each[0]))
    return next(with_levels, plain[0] if plain else ((), ()))


def read_heading(name: str, heading: str) -> Sets:
    """Read a heading over one level in several words («Trung cấp lý luận chính trị»); () for any other."""
    for items in cuts(name, heading) if name in fields_with_words() else ():
        levels = {item.sets for item in items if item.role in _LEVELS}
        if len(levels) == 1 and _ONLY_HEADINGS.issuperset(item.role for item in items):
            return levels.pop()
    return ()


def _meaning(name: str, text: str, items: Sequence[Item], parts: Sequence[_Part], column: Sets | None) -> Sets | None:
    if _goes_on_behind_studies(parts) or _may_be_study(items):
        return None
    held = [part for part in parts if part.opened_by is None]
    if any(part.levels for part in held):
        level = _level(name, held)
    else:
        level = None if _TELLING.isdisjoint(item.role for item in items) else column
    if level is None or name not in _STUDIED:
        return level
    studied = "; ".join(dict.fromkeys(_studies(text, parts)))
    return (*level, (_STUDIED[name], studied)) if studied else level


def _parts(text: str, items: Sequence[Item]) -> list[_Part] | None:
    """Put the items into parts; None where brackets or numbers stand askew, or a part has two levels."""
    current = _Part(is_own=True)
    parts, outer = [current], list[_Part]()
    for place, item in enumerate(items):
        if item.role is Role.NUMBER and not _is_count(text, items, place):
            return None
        if item.role is Role.CLOSE and not outer:
            return None
        if item.role is Role.OPEN:
            outer.append(current)
        part = outer.pop() if item.role is Role.CLOSE else _part_of(item, current, items[place - 1].role)
        if part is not current and item.role is not Role.CLOSE:
            parts.append(part)
        current = part
        current.take(item)
    return parts if all(map(_is_plain, parts)) else None


def _part_of(item: Item, current: _Part, before: Role) -> _Part:
    """Give the part that an item opens or belongs to; what is studied or a school's name goes on to a separator."""
    inside, opener = current.is_in_brackets, current.opened_by
    separates = item.role in (Role.BREAK, Role.AND) or (item.role in _LEVELS and before is Role.CLOSE)
    if separates and not (opener and inside) and (item.role not in _LEVELS or current.levels):
        return _Part(not inside, is_in_brackets=inside)
    if item.role in (Role.LINK, Role.OPEN) and not opener:
        return _Part(False, is_in_brackets=inside or item.role is Role.OPEN)
    if item.role in (Role.STUDYING, Role.SCHOOL):
        return _Part(False, item.role, is_in_brackets=inside)
    return current


def _is_count(text: str, items: Sequence[Item], place: int) -> bool:
    """Tell whether a number counts the level behind it: «01 đại học»."""
    before = items[place - 1].role if place else Role.BREAK
    after = items[place + 1].role if place + 1 < len(items) else None
    is_small = text[items[place].start : items[place].end] in _COUNTS
    return is_small and before in (Role.BREAK, Role.AND) and after in (*_LEVELS, Role.NOTE)


def _is_plain(part: _Part) -> bool:
    """Tell whether a part has one level at most; what is studied has one."""
    levels = set(part.levels)
    return part.opened_by is Role.SCHOOL or (len(levels) == 1 if part.opened_by else len(levels) <= 1)


def _goes_on_behind_studies(parts: Iterable[_Part]) -> bool:
    """Tell whether a level follows «đang học …» without brackets: whether that one is held nobody can say."""
    is_studying = False
    for part in parts:
        is_studying = is_studying or (part.opened_by is Role.STUDYING and not part.is_in_brackets)
        if is_studying and part.opened_by is None and part.levels:
            return True
    return False


def _may_be_study(items: Sequence[Item]) -> bool:
    """Tell whether initials of a level may be part of a field of study, and would make a higher level than others.

    They are none at the start, nor where a field of study follows them behind a separator and a level.
    """
    seen: list[Item] = []
    for before, item, behind in zip([None, *items], items, [*items[1:], None], strict=False):
        levels = [other for other in seen if other.role in _LEVELS]
        if item.role is Role.INITIALS and (levels or any(other.role is Role.STUDY for other in seen)):
            is_apart = before is not None and before.role in (Role.BREAK, Role.AND)
            is_first = bool(levels) and is_apart and behind is not None and behind.role is Role.STUDY
            if not is_first and all(_depth(item.sets) < _depth(other.sets) for other in levels):
                return True
        seen.append(item)
    return False


def _level(name: str, held: Sequence[_Part]) -> Sets | None:
    """Settle the level: of several the highest, if none that belongs to another is above it; of a rank there is one."""
    own, added = set[Sets](), set[Sets]()
    for part, others in _with_what_belongs_to_it(held):
        beside = {sets for other in others for sets in other.levels}
        is_sole = not part.levels and len({dict(sets)[name] for sets in beside}) == 1  # «Luật (ĐH), Kế toán (CĐ)»
        own.update(beside if is_sole else part.levels)
        added.update(beside)
    if len(own | added) == 1:
        return next(iter(own | added))
    is_graded = bool(catalogue()[name].none) and catalogue()[name].kind is Kind.CODE
    if not is_graded or not own:
        return None
    highest = min(own, key=_depth)
    is_above = any(_depth(sets)[0] < _depth(highest)[0] for sets in added)
    return None if is_above else min(own | added, key=_depth)


def _with_what_belongs_to_it(held: Iterable[_Part]) -> list[tuple[_Part, list[_Part]]]:
    """Give each part between commas with those behind its dashes and in its brackets."""
    groups: list[tuple[_Part, list[_Part]]] = []
    for part in held:
        if part.is_own or not groups:
            groups.append((part, []))
        else:
            groups[-1][1].append(part)
    return groups


def _depth(sets: Sets) -> tuple[int, ...]:
    """The place of a level under the highest of its field, then of its details; without any it is the lowest."""
    return *(_order(name).index(code) for name, code in sets), _NO_DETAIL


@lru_cache(maxsize=64)
def _order(name: str) -> list[str]:
    """The codes of a field from the highest down."""
    ordered = [row["code"] for row in reference.rows("level_order") if row["field"] == name]
    return ordered or [value.code for value in reference.code_lists()[name]]


def _studies(text: str, parts: Iterable[_Part]) -> Iterable[str]:
    """The fields of study as they are written, those of one level as one text."""
    run: list[Item] = []
    for part in parts:
        if part.opened_by or part.is_school:
            continue
        if part.levels and run:
            yield _joined(text, run)
            run = []
        run += part.studies
    if run:
        yield _joined(text, run)


def _joined(text: str, items: Sequence[Item]) -> str:
    """The words of items as they stand in the text, where only separators stand between them."""
    items = sorted(items, key=lambda item: item.start)
    written = text[items[0].start : items[0].end]
    for before, item in pairwise(items):
        gap = text[before.end : item.start]
        written += (gap if _GAP.fullmatch(gap) else "; ") + text[item.start : item.end]
    return written
