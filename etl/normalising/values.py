"""The reading of a cell of a coded column: a code by `value_spellings.csv`, a mark, nothing, or something unknown."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import reference
from etl.normalising import languages, levels
from etl.normalising.dates import is_written_date
from etl.normalising.spellings import Sets as Sets
from etl.normalising.spellings import courses, shared, spellings
from etl.normalising.spellings import known_sets as known_sets
from etl.normalising.spellings import sets_of as sets_of
from reference.cell_words import cell_words
from reference.fields import Kind, Reading, catalogue, fields_read_as
from reference.likeness import likeliest
from reference.spelling import key, tidy, words_of

BLANK, MARK, DITTO, NO = "blank", "mark", "ditto", "no"

CODED_FIELDS = frozenset(fields_read_as(Reading.CODES))
NEGATIVE = {name: catalogue()[name].none for name in CODED_FIELDS if catalogue()[name].none}
"""The code that «Không» or «0» under a level means for the level's field."""
_MARKED_AS = {name: catalogue()[name].mark[0] for name in CODED_FIELDS if catalogue()[name].kind is Kind.YES_NO}
"""The code that a mark or a date in a column of texts means for the fields that are so or not so."""

_YES = key("Có")
_DENIALS = (key("Không"), key("Ko"), key("Chưa"))
_LONGEST_TEXT = 1000
"""The most letters of a name, title or value; what is kept as it is written may have fewer (`limits.csv`)."""
_STROKES = " -–—"
_POINTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_AND_MONTH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<first>\d{{1,2}})-(?P<name>{'|'.join(_MONTHS)})(?:-\d{{2,4}})?",
        rf"(?P<name>{'|'.join(_MONTHS)})-(?P<first>\d{{1,2}})",
        r"(?P<first>\d{1,2})-(?:thg|th|tháng) ?(?P<second>\d{1,2})",
        r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-]\d{4}",
        r"\d{4}-(?P<second>\d\d)-(?P<first>\d\d)(?:[ t]\d\d:\d\d.*)?",
    )
)
_LEAP_YEAR = 4
_RANK = "rank"
_TITLE_CODE = re.compile(r"v ?\.? ?(?P<code>\d\d ?\. ?\d\d ?\. ?\d\d)")
"""The code of a professional title of viên chức: «V.08.01.03»."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that no table has, and the code that a careful reader might propose (or "")."""

    suggestion: str


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return {key(word) or word: kind for kind in (BLANK, MARK, DITTO, NO) for word in cell_words(kind)}


def affirmed(field: str, details: Sets = ()) -> Sets:
    """Give what «Có» means in a column of `field`, with more codes that its heading tells; empty where it says none."""
    sets = sets_of(field, _YES)
    return (*sets, *(item for item in details if item[0] not in dict(sets))) if sets else ()


def level_label(field: str, code: str) -> str:
    """Give a code's Vietnamese name as it stands within a sentence."""
    return next(value.label for value in reference.code_lists()[field] if value.code == code).lower()


def is_title_code(field: str, value: object) -> bool:
    """Tell whether a cell of ranks is the code of a professional title, whose rank the tables need not have."""
    return field == _RANK and bool(_TITLE_CODE.fullmatch(key(as_text(value))))


def is_shared(field: str, value: object) -> bool:
    """Tell whether a cell's text stands for two codes of which the lower one is taken: «Trên đại học»."""
    return isinstance(value, str) and (field, key(as_text(value))) in shared()


def is_course(field: str, value: object) -> bool:
    """Tell whether a cell's text is, or begins with, a course that is taken for its degree: «Cao học Luật»."""
    words = words_of(as_text(value)) if isinstance(value, str) else ()
    return any(name == field and words[: len(course)] == course for name, course in courses())


def as_text(value: object) -> str:
    """Give a cell as a clerk would read it aloud: 12.0 is «12»; a date that Excel made of «12/12» is «12/12» again."""
    if isinstance(value, str):
        return value[:_LONGEST_TEXT]
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value.day}/{value.month}"
    return str(value)


def text_of(value: object) -> str:
    """Read a cell of a column of free text: tidied; dates in full; "" for nothing or a lone dash."""
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value:%d/%m/%Y}"
    return "" if word_kind(value) == BLANK else tidy(as_text(value))


def word_kind(value: object) -> str | None:
    """Give `blank`, `mark`, `ditto` for cells that are only that, else None. A date counts as a mark elsewhere."""
    return _word_kind(as_text(value))


@lru_cache(maxsize=1 << 14)
def _word_kind(text: str) -> str | None:
    if not text.strip():
        return BLANK
    kind = _words().get(key(text) or text.strip())
    if kind is None and text.strip()[0] in _STROKES:
        # «--- // ---»: the strokes around a ditto mark are of any length.
        kind = DITTO if _words().get(key(text.strip(_STROKES))) == DITTO else None
    return None if kind == NO else kind


def is_no(value: object) -> bool:
    """Tell whether a cell is only «0», «False», «Sai», «No», as other programs write that something is not so."""
    return _words().get(key(as_text(value))) == NO


def is_yes(value: object) -> bool:
    """Tell whether a cell is the word «Có», no sign and no logical value."""
    return isinstance(value, str) and key(value) == _YES


def is_denial(value: object) -> bool:
    """Tell whether a cell begins with «Không», «Chưa», and is no sign and no logical value."""
    return isinstance(value, str) and key(value).partition(" ")[0] in _DENIALS


def is_mark(value: object) -> bool:
    """Tell whether a cell of a column of marks is marked: a sign, or a date in its place."""
    return word_kind(value) == MARK or (_is_date(value) and word_kind(value) != BLANK)


def read_value(field: str, value: object) -> Sets | Unknown:
    """Read a cell of a text column of `field`; an empty cell or a lone dash sets nothing."""
    return _read_value(field, as_text(value) if isinstance(value, str) else value)


@lru_cache(maxsize=1 << 14)
def _read_value(field: str, value: object) -> Sets | Unknown:
    spelled = key(as_text(value))
    entries = (spellings().get((field, spelling)) for spelling in (spelled, *_otherwise(field, value, spelled)))
    sets = next((entry for entry in entries if entry is not None), None)
    if sets is not None:
        return sets
    kind = word_kind(value)
    if kind == BLANK:
        return ()
    if field in _MARKED_AS and (kind == MARK or _is_date(value)):
        return ((field, _MARKED_AS[field]),)
    if affirmed(field) and (kind == MARK or (is_no(value) and field in NEGATIVE)):
        return affirmed(field) if kind == MARK else ((field, NEGATIVE[field]),)
    sets = _sets_by_words(field, value) if isinstance(value, str) else None
    return Unknown(_suggestion(field, spelled)) if sets is None else sets


def sets_named(field: str, word: str) -> Sets:
    """Give what a word says of a field; () for nothing."""
    reading = read_value(field, word)
    return reading if isinstance(reading, tuple) else ()


@lru_cache(maxsize=1 << 12)
def heading_sets(field: str, heading: str) -> Sets:
    """Give the one level that a heading of several words under a heading of `field` tells; () for any other."""
    reader = languages.read_heading if field in languages.FIELDS else levels.read_heading
    return reader(field, heading)


def _sets_by_words(field: str, text: str) -> Sets | None:
    """Read a cell that no table has as a whole by its words, each of which must have a role there."""
    reader = languages.read if field in languages.FIELDS else levels.read
    return reader(field, text)


def _otherwise(field: str, value: object, spelled: str) -> Iterator[str]:
    """Other spellings of a cell that no table has as it stands."""
    if isinstance(value, datetime.datetime | datetime.date):
        # «9/12» typed in a workbook with American settings is kept as 12 September.
        yield f"{value.month}/{value.day}"
    elif field == "schooling":
        # The same, saved as text: «12-Dec», «12/12/…».
        match = next(filter(None, (pattern.fullmatch(spelled) for pattern in _DAY_AND_MONTH)), None)
        if match:
            parts = match.groupdict()
            first = int(parts["first"])
            second = int(parts.get("second") or _MONTHS.index(parts["name"]) + 1)
            yield from (f"{first}/{second}", f"{second}/{first}")
    elif field == _RANK and (title := _TITLE_CODE.fullmatch(spelled)):
        yield f"v.{title['code'].replace(' ', '')}"
    if _POINTED.fullmatch(spelled):
        yield spelled.replace(".", "")


def _is_date(value: object) -> bool:
    if isinstance(value, datetime.datetime | datetime.date):
        return True
    text = as_text(value)
    digits = [part for part in key(text).replace("-", "/").replace(".", "/").split("/") if part]
    if not digits or not all(part.isdigit() for part in digits) or not 4 <= sum(map(len, digits)) <= 8:
        return is_written_date(text)
    return len(digits) != len(("day", "month", "year")) or _is_in_calendar(*map(int, digits))


def _is_in_calendar(day: int, month: int, year: int) -> bool:
    """Tell whether there is such a day, in some year; a zero stands for what nobody knows."""
    if day > year:
        day, year = year, day
    try:
        datetime.date(_LEAP_YEAR, month or 1, day or 1)
    except ValueError:
        return False
    return True


def read_mark(field: str, column_sets: Sets, value: object) -> Sets | Unknown | None:
    """Read a cell under a level column: what it sets; () for nothing; None for «not at all» («Không», «0»).

    Besides a mark, a date or year, the text of the level itself and a field of study stand for one.
    """
    kind = word_kind(value)
    if kind == BLANK:
        return ()
    if kind == MARK or _is_date(value):
        return column_sets
    if is_no(value) and not is_denial(value):  # «0» under «Không» is no mark there, though a level is called so
        return None
    reading = read_value(field, value)
    code = None if isinstance(reading, Unknown) else dict(reading).get(field)
    if reading and code == dict(column_sets).get(field):
        return reading
    negative = NEGATIVE.get(field)
    if is_no(value) or (negative and code == negative):
        return None
    is_of_words = isinstance(value, str) and code is None and field not in languages.FIELDS
    return (levels.read(field, as_text(value), column_sets) if is_of_words else None) or Unknown("")


def _suggestion(field: str, spelled: str) -> str:
    """The code of the likeliest spelling of the field, or "" when none is near. Only ever proposed."""
    known = [spelling for place, spelling in spellings() if place == field]
    by_start = [s for s in known if len(s) > 1 and spelled.startswith(s + " ")]
    proposed = max(by_start, key=len) if by_start else likeliest(spelled, known)
    return dict(spellings()[(field, proposed)]).get(field, "") if proposed else ""
