"""One workbook of figures: which sheets hold a table, of which day, and every number with its problems."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from etl.figures.checks import check_cells, check_parts, check_totals
from etl.figures.layout import Table, address_of, find_table
from etl.figures.numbers import is_blank, number
from etl.figures.own import is_catalogue, measure_of, read_own
from etl.figures.periods import day_of_title
from etl.figures.records import FigureCell, FigureReading, FindBody, label_of
from etl.figures.repeats import take_out_repeats
from etl.figures.rows import RowReader, Rows
from etl.figures.units import UnitFinder, no_body
from etl.figures.vocabulary import Vocabulary
from etl.problems import Problem, problem
from etl.records import Sheet, Workbook
from reference.figures import Measure, parts_of

_EMPTY, _HIDDEN, _NO_TABLE = "trang trống", "trang ẩn", "không có cột đơn vị và cột số liệu"


def read_figures(
    book: Workbook, words: Vocabulary, home: str, as_of: date | None = None, find_body: FindBody = no_body
) -> FigureReading:
    """Read every visible sheet that holds a table of units and numbers.

    `home`: the province's code of today. `as_of`: the day that the person chose: it stands above the title's, below
    those of columns and rows. What cannot be read is a problem; a workbook without a table has an error.
    """
    reading = FigureReading(book.file, book.sha256)
    words = _with_own(book, reading, words)
    finder = UnitFinder(book.file, home, find_body)
    for sheet in book.sheets:
        if is_catalogue(sheet) or sheet.is_error_list:
            continue
        table = None if sheet.is_hidden else find_table(sheet, words)
        if table is None:
            empty = not any(not is_blank(value) for row in sheet.rows for value in row)
            reading.passed_over[sheet.name] = _HIDDEN if sheet.is_hidden else _EMPTY if empty else _NO_TABLE
            continue
        _read_sheet(reading, sheet, table, words=words, finder=finder, as_of=as_of)
    if not reading.columns and not reading.own:
        known = ", ".join(measure.label for measure in list(words.catalogue.values())[:4])
        first = book.sheets[0].name if book.sheets else ""
        reading.problems.append(problem("figures_no_table", file=book.file, sheet=first, known=known))
    reading.problems += take_out_repeats(reading, {}, words.catalogue)
    reading.problems += check_cells(book.file, reading.figures, words.catalogue)
    reading.problems += check_parts(book.file, reading.figures, words.catalogue)
    reading.figures += _derived(reading.figures)
    if not reading.figures and not reading.own and not reading.errors:
        reading.problems.append(problem("figures_empty", file=book.file))
    return reading


def _with_own(book: Workbook, reading: FigureReading, words: Vocabulary) -> Vocabulary:
    """Add the indicators that the workbook itself lists to the vocabulary."""
    from reference.spelling import words_of

    catalogue: dict[str, Measure] = dict(words.catalogue)
    spellings = dict(words.spellings)
    for sheet in book.sheets:
        if is_catalogue(sheet) and not sheet.is_hidden:
            own, problems = read_own(book.file, sheet)
            reading.own += own
            reading.problems += problems
    for row in reading.own:
        catalogue[row.code] = measure_of(row)
        spellings[words_of(row.name)] = row.code
    return replace(words, catalogue=catalogue, spellings=spellings)


def _read_sheet(
    reading: FigureReading, sheet: Sheet, table: Table, *, words: Vocabulary, finder: UnitFinder, as_of: date | None
) -> None:
    by_title = day_of_title([*table.titles, sheet.spoken_name])
    if as_of and by_title and as_of != by_title:
        says = {"value": f"{by_title:%d/%m/%Y}", "chosen": f"{as_of:%d/%m/%Y}"}
        reading.problems.append(problem("date_overridden", file=reading.file, sheet=sheet.name, **says))
    rows = RowReader(sheet, table, words, finder, as_of or by_title).read()
    reading.columns[sheet.name] = {
        address_of(0, column.index)[:-1]: label_of(column.meaning, dict(words.catalogue))
        for column in table.columns
        if column.meaning.role or column.meaning.measure
    }
    reading.figures += rows.figures
    reading.problems += rows.problems
    reading.problems += _late(reading.file, rows)
    reading.problems += _unread(reading.file, sheet, table)
    reading.problems += check_totals(reading.file, table, rows, words.catalogue)


def _late(file: str, rows: Rows) -> Iterator[Problem]:
    """Find days that have not come yet, once each."""
    seen: set[date] = set()
    for cell in rows.figures:
        if cell.as_of > date.today() and cell.as_of not in seen:  # noqa: DTZ011 - the office's own calendar day
            seen.add(cell.as_of)
            yield problem(
                "figure_day_in_future", file=file, sheet=cell.sheet, cell=cell.cell, value=f"{cell.as_of:%d/%m/%Y}"
            )


def _unread(file: str, sheet: Sheet, table: Table) -> Iterator[Problem]:
    """Find the columns that hold numbers and whose heading says nothing that is known."""
    for column in table.columns:
        meaning = column.meaning
        if meaning.role or meaning.measure or meaning.department or meaning.day or not column.path:
            continue
        cells = [row[column.index] for row in sheet.rows[table.first :] if column.index < len(row)]
        if any(number(value) is not None for value in cells if not is_blank(value)):
            cell = address_of(table.first - 1, column.index)
            yield problem("figure_column_unread", file=file, sheet=sheet.name, cell=cell, value=column.title)


def _derived(figures: Sequence[FigureCell]) -> list[FigureCell]:
    """Add the total of an index whose parts are all there and whose total is not, at the cell of its first part."""
    by_place: dict[tuple[object, ...], dict[str, FigureCell]] = {}
    for cell in figures:
        by_place.setdefault((cell.unit, cell.department, cell.as_of), {}).setdefault(cell.measure, cell)
    wholes = dict.fromkeys(code for cells in by_place.values() for code in map(_whole_of, cells) if code)
    sums = []
    for cells in by_place.values():
        for whole in wholes:
            parts = [cells.get(part.code) for part in parts_of(whole)]
            held = [part for part in parts if part is not None]
            if whole not in cells and held and len(held) == len(parts):
                total = sum((part.value for part in held), Decimal(0))
                sums.append(replace(held[0], measure=whole, value=total, maximum=None))
    return sums


def _whole_of(code: str) -> str:
    from reference.figures import measures

    measure = measures().get(code)
    return measure.part_of if measure else ""
