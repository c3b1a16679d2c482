"""`users template` and `users import`: a table of accounts to fill, those of a filled one, and slips of passwords."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import database
from access import account_tables
from access.accounts import NewAccount
from commands.common import DONE, REFUSED, InputError
from commands.selected import require_folder, writer
from etl.records import SourceFile
from reference import vietnamese
from reference.provinces import office_of
from settings import Settings
from stats import queries

_DESTROY = (
    "Phiếu có mật khẩu đầu: in, cắt rồi giao tận tay từng người, sau đó xóa tệp. Mất phiếu thì đặt lại mật khẩu bằng: "
    "users reset TÊN, hoặc của mọi người chưa đăng nhập lần nào: users reset --all-without-sign-in"
)


def write_template(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write the table to fill, a row for each commune; InputError for a place where it cannot be written."""
    from reports.excel import account_template  # what writes workbooks is loaded where somebody wants one

    output: Path = arguments.output or Path(account_template.FILE_NAME)
    _require_ending(output, ".xlsx")
    require_folder(output)
    form = account_tables.template(settings.database_url, settings)
    writer(output)(account_template.workbook(form.headings, form.rows, form.roles, form.places))
    print(f"Đã ghi bảng {vietnamese.number(len(form.rows))} dòng vào {output}.", file=sys.stderr)
    return DONE


def make(arguments: argparse.Namespace, settings: Settings) -> int:
    """Make the accounts of a table and write their slips; where a cell is wrong nothing is made (status 3)."""
    path = Path(arguments.name)
    if not path.is_file():
        raise InputError(f"Không tìm thấy tệp «{path}».")
    table = account_tables.examine(settings.database_url, SourceFile(path.name, path.read_bytes()), settings)
    for problem in table.problems:
        print(f"- Lỗi: {problem.message}", file=sys.stderr)
    if table.problems:
        print("Chưa tạo tài khoản nào.", file=sys.stderr)
        return REFUSED
    if table.existing:
        names = ", ".join(table.existing)
        print(f"{vietnamese.number(len(table.existing))} người đã có tài khoản, để nguyên: {names}.")
    count = vietnamese.number(len(table.new))
    if arguments.dry_run or not table.new:
        print(f"Bảng đúng: {count} tài khoản mới; chưa tạo tài khoản nào.")
        return DONE
    output = _slips_path(arguments.output)
    people = account_tables.with_passwords(table)
    _hand_over(people, account_tables.make, output, arguments.address, settings)
    print(f"Đã tạo {count} tài khoản và ghi phiếu vào {output}.\n{_DESTROY}")
    return DONE


def renew_unused(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write new slips for whoever has never signed in; the passwords of the lost ones open nothing any more."""
    people = account_tables.unused(settings.database_url)
    if not people:
        print("Ai có mật khẩu do người khác đặt cũng đã đăng nhập; không đặt lại của ai.")
        return DONE
    output = _slips_path(arguments.output)
    _hand_over(people, account_tables.renew, output, arguments.address, settings)
    count = vietnamese.number(len(people))
    print(f"Đã đặt lại mật khẩu của {count} người chưa đăng nhập lần nào và ghi phiếu vào {output}.\n{_DESTROY}")
    return DONE


def _hand_over(
    people: Sequence[NewAccount],
    change: Callable[[str, Sequence[NewAccount], Callable[[], object]], None],
    output: Path,
    address: str | None,
    settings: Settings,
) -> None:
    """Write the slips while `change` makes their passwords those of the accounts: both, or neither."""
    from reports.word import account_slips  # Word is loaded by those who want the file

    with database.reading(settings.database_url) as connection:
        office = queries.setting(connection, "office_name", settings.office_name)
        office = office or office_of(queries.home_province(connection, settings.province))
        usual = queries.setting(connection, "public_url", settings.public_url)
    content = account_slips.document(account_tables.slips(people), address or usual, office)
    try:
        change(settings.database_url, people, lambda: writer(output)(content))
    except BaseException:
        output.unlink(missing_ok=True)  # passwords that open nothing
        raise


def _slips_path(output: Path | None) -> Path:
    """Give the file of the slips: a new one, since those of an earlier table may not have been printed yet."""
    path = output or Path("phieu-tai-khoan.docx")
    _require_ending(path, ".docx")
    require_folder(path)
    if path.exists():
        raise InputError(f"Đã có tệp «{path}»: có thể là phiếu chưa in. Hãy chọn tên khác bằng --output.")
    return path


def _require_ending(path: Path, ending: str) -> None:
    if path.suffix.lower() != ending:
        raise InputError(f"Tệp kết quả phải là {ending}.")
