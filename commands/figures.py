"""Parts that `quotas` and `indicators` share: load workbooks of figures, list the imports, undo one."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import database
from access import recorded
from commands.common import DONE, REFUSED, WRONG_WORDS, add_as_of_option, add_database_option, settings_for
from etl.figures import storing
from etl.figures.records import FigureOptions, FigureReport
from etl.problems import Problem, problem
from etl.records import SourceFile
from migrations.prepare import prepare
from presentation import labels
from reference import vietnamese

_MOST_SHOWN = 20
ACTIONS = ("list", "load", "undo", "show")


def add_arguments(parser: argparse.ArgumentParser, shown: str, more: tuple[str, ...] = ()) -> None:
    """Add the words that both commands have; `shown` says what `show` prints, `more` are further actions."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=(*ACTIONS, *more),
        default="list",
        help=f"list: các lần nạp (mặc định); load TỆP…: nạp; undo SỐ: hoàn tác; show: {shown}",
    )
    parser.add_argument("words", nargs="*", metavar="TỆP|SỐ", help="tệp cần nạp, hoặc số của lần nạp cần hoàn tác")
    add_as_of_option(parser, required=False)
    parser.add_argument("--dry-run", action="store_true", help="chỉ đọc và kiểm tra, không ghi gì")
    parser.add_argument("--accept", action="store_true", help="nạp cả khi còn lỗi: ô lỗi bị bỏ ra")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    add_database_option(parser)


def run(arguments: argparse.Namespace, catalogue: str) -> int:
    """Load, list or undo; 0 when done, 2 for wrong words, 3 when refused."""
    url = settings_for(arguments).database_url
    if arguments.action == "load":
        if not arguments.words:
            return _wrong(catalogue, "load cần ít nhất một tệp")
        prepare(url)
        return _load(arguments, catalogue)
    if arguments.action == "undo":
        if len(arguments.words) != 1 or not arguments.words[0].isdecimal():
            return _wrong(catalogue, "undo cần số của một lần nạp")
        prepare(url)
        recorded.undo_figures(url, catalogue, int(arguments.words[0]))
        print(f"Đã hoàn tác lần nạp số {arguments.words[0]}.")
        return DONE
    prepare(url)
    with database.reading(url) as connection:
        lines = storing.imports(connection, catalogue)
    print(
        "\n".join(map(_line, lines)) or f"Chưa nạp lần nào; hãy nạp bằng lệnh: python3 manage.py {catalogue} load TỆP"
    )
    return DONE


def _wrong(catalogue: str, sentence: str) -> int:
    print(f"{catalogue} {sentence}; xem: python3 manage.py {catalogue} --help", file=sys.stderr)
    return WRONG_WORDS


def _line(row: storing.FigureImportLine) -> str:
    """Word «3. bien-che.xlsx · Số liệu minh họa · nạp 05/01/2026 08:30 (lan) · hoàn tác …»."""
    undone = f"hoàn tác {vietnamese.moment(row.undone_at)} ({row.undone_by})" if row.undone_at else ""
    parts = [
        f"{row.id}. {row.file}",
        labels.demo_note(is_demo=row.is_demo, is_withdrawn=row.is_withdrawn),
        f"nạp {vietnamese.moment(row.loaded_at)} ({row.loaded_by})",
        undone,
    ]
    return " · ".join(filter(None, parts))


def _load(arguments: argparse.Namespace, catalogue: str) -> int:
    settings = settings_for(arguments)
    paths = [Path(word) for word in arguments.words]
    missing = [problem("file_not_found", file=str(path)) for path in paths if not path.is_file()]
    if missing:
        report = FigureReport(catalogue, "refused", problems=missing)
    else:
        files = [SourceFile(path.name, path.read_bytes()) for path in paths]
        options = FigureOptions(arguments.as_of, dry_run=arguments.dry_run, accept=arguments.accept)
        report = recorded.load_figures(settings.database_url, catalogue, files, options, settings)
    if arguments.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    refused = report.status == "refused"
    for line in sentences(report):
        print(line, file=sys.stderr if refused or arguments.json else sys.stdout)
    return REFUSED if refused else DONE


def sentences(report: FigureReport) -> list[str]:
    """Word the outcome of a load, then its problems, errors first."""
    units = {(cell.unit.level, cell.unit.code) for cell in report.figures}
    days = ", ".join(map(vietnamese.day, report.days))
    what = f"{vietnamese.number(len(report.figures))} số liệu của {vietnamese.number(len(units))} đơn vị, ngày {days}"
    numbers = ", ".join(map(str, report.imports))
    outcome = {
        "loaded": f"Đã nạp {what} (lần nạp số {numbers}).",
        "would_load": f"Đọc được {what}; chưa ghi gì.",
        "already_loaded": f"Tệp này đã được nạp (lần nạp số {numbers}); không có gì thay đổi.",
        "refused": f"Chưa nạp gì: có {vietnamese.number(len(report.errors))} lỗi.",
    }
    return [outcome[report.status], *_problem_lines(report.problems)]


def _problem_lines(problems: Sequence[Problem]) -> list[str]:
    ordered = sorted(problems, key=lambda each: each.severity != "error")
    lines = [f"- {'Lỗi' if each.severity == 'error' else 'Lưu ý'}: {each.message}" for each in ordered[:_MOST_SHOWN]]
    rest = len(ordered) - _MOST_SHOWN
    return [*lines, f"… và {rest} điều khác; xem đủ bằng --json."] if rest > 0 else lines
