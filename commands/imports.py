"""`manage.py imports`: list what was loaded, from which file, by whom, when; take one load back."""

import argparse
import sys

from sqlalchemy import Connection

import database
from access import recorded
from commands.common import DONE, WRONG_WORDS, InputError, add_database_option, settings_for
from migrations.prepare import prepare
from presentation import labels
from reference import vietnamese
from stats import queries
from stats.queries import ImportDetails, ImportRow
from stats.scope import EVERYBODY

HELP = "những lần nạp số liệu: liệt kê, xem một lần, hoàn tác một lần"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's words of `imports`."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "show", "undo"),
        default="list",
        help="list: liệt kê (mặc định); show SỐ: xem một lần nạp; undo SỐ: hoàn tác một lần nạp",
    )
    parser.add_argument("id", nargs="?", type=int, metavar="SỐ", help="số của lần nạp, như trong danh sách")
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """List, show or undo; InputError for a number that no import has."""
    if (arguments.action == "list") != (arguments.id is None):
        needed = "không nhận số" if arguments.action == "list" else "cần số của lần nạp"
        print(f"imports {arguments.action} {needed}; xem các số bằng lệnh: python3 manage.py imports", file=sys.stderr)
        return WRONG_WORDS
    url = settings_for(arguments).database_url
    prepare(url)
    if arguments.action == "undo":
        recorded.undo(url, arguments.id)
        print(f"Đã hoàn tác lần nạp số {arguments.id}.")
        return DONE
    with database.reading(url) as connection:
        if arguments.action == "list":
            _list(queries.imports(connection, scope=EVERYBODY))
        else:
            _show(connection, arguments.id)
    return DONE


def _list(imports: list[ImportRow]) -> None:
    if not imports:
        print("Chưa nạp số liệu lần nào; hãy nạp danh sách bằng lệnh: python3 manage.py load TỆP")
    for row in imports:
        print(_line(row))


def _line(row: ImportRow) -> str:
    """Word «12. Tính đến 31/12/2023 · 2.366 người, 126 đơn vị · a.xlsx · Đang dùng · nạp 05/01/2024 08:30 (lan)»."""
    demo = [labels.DEMO_NOTE] if row.is_demo else []
    parts = [
        f"{row.id}. Tính đến {vietnamese.day(row.as_of)}",
        f"{vietnamese.number(row.rows)} người, {vietnamese.number(row.units)} đơn vị",
        row.files[0] if len(row.files) == 1 else f"{len(row.files)} tệp",
        *demo,
        labels.import_status(row.status),
        f"nạp {vietnamese.moment(row.loaded_at)} ({row.by})",
    ]
    return " · ".join(parts)


def _show(connection: Connection, import_id: int) -> None:
    details = queries.import_details(connection, import_id, EVERYBODY)
    if details is None:
        raise InputError(f"Không có lần nạp số {import_id}; xem các lần nạp bằng lệnh: python3 manage.py imports")
    print(_line(details.row))
    _show_undoing(details)
    row = details.row
    print(f"Dòng đọc được: {vietnamese.number(row.rows_read)}; giữ lại chưa nạp: {vietnamese.number(row.rows_held)}")
    vacancies = sum(details.vacancies.values())
    if vacancies:
        print(f"Vị trí khuyết: {vietnamese.number(vacancies)}")
        for (unit, position), count in details.vacancies.items():
            print(f"  {unit or 'Chưa rõ đơn vị'}: {position or 'chưa rõ chức vụ'}: {vietnamese.number(count)}")
    for file in details.files:
        print(f"Tệp: {file.name} ({vietnamese.number(file.size)} byte, SHA-256 {file.sha256})")
    print(f"Lỗi: {vietnamese.number(details.errors)}; cảnh báo: {vietnamese.number(details.warnings)}")
    for problem in queries.problems(connection, import_id, EVERYBODY):
        print(f"  [{labels.severity(problem.severity)}] {problem.message}")


def _show_undoing(details: ImportDetails) -> None:
    row = details.row
    if row.undone_at is not None:
        print(f"Hoàn tác {vietnamese.moment(row.undone_at)} ({row.undone_by})")
