"""The meaning of a form's labels, each by its own words: whom it counts, of which place, on which date."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from blank_forms.answers import label_keys, read_answer
from blank_forms.districts import namesakes, under_districts
from blank_forms.groups import groups_of, without_groups
from blank_forms.outline import bare, outlined
from blank_forms.tables import Table
from reference import forms, phrases, vietnamese
from reference.codes import code_lists
from reference.form_words import FormWord, absence, is_a, without
from reference.forms import EVERYBODY, Condition, Rule
from reference.phrases.ages import is_years_alone
from reference.phrases.days import DAY, day_in
from reference.spelling import words_of
from stats.names import Names
from stats.selection import year_before
from stats.spoken_places import place_called, places_meant

_MOST_NAMES = 5
_YEAR = re.compile(r"năm (\d{4})|^(20\d{2})$|(?<=với )(20\d{2})", re.IGNORECASE)
"""«Năm 2022», «2022» alone, «so với 2022»."""
_YEARS = words_of("Năm")
_ENGLISH, _OTHER_LANGUAGE = "english", "other_language"
_UNITS = ("unit", "unit_name", "district", "district_name")
_KIND, _STAFF = "category", ("cadre", "civil_servant")
_TOTAL, _DEGREES = "ts", "education"
_SERVICE = {"seniority", "service_since"}
"""The fields whose years a heading over rows gives a meaning: «Thâm niên» over «Dưới 5 năm»."""
_SHARE = (words_of("Tỷ lệ"), words_of("Tỉ lệ"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of one label: a rule, None where it counts nobody, with the reason in a sentence.

    `place`: a code, `WHOLE` for the province, None where it names none; `day`: another date than the form's.
    `is_heading`: it only heads others, and no figures are missed beside it.
    `is_answer`: a clerk has said so. `words`: the label's path as printed.
    """

    words: tuple[str, ...]
    rule: Rule | None = None
    key: str = ""
    """The key under which an answer about it is kept: rows of the same words have each their own."""
    place: str | None = None
    where: str = ""
    """The name of the place, with its district where another has the same."""
    day: date | None = None
    reason: str = ""
    is_heading: bool = False
    is_answer: bool = False
    is_assumed: bool = False
    is_share: bool = False
    """True for a share in per cent instead of a number: «Tỷ lệ nữ (%)»."""
    share_of: Rule | None = None
    """The people of whom its own label makes it a share; None where it says no more than «Tỷ lệ (%)»."""
    since: date | None = None
    """Of «Tăng, giảm» the earlier day, whose number is taken off."""
    is_relative: bool = False
    """True where the labels beside it say what it counts: «Còn lại»."""
    over: tuple[str, ...] = ()
    """Of a heading over units, «I. Khu vực phường»: the units under it, which it sums up."""
    beside: Rule | None = None
    """Of a bare «Tỷ lệ (%)» right of a column of numbers: whom that one counts."""


@dataclass(frozen=True, slots=True)
class Reader:
    """All that labels are read by: the names of places, the dates that have data, and what clerks have answered."""

    names: Names
    as_of: date
    dates: tuple[date, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    """Label key -> an answer as `answers.written_answer` gives it."""
    topic: str = ""
    """The field whose levels the table's title speaks of: «Trình độ tin học»."""
    district: str | None = None
    """The district that the title names, or that is chosen."""

    def columns(self, table: Table) -> list[Meaning]:
        """Read the value columns of a table, those of a statutory form by that form's rules."""
        statutory = statutory_rules(table)
        paths = self._placed(totals_spelled([column.path for column in table.values]))
        statutory_of = [statutory.get(column.at) for column in table.values]
        return self._read_each("column", paths, statutory_of)

    def rows(self, table: Table) -> list[Meaning]:
        """Read the printed rows of a table, each under the headings above it."""
        outline = self._outline(table)
        paths = self._placed(without_groups(outline, groups_of(outline, self._is_place)))
        headings = [column.path[-1] for column in table.labels if column.path]
        topics = phrases.levels_named(" ".join(headings)) or tuple(
            _SERVICE & {phrases.read((h,)).field for h in headings}
        )
        reader = replace(self, topic=topics[0]) if len(topics) == 1 else self
        return reader._read_each("row", paths, [None] * len(paths))

    def groups(self, table: Table) -> dict[int, tuple[int, ...]]:
        """Find the rows of a table that head units alone."""
        return groups_of(self._outline(table), self._is_place)

    def _outline(self, table: Table) -> list[tuple[str, ...]]:
        return totals_spelled(outlined(table.rows, self._is_place))

    def _is_place(self, label: str) -> bool:
        return bool(places_meant(label, self.names))

    def _placed(self, paths: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
        return under_districts(paths, self.names, self.district)

    def _read_each(
        self, axis: str, paths: Sequence[tuple[str, ...]], statutory: Sequence[Rule | None]
    ) -> list[Meaning]:
        """Read labels one after the other: «Từ 5 đến 15 năm» behind «Năm công tác dưới 5 năm» is of service, too."""
        meanings: list[Meaning] = []
        before: tuple[str, ...] = ()
        service = ""
        for path, key, rule in zip(paths, label_keys(axis, paths), statutory, strict=True):
            topic = service if is_years_alone(path[-1]) and path[:-1] == before[:-1] else ""
            reader = replace(self, topic=topic) if topic else self
            read = reader._read(path, key, rule)
            where = "" if read.place is None else self.names.of(read.place) or self.names.province
            meanings.append(replace(read, key=key, where=where))
            before, field_named = path, phrases.read(path, reader.topic).field
            service = field_named if field_named in _SERVICE else ""
        return meanings

    def _read(self, path: tuple[str, ...], key: str, statutory: Rule | None) -> Meaning:
        answer = self.answers.get(key)
        if answer is not None:
            chosen = read_answer(answer)
            why = "Để trống theo lựa chọn đã nhớ." if chosen.rule is None else ""
            frame = self._apart(path)
            place = frame.place if chosen.place is None else chosen.place
            day = frame.day if frame.day != self.as_of else None
            return _as_share(Meaning(path, chosen.rule, place=place, day=day, reason=why, is_answer=True), frame)
        if statutory is not None:
            return Meaning(path, statutory)
        if phrases.is_other_of_english(path):
            return Meaning(path, reason=_OTHER_OF_ENGLISH)
        read = self.by_words(path)
        return replace(read, is_relative=True) if relative_at(path) is not None else read

    def by_words(self, path: tuple[str, ...]) -> Meaning:
        """Read a label's path by its own words."""
        frame = self._apart(path)
        meaning = Meaning(path, place=frame.place, day=frame.day if frame.day != self.as_of else None)
        if why := absence(path[-1]) or next((why for label in path if (why := absence(label))), ""):
            return replace(meaning, reason=why)
        if frame.day is not None and frame.day not in (self.as_of, *self.dates):
            return replace(meaning, reason=no_numbers(frame.day))
        if is_a(FormWord.NOTE, path[-1]):
            return replace(meaning, is_heading=True)
        if why := self._several(path):
            return replace(meaning, reason=why)
        counted = replace(frame, rest=tuple(label for label in frame.rest if not _is_measure(label)))
        if not counted.rest:
            return _as_share(replace(meaning, rule=EVERYBODY), frame)
        return _as_share(_spoken(meaning, counted, self.topic), frame)

    def _several(self, path: tuple[str, ...]) -> str:
        """Say that several communes bear a label's name, and nothing tells which is meant."""
        label, codes = namesakes(path, self.names)
        if not codes or phrases.read((label,)).is_understood:
            return ""
        several = ", ".join(sorted(map(self.names.of, codes))[:_MOST_NAMES])
        return f"{_NAMESAKES} {len(codes)} đơn vị tên «{label}» ({several}): hãy chọn ở «Sửa nghĩa của một nhãn»."

    def _apart(self, path: tuple[str, ...]) -> "_Frame":
        """Take the place and the date out of a path; the rest says whom it counts."""
        place: str | None = None
        day: date | None = None
        rest = []
        for label in path:
            code = place_called(label, self.names, place)
            code = place_called(bare(label), self.names, place) if code is None else code
            if code is not None:
                place = code
            elif label != path[-1] and (_heads_units(label) or words_of(label) == _YEARS):
                continue  # «Đơn vị» over columns of units, «Năm» over those of years
            elif is_a(FormWord.NOW, label):
                day = self.as_of
            elif is_a(FormWord.YEAR_BEFORE, label):
                day = self._year_before()
            else:
                named, without = self._day_in(label)
                day = named or day
                rest += [without] if words_of(without) or "%" in without else []
        return _Frame(place, day, tuple(rest))

    def day_compared(self, label: str) -> date | None:
        """Find the day that «Tăng, giảm so với …» compares with; None where it names none."""
        if is_a(FormWord.YEAR_BEFORE, _compared_with(label) or ""):
            return self._year_before()
        return self._day_in(label)[0]

    def _year_before(self) -> date:
        return year_before(self.dates, self.as_of) or date(self.as_of.year - 1, 12, 31)

    def _day_in(self, label: str) -> tuple[date | None, str]:
        """Find the date or the year that a label names; gives the label without it."""
        if DAY.search(label):
            return day_in(label)
        if match := _YEAR.search(label):
            year = int(match[match.lastindex or 0])
            of_year = self.as_of if year == self.as_of.year else None
            newest = max((day for day in self.dates if day.year == year), default=date(year, 12, 31))
            return of_year or newest, _YEAR.sub(" ", label)
        return None, label


@dataclass(frozen=True, slots=True)
class _Frame:
    """A label's place and date, None where it names none, and its other labels."""

    place: str | None
    day: date | None
    rest: tuple[str, ...]


def no_numbers(day: date) -> str:
    """Say that no roster is of a day."""
    return f"Không có số liệu tính đến {vietnamese.day(day)}."


_UNKNOWN, _NAMESAKES = "Chưa hiểu:", "Có tới"
_NOT_WHOM = "Nhãn không nói đếm những ai."
_OTHER_OF_ENGLISH = "«Khác» dưới «Tiếng Anh» có thể là ngoại ngữ khác hoặc chứng chỉ khác; hãy chọn ở bảng nhãn."


def is_unread(meaning: Meaning) -> bool:
    """Tell whether the words of a label are not understood, or name several units: a clerk can say what is meant."""
    return meaning.rule is None and meaning.reason.startswith((_UNKNOWN, _NAMESAKES))


def relative_at(path: Sequence[str]) -> int | None:
    """Find the label of a path that those beside it give a meaning: «Còn lại», «Tăng, giảm»; None for none."""
    return next((at for at, label in enumerate(path) if is_rest(label) or is_change(label)), None)


def is_rest(label: str) -> bool:
    """Tell whether a label is whoever is left: «Còn lại», «Trình độ còn lại», «Khác», «Dân tộc khác»."""
    rest, others = without(FormWord.REST, label), without(FormWord.OTHERS, label)
    of_whom = phrases.read((rest or others or "",))
    if of_whom.unknown or not all(condition.is_negated for condition in of_whom.conditions):
        return False
    if rest is not None or others is None:
        return rest is not None
    phrase = phrases.read((label,))
    return bool(phrase.unknown) or any(condition.is_negated for condition in phrase.conditions)


def is_rest_of_declared(label: str) -> bool:
    """Tell whether a label is other values than those before it, «Khác»: whoever declares nothing has none."""
    return without(FormWord.REST, label) is None


def is_change(label: str) -> bool:
    """Tell whether a label is the difference of two days' numbers: «Tăng (+), giảm (−)», «Chênh lệch so với 2022»."""
    against = _compared_with(_YEAR.sub(" ", DAY.sub(" ", label)))
    return against is not None and (not against or is_a(FormWord.YEAR_BEFORE, against))


def _compared_with(label: str) -> str | None:
    """Give the words of a difference that say what is compared with, empty for none; None for no difference."""
    left = without(FormWord.CHANGE, label)
    while left is not None and (shorter := without(FormWord.AGAINST, left)) is not None:
        left = shorter
    return left


def statutory_rules(table: Table) -> dict[int, Rule]:
    """Give the rules of a statutory form whose header a table has: column of the sheet -> rule."""
    form = statutory_form(table)
    if form is None:
        return {}
    rules = {_words(column.header): column.counts for column in form.columns if column.counts is not None}
    return {each.at: rule for each in table.values if (rule := rules.get(_words(each.path))) is not None}


def statutory_form(table: Table) -> forms.Form | None:
    """Find the statutory form whose counted columns, all of them, stand in a table."""
    printed = {_words(column.path) for column in table.columns}
    for form in forms.all_forms():
        headers = {_words(column.header) for column in form.columns}
        if headers <= printed:
            return form
    return None


def totals_spelled(paths: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Write «TS» as «Tổng số» where no label beside it is a level of education: there it is «Tiến sĩ»."""
    fields = {each.field for path in paths for each in phrases.read(path).conditions}
    if _DEGREES in fields or not any(_TOTAL in words_of(label) for path in paths for label in path):
        return list(paths)
    return [tuple(_spelled(label) if _TOTAL in words_of(label) else label for label in path) for path in paths]


def _spelled(label: str) -> str:
    return re.sub(r"\bTS\b\.?", "Tổng số", label, flags=re.IGNORECASE)


def _spoken(meaning: Meaning, frame: _Frame, topic: str) -> Meaning:
    """Read the words that say whom a label counts; a post may be parted over two of them («HĐND › Chủ tịch»)."""
    rest = frame.rest
    kind = _kinds_of_units().get(words_of(rest[-1]))
    if kind is not None:
        return replace(meaning, rule=forms.both(phrases.read(rest[:-1]).rule, kind))
    phrase = phrases.read(rest, topic)
    if phrase.unknown and len(rest) > 1:
        joined = phrases.read((*rest[:-2], f"{rest[-1]} {rest[-2]}"), topic)
        phrase = joined if joined.is_understood else phrase
    if phrase.unknown:
        return replace(meaning, reason=f"{_UNKNOWN} {', '.join(dict.fromkeys(phrase.unknown))}.")
    own = phrases.read(rest[-1:])
    if own.is_everybody and own.field:
        return replace(meaning, reason="Chưa rõ tổng của những ai.")
    if not phrase.is_understood or not _adds(rest, phrase):
        is_whole = (frame.place is not None or frame.day is not None) and not phrase.field
        if is_whole:
            return replace(meaning, rule=EVERYBODY)
        return replace(meaning, is_heading=True, reason=_NOT_WHOM if frame.place is not None else "")
    return replace(meaning, rule=_with_silent(of_any_language(rest, phrase.rule)), is_assumed=bool(phrase.assumed))


def _with_silent(rule: Rule) -> Rule:
    """Let «Tổng số CBCC» count those, too, of whom no kind is declared, as a title «CÁN BỘ, CÔNG CHỨC» does.

    The list is of cán bộ and công chức; «Cán bộ» alone has only those of whom it says so.
    """

    def widened(each: Condition) -> Condition:
        is_staff = each.field == _KIND and not each.is_negated and {*_STAFF} <= set(each.values)
        return replace(each, values=(*each.values, None)) if is_staff and None not in each.values else each

    return tuple(tuple(map(widened, part)) for part in rule)


def of_any_language(path: Sequence[str], rule: Rule) -> Rule:
    """Let «Ngoại ngữ › Chứng chỉ» count those of English, too: rosters keep it beside the other languages."""
    own = [each for each in rule[0] if each.field == _OTHER_LANGUAGE and not each.is_negated]
    if len(rule) != 1 or not own or set(own[0].values) & {"none", None} or set(_words(path)) & {"khác", "tiếng"}:
        return rule
    return (rule[0], tuple(replace(each, field=_ENGLISH) if each in own else each for each in rule[0]))


def _heads_units(label: str) -> bool:
    """Tell whether a label only heads units: «Đơn vị», «Chia theo huyện»."""
    phrase = phrases.read((label,))
    names_units = phrase.field in _UNITS and not (phrase.unknown or phrase.conditions)
    return names_units or is_a(FormWord.UNIT, label)


def _is_share(label: str) -> bool:
    return "%" in label or words_of(label)[:2] in _SHARE


def _is_measure(label: str) -> bool:
    """Tell whether a label says what stands under it, not whom it counts: «Số lượng», «Tỷ lệ (%)»."""
    return is_a(FormWord.COUNT, label) or is_bare_share(label)


def is_bare_share(label: str) -> bool:
    """Tell whether a label says no more than that a share stands there: «Tỷ lệ (%)», «%»."""
    return _is_share(label) and phrases.read((label,)) == phrases.Phrase()


def _as_share(meaning: Meaning, frame: _Frame) -> Meaning:
    """Say that a label asks for a share, and whom its own words make it a share of."""
    if meaning.rule is None or not any(map(_is_share, frame.rest)):
        return meaning
    if is_bare_share(frame.rest[-1]):
        return replace(meaning, is_share=True)
    outer = phrases.read([label for label in frame.rest[:-1] if not _is_measure(label)])
    return replace(meaning, is_share=True, share_of=outer.rule)


def _adds(rest: Sequence[str], phrase: phrases.Phrase) -> bool:
    """Tell whether the nearest label says something of its own: «Cơ quan Đảng» under «Cấp tỉnh» does not."""
    own = phrases.read(rest[-1:])
    outer = phrases.read(rest[:-1]) if len(rest) > 1 else phrases.Phrase()
    says = bool(own.conditions or own.unknown or own.is_everybody)  # «Kỹ năng số › Đã bồi dưỡng»
    return says or phrase.conditions != outer.conditions or bool(outer.assumed and own.field)


@lru_cache(maxsize=1)
def _kinds_of_units() -> dict[tuple[str, ...], Rule]:
    """Give the rules of «Xã», «Phường»: alone on a line they are a kind, elsewhere words that change nothing."""
    return {words_of(value.label): ((Condition("unit_type", (value.code,)),),) for value in code_lists()["unit_type"]}


def _words(path: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for label in path for word in words_of(label))
