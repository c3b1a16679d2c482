"""`users` as an administrator types it: the first account, the others, and what is refused."""

import io
from collections.abc import Callable

import pytest

import database
from access import accounts, sessions
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
        (("add", "lan", "--role", "admin"), "ngắn", "ít nhất 10 ký tự"),
        (("add", "lan"), LAN, "--role viewer"),
        (("reset", "ai-do"), LAN, "Không có tài khoản"),
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
