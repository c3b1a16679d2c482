"""`manage.py users`: the accounts of those who sign in; the first one closes the dashboard to everybody else."""

import argparse
import getpass
import sys
from collections.abc import Callable
from pathlib import Path

import database
from access import accounts
from access.accounts import AccountError, AccountRow
from access.actors import ROLE_NAMES, Role
from commands import users_table
from commands.common import DONE, InputError, add_database_option, settings_for
from migrations.prepare import prepare
from reference import limit, vietnamese
from settings import Settings

HELP = "tài khoản đăng nhập: thêm, nhập từ bảng, liệt kê, đổi vai trò, phạm vi, khóa, đặt lại mật khẩu"
_TABLES: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "template": users_table.write_template,
    "import": users_table.make,
}
_NAMED = ("add", "role", "scope", "disable", "enable", "reset", "signout")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's words of `users`."""
    parser.add_argument(
        "action",
        choices=("list", *_NAMED, "template", "import"),
        help="list: liệt kê; add TÊN: thêm; role TÊN: đổi vai trò; scope TÊN: đổi phạm vi; disable, enable TÊN: khóa, "
        "mở; reset TÊN: đặt lại mật khẩu và mở khóa; signout TÊN: ngắt mọi phiên đang mở; template: "
        "ghi bảng để điền, mỗi xã một dòng; import TỆP: tạo mọi tài khoản trong bảng và ghi phiếu",
    )
    parser.add_argument("name", nargs="?", metavar="TÊN|TỆP", help="tên đăng nhập, ví dụ lan.nv; hoặc tệp bảng")
    roles = ", ".join(f"{role.value} ({ROLE_NAMES[role].lower()})" for role in Role)
    parser.add_argument(
        "--role", metavar="VAI_TRÒ", action="append", choices=[*Role], help=f"vai trò, ghi được nhiều lần: {roles}"
    )
    parser.add_argument(
        "--place",
        metavar="MÃ",
        action="append",
        help="mã huyện (3 chữ số) hoặc xã (5 chữ số) thuộc phạm vi tài khoản, ghi được nhiều lần; không ghi: cả tỉnh",
    )
    parser.add_argument("--full-name", metavar="HỌ_TÊN", default="", help="họ tên người dùng")
    parser.add_argument(
        "--no-password", action="store_true", help="đăng nhập bằng nhà cung cấp của cơ quan (OpenID Connect)"
    )
    parser.add_argument(
        "--all-without-sign-in",
        action="store_true",
        help="reset: của mọi người chưa đăng nhập lần nào, ghi phiếu mới (khi mất phiếu)",
    )
    parser.add_argument(
        "--output", metavar="TỆP", type=Path, help="template: bảng (.xlsx); import, reset: phiếu (.docx), tệp chưa có"
    )
    parser.add_argument(
        "--address", metavar="ĐỊA_CHỈ", help="import, reset: địa chỉ ghi trên phiếu; mặc định: địa chỉ máy chủ đã đặt"
    )
    parser.add_argument("--dry-run", action="store_true", help="import: chỉ kiểm tra bảng")
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; InputError with a sentence where nothing was changed."""
    settings = settings_for(arguments)
    is_for_many = arguments.all_without_sign_in
    if is_for_many and (arguments.action != "reset" or arguments.name is not None):
        raise InputError(
            "--all-without-sign-in chỉ đi với users reset, không ghi tên: users reset --all-without-sign-in"
        )
    needs = {"import": "tệp bảng"} | dict.fromkeys(_NAMED, "tên đăng nhập")
    if not is_for_many and (arguments.action in needs) != (arguments.name is not None):
        raise InputError(
            f"users {arguments.action} {'cần' if arguments.action in needs else 'không nhận'} "
            f"{needs.get(arguments.action, 'tên đăng nhập')}."
        )
    url = settings.database_url
    prepare(url)
    try:
        if arguments.action == "list":
            _list(url)
        elif is_for_many:
            return users_table.renew_unused(arguments, settings)
        elif arguments.action in _TABLES:
            return _TABLES[arguments.action](arguments, settings)
        else:
            _ACTIONS[arguments.action](url, arguments)
    except AccountError as error:
        raise InputError(str(error)) from error
    return DONE


def _add(url: str, arguments: argparse.Namespace) -> None:
    roles, places = _roles(arguments), arguments.place or []
    password = None if arguments.no_password else _password()
    # Whoever types their own first password at this machine has nobody to keep it from.
    is_first = _is_first(url)
    accounts.add(
        url,
        arguments.name,
        full_name=arguments.full_name,
        password=password,
        roles=roles,
        places=places,
        must_change=not is_first,
    )
    print(f"Đã thêm tài khoản «{arguments.name}».")
    if is_first:
        print("Từ nay ai mở bảng số liệu cũng phải đăng nhập. Thêm người khác ở trang «Người dùng».")


def _is_first(url: str) -> bool:
    with database.reading(url) as connection:
        return not accounts.are_there(connection)


def _set_roles(url: str, arguments: argparse.Namespace) -> None:
    accounts.set_roles(url, arguments.name, _roles(arguments))
    print(f"Đã đổi vai trò của «{arguments.name}».")


def _set_places(url: str, arguments: argparse.Namespace) -> None:
    accounts.set_places(url, arguments.name, arguments.place or [])
    print(f"Đã đổi phạm vi của «{arguments.name}»: {', '.join(arguments.place or ['cả tỉnh'])}.")


def _disable(url: str, arguments: argparse.Namespace) -> None:
    accounts.disable(url, arguments.name)
    print(f"Đã khóa «{arguments.name}»; mọi phiên đang mở đã bị ngắt.")


def _enable(url: str, arguments: argparse.Namespace) -> None:
    accounts.disable(url, arguments.name, disabled=False)
    print(f"Đã mở lại «{arguments.name}».")


def _reset(url: str, arguments: argparse.Namespace) -> None:
    accounts.reset(url, arguments.name, _password())
    print(f"Đã đặt lại mật khẩu của «{arguments.name}»; lần đăng nhập tới phải đổi.")


def _sign_out(url: str, arguments: argparse.Namespace) -> None:
    accounts.revoke(url, arguments.name)
    print(f"Đã ngắt mọi phiên của «{arguments.name}».")


_ACTIONS: dict[str, Callable[[str, argparse.Namespace], None]] = {
    "add": _add,
    "role": _set_roles,
    "scope": _set_places,
    "disable": _disable,
    "enable": _enable,
    "reset": _reset,
    "signout": _sign_out,
}


def _roles(arguments: argparse.Namespace) -> list[Role]:
    if not arguments.role:
        raise InputError(f"Cần ít nhất một vai trò: --role {', --role '.join(Role)}")
    return [Role(role) for role in arguments.role]


def _password() -> str:
    """Ask at the terminal, twice and unseen; elsewhere read one line of standard input. Never a word of the command."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(f"Mật khẩu (ít nhất {int(limit('password_letters'))} ký tự, không hiện ra): ")
    if getpass.getpass("Ghi lại lần nữa: ") != first:
        raise InputError("Hai lần ghi không giống nhau. Chưa có gì thay đổi.")
    return first


def _list(url: str) -> None:
    with database.reading(url) as connection:
        rows = accounts.listed(connection)
    if not rows:
        print("Chưa có tài khoản nào. Tạo người quản trị đầu tiên: python3 manage.py users add TÊN --role admin")
    for row in rows:
        print(_line(row))


def _line(row: AccountRow) -> str:
    """Word «lan.nv · Nguyễn Thị Lan · uploader · 24001 · đăng nhập gần nhất 05/01/2026 08:30»."""
    seen = f"gần nhất {vietnamese.moment(row.seen_at)}" if row.seen_at else "chưa đăng nhập"
    locked = row.failures >= int(limit("failures_lock"))
    state = ["đã khóa"] if row.is_disabled else ["tạm khóa vì sai mật khẩu nhiều lần"] if locked else []
    roles = ", ".join(role.value for role in Role if role in row.roles)
    return " · ".join([row.name, row.full_name, roles, ", ".join(row.places) or "cả tỉnh", *state, seen])
