"""Published tables and articles as handed in: a workbook's sheets, a document's tables and paragraphs, bare text."""

from dataclasses import dataclass

from etl.problems import Refused, problem
from etl.reading import Budget, read_workbook
from etl.reading.documents import read_document
from etl.records import SourceFile
from settings import Settings

_TEXT = (".txt", ".md")
_DOCUMENT = ".docx"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid of cells under a name, with its merged cells (first row, first column, last row, last column)."""

    name: str
    rows: list[list[object]]
    merges: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """The contents of a publication: its grids and its running text."""

    sheets: tuple[Sheet, ...] = ()
    text: str = ""


def open_publication(source: SourceFile, limits: Settings) -> Printed:
    """Read a .xlsx, .xls, .ods, .csv, .docx or .txt; raises Refused with a sentence where it cannot be used."""
    ending = "." + source.name.rsplit(".", 1)[-1].lower()
    if len(source.content) > limits.max_file_mb * 2**20:
        size = f"{len(source.content) / 2**20:.0f}"
        raise Refused(problem("file_too_large", file=source.name, size=size, limit=limits.max_file_mb))
    if ending in _TEXT:
        return Printed(text=_decoded(source))
    if ending == _DOCUMENT:
        return _document(source, limits)
    sheets = read_workbook(source, limits).sheets
    several = len(sheets) > 1
    return Printed(tuple(Sheet(s.spoken_name if several else "", s.rows, tuple(s.merges)) for s in sheets))


def _decoded(source: SourceFile) -> str:
    try:
        return source.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(problem("broken_workbook", file=source.name)) from None


def _document(source: SourceFile, limits: Settings) -> Printed:
    book, text = read_document(source, Budget(limits))
    return Printed(tuple(Sheet(table.name, table.rows[table.lines_above or 0 :]) for table in book.sheets), text)
