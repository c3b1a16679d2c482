"""Counts and shares that a sentence mentions, each with the words that say whom it counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reconciling.figures import Share
from reconciling.numbers import count_in, share_in
from reference import phrases
from reference.spelling import tidy

OF_IT = re.compile(r"\b(?:trong đó|trong số đó|bao gồm|gồm|chia ra|chia theo|cụ thể)\b", re.IGNORECASE)
"""Words after a whole and before its parts."""
_DIGITS = r"(?:\d{1,3}(?:\.\d{3})+|\d+)"
_ENDS = r"(?![\d/]|[.,]\d)"
_STARTS = r"(?<![\d/.,])"
_NUMBER = rf"{_STARTS}{_DIGITS}{_ENDS}"
_PERCENT = r"\d{1,3}(?:,\d+)?\s*%"
_STAFF = r"(?:cán bộ|công chức|viên chức|CBCCVC|CBCC)"
_IS = r"(?:chiếm|đạt|bằng|tương đương|tương ứng|=)(?:\s+với)?\s*(?:tỷ lệ|tỉ lệ)?\s*"
_GOES_ON = rf"(?:\s(?!{OF_IT.pattern}|chiếm|{_IS}\d)[^\s\d,;:.()%=]+){{0,8}}"
_PEOPLE = rf"(?:người|đồng chí|{_STAFF}(?:(?:,| và| hoặc)\s*{_STAFF})*)\b{_GOES_ON}"
_LINK = rf"[\s,]*(?:\(\s*(?:{_IS})?|{_IS})"
_OVER = r"\s*(?:/|(?:trên|trong)(?:\s+tổng)?(?:\s+số)?\b)\s*"
_MENTION = re.compile(
    rf"(?<!tháng )(?<!quý ){_STARTS}(?P<count_of>{_DIGITS}){_OVER}(?P<whole_of>{_DIGITS}){_ENDS}"
    rf"(?:\s*(?P<people_of>{_PEOPLE})(?:{_LINK}(?P<share_of>{_PERCENT}))?|{_LINK}(?P<share_of_bare>{_PERCENT}))"
    rf"|(?:(?:chiếm|đạt|là)\s*(?:tỷ lệ|tỉ lệ)?\s*)?(?P<share_before>{_PERCENT})\s*\(\s*(?:{_IS})?"
    rf"(?P<count_behind>{_DIGITS})(?:{_OVER}(?P<whole_behind>{_DIGITS}){_ENDS}\s*(?P<people_whole>{_PEOPLE})?"
    rf"|\s*(?P<people_behind>{_PEOPLE}))\s*\)"
    rf"|(?P<count>{_NUMBER})\s*(?P<people>{_PEOPLE})?{_LINK}(?P<share>{_PERCENT})"
    rf"|(?:chiếm|đạt|là|\()\s*(?:tỷ lệ|tỉ lệ)?\s*(?P<share_alone>{_PERCENT})"
    rf"|(?P<count_people>{_NUMBER})\s*(?P<people_alone>{_PEOPLE})"
    rf"|(?P<count_alone>{_NUMBER})(?=\s*(?:[,;.)]|$|và\b))",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?:^|[;.,])\s*(?P<heading>[^:;,.\d]*[^:;,.\d\s])\s*:")
_VERB = re.compile(r"\s*(?:\b(?:là|có|hiện có|gồm|chiếm|đạt)|:)\s*$", re.IGNORECASE)
_BEHIND = re.compile(r"[)\s]*(?:(?:là|có)\s+)?(?P<label>[^,;:.()]*[^,;:.()\s])", re.IGNORECASE)
PLACE = re.compile(r"(?:toàn|cả|xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh|TP|TX)\s.+", re.IGNORECASE)
"""Words that name a place."""
_BARE = ("người", "đồng chí")


@dataclass(frozen=True, slots=True)
class Mention:
    """One count, its share, or both; `is_whole`: the sentence goes on with the parts of it.

    `of`: the whole that stands with it, «274/2.366 người».
    """

    labels: tuple[str, ...]
    count: int | None
    share: Share | None
    heading: str = ""
    is_whole: bool = False
    of: int | None = None


def mentions_in(sentence: str) -> Iterator[Mention]:
    """Read the numbers of a sentence from left to right; those that count no people are left out."""
    heads = [match for match in _HEADING.finditer(sentence) if not OF_IT.search(match["heading"])]
    matches = [*_MENTION.finditer(sentence)]
    end = 0
    for place, match in enumerate(matches):
        head = next((head for head in reversed(heads) if head.end() <= match.start()), None)
        before = sentence[max(end, head.end() if head else 0) : match.start()]
        is_last = place + 1 == len(matches)
        following = sentence[match.end() : None if is_last else matches[place + 1].start()]
        count, share, people, whole = (_group(match, name) for name in ("count", "share", "people", "whole"))
        labels = _labels(before, people, is_first=not end and not head)
        heading = head["heading"] if head else ""
        end = match.end()
        if not labels and share and _names_somebody((heading,)):
            labels, heading = (heading,), ""  # «Thạc sĩ: 274 người (11,58%)»
        elif not labels and whole:
            labels, end = _labels_behind(following, end)
        if labels and (share or _is_counted(match, before, labels)):
            yield Mention(
                labels,
                count_in(count) if count else None,
                share_in(share) if share else None,
                heading=heading,
                is_whole=count is not None and not is_last and OF_IT.search(following) is not None,
                of=count_in(whole) if whole else None,
            )


def _labels_behind(following: str, end: int) -> tuple[tuple[str, ...], int]:
    """Give the words behind a number, «274/2.366 người (11,58%) là nữ», and where they end."""
    match = _BEHIND.match(following)
    is_of_it = match is not None and _names_somebody((match["label"],))
    return ((match["label"],), end + match.end()) if match and is_of_it else ((), end)


def _group(match: re.Match[str], name: str) -> str:
    """Give what the groups of a name caught: each shape of mention has its own."""
    return next((text for group, text in match.groupdict().items() if text and group.split("_")[0] == name), "")


def _names_somebody(labels: tuple[str, ...]) -> bool:
    phrase = phrases.read(labels)
    return phrase.is_understood and bool(phrase.conditions)


def _is_counted(match: re.Match[str], before: str, labels: tuple[str, ...]) -> bool:
    """Tell whether a count without a share counts anybody: «hơn 2.000 người» names nobody, «năm 2023,» no people."""
    if match["count_alone"]:
        return _names_somebody(labels)
    if match["count_of"]:
        return True
    phrase = phrases.read(labels)
    verb = _VERB.search(before)
    is_said = verb is not None and not (match["people_alone"].casefold() not in _BARE and ":" in verb[0])
    return is_said or (phrase.is_understood and match["people_alone"].casefold() in (*_BARE, labels[-1].casefold()))


def _labels(before: str, people: str, *, is_first: bool) -> tuple[str, ...]:
    """Give the words that say whom a number counts: those before it, a place, and those behind it that say more."""
    clause = _VERB.sub("", OF_IT.split(re.split(r"[;:()]|\.(?=\s)|%", before)[-1])[-1]).strip(" -–+:,.")
    label = _known(clause, is_first=is_first)
    people = "" if people.casefold() in _BARE else _understood(people)
    phrase = phrases.read([label]) if label else None
    if phrase and phrase.is_understood and phrase.conditions:
        return (label,)
    last = tidy(clause.rsplit(",", maxsplit=1)[-1])
    place = last if PLACE.fullmatch(last) else label if phrase and phrase.is_everybody else ""
    if people:
        return (*filter(None, [place]), people)
    return tuple(filter(None, [place or label]))


def _understood(people: str) -> str:
    """Leave out of the words behind a number those that say nothing of people: «công chức đang công tác»."""
    words = people.split(" ")
    ends = range(len(words), 0, -1)
    return next((part for end in ends if phrases.read([part := " ".join(words[:end])]).is_understood), people)


def _known(text: str, *, is_first: bool) -> str:
    """Keep of the words before a number those that name people: no «đến nay thì», and later no «, ngoài ra,».

    Inside a list each word counts: «từng là công chức» are no công chức.
    """
    words = tidy(text).strip(" -–+:,").split(" ")
    for start in range(len(words)):
        label = " ".join(words[start:]).strip(" ,")
        may_start = is_first or start == 0 or words[start - 1].endswith(",")
        if label and may_start and not phrases.read([label]).unknown:
            return label
    return " ".join(words)
