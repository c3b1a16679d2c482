"""Names of units that are near a text which names none exactly: what a question about a place proposes."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from operator import itemgetter

from etl.normalising.place_words import begins_with_number, kinds_and_rests, without_head_count, without_offices
from etl.normalising.register import Entry, Place
from reference.likeness import nearest
from reference.spelling import plain, words_of

_PROPOSALS = 3
_MOST_KIN = 6
"""The most proposals among near names, and among names that go on."""
_LONGEST_NAME = 200
"""The most letters of a name, with a prefix, an office and the units above."""
_PARENT_BEGINS = re.compile(r"[,(;]|\s[–-]\s")

_PlainNames = list[tuple[str, list[Entry]]]
_first = itemgetter(0)


class NearNames:
    """A finder of names near a text among units of one level and day, with or without a district's first.

    Its tables are made at the first question and kept: a list asks about each of its cells.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_name: dict[str, list[Entry]] = {}
        for entry in entries:
            self._by_name.setdefault(" ".join(entry.name), []).append(entry)
        self._plain: _PlainNames | None = None

    def nearest(self, text: str) -> list[Entry]:
        """List the units whose names are near a text, best first; none is near an essay."""
        if len(text) > _LONGEST_NAME:
            return []
        names = nearest(_spoken_names(text), self._by_name)
        return self.kin(text) or [entry for name in names for entry in self._by_name[name]][:_PROPOSALS]

    def kin(self, text: str) -> list[Entry]:
        """List the units that a text names but for its tones, «XA TAN HA», or its end: «Bảo Lâm» of 1 to 5."""
        if len(text) > _LONGEST_NAME:
            return []
        spoken = sorted({plain(name) for name in _spoken_names(text)})
        same = [entries for each in spoken for name, entries in self._beginning(each) if name == each]
        longer = [entries for each in spoken for _, entries in self._beginning(f"{each} ")]
        cut = [each.rpartition(" ") for each in spoken]
        families = [start for start, _, end in cut if start and begins_with_number(end)]
        sisters = [e for start in families for name, e in self._beginning(f"{start} ") if _is_numbered(name, start)]
        return [entry for entries in same or (longer or sisters)[:_MOST_KIN] for entry in entries]

    def has_numbered_sisters(self, place: Place) -> bool:
        """Tell whether units bear a place's name with a number: «Đạ Huoai», «Đạ Huoai 2»."""
        name = " ".join(next(rest for kind, rest in kinds_and_rests(words_of(place.name)) if kind == place.kind))
        return any(_is_numbered(other, name) for other in self._by_name)

    def _beginning(self, start: str) -> Iterator[tuple[str, list[Entry]]]:
        """Give the names without tones and marks that begin so, in their order."""
        if self._plain is None:
            self._plain = sorted(((plain(name), entries) for name, entries in self._by_name.items()), key=_first)
        first = bisect_left(self._plain, start, key=_first)
        return takewhile(lambda pair: pair[0].startswith(start), islice(self._plain, first, None))


def _is_numbered(name: str, start: str) -> bool:
    return name.startswith(f"{start} ") and name.removeprefix(f"{start} ").isdigit()


def _spoken_names(text: str) -> set[str]:
    """The texts that may be the name in `text`, without its prefix and its parent."""
    names: set[str] = set()
    for part in (text, _PARENT_BEGINS.split(text)[0]):
        words = without_offices(words_of(without_head_count(part)))
        rests = [rest for _, rest in kinds_and_rests(words)] or [words]
        names |= {" ".join(rest) for rest in rests}
    return names
