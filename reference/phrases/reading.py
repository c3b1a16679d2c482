"""Reading a phrase: its words from left to right, the longest known first, under the field that it speaks of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from reference.codes import code_lists
from reference.fields import Kind, catalogue, charted_fields
from reference.forms.rules import AGE, Condition, Rule
from reference.phrases.ages import Ages, ages_in, service_bands, service_in
from reference.phrases.days import DAY
from reference.phrases.lexicon import MAJORITIES, Role, Sense, senses
from reference.phrases.runs import is_own, matches
from reference.spelling import Words, words_of

_ENGLISH, _OTHER_LANGUAGE, _OTHER = "english", "other_language", ("khác",)
"""«Tiếng Anh › Khác» may be another language or another certificate of English: it is not guessed."""
_LEVELS = ("education", "political_theory", "state_management", "it", "english", "other_language", "rank", "schooling")
"""Fields whose levels share their names."""
_KIND = "category"
"""The field whose abbreviations stand under levels: «Đại học › CB, CC»."""
_SERVICE = ("seniority", "service_since")
"""Fields under whose headings numbers are years of service: «Thâm niên công tác › Dưới 5 năm»."""
_DAY = re.compile(rf"(?:tính )?(?:đến )?(?:hết )?(?:ngày )?(?:{DAY.pattern})|(?:đến )?năm \d{{4}}", re.IGNORECASE)


_PARTS = re.compile(r"[(\[][^()\[\]]*|[^,;()\[\]]+")
"""A bracket with all that it lists, or what stands between commas."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The meaning of a phrase: conditions on people, or the field that it names.

    `field`: the field that it speaks of last, empty where it speaks of none. `unknown`: its words that no table has.
    `assumed`: words that could belong to another field, too, and nothing in the phrase decides.
    """

    conditions: tuple[Condition, ...] = ()
    field: str = ""
    is_everybody: bool = False
    unknown: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()

    @property
    def rule(self) -> Rule:
        """The counting rule: all conditions together."""
        return (self.conditions,)

    @property
    def is_understood(self) -> bool:
        """True where each word is known and the phrase says whom it counts."""
        return not self.unknown and bool(self.conditions or self.is_everybody)


@dataclass(slots=True)
class _Parse:
    """The reading of one segment under one field."""

    codes: dict[str, dict[str | None, None]] = field(default_factory=dict)
    rules: list[Condition] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    is_everybody: bool = False
    is_excepting: bool = False
    """True behind «không kể»: whom the words name is left out."""
    is_below: bool = False
    """True behind «dưới»: the levels under the one that comes are meant."""
    last: tuple[str, tuple[str, ...]] | None = None
    """The codes that «trở lên» and «trở xuống» speak of."""


def read(path: Sequence[str], context: str = "") -> Phrase:
    """Read the labels above a number from the outermost to the nearest; `context`: the field that they stand under.

    A nearer label replaces what an outer one says of the same field.
    """
    phrase = before = Phrase(field=context)
    outer = ""
    for part in (part for segment in path for part in map(_spelled_out, _parted(segment))):
        if phrase.field == _ENGLISH and _is_other(part):
            phrase = replace(phrase, unknown=(*phrase.unknown, part))
            continue
        (parse, ages), own = _read_segment(part, phrase.field), part
        if _can_be_of(phrase.assumed, _field_of(parse)) and _field_of(parse) != phrase.field:  # «Chứng chỉ › Ngoại ngữ»
            phrase, own = before, f"{outer} {part}"
            parse, ages = _read_segment(own, phrase.field)
        before, outer = phrase, own
        phrase = _joined(_of_language(phrase, parse), parse, ages)
    return _completed(phrase)


def _field_of(parse: _Parse) -> str:
    return parse.named[-1] if parse.named else next(iter(parse.codes), "")


def _can_be_of(assumed: Sequence[str], name: str) -> bool:
    """Tell whether words that were taken for another field's can be of one, too."""
    return any(sense.field == name for run in assumed for sense in senses().get(words_of(run), ()))


def _of_language(phrase: Phrase, parse: _Parse) -> Phrase:
    """Let «Chứng chỉ ngoại ngữ › Tiếng Anh» be certificates of English."""
    languages, own = (_ENGLISH, _OTHER_LANGUAGE), _field_of(parse)
    if own not in languages:
        return phrase
    named = (replace(each, field=own) if each.field in languages else each for each in phrase.conditions)
    return replace(phrase, conditions=tuple(named))


def is_other_of_english(path: Sequence[str]) -> bool:
    """Tell whether «Khác» stands under «Tiếng Anh» in a path."""
    return any(_is_other(inner) and read([outer]).field == _ENGLISH for outer, inner in pairwise(path))


def _is_other(segment: str) -> bool:
    return words_of(segment) == _OTHER


def exceptions_in(text: str) -> list[str]:
    """List what a text leaves out, «(không kể Ban CHQS)», as segments of their own."""
    return [part for part in _parted(text) if part != text and exception_at(words_of(part)) == 0]


@lru_cache(maxsize=4096)
def _parted(segment: str) -> tuple[str, ...]:
    """Part a segment into its own words and what it leaves out: «Công chức (không kể Ban CHQS), nữ»."""
    own: list[str] = []
    left_out: list[str] = []
    for part in _PARTS.findall(segment):
        words = words_of(part)
        at = exception_at(words)
        own.append(part.strip("([ ") if at is None else " ".join(words[:at]))
        left_out += [] if at is None else [" ".join(words[at:])]
    return (*filter(str.strip, (", ".join(own),)), *left_out) if left_out else _behind_field(segment)


def _behind_field(segment: str) -> tuple[str, ...]:
    """Part a segment behind the field that it names first: «Tin học: chứng chỉ trở lên»."""
    heading, colon, rest = segment.partition(":")
    is_field = bool(colon) and any(sense.role is Role.FIELD for sense in senses().get(words_of(heading), ()))
    return (heading, rest) if is_field and words_of(rest) else (segment,)


def exception_at(words: Words) -> int | None:
    """Find the place of the words that leave somebody out, «không kể»; None where there are none."""
    return next(
        (at for at in range(len(words)) if any(words[at : at + n] in _exceptions() for n in (1, 2, 3, 4))), None
    )


@lru_cache(maxsize=1)
def _exceptions() -> frozenset[Words]:
    return frozenset(words for words, meanings in senses().items() if meanings[0].role is Role.EXCEPT)


def _spelled_out(segment: str) -> str:
    """Leave out days, and write signs as words: «ĐH+»."""
    return _DAY.sub(" ", segment).replace("+", " trở lên ")


def _completed(phrase: Phrase) -> Phrase:
    """Let a heading that is itself a yes, «Chứng chỉ tiếng dân tộc», count those who have it."""
    name = field_of(phrase)
    if not name or phrase.unknown:
        return phrase
    if catalogue()[name].kind is Kind.YES_NO:
        condition = Condition(name, ("yes",))
    elif name in MAJORITIES:
        condition = Condition(name, (MAJORITIES[name],), is_negated=True)
    else:
        return phrase
    return replace(phrase, conditions=(*phrase.conditions, condition), is_everybody=False)


@lru_cache(maxsize=4096)
def _read_segment(segment: str, context: str) -> tuple[_Parse, Ages | None]:
    service, segment = _service(segment, context)
    ages, rest = ages_in(segment)
    words = words_of(rest)
    if alone := _codes_of_filler(words):
        parse = _Parse()
        _take(parse, alone)
        return parse, ages
    named = _fields_named(words)
    order = dict.fromkeys([*named, *filter(None, [context]), *_priority(), ""])
    nearest = named[0] if named else context
    parses = [
        _under(words, name, is_given=name in named or name == context, is_nearest=name == nearest) for name in order
    ]
    spoken = {*named, *({context} & set(_LEVELS))}
    for name, parse in zip(order, parses, strict=True):
        if spoken and name not in spoken and name != _KIND:
            parse.unknown += parse.assumed  # «Chứng chỉ chức danh» is none of IT, nor is «QLNN › Chứng chỉ»
    best = min(parses, key=lambda parse: (len(parse.unknown), not (parse.codes or parse.rules)))
    if service is not None:
        _take_service(best, service)
    return best, ages


def _service(segment: str, context: str) -> tuple[Ages | None, str]:
    """Find the years of service that a segment names, by itself or under the heading «Thâm niên»."""
    years, rest = service_in(f"thâm niên {segment}") if context in _SERVICE else (None, segment)
    return (years, rest) if years is not None else service_in(segment)


def _take_service(parse: _Parse, service: Ages) -> None:
    """Take the bands of so many years of service; years that are no bounds of bands are unknown."""
    bands = service_bands(service)
    if bands is None:
        years = [str(year) for year in (service.first, service.last) if year is not None]
        parse.unknown.append(f"thâm niên {' đến '.join(years)} năm")
    else:
        parse.codes.setdefault("seniority", {}).update(dict.fromkeys(bands))


def _codes_of_filler(words: Words) -> Sense | None:
    """Find the code that a segment names by itself with words that say nothing inside a phrase: «Xã», «cán bộ xã»."""
    meanings = senses().get(words, ())
    codes = [sense for sense in meanings if sense.role is Role.CODES]
    return codes[0] if meanings and meanings[0].role is Role.FILLER and len(codes) == 1 else None


@lru_cache(maxsize=1)
def _priority() -> tuple[str, ...]:
    """The fields in the order in which a word is taken for theirs where nothing else decides."""
    return ("category", *charted_fields(), "unit_type")


def _fields_named(words: Words) -> list[str]:
    """List the fields that a segment names by words of their own."""
    known = (meanings for _, meanings in matches(words, None) if not is_own(meanings))
    names = (sense.field for meanings in known for sense in meanings if sense.role is Role.FIELD)
    return list(dict.fromkeys(names))


def levels_named(text: str) -> tuple[str, ...]:
    """List the fields of levels that a text speaks of, «Trình độ tin học»; «trình độ» alone speaks of none."""
    first = (meanings[0] for _, meanings in matches(words_of(text), None) if meanings)
    named = (sense.field for sense in first if sense.role is Role.FIELD and sense.field in _LEVELS)
    return tuple(dict.fromkeys(named))


def _under(words: Words, name: str, *, is_given: bool, is_nearest: bool) -> _Parse:
    parse = _Parse()
    for run, meanings in matches(words, name, is_given=is_given, is_nearest=is_nearest):
        if not meanings:
            parse.unknown.extend(run)
            continue
        _take(parse, meanings[0])
        if meanings[0].role is Role.CODES and not is_given and _is_ambiguous(run):
            parse.assumed.append(" ".join(run))
    if (parse.is_excepting and not parse.rules) or parse.is_below:
        parse.unknown.extend(words)
    return parse


def _is_ambiguous(run: Words) -> bool:
    return len({sense.field for sense in senses()[run] if sense.role is Role.CODES}) > 1


def _take(parse: _Parse, sense: Sense) -> None:
    if parse.is_excepting and sense.role in (Role.CODES, Role.RULE):
        parse.rules.extend(_left_out(sense))
        return
    match sense.role:
        case Role.FIELD:
            parse.named.append(sense.field)
        case Role.CODES:
            codes = _under_level(parse, sense) if parse.is_below else sense.codes
            parse.codes.setdefault(sense.field, {}).update(dict.fromkeys(codes))
            parse.last = (sense.field, codes)
        case Role.RULE:
            parse.rules.extend(sense.rule[0])
        case Role.ALL:
            parse.is_everybody = True
        case Role.EXCEPT:
            parse.is_excepting = True
        case Role.BELOW:
            parse.is_below = True
        case Role.UNKNOWN:
            parse.codes.setdefault(_spoken_of(parse), {})[None] = None
        case Role.UPWARDS | Role.DOWNWARDS if parse.last:
            name, codes = parse.last
            parse.codes[name].update(dict.fromkeys(_beyond(name, codes, upwards=sense.role is Role.UPWARDS)))
        case _:
            pass


def _under_level(parse: _Parse, sense: Sense) -> tuple[str, ...]:
    """List the levels below one; «dưới» stays a word that nobody knows where there are none."""
    below = [code for code in _beyond(sense.field, sense.codes, upwards=False) if code not in sense.codes]
    parse.is_below = sense.field not in _LEVELS or not below
    return tuple(below)


def _left_out(sense: Sense) -> Iterable[Condition]:
    """Turn the conditions of a sense round."""
    if sense.role is Role.CODES:
        return (Condition(sense.field, sense.codes, is_negated=True),)
    return (replace(condition, is_negated=not condition.is_negated) for condition in sense.rule[0])


def _spoken_of(parse: _Parse) -> str:
    return parse.named[-1] if parse.named else ""


def _beyond(name: str, codes: Iterable[str], *, upwards: bool) -> Iterable[str]:
    """List the levels from these to the list's end: the highest stands first."""
    ranks = {value.code: value.rank for value in code_lists().get(name, ())}
    chosen = [ranks[code] for code in codes if code in ranks]
    if not chosen:
        return ()
    return [code for code, rank in ranks.items() if (rank <= max(chosen) if upwards else rank >= min(chosen))]


def _joined(outer: Phrase, inner: _Parse, ages: Ages | None) -> Phrase:
    """Put a segment under those above it."""
    spoken = inner.named[-1] if inner.named else next(iter(inner.codes), outer.field) or outer.field
    added = _either(inner.rules)
    for name, codes in inner.codes.items():
        if name or spoken:
            added.append(Condition(name or spoken, _in_order(name or spoken, codes)))
    if ages:
        added.append(Condition(AGE, first=ages.first, last=ages.last))
    replaced = set() if inner.is_excepting else {condition.field for condition in added}
    kept = [condition for condition in outer.conditions if condition.field not in replaced]
    conditions = (*kept, *added)
    return Phrase(
        conditions,
        spoken,
        (outer.is_everybody or inner.is_everybody) and not conditions,
        (*outer.unknown, *inner.unknown),
        (*outer.assumed, *inner.assumed),
    )


def _either(rules: Iterable[Condition]) -> list[Condition]:
    """Put conditions on one field together: «nam hoặc nữ» is either, for nobody is both."""
    plain: dict[str, Condition] = {}
    others = []
    for rule in rules:
        before = plain.get(rule.field)
        if rule.is_negated or not rule.values:
            others.append(rule)
        elif before is None:
            plain[rule.field] = rule
        else:
            plain[rule.field] = replace(before, values=tuple(dict.fromkeys((*before.values, *rule.values))))
    return [*plain.values(), *others]


def _in_order(name: str, codes: Iterable[str | None]) -> tuple[str | None, ...]:
    """Give codes as the list has them, «not declared» last."""
    chosen = set(codes)
    known = [value.code for value in code_lists().get(name, ())] or sorted(filter(None, chosen))
    ordered = [code for code in known if code in chosen]
    return (*ordered, *([None] if None in chosen else []))


def field_of(phrase: Phrase) -> str:
    """Give the field that a phrase names without saying anything of it: the heading of a block; empty otherwise."""
    return (
        ""
        if phrase.field not in catalogue() or any(c.field == phrase.field for c in phrase.conditions)
        else phrase.field
    )
