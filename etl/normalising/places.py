"""Places as people typed them, found in the register of one day: exact after normalising, likeness only proposes."""

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Self

from etl.normalising.bodies import bodies_named
from etl.normalising.near_names import NearNames
from etl.normalising.place_words import kinds_and_rests, strip_group_numbering, without_offices
from etl.normalising.register import (
    COUNTRY,
    Entry,
    Place,
    Reading,
    codes_on,
    entries_of,
    entry_of,
    kinds_ever,
    meanings,
    parents_ever,
)
from reference.provinces import bare_name, lineage, provinces_on
from reference.spelling import Words, plain, words_of
from reference.units import per_register, version_on

__all__ = ["Gazetteer", "Match", "Place", "gazetteer", "strip_group_numbering"]

OTHER_PROVINCE = "other_province"
_CODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
_NUMBER = re.compile(r"\d{3,5}(?:\.0)?")  # «1» is no code, but the name of Quận 1


@dataclass(frozen=True, slots=True)
class Match:
    """The meaning of a text: one `place`, or none and the reason.

    `reason`: `unknown` (`candidates` look like it), `ambiguous` (`candidates` are all that it can mean) or `not_then`
    (it names a unit of another day; `candidates` are those that it had become, or came from).
    `note`: `renamed` where the text gives the place a kind that it had at another time; `other_province` where it is
    in another province; `answered` where a clerk's answer names a unit of other days; `other_district` where the
    units of that name (`candidates`) are not in the district.
    """

    place: Place | None = None
    reason: str | None = None
    candidates: tuple[Place, ...] = ()
    note: str | None = None


class Gazetteer:
    """A finder of units by what people call them, on one day, in one province before all others; see `gazetteer`."""

    def __init__(self, day: date, province: str) -> None:
        self.day = day
        self.province = province
        self._list_province = ""
        self._names: dict[tuple[str, str | None], NearNames] = {}

    def of_list(self, province: str) -> Self:
        """Give the gazetteer for a list whose title names a province of the day, «Tỉnh Lâm Đồng»; the same for «».

        Its units go before those of the same name in the other provinces that were joined with it.
        """
        register = copy(self)
        register._list_province = province
        return register

    def find_commune(self, text: str, district_code: str | None = None) -> Match:
        """Find the xã, phường, thị trấn or đặc khu of a name or a five-digit code; in the district where given.

        What names none may name a body beside the communes.
        """
        match = self._find_numbered(text, "commune", district_code)
        return match if match.place else self.find_body(text, district_code) or match

    def find_body(self, text: str, district_code: str | None = None) -> Match | None:
        """Find the body that a text names, in the district where several are called so; None where it names none."""
        bodies = bodies_named(text, self.day, self.province, district_code)
        return _one_of(bodies, None) if bodies else None

    def find_district(self, text: str) -> Match:
        """Find the huyện, thị xã or thành phố that `text` names, or a three-digit code."""
        return self._find_numbered(text, "district", None)

    def find_some_district(self, text: str) -> Place | None:
        """Find the district of a text, any one where several bear its name: communes are looked for in all of them."""
        match = self.find_district(text)
        is_name = len({place.name for place in match.candidates}) == 1 and match.reason == "ambiguous"
        return match.candidates[0] if is_name else match.place

    def find_plain_districts(self, text: str) -> tuple[Place, ...]:
        """Find the districts that a text typed without tones and marks can mean, of the kind that it says, if any."""
        pairs = kinds_and_rests(words_of(text))
        readings = {_plain_reading(kind, rest) for kind, rest in pairs} or {_plain_reading(None, words_of(text))}
        near = self.find_district(text).candidates
        return tuple(place for place in near if not readings.isdisjoint(_plain_readings(place)))

    def former_parents(self, text: str) -> frozenset[str]:
        """Give the district (its code) or the province (its name) that a text names and that is no more on this day."""
        districts = meanings(text, "district", self.province)
        codes = {e.unit.code for e, reading in districts if reading.kind in (None, e.unit.kind) and not self._is_now(e)}
        words = [(kind, rest) for kind, rest in kinds_and_rests(words_of(text))]
        former = (unit for unit in lineage(self.province) if not unit.is_valid_on(self.day))
        names = {unit.name for unit in former if (unit.kind, words_of(bare_name(unit.name))) in words}
        now = {unit.name for unit in provinces_on(self.province, self.day)}
        return frozenset(codes | (names - now))

    def ever_lay_in(self, place: Place, parents: frozenset[str]) -> bool:
        """Tell whether a commune of this day lay in a district or province, itself or part of it."""
        return not parents.isdisjoint(parents_ever(place.code, self.province, self.day))

    def find_former(self, text: str, parents: frozenset[str]) -> Match:
        """Find what has become of the commune that a text names in a former district or province."""
        pairs = [pair for pair in meanings(text, "commune", self.province) if not parents.isdisjoint(pair[0].parents)]
        return self._of_other_days(pairs) or Match(reason="unknown", note="other_district")

    def _find_numbered(self, text: str, level: str, district_code: str | None) -> Match:
        """Find a unit; a text that means nothing as it stands may begin with a group row's number."""
        match = self._find(text, level, district_code)
        if match.reason == "unknown" and (with_code := self._find_with_code(text, level, district_code)):
            return with_code
        stripped = strip_group_numbering(text)
        if match.reason != "unknown" or stripped == text:
            return match
        second = self._find(stripped, level, district_code)
        return match if second.reason == "unknown" and not second.candidates else second

    def _find_with_code(self, text: str, level: str, district_code: str | None) -> Match | None:
        """Find the unit of «09166 - Phường Đáp Cầu»: a code and a name that mean the same unit."""
        code = _CODE.search(text)
        rest = _CODE.sub(" ", text).strip(" -–_:.()") if code else ""
        if code is None or not rest:
            return None
        by_code = self._find(code[0], level, district_code)
        by_name = self._find(rest, level, by_code.place.parent_code) if by_code.place else by_code
        return by_name if by_code.place and by_name.place == by_code.place else None

    def _find(self, text: str, level: str, district_code: str | None) -> Match:
        within = self._namesakes(district_code)
        pairs = _within(meanings(text, level, self.province), within)
        match = self._at_home(pairs) or self._abroad(text, level, within) or self._elsewhere(text, level)
        if match is not None:
            return match
        other_kinds = [entry for entry, _ in pairs if self._is_now(entry)]
        near = other_kinds or self._near(level, district_code).nearest(text)
        return Match(reason="unknown", candidates=_places(near))

    def _namesakes(self, district_code: str | None) -> frozenset[str]:
        """The codes of the districts that bear a district's name: two provinces with a Châu Thành each are one today.

        Empty for no district.
        """
        own = version_on(district_code, self.day) if district_code else None
        entries = entries_of("district", self.province) if own else ()
        same = {entry.unit.code for entry in entries if self._is_now(entry) and own and entry.unit.name == own.name}
        return frozenset(same | ({district_code} if district_code else set()))

    def _elsewhere(self, text: str, level: str) -> Match | None:
        """The meaning of the name when neither the district nor the parents that the text names are heeded."""
        pairs = meanings(text, level, self.province, any_parents=True)
        longest = max((len(reading.name) for _, reading in pairs), default=0)  # «Đạ Huoai 3» is no «Đạ Huoai» of a «3»
        match = self._at_home([pair for pair in pairs if len(pair[1].name) == longest])
        if match is None or match.reason == "not_then":
            return match
        return Match(None, "unknown", (match.place,) if match.place else match.candidates, "other_district")

    def _at_home(self, pairs: list[tuple[Entry, Reading]]) -> Match | None:
        """The meaning of exact readings in the province: units of the day first, then its past, then its future.

        Before a merger several provinces can have a name: that of the list's own one, where its title says which.
        """
        own = [pair for pair in pairs if self._list_province in pair[0].parents]
        past = [(entry, reading) for entry, reading in pairs if entry.unit.valid_to and entry.unit.valid_to < self.day]
        standing = self._standing(own) or self._standing(pairs)
        return standing or self._of_other_days(past) or self._of_other_days(pairs) or self._of_other_kinds(past)

    def _abroad(self, text: str, level: str, within: frozenset[str]) -> Match | None:
        """The meaning elsewhere in the country of a text that says its kind: a bare name is at home in many places."""
        if not _is_code(text) and not kinds_and_rests(without_offices(words_of(text))):
            return None
        pairs = _within(meanings(text, level, COUNTRY), within)
        sure = [(entry, reading) for entry, reading in pairs if reading.kind or reading.parents or _is_code(text)]
        match = self._standing(sure, OTHER_PROVINCE) or self._of_other_days(sure)
        is_sure = match is None or any(reading.parents for _, reading in sure)
        kin = [] if is_sure or _is_code(text) else self._near(level).kin(text)
        return Match(reason="unknown", candidates=_places(kin)) if kin else match

    def _standing(self, pairs: list[tuple[Entry, Reading]], note: str | None = None) -> Match | None:
        """A match among the units of this day: first with the kind that the text says, then with one they once had."""
        now = [(entry, reading) for entry, reading in pairs if self._is_now(entry)]
        same = _places(entry for entry, reading in now if reading.kind in (None, entry.unit.kind))
        if same:
            return _one_of(same, note)
        renamed = _places(entry for entry, reading in now if reading.kind in kinds_ever(entry))
        return _one_of(renamed, note or "renamed") if renamed else None

    def _of_other_days(self, pairs: list[tuple[Entry, Reading]]) -> Match | None:
        """A match among the units of other days."""
        return self._became(
            entry for entry, reading in pairs if reading.kind in (None, entry.unit.kind) and not self._is_now(entry)
        )

    def _of_other_kinds(self, past: list[tuple[Entry, Reading]]) -> Match | None:
        """A match among units of the past by their names alone: «Xã Liên Nghĩa», which was a township."""
        return self._became(entry for entry, _ in past)

    def _became(self, former: Iterable[Entry]) -> Match | None:
        """The units of this day that those of other days have become, or came from; None for no units."""
        entries = list(former)
        if not entries:
            return None
        codes = frozenset().union(*(codes_on(entry.unit, self.day) for entry in entries))
        level = entries[0].unit.level
        heirs = (version_on(code, self.day) for code in sorted(codes))
        return Match(
            reason="not_then", candidates=_places(entry_of(unit) for unit in heirs if unit and unit.level == level)
        )

    def has_numbered_sisters(self, place: Place) -> bool:
        """Tell whether units of this day bear a place's name with a number: «Đạ Huoai», «Đạ Huoai 2»."""
        return self._near(place.level).has_numbered_sisters(place)

    def _near(self, level: str, district_code: str | None = None) -> NearNames:
        """The names of the province's units of this day, of the district where it has any."""
        if (level, district_code) not in self._names:
            now = [entry for entry in entries_of(level, self.province) if self._is_now(entry)]
            own = [entry for entry in now if entry.unit.parent_code == district_code]
            self._names[level, district_code] = NearNames(own or now)
        return self._names[level, district_code]

    def _is_now(self, entry: Entry) -> bool:
        return entry.unit.is_valid_on(self.day)


@per_register(maxsize=32)
def gazetteer(day: date, province: str) -> Gazetteer:
    """Give the gazetteer of a day, at home in the province of today with that code, and in those that went into it."""
    return Gazetteer(day, province)


def _plain_readings(place: Place) -> set[tuple[str | None, str]]:
    """The name of a place without tones and marks, with its kind and without it."""
    name = next(rest for kind, rest in kinds_and_rests(words_of(place.name)) if kind == place.kind)
    return {_plain_reading(place.kind, name), _plain_reading(None, name)}


def _plain_reading(kind: str | None, name: Words) -> tuple[str | None, str]:
    return kind, " ".join(map(plain, name))


def _within(pairs: Iterable[tuple[Entry, Reading]], districts: frozenset[str]) -> list[tuple[Entry, Reading]]:
    return [pair for pair in pairs if not districts or pair[0].unit.parent_code in districts]


def _is_code(text: str) -> bool:
    return _NUMBER.fullmatch(text.strip()) is not None


def _places(entries: Iterable[Entry]) -> tuple[Place, ...]:
    """Each unit once, in the given order."""
    return tuple({entry.unit.code: entry.place for entry in entries}.values())


def _one_of(places: tuple[Place, ...], note: str | None) -> Match:
    return Match(place=places[0], note=note) if len(places) == 1 else Match(reason="ambiguous", candidates=places)
