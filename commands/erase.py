"""`manage.py erase`: remove a person, a date or an undone import for good, with the originals."""

import argparse
import re
import sys
from collections.abc import Callable, Iterator

import database
from access import erasing as allowed
from commands.common import DONE, WRONG_WORDS, InputError, add_database_option, parse_date, settings_for
from etl import erasing
from etl.erasing import Erased, Extent, Person
from migrations.prepare import prepare
from reference import vietnamese
from settings import Settings

HELP = "xóa hẳn dữ liệu cá nhân: một người, một ngày, hoặc một lần nạp đã hoàn tác, kèm tệp gốc"
_BIRTH = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})|(\d{4})-(\d\d)(?:-(\d\d))?")
_ELSEWHERE = (
    "Bản sao lưu và thư mục «truoc-khi-phuc-hoi-…» ghi trước lúc này vẫn còn dữ liệu đó: bản sao lưu hằng ngày tự hết "
    "sau nhiều nhất 12 tháng; muốn sớm hơn, hãy xóa các bản cũ rồi sao lưu lại. Phục hồi từ bản cũ thì phải xóa lần "
    "nữa. Tệp đã xuất, tệp ở nơi gửi không thay đổi: nạp lại tệp còn người đó thì người đó có lại."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's words of `erase`."""
    parser.add_argument(
        "what",
        choices=("person", "date", "import"),
        help="person: một người, ở mọi ngày; date NGÀY: mọi lần nạp của một ngày; import SỐ: lần nạp đã hoàn tác",
    )
    parser.add_argument("value", nargs="?", metavar="NGÀY|SỐ", help="ngày, hoặc số của lần nạp")
    parser.add_argument("--unit", metavar="MÃ", help="person: mã đơn vị, 5 chữ số")
    parser.add_argument("--born", metavar="NGÀY_SINH", help="person: như trong danh sách (02/03/1975, 03/1975, 1975)")
    parser.add_argument("--no-birth-date", action="store_true", help="person: danh sách không ghi ngày sinh")
    parser.add_argument(
        "--all-units", action="store_true", help="person: cả những dòng cùng họ tên, ngày sinh ở đơn vị khác"
    )
    parser.add_argument("--reason", metavar="LÝ_DO", default="", help="văn bản, yêu cầu; không ghi tên người")
    parser.add_argument("--dry-run", action="store_true", help="chỉ cho biết sẽ xóa gì")
    parser.add_argument("--yes", action="store_true", help="đồng ý xóa; không lấy lại được")
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Tell what will be erased, and with `--yes` erase it; status 3 without `--yes` or `--dry-run`."""
    if (arguments.what == "person") != (arguments.value is None):
        print("Cần: erase person --unit MÃ --born NGÀY_SINH, erase date NGÀY hoặc erase import SỐ.", file=sys.stderr)
        return WRONG_WORDS
    settings = settings_for(arguments)
    prepare(settings.database_url)
    plan = {"person": _person, "date": _date, "import": _import}[arguments.what]
    erase = plan(settings, arguments)
    if arguments.dry_run:
        print("Chưa xóa gì.")
        return DONE
    if not arguments.yes:
        raise InputError("Xóa rồi không lấy lại được. Nếu đồng ý, hãy chạy lại và thêm --yes.")
    for line in _sentences(erase()):
        print(line)
    return DONE


def _person(settings: Settings, arguments: argparse.Namespace) -> Callable[[], Erased]:
    """Show the rows of a person by unit and date, without the name."""
    if not arguments.unit or bool(arguments.born) == arguments.no_birth_date:
        raise InputError("Cần --unit MÃ và --born NGÀY_SINH (hoặc --no-birth-date). Họ tên được hỏi sau.")
    person = Person(arguments.unit, _name(), "" if arguments.no_birth_date else _birth(arguments.born))
    with database.reading(settings.database_url) as connection:
        everywhere = erasing.rows_of(connection, person, everywhere=True)
    rows = [row for row in everywhere if arguments.all_units or row.unit_code == person.unit]
    others = len(everywhere) - len(rows)
    for row in rows:
        print(f"{vietnamese.day(row.as_of)} · {row.unit} · {row.file} › {row.sheet} › dòng {row.row}")
    print(f"Sẽ xóa {vietnamese.number(len(rows))} dòng của người này, cả trong tệp gốc.")
    if others:
        print(
            f"Còn {vietnamese.number(others)} dòng cùng họ tên, ngày sinh ở đơn vị khác: xem và xóa cả bằng "
            "--all-units."
        )
    return lambda: allowed.person(settings, person, everywhere=arguments.all_units, reason=arguments.reason)


def _name() -> str:
    """Ask for the name at the terminal, elsewhere read a line: a word of the command stays in the shell's history."""
    if sys.stdin.isatty():
        print("Họ và tên (như trong danh sách): ", end="", file=sys.stderr, flush=True)
    name = sys.stdin.readline().strip()
    if not name:
        raise InputError("Cần họ và tên: ghi vào khi được hỏi, hoặc chuyển vào đầu vào chuẩn.")
    return name


def _birth(text: str) -> str:
    """Read a birth date as far as it is said; give it as the database holds it, «1975-03-02», «1975-03», «1975»."""
    match = _BIRTH.fullmatch(text.strip())
    if match is None:
        raise InputError(f"«{text}» không phải là ngày sinh; hãy ghi như 02/03/1975, 03/1975 hoặc 1975.")
    day, month, year = (match[1], match[2], match[3]) if match[3] else (match[6], match[5], match[4])
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])


def _date(settings: Settings, arguments: argparse.Namespace) -> Callable[[], Erased]:
    try:
        day = parse_date(arguments.value)
    except argparse.ArgumentTypeError as error:
        raise InputError(f"{error}.") from None
    with database.reading(settings.database_url) as connection:
        _show(erasing.extent_of_date(connection, day))
    return lambda: allowed.whole_date(settings, day, reason=arguments.reason)


def _import(settings: Settings, arguments: argparse.Namespace) -> Callable[[], Erased]:
    if not arguments.value.isdecimal():
        raise InputError(f"«{arguments.value}» không phải là số của lần nạp.")
    number = int(arguments.value)
    with database.reading(settings.database_url) as connection:
        _show(erasing.extent_of_import(connection, number))
    return lambda: allowed.undone_import(settings, number, reason=arguments.reason)


def _show(extent: Extent) -> None:
    numbers = ", ".join(map(str, extent.imports))
    print(
        f"Sẽ xóa {vietnamese.number(extent.people)} dòng người, {vietnamese.number(extent.files)} tệp gốc của "
        f"{vietnamese.number(len(extent.imports))} lần nạp (số {numbers})."
    )


def _sentences(erased: Erased) -> Iterator[str]:
    yield (
        f"Đã xóa {vietnamese.number(erased.people)} dòng người; {vietnamese.number(erased.rewritten)} tệp gốc đã ghi "
        f"lại không còn các dòng đó, {vietnamese.number(erased.removed)} tệp gốc đã xóa."
    )
    yield _ELSEWHERE
