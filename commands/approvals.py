"""`manage.py approvals`: the rosters of communes that wait, what each would change, and the decision on it."""

import argparse
import json
import sys

import database
from access import recorded
from access.actors import NotAllowedError
from commands.common import DONE, REFUSED, WRONG_WORDS, InputError, add_database_option, settings_for, show_progress
from etl.records import LoadReport
from migrations.prepare import prepare
from presentation.upload_words import STATUSES
from reference import vietnamese
from settings import Settings
from stats import queries
from stats.queries import UploadRow
from stats.scope import EVERYBODY

HELP = "danh sách xã gửi chờ duyệt: liệt kê, xem sẽ thay đổi gì, duyệt, từ chối"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's words of `approvals`."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "show", "approve", "refuse"),
        default="list",
        help="list: liệt kê (mặc định); show SỐ: xem sẽ thay đổi gì; approve SỐ: duyệt và nạp; refuse SỐ: từ chối",
    )
    parser.add_argument("id", nargs="?", type=int, metavar="SỐ", help="số của bản danh sách")
    parser.add_argument("--reason", metavar="LÝ_DO", default="", help="refuse: lý do, người gửi sẽ thấy")
    parser.add_argument("--json", action="store_true", help="show, approve: in kết quả như load --json")
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """List, show, approve or refuse; status 3 for what cannot be loaded or was decided before."""
    if (arguments.action == "list") != (arguments.id is None):
        needed = "không nhận số" if arguments.action == "list" else "cần số của bản danh sách"
        print(f"approvals {arguments.action} {needed}; xem các số: python3 manage.py approvals", file=sys.stderr)
        return WRONG_WORDS
    settings = settings_for(arguments)
    prepare(settings.database_url)
    if arguments.action == "list":
        return _list(settings)
    try:
        if arguments.action == "refuse":
            recorded.refuse(settings.database_url, arguments.id, arguments.reason, settings)
            print(f"Đã từ chối bản danh sách số {arguments.id}.")
            return DONE
        is_trial = arguments.action == "show"
        report = recorded.approval(settings.database_url, arguments.id, show_progress, settings, dry_run=is_trial)
    except NotAllowedError as error:
        raise InputError(str(error)) from None
    return _tell(report, arguments)


def _list(settings: Settings) -> int:
    with database.reading(settings.database_url) as connection:
        rows = queries.uploads(connection, EVERYBODY)
    if not rows:
        print("Chưa có bản danh sách nào gửi duyệt.")
    for row in rows:
        print(_line(row))
    return DONE


def _line(row: UploadRow) -> str:
    units = row.units[0][2] if len(row.units) == 1 else f"{len(row.units)} đơn vị"
    parts = [
        f"{row.id}. Tính đến {vietnamese.day(row.as_of)}",
        f"{vietnamese.number(row.people)} người, {units}",
        f"{vietnamese.number(row.errors)} lỗi, {vietnamese.number(row.warnings)} cảnh báo",
        STATUSES[row.status],
        f"gửi {vietnamese.moment(row.sent_at)} ({row.sent_by})",
        *([f"quyết định {vietnamese.moment(row.decided_at)} ({row.decided_by})"] if row.decided_at else []),
        *([row.reason] if row.reason else []),
    ]
    return " · ".join(parts)


def _tell(report: LoadReport, arguments: argparse.Namespace) -> int:
    refused = report.status == "refused"
    if arguments.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        return REFUSED if refused else DONE
    for unit in report.changes:
        before = "chưa có" if unit.before is None else vietnamese.number(unit.before)
        print(
            f"{unit.code} {unit.name}: {before} → {vietnamese.number(unit.after)} người (thêm {unit.added}, bớt "
            f"{unit.gone}, sửa {unit.changed})"
        )
    for problem in report.problems:
        print(f"- {'Lỗi' if problem.severity == 'error' else 'Lưu ý'}: {problem.message}")
    sentences = {
        "refused": "Chưa nạp được bản này; số liệu không thay đổi. Hãy từ chối kèm lý do để đơn vị sửa.",
        "would_load": "Chưa duyệt gì. Duyệt bằng: python3 manage.py approvals approve " + str(arguments.id),
        "already_loaded": f"Các tệp này đã được nạp (lần nạp số {report.import_id}).",
        "loaded": f"Đã duyệt và nạp {vietnamese.number(report.rows_loaded)} người (lần nạp số {report.import_id}).",
    }
    print(sentences[report.status], file=sys.stderr if refused else sys.stdout)
    return REFUSED if refused else DONE
