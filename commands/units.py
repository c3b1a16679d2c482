"""`manage.py units`: search the register; add or correct units, take that back; the office's rows as a file."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import database
from access import recorded
from commands.common import DONE, REFUSED, WRONG_WORDS, InputError, add_as_of_option, add_database_option, settings_for
from commands.selected import require_folder, writer
from etl import office_units, unit_entries
from etl.reading.entered_rows import Entry
from etl.records import SourceFile
from migrations.prepare import prepare
from presentation import register_words, unit_changes, unit_register
from reference import provinces, vietnamese
from reference.bodies import body_kinds
from reference.office_units import COLUMNS
from reference.territory import NEWEST
from settings import Settings
from stats import queries

HELP = "danh mục đơn vị: tra cứu, thêm, sửa, bỏ một thay đổi, xuất và nhập tệp"
_COMMAND_LINE = "Dòng lệnh"
_NEEDED_OF_BODY = ("name", "parent")
_NEEDED = {"add": ("code", "name", "first"), "correct": ("code", "name", "replaces")}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's options of `units`."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=tuple(_ACTIONS),
        default="list",
        help="list: tra cứu (mặc định); changes: các thay đổi của cơ quan; add: thêm một đơn vị; correct: sửa một "
        "dòng; remove SỐ: bỏ một thay đổi; import TỆP, export TỆP: các dòng của cơ quan (.xlsx, .csv)",
    )
    parser.add_argument("target", nargs="?", metavar="SỐ|TỆP", help="số của thay đổi, hoặc tệp")
    parser.add_argument("--search", metavar="CHỮ", default="", help="chữ trong tên, hoặc mã; không cần dấu")
    add_as_of_option(parser, required=False)
    parser.add_argument("--code", metavar="MÃ", help=COLUMNS["code"])
    parser.add_argument("--name", metavar="TÊN", help="tên đủ, của xã, phường mở đầu bằng loại: «Xã …»")
    parser.add_argument(
        "--kind", choices=tuple(body_kinds()), help="của sở, phòng, đơn vị sự nghiệp: loại; thiếu --code thì tự đặt mã"
    )
    parser.add_argument("--identifier", metavar="MÃ", help="của cơ quan: mã định danh (H31.13 hoặc 000.00.14.H05)")
    parser.add_argument("--parent", metavar="MÃ", help=COLUMNS["parent"])
    parser.add_argument("--from", dest="first", metavar="NGÀY", help=COLUMNS["first"])
    parser.add_argument("--to", dest="last", metavar="NGÀY", help=COLUMNS["last"])
    parser.add_argument("--resolution", metavar="SỐ", help=COLUMNS["resolution"])
    parser.add_argument("--made-of", dest="origins", metavar="ĐƠN_VỊ", help="ví dụ «09175 toàn bộ; 09178 một phần»")
    parser.add_argument("--replaces", metavar="NGÀY", help="ngày bắt đầu của dòng cần sửa; «đầu»: dòng không ghi ngày")
    parser.add_argument("--reason", metavar="LÝ_DO", default="", help="vì sao bỏ thay đổi")
    parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi gì")
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do one of the actions; Refused, with what is wrong, where the register would not stand."""
    settings = settings_for(arguments)
    prepare(settings.database_url)
    return _ACTIONS[arguments.action](arguments, settings)


def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    with database.reading(settings.database_url) as connection:
        province = queries.home_province(connection, settings.province)
    units = unit_register.lines(province, arguments.search, arguments.as_of)
    bodies = unit_register.body_lines(province, arguments.search, arguments.as_of)
    shown = [*units, *bodies]
    for line in shown:
        heads = unit_register.BODY_HEADERS if line.is_body else unit_register.HEADERS
        print(" · ".join(filter(None, (_labelled(*pair) for pair in zip(heads, line.cells, strict=True)))))
    name = vietnamese.in_sentence(provinces.province_name(province, arguments.as_of or NEWEST))
    print(f"{vietnamese.number(len(shown))} dòng trong danh mục đơn vị của {name}.", file=sys.stderr)
    if gaps := register_words.gaps_of_register(province, with_names=True):
        print(gaps, file=sys.stderr)
    return DONE


def _labelled(header: str, cell: str) -> str:
    plain = (*unit_register.HEADERS[:3], unit_register.BODY_HEADERS[1])
    return cell if header in plain or not cell else f"{header.lower()} {cell}"


def _changes(_arguments: argparse.Namespace, settings: Settings) -> int:
    with database.reading(settings.database_url) as connection:
        rows = queries.unit_changes(connection)
    for row in rows:
        print(" · ".join(filter(None, unit_changes.cells(row))))
    if not rows:
        print("Cơ quan chưa thêm hay sửa đơn vị nào.")
    return DONE


def _enter(arguments: argparse.Namespace, settings: Settings) -> int:
    needed = _NEEDED[arguments.action] if not arguments.kind or arguments.action == "correct" else _NEEDED_OF_BODY
    missing = [name for name in needed if not getattr(arguments, name)]
    if missing:
        options = {"first": "--from"}
        words = ", ".join(options.get(name, f"--{name}") for name in missing)
        print(f"units {arguments.action} còn thiếu: {words}", file=sys.stderr)
        return WRONG_WORDS
    cells: Mapping[str, str] = {name: getattr(arguments, name) or "" for name in COLUMNS}
    return _put([Entry(cells)], _COMMAND_LINE, arguments, settings)


def _import(arguments: argparse.Namespace, settings: Settings) -> int:
    path = Path(arguments.target or "")
    if not path.is_file():
        raise InputError(f"Không tìm thấy tệp «{path}».")
    entries = unit_entries.entries_in(SourceFile(path.name, path.read_bytes()), settings)
    return _put(entries, path.name, arguments, settings)


def _put(entries: list[Entry], note: str, arguments: argparse.Namespace, settings: Settings) -> int:
    change, problems = office_units.examine(settings.database_url, entries)
    for problem in problems:
        print(f"- Lỗi: {problem.message}", file=sys.stderr)
    if problems:
        return REFUSED
    if arguments.dry_run:
        print(f"Đọc được {vietnamese.number(len(change.units))} dòng đơn vị; chưa ghi gì.")
        return DONE
    number = recorded.enter_units(settings.database_url, entries, note)
    print(f"Đã ghi {vietnamese.number(len(change.units))} dòng đơn vị (thay đổi số {number}).")
    return DONE


def _remove(arguments: argparse.Namespace, settings: Settings) -> int:
    if not str(arguments.target or "").isdecimal() or not arguments.reason.strip():
        print("units remove cần số của thay đổi và --reason; xem các số bằng: units changes", file=sys.stderr)
        return WRONG_WORDS
    number = int(arguments.target)
    if not recorded.take_units_back(settings.database_url, number, arguments.reason.strip()):
        raise InputError(f"Không có thay đổi số {number} đang dùng; xem các số bằng: units changes")
    print(f"Đã bỏ thay đổi số {number}.")
    return DONE


def _export(arguments: argparse.Namespace, settings: Settings) -> int:
    from reports.excel import unit_list  # what writes workbooks is loaded where somebody wants one

    path = Path(arguments.target or f"{unit_changes.TEMPLATE_NAME}.xlsx")
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise InputError("Tệp kết quả phải là .xlsx hoặc .csv.")
    require_folder(path)
    with database.reading(settings.database_url) as connection:
        rows = unit_changes.file_rows(queries.unit_changes(connection))
    writer(path)(unit_list.as_file(rows, path.suffix.lower()))
    print(f"Đã ghi {vietnamese.number(len(rows))} dòng đơn vị của cơ quan vào {path}.", file=sys.stderr)
    return DONE


_ACTIONS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "list": _list,
    "changes": _changes,
    "add": _enter,
    "correct": _enter,
    "remove": _remove,
    "import": _import,
    "export": _export,
}
