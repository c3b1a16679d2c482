"""Signs that stand in a table where there is no number (publishing rule 6), and their meanings."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from presentation import labels
from presentation.charts.model import shown
from stats.disclosure import is_untold

NOT_SENT, NOT_DECLARED, NOT_APPLICABLE, WITHHELD, LOW = "[x]", "[u]", "[z]", "[c]", "[k]"
_COUNT_WITHHELD = f"{WITHHELD} ở cột số người: không công bố, vì là số nhỏ hoặc vì từ đó tính ra được số nhỏ."


def meaning(sign: str) -> str:
    """«[x]: đơn vị chưa gửi danh sách.»; KeyError for a sign that is none."""
    words = {
        NOT_SENT: "đơn vị chưa gửi danh sách.",
        NOT_DECLARED: "danh sách không khai tiêu thức này của ai cả, nên chưa rõ số người.",
        NOT_APPLICABLE: "không áp dụng.",
        WITHHELD: f"không nêu tỷ lệ vì tính trên {labels.few_people()}.",
        LOW: "có nhưng tỷ lệ nhỏ hơn 0,01%.",
    }
    return f"{sign}: {words[sign]}"


def legend(cells: Iterable[object], *, counts_withheld: bool = False) -> tuple[str, ...]:
    """The meanings of the signs that stand among these cells; `counts_withheld`: also counts have the sign [c]."""
    signs = {cell for cell in cells if isinstance(cell, str)}
    meanings = tuple(meaning(sign) for sign in (NOT_SENT, NOT_DECLARED, NOT_APPLICABLE, WITHHELD, LOW) if sign in signs)
    return (*meanings, _COUNT_WITHHELD) if counts_withheld else meanings


def count(value: Any) -> Any:
    """The cell as it is shown, or the sign that stands for a count that nobody knows or nobody gets."""
    return NOT_DECLARED if is_untold(value) else shown(value)


def share(value: Decimal | None, count: int, base: int) -> Decimal | str:
    """The share as it is shown, or the sign that stands for it: of nobody, of too few, of so many that it is nought."""
    if is_untold(count):
        return NOT_DECLARED
    if value is None:
        return WITHHELD if base else NOT_APPLICABLE
    return LOW if count and not value else value
