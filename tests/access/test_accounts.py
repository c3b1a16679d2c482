"""Accounts and sign-ins on real databases: who gets in, how often one may guess, what ends a session."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select, update

import database
from access import accounts, passwords, sessions
from access.accounts import AccountError
from access.actors import Role
from access.sessions import REFUSED, SignInError
from models import Account, Event, Session

GOOD, OTHER = "sông Cầu nước chảy", "núi Thiên Thai 1268"


@pytest.fixture
def url(database_url: str) -> str:
    """A database with one administrator, «lan»."""
    accounts.add(database_url, "Lan", "Nguyễn Thị Lan", GOOD, [Role.ADMIN], must_change=False)
    return database_url


def is_let_in(url: str, name: str, password: str) -> bool:
    try:
        return bool(sessions.sign_in(url, name, password, "10.0.0.7"))
    except SignInError:
        return False


def refusal(act: Callable[[], object], kind: type[Exception] = AccountError) -> str:
    with pytest.raises(kind) as caught:
        act()
    return str(caught.value)


def test_nothing_that_signs_in_can_be_read_from_the_database(url: str) -> None:
    token = sessions.sign_in(url, "LAN ", GOOD, "10.0.0.7")
    with database.reading(url) as connection:
        kept = connection.execute(select(Account.password_hash, Session.token_hash).join(Session)).one()
        everything = [str(value) for row in connection.execute(select(Event.__table__)) for value in row]
    assert kept.password_hash.startswith("$argon2id$")
    assert kept.token_hash == sha256(token.encode()).hexdigest()
    assert not [text for text in everything if token in text or GOOD in text]


def test_a_letter_with_its_mark_is_the_same_however_a_keyboard_writes_it() -> None:
    assert passwords.fits(passwords.kept("hóa đơn điện tử"), "hóa đơn điện tử")
    assert not passwords.fits(passwords.kept("hóa đơn điện tử"), "hoa đơn điện tử")
    assert not passwords.fits(None, "")
    assert not passwords.fits("no hash", GOOD)


@pytest.mark.parametrize("password", ["ngắn quá", "1234567890", "aaaaaaaaaaaa", "lan.nguyen2026", "x" * 201, ""])
def test_what_is_guessed_first_is_no_password(sqlite_url: str, password: str) -> None:
    assert refusal(lambda: accounts.add(sqlite_url, "lan", "", password, [Role.ADMIN]))


def test_the_first_account_and_the_last_one_administer(url: str, sqlite_url: str) -> None:
    with database.reading(url) as connection:
        assert accounts.find(connection, "lan").full_name == "Nguyễn Thị Lan"
    for act in (
        lambda: accounts.disable(url, "lan"),
        lambda: accounts.set_roles(url, "lan", [Role.VIEWER]),
    ):
        assert "ít nhất một người quản trị" in refusal(act)
    with database.reading(url) as connection:
        assert accounts.find(connection, "lan").roles == {Role.ADMIN}


def test_what_makes_no_account(sqlite_url: str) -> None:
    def adding(name: str, roles: list[Role], places: list[str]) -> str:
        return refusal(lambda: accounts.add(sqlite_url, name, full_name="", password=GOOD, roles=roles, places=places))

    assert "đầu tiên" in adding("hoa", [Role.VIEWER], [])
    accounts.add(sqlite_url, "lan", "", GOOD, [Role.ADMIN])
    assert "tên đăng nhập" in adding("Hòa Lê", [Role.VIEWER], [])
    assert "Đã có" in adding("LAN", [Role.VIEWER], [])
    assert "vai trò" in adding("hoa", [], [])
    assert "mã «99999»" in adding("hoa", [Role.UPLOADER], ["99999"])
    assert "mã «24»" in adding("hoa", [Role.UPLOADER], ["24"])
    assert "cả tỉnh" in adding("hoa", [Role.ADMIN], ["263"])
    with database.reading(sqlite_url) as connection:
        assert [row.name for row in accounts.listed(connection)] == ["lan"]


def test_five_failures_slow_down_and_ten_lock_until_a_reset(url: str) -> None:
    for _ in range(5):
        assert refusal(lambda: sessions.sign_in(url, "lan", OTHER, ""), SignInError) == REFUSED
    assert "Hãy đợi" in refusal(lambda: sessions.sign_in(url, "lan", GOOD, ""), SignInError)
    for number in range(5, 10):
        earlier(url, seconds=30 * 2 ** (number - 5))
        assert refusal(lambda: sessions.sign_in(url, "lan", OTHER, ""), SignInError) == REFUSED
    earlier(url, seconds=100_000)
    assert not is_let_in(url, "lan", GOOD)
    accounts.reset(url, "lan", OTHER, must_change=False)
    assert is_let_in(url, "lan", OTHER)
    assert not is_let_in(url, "lan", GOOD)


def earlier(url: str, seconds: int) -> None:
    """Let the last failure lie further back."""
    with database.writing(url) as connection:
        failed_at = connection.scalar(select(Account.failed_at))
        assert failed_at is not None
        connection.execute(update(Account).values(failed_at=failed_at - timedelta(seconds=seconds)))


def test_a_name_that_nobody_has_is_answered_as_one_that_is_there(url: str) -> None:
    def answers(name: str) -> list[str]:
        sentences = [refusal(lambda: sessions.sign_in(url, name, OTHER, ""), SignInError) for _ in range(6)]
        return [re.sub(r"\d+ giây", "… giây", sentence) for sentence in sentences]

    assert answers("lan") == answers(sha256(url.encode()).hexdigest())


def test_guesses_that_come_at_once_all_count(url: str) -> None:
    with ThreadPoolExecutor(max_workers=8) as pool:
        let_in = list(pool.map(lambda number: is_let_in(url, "lan", f"đoán lần thứ {number}"), range(16)))
    with database.reading(url) as connection:
        assert accounts.find(connection, "lan").failures == 5
    assert not any(let_in)


def holds(url: str, token: str) -> bool:
    with database.reading(url) as connection:
        return sessions.find(connection, sessions.hash_of(token)) is not None


def test_what_ends_a_session(url: str) -> None:
    accounts.add(url, "hoa", full_name="", password=OTHER, roles=[Role.UPLOADER], places=["263"])

    def token() -> str:
        return sessions.sign_in(url, "hoa", OTHER, "10.0.0.7")

    first, second = token(), token()
    sessions.end(url, sessions.hash_of(first))
    assert (holds(url, first), holds(url, second)) == (False, True)
    accounts.revoke(url, "hoa")
    assert not holds(url, second)
    third = token()
    with database.writing(url) as connection:
        moment = connection.scalar(select(Session.seen_at).where(Session.token_hash == sessions.hash_of(third)))
        assert moment is not None
        late = moment - sessions.idle() + timedelta(minutes=1)
        connection.execute(update(Session).values(seen_at=late))
    assert holds(url, third)
    with database.writing(url) as connection:
        connection.execute(update(Session).values(seen_at=moment - sessions.idle()))
    assert not holds(url, third)
    fourth = token()
    accounts.disable(url, "hoa")
    assert not holds(url, fourth)
    assert not is_let_in(url, "hoa", OTHER)
    accounts.disable(url, "hoa", disabled=False)
    assert not holds(url, fourth)
    assert holds(url, token())


def test_a_clock_that_went_back_a_day_ends_sessions_and_keeps_nobody_waiting_for_a_day(url: str) -> None:
    token = sessions.sign_in(url, "lan", GOOD, "10.0.0.7")
    with database.reading(url) as connection:
        begun = connection.execute(select(Session.begun_at)).scalar_one()
    for late, is_held in ((timedelta(minutes=4), True), (timedelta(days=1), False)):
        with database.writing(url) as connection:
            connection.execute(update(Session).values(seen_at=begun + late))
        assert holds(url, token) is is_held
    for _ in range(5):
        is_let_in(url, "lan", OTHER)
    earlier(url, seconds=-86_400)
    assert refusal(lambda: sessions.sign_in(url, "lan", GOOD, ""), SignInError).endswith("Hãy đợi 30 giây rồi thử lại.")


def test_a_new_password_ends_all_sessions(url: str) -> None:
    token = sessions.sign_in(url, "lan", GOOD, "10.0.0.7")
    with database.reading(url) as connection:
        account = accounts.find(connection, "lan").id
    for old, new in ((OTHER, "mật khẩu mới tinh"), (GOOD, GOOD), (GOOD, "ngắn")):
        assert refusal(lambda old=old, new=new: accounts.change_password(url, account, old, new))  # type: ignore[misc]
    assert holds(url, token)
    accounts.change_password(url, account, GOOD, OTHER)
    assert not holds(url, token)
    assert (is_let_in(url, "lan", OTHER), is_let_in(url, "lan", GOOD)) == (True, False)


def test_a_session_knows_roles_and_places(url: str) -> None:
    accounts.add(
        url, "hoa", full_name="Lê Hòa", password=OTHER, roles=[Role.UPLOADER, Role.PEOPLE], places=["263", "09175"]
    )
    token = sessions.sign_in(url, "hoa", OTHER, "10.0.0.7")
    with database.reading(url) as connection:
        session = sessions.find(connection, sessions.hash_of(token))
    assert session is not None
    assert (session.actor.name, session.actor.roles, session.actor.must_change) == (
        "hoa",
        frozenset({Role.UPLOADER, Role.PEOPLE}),
        True,
    )
    assert session.actor.scope.places == frozenset({"263", "09175"})
    accounts.set_places(url, "hoa", [])
    accounts.set_roles(url, "hoa", [Role.VIEWER])
    with database.reading(url) as connection:
        session = sessions.find(connection, sessions.hash_of(token))
    assert session is not None
    assert (session.actor.roles, session.actor.scope.places) == (frozenset({Role.VIEWER}), None)
