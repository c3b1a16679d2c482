"""The writing that every form of a document shares: cells, numbers of sections, the sign at its end."""

from decimal import Decimal

from presentation.charts import Cell
from reference import vietnamese

END = "./."
"""The sign after a document's last sentence."""
PATH = " › "
"""The sign between the head of a group and a column's own: «Tin học › Chứng chỉ»."""
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """Write a number in Roman letters: 4 -> «IV»."""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def shown(cell: Cell) -> str:
    """Write a cell as people read it: «1.845», «77,98»."""
    if isinstance(cell, Decimal):
        return vietnamese.decimal(cell)
    if isinstance(cell, int):
        return vietnamese.number(cell)
    return vietnamese.amount(cell) if isinstance(cell, float) else cell or ""
