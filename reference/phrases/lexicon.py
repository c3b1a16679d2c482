"""The lexicon: words -> what they can mean, gathered from the tables that read rosters."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reference import forms
from reference.codes import code_lists
from reference.fields import Kind, catalogue, official_names
from reference.forms.rules import DEPARTMENT, POSITION, Condition, Rule
from reference.phrases.departments import departments_written
from reference.post_words import ways_to_write
from reference.spelling import Words, words_of
from reference.tables import rows, wrong_row

MAJORITIES = {"ethnicity": "Kinh", "religion": "Không"}
"""Fields whose bare name above a number counts those who are not of the majority, as in BM02/BNV."""
_SHARED, _SHORT = "shared", 3
"""The most letters of a spelling that a cell alone makes plain: «K», «Mán», «Rê», «Hồi»."""


class Role(StrEnum):
    """The part that words play in a phrase."""

    FIELD = "field"
    """They name a field."""
    CODES = "codes"
    """They name one code of a field or several."""
    RULE = "rule"
    """They say a rule that is more than codes: «dân tộc thiểu số»."""
    ALL = "all"
    """They take everybody: «tổng số»."""
    UPWARDS = "up"
    """The level before them, and all above it: «trở lên»."""
    DOWNWARDS = "down"
    """The level before them, and all below it: «trở xuống»."""
    BELOW = "below"
    """All levels below the one after them: «dưới đại học»."""
    UNKNOWN = "unknown"
    """Of whom the rosters do not say: «không khai»."""
    EXCEPT = "except"
    """They leave out the people whom the words after them name: «không kể Ban CHQS»."""
    OWN = "own"
    """They name a code under the heading of its own field alone: «Khác»."""
    FILLER = "filler"
    """They change nothing: «số người», «trong đó»."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that words can mean; `field` is empty where they speak of none, `codes` in the list's order."""

    role: Role
    field: str = ""
    codes: tuple[str, ...] = ()
    rule: Rule = ()


@lru_cache(maxsize=1)
def senses() -> dict[Words, tuple[Sense, ...]]:
    """Gather words and all that they can mean, those of `phrase_words.csv` first."""
    table: dict[Words, dict[Sense, None]] = {}
    for words, sense in _entries():
        if words:
            table.setdefault(words, {})[sense] = None
    for words, sense in (*_posts(), *_departments(), *_spelled_names()):
        table.setdefault(words, {sense: None})
    return {words: tuple(meanings) for words, meanings in table.items()}


@lru_cache(maxsize=1)
def longest() -> int:
    """Give the number of words of the longest entry."""
    return max(map(len, senses()))


def is_undeclared(text: str) -> bool:
    """Tell whether a text says that nothing is known and not of what: «Không khai»."""
    return any(sense.role is Role.UNKNOWN for sense in senses().get(words_of(text), ()))


def is_rest(text: str) -> bool:
    """Tell whether a text takes those whom the levels before it leave: «Không khai», «Khác»."""
    return is_undeclared(text) or any(sense.role is Role.OWN for sense in senses().get(words_of(text), ()))


def check_words() -> None:
    """Read `phrase_words.csv`; raises ReferenceError, with file and line, for a wrong row."""
    for _ in _own_words():
        pass


def _entries() -> Iterator[tuple[Words, Sense]]:
    yield from _own_words()
    yield from _labels()
    yield from _groups()
    yield from _spellings()
    yield from _headings()


def _own_words() -> Iterator[tuple[Words, Sense]]:
    for row in rows("phrase_words"):
        try:
            role = Role(row["role"])
        except ValueError:
            raise wrong_row(row, f"cột role không nhận «{row['role']}».") from None
        field = row["means"] if role is Role.FIELD else ""
        if field and field not in catalogue():
            raise wrong_row(row, f"không có tiêu thức «{field}» trong fields.csv.")
        try:
            rule = forms.parse(row["means"], {}) if role is Role.RULE else ()
        except ValueError as error:
            raise wrong_row(row, str(error)) from error
        yield words_of(row["words"]), Sense(role, field, rule=rule)


def _labels() -> Iterator[tuple[Words, Sense]]:
    """The fields' own names and those of their codes, in lists and as official names."""
    for field in catalogue().values():
        if field.is_dimension and field.kind is not Kind.NAME:
            yield words_of(field.label), Sense(Role.FIELD, field.name)
    for field_name, values in code_lists().items():
        for value in values:
            for label in filter(_is_words, (value.label, value.short_label)):
                yield words_of(label), Sense(Role.CODES, field_name, (value.code,))
    for field_name in ("ethnicity", "religion"):
        for name in official_names(field_name):
            yield words_of(name), Sense(Role.CODES, field_name, (name,))


def _is_words(label: str) -> bool:
    """Tell whether a label says all in words: «< 5 năm» without its sign is any five years."""
    return not set(label) & set("<>≤≥")


def _groups() -> Iterator[tuple[Words, Sense]]:
    """Groups of levels: «Sau đại học» is two codes."""
    members: dict[tuple[str, str], dict[str, None]] = {}
    for row in rows("level_groups"):
        if row["code"] and row["field"] in code_lists():
            members.setdefault((row["field"], row["label"]), {})[row["code"]] = None
    for (field, label), codes in members.items():
        yield words_of(label), Sense(Role.CODES, field, tuple(codes))


def _spellings() -> Iterator[tuple[Words, Sense]]:
    """The spellings of cells; one that says a level and its detail («TC» of IT) stands for the detail."""
    for row in rows("value_spellings"):
        if _SHARED in row["sets"].split():
            continue  # two levels, of which a roster's lower one counts; a table's heading means both
        sets = dict(item.split("=") for item in row["sets"].split() if "=" in item)
        detail = {name: code for name, code in sets.items() if name == f"{row['field']}_detail"}
        named = detail or {name: code for name, code in sets.items() if name == row["field"] and len(sets) == 1}
        for name, code in named.items():
            yield words_of(row["spelling"]), Sense(Role.CODES, name, (code,))


def _posts() -> Iterator[tuple[Words, Sense]]:
    """The names of posts that mean nothing else: «Chuyên viên» stays a level.

    A name that is another post in a ward than in a commune, «Địa chính», means all of them.
    """
    titles: dict[Words, dict[str, None]] = {}
    for column, table in (("title", "positions"), ("spelling", "position_spellings")):
        for row in rows(table):
            titles.setdefault(words_of(row[column]), {})[row["title"]] = None
    for words, meant in titles.items():
        if len(words) > 1:
            for way in sorted(ways_to_write(words)):
                if len(way) > 1:
                    yield way, Sense(Role.RULE, rule=((Condition(POSITION, tuple(meant)),),))


def _departments() -> Iterator[tuple[Words, Sense]]:
    """The names of departments that mean nothing else: «Ban Chỉ huy quân sự», «Ban CHQS»."""
    kept = {row["name"]: row["body"] for row in rows("departments") if row["kept"] == "yes"}
    spelled = ((row["spelling"], row["name"]) for row in rows("department_spellings") if row["name"] in kept)
    own = ((text, name) for name, body in kept.items() for text in (name, body))
    for text, name in (*own, *spelled):
        words = words_of(text)
        for way in (words, tuple(word for word in words if word != "và")):  # «HĐND & UBND»
            if len(way) > 1:
                yield way, Sense(Role.RULE, rule=((Condition(DEPARTMENT, (name,)),),))
    for words, name in departments_written().items():
        yield words, Sense(Role.RULE, rule=((Condition(DEPARTMENT, (name,)),),))


def _spelled_names() -> Iterator[tuple[Words, Sense]]:
    """The spellings of official names that mean nothing else: «Khmer», «Đạo Phật»."""
    for field, table in (("ethnicity", "ethnicity_spellings"), ("religion", "religion_spellings")):
        for row in rows(table):
            if row["name"] != MAJORITIES[field] and len(row["spelling"]) > _SHORT:  # «Việt», «Không có»
                yield words_of(row["spelling"]), Sense(Role.CODES, field, (row["name"],))


def _headings() -> Iterator[tuple[Words, Sense]]:
    """The headings of columns: a field, or one of its codes."""
    for row in rows("header_spellings"):
        field, _, code = row["meaning"].partition(":")
        known = catalogue().get(field)
        if known is None or not known.is_dimension or known.kind is Kind.NAME:
            continue
        if not code:
            yield words_of(row["spelling"]), Sense(Role.FIELD, field)
        elif code in {value.code for value in code_lists().get(field, ())}:
            yield words_of(row["spelling"]), Sense(Role.CODES, field, (code,))
