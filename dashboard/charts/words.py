"""Texts that charts share: a bar's label, a hover text, and the text that stands for the picture."""

from collections.abc import Sequence

from dashboard import labels
from dashboard.charts.model import Caption
from dashboard.measures import Part, Proportion

_FACTS_AT_MOST = 6


def share_label(count: int, share: Part | Proportion) -> str:
    """The share as text: «77,98%»; of nobody a plain «0»."""
    return labels.percent(share.share, count) if count else "0"


def both_label(part: Part | Proportion) -> str:
    """Count and share: «1.845 · 77,98%»; of nobody a plain «0»."""
    return f"{labels.number(part.count)} · {share_label(part.count, part)}" if part.count else "0"


def bare_share(part: Part) -> str:
    """The share without its sign, for segments whose axis says «Tỷ lệ (%)»: «77,98»."""
    return labels.decimal(part.share)


def hover(heading: str, *lines: str) -> str:
    """A hover text: the heading in bold, then one line each."""
    return "<br>".join([f"<b>{heading}</b>", *lines])


def alt_text(kind: str, caption: Caption, facts: Sequence[str]) -> str:
    """The sentence for those who do not see the picture: what it is, the first and the last numbers, the source."""
    shown = list(facts)
    if len(shown) > _FACTS_AT_MOST:
        shown = [*shown[: _FACTS_AT_MOST - 1], "…", shown[-1]]
    sentences = [f"{kind}: {caption.title}", caption.subtitle, "; ".join(shown), caption.source]
    return " ".join(f"{sentence.rstrip('.')}." for sentence in sentences if sentence)
