"""The way of a roster: files → sheets → people → checks → database. The write side's only door."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

import database
import settings as settings_module
from etl import consistency, learned, loading, office, originals, unnamed, waiting
from etl.days import chosen_day, date_of, leave_out_hidden, tells_all
from etl.examining import examine
from etl.extracting.leavers import check_leavers
from etl.identities import Identities
from etl.normalising.answers import Learned, Use
from etl.normalising.places import Gazetteer, Place, gazetteer
from etl.opening import Opened, open_all, skip, warn_of_left_out
from etl.places import check_places
from etl.problems import Problem, Refused, problem
from etl.questions import choices, column_meanings, questions
from etl.records import (
    Examination,
    FileReport,
    LoadOptions,
    LoadReport,
    Progress,
    SourceFile,
)
from etl.validating import (
    check_duplicates,
    check_hidden,
)
from reference.addresses import column_index
from settings import Settings


class _Answers:
    """The answers of clerks, read from the database once, and only when a file could be opened."""

    def __init__(self, url: str) -> None:
        self._url = url

    @cached_property
    def learned(self) -> Learned:
        with database.reading(self._url) as connection:
            return learned.read_all(connection)


def _quiet(_message: str, _done: int, _total: int) -> None:
    pass


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the garbage collection: nothing that is read refers in circles, and the search takes a tenth of a load."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


Witness = Callable[[Connection, LoadReport], None]
"""The writing down of a load in its own transaction, as `database.Witness`."""


@_uncollected()
def load(
    url: str,
    files: Sequence[SourceFile],
    options: LoadOptions,
    progress: Progress = _quiet,
    settings: Settings | None = None,
    witness: Witness = database.unseen,
) -> LoadReport:
    """Read rosters and, unless refused or only tried, put them into the database in one transaction.

    `witness` writes the load down in that transaction.
    Never raises for what a file contains: a file that cannot be used makes the report `refused` with the problem that
    says why. Returns the report that `load --json` prints.
    """
    limits = settings or settings_module.from_environment()
    answers = _Answers(url)
    unread: list[Problem] = []
    try:
        opened, unread, left_out = _open(files, options, limits, progress, answers)
        as_of, day_problems = date_of(opened, options)
        with database.reading(url) as connection:
            home = office.home_province(connection, limits.province)
            former = loading.already_loaded(connection, {book.sha256 for book, _, _ in opened}, as_of)
            used = loading.answers_used(connection, former) if former is not None else {}
        register = gazetteer(as_of, home)
        units = _chosen_units(register, options)
        answered = bool(answers.learned) or any(used.values())
        if former is not None and not (options.dry_run or answered or unread or left_out):
            return _nothing_new(former, as_of, opened)
        examinations = _examine_all(
            opened, as_of, register=register, units=units, progress=progress, answers=answers.learned
        )
        check_places(examinations, as_of, options.places)
    except Refused as refusal:
        problems = dict.fromkeys([refusal.problem, *refusal.others, *unread])
        return LoadReport(options.as_of, "refused", problems=list(problems))
    report = _report(as_of, examinations, [*unread, *left_out, *day_problems])
    report.unread = list(dict.fromkeys(each.file for each in unread))
    report.problems += consistency.of_elsewhere(report)
    _ask(report, examinations, home)
    is_complete = not unread or tells_all(options)
    if former is not None and is_complete and all(_is_read_alike(examination, used) for examination in examinations):
        report.problems = [*unread, *left_out]
        return replace(_nothing_new(former, as_of, opened), **_questions_of(report))
    report.read_anew = former
    _compare(url, report, examinations, options, home)
    if not _is_loadable(report, options, day_problems):
        report.status, report.rows_loaded = "refused", 0
    elif options.dry_run:
        report.status = "would_load"
    else:
        dated = replace(options, as_of=as_of)
        _store(url, report, examinations, opened, options=dated, limits=limits, progress=progress, witness=witness)
    return report


def _open(
    files: Sequence[SourceFile], options: LoadOptions, limits: Settings, progress: Progress, answers: _Answers
) -> tuple[list[Opened], list[Problem], list[Problem]]:
    """Open the files; give those that can be used, a problem for each that cannot, and warnings of what is left out."""
    opened, unread = open_all(
        files,
        limits,
        progress,
        learned=lambda: answers.learned,
        left_out=options.left_out.keys() | options.replaced.keys(),
    )
    if unread and not opened:
        raise Refused(unread[0], unread[1:])
    if not opened:  # nothing else is there any more
        return _open(files, replace(options, left_out={}, replaced={}), limits, progress, answers)
    skipped = unread if options.skips_unread else []
    left_out = [*warn_of_left_out(files, options), *skip(skipped)]
    hidden = [warning for each in opened for warning in leave_out_hidden(*each, chosen_day(each, options))]
    return opened, [] if skipped else unread, [*left_out, *hidden]


def _is_loadable(report: LoadReport, options: LoadOptions, day_problems: Sequence[Problem]) -> bool:
    """Tell whether nothing blocks the load; nobody can accept that nothing at all of a file is loaded."""
    is_whole = not report.unread and all(file.sheets for file in report.files)
    is_dated = not any(each.code in ("no_date", "date_in_future") for each in day_problems)
    is_here = not any(each.code == consistency.ELSEWHERE for each in report.problems)
    return not report.errors or (options.accept and report.rows_loaded > 0 and is_whole and is_dated and is_here)


def in_sheet_order(problems: Sequence[Problem], files: Sequence[FileReport]) -> list[Problem]:
    """Sort problems by file, sheet, row and column, as a clerk reads them; what belongs to no cell stands first."""
    sheets = {(file.file, sheet.sheet): n for n, (file, sheet) in enumerate((f, s) for f in files for s in f.sheets)}

    def place(entry: Problem) -> tuple[int, int, int]:
        letters = entry.cell.rstrip("0123456789")
        row = entry.cell.removeprefix(letters)
        return sheets.get((entry.file, entry.sheet), -1), int(row or 0), column_index(letters)

    return sorted(problems, key=place)


def undo(url: str, import_id: int, by: str, witness: database.Witness = database.unseen) -> None:
    """Take an import back; what it had replaced counts again. Raises Refused when there is no such import."""
    with database.writing(url) as connection:
        loading.undo(connection, import_id, by)
        witness(connection)


def _nothing_new(import_id: int, as_of: date, opened: Sequence[Opened]) -> LoadReport:
    reports = [FileReport(book.file, book.sha256) for book, _, _ in opened]
    return LoadReport(as_of, "already_loaded", import_id=import_id, files=reports)


def _is_read_alike(examination: Examination, used: Mapping[str, Sequence[Mapping[str, str]]]) -> bool:
    """Tell whether a file that was loaded before is read by the same answers as it was then."""
    before = {Use(**use).says() for use in used.get(examination.report.sha256, ())}
    return before == {use.says() for use in examination.report.learned}


def _ask(report: LoadReport, examinations: Sequence[Examination], province: str) -> None:
    """Fill the report with what the page shows and asks of a clerk."""
    report.pictures = [picture for examination in examinations for picture in examination.pictures]
    report.meanings = column_meanings()
    if report.as_of is not None:
        report.questions = questions(report.problems, report.files, report.as_of, province)
        names = {question.field for question in report.questions}
        report.choices = {name: choices(name, report.as_of, province) for name in sorted(names)}


def _compare(
    url: str, report: LoadReport, examinations: Sequence[Examination], options: LoadOptions, home: str
) -> None:
    """Add what is odd beside what stands, and what the load would change."""
    if report.as_of is None:
        raise ValueError("a load needs its day")
    report.problems += consistency.against_the_rest(url, examinations, report.as_of, options, home)
    report.changes = consistency.changes_of(url, examinations, report.as_of, options)
    report.problems = in_sheet_order(report.problems, report.files)
    sheets = [(file.file, sheet.sheet) for file in report.files for sheet in file.sheets]
    if report.rows_read == 0 and sheets:
        report.problems.append(problem("no_people", file=sheets[0][0], sheet=sheets[0][1]))


def _questions_of(report: LoadReport) -> dict[str, Any]:
    names = ("pictures", "questions", "choices", "meanings", "unread", "problems")
    return {name: getattr(report, name) for name in names}


def _chosen_units(register: Gazetteer, options: LoadOptions) -> dict[str, Place]:
    """Find the communes that were told of files, "" for those told nothing of."""
    codes = {"": options.unit_code, **options.units}
    return {file: _chosen_unit(register, code) for file, code in codes.items() if code}


def _chosen_unit(register: Gazetteer, code: str) -> Place:
    place = register.find_commune(code).place
    if place is None:
        raise Refused(problem("unknown_unit_option", value=code, day=f"{register.day:%d/%m/%Y}"))
    return place


def _examine_all(
    opened: Sequence[Opened],
    as_of: date,
    register: Gazetteer,
    units: Mapping[str, Place],
    progress: Progress,
    answers: Learned,
) -> list[Examination]:
    examinations = []
    for done, (book, rosters, passed_over) in enumerate(opened):

        def tell(sheet: str, done: int = done) -> None:
            text = f"Đang kiểm tra tệp {done + 1}/{len(opened)}, trang «{sheet}»"
            progress(text, len(opened) + done, 2 * len(opened))

        examinations.append(
            examine(
                book,
                rosters,
                passed_over=passed_over,
                as_of=as_of,
                gazetteer=register,
                unit=units.get(book.file, units.get("")),
                progress=tell,
                learned=answers,
            )
        )
    return examinations


def _report(as_of: date, examinations: Sequence[Examination], warnings: list[Problem]) -> LoadReport:
    sheets = [sheet for examination in examinations for sheet in examination.sheets]
    pairs = [(sheet.people, sheet.places) for sheet in sheets]
    problems = [*warnings, *(finding for examination in examinations for finding in examination.problems)]
    problems += check_duplicates(pairs, [sheet.name_column for sheet in sheets])
    problems += check_leavers([(each.people, each.places, each.name_column, each.leavers) for each in sheets])
    problems += check_hidden(pairs, [sheet.is_hidden for sheet in sheets])
    rows_read = sum(sheet.rows_read for sheet in sheets)
    rows_held = rows_read - sum(place is not None for sheet in sheets for place in sheet.places)
    files = [examination.report for examination in examinations]
    return LoadReport(
        as_of,
        status="",
        rows_read=rows_read,
        rows_loaded=rows_read - rows_held,
        rows_held=rows_held,
        files=files,
        problems=problems,
        units=consistency.units_of(sheets),
        units_of={
            each.report.file: [code for code, _, _ in consistency.units_of(each.sheets)] for each in examinations
        },
    )


def _store(
    url: str,
    report: LoadReport,
    examinations: Sequence[Examination],
    opened: Sequence[Opened],
    options: LoadOptions,
    limits: Settings,
    progress: Progress,
    witness: Witness,
) -> None:
    progress("Đang ghi vào cơ sở dữ liệu", 95, 100)
    books = [book for book, _, _ in opened]

    if options.as_of is None:
        raise ValueError("a load needs its day")
    files = [(book.sha256, book.file) for book in books]
    with unnamed.removed_on_failure(url, limits, files), database.writing(url) as connection:
        # Asked again under the write lock: a second click may have loaded the same files a moment ago.
        former = loading.already_loaded(connection, {book.sha256 for book in books}, options.as_of)
        if former not in (None, report.read_anew):
            report.status, report.import_id, report.rows_loaded = "already_loaded", former, 0
            return
        for book in books:  # under the lock, so that nobody removes what no row names yet
            originals.keep(limits.originals_dir, book.sha256, book.file, book.content)
        before = loading.standing(connection)
        sizes = [len(book.content) for book in books]
        report.import_id, report.rows_loaded = loading.store(
            connection,
            options.as_of,
            options=options,
            examinations=examinations,
            sizes=sizes,
            problems=report.problems,
            identities=Identities(limits.data_dir),
        )
        report.demo_withdrawn = before.has_demo and not before.has_real and not options.is_demo
        if options.upload is not None:
            # In the same transaction: an upload is loaded and approved, or neither.
            by, number = options.approved_by, report.import_id
            waiting.decide(connection, options.upload, waiting.APPROVED, by, import_id=number)
        witness(connection, report)
    report.status = "loaded"
    progress("Xong", 100, 100)
