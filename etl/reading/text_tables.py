"""Delimited text: `.csv` as Excel, Google and old programs write it."""

import csv
import io
import itertools
from collections.abc import Iterator
from pathlib import PurePath

from etl.normalising import legacy
from etl.problems import Problem, Refused, problem
from etl.reading.interning import interned
from etl.reading.limits import Budget
from etl.records import Sheet, SourceFile

_DELIMITERS = ",;\t|"
_ENOUGH_LINES = 1000
_LAST_ROW = 1_048_576
"""The number of rows of a sheet of Excel: formats may reach so far where no cell does."""
_ENOUGH_TEXT = 200_000
"""The number of characters that tell how the lines are cut."""


def read_sheets(source: SourceFile, budget: Budget) -> list[Sheet]:
    """Read the one sheet of a delimited text; its name is empty, as the contract says.

    Raises Refused for text in no known encoding, with a cell that never ends, or with too many rows.
    """
    text = _decode(source)
    delimiter = _delimiter(text)
    try:
        # newline=None: lines may end as on Windows, Unix or an old Mac.
        lines = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter)
        rows = interned(itertools.islice(_checked(lines, source, budget), budget.limits.max_rows + 1))
    except csv.Error as error:
        raise Refused(_refusal(error, source)) from error
    budget.reach(len(rows), 0, source, "")
    return [Sheet("", rows)]


def _refusal(error: csv.Error, source: SourceFile) -> Problem:
    if "field limit" in str(error):
        return problem("text_too_long", file=source.name, limit=csv.field_size_limit() // 1000)
    return problem("broken_workbook", file=source.name)


def _checked(lines: Iterator[list[str]], source: SourceFile, budget: Budget) -> Iterator[list[str]]:
    """The rows one by one, as long as there is room for them; the empty ones after the last are none."""
    empty = 0
    for row in lines:
        if any(row):
            yield from itertools.repeat([], empty)
            budget.reach(1, len(row), source, "")
            budget.spend("cells", len(row), source)
            yield row
            empty = 0
        else:
            budget.reach(0, len(row), source, "")
            empty += 1
            if empty > _LAST_ROW:
                raise Refused(problem("sheet_too_large", file=source.name, size=empty, limit=budget.limits.max_rows))


def _decode(source: SourceFile) -> str:
    content = source.content
    for encoding in _encodings(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(problem("not_a_workbook", file=PurePath(source.name).name, kind="chữ không đọc được"))


def _encodings(content: bytes) -> Iterator[str]:
    """The encodings to try, one after the other; the bytes of a font before Unicode must be read as Western letters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16"
        return
    yield "utf-8-sig"
    if legacy.guess(content.decode("latin-1").splitlines()[:_ENOUGH_LINES]):
        yield from ("cp1252", "latin-1")
    yield "cp1258"


def _delimiter(text: str) -> str:
    """The character that cuts the most lines into the same number of columns."""
    lines = [line for line in text[:_ENOUGH_TEXT].splitlines()[:200] if line.strip()]
    return max(_DELIMITERS, key=lambda mark: sum(line.count(mark) for line in lines))
