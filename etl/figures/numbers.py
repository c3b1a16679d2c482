"""Numbers of cells as decimals: «1.263», «92,83», 92.83, «12 người»."""

import re
from datetime import date
from decimal import Decimal

from etl.normalising.values import BLANK, as_text, word_kind
from reference import vietnamese
from reference.spelling import tidy

_DECIMALS = 6
_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
_COMMA = re.compile(r"-?\d+,\d+")
_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_UNIT = re.compile(r"\s*(người|điểm|biên chế|máy|đ|%|cái|chiếc)\.?$", re.IGNORECASE)


def is_blank(value: object) -> bool:
    """Tell whether a cell says nothing: empty, or only a dash."""
    return value is None or (isinstance(value, str) and word_kind(value) == BLANK)


def number(value: object) -> Decimal | None:
    """Read a cell's number; None for what is none. A point before three digits parts thousands, as offices write."""
    if isinstance(value, bool | date):
        return None
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        return _exact(Decimal(repr(value))) if abs(value) < 1e15 else None
    text = _UNIT.sub("", tidy(as_text(value))).replace(" ", "").replace("\u2212", "-")
    if _THOUSANDS.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _COMMA.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return Decimal(text) if _PLAIN.fullmatch(text) and len(text) < 16 else None


def _exact(value: Decimal) -> Decimal:
    """Drop what a formula's binary arithmetic left behind the sixth decimal."""
    rounded = round(value, _DECIMALS).normalize()
    return rounded if rounded != rounded.to_integral_value() else rounded.quantize(Decimal(1))


def as_written(value: Decimal) -> str:
    """Write a decimal as the database keeps it: no exponent, no needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(value: Decimal) -> str:
    """Write a decimal as people read it: «1.263», «92,83»."""
    return vietnamese.decimal(value.normalize())
