"""Numbers as printed: «1.263», «77,97%», «274 (11,58)», «02»."""

import re
from dataclasses import dataclass
from decimal import Decimal

from reconciling.figures import Share
from reference.spelling import tidy

_COUNT = re.compile(r"\d{1,3}(?:[.  ]\d{3})+|\d+")
_SHARE = re.compile(r"(\d{1,3}(?:,\d+)?)\s*%?")
_BOTH = re.compile(rf"({_COUNT.pattern})\s*[(/]\s*(\d{{1,3}}(?:,\d+)?)\s*%?\s*\)?")
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Printed:
    """The numbers of one cell: a count, a share, or both; `is_percent`: it says so itself."""

    count: int | None = None
    share: Share | None = None
    is_percent: bool = False


def count_in(text: str) -> int:
    """Read a count: «1.263» -> 1263."""
    return int(re.sub(r"\D", "", text))


def share_in(text: str) -> Share:
    """Read a share: «77,97» -> 77.97."""
    return Share.of(Decimal(text.strip().removesuffix("%").strip().replace(",", ".")))


def printed_in(value: object) -> Printed | None:
    """Read a cell; None where it is no number. A bare «11» is a count and a share until a heading tells."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _of_number(value)
    text = tidy(str(value))
    if match := _BOTH.fullmatch(text):
        return Printed(count_in(match[1]), share_in(match[2]), is_percent=True)
    if text.endswith("%") and (match := _SHARE.fullmatch(text)):
        return Printed(None, share_in(match[1]), is_percent=True)
    if _COUNT.fullmatch(text):
        share = share_in(text) if len(text) <= len("100") and int(text) <= _WHOLE else None
        return Printed(count_in(text), share)
    if match := _SHARE.fullmatch(text):
        return Printed(None, share_in(match[1]))
    return None


def _of_number(value: float) -> Printed:
    """Take a number of a workbook; one with decimals can only be a share."""
    exact = Decimal(str(value))
    if exact == exact.to_integral_value():
        whole = int(exact)
        return Printed(whole, Share.of(Decimal(whole)) if 0 <= whole <= _WHOLE else None)
    return Printed(None, Share.of(exact))
