"""`backup FILE`: the database, the originals and the settings as one .zip, while the dashboard may be running."""

import argparse
import sys
from pathlib import Path

from commands.common import DONE, InputError, add_database_option, settings_for, show_progress
from reference import vietnamese
from safekeeping import backups
from safekeeping.errors import SafekeepingError

HELP = "sao lưu cơ sở dữ liệu và các tệp gốc vào một tệp .zip, chạy được cả khi bảng số liệu đang mở"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `FILE` and `--database`."""
    parser.add_argument("file", metavar="TỆP", type=Path, help="tệp .zip sẽ ghi; không ghi đè tệp đã có")
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the backup and try it; status 3 where none could be written."""
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
