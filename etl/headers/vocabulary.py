"""The meanings of a header's cells, by the path from the top cell down to the column's own.

«TC», «CC», «CN» and «TH» mean what their column says, so a level is only looked up under its field. Spellings are
rows of `header_spellings.csv` (`under` empty: anywhere; `strong` no: only at the top or under a heading that says
nothing by itself, such as «Trình độ đào tạo»; `under` leaf: such a heading over nothing; `meaning` group: a heading
over some levels of its field, such as «Đại học, cao đẳng») and of `value_spellings.csv`; what no row has may be
understood by its parts (`etl.headers.grammar`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import reference
from etl.headers.grammar import Composition, compose, compose_level, compose_unmarked, kinds
from etl.normalising import values
from etl.normalising.legends import without_legend
from reference.spelling import key, plain

FRAME = "frame"
_GROUP = "group"
_NOTE = "note"
_UNKNOWN = "?"
_LEAF = "leaf"
_NAMES = ("full_name", "family_name")
_REMARK = re.compile(r"\([^()]*\)$")
_JOINT = re.compile(r"[,;/&+–-]|\bvà\b")
_LEVELLED = tuple(field.name for field in reference.catalogue().values() if field.has_bare_levels)
"""Fields whose levels may stand under «Trình độ», or under nothing at all."""
_GRADED = tuple(name for name in values.NEGATIVE if values.NEGATIVE[name] == "none")
"""Fields of certificates: a heading under theirs may say which one a mark stands for."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of one header cell: a field, or one of its levels (`sets` not empty: a column of marks)."""

    field: str
    sets: tuple[tuple[str, str], ...] = ()
    is_shared: bool = False
    """True where two levels share the column; it counts as the lower one."""
    marked: tuple[tuple[str, str], ...] = ()
    """The codes that a mark or «Có» stands for in a column of texts whose heading says more than its field."""


@dataclass(frozen=True, slots=True)
class PathReading:
    """A column's meaning; where there is none, `under` is the field that the path had led to."""

    meaning: Meaning | None
    under: str = ""


@lru_cache(maxsize=1)
def _spellings() -> dict[tuple[str, str], tuple[Meaning, bool]]:
    table: dict[tuple[str, str], tuple[Meaning, bool]] = {}
    for row in reference.rows("header_spellings"):
        place = (row["under"], key(row["spelling"]))
        entry = (meaning_of(row["meaning"]), row["strong"] == "yes")
        if table.setdefault(place, entry) != entry:
            raise reference.wrong_row(row, f"«{row['spelling']}» đã có nghĩa khác ở trên.")
    return table


def meaning_of(text: str) -> Meaning:
    """Read a meaning as tables write it: `it`, `it:degree`, `education:masters:shared`, `party_member:probation`."""
    field, _, level = text.partition(":")
    level, _, shared = level.partition(":")
    if not level:
        return Meaning(field)
    if text == "party_member:probation":
        return Meaning(field, (("party_member", "yes"), ("party_probation", "yes")))
    return Meaning(field, ((field, level),), bool(shared))


@lru_cache(maxsize=4096)
def path_meaning(path: tuple[str, ...]) -> PathReading:
    """Read a header path from top to bottom («Trình độ đào tạo», «Tin học», «Chứng chỉ»)."""
    state, meaning, under = "", None, ""
    for depth, segment in enumerate(path, start=1):
        meaning = _lookup(key(segment), state, _composed(segment, state))
        if meaning is not None and meaning.field == _GROUP:
            meaning = None
            if depth < len(path):
                continue
        if meaning is not None and meaning.field == _NOTE:
            break  # under «Quê quán» a «Xã» is nobody's unit
        if meaning is None:
            under = under or (state if state in values.CODED_FIELDS else "")
            state = _UNKNOWN
        elif meaning.field != FRAME or state not in values.CODED_FIELDS:
            state = meaning.field
    if meaning is not None and meaning.field == FRAME:
        meaning = Meaning(state) if state in values.CODED_FIELDS else _leaf(path[-1])
    return PathReading(meaning, under if meaning is None else "")


def _leaf(segment: str) -> Meaning | None:
    """The meaning of a heading that stands over nothing: «Trình độ» as a column of its own."""
    entry = _spellings().get((_LEAF, key(segment)))
    return entry[0] if entry else None


def _lookup(word: str, state: str, composed: Meaning | None = None) -> Meaning | None:
    """Find a heading in the tables as it is, else take it as `composed`, else find it without a remark behind it."""
    for spelling in dict.fromkeys((word, key(_REMARK.sub("", word)))):
        entry = _spellings().get((state, spelling))
        if entry:
            return entry[0]
        sets = values.sets_of(state, spelling)
        if sets:
            return Meaning(state, sets)
        entry = _spellings().get(("", spelling))
        if entry and (entry[1] or state in ("", FRAME) or (entry[0].field == FRAME and state in values.CODED_FIELDS)):
            return entry[0]
        sets = values.heading_sets(state, spelling) if state in values.CODED_FIELDS else ()
        if sets:
            return Meaning(state, sets)
        if composed is not None:
            return composed
    return _explained(word, state) or _unmarked(word, state)


def _unmarked(word: str, state: str) -> Meaning | None:
    """The meaning of a heading that was typed wholly without tones and marks («Ho va ten»), where it has only one."""
    if " " not in word or not word.isascii():
        return None
    meanings = {_lookup(known, state) for known in _by_plain_letters().get(word, ())} - {None}
    return meanings.pop() if len(meanings) == 1 else _whole(compose_unmarked(word), state)


def with_marks(heading: str) -> str:
    """Give the known heading that one typed without tones and marks stands for; "" where it is no such one."""
    word = key(heading)
    known = _by_plain_letters().get(word, []) if " " in word and word.isascii() else []
    return known[0] if known and not is_in_table(heading) else ""


def is_in_table(heading: str) -> bool:
    """Tell whether a whole heading, with its remark, is a spelling of the table somewhere."""
    word = key(heading)
    return any(place[1] == word for place in _spellings())


@lru_cache(maxsize=1)
def _by_plain_letters() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for _, spelling in _spellings():
        if not spelling.isascii():
            table.setdefault(plain(spelling), []).append(spelling)
    return table


def _explained(word: str, state: str) -> Meaning | None:
    """The meaning of a heading that explains its signs, as only those of coded fields do: «Giới tính 1: Nam; 0: Nữ»."""
    heading = key(without_legend(word))
    meaning = _lookup(heading, state) if heading != word else None
    return meaning if meaning is not None and meaning.field in values.CODED_FIELDS else None


def _composed(segment: str, state: str) -> Meaning | None:
    """The meaning that a heading's words give together."""
    level = compose_level(state, segment) if state in _GRADED else None
    if level is not None:
        return Meaning(state, values.affirmed(state, level.details))
    return _whole(compose(segment), state)


def _whole(whole: Composition | None, state: str) -> Meaning | None:
    of_names = whole is not None and state in _NAMES and whole.field in _NAMES  # «Họ tên» over «Họ và tên đệm»
    if whole is None or not (whole.is_strong or of_names or state in ("", FRAME, whole.field)):
        return None
    marked = values.affirmed(whole.field, whole.details) or whole.details  # «x» under «Giới tính (Nữ)» is a woman
    return Meaning(whole.field, marked=marked if whole.details else ())


def levels_of_one_field(leaves: Sequence[str]) -> list[Meaning] | None:
    """Give the meanings of neighbouring columns when all are levels of one field and of no other, at least two.

    «ThS, ĐH, CĐ, TC» are education whatever stands above them; «CN, TC» may be two things.
    """
    levels_of_fields = [[_level(field, leaf) for leaf in leaves] for field in _LEVELLED]
    whole = [[level for level in levels if level] for levels in levels_of_fields if all(levels)]
    return whole[0] if len(whole) == 1 and len(leaves) > 1 else None


def may_be_level(path: Sequence[str]) -> bool:
    """Tell whether the path ends with a level of some field, under headings that name no field."""
    state = ""
    for segment in path[:-1]:
        meaning = _lookup(key(segment), state, _composed(segment, state))
        state = meaning.field if meaning else _UNKNOWN
    return state in ("", FRAME) and any(_level(field, path[-1]) for field in _LEVELLED)


def _level(field: str, leaf: str) -> Meaning | None:
    meaning = _lookup(key(leaf), field)
    return meaning if meaning is not None and meaning.field == field and meaning.sets else None


def fields_named(title: str) -> set[str]:
    """List the fields that the pieces of a joint heading name: «Trình độ chuyên môn, LLCT»."""
    pieces = [piece for piece in _JOINT.split(key(title)) if piece.strip()]
    meanings = [_lookup(piece.strip(), "") for piece in pieces] if len(pieces) > 1 else []
    return {meaning.field for meaning in meanings if meaning is not None and not meaning.sets}


@lru_cache(maxsize=1)
def _initials_of_names() -> frozenset[str]:
    names = [word for (_, word), (meaning, _) in _spellings().items() if meaning.field in _NAMES]
    parts = [words[0] for kind in kinds() if kind.field in _NAMES for words in kind.known]
    return frozenset(initial for word in names + parts for initial in (word[0], word[0].upper()))


@lru_cache(maxsize=1 << 12)
def is_name(text: str) -> bool:
    """Tell whether a cell is the header of the column of names, or of the first of two."""
    if "A" <= text[:1] <= "z" and text[0] not in _initials_of_names():  # most cells, without a look into the table
        return False
    meaning = _lookup(key(text), "", _composed(text, ""))
    return meaning is not None and meaning.field in _NAMES


def is_of_certificates(path: Sequence[str]) -> bool:
    """Tell whether a heading of the path says by its parts that the column is of certificates."""
    wholes = (compose(segment) for segment in path)
    return any(whole is not None and "certificate" in whole.roles for whole in wholes)


@lru_cache(maxsize=4096)
def is_understood(path: tuple[str, ...]) -> bool:
    """Tell whether the path's last cell is known in its place, or understood by its parts."""
    state = ""
    meaning = None
    for segment in path:
        meaning = _lookup(key(segment), state, _composed(segment, state))
        state = meaning.field if meaning else _UNKNOWN
    return meaning is not None


def says_something(path: Sequence[str]) -> bool:
    """Tell whether the path's last cell is known in its place, be it only a heading over others.

    What is only understood by its parts does not count: a letterhead or a value may be, too.
    """
    state = ""
    for segment in path[:-1]:
        meaning = _lookup(key(segment), state, _composed(segment, state))
        state = meaning.field if meaning else _UNKNOWN
    return _lookup(key(path[-1]), state) is not None
