"""`users` as an administrator types it: the first account, the others, and what is refused."""

import io
import stat
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

import database
from access import account_tables, accounts, sessions
from access.accounts import AccountError
from access.actors import Role
from access.sessions import SignInError
from commands import dispatch

Users = Callable[..., tuple[int, str, str]]
LAN, HOA = "sông Cầu nước chảy", "núi Thiên Thai 1268"


@pytest.fixture
def users(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Users:
    """Run `users` with these words, a password on standard input; give status, output and sentences."""

    def run(*words: str, password: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        status = dispatch.run("users", [*words, "--database", sqlite_url])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def test_an_office_is_set_up(users: Users, sqlite_url: str) -> None:
    assert "users add TÊN --role admin" in users("list")[1]
    assert users("add", "lan", "--role", "viewer", password=LAN)[0] == 3
    status, out, _ = users("add", "lan", "--role", "admin", "--full-name", "Nguyễn Thị Lan", password=LAN)
    assert status == 0
    assert "phải đăng nhập" in out
    words = ("--role", "uploader", "--role", "people", "--place", "263")
    assert users("add", "hoa", *words, password=HOA)[0] == 0
    listed = users("list")[1].splitlines()
    assert listed == [
        "hoa · hoa · people, uploader · 263 · chưa đăng nhập",
        "lan · Nguyễn Thị Lan · admin · cả tỉnh · chưa đăng nhập",
    ]
    with database.reading(sqlite_url) as connection:
        assert accounts.find(connection, "hoa").must_change
        assert not accounts.find(connection, "lan").must_change
    assert users("scope", "hoa")[0] == users("role", "hoa", "--role", "viewer")[0] == 0
    with database.reading(sqlite_url) as connection:
        row = accounts.find(connection, "hoa")
    assert (row.roles, row.places) == (frozenset({Role.VIEWER}), ())
    assert users("disable", "hoa")[0] == 0
    assert "đã khóa" in users("list")[1]
    assert users("reset", "hoa", password=LAN)[0] == users("enable", "hoa")[0] == users("signout", "hoa")[0] == 0
    assert sessions.sign_in(sqlite_url, "hoa", LAN, "")
    with pytest.raises(SignInError):
        sessions.sign_in(sqlite_url, "hoa", HOA, "")


@pytest.mark.parametrize(
    ("words", "password", "sentence"),
    [
        (("add",), "", "cần tên đăng nhập"),
        (("list", "lan"), "", "không nhận tên"),
        (("import",), "", "cần tệp bảng"),
        (("import", "khong-co.xlsx"), "", "Không tìm thấy tệp"),
        (("template", "--output", "bang.docx"), "", "phải là .xlsx"),
        (("add", "lan", "--role", "admin"), "ngắn", "ít nhất 10 ký tự"),
        (("add", "lan"), LAN, "--role viewer"),
        (("reset", "ai-do"), LAN, "Không có tài khoản"),
        (("reset",), "", "cần tên đăng nhập"),
        (("reset", "lan", "--all-without-sign-in"), LAN, "không ghi tên"),
        (("disable", "--all-without-sign-in"), "", "chỉ đi với users reset"),
    ],
)
def test_what_is_refused_changes_nothing(
    users: Users, words: tuple[str, ...], password: str, sentence: str, sqlite_url: str
) -> None:
    status, _, err = users(*words, password=password)
    assert status == 3
    assert sentence in err
    with database.reading(sqlite_url) as connection:
        assert accounts.listed(connection) == []


# Tables


SLIP = ("Họ và tên", "Phạm vi", "Địa chỉ", "Tên đăng nhập", "Mật khẩu lần đầu")


def table(path: Path, *rows: tuple[str, str]) -> str:
    """Fill the table that `users template` wrote: these sign-in names and full names, the other rows go."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for number, (name, full_name) in enumerate(rows, start=6):
        sheet.cell(number, 1).value, sheet.cell(number, 2).value = name, full_name
    sheet.delete_rows(6 + len(rows), sheet.max_row)
    book.save(path)
    return str(path)


def slips_in(path: Path) -> list[dict[str, str]]:
    cells = [row.cells[0].text.splitlines() for row in docx.Document(str(path)).tables[0].rows]
    return [dict(line.split(": ", 1) for line in cell if line.startswith(SLIP)) for cell in cells]


def test_a_table_becomes_accounts_and_slips(users: Users, sqlite_url: str, tmp_path: Path) -> None:
    form, slips = tmp_path / "tai-khoan.xlsx", tmp_path / "phieu.docx"
    users("add", "lan", "--role", "admin", "--full-name", "Nguyễn Thị Lan", password=LAN)
    assert "99 dòng" in users("template", "--output", str(form))[2]
    filled = table(form, ("hoa.lt", "Lê Thị Hòa"), ("nam.tv", "Trần Văn Nam"))
    assert "2 tài khoản mới; chưa tạo" in users("import", filled, "--dry-run")[1]
    assert not slips.exists()
    status, out, err = users("import", filled, "--output", str(slips), "--address", "https://thongke.example.vn")
    made = slips_in(slips)
    assert (status, [slip["Tên đăng nhập"] for slip in made]) == (0, ["hoa.lt", "nam.tv"])
    assert {slip["Địa chỉ"] for slip in made} == {"https://thongke.example.vn"}
    assert made[0]["Họ và tên"] == "Lê Thị Hòa"
    assert stat.S_IMODE(slips.stat().st_mode) == 0o600
    assert "xóa tệp" in out
    for slip in made:
        assert slip["Mật khẩu lần đầu"] not in out + err
        assert sessions.sign_in(sqlite_url, slip["Tên đăng nhập"], slip["Mật khẩu lần đầu"], "")
    assert "2 người đã có tài khoản, để nguyên: hoa.lt, nam.tv" in users("import", filled)[1]


def test_slips_that_cannot_be_written_leave_no_account(users: Users, sqlite_url: str, tmp_path: Path) -> None:
    form, slips = tmp_path / "tai-khoan.xlsx", tmp_path / "phieu.docx"
    users("add", "lan", "--role", "admin", password=LAN)
    users("template", "--output", str(form))
    filled = table(form, ("hoa.lt", "Lê Thị Hòa"))
    slips.write_bytes(b"not printed yet")
    for output, sentence in (
        (slips, "phiếu chưa in"),
        (tmp_path / "không có" / "phieu.docx", "chưa có thư mục"),
        (tmp_path / "phieu.xlsx", "phải là .docx"),
        (tmp_path / f"{'a' * 245}.docx", "Không ghi được tệp"),
    ):
        status, _, err = users("import", filled, "--output", str(output))
        assert (status, sentence in err) == (3, True), err
    assert slips.read_bytes() == b"not printed yet"
    with database.reading(sqlite_url) as connection:
        assert [row.name for row in accounts.listed(connection)] == ["lan"]


def test_lost_slips_are_made_anew_for_whoever_has_not_signed_in(users: Users, sqlite_url: str, tmp_path: Path) -> None:
    lost, renewed = tmp_path / "phieu.docx", tmp_path / "phieu-moi.docx"
    users("add", "lan", "--role", "admin", password=LAN)
    users("template", "--output", str(tmp_path / "bang.xlsx"))
    names = (("hoa.lt", "Lê Thị Hòa"), ("nam.tv", "Trần Văn Nam"), ("tu.dv", "Đỗ Văn Tú"))
    users("import", table(tmp_path / "bang.xlsx", *names), "--output", str(lost))
    first = {slip["Tên đăng nhập"]: slip["Mật khẩu lần đầu"] for slip in slips_in(lost)}
    sessions.sign_in(sqlite_url, "hoa.lt", first["hoa.lt"], "")
    users("disable", "tu.dv")
    assert users("reset", "--all-without-sign-in", "--output", str(lost))[0] == 3
    status, out, err = users("reset", "--all-without-sign-in", "--output", str(renewed))
    (slip,) = slips_in(renewed)
    assert (status, slip["Họ và tên"], stat.S_IMODE(renewed.stat().st_mode)) == (0, "Trần Văn Nam", 0o600)
    assert "1 người chưa đăng nhập lần nào" in out
    assert slip["Mật khẩu lần đầu"] not in out + err
    with pytest.raises(SignInError):
        sessions.sign_in(sqlite_url, "nam.tv", first["nam.tv"], "")
    for name, password in (("nam.tv", slip["Mật khẩu lần đầu"]), ("hoa.lt", first["hoa.lt"]), ("lan", LAN)):
        assert sessions.sign_in(sqlite_url, name, password, "")
    assert "không đặt lại của ai" in users("reset", "--all-without-sign-in", "--output", str(tmp_path / "x.docx"))[1]
    assert not (tmp_path / "x.docx").exists()


def test_a_password_chosen_while_new_slips_are_made_stays(users: Users, sqlite_url: str) -> None:
    users("add", "lan", "--role", "admin", password=LAN)
    users("add", "hoa", "--role", "viewer", password=HOA)
    users("add", "nam", "--role", "viewer", password=HOA)
    people = account_tables.unused(sqlite_url)
    assert [person.name for person in people] == ["hoa", "nam"]
    sessions.sign_in(sqlite_url, "nam", HOA, "")
    with pytest.raises(AccountError, match="vừa đăng nhập"):
        account_tables.renew(sqlite_url, people)
    assert sessions.sign_in(sqlite_url, "hoa", HOA, "")


def test_wrong_cells_make_nothing(users: Users, sqlite_url: str, tmp_path: Path) -> None:
    form, slips = tmp_path / "tai-khoan.xlsx", tmp_path / "phieu.docx"
    users("add", "lan", "--role", "admin", password=LAN)
    users("template", "--output", str(form))
    filled = table(form, ("hoa.lt", "Lê Thị Hòa"), ("nam.tv", ""))
    status, out, err = users("import", filled, "--output", str(slips))
    assert (status, out) == (3, "")
    assert err.splitlines() == [
        "- Lỗi: Tệp «tai-khoan.xlsx», trang «Tài khoản», ô B7: Thiếu họ và tên; đơn vị chưa có người làm thì xóa cả "
        "dòng. Hãy sửa ô này.",
        "Chưa tạo tài khoản nào.",
    ]
    assert not slips.exists()
    with database.reading(sqlite_url) as connection:
        assert [row.name for row in accounts.listed(connection)] == ["lan"]
