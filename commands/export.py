"""`manage.py export`: the flat table of one date, one row a person, as CSV or as a workbook."""

import argparse
import sys
from collections.abc import Iterable, Sequence
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
from commands.stats import add_level_option, add_territory_option, level_of, require_data
from dissemination import issuing
from migrations.prepare import prepare
from presentation import labels
from presentation.tiers import tier_name
from presentation.views import view_in_title
from reference import vietnamese
from reports.excel.flat import as_csv, as_workbook
from reports.stamp import Stamp
from settings import Settings
from stats import queries
from stats.registers import PLACE_OF
from stats.scope import EVERYBODY
from stats.selection import Selection, View
from stats.source import StatisticsSource

HELP = "xuất bảng phẳng, mỗi người một dòng"

_SHEET = "Danh sách"
_WITH_TERRITORY = (*queries.FLAT_COLUMNS[:-1], "territory", queries.FLAT_COLUMNS[-1])
_PLACES = ("unit_code", "unit_name", "unit_type", "district_code", "district_name")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's options of `export`."""
    add_as_of_option(parser, required=True)
    parser.add_argument(
        "--format", choices=("csv", "xlsx"), help="dạng tệp (mặc định: theo đuôi của --output, nếu không thì csv)"
    )
    parser.add_argument("--output", metavar="TỆP", type=Path, help="tệp kết quả (mặc định: in CSV ra màn hình)")
    add_territory_option(parser)
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
            return as_workbook(flat.columns, flat.rows, labels.DEMO_NOTE if stamp.is_demo else _SHEET, stamp)
        return as_csv(flat.columns, flat.rows)

    try:
        issued = issuing.issue(settings.database_url, flat.record, make, lambda content: _hand_over(content, output))
    except issuing.NotIssuedError as error:
        raise InputError(str(error)) from error
    note = f" {labels.DEMO_NOTE}." if flat.record.is_demo else ""
    who, when = vietnamese.number(len(flat.rows)), vietnamese.day(arguments.as_of)
    view = "".join(f", {words}" for words in view_in_title(flat.view, level_of(arguments)))
    print(f"Đã xuất {who} người, tính đến {when}{view}, số xuất {issued.stamp.number}.{note}", file=sys.stderr)
    return DONE


@dataclass(frozen=True, slots=True)
class _Flat:
    """The rows of one date, and what the ledger is told of them."""

    columns: Sequence[str]
    view: View
    rows: list[tuple[Any, ...]]
    record: issuing.ExportRecord


def _read(arguments: argparse.Namespace, kind: str, settings: Settings) -> _Flat:
    with database.reading(settings.database_url) as connection:
        level = level_of(arguments)
        province = queries.home_province(connection, settings.province)
        source = StatisticsSource.of_connection(connection, province)
        require_data(source, arguments.as_of, level)
        selection = Selection(arguments.as_of, territory=View(arguments.territory), level=level)
        words, day = view_in_title(selection.territory, level), vietnamese.day(arguments.as_of)
        record = issuing.selected(
            source,
            selection,
            name="export",
            kind=kind,
            file_name=arguments.output.name if arguments.output else "",
            title=" · ".join([f"Danh sách cán bộ, công chức {tier_name(level)}, mỗi người một dòng", *words, day]),
            data_version=queries.data_version(connection),
            is_demo=queries.is_demo(connection),
            # Every row is a person.
            is_internal=True,
        )
        rows = queries.flat_rows(connection, arguments.as_of, scope=EVERYBODY, province=province, level=level)
        if selection.territory is View.REPORTED:
            return _Flat(queries.FLAT_COLUMNS, selection.territory, rows, record)
        return _Flat(_WITH_TERRITORY, selection.territory, _restated(source, selection, rows), record)


def _restated(source: StatisticsSource, selection: Selection, rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Move each person to the unit of the selection's view, and say which view; who is in no unit of it comes last."""
    row_of, restated = source.placed(selection), []
    for row in rows:
        person = dict(zip(queries.FLAT_COLUMNS, row, strict=True))
        unit = row_of.get(person["unit_code"])
        places = {name: PLACE_OF[name](unit) if unit else None for name in _PLACES}
        person |= {**places, "territory": selection.territory.value}
        restated.append(tuple(person[name] for name in _WITH_TERRITORY))
    code = _WITH_TERRITORY.index("unit_code")
    return sorted(restated, key=lambda row: (row[code] is None, row[code] or ""))


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
