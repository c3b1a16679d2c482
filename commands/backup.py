"""`backup FILE`: the database, the originals and the settings as one .zip, while the dashboard may be running."""

import argparse
import sys
from datetime import date
from pathlib import Path

from commands.common import DONE, InputError, add_database_option, settings_for, show_progress
from reference import vietnamese
from safekeeping import backups, daily
from safekeeping.errors import SafekeepingError

HELP = "sao lưu cơ sở dữ liệu và các tệp gốc vào một tệp .zip, chạy được cả khi bảng số liệu đang mở"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `FILE`, `--daily` and `--database`."""
    parser.add_argument("file", metavar="TỆP", type=Path, help="tệp .zip sẽ ghi; không ghi đè tệp đã có")
    parser.add_argument(
        "--daily", action="store_true", help="TỆP là thư mục: ghi bản của hôm nay, chỉ giữ những bản cần giữ"
    )
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the backup and try it; status 3 where none could be written."""
    if arguments.daily:
        return _make_daily(arguments)
    try:
        manifest = backups.write(settings_for(arguments), arguments.file, show_progress)
    except SafekeepingError as error:
        raise InputError(str(error)) from error
    if manifest.damaged:
        print(
            f"{vietnamese.number(len(manifest.damaged))} tệp gốc không còn hoặc đã bị thay đổi; xem bằng lệnh check.",
            file=sys.stderr,
        )
    originals = len(manifest.files) - 1
    print(
        f"Đã sao lưu vào {arguments.file} và đã thử phục hồi: {vietnamese.number(manifest.imports)} lần nạp, "
        f"{vietnamese.number(originals)} tệp gốc. Bản sao lưu có dữ liệu cá nhân, hãy cất nơi an toàn."
    )
    return DONE


def _make_daily(arguments: argparse.Namespace) -> int:
    """Write today's backup as `run --backup` does; for the machine's own timer."""
    try:
        path = daily.make(settings_for(arguments), arguments.file.resolve(), date.today())  # noqa: DTZ011 - the office's day
    except SafekeepingError as error:
        raise InputError(str(error)) from error
    print(f"Đã sao lưu vào {path}." if path else "Bản sao lưu của hôm nay đã có.")
    return DONE
