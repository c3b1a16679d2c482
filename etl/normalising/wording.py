"""The words of a coded cell, each in its role by `value_words.csv`: a level, a field of study, a remark, a separator.

«ThS. Quản lý công (2015)» is a level, two words of a field of study and a remark in brackets. A cell is only cut where
every word has a role; a phrase may have several, and longer phrases are tried first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import reference
from etl.normalising.spellings import Sets, shared, spellings
from reference.fields import catalogue
from reference.roles import Role as Role
from reference.spelling import key, tidy

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A phrase or a sign of a cell: its role, the codes of a level, its place in the text."""

    role: Role
    start: int
    end: int
    sets: Sets = ()


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int
    role: Role | None = None
    """The role of a sign, or the one that a number has where no phrase has it."""


ANY = ""
"""The field of words that have their role in every column."""
YES = "yes"
_OF_GROUPS, _MAJORITY, _LANGUAGES, _TONGUE = "ethnic_language", "Kinh", "language", "tiếng"
_MOST_TOKENS = 40
_MOST_READINGS = 64
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}\b")
_REMARKS = (
    r"(?i:(?<!mã )\bsố(?:\s+hiệu)?:?\s*[^\W\d_]{0,4}\d[\w/-]*)",  # the number of a certificate
    r"(?i:\bkhóa\s+\d{1,3}\b|\bk\d{1,3}\b)",  # a course
    r"\d{1,5}/\d{4}/[^\W_]+(?:-[^\W_]+)*|\d{1,5}/(?:TT|QĐ|NĐ|CV|VB)-[^\W_]+(?:-[^\W_]+)*",  # a circular, a decision
    r"\d{1,2}([/.-])\d{1,2}\2(?:19|20)\d\d\b|\d{1,2}[/.-](?:19|20)\d\d\b|\b(?:19|20)\d\d\b",  # a day, month, year
)
_TOKEN = re.compile(
    rf"(?P<remark>{'|'.join(_REMARKS)})"
    r"|(?P<number>\d+(?:[.,]\d+)*(?![^\W_]))"
    r"|(?P<word>[^\W_]+(?:['’][^\W_]+)*)"
    r"|(?P<sign>[^\s.\"“”«»])"
)
_SIGNS = {
    **dict.fromkeys(",;/+&|", Role.BREAK),
    **dict.fromkeys("-‐‑‒–—−:=_", Role.LINK),
    **dict.fromkeys("([", Role.OPEN),
    **dict.fromkeys(")]", Role.CLOSE),
}
_ROLES_OF_NUMBERS = {"remark": Role.ASIDE, "number": Role.NUMBER}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases that have a role in the columns of a field."""

    entries: dict[Phrase, tuple[tuple[Role, Sets], ...]]
    longest: int

    @classmethod
    @lru_cache(maxsize=64)
    def of(cls, field: str) -> "Lexicon":
        """Give the lexicon of a field: its rows, those of every field, and its levels of `value_spellings.csv`."""
        entries: dict[Phrase, tuple[tuple[Role, Sets], ...]] = {}
        alone = _alone(field)
        none = catalogue()[field].none or None
        for (name, spelling), sets in spellings().items():
            is_level = dict(sets).get(field, none) != none and spelling not in alone
            if name == field and is_level and (name, spelling) not in shared():
                entries[_phrase(spelling)] = ((Role.LEVEL, sets),)
        for name in _names(field):
            entries.setdefault(_phrase(name), ((Role.LEVEL, ((field, YES),)),))
        for row in reference.rows("value_words"):
            if row["field"] in (field, ANY) and row["role"] != Role.ALONE:
                phrase, role = _phrase(row["word"]), Role(row["role"])
                known = entries.get(phrase, ())
                is_level = role is Role.INITIALS
                entries[phrase] = tuple((role, sets) for _, sets in known) if is_level else (*known, (role, ()))
        for name in _names(_OF_GROUPS) if field == _LANGUAGES else ():  # «tiếng Hoa» is Chinese, and a row says so
            entries.setdefault(_phrase(f"{_TONGUE} {name}"), ((Role.GROUP, ()),))
        return cls(entries, max(map(len, entries), default=0))


@lru_cache(maxsize=1)
def fields_with_words() -> frozenset[str]:
    """List the fields whose cells may be read word by word: those that have rows of their own."""
    return frozenset(row["field"] for row in reference.rows("value_words")) - {ANY}


def _names(field: str) -> list[str]:
    """The names that say yes by themselves: the ethnic groups of other languages than Vietnamese."""
    rows = [*reference.rows("ethnicities"), *reference.rows("ethnicity_spellings")] if field == _OF_GROUPS else []
    names = [row.get("spelling") or row["name"] for row in rows if row["name"] != _MAJORITY]
    return [*names, *(name.replace("-", " ") for name in names)]


def _alone(field: str) -> frozenset[str]:
    rows = (row for row in reference.rows("value_words") if row["role"] == Role.ALONE)
    return frozenset(key(row["word"]) for row in rows if row["field"] in (field, ANY))


def _phrase(text: str) -> Phrase:
    return tuple(token.word for token in _tokens(text))


def _tokens(text: str) -> list[_Token]:
    """Cut a tidy text; «Th.S» is one word, other full stops and quotation marks are nothing."""
    joined = _ABBREVIATION.sub(lambda match: match[0].replace(".", "").ljust(len(match[0]), "\0"), text)
    return [_token(match) for match in _TOKEN.finditer(joined.replace("\0", " "))]


def _token(match: re.Match[str]) -> _Token:
    kind = match.lastgroup or "remark"
    role = _SIGNS.get(match[0]) if kind == "sign" else _ROLES_OF_NUMBERS.get(kind)
    word = match[0] if kind == "sign" and role else key(match[0])
    return _Token(word, match.start(), match.end(), role)


def cuts(field: str, text: str) -> Iterator[tuple[Item, ...]]:
    """Give the ways to cut a tidy text into phrases with a role, longer ones first; none where a word has no role."""
    tokens = _tokens(text)
    if not tokens or len(tokens) > _MOST_TOKENS:
        return iter(())
    return islice(_Cutter(Lexicon.of(field), tokens).cuts_from(0), _MOST_READINGS)


class _Cutter:
    """A search for the ways to cut tokens, which remembers the places from where there is none."""

    def __init__(self, lexicon: Lexicon, tokens: list[_Token]) -> None:
        self.lexicon, self.tokens = lexicon, tokens
        self.dead_ends: set[int] = set()

    def cuts_from(self, place: int) -> Iterator[tuple[Item, ...]]:
        if place == len(self.tokens):
            yield ()
            return
        if place in self.dead_ends:
            return
        is_dead = True
        for item, after in self._items_at(place):
            for rest in self.cuts_from(after):
                is_dead = False
                yield (item, *rest)
        if is_dead:
            self.dead_ends.add(place)

    def _items_at(self, place: int) -> Iterator[tuple[Item, int]]:
        for end in range(min(len(self.tokens), place + self.lexicon.longest), place, -1):
            words = tuple(token.word for token in self.tokens[place:end])
            for role, sets in self.lexicon.entries.get(words, ()):
                yield Item(role, self.tokens[place].start, self.tokens[end - 1].end, sets), end
        token = self.tokens[place]
        if token.role is not None:
            yield Item(token.role, token.start, token.end), place + 1


def texts(cell: str) -> tuple[str, ...]:
    """Give a cell as tidy texts to read: on one line, and with its lines as things beside each other."""
    whole = tidy(cell)
    by_lines = tidy(re.sub(r"\s*[\r\n]+\s*", "; ", cell.strip()))
    return (whole,) if whole == by_lines else (whole, by_lines)
