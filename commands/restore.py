"""`restore FILE`: a backup takes the place of the data; what was there is kept aside."""

import argparse
import os
from pathlib import Path

from commands.common import DONE, InputError, add_database_option, settings_for, show_progress
from migrations.prepare import prepare
from reference import vietnamese
from safekeeping import restoring
from safekeeping.errors import SafekeepingError

HELP = "phục hồi từ một bản sao lưu; số liệu đang có được giữ riêng một bên"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `FILE`, `--yes` and `--database`."""
    parser.add_argument("file", metavar="TỆP", type=Path, help="bản sao lưu do lệnh backup hoặc run --backup ghi")
    parser.add_argument("--yes", action="store_true", help="đồng ý thay số liệu đang có bằng bản sao lưu")
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Restore and bring the database up to date; status 3 without `--yes`, or where nothing could be restored."""
    settings = settings_for(arguments)
    if not arguments.file.is_file():
        raise InputError(f"Không có tệp «{arguments.file}».")
    if not arguments.yes:
        raise InputError(
            "Phục hồi sẽ thay toàn bộ số liệu đang có bằng bản sao lưu (số liệu đang có được giữ riêng trong thư mục "
            "số liệu). Nếu đồng ý, hãy chạy lại và thêm --yes."
        )
    try:
        restoration = restoring.restore(
            settings, arguments.file, show_progress, lambda url: prepare(url, show_progress)
        )
    except SafekeepingError as error:
        raise InputError(str(error)) from error
    manifest = restoration.manifest
    made, imports = vietnamese.moment(manifest.moment), vietnamese.number(manifest.imports)
    files = vietnamese.number(len(manifest.files) - 1)
    print(f"Đã phục hồi bản sao lưu ghi lúc {made}: {imports} lần nạp, {files} tệp gốc.")
    if restoration.former is not None:
        print(f"Số liệu trước khi phục hồi được giữ ở {restoration.former}")
    others = [name for name, value in manifest.environment.items() if os.environ.get(name) != value]
    if others:
        print("Biến môi trường khi sao lưu khác bây giờ (xem manifest.json trong bản sao lưu): " + ", ".join(others))
    return DONE
