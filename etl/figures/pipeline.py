"""Loading workbooks of figures: read, check, and all files into the database in one transaction, or say why not."""

from collections.abc import Mapping, Sequence
from datetime import date

import database
from database import Witness
from etl import office, originals, unnamed
from etl.figures import storing
from etl.figures.aggregates import read_aggregates
from etl.figures.bodies import body_finder
from etl.figures.own import measure_of
from etl.figures.reading import read_figures
from etl.figures.records import FigureCell, FigureOptions, FigureReading, FigureReport
from etl.figures.repeats import Seen, take_out_repeats
from etl.figures.vocabulary import vocabulary
from etl.problems import Refused, problem
from etl.reading import Budget, expand, read_workbook
from etl.reading.documents import is_document, read_document
from etl.records import SourceFile, Workbook
from reference.figures import AGGREGATES, INDICATORS, QUOTAS, measures
from settings import Settings, from_environment

_DEFAULTS = {QUOTAS: "allocated", INDICATORS: ""}
"""The measure of a number whose title and heading name none: a plain table of quotas gives biên chế giao."""


def load(
    url: str,
    catalogue: str,
    files: Sequence[SourceFile],
    options: FigureOptions,
    settings: Settings | None = None,
    witness: Witness = database.unseen,
) -> FigureReport:
    """Read workbooks of a catalogue («quotas», «indicators», «aggregates»); unless refused or only tried, load them.

    Never raises for what a file contains: the report is `refused` with the problems that say why. With `accept`, the
    numbers that have no error are loaded.
    """
    limits = settings or from_environment()
    try:
        books = _open(catalogue, files, limits)
        readings = _read(url, catalogue, books, options, limits)
    except Refused as refusal:
        return FigureReport(catalogue, "refused", problems=[refusal.problem, *refusal.others])
    report = FigureReport(catalogue, "", readings=readings)
    seen: Seen = {}
    twice = [each for reading in readings for each in take_out_repeats(reading, seen, measures(), of_other_files=True)]
    report.problems = [*(each for reading in readings for each in reading.problems), *twice]
    former = _former(url, catalogue, readings)
    if former and len(former) == len(readings) and not report.errors:
        report.status, report.imports = "already_loaded", former
    elif report.errors and not (options.accept and _keep_sound(report)):
        report.status = "refused"
    elif options.dry_run:
        report.status = "would_load"
    else:
        _store(url, report, books=books, options=options, limits=limits, witness=witness)
    return report


def _open(catalogue: str, files: Sequence[SourceFile], limits: Settings) -> list[Workbook]:
    """Open the files; the same bytes twice are read once. Raises Refused for one that cannot be used.

    Of printed counts the tables of a Word document are read, too.
    """
    budget = Budget(limits)
    books: dict[str, Workbook] = {}
    for source in expand(files, limits):
        is_read = catalogue == AGGREGATES and is_document(source)
        book = read_document(source, budget)[0] if is_read else read_workbook(source, limits, budget)
        books.setdefault(book.sha256, book)
    return list(books.values())


def _read(
    url: str, catalogue: str, books: Sequence[Workbook], options: FigureOptions, limits: Settings
) -> list[FigureReading]:
    with database.reading(url) as connection:
        home = office.home_province(connection, limits.province)
        own = storing.own_measures(connection) if catalogue == INDICATORS else []
        if catalogue == AGGREGATES:
            readings = [read_aggregates(book, home, options.as_of, body_finder(home)) for book in books]
            held = storing.units_with_roster(connection, {cell.as_of for read in readings for cell in read.figures})
            return [_without_rosters(held, reading) for reading in readings]
    words = vocabulary(catalogue, _DEFAULTS[catalogue], tuple(map(measure_of, own)))
    return [read_figures(book, words, home, options.as_of, body_finder(home)) for book in books]


def _without_rosters(held: Mapping[tuple[str, date], bool], reading: FigureReading) -> FigureReading:
    """Take out the counts of units that have a roster of the same day, with a problem for each: they never mix.

    `held`: the units and days with a roster, True where it is invented: such stand in nobody's way, they go with the
    first real one.
    """
    doubled: dict[tuple[str, date], FigureCell] = {}
    for cell in reading.figures:
        if (cell.unit.code, cell.as_of) in held:
            doubled.setdefault((cell.unit.code, cell.as_of), cell)
    real = {place for place in doubled if not held[place]}
    reading.figures = [cell for cell in reading.figures if (cell.unit.code, cell.as_of) not in real]
    invented = [place for place in doubled if held[place]]
    for place in [*real, *invented[:1]]:
        cell = doubled[place]
        words = {"unit": cell.unit.name, "day": f"{cell.as_of:%d/%m/%Y}", "sheet": cell.sheet, "cell": cell.cell}
        code = "aggregate_beside_invented" if held[place] else "aggregate_has_roster"
        reading.problems.append(problem(code, file=reading.file, **words))
    return reading


def _former(url: str, catalogue: str, readings: Sequence[FigureReading]) -> list[int]:
    with database.reading(url) as connection:
        each = [
            storing.already_loaded(connection, catalogue, reading.sha256, {cell.as_of for cell in reading.figures})
            for reading in readings
        ]
    return [each for each in each if each is not None]


def _keep_sound(report: FigureReport) -> bool:
    """Leave out the numbers whose cell has an error; False where nothing is left, or a file is no table at all."""
    wrong = {(each.file, each.sheet, each.cell) for each in report.errors}
    whole = {"figures_no_table", "aggregates_no_table", "figures_empty"}
    if any(each.code in whole for each in report.errors):
        return False
    for reading in report.readings:
        reading.figures = [cell for cell in reading.figures if (reading.file, cell.sheet, cell.cell) not in wrong]
    return bool(report.figures)


def _store(
    url: str,
    report: FigureReport,
    books: Sequence[Workbook],
    options: FigureOptions,
    limits: Settings,
    witness: Witness,
) -> None:
    by_hash = {book.sha256: book for book in books}
    files = [(book.sha256, book.file) for book in books]
    with unnamed.removed_on_failure(url, limits, files), database.writing(url) as connection:
        for book in books:
            originals.keep(limits.originals_dir, book.sha256, book.file, book.content)
        for reading in report.readings:
            days = {cell.as_of for cell in reading.figures}
            # Asked again under the write lock: a second click may have loaded the same file a moment ago.
            former = storing.already_loaded(connection, report.catalogue, reading.sha256, days)
            size = len(by_hash[reading.sha256].content)
            report.imports.append(former or storing.store(connection, report.catalogue, reading, size, options))
        witness(connection)
    report.status = "loaded"


def undo(url: str, catalogue: str, import_id: int, by: str, witness: Witness = database.unseen) -> None:
    """Take an import back; what it had replaced counts again. Raises Refused when there is no such import."""
    with database.writing(url) as connection:
        storing.undo(connection, catalogue, import_id, by)
        witness(connection)


def imports(url: str, catalogue: str) -> list[storing.FigureImportLine]:
    """List the imports of a catalogue, newest first."""
    with database.reading(url) as connection:
        return storing.imports(connection, catalogue)
