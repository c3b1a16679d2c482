"""Names of places in charts."""

from collections.abc import Sequence
from dataclasses import replace

import reference
from presentation import completeness
from reference import vietnamese
from stats.measures import Extremes, Group, Order, Proportion
from stats.measures.rankings import Line
from stats.names import Names


def told_apart(group: Group, groups: Sequence[Group], names: Names) -> Group:
    """Put the district's name beside a commune's where another commune has the same, and of how many units it is."""
    district = names.districts.get(names.district_of.get(group.code or "") or "")
    name = completeness.covered(group.name, group.coverage)
    if district is None or sum(other.name == group.name for other in groups) == 1:
        return replace(group, name=name)
    return replace(group, name=f"{name} ({district})")


def places_together(number: int, share: Proportion | None, *, rest: bool) -> str:
    """Name a line of several places: of one share, of one size (no share), or all between a ranking's ends (`rest`)."""
    if rest:
        return f"{vietnamese.number(number)} đơn vị ở giữa"
    if share is None or share.share is None:
        return f"{vietnamese.number(number)} đơn vị, mỗi nơi"
    return f"{vietnamese.number(number)} đơn vị đạt {vietnamese.percent(share.share, share.count)}"


def places_left_out(order: Order, chosen: Sequence[Line], total: int, words: tuple[str, str], *, by_share: bool) -> str:
    """Say which places of a ranking are shown; `words`: for those on its first and on its last end."""
    named = [line for line in chosen if not line.is_rest]
    shown, of_all = _places(named), f"trong {vietnamese.number(total)} đơn vị"
    if shown == total:
        return ""
    if order is not Order.ENDS:
        return f" · {vietnamese.number(shown)} đơn vị {words[0 if order is Order.HIGHEST else 1]} {of_all}"
    middle = next((place for place, line in enumerate(chosen) if line.is_rest), None)
    if by_share and middle is None:
        return f" · {vietnamese.number(shown)} {of_all}: những nơi còn lại quá ít người để tính tỷ lệ"
    ends = middle or int(reference.limit("ranking_ends"))
    upper, lower = _places(named[:ends]), _places(named[ends:])
    return f" · {vietnamese.number(upper)} đơn vị {words[0]} và {vietnamese.number(lower)} đơn vị {words[1]} {of_all}"


def _places(lines: Sequence[Line]) -> int:
    return sum(len(line.places) for line in lines)


def ends(extremes: Extremes | None) -> list[str]:
    """«Cao nhất: Phường Từ Sơn (97,59%); thấp nhất: …»; nothing where no place stands out."""
    if extremes is None or extremes.is_level or extremes.most.share is None or extremes.least.share is None:
        return []
    pairs = ((extremes.highest, extremes.most.share), (extremes.lowest, extremes.least.share))
    named = [f"{few([group.name for group in groups])} ({vietnamese.percent(share)})" for groups, share in pairs]
    return [f"Cao nhất: {named[0]}; thấp nhất: {named[1]}."]


def few(names: Sequence[str]) -> str:
    """Name at most three places; of more their number."""
    return ", ".join(names) if len(names) <= 3 else f"{vietnamese.number(len(names))} đơn vị"
