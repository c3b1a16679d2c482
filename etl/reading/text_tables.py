"""Delimited text: `.csv` as Excel, Google and old programs write it."""

import csv
import io
from collections.abc import Iterator
from pathlib import PurePath

from etl.normalising import legacy
from etl.problems import Refused, problem
from etl.records import Sheet, SourceFile
from settings import Settings

_DELIMITERS = ",;\t|"
_ENOUGH_LINES = 1000


def read_sheets(source: SourceFile, limits: Settings) -> list[Sheet]:
    """The one sheet of a delimited text; its name is empty, as the contract says.

    Raises Refused for text in no known encoding, with a cell that never ends, or with too many rows.
    """
    text = _decode(source)
    delimiter = _delimiter(text)
    try:
        # newline=None: lines may end as on Windows, Unix or an old Mac.
        rows: list[list[str]] = list(csv.reader(io.StringIO(text, newline=None), delimiter=delimiter))
    except csv.Error as error:
        raise Refused(problem("broken_workbook", file=source.name)) from error
    if len(rows) > limits.max_rows:
        raise Refused(problem("sheet_too_large", file=source.name, size=len(rows), limit=limits.max_rows))
    return [Sheet("", rows)]


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
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    return max(_DELIMITERS, key=lambda mark: sum(line.count(mark) for line in lines))
