"""From bytes to sheets of cells: the content decides the format, never the file's name."""

from collections.abc import Iterable, Iterator

from etl.problems import Problem, Refused, problem
from etl.reading import archives, formats, legacy_text, merges, ods_fonts, struck, text_tables, xlsx_fonts
from etl.reading.limits import Budget
from etl.records import SourceFile, Workbook
from settings import Settings

__all__ = ["Budget", "expand", "names_within", "read_workbook"]


def expand(
    sources: Iterable[SourceFile], limits: Settings, unread: list[Problem] | None = None
) -> Iterator[SourceFile]:
    """Give the workbooks that were handed in, those inside a .zip one by one as `archive.zip/inner.xlsx`.

    Raises Refused for a file that is too large, empty or an archive without workbooks; with `unread` a part of an
    archive that cannot be unpacked goes there, and the other parts are given.
    """
    for source in sources:
        size_mb = len(source.content) / 2**20
        if size_mb > limits.max_file_mb:
            limit = limits.max_file_mb
            raise Refused(problem("file_too_large", file=source.name, size=f"{size_mb:.0f}", limit=limit))
        if formats.kind_of(source.content) == "archive":
            yield from archives.members(source, limits, unread)
        else:
            yield source


def names_within(source: SourceFile) -> list[str]:
    """Name what `expand` gives of a file, without unpacking it: the file itself, or the workbooks inside a .zip."""
    return archives.names(source) or [source.name]


def read_workbook(source: SourceFile, limits: Settings, budget: Budget | None = None) -> Workbook:
    """Read all sheets of a file (.xlsx, .xls, .ods or delimited text); `budget` is left for all files of a load.

    Raises Refused with a problem that says why the file cannot be used.
    """
    budget = budget or Budget(limits)
    kind = formats.kind_of(source.content)
    refusal = formats.REFUSED_KINDS.get(kind)
    if refusal is not None:
        code, word = refusal
        raise Refused(problem(code, file=source.name, kind=word))
    if kind == "xls":
        from etl.reading import xls  # the libraries of workbooks are loaded with the first one: most visitors read none

        sheets, sheet_fonts = xls.read_sheets(source, budget)
        legacy_text.convert(sheets, sheet_fonts)
    elif kind == "text":
        sheets = text_tables.read_sheets(source, budget)
        legacy_text.convert(sheets)
    else:
        from etl.reading import spreadsheets

        sheets = spreadsheets.read_sheets(source, kind, budget)
        legacy_texts = xlsx_fonts.inspect(source) if kind == "xlsx" else (ods_fonts.inspect(source, sheets, budget),)
        legacy_text.convert(sheets, *legacy_texts)
        crossed = struck.struck_cells(source) if kind == "xlsx" else {}
        for sheet in sheets:
            sheet.struck = crossed.get(sheet.name, frozenset())
    if len({sheet.name for sheet in sheets}) < len(sheets):
        # Whoever asks for a sheet of that name is given the first of them: its people would count twice.
        raise Refused(problem("broken_workbook", file=source.name))
    for sheet in sheets:
        merges.bound(sheet, limits)
    return Workbook(source.name, source.sha256, source.content, sheets)
