"""Delimited text: `.csv` as Excel, Google and old programs write it."""

import csv
import io
import itertools
from collections.abc import Iterator
from pathlib import PurePath

from etl.normalising import legacy
from etl.problems import Refused, problem
from etl.records import Sheet, SourceFile
from settings import Settings

_DELIMITERS = ",;\t|"
_ENOUGH_LINES = 1000
_ENOUGH_TEXT = 200_000
"""Characters that tell how the lines are cut."""


def read_sheets(source: SourceFile, limits: Settings) -> list[Sheet]:
    """The one sheet of a delimited text; its name is empty, as the contract says.

    Raises Refused for text in no known encoding, with a cell that never ends, or with too many rows.
    """
    text = _decode(source)
    delimiter = _delimiter(text)
    try:
        # newline=None: lines may end as on Windows, Unix or an old Mac.
        lines = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter)
        rows: list[list[str]] = list(itertools.islice(_checked(lines, source, limits), limits.max_rows + 1))
    except csv.Error as error:
        raise Refused(problem("broken_workbook", file=source.name)) from error
    if len(rows) > limits.max_rows:
        raise Refused(problem("sheet_too_large", file=source.name, size=len(rows), limit=limits.max_rows))
    return [Sheet("", rows)]


def _checked(lines: Iterator[list[str]], source: SourceFile, limits: Settings) -> Iterator[list[str]]:
    """The rows one by one, as long as they are no longer than a sheet is wide and together no more than one holds."""
    cells = 0
    for row in lines:
        cells += len(row)
        for size, limit in ((len(row), limits.max_columns), (cells, limits.max_cells)):
            if size > limit:
                raise Refused(problem("sheet_too_large", file=source.name, size=size, limit=limit))
        yield row


def _decode(source: SourceFile) -> str:
    content = source.content
    for encoding in _encodings(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(problem("not_a_workbook", file=PurePath(source.name).name, kind="chữ không đọc được"))


def _encodings(content: bytes) -> Iterator[str]:
    """What to try, one after the other; the bytes of a font before Unicode must be read as Western letters."""
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
