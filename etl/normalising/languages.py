"""Languages told in several words: «Tiếng Anh B; Tiếng Trung A», «B1 (Anh)», «Anh: B1, Nga: A», «TOEIC 450».

Each part between separators is about one language, named or known by its test; a certificate beside a part that names
one belongs to that. A certificate of no language is one of another language than English, as the contract has it.
A language of the ethnic groups («Tiếng Tày») is none of the foreign ones.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from etl.normalising.spellings import Sets
from etl.normalising.wording import Item, Role, cuts, texts

ENGLISH, OTHER, ANY = "english", "other_language", "language"
FIELDS = (ENGLISH, OTHER, ANY)
OF_GROUPS = "ethnic_language"
"""The field of languages that are no foreign ones; only a heading over any language may have them below it."""

_DEGREE, _CERTIFICATE, _NONE = "degree", "certificate", "none"
_YES_NO = {_DEGREE: "yes", _CERTIFICATE: "yes", _NONE: "no"}
_TESTS = (Role.ENGLISH_TEST, Role.FOREIGN_TEST)
_LANGUAGES = {
    Role.ENGLISH: ENGLISH,
    Role.ENGLISH_TEST: ENGLISH,
    Role.FOREIGN: OTHER,
    Role.FOREIGN_TEST: OTHER,
    Role.GROUP: OF_GROUPS,
}
_CODES = {Role.DEGREE: _DEGREE, Role.CERTIFICATE: _CERTIFICATE, Role.NONE: _NONE, **dict.fromkeys(_TESTS, _CERTIFICATE)}


_NOT_IN_HEADINGS = {Role.BREAK, Role.AND, Role.ASIDE}


class _UnclearError(Exception):
    """Raised where words have their roles, but the cell no clear meaning."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The words about one language: its field and a code, None where they name none."""

    field: str | None
    code: str | None
    names_last: bool = False
    """True where the language stands behind the level: «B tiếng Anh»."""


def read(name: str, cell: str) -> Sets | None:
    """Read a cell of a column of English, of other languages or of any; None for what is not wholly understood."""
    for text in texts(cell):
        for items in cuts(ANY, text):
            try:
                return _meaning(name, items)
            except _UnclearError:
                continue
    return None


def read_heading(name: str, heading: str) -> Sets:
    """Read a heading over certificates or degrees of one language («Tiếng Trung B»); () for any other."""
    for items in cuts(ANY, heading):
        if not _NOT_IN_HEADINGS.intersection(item.role for item in items):
            try:
                sets = _meaning(name, items)
            except _UnclearError:
                continue
            return sets if len(sets) == 1 else ()
    return ()


def _meaning(name: str, items: Iterable[Item]) -> Sets:
    parts = [part for piece in _pieces(items) for part in _parts(piece) if part.field or part.code]
    unrated = any(part.code is None and part.field != OF_GROUPS for part in parts)
    if {part.code for part in parts} - {_CERTIFICATE, None} and unrated:
        raise _UnclearError  # «ĐH Anh, Trung»: a degree in one or in both
    codes: dict[str, set[str]] = {}
    for place, part in enumerate(parts):
        codes.setdefault(_field(name, parts, place), set()).add(part.code or _CERTIFICATE)
    if not codes or (name != ANY and {*codes} != {name}):
        raise _UnclearError
    settled = {field: _highest(codes[field]) for field in sorted(codes)}
    return tuple((field, _YES_NO[code] if field == OF_GROUPS else code) for field, code in settled.items())


def _pieces(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Cut at what sets things beside each other."""
    for stands_between, piece in groupby(items, key=lambda item: item.role in (Role.BREAK, Role.AND)):
        if not stands_between:
            yield list(piece)


def _parts(piece: Sequence[Item]) -> list[_Part]:
    """Part a piece by its languages: «Anh B - Nga A», or «Anh B Nga A» where all are certificates."""
    roles = [item.role for item in piece]
    if Role.STUDYING in roles or roles[-1] is Role.LINK:
        raise _UnclearError  # «Anh: -» says nothing, or no
    languages = _languages(piece)
    if len(languages) <= 1:
        return [_part(piece)]
    groups = groupby(piece, key=lambda item: item.role is Role.LINK)
    linked = [list(items) for is_link, items in groups if not is_link]
    if all(len(_languages(items)) == 1 for items in linked):
        return [_part(items) for items in linked]
    if not {_CODES[item.role] for item in piece if item.role in _CODES} <= {_CERTIFICATE}:
        raise _UnclearError
    return [_Part(field, _CERTIFICATE) for field in languages]


def _languages(piece: Iterable[Item]) -> list[str]:
    return list(dict.fromkeys(_LANGUAGES[item.role] for item in piece if item.role in _LANGUAGES))


def _part(piece: Sequence[Item]) -> _Part:
    roles = [item.role for item in piece]
    codes = {_CODES[role] for role in roles if role in _CODES}
    if len(codes) > 1 or (Role.NUMBER in roles and not {*_TESTS, Role.SCALE}.intersection(roles)):
        raise _UnclearError
    telling = [role for role in roles if role in _CODES or role in _LANGUAGES]
    names_last = len(telling) > 1 and telling[-1] in (Role.ENGLISH, Role.FOREIGN, Role.GROUP)
    return _Part(next(iter(_languages(piece)), None), next(iter(codes), None), names_last)


def _field(name: str, parts: Sequence[_Part], place: int) -> str:
    """The field of a part; one that names no language is of its column, or of the language beside it."""
    part = parts[place]
    if part.field or name != ANY:
        return part.field or name
    if part.code == _NONE:
        raise _UnclearError
    if not any(other.field for other in parts):
        return OTHER
    before = next((other for other in reversed(parts[:place]) if other.field), None)
    behind = next((other for other in parts[place:] if other.field and (other.names_last or not other.code)), None)
    beside = before or behind
    if beside is None or beside.field is None or part.code != _CERTIFICATE:
        raise _UnclearError
    return beside.field


def _highest(codes: set[str]) -> str:
    if _NONE in codes and len(codes) > 1:
        raise _UnclearError
    return next(code for code in (_DEGREE, _CERTIFICATE, _NONE) if code in codes)
