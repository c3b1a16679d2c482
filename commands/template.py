"""`manage.py template`: the blank roster of a day for communes to fill, with lists and checks in its cells."""

import argparse
import sys
from pathlib import Path

import database
from commands.common import DONE, add_as_of_option, add_database_option, settings_for
from commands.selected import require_folder, writer
from migrations.prepare import prepare
from reference import vietnamese
from reports.excel import roster_template
from stats import queries

HELP = "ghi mẫu danh sách để trống (.xlsx), có danh mục chọn sẵn, cho cấp xã điền"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's options of `template`."""
    add_as_of_option(parser, required=True)
    parser.add_argument("--output", metavar="TỆP", type=Path, help="tệp kết quả (mặc định: tên theo ngày)")
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the file; InputError for a place where it cannot be written."""
    output: Path = arguments.output or Path(roster_template.file_name(arguments.as_of))
    require_folder(output)
    settings = settings_for(arguments)
    prepare(settings.database_url)
    with database.reading(settings.database_url) as connection:
        province = queries.home_province(connection, settings.province)
    writer(output)(roster_template.workbook(arguments.as_of, province))
    print(f"Đã ghi mẫu danh sách tính đến {vietnamese.day(arguments.as_of)} vào {output}.", file=sys.stderr)
    return DONE
