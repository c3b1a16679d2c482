"""`manage.py export`: the flat table of one date, one row a person, as CSV or as a workbook."""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import database
from commands.common import (
    DONE,
    WRONG_WORDS,
    InputError,
    add_as_of_option,
    add_database_option,
    settings_for,
)
from commands.stats import add_level_option, level_of, require_data
from dissemination import issuing
from migrations.prepare import prepare
from presentation import labels
from presentation.tiers import tier_name
from reference import vietnamese
from reports.excel.flat import as_csv, as_workbook
from reports.stamp import Stamp
from settings import Settings
from stats import queries
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource

HELP = "xuất bảng phẳng, mỗi người một dòng"

_SHEET = "Danh sách"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's options of `export`."""
    add_as_of_option(parser, required=True)
    parser.add_argument(
        "--format", choices=("csv", "xlsx"), help="dạng tệp (mặc định: theo đuôi của --output, nếu không thì csv)"
    )
    parser.add_argument("--output", metavar="TỆP", type=Path, help="tệp kết quả (mặc định: in CSV ra màn hình)")
    add_level_option(parser)
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
    flat = _read(arguments, kind, settings)

    def make(stamp: Stamp) -> bytes:
        if kind == "xlsx":
            return as_workbook(queries.FLAT_COLUMNS, flat.rows, labels.DEMO_NOTE if stamp.is_demo else _SHEET, stamp)
        return as_csv(queries.FLAT_COLUMNS, flat.rows)

    try:
        issued = issuing.issue(settings.database_url, flat.record, make, lambda content: _hand_over(content, output))
    except issuing.NotIssuedError as error:
        raise InputError(str(error)) from error
    note = f" {labels.DEMO_NOTE}." if flat.record.is_demo else ""
    who, when = vietnamese.number(len(flat.rows)), vietnamese.day(arguments.as_of)
    print(f"Đã xuất {who} người, tính đến {when}, số xuất {issued.stamp.number}.{note}", file=sys.stderr)
    return DONE


@dataclass(frozen=True, slots=True)
class _Flat:
    """The rows of one date, and what the ledger is told of them."""

    rows: list[tuple[Any, ...]]
    record: issuing.ExportRecord


def _read(arguments: argparse.Namespace, kind: str, settings: Settings) -> _Flat:
    with database.reading(settings.database_url) as connection:
        level = level_of(arguments)
        province = queries.home_province(connection, settings.province)
        source = StatisticsSource.of_connection(connection, province)
        require_data(source, arguments.as_of, level)
        selection, day = Selection(arguments.as_of, level=level), vietnamese.day(arguments.as_of)
        record = issuing.selected(
            source,
            selection,
            name="export",
            kind=kind,
            file_name=arguments.output.name if arguments.output else "",
            title=f"Danh sách cán bộ, công chức {tier_name(level)}, mỗi người một dòng · {day}",
            data_version=queries.data_version(connection),
            is_demo=queries.is_demo(connection),
            # Every row is a person.
            is_internal=True,
        )
        rows = queries.flat_rows(connection, arguments.as_of, scope=EVERYBODY, province=province, level=level)
        return _Flat(rows, record)


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
