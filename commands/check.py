"""`check`: the database, the originals and the register as they should be, or a backup, tried."""

import argparse
import sys
import tempfile
from pathlib import Path

from commands.common import DEFECT, DONE, InputError, add_database_option, settings_for, show_progress
from reference.vietnamese import moment, number
from safekeeping import backups, checking, snapshots
from safekeeping.errors import SafekeepingError
from settings import Settings

HELP = "kiểm tra cơ sở dữ liệu, các tệp gốc và danh mục, hoặc một bản sao lưu; không thay đổi gì"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--backup` and `--database`."""
    parser.add_argument("--backup", metavar="TỆP", type=Path, help="kiểm tra bản sao lưu này thay cho số liệu đang có")
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each thing that was checked; status 1 where one of them is not as it should be."""
    settings = settings_for(arguments)
    if arguments.backup is not None:
        return _check_backup(settings, arguments.backup)
    if snapshots.kind_of(settings.database_url) == snapshots.SQLITE:
        _require_file(settings.database_url)
    is_right = True
    for finding in checking.findings(settings, show_progress):
        print(finding.sentence, file=sys.stdout if finding.is_right else sys.stderr)
        is_right &= finding.is_right
    return DONE if is_right else DEFECT


def _require_file(url: str) -> None:
    """Refuse where there is nothing to check, instead of making an empty database."""
    try:
        snapshots.file_of(url)
    except SafekeepingError as error:
        raise InputError(str(error)) from error


def _check_backup(settings: Settings, backup: Path) -> int:
    if not backup.is_file():
        raise InputError(f"Không có tệp «{backup}».")
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            backups.tried(settings.database_url, backup, Path(folder)) as (manifest, _),
        ):
            originals = number(len(manifest.files) - 1)
            print(f"Bản sao lưu nguyên vẹn: ghi lúc {moment(manifest.moment)}, {originals} tệp gốc.")
    except SafekeepingError as error:
        print(error, file=sys.stderr)
        return DEFECT
    return DONE
