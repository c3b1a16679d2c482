"""The answers of clerks on the import page: they say what no reference table says, and never another thing than one.

Only a column's meaning that was chosen by hand stands above what the header says, for exactly that header.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from etl.normalising.places import Gazetteer, Match
from etl.normalising.values import Sets
from reference.spelling import key

ANSWERED = "answered"
"""The note of a match whose text was answered, by a unit that is not there on the day."""
_ELSEWHERE = "other_district"
"""The note of a match whose unit is none of the row's district."""
BLANK = ""
"""An answer: leave such cells blank; of a column: it is not used; of a position: keep it as written."""
MARK = "x"
"""An answer about a cell of a column of marks: it is one."""
COLUMN = "column"
"""The subject of a `Use` that is not about a field's spelling."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The meaning of a spelling or a column, as `meaning` of `models.LearnedSpelling` or `LearnedColumn` writes it."""

    asked: str
    """The spelling or the header path as written where the question arose."""
    meaning: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Learned:
    """All answers that count now."""

    spellings: Mapping[tuple[str, str], Answer] = field(default_factory=dict)
    """Field and key of a spelling -> what it means; a field's marks are `mark_field(field)`."""
    columns: Mapping[str, Mapping[int, Answer]] = field(default_factory=dict)
    """A table's header (`etl.headers.by_hand.header_key`) -> a column's number in it -> what it means."""

    def __bool__(self) -> bool:
        return bool(self.spellings or self.columns)


NOTHING = Learned()


@dataclass(frozen=True, slots=True)
class Use:
    """An answer that a file was read by; `about` is a field, or `COLUMN`; `at` in ISO form."""

    about: str
    where: str
    """Sheet and letter of a column, «Sheet1!H»; empty for a spelling."""
    asked: str
    meaning: str
    by: str
    at: str

    def says(self) -> tuple[str, str, str, str]:
        """Tell the effect on the reading; who answered and when has none."""
        return self.about, self.where, key(self.asked), self.meaning


class Answers:
    """The answers as one file asks for them, with a memory of those that it was read by."""

    def __init__(self, learned: Learned = NOTHING) -> None:
        self._spellings = learned.spellings
        self._used: dict[tuple[str, str], Use] = {}

    def meaning(self, name: str, text: str, district_code: str | None = None) -> str | None:
        """Give the answer about a spelling in columns of a field; None: nobody was asked.

        `district_code`: the answer about units of this district alone.
        """
        if not self._spellings:
            return None
        spelled = spelling_key(text, district_code)
        answer = self._spellings.get((name, spelled))
        if answer is None:
            return None
        use = Use(name, "", asked=answer.asked, meaning=answer.meaning, by=answer.by, at=answer.at.isoformat())
        self._used.setdefault((name, spelled), use)
        return answer.meaning

    @property
    def used(self) -> list[Use]:
        """The answers that were found so far, by field and spelling."""
        return [use for _, use in sorted(self._used.items())]


def sets_of_answer(meaning: str) -> Sets:
    """Read an answer («it=certificate it_detail=basic») as fields and codes."""
    return tuple((name, code) for name, _, code in (item.partition("=") for item in meaning.split()))


def spelling_key(text: str, district_code: str | None = None) -> str:
    """Give the key under which answers about a spelling are kept; of a unit in a known district its own there."""
    return f"{key(text)} @{district_code}" if district_code else key(text)


def mark_field(name: str) -> str:
    """Give the field under which answers about the cells of a field's columns of marks are kept."""
    return f"{name}:mark"


class AnsweredGazetteer(Gazetteer):
    """A gazetteer that also knows the spellings of units that were answered, by the full name that they stand for."""

    def __init__(self, register: Gazetteer, answers: Answers) -> None:
        super().__init__(register.day, register.province)
        self._answers = answers

    def find_commune(self, text: str, district_code: str | None = None) -> Match:
        """Find a commune as `Gazetteer` does; an answer counts on the gazetteer's day, in the row's own district.

        What was answered where a district was known holds there alone; what was answered without one holds in each
        district that has the unit.
        """
        match = super().find_commune(text, district_code)
        for scope in dict.fromkeys((district_code, None)) if _is_unknown(match) else ():
            name = self._answers.meaning("unit", text, scope)
            answered = super().find_commune(name, district_code) if name else match
            if answered.place:
                return answered
            if name and (scope == district_code or answered.note != _ELSEWHERE):
                return replace(answered, note=ANSWERED)
        return match

    def find_district(self, text: str) -> Match:
        """Find a district as `Gazetteer` does, or by an answer."""
        match = super().find_district(text)
        name = self._answers.meaning("district", text) if _is_unknown(match) else None
        return super().find_district(name) if name else match


def _is_unknown(match: Match) -> bool:
    """Tell whether the register has no such name on the day; a name of another district is no unknown spelling."""
    return match.place is None and match.reason in ("unknown", "not_then") and match.note is None
