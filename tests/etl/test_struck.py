"""Names that are struck through in an .xlsx or .xls: said once for each sheet, and counted all the same."""

import io
from pathlib import Path

import openpyxl
from openpyxl.styles import Font

from etl.records import SourceFile
from tests.etl.rosters import codes, current_names, people, run, workbook


def _struck(*cells: str, strike: bool = True) -> SourceFile:
    book = openpyxl.load_workbook(io.BytesIO(workbook(people(7))))
    for cell in cells:
        book.active[cell].font = Font(name="Times New Roman", strike=strike)
    content = io.BytesIO()
    book.save(content)
    return SourceFile("roster.xlsx", content.getvalue())


def test_struck_names_are_a_warning_and_counted(sqlite_url: str) -> None:
    report = run(sqlite_url, _struck("B8", "B12", "D9"))
    assert (report.status, codes(report)) == ("loaded", ["struck_through"])
    (problem,) = report.problems
    assert (problem.cell, problem.severity) == ("B8", "warning")
    assert "2 người bị gạch ngang họ tên (B8, B12)" in problem.message
    assert len(current_names(sqlite_url)) == 7


def test_a_whole_list_that_is_struck_names_the_first_cells(sqlite_url: str) -> None:
    (problem,) = run(sqlite_url, _struck(*(f"B{row}" for row in range(7, 14)))).problems
    assert "7 người bị gạch ngang họ tên (B7, B8, B9, B10, B11, …)" in problem.message


def test_what_is_struck_outside_the_list_or_not_at_all_is_nothing(sqlite_url: str) -> None:
    assert codes(run(sqlite_url, _struck("A3", "B6", "B20"))) == []
    assert codes(run(sqlite_url, _struck("B8", strike=False))) == []


def test_an_xls_strikes_through_too(sqlite_url: str) -> None:
    """`struck_names.xls` is the roster of the first test, saved by LibreOffice."""
    content = Path(__file__).with_name("struck_names.xls").read_bytes()
    (problem,) = run(sqlite_url, SourceFile("roster.xls", content)).problems
    assert (problem.code, problem.cell) == ("struck_through", "B8")
    assert "2 người bị gạch ngang họ tên (B8, B12)" in problem.message
