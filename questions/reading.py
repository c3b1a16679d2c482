"""Reading a question: dates, place, intent, and the words that say whom it is about."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from questions.intents import FLOWS, LEAVING, Intent, reasons_of, role_at
from questions.periods import Period, births_in, dates_in, last_of_year, period_in, size_in, two_dates_in, undated_in
from questions.tones import restored
from reference import phrases, vietnamese
from reference.fields import catalogue, field_label
from reference.forms import EVERYBODY, Condition, Rule, both
from reference.forms.rules import AGE
from reference.spelling import Words, words_of
from stats.crossing import crossed_fields
from stats.measures.layouts import AXES
from stats.names import Names, place_of
from stats.selection import PLACES, Selection, year_before
from stats.spoken_places import WHOLE, kind_before, places_called, places_spoken

_DISTRICT_DIGITS = 3
_ORDER = (
    Intent.NAMED, Intent.CROSS, Intent.MEAN_AGE,
    Intent.QUOTA, Intent.RETIRE, Intent.MISSING, Intent.SENT, Intent.DISTRICTS, Intent.UNITS, Intent.SHARE, Intent.WHO,
)  # fmt: skip
_WARDS, _BY = "wards", "by"
_LEVEL, _EDUCATION = "trình độ", "education"
"""The role of «phường nào», which asks for units of one kind; «xã nào» is said of all of them."""
_MEANT_TOO: Mapping[str, tuple[str, ...]] = {
    _WARDS: (Intent.UNITS,), _BY: (Intent.CROSS,), **dict.fromkeys(LEAVING, (Intent.LEFT,)),
}  # fmt: skip
_RANKED = (Intent.DISTRICTS, Intent.UNITS)
REASON, _AGES = "reason", "age_band"
_FLOW_PARTS: Mapping[str, str] = {REASON: REASON, Intent.UNITS: "unit", Intent.DISTRICTS: "district"}
"""Role -> what those who came or went are parted by."""
_OF_UNITS = frozenset(words_of("xã phường thị trấn huyện thị xã thành phố đơn vị hành chính cấp và"))
_NOT = ("không", "chưa")
_BETWEEN = ("và", "với")
"""Words between places that are held against each other."""
_DIPLOMA, _AGE_SIGN = "bằng", re.compile(r"(?<=\d)\s*t\b", re.IGNORECASE)
"""«bằng thạc sĩ» is said of its level; «dưới 30t» of an age."""
_HALVES = ("other_language",)
"""Fields whose name alone, «ngoại ngữ», means another one, too."""
_SILENT = re.compile(r"(?:không|chưa) khai")
_JOINED_NOT = re.compile(r"(?:hoặc|và|,) (?:không|chưa)")
"""«đại học hoặc chưa qua đào tạo»: the one beside the other, not the one denied."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was understood.

    `selection`: its date and place. `rule`: whom it is about. `year`: the year that it names, of retirements. `others`:
    places of the same name that were not taken. `unknown`: words that nobody knows; `assumed`: words that could mean
    another field, too. `is_missing_date`: it names a date of which there are no data.
    """

    intent: Intent
    selection: Selection
    rule: Rule = EVERYBODY
    field: str = ""
    year: int | None = None
    is_ranked: bool = False
    is_least: bool = False
    by_share: bool = False
    """True where places are ranked by the share of the people in question."""
    is_without: bool = False
    """True where the places are wanted that have nobody of the rule: «xã nào không có thạc sĩ»."""
    others: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    missing_day: date | None = None
    other_day: date | None = None
    """The other date of a comparison."""
    roles: tuple[str, ...] = ()
    """All parts that words of questions play in it."""
    not_there: tuple[str, ...] = ()
    """Places with a kind that there are not on its date: «huyện Gia Bình» since 2025."""
    by: tuple[str, ...] = ()
    """The fields of a table that it asks for, rows first."""
    period: Period | None = None
    """The part of a year that it names, of movements and retirements."""
    reasons: frozenset[str] = frozenset()
    """Of those who left the reasons in question; all where there are none."""
    kinds: tuple[str, ...] = ()
    """Of a question about units their kinds in words, all where there are none."""
    beside: tuple[str, ...] = ()
    """The places that are held against each other."""
    alike: tuple[str, ...] = ()
    """Places of one kind and one name, of which the question does not say which is meant."""


def read(text: str, names_on: Callable[[date], Names], selection: Selection, dates: Sequence[date]) -> Understood:
    """Read a question; `selection` is the date and place where it names none, `names_on` gives the places of a day."""
    born, rest = births_in(_AGE_SIGN.sub(" tuổi", text))
    period, rest = period_in(rest)
    full = rest
    day, year, rest = dates_in(rest, dates)
    if period is not None:
        year = period.last.year
    names = names_on(selection.as_of)
    parts = _parted(restored(words_of(rest), names), names)
    other: date | None = None
    if "compare" in parts.roles:
        day, year, other, rest = two_dates_in(full, dates)
        parts = _parted(restored(words_of(rest), names), names)
    intent = next((each for each in _ORDER if each in parts.roles), Intent.COUNT)
    flow = next((each for each in FLOWS if each in parts.roles), None)
    intent = flow or intent
    lacking = tuple(filter(None, (undated_in(rest), size_in(rest))))
    retires = intent is Intent.RETIRE
    if year is not None and not retires:
        day = day or (_within(period, dates) if period else last_of_year(year, dates))
    if day in dates and day is not None and day != selection.as_of:
        names = names_on(day)
        parts = _parted(restored(words_of(rest), names), names)
        selection = _on(selection, day, names)
    understood = Understood(
        intent,
        selection,
        year=year if retires else None,
        period=period,
        unknown=lacking,
        is_least="least" in parts.roles,
        is_ranked=parts.is_ranked,
        by_share=intent in _RANKED and Intent.SHARE in parts.roles,
        roles=parts.roles,
        not_there=parts.not_there,
    )
    is_of_places = other is None and "compare" in parts.roles and len(parts.places) > 1
    if is_of_places:
        understood = _side_by_side(understood, parts.places)
    elif {"compare", "year_before"} & set(parts.roles):
        understood = _compared(understood, other, dates)
    if not (parts.not_there or is_of_places):
        understood = _placed(understood, parts.places, names)
    if _WARDS in parts.roles and understood.selection.unit is None:
        understood = replace(understood, selection=replace(understood.selection, unit_type="ward"))
    if day is not None and day not in dates:
        understood = replace(understood, missing_day=day)
    people = tuple(word for word in _without_particle(parts.people) if not (is_of_places and word in _BETWEEN))
    if understood.intent is Intent.COUNT and people and "người" not in words_of(rest) and set(people) <= _OF_UNITS:
        return replace(understood, intent=Intent.PLACES, kinds=people)
    if intent in _RANKED and people[:1] and people[0] in _NOT and not parts.is_ranked:
        understood, people = replace(understood, is_without=True), people[2 if people[1:2] == ("có",) else 1 :]
    if intent is Intent.CROSS:
        understood, people = _crossed(understood, people, parts.by)
    if intent in FLOWS:
        understood = _parted_flow(understood, parts)
    return _with(_about(understood, " ".join(people)), born)


def _within(period: Period, dates: Sequence[date]) -> date:
    """Give the last date within a period; its end where there is none."""
    return max((day for day in dates if period.first <= day <= period.last), default=period.last)


def _with(understood: Understood, condition: Condition | None) -> Understood:
    """Add a condition to whom the question is about."""
    if condition is None:
        return understood
    return replace(understood, rule=both(understood.rule, ((condition,),)))


def _crossed(understood: Understood, people: Words, by: Words) -> tuple[Understood, Words]:
    """Find the fields of a table: the one that the subject names, then those behind «theo»; gives the other words."""
    text = " ".join(people)
    subject = _field_named(text)
    fields = [subject] if subject in crossed_fields() else []
    others = []
    for part in _listed(by):
        phrase = phrases.read([part])
        name = _field_named(part)
        if name not in crossed_fields():
            return replace(understood, unknown=(*understood.unknown, f"theo {' '.join(by)}")), people
        fields.append(name)
        others += [condition for condition in phrase.conditions if condition.field != name]
        understood = replace(understood, unknown=(*understood.unknown, *phrase.unknown))
    if len(set(fields)) < len(fields) or len(fields) > len(AXES):
        return replace(understood, unknown=(*understood.unknown, f"theo {' '.join(by)}")), people
    return replace(understood, by=tuple(fields), rule=(tuple(others),)), people


def _parted_flow(understood: Understood, parts: "_Parts") -> Understood:
    """Find by what those who came or went are to be parted: reason, age, district or unit; nothing else is known."""
    roles = {REASON, Intent.UNITS, Intent.DISTRICTS} & set(parts.roles)
    by = [_FLOW_PARTS[role] for role in roles]
    words = " ".join(parts.by)
    if words:
        by.append(_field_named(words) if _field_named(words) == _AGES else "")
    if (parts.is_ranked and not by) or "least" in parts.roles:
        by.append("")
    if len(by) > 1 or "" in by or (REASON in roles and understood.intent is not Intent.LEFT):
        return replace(understood, unknown=(*understood.unknown, f"theo {words}" if words else _unparted(parts)))
    asked = [reasons_of(role) for role in parts.roles if role in LEAVING]
    return replace(understood, by=tuple(by), is_ranked=parts.is_ranked, reasons=frozenset().union(*asked))


def _unparted(parts: "_Parts") -> str:
    return "nhất" if parts.is_ranked else "theo lý do"


def _field_named(text: str) -> str:
    """Give the field that a part of a table's question names; a bare «trình độ» is that of education."""
    named = phrases.field_of(phrases.read([text])) if text else ""
    return named or (_EDUCATION if text.startswith(_LEVEL) and not phrases.read([text]).unknown else "")


def _listed(words: Words) -> list[str]:
    """Part «giới tính và độ tuổi» at its «và»; a part that names no field belongs to the one before."""
    parts: list[str] = []
    for part in " ".join(words).split(" và "):
        if parts and not _field_named(part):
            parts[-1] += f" và {part}"
        else:
            parts.append(part)
    return parts


def _compared(understood: Understood, other: date | None, dates: Sequence[date]) -> Understood:
    """Turn a count or a share into a comparison with another date; whatever else is compared is not understood."""
    if other is None and "year_before" in understood.roles:
        other = year_before(dates, understood.selection.as_of)
    if understood.intent not in (Intent.COUNT, Intent.SHARE) or other is None or "compare" not in understood.roles:
        return replace(understood, unknown=(*understood.unknown, "so với"))
    missing = None if other in dates else other
    return replace(understood, intent=Intent.COMPARE, other_day=other, missing_day=missing)


def _side_by_side(understood: Understood, places: Sequence[frozenset[str]]) -> Understood:
    """Turn a count into one of places beside each other; of a name that several bear the one larger one is meant."""
    large = [[code for code in each if len(code) == min(map(len, each))] for each in places]
    codes = tuple(dict.fromkeys(each[0] for each in large if len(each) == 1))
    if understood.intent is not Intent.COUNT or len(codes) < len(places) or WHOLE in codes:
        return replace(understood, unknown=(*understood.unknown, "so sánh"))
    return replace(understood, intent=Intent.BESIDE, beside=codes)


def _without_particle(words: Sequence[str]) -> tuple[str, ...]:
    """Take off the «không» that ends a question: «Gia Bình có tiến sĩ không»."""
    return tuple(words[:-1] if len(words) > 1 and words[-1] == "không" else words)


def _on(selection: Selection, day: date, names: Names) -> Selection:
    """Give a selection on another day; a place that there was not on it is left out."""
    known = {*names.old_provinces, *names.districts, *names.units}
    is_there = all(code is None or code in known for code in (getattr(selection, name) for name in PLACES))
    return selection.on(day) if is_there else selection.on(day).whole_province()


@dataclass(frozen=True, slots=True)
class _Parts:
    """A question's words by what they are: roles, names of places, and the rest, which says whom it is about."""

    roles: tuple[str, ...]
    places: tuple[frozenset[str], ...]
    people: tuple[str, ...]
    by: tuple[str, ...]
    """The words behind «theo»."""
    not_there: tuple[str, ...]

    @property
    def is_ranked(self) -> bool:
        return bool({"most", "least"} & set(self.roles))


def _parted(words: Words, names: Names) -> _Parts:
    roles: list[str] = []
    places: list[frozenset[str]] = []
    people: list[str] = []
    by: list[str] = []
    not_there: list[str] = []
    at = 0
    while at < len(words):
        codes, length = _place_at(words, at, names)
        role, own = role_at(words, at)
        known = _known_length(words, at)
        before = next((n for n in range(1, known) if _place_at(words, at + n, names)[1]), known)
        known = known if before == known else _known_length(words[: at + before], at)
        if length and length >= max(own, known):
            places.append(codes)
            if (kind := kind_before(words[:at])) and codes != {WHOLE}:
                not_there.append(f"{' '.join(kind)} {' '.join(map(str.capitalize, words[at : at + length]))}")
        elif own and own >= known and not (role == "filler" and own == known):
            by += ["và"] if role == _BY and by else []
            roles += [role, *_MEANT_TOO.get(role, ())]
            length = own
        else:
            length = max(known, 1)
            (by if _BY in roles else people).extend(words[at : at + length])
        at += length
    return _Parts(tuple(roles), tuple(places), people=tuple(people), by=tuple(by), not_there=tuple(not_there))


def _known_length(words: Words, at: int) -> int:
    """Count the words of the longest entry of the vocabulary of people that begins at a word."""
    known = phrases.senses()
    return next((n for n in range(min(10, len(words) - at), 0, -1) if words[at : at + n] in known), 0)


def _place_at(words: Words, at: int, names: Names) -> tuple[frozenset[str], int]:
    """Find the longest name of a place that begins at a word."""
    for length in range(min(_longest_name(names), len(words) - at), 1, -1):
        codes = places_spoken(words[at : at + length], names)
        if codes:
            return codes, length
    return frozenset(), 0


def _longest_name(names: Names) -> int:
    return max(map(len, places_called(names)), default=0)


def _placed(understood: Understood, places: Sequence[frozenset[str]], names: Names) -> Understood:
    """Narrow to the place that is named, of one within another the inner one; of two places none, which is said.

    Of several with one name the larger is taken, which is said, unless another name tells which; of several that are
    as large none.
    """
    named = [_within_another(codes, places, names) for codes in places]
    chosen = [min(codes, key=lambda code: (len(code) if code else 0, code)) for codes in named]
    inner = {code for code in chosen if not any(_is_within(other, code, names) for other in chosen)}
    if len(inner) > 1:
        return replace(understood, unknown=(*understood.unknown, " và ".join(sorted(map(names.of, inner)))))
    for code, codes in zip(chosen, named, strict=True):
        if code not in inner:
            continue
        others = tuple(sorted(names.of(each) if each else names.province for each in codes - {code}))
        same_size = [each for each in codes if len(each) == len(code)]
        if len(same_size) > 1:
            return replace(
                understood, alike=tuple(sorted(same_size, key=lambda each: vietnamese.collation_key(names.of(each))))
            )
        whole = understood.selection.whole_province()
        selection = whole if code == WHOLE else place_of(understood.selection, code, names)
        understood = replace(understood, selection=selection, others=others)
    return understood


def _is_within(inner: str, outer: str, names: Names) -> bool:
    return inner != outer and (
        outer in (WHOLE, names.district_of.get(inner)) or names.old_province_of.get(inner) == outer
    )


def _within_another(codes: frozenset[str], places: Sequence[frozenset[str]], names: Names) -> frozenset[str]:
    """Leave of places of one name those that are within another place that is named."""
    others = {each for other in places if other != codes for each in other}
    own = {code for code in codes if any(_is_within(code, other, names) for other in others)}
    return frozenset(own) or codes


def _about(understood: Understood, text: str) -> Understood:
    """Read whom the question is about; what would change its meaning and is not understood is unknown."""
    phrase = phrases.read([text]) if text.strip() else phrases.Phrase(is_everybody=True)
    if _DIPLOMA in phrase.unknown and phrase.field == _EDUCATION:
        phrase = phrases.read([text.replace(_DIPLOMA, _LEVEL)])
    if _LEVEL in text and not (phrase.conditions or phrase.field or phrase.unknown):
        text = text.replace(_LEVEL, f"{_LEVEL} chuyên môn")  # «không khai trình độ», where no field is named
        phrase = phrases.read([text])
    conditions = phrase.conditions
    if _SILENT.search(text) and not any(None in condition.values for condition in conditions):
        understood = replace(understood, unknown=(*understood.unknown, "không khai"))
    unknown = [*understood.unknown, *phrase.unknown, *(word for word in phrase.assumed if word in _NOT)]
    if (negation := _negation(text)) and not _JOINED_NOT.search(text):
        unknown += [f"{negation} … {vietnamese.in_sentence(field_label(name))}" for name in _denied(conditions)]
    name = phrases.field_of(phrase)
    if (
        name
        and name not in understood.by
        and (name == "age_band" or catalogue()[name].is_kept)
        and not (name == "age_band" and any(condition.field == AGE for condition in conditions))
    ):
        none = catalogue()[name].none if name not in _HALVES or "khác" in text else ""
        if none:  # «có trình độ tin học»: whoever has any
            conditions = (*conditions, Condition(name, (none,), is_negated=True))
        else:
            unknown.append(vietnamese.in_sentence(field_label(name)))
    rule: Rule = (conditions,) if conditions else EVERYBODY
    rule = both(rule, understood.rule)
    return replace(understood, rule=rule, field=phrase.field, unknown=tuple(unknown), assumed=phrase.assumed)


def _denied(conditions: Sequence[Condition]) -> list[str]:
    """List the fields of which «none» and a level stand together: «không có trình độ đại học»."""
    codes = {condition.field: condition.values for condition in conditions if not condition.is_negated}
    return [name for name, held in codes.items() if len(held) > 1 and _none_of(name) in held]


def _none_of(name: str) -> str | None:
    field = catalogue().get(name)
    return (field.none or None) if field else None


def _negation(text: str) -> str:
    return next((word for word in text.split() if word in _NOT), "")
