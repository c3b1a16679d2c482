"""`move --to URL`: the office's data go over into another database, SQLite into PostgreSQL or back."""

import argparse

from sqlalchemy import make_url

from commands.common import DONE, InputError, absolute_url, add_database_option, settings_for, show_progress
from database import normal_url
from migrations.prepare import prepare
from reference import vietnamese
from safekeeping import moving, snapshots
from safekeeping.errors import SafekeepingError

HELP = "chuyển toàn bộ số liệu sang cơ sở dữ liệu khác (SQLite sang PostgreSQL hoặc ngược lại)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--to` and `--database`."""
    parser.add_argument(
        "--to", metavar="URL", required=True, help="cơ sở dữ liệu trống, ví dụ postgresql://nguoi_dung@may_chu/ten"
    )
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Move everything and compare it row by row; status 3 where nothing was moved."""
    source, target = settings_for(arguments).database_url, absolute_url(arguments.to)
    try:
        if snapshots.kind_of(source) == snapshots.SQLITE:
            snapshots.file_of(source)
        prepare(source, show_progress)
        move = moving.move(source, target, show_progress)
    except SafekeepingError as error:
        raise InputError(str(error)) from error
    print(
        f"Đã chuyển {vietnamese.number(sum(move.rows.values()))} dòng của {len(move.rows)} bảng, trong đó "
        f"{vietnamese.number(move.rows['imports'])} lần nạp, {vietnamese.number(move.rows['staff'])} dòng người, "
        f"{vietnamese.number(move.rows['events'])} sự kiện; từng dòng đã được so lại."
    )
    if move.broken_at is not None:
        print(f"Nhật ký sự kiện đã bị sửa hoặc thiếu từ trước khi chuyển, từ sự kiện số {move.broken_at}.")
    shown = make_url(normal_url(target)).render_as_string(hide_password=True)
    print(f"Từ nay hãy đặt biến môi trường DATABASE_URL={shown}" + (" (*** là mật khẩu)." if "***" in shown else "."))
    print("Số liệu cũ còn nguyên: hãy cất đi, đừng nạp thêm vào đó. Tệp gốc vẫn ở thư mục số liệu.")
    return DONE
