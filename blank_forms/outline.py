"""The rows of a table under the headings above them: by their marks, «I.», «1.», «-», and where they have none."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from blank_forms.tables import TableRow, is_roman
from reference import phrases
from reference.form_words import FormWord, without
from reference.spelling import Words, words_of

_OUTLINE = (
    re.compile(r"[A-ZĐ]\s*[.)\-–]|[A-ZĐ]$"),
    re.compile(r"(?=[IVX])(?:X{0,2}(?:IX|IV|V?I{0,3}))\s*(?:[.)\-–]|$)"),
    re.compile(r"\d+\s*[.)]|\d+(?:\s+(?![-–]\s*\d|(?:tuổi|năm|đến)\b)|$)", re.IGNORECASE),
    re.compile(r"\d+\.\d+"),
    re.compile(r"[a-zđ]\s*[.)]"),
    re.compile(r"\*?\s*(?:trong đó\s*:?\s*)?[-–•]", re.IGNORECASE),
    re.compile(r"\+"),
)
"""Marks as they stand under one another: «A.», «I.», «1.», «1.1», «a)», «-», «+»."""
_ORDER = (1, 0, 3, 2, 4, 5, 6)
"""The order in which a mark is looked for: «I» is a Roman one first."""
_POINTS, _DASH = 3, 5
_FIRST = {"1", "I", "A", "a", "i"}
"""Marks with which a numbering begins."""
_OF_WHICH = re.compile(r"\*?\s*(?:trong đó|tr\.?\s?đó|t\.?\s?đó|riêng)\b", re.IGNORECASE)
_PLACE_KIND = re.compile(r"[HPQX]\s*\.\s*\w", re.IGNORECASE)
"""«H. Gia Bình» is a place, no point «H» of an outline."""
_REFERENCES = re.compile(
    r"\((?:[\d\s+.…=*/-]+|(?=[^)]*\+)[\dA-EIVX\s+.…=]+)\)"
    r"|(?<=cộng) (?:mục )?[IVX]+(?:\s*\+\s*[IVX]+)*$|(?<=tổng số) (?:mục )?[IVX]+(?:\s*\+\s*[IVX]+)*$",
    re.IGNORECASE,
)
"""The rows that a total names: «Cộng (1+…+11)», «Tổng cộng (I+II)», «Cộng I»; «Phường I» names none."""
_MARKS = {"gender", "party_member", "ethnicity", "religion"}
"""Fields of which a row counts some of those in the row above: «Nữ»."""

Level = tuple[int, int]
"""A depth in the outline: that of the mark, and how far under it a row without a mark stands."""
_BARE_HEADING, _BARE, _PART = -2, -1, 7
_HEADS, _COUNTS, _WITHIN = 1, 2, 3


def bare(label: str) -> str:
    """Take the mark off a label: «*Trong đó: - Nữ» -> «Nữ», «1. Tuổi đời» -> «Tuổi đời»."""
    text = re.sub(r"^\*?\s*(?:trong|tr\.?|t\.)\s?đó\s*:?\s*(?=[-–•\w])", "", label.strip(), flags=re.IGNORECASE)
    text = re.sub(r"^(?:\*|[-–•+]|(?:[A-ZĐIVX]+|\d+(?:\.\d+)*|[a-zđ])\s*[.)]|[A-ZĐ]\s+[-–])\s*", "", text)
    return _REFERENCES.sub("", text).strip() or label


def outlined(rows: Sequence[TableRow], is_place: Callable[[str], bool]) -> list[tuple[str, ...]]:
    """Give each row's path: the headings above it, then its own labels; `is_place` knows the names of units."""
    outline = _Outline([_row_of(row, is_place) for row in rows])
    return [outline.path(at) for at in range(len(rows))]


class _Kind(Enum):
    HEADING = "it names a field, or nothing"
    TOTAL = "it counts everybody"
    COUNT = "it counts some people"
    PLACE = "it is a place"
    DAY = "it is a day or a year"
    OTHER = "words that nobody knows"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as its outline sees it; `level` is -1 without a mark, `first` says that its mark begins a numbering."""

    labels: tuple[str, ...]
    key: Words
    level: int
    first: bool
    kind: _Kind
    fields: frozenset[str]
    is_part: bool
    """True where it says itself that it is part of the row above: «Trong đó: nữ»."""

    @property
    def is_numbered(self) -> bool:
        return 0 <= self.level < _DASH


def _row_of(row: TableRow, is_place: Callable[[str], bool]) -> _Row:
    marked = (row.mark or row.labels[0]).strip()
    level = _level(marked)
    labels = tuple(label if _PLACE_KIND.match(label) else bare(label) for label in row.labels)
    phrase = phrases.read(labels)
    numbers = re.split(r"\W+", marked)
    return _Row(
        labels,
        words_of(" ".join(labels)),
        level,
        first=next(iter(numbers[1:] if level == _POINTS else numbers), "") in _FIRST,
        kind=_Kind.PLACE if is_place(labels[-1]) else _kind_of(phrase, labels),
        fields=frozenset(condition.field for condition in phrase.conditions),
        is_part=level < 0 and _OF_WHICH.match(row.labels[0].strip()) is not None,
    )


def _kind_of(phrase: phrases.Phrase, labels: Sequence[str]) -> _Kind:
    if phrase.unknown:
        return _Kind.OTHER
    if phrase.is_everybody:
        return _Kind.TOTAL
    if phrase.conditions:
        return _Kind.COUNT
    is_day = not phrase.field and any(map(str.isdigit, "".join(labels)))
    return _Kind.DAY if is_day else _Kind.HEADING


@dataclass(frozen=True, slots=True)
class _Above:
    """A row that heads those after it."""

    level: Level
    row: _Row

    def is_beside(self, row: _Row) -> bool:
        """Tell whether a row without a mark is another value of what this one, part of something, is a value of."""
        is_value = row.kind in (_Kind.COUNT, _Kind.DAY) and (self.row.kind, self.row.fields) == (row.kind, row.fields)
        return is_value and self.level[1] >= _COUNTS and self.row.level < 0


@dataclass(slots=True)
class _Outline:
    """Rows from top to bottom, with those that head the one at hand."""

    rows: Sequence[_Row]
    above: list[_Above] = field(default_factory=list)
    before: Level = (_BARE, 0)
    """The depth of the row before."""
    begun: dict[int, _Row | None] = field(default_factory=dict)
    """Depth of a numbering -> the row without a mark under which it began."""

    def path(self, at: int) -> tuple[str, ...]:
        """Give the path of a row; rows are asked for from top to bottom."""
        row = self.rows[at]
        if row.is_numbered and (row.first or row.level not in self.begun):
            self.begun[row.level] = next((each.row for each in self.above if each.level == (_BARE, 0)), None)
        level = (row.level, 0) if row.level >= 0 else self._unmarked(at)
        if row.is_numbered and not row.first and self.before[0] > row.level:
            begun = self.begun.get(row.level)  # «2.» behind «- …» is under no heading that came after «1.»
            self.above = [each for each in self.above if each.level != (_BARE_HEADING, 0) or each.row is begun]
        self.above = [each for each in self.above if each.level < level]
        path = (*(label for each in self.above for label in each.row.labels), *row.labels)
        if row.kind is not _Kind.TOTAL:
            self.above.append(_Above(level, row))
        self.before = level
        return path

    def _unmarked(self, at: int) -> Level:
        """Find how deep a row without a mark stands."""
        row = self.rows[at]
        if row.is_part:
            return (_PART, 0)
        last = self.above[-1] if self.above else None
        if row.fields <= _MARKS and any(each.row.is_part and each.row.kind is _Kind.HEADING for each in self.above):
            return (_PART, _COUNTS)  # «Trong đó:» alone, then «Nữ»
        following = next((each for each in self.rows[at + 1 :] if each.is_numbered), None)
        goes_on = following is not None and self._goes_on(following)
        if row.kind is _Kind.TOTAL and (goes_on or self._is_repeated(row)):
            return self._total(at, last)
        if last is not None and last.is_beside(row):
            return last.level
        if last is not None and self._is_repeated(row):
            return self._repeated(at, last)
        if row.kind is not _Kind.HEADING and following is not None and goes_on:
            return (following.level, _COUNTS if self.before[0] == following.level else 0)
        return (_BARE_HEADING, 0) if row.kind is _Kind.HEADING else (_BARE, 0)

    def _goes_on(self, number: _Row) -> bool:
        """Tell whether a numbering goes on that began under no row without a mark: none between heads its rows."""
        return not number.first and self.begun.get(number.level, number) is None

    def _is_repeated(self, row: _Row) -> bool:
        return sum(each.key == row.key and each.level < 0 and not each.is_part for each in self.rows) > 1

    def _total(self, at: int, last: _Above | None) -> Level:
        """Find the depth of a total of a block, at its end or at its beginning."""
        after = self.rows[at + 1] if at + 1 < len(self.rows) else None
        is_end = after is None or after.kind in (_Kind.TOTAL, _Kind.PLACE) or 0 <= after.level < self.before[0]
        if not is_end:
            return (last.level[0], _COUNTS) if last else (_BARE, 0)
        outer = [each.row.kind for each in self.above if each.level < self.before]
        return (_BARE, 0) if outer[-1:] == [_Kind.PLACE] else self.before  # over units whatever was printed

    def _repeated(self, at: int, last: _Above) -> Level:
        """Find the depth of a row that stands again elsewhere: each time it is part of what stands above it."""
        row = self.rows[at]
        if row.kind is _Kind.HEADING:
            beside = (each.level for each in self.above if each.level[1] == _HEADS)
            return next(beside, (last.level[0], _HEADS))
        is_counted = last.row.level < 0 and last.row.kind is _Kind.COUNT
        if is_counted and (last.row.fields == row.fields or _is_rest(row)):
            return last.level
        if self._block(at)[row.key] > 1 and last.level[1] >= _COUNTS:
            return (last.level[0], _WITHIN)
        return (last.level[0], _COUNTS)

    def _block(self, at: int) -> Counter[Words]:
        """Count the rows without a mark that stand together around a row."""
        first, end = at, at
        while first > 0 and self.rows[first - 1].level < 0:
            first -= 1
        while end + 1 < len(self.rows) and self.rows[end + 1].level < 0:
            end += 1
        return Counter(each.key for each in self.rows[first : end + 1])


def _is_rest(row: _Row) -> bool:
    return any(without(role, label) is not None for role in (FormWord.REST, FormWord.OTHERS) for label in row.labels)


def _level(marked: str) -> int:
    marked = marked.upper() if is_roman(marked) else marked
    return next((level for level in _ORDER if _OUTLINE[level].match(marked)), -1)
