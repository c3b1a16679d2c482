"""Totals over units: «Tổng cộng» beside printed units is the sum of those, be they all of the province or not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from blank_forms.meanings import Meaning
from reference.forms import EVERYBODY
from stats.spoken_places import WHOLE

Places = tuple[str, ...]
_UNREAD_BELOW = "Có đơn vị dưới dòng này chưa đọc được nên chưa cộng."
_SHORT = "Có đơn vị trong các nhãn được cộng chưa đọc được nên chưa cộng."
_NONE_READ = "Không đọc được dòng nào trong các dòng được cộng nên chưa cộng."
_FEWEST = 2
"""The fewest units or rows that somebody sums up."""


def summed_places(meanings: Sequence[Meaning]) -> list[Places]:
    """Give for each label the places that it sums up; none for a label that is no total over units.

    Only among labels that are all of units, totals and headings is a label that counts everybody a total over units;
    one that names the province («Toàn tỉnh») is a place itself. A total closes the labels since the last one, the one
    after another total or before all labels sums up everything. Some of its people («- Nữ») stand behind it.
    """
    units = [meaning.place for meaning in meanings if meaning.rule is not None and meaning.place not in (None, WHOLE)]
    if len(units) < _FEWEST or not _are_units(meanings):
        return [meaning.over for meaning in meanings]
    sums: list[Places] = []
    since: list[str] = []
    summed: Places = ()
    for meaning in meanings:
        if meaning.over:
            sums.append(meaning.over)
            continue
        summed = tuple(dict.fromkeys(since or units)) if _is_total(meaning) else summed
        sums.append(summed if meaning.place is None else ())
        if meaning.rule is not None:
            since = [] if meaning.place in (None, WHOLE) else [*since, meaning.place]
    return sums


def summed_up(rows: Sequence[Meaning], groups: Mapping[int, tuple[int, ...]]) -> list[Meaning]:
    """Let such headings sum up the units under them; none where one of those could not be read."""
    summed = list(rows)
    for at, under in groups.items():
        own = [rows[n] for n in under]
        over = tuple(dict.fromkeys(each.place for each in own if each.place))
        is_whole = all(each.rule is not None for each in own) and over
        if not rows[at].is_answer:
            summed[at] = (
                replace(rows[at], rule=EVERYBODY, over=over, reason="", is_heading=False)
                if is_whole
                else replace(rows[at], rule=None, reason=_UNREAD_BELOW)
            )
    return summed


def without_unread(meanings: Sequence[Meaning]) -> list[Meaning]:
    """Let no total over units count where one of its units could not be read: it would be too small."""
    if not _are_units(meanings, or_unread=True):
        return list(meanings)
    read: list[Meaning] = []
    is_short, is_group = False, False
    is_any_short = any(each.rule is None and each.reason for each in meanings)
    for meaning in meanings:
        is_total = _is_total(meaning)
        hides = is_total and (is_short if is_group else is_any_short)
        read.append(replace(meaning, rule=None, reason=_SHORT) if hides else meaning)
        if meaning.place == WHOLE or is_total:
            is_short, is_group = False, False
        elif not meaning.is_heading:
            is_short, is_group = is_short or meaning.rule is None, True
    return read


def without_any_read(rows: Sequence[Meaning]) -> list[Meaning]:
    """Let no total count above or under rows of which not a single one could be read: it would be of something else."""
    own = [row for row in rows if not _is_total(row) and (row.rule is not None or row.reason)]
    if len(own) < _FEWEST or any(row.rule is not None for row in own):
        return list(rows)
    return [replace(row, rule=None, reason=_NONE_READ) if _is_total(row) else row for row in rows]


def _is_total(meaning: Meaning) -> bool:
    return meaning.rule == EVERYBODY and meaning.place is None and not meaning.over


def _are_units(meanings: Sequence[Meaning], *, or_unread: bool = False) -> bool:
    """Tell whether labels are of units, totals or behind those; `or_unread`: units that count nobody are some, too."""
    counting = [meaning for meaning in meanings if meaning.rule is not None]
    has_units = any(meaning.place not in (None, WHOLE) for meaning in (meanings if or_unread else counting))
    first = next((at for at, meaning in enumerate(counting) if _is_total(meaning)), len(counting))
    parts = [meaning for meaning in counting if meaning.place is None and meaning.rule != EVERYBODY]
    have_parts = any(meaning.place is not None and meaning.rule != EVERYBODY for meaning in counting)
    are_behind = not parts or (0 <= first < len(counting) and (first > 0 or have_parts))
    are_behind = are_behind and not any(meaning in parts for meaning in counting[:first])
    return has_units and are_behind and not any(meaning.day for meaning in counting)
