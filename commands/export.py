"""`manage.py export`: the flat table of one date, one row a person, as CSV or as a workbook."""

import argparse
import sys
from pathlib import Path

import database
from commands.common import (
    DONE,
    WRONG_WORDS,
    InputError,
    add_as_of_option,
    add_database_option,
    settings_for,
)
from commands.prepare import prepare
from commands.stats import require_data
from dashboard import labels, queries
from dashboard.reader import Reader
from reports.flat import as_csv, as_workbook

HELP = "xuất bảng phẳng, mỗi người một dòng"

_SHEET = "Danh sách"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The contract's options of `export`."""
    add_as_of_option(parser, required=True)
    parser.add_argument(
        "--format", choices=("csv", "xlsx"), help="dạng tệp (mặc định: theo đuôi của --output, nếu không thì csv)"
    )
    parser.add_argument("--output", metavar="TỆP", type=Path, help="tệp kết quả (mặc định: in CSV ra màn hình)")
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the table; InputError for a date without data or a file that cannot be written."""
    output: Path | None = arguments.output
    kind = arguments.format or ("xlsx" if output and output.suffix.lower() == ".xlsx" else "csv")
    if kind == "xlsx" and output is None:
        print("--format xlsx cần --output TỆP.xlsx: bảng tính không in ra màn hình được.", file=sys.stderr)
        return WRONG_WORDS
    settings = settings_for(arguments)
    prepare(settings.database_url)
    with database.reading(settings.database_url) as connection:
        require_data(Reader(connection, settings.province_name), arguments.as_of)
        rows = queries.flat_rows(connection, arguments.as_of, province=settings.province_name)
        is_demo = queries.is_demo(connection)
    if kind == "xlsx":
        content = as_workbook(queries.FLAT_COLUMNS, rows, labels.DEMO_NOTE if is_demo else _SHEET)
    else:
        content = as_csv(queries.FLAT_COLUMNS, rows)
    _hand_over(content, output)
    note = f" {labels.DEMO_NOTE}." if is_demo else ""
    print(f"Đã xuất {labels.number(len(rows))} người, tính đến {labels.day(arguments.as_of)}.{note}", file=sys.stderr)
    return DONE


def _hand_over(content: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise InputError(
            f"Không ghi được tệp «{output}» ({error.strerror}). Hãy kiểm tra thư mục, và đóng tệp nếu đang mở."
        ) from error
