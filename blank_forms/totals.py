"""Totals over units: «Tổng cộng» beside printed units is the sum of those, be they all of the province or not."""

from collections.abc import Sequence

from blank_forms.meanings import Meaning
from reference.forms import EVERYBODY
from stats.spoken_places import WHOLE

Places = tuple[str, ...]
_FEWEST = 2
"""The fewest units that somebody sums up."""


def summed_places(meanings: Sequence[Meaning]) -> list[Places]:
    """Give for each label the places that it sums up; none for a label that is no total over units.

    Only among labels that are all units, totals and headings is a label that counts everybody a total over units; one
    that names the province («Toàn tỉnh») is a place itself. A total closes the labels since the last one, the one
    after another total or before all labels sums up everything.
    """
    counting = [meaning for meaning in meanings if meaning.rule is not None]
    units = [meaning.place for meaning in counting if meaning.place not in (None, WHOLE)]
    if len(units) < _FEWEST or any(meaning.rule != EVERYBODY or meaning.day for meaning in counting):
        return [()] * len(meanings)
    sums: list[Places] = []
    since: list[str] = []
    for meaning in meanings:
        is_total = meaning.rule == EVERYBODY and meaning.place is None
        sums.append(tuple(dict.fromkeys(since or units)) if is_total else ())
        if meaning.rule is not None:
            since = [] if meaning.place in (None, WHOLE) else [*since, meaning.place]
    return sums
