"""`manage.py load`: read rosters into the database, or say why not."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from access import recorded
from commands.common import DONE, REFUSED, add_as_of_option, add_database_option, settings_for, show_progress
from etl.problems import Problem, problem
from etl.records import LoadOptions, LoadReport, SourceFile
from migrations.prepare import prepare
from presentation import problem_causes
from reference import vietnamese
from settings import Settings

HELP = "đọc danh sách cán bộ, công chức từ tệp Excel vào cơ sở dữ liệu"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's options of `load`."""
    parser.add_argument("files", metavar="TỆP", nargs="+", type=Path, help="tệp .xlsx, .xls, .ods, .csv hoặc .zip")
    add_as_of_option(parser, required=False)
    parser.add_argument("--unit", metavar="MÃ", help="mã 5 chữ số của xã, phường, thị trấn khi tệp không ghi đơn vị")
    parser.add_argument("--dry-run", action="store_true", help="chỉ đọc và kiểm tra, không ghi gì")
    parser.add_argument("--accept", action="store_true", help="nạp cả khi còn lỗi: ô lỗi để trống")
    parser.add_argument(
        "--skip-unread", action="store_true", help="bỏ qua tệp không đọc được (có nêu lý do), nạp các tệp còn lại"
    )
    parser.add_argument(
        "--annotate",
        metavar="THƯ_MỤC",
        type=Path,
        help="ghi vào thư mục này bản sao của các tệp có lỗi: ô lỗi được tô màu, có ghi chú và trang liệt kê",
    )
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Load; 0 when loaded (or would be, or was already), 3 when refused."""
    settings = settings_for(arguments)
    prepare(settings.database_url, show_progress)
    options = LoadOptions(
        as_of=arguments.as_of,
        unit_code=arguments.unit,
        dry_run=arguments.dry_run,
        accept=arguments.accept,
        skips_unread=arguments.skip_unread,
    )
    files: list[SourceFile] = []
    refusals = list(_refusals(arguments, settings))
    if refusals:
        report = LoadReport(arguments.as_of, "refused", problems=refusals)
    else:
        files = _sources(arguments.files)
        report = recorded.load(settings.database_url, files, options, show_progress, settings)
    if arguments.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    refused = report.status == "refused"
    stream = sys.stderr if refused or arguments.json else sys.stdout
    for line in _sentences(report):
        print(line, file=stream)
    if arguments.annotate and files:
        for line in _marked(arguments, files, report, settings):
            print(line, file=stream)
    return REFUSED if refused else DONE


def _refusals(arguments: argparse.Namespace, settings: Settings) -> Iterator[Problem]:
    """List what can be refused before any file is read."""
    for path in arguments.files:
        if not path.is_file():
            yield problem("file_not_found", file=str(path))
        elif path.stat().st_size > settings.max_file_mb * 2**20:
            size = path.stat().st_size // 2**20
            yield problem("file_too_large", file=str(path), size=size, limit=settings.max_file_mb)
    if arguments.annotate:
        from commands import marked_copies  # what writes workbooks is loaded where somebody wants one

        unwritable = marked_copies.refusal(arguments.annotate)
        if unwritable:
            yield unwritable


def _sources(paths: Sequence[Path]) -> list[SourceFile]:
    """Read the files with their bytes; those that share a name are told apart by their folders."""
    count = Counter(path.name for path in paths)
    return [SourceFile(path.name if count[path.name] == 1 else path.as_posix(), path.read_bytes()) for path in paths]


def _marked(
    arguments: argparse.Namespace, files: Sequence[SourceFile], report: LoadReport, settings: Settings
) -> Iterator[str]:
    from commands import marked_copies

    count = 0
    for path in marked_copies.write_copies(arguments.annotate, arguments.files, files, report.problems, settings):
        count += 1
        yield f"Đã ghi bản đánh dấu lỗi: {path}"
    if not count:
        yield "Không có bản đánh dấu lỗi nào: các tệp không có lỗi, hoặc không mở được."


def _sentences(report: LoadReport) -> Iterator[str]:
    day = vietnamese.day(report.as_of) if report.as_of else ""
    people, units = vietnamese.number(report.rows_loaded), len(report.units)
    if report.status == "loaded":
        yield f"Đã nạp {people} người của {units} đơn vị, tính đến {day} (lần nạp số {report.import_id})."
    elif report.status == "would_load":
        yield f"Đọc được {people} người của {units} đơn vị, tính đến {day}; chưa ghi gì."
    elif report.status == "already_loaded":
        yield f"Tệp này đã được nạp cho ngày {day} (lần nạp số {report.import_id}); không có gì thay đổi."
    else:
        yield f"Chưa nạp gì: có {len(report.errors)} lỗi."
    if report.read_anew and report.status in ("loaded", "would_load"):
        yield f"Lần nạp số {report.read_anew} đã có tệp này, nhưng các câu trả lời từ đó đến nay làm thay đổi cách đọc."
    if report.questions:
        number = vietnamese.number(len(report.questions))
        yield f"Có {number} cách ghi chưa hiểu có thể trả lời một lần ở trang «Nhập số liệu»; lệnh này cũng dùng theo."
    if report.unread:
        yield (
            f"Không đọc được {len(report.unread)} tệp nên chưa nạp tệp nào. Hãy thay các tệp ấy, hoặc thêm "
            "--skip-unread để nạp các tệp còn lại."
        )
    if report.rows_held:
        yield f"Giữ lại {report.rows_held} người chưa rõ đơn vị hoặc họ tên."
    if report.demo_withdrawn:
        yield "Số liệu minh họa đã được thay bằng số liệu thật."
    causes = list(problem_causes.lines([asdict(each) for each in report.problems]))
    for line in causes:
        yield f"- {line}"
    if len(causes) < len(report.problems):
        yield "Đủ từng ô: --annotate THƯ_MỤC ghi bản sao có đánh dấu và trang liệt kê; --json in tất cả."
