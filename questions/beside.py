"""Several places beside each other: «so sánh số thạc sĩ ở Phường Hà Tiên và Xã Cô Tô»."""

from questions.counting import Counted, counted
from questions.reading import Understood
from reference import vietnamese
from reference.forms import EVERYBODY, Rule, is_kept_back
from stats.disclosure import shown_share
from stats.names import place_of
from stats.scope import NotToldError, Scope
from stats.selection import Selection
from stats.source import StatisticsSource

Result = tuple[int | None, str, list[tuple[str, str]]]


def beside(source: StatisticsSource, understood: Understood, _: Scope) -> Result:
    """Count the people of the question in each place: the lead says the first and how far the others are from it."""
    if is_kept_back(understood.rule):
        raise NotToldError("Dân tộc, tôn giáo của từng nơi xem ở trang «So sánh đơn vị».")
    selections = _selections(source, understood)
    held = [counted(source, each, understood.rule) for each in selections]
    names = [vietnamese.capitalised(source.names_of(each).place(each)) for each in selections]
    if lacking := [name for name, each in zip(names, held, strict=True) if not each.everybody]:
        return None, f"Chưa có danh sách của {', '.join(lacking)}.", []
    rows = [(name, _number(source, each, understood.rule)) for name, each in zip(names, held, strict=True)]
    counts = [f"{name} {vietnamese.number(each.count)} người" for name, each in zip(names, held, strict=True)]
    others = [f"{words}, {_than(each.count - held[0].count)}" for words, each in zip(counts[1:], held[1:], strict=True)]
    return held[0].count, "; ".join([counts[0], *others]) + ".", rows


def _number(source: StatisticsSource, held: Counted, rule: Rule) -> str:
    """The number of a place, and what part of its people it is where the question is about some of them."""
    share = None if rule == EVERYBODY else shown_share(held.count, held.everybody, source.rounding)
    part = "" if share is None else f" · {vietnamese.percent(share, held.count)}"
    return f"{vietnamese.number(held.count)}{part}"


def _than(change: int) -> str:
    """Say how far a number is from the first one."""
    if not change:
        return "bằng nhau"
    return f"{'nhiều' if change > 0 else 'ít'} hơn {vietnamese.number(abs(change))}"


def places_of(source: StatisticsSource, understood: Understood) -> str:
    """Name the place that a question is about, or all that it holds against each other."""
    if understood.alike:
        names = source.names_of(understood.selection)
        called = (names.units.get(code, names.of(code)) for code in understood.alike)
        return " hoặc ".join(dict.fromkeys(map(vietnamese.in_sentence, called)))
    return " và ".join(source.names_of(each).place(each) for each in _selections(source, understood))


def _selections(source: StatisticsSource, understood: Understood) -> list[Selection]:
    whole = understood.selection
    if not understood.beside:
        return [whole]
    names = source.names_of(whole)
    return [place_of(whole, code, names) for code in understood.beside]
