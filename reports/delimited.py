"""Comma-separated files as Excel and statistics programs read them: UTF-8 with a byte-order mark, no formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """A text that begins like a formula with a «'» before it; numbers are no texts and stay as they are."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The file; its cells are words that are harmless already."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return target.getvalue().encode("utf-8-sig")
