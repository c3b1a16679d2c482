"""The clerk's own workbook back, with its bad cells marked.

Bad cells are coloured (errors light red, warnings light amber) and carry a comment; a new first sheet lists all
problems with links to their cells. An .xlsx or .xlsm is changed in places: every part that does not have to say
something new (drawings, charts, pictures, macros, tables, printer settings …) stays byte by byte, and so do the
formulas with their results. What cannot be kept: a digital signature, which any change breaks.

A .csv becomes an .xlsx with the same cells; of an .xls or .ods only cells, merged ranges and hidden sheets come over,
and the list says so. When a marked workbook comes back with problems left, the old marks make way for the new ones.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import settings as settings_module
from etl.annotating.copying import sheet_names, workbook_of
from etl.annotating.marking import Marked, mark
from etl.annotating.xml_parts import Unfamiliar
from etl.problems import Problem, Refused, sentence
from etl.reading import expand, read_workbook
from etl.reading.formats import kind_of
from etl.records import SourceFile, Workbook
from settings import Settings

__all__ = ["annotate", "annotate_all"]

_SIGNS = re.compile(r'[<>:"|?*\x00-\x1f]')
_SUFFIX = "_loi"
_TEXT_NOTE = "Tệp gốc là tệp chữ ({ending}), không giữ được màu và ghi chú, nên bản này là tệp Excel với cùng nội dung."
_VALUES_NOTE = "Bản này chỉ giữ nội dung các ô của tệp gốc {ending}."


def annotate(source: SourceFile, problems: Sequence[Problem], settings: Settings | None = None) -> SourceFile:
    """Mark the cells that `problems` (all of this file) speak of; the copy is named `<stem>_loi.xlsx` (or `.xlsm`).

    Raises Refused for a file that cannot be opened.
    """
    book = read_workbook(source, settings or settings_module.from_environment())
    marked = _marked(book, problems)
    return SourceFile(f"{_stem(source.name)}{_SUFFIX}{marked.ending}", marked.content)


def annotate_all(
    sources: Iterable[SourceFile], problems: Sequence[Problem], settings: Settings | None = None
) -> Iterator[SourceFile]:
    """Give marked copies of those files, also of those inside a .zip, that have problems and can be opened.

    `problems` are those of `LoadReport.problems`. The copies' names differ also where those of the files do not.
    """
    limits = settings or settings_module.from_environment()
    by_file: dict[str, list[Problem]] = {}
    replaced = {problem.file for problem in problems if problem.code == "file_replaced"}
    for problem in problems:
        by_file.setdefault(problem.file, []).append(problem)
    names: set[str] = set()
    places: set[tuple[str, str]] = set()
    for source in _opened(sources, limits):
        place = source.name, source.sha256
        if source.name in by_file and source.name not in replaced and place not in places:
            places.add(place)
            try:
                copy = annotate(source, by_file[source.name], limits)
            except Refused:  # the report has said why, and there is no cell to mark
                continue
            yield replace(copy, name=_free(copy.name, names))


def _opened(sources: Iterable[SourceFile], limits: Settings) -> Iterator[SourceFile]:
    for source in sources:
        try:
            yield from expand([source], limits, [])  # what cannot be unpacked the report has told
        except Refused:  # likewise said already
            continue


def _marked(book: Workbook, problems: Sequence[Problem]) -> Marked:
    kind = kind_of(book.content)
    if kind == "xlsx":
        try:
            return mark(book.content, book.sheets, problems)
        except (Unfamiliar, ValueError):
            # Written by a program that keeps to its own rules: the cells at least come back.
            return _copied(book, problems, _VALUES_NOTE)
    return _copied(book, problems, _TEXT_NOTE if kind == "text" else _VALUES_NOTE)


def _copied(book: Workbook, problems: Sequence[Problem], note: str) -> Marked:
    names = sheet_names(book.sheets)
    sheets = [replace(sheet, name=names[sheet.name]) for sheet in book.sheets]
    listed = [
        replace(problem, sheet=names.get(problem.sheet, problem.sheet), message=sentence(problem))
        for problem in problems
    ]
    ending = re.search(r"\.\w+$", book.file)
    content = workbook_of(book.sheets, names)
    return mark(content, sheets, listed, note.format(ending=ending[0].lower() if ending else "").replace(" ()", ""))


def _stem(name: str) -> str:
    """A file's name without folders (of a .zip, too), ending and signs that Windows does not take."""
    last = re.split(r"[/\\]", name)[-1]
    return _SIGNS.sub("_", re.sub(r"\.\w{1,5}$", "", last)).strip(" .") or "danh-sach"


def _free(name: str, names: set[str]) -> str:
    """A name that was not given away yet; folders on Windows do not tell A from a."""
    stem, dot, ending = name.rpartition(".")
    number, free = 2, name
    while free.casefold() in names:
        free, number = f"{stem}-{number}{dot}{ending}", number + 1
    names.add(free.casefold())
    return free
