"""The words of headings: which measure, department, day or role a heading's path means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from etl.figures.numbers import number
from etl.figures.periods import day_of_text
from etl.figures.records import Meaning
from etl.normalising.departments import find_department
from reference import phrases
from reference.figures import Measure, Role, figure_spellings, heading_roles, measures
from reference.spelling import Words, tidy, words_of

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_POINTS = re.compile(r"(?:tối đa\s*:?\s*)?(\d+(?:[.,]\d+)?)\s*(?:điểm|đ)\b", re.IGNORECASE)
_AFTER_SLASH = re.compile(r"/\s*(\d{1,3}(?:[.,]\d+)?)\s*$")
_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[IVX]{1,4}[.)]|[a-zđ]\))\s*", re.IGNORECASE)
_LONGEST_HEADING = 200


@dataclass(frozen=True)
class Vocabulary:
    """The measures that headings may name, and the one that a number is of where no heading names any."""

    catalogue: Mapping[str, Measure]
    spellings: Mapping[Words, str]
    default: str = ""

    def measure(self, text: str) -> str:
        """Find the measure that a text is the name or the code of; «» for none."""
        if text.strip() in self.catalogue:
            return text.strip()
        return next((self.spellings[words] for words in _ways(text) if words in self.spellings), "")

    def measure_in(self, lines: Iterable[str]) -> str:
        """Find the measure that a title speaks of: the one with the longest name in it; «» for none."""
        best: tuple[int, str] = (0, "")
        for line in lines:
            words = words_of(tidy(line)[:_LONGEST_HEADING])
            for spelling, code in self.spellings.items():
                if len(spelling) > max(best[0], 1) and _holds(words, spelling):
                    best = len(spelling), code
        return best[1]

    def meaning(self, path: Iterable[str]) -> Meaning:
        """Read a heading's path from its top: the lower word goes before the upper one, a measure before a role."""
        meaning = Meaning()
        for text in path:
            part = self._part(text)
            names = part.measure or part.department or part.day
            meaning = replace(
                meaning,
                role=None if names else part.role or meaning.role,
                measure=part.measure or meaning.measure,
                department=part.department or meaning.department,
                day=part.day or meaning.day,
                limit=part.limit or meaning.limit,
            )
        return meaning

    def _part(self, text: str) -> Meaning:
        role = _roles().get(words_of(_without_brackets(text)))
        code = self.measure(text)
        if code:
            return Meaning(measure=code, limit=_limit(text), day=day_of_text(text))
        if role is not None:
            return Meaning(role=role, limit=_limit(text) if role is Role.VALUE else None)
        department = find_department(tidy(text)) or find_department(tidy(_without_brackets(text)))
        if department is not None:
            return Meaning(department=department.name)
        return Meaning(day=day_of_text(text), limit=_limit(text))


@lru_cache(maxsize=8)
def vocabulary(catalogue: str, default: str = "", own: tuple[Measure, ...] = ()) -> Vocabulary:
    """Give the vocabulary of a part of the catalogue, with the office's own measures."""
    known = {code: measure for code, measure in measures().items() if measure.catalogue == catalogue}
    known |= {measure.code: measure for measure in own}
    spellings = {words_of(spelling): code for code, spelling in figure_spellings() if code in known}
    spellings |= {words_of(measure.label): measure.code for measure in own}
    return Vocabulary(known, spellings, default)


@lru_cache(maxsize=1)
def _roles() -> dict[Words, Role]:
    return {words_of(words): role for words, role in heading_roles()}


def _without_brackets(text: str) -> str:
    return _NUMBERING.sub("", _BRACKETS.sub(" ", text))


def _ways(text: str) -> Iterable[Words]:
    """The words of a heading: whole, then without what stands in brackets, behind a slash, in front as a number."""
    yield words_of(text)
    bare = _without_brackets(text)
    yield words_of(bare)
    yield words_of(_AFTER_SLASH.sub("", bare))
    yield words_of(re.split(r"\s[-–]\s", bare)[0])
    yield words_of(bare)[: phrases.exception_at(words_of(bare))]


def _limit(text: str) -> Decimal | None:
    """The most points, as a heading gives them: «Số hóa hồ sơ (22 điểm)», «Tiến độ /20»."""
    match = _POINTS.search(text) or _AFTER_SLASH.search(text)
    return number(match[1]) if match else None


def _holds(words: Words, spelling: Words) -> bool:
    size = len(spelling)
    return any(words[start : start + size] == spelling for start in range(len(words) - size + 1))


def is_role(text: str, *roles: Role) -> bool:
    """Tell whether a heading by itself is of one of these roles."""
    return _roles().get(words_of(_without_brackets(text))) in roles
