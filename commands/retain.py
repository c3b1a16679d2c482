"""`manage.py retain`: apply the office's time of keeping to undone imports and originals, or tell what it will do."""

import argparse
from collections.abc import Iterator, Sequence

from access import erasing as allowed
from commands.common import DONE, add_database_option, settings_for
from etl import retention
from etl.retention import Due
from migrations.prepare import prepare
from reference import vietnamese
from settings import Settings

HELP = "xóa lần nạp đã hoàn tác và tệp gốc đã hết thời hạn lưu ghi ở trang «Thiết lập»"

_HELD = (
    "Chưa xóa gì theo thời hạn lưu: hôm nay theo đồng hồ máy là {today}, cách xa sự kiện cuối trong nhật ký. Hãy xem "
    "lại ngày giờ của máy; ngày ấy đúng thì thứ đã hết hạn được xóa từ ngày {until}."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--dry-run` and `--database`."""
    parser.add_argument("--dry-run", action="store_true", help="chỉ cho biết thứ gì sẽ bị xóa từ ngày nào")
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Erase what is due, and tell what will be."""
    settings = settings_for(arguments)
    prepare(settings.database_url)
    lines = list(announced(settings) if arguments.dry_run else applied(settings))
    for line in lines or ["Không có gì hết thời hạn lưu. Thời hạn đặt ở trang «Thiết lập»; không đặt thì giữ mãi."]:
        print(line)
    return DONE


def applied(settings: Settings) -> Iterator[str]:
    """Erase what is due; tell it, and what will go later."""
    today = retention.today()
    if gone := allowed.sweep(settings):
        yield f"Đã xóa {vietnamese.number(gone)} tệp gốc không thuộc lần nạp nào, do lần nạp dở để lại."
    yield from sentences(allowed.retain(settings, today), "Đã xóa vì hết thời hạn lưu")
    if until := allowed.held_until(settings.database_url, today):
        yield _HELD.format(today=vietnamese.day(today), until=vietnamese.day(until))
    yield from announced(settings)


def announced(settings: Settings) -> Iterator[str]:
    """Tell what will go, by day."""
    coming = allowed.coming(settings.database_url)
    for day in sorted({due.on for due in coming}):
        yield from sentences([due for due in coming if due.on == day], f"Từ ngày {vietnamese.day(day)} sẽ xóa")


def sentences(dues: Sequence[Due], lead: str) -> Iterator[str]:
    """Word what goes: «…: lần nạp đã hoàn tác số 3, 5», «…: tệp gốc của lần nạp số 1»."""
    imports = [due.import_id for due in dues if due.file_id is None]
    files = [due.import_id for due in dues if due.file_id is not None]
    if imports:
        yield f"{lead}: lần nạp đã hoàn tác số {', '.join(map(str, imports))}."
    if files:
        of_imports = ", ".join(map(str, dict.fromkeys(files)))
        yield f"{lead}: {vietnamese.number(len(files))} tệp gốc của lần nạp số {of_imports}."
