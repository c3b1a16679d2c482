"""Texts that charts share: a bar's label, a hover text, and the text that stands for the picture."""

from collections.abc import Sequence
from decimal import Decimal

import reference
from presentation import labels
from presentation.charts.model import Caption, Cell, Series, Table
from reference import vietnamese
from stats.disclosure import SIGN, is_untold, is_withheld
from stats.measures import Part, Proportion

_FACTS_AT_MOST = 6
_NAMES_AT_MOST = 6


def share_label(part: Part | Proportion) -> str:
    """The share as text: «77,98%»; of nobody a plain «0», «không khai» where nobody knows; else nothing."""
    if is_withheld(part.count):
        return SIGN
    if is_untold(part.count):
        return str(part.count)
    if part.share is None:
        return ""
    return vietnamese.percent(part.share, part.count) if part.count else "0"


def both_label(part: Part | Proportion) -> str:
    """Count and share: «1.845 · 77,98%»; the count alone where the share is not to be shown, and of nobody."""
    count = vietnamese.number(part.count)
    return count if part.share is None or not part.count else f"{count} · {share_label(part)}"


def compared_label(proportion: Proportion) -> str:
    """The share beside others: «77,98%», of few people «88,89% (18)»; «dưới 10 người» of a place too small for one."""
    label = SIGN if is_withheld(proportion.count) else share_label(proportion)
    is_few = proportion.share is not None and proportion.base < reference.limit("few_people")
    return f"{label} ({proportion.base})" if is_few else label or labels.few_people(proportion.base)


def some_names(names: Sequence[str]) -> list[str]:
    """Name at most six places on lines of three, for a hover text; of more it is told how many follow."""
    listed = list(names[:_NAMES_AT_MOST])
    if len(names) > _NAMES_AT_MOST:
        listed.append(f"… và {len(names) - _NAMES_AT_MOST} đơn vị khác")
    return [", ".join(listed[start : start + 3]) for start in range(0, len(listed), 3)]


def bare_share(share: Decimal) -> str:
    """The share without its sign, for segments whose axis says «Tỷ lệ (%)»: «77,98»."""
    return vietnamese.decimal(share)


def labels_of(table: Table, series: Series) -> tuple[str, ...]:
    """The text at each row's bar or point: the figure's own, else the cell as it is written; "" for none."""
    return series.labels or tuple(_cell_label(row[series.column]) for row in table.rows)


def _cell_label(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return vietnamese.percent(cell)
    if isinstance(cell, float):
        return vietnamese.amount(cell)
    return vietnamese.number(cell) if isinstance(cell, int) else ""


def hover(heading: str, *lines: str) -> str:
    """A hover text: the heading in bold, then one line each."""
    return "<br>".join([f"<b>{heading}</b>", *lines])


def alt_text(kind: str, caption: Caption, facts: Sequence[str]) -> str:
    """The sentence for those who do not see the picture: what it is, the first and the last numbers, the source."""
    excerpt = list(facts)
    if len(excerpt) > _FACTS_AT_MOST:
        excerpt = [*excerpt[: _FACTS_AT_MOST - 1], "…", excerpt[-1]]
    sentences = [f"{kind}: {caption.title}", caption.subtitle, "; ".join(excerpt), caption.source]
    return " ".join(f"{sentence.rstrip('.')}." for sentence in sentences if sentence)
