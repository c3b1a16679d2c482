"""Labels that say something only beside others: «Còn lại», «Khác», «Tăng (+), giảm (−)», a bare «Tỷ lệ (%)»."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from blank_forms.meanings import Meaning, Reader, is_rest, is_rest_of_declared, no_numbers, relative_at
from blank_forms.outline import bare
from blank_forms.tables import Table
from blank_forms.totals import summed_up, without_any_read, without_unread
from reference import phrases
from reference.fields import Kind, catalogue
from reference.forms import AGE, EVERYBODY, Condition, Rule, both
from reference.forms.rules import DEPARTMENT
from reference.phrases.departments import bodies_alone
from reference.spelling import words_of

_YOUNGEST, _OLDEST = 0, 200
_TWO = 2
_DETAIL, _LETTERS = "it_detail", ("a", "b", "c")
_ANY_CERTIFICATE, _ABC = Condition("it", ("certificate",)), Condition(_DETAIL, _LETTERS)
_KIND, _AMONG = "category", words_of("Trong đó")
_FAITH = "religion"
"""«Tôn giáo khác» is another religion: none at all is not."""


def columns_of(reader: Reader, table: Table) -> list[Meaning]:
    """Read the value columns of a table, those too that their neighbours give a meaning."""
    labels = _resolved(reader, _headed(reader.columns(table)))
    return _beside(without_unread(_told_apart(_lettered(_of_which(labels)))))


def rows_of(reader: Reader, table: Table) -> list[Meaning]:
    """Read the printed rows of a table, those too that the rows above give a meaning."""
    rows = _headings_left(_told_apart(_lettered(_resolved(reader, _headed(reader.rows(table))))))
    return without_any_read(without_unread(summed_up(rows, reader.groups(table))))


def _headed(labels: Sequence[Meaning]) -> list[Meaning]:
    """Let «UBND» beside departments be the one that lists call so: elsewhere it may be the whole office."""
    own = {each.words[:-1] for each in labels if any(c.field == DEPARTMENT for c in (each.rule or EVERYBODY)[0])}

    def named(label: Meaning) -> str | None:
        is_open = label.rule is None and not label.is_answer and label.words[:-1] in own
        return bodies_alone().get(words_of(bare(label.words[-1]))) if is_open else None

    return [
        replace(each, rule=((Condition(DEPARTMENT, (name,)),),), reason="", is_heading=False)
        if (name := named(each))
        else each
        for each in labels
    ]


def alike(labels: Iterable[tuple[tuple[str, ...], Rule]]) -> set[tuple[str, ...]]:
    """List labels under one heading that count the same people by different words: «Ngoại ngữ › TC, CĐ, ĐH».

    Rosters keep them as one value, which is the number of none of them.
    """
    paths: dict[tuple[tuple[str, ...], Rule], set[tuple[str, ...]]] = {}
    for path, rule in labels:
        if len(path) > 1 and rule != EVERYBODY:
            paths.setdefault((path[:-1], rule), set()).add(path)
    return {path for own in paths.values() if len(own) > 1 for path in own}


ALIKE = "Số liệu ghi chung giá trị này với nhãn khác cùng nhóm nên không tách được."


def _lettered(labels: Sequence[Meaning]) -> list[Meaning]:
    """Let «Chứng chỉ A, B, C» beside «UDCNTT cơ bản» count those three alone: by itself it is any certificate."""
    detailed = {each.words[:-1] for each in labels if {c.field for c in (each.rule or EVERYBODY)[0]} >= {_DETAIL}}

    def is_lettered(label: Meaning) -> bool:
        is_alone = label.rule is not None and len(label.rule) == 1 and not label.is_answer
        return is_alone and label.words[:-1] in detailed and set(words_of(label.words[-1])) >= set(_LETTERS)

    def own(rule: Rule) -> Rule:
        return tuple(tuple(_ABC if each == _ANY_CERTIFICATE else each for each in part) for part in rule)

    return [replace(each, rule=own(each.rule)) if each.rule and is_lettered(each) else each for each in labels]


def _of_which(columns: Sequence[Meaning]) -> list[Meaning]:
    """Let «Trong đó › Nữ» behind «Tổng số CBCC» be of those kinds, whoever else the table has columns of."""
    read: list[Meaning] = []
    total: Meaning | None = None
    for own in columns:
        column = own
        is_part = len(column.words) > 1 and words_of(column.words[0])[:_TWO] == _AMONG
        if not is_part:
            total = column if _names_kinds(column.rule) and column.place is None else None
        elif total is not None and total.rule and column.rule and not (column.is_answer or _names_kinds(column.rule)):
            base = column.share_of and both(total.rule, column.share_of)
            column = replace(column, rule=both(total.rule, column.rule), share_of=base)
        read.append(column)
    return read


def _names_kinds(rule: Rule | None) -> bool:
    return any(condition.field == _KIND for part in rule or () for condition in part)


def _told_apart(labels: Sequence[Meaning]) -> list[Meaning]:
    own = [each for each in labels if not (each.is_share or each.is_answer or each.day or each.place or each.since)]
    same = alike((each.words, each.rule) for each in own if each.rule is not None)
    hidden = {id(each) for each in own if each.words in same}
    return [replace(each, rule=None, reason=ALIKE) if id(each) in hidden else each for each in labels]


def _headings_left(labels: Sequence[Meaning]) -> list[Meaning]:
    """Let «Dân tộc» count nobody above a row «Kinh»: alone it would be whoever is not of the majority."""

    def is_above_majority(heading: Meaning) -> bool:
        own = [
            c for c in (heading.rule or EVERYBODY)[0] if c.is_negated and phrases.MAJORITIES.get(c.field) in c.values
        ]
        below = [each for each in labels if each.words[: len(heading.words)] == heading.words and each is not heading]
        majorities = {Condition(c.field, c.values) for c in own}
        return bool(majorities) and any(majorities & set((each.rule or EVERYBODY)[0]) for each in below)

    return [replace(each, rule=None, is_heading=True) if is_above_majority(each) else each for each in labels]


def _resolved(reader: Reader, labels: Sequence[Meaning]) -> list[Meaning]:
    read: list[Meaning] = []
    for label in labels:
        at = relative_at(label.words) if label.is_relative else None
        if at is None:
            read.append(label)
            continue
        outer = _without(reader, label, at)
        siblings = [each for each in read if _is_beside(each, label, at) and each.is_share == outer.is_share]
        resolve = _rest if is_rest(label.words[at]) else _change
        read.append(resolve(reader, label, at=at, outer=outer, siblings=siblings))
    return read


def _is_beside(own: Meaning, other: Meaning, at: int) -> bool:
    """Tell whether two paths differ in one place alone."""
    pairs = enumerate(zip(own.words, other.words, strict=False))
    return len(own.words) == len(other.words) and all(word == its for n, (word, its) in pairs if n != at)


def _without(reader: Reader, label: Meaning, at: int) -> Meaning:
    """Read a label's path without the word that speaks of its neighbours; nothing left counts everybody."""
    words = (*label.words[:at], *label.words[at + 1 :])
    outer = reader.by_words(words) if words else Meaning(words, EVERYBODY)
    heading = phrases.read(words)
    is_heading = outer.rule is None and outer.is_heading and not heading.unknown
    return replace(outer, rule=heading.rule) if is_heading else outer


# «Còn lại»: those of the heading's people who are in no label before it


def _rest(reader: Reader, label: Meaning, *, at: int, outer: Meaning, siblings: Sequence[Meaning]) -> Meaning:
    name = label.words[at]
    if label.rule is not None:  # «Dân tộc khác» says of what: labels of something else beside it do not matter
        field = label.rule[0][-1].field
        siblings = [each for each in siblings if each.rule and [c.field for c in each.rule[0]][-1:] == [field]]
        siblings = [each for each in siblings if each.rule and not each.rule[0][-1].is_negated]
        if not siblings:
            return label
        outer = replace(outer, rule=EVERYBODY) if outer.rule == label.rule else outer
        label = replace(label, rule=None)
    if why := next((each.reason for each in siblings if each.rule is None and each.reason), ""):
        return replace(label, reason=f"«{name}» đứng sau nhãn chưa đếm được: {why}")
    own = [each for each in siblings if each.rule not in (None, EVERYBODY) or each.place is not None]
    parts = [_part(each, outer) for each in own]
    common = {rest for each in parts if each is not None for rest in (each[0],)}
    conditions = [each[1] for each in parts if each is not None]
    places = {(each.place, each.day) for each in own}
    if not own or None in parts or len(common) != 1 or places != {(outer.place, outer.day)}:
        return replace(label, reason=f"«{name}»: các nhãn trước nó không chia theo cùng một tiêu thức.")
    left = _outside(conditions, declared=is_rest_of_declared(name))
    if left is None:
        return replace(label, reason=f"«{name}»: các nhãn trước nó có thể đếm trùng người hoặc chưa rõ gồm những ai.")
    rule = tuple((*next(iter(common)), condition) for condition in left)
    return replace(label, rule=rule, place=outer.place, day=outer.day, reason="", is_share=outer.is_share)


def _part(sibling: Meaning, outer: Meaning) -> tuple[tuple[Condition, ...], Condition] | None:
    """Part a sibling's conditions into those of the heading and its one own; None where it has not one alone."""
    if sibling.rule is None or len(sibling.rule) != 1:
        return None
    above = (outer.rule or EVERYBODY)[0]
    own = [condition for condition in sibling.rule[0] if condition not in above]
    if len(own) != 1:
        return None
    return tuple(condition for condition in sibling.rule[0] if condition not in own), own[0]


def _outside(parts: Sequence[Condition], *, declared: bool) -> list[Condition] | None:
    """Give conditions for whoever fits none of these of one field; None where they overlap or cannot be turned round.

    Whoever declares nothing is among the rest, but not where only other declared values are meant.
    """
    fields = {part.field for part in parts}
    if len(fields) != 1:
        return None
    name = fields.pop()
    unknown = [] if declared else [Condition(name, (None,))]
    if name == AGE:
        ages = list(_ages_outside(parts))
        return None if _TWO_AT_ONCE in ages else [*ages, *unknown]
    if name not in catalogue() or not (catalogue()[name].is_coded or catalogue()[name].kind is Kind.LIST):
        return None
    values = [value for part in parts for value in part.values]
    if any(part.is_negated for part in parts):
        return [Condition(name, tuple(values)), *unknown] if len(parts) == 1 else None
    majority = phrases.MAJORITIES.get(name)
    is_without_majority = majority is not None and majority not in values
    if None in values or len(set(values)) < len(values) or (is_without_majority and not (declared and name == _FAITH)):
        return None  # «Dân tộc › Tày, Nùng, Còn lại»: nothing tells whether the Kinh are among the rest
    return [Condition(name, (*values, *([majority] if is_without_majority else [])), is_negated=True), *unknown]


_TWO_AT_ONCE = Condition("")


def _ages_outside(parts: Sequence[Condition]) -> Iterator[Condition]:
    """Give the years between ranges; `_TWO_AT_ONCE` among them where two ranges hold the same year."""
    free = _YOUNGEST
    for first, last in sorted((part.first or _YOUNGEST, part.last or _OLDEST) for part in parts):
        if first < free:
            yield _TWO_AT_ONCE
        if first > free:
            yield Condition(AGE, first=free or None, last=first - 1)
        free = last + 1
    if free <= _OLDEST:
        yield Condition(AGE, first=free)


# «Tăng (+), giảm (−)»: the numbers of two days, the later less the earlier


def _change(reader: Reader, label: Meaning, *, at: int, outer: Meaning, siblings: Sequence[Meaning]) -> Meaning:
    name = label.words[at]
    if "%" in name or any("%" in word for word in label.words[at + 1 :]):
        return replace(label, reason=f"«{name}»: chưa rõ là hiệu của hai tỷ lệ hay tỷ lệ của hiệu.")
    counting = [each for each in siblings if each.rule is not None and each.since is None]
    whom = counting[-1] if counting else outer
    before = reader.day_compared(name)
    same = [each for each in counting if (each.rule, each.place) == (whom.rule, whom.place)]
    days = {each.day or reader.as_of for each in same} or {reader.as_of}
    if before is not None and len(same) == len(counting):
        days -= {before}
        days = {*days, before} if len(days) == 1 else days
    if whom.rule is None or len(days) != _TWO or (before is not None and before not in days):
        return replace(label, reason=f"«{name}»: chưa rõ so ngày nào với ngày nào.")
    return _between(reader, label, whom, days)


def _between(reader: Reader, label: Meaning, whom: Meaning, days: set[date]) -> Meaning:
    earlier, later = sorted(days)
    for day in (earlier, later):
        if day not in (reader.as_of, *reader.dates):
            return replace(label, reason=no_numbers(day))
    return replace(
        label, rule=whom.rule, place=whom.place, day=None if later == reader.as_of else later, since=earlier, reason=""
    )


# «Tỷ lệ (%)»


def _beside(columns: Sequence[Meaning]) -> list[Meaning]:
    """Tell each bare «Tỷ lệ (%)» whom the numbers left of it count; of an answer of a clerk nothing is changed."""
    lefts: list[Meaning | None] = [None, *columns]
    return [
        replace(column, beside=left.rule)
        if column.is_share
        and column.share_of is None
        and column.rule == EVERYBODY
        and not column.is_answer
        and left is not None
        and not left.is_share
        and left.since is None
        and (left.place, left.day) == (column.place, column.day)
        else column
        for column, left in zip(columns, lefts, strict=False)
    ]
