"""Accounts: made, changed and asked for their password. Whatever happens to one is an event."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, func, insert, select, update

import database
from access import events, passwords
from access.actors import ROLE_NAMES, Act, Actor, Role
from access.users import current_user
from models import Account, Grant, Session
from reference import vietnamese
from reference.units import versions_of
from stats.scope import Scope

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._@-]{0,58}[a-z0-9])?")
ROLE, PLACE = "role", "place"
_PLACE_DIGITS = (3, 5)
"""Digits of the code of a district, of a commune."""


class AccountError(Exception):
    """Nothing was changed; the message is a Vietnamese sentence that says why."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as its list shows it; `places` empty: the whole province. `sessions`: open sign-ins."""

    id: int
    name: str
    full_name: str
    roles: frozenset[Role]
    places: tuple[str, ...]
    has_password: bool
    must_change: bool
    is_disabled: bool
    failures: int
    made_at: datetime
    seen_at: datetime | None
    sessions: int

    @property
    def actor(self) -> Actor:
        """The account as somebody who is here."""
        scope = Scope(frozenset(self.places) or None)
        return Actor(
            self.name, self.roles, scope=scope, full_name=self.full_name, account=self.id, must_change=self.must_change
        )


def are_there(connection: Connection) -> bool:
    """Tell whether anybody has an account: from then on everybody signs in."""
    return bool(connection.scalar(select(exists().where(Account.id.is_not(None)))))


def listed(connection: Connection) -> list[AccountRow]:
    """List all accounts by name."""
    return _accounts(connection)


def senders(connection: Connection) -> Mapping[str, tuple[str, ...]]:
    """Map the code of each district and commune to the names of the open accounts that load for it, and no further."""
    names_of: dict[str, list[str]] = {}
    for row in listed(connection):
        if not row.is_disabled and row.actor.may(Act.LOAD):
            for place in row.places:
                names_of.setdefault(place, []).append(row.full_name or row.name)
    return {place: tuple(sorted(names)) for place, names in names_of.items()}


def find(connection: Connection, name: str) -> AccountRow:
    """Find an account by its name; AccountError where there is none."""
    rows = _accounts(connection, Account.name == name.strip().lower())
    if not rows:
        raise AccountError(f"Không có tài khoản «{name}». Xem các tài khoản bằng lệnh: python3 manage.py users list")
    return rows[0]


def _accounts(connection: Connection, *conditions: ColumnElement[bool]) -> list[AccountRow]:
    grants: dict[int, dict[str, list[str]]] = {}
    for row in connection.execute(select(Grant.__table__).order_by(Grant.value)):
        grants.setdefault(row.account_id, {}).setdefault(row.kind, []).append(row.value)
    opened = func.count(Session.id).filter(Session.ended_at.is_(None))
    query = (
        select(Account, func.max(Session.seen_at).label("seen_at"), opened.label("sessions"))
        .outerjoin(Session, Session.account_id == Account.id)
        .with_only_columns(Account.__table__, func.max(Session.seen_at).label("seen_at"), opened.label("sessions"))
        .where(*conditions)
        .group_by(*Account.__table__.columns)
        .order_by(Account.name)
    )
    return [_row(row, grants.get(row.id, {})) for row in connection.execute(query)]


def _row(row: Any, grants: dict[str, list[str]]) -> AccountRow:
    return AccountRow(
        id=row.id,
        name=row.name,
        full_name=row.full_name,
        roles=frozenset(Role(value) for value in grants.get(ROLE, ())),
        places=tuple(grants.get(PLACE, ())),
        has_password=row.password_hash is not None,
        must_change=row.must_change,
        is_disabled=row.is_disabled,
        failures=row.failures,
        made_at=row.made_at,
        seen_at=row.seen_at,
        sessions=row.sessions,
    )


# Changes


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be made; `places` as `AccountRow`; `password` None: its person signs in elsewhere."""

    name: str
    full_name: str
    roles: Collection[Role]
    places: Collection[str] = ()
    password: str | None = field(default=None, repr=False)
    must_change: bool = True


def add(
    url: str,
    name: str,
    full_name: str,
    password: str | None,
    roles: Collection[Role],
    places: Collection[str] = (),
    *,
    must_change: bool = True,
) -> None:
    """Make an account; without a password for somebody who signs in elsewhere. Raises AccountError."""
    add_all(url, [NewAccount(name, full_name, roles, places, password=password, must_change=must_change)])


def add_all(url: str, people: Iterable[NewAccount], witness: database.Witness = database.unseen) -> None:
    """Make accounts, all of them or none; what `witness` raises takes them back. Raises AccountError."""
    ready = [(new, _values(new)) for new in people]
    with database.writing(url) as connection:
        check_first(connection, [role for new, _ in ready for role in new.roles])
        for new, values in ready:
            _insert(connection, new, values)
        witness(connection)


def proper_name(name: str) -> str:
    """Give a sign-in name as it is kept; AccountError for one that cannot be used."""
    name = name.strip().lower()
    if not _NAME.fullmatch(name):
        raise AccountError(
            f"«{name}» không dùng làm tên đăng nhập được. Hãy dùng chữ không dấu, số, chấm, gạch, ví dụ «lan.nv»."
        )
    return name


def _values(new: NewAccount) -> dict[str, Any]:
    """Check an account that is to be made, and give the values of its row. Raises AccountError."""
    name = proper_name(new.name)
    check_grants(new.roles, new.places)
    shown = " ".join(vietnamese.printable(new.full_name).split())[:120] or name
    hashed = _hashed(new.password, name) if new.password is not None else None
    must_change = new.must_change and hashed is not None
    values = {"name": name, "full_name": shown, "password_hash": hashed, "must_change": must_change}
    return values | {"failures": 0, "is_disabled": False}


def _insert(connection: Connection, new: NewAccount, values: Mapping[str, object]) -> None:
    name = str(values["name"])
    if connection.scalar(select(Account.id).where(Account.name == name)) is not None:
        raise AccountError(f"Đã có tài khoản «{name}». Muốn đặt lại mật khẩu thì dùng: users reset {name}")
    made = {"made_by": current_user().name, "made_at": _now()}
    account = connection.execute(insert(Account).values(**values, **made).returning(Account.id)).scalar_one()
    _grant(connection, account, new.roles, new.places)
    events.add(connection, "account", name, {"thêm": _names(new.roles), "phạm vi": _places(new.places)})


def set_roles(url: str, name: str, roles: Collection[Role]) -> None:
    """Give an account these roles instead of those that it has. Raises AccountError."""
    with _changed(url, name) as (connection, row):
        check_grants(roles, row.places)
        _regrant(connection, row, roles, row.places)
        events.add(connection, "account", row.name, {"vai trò cũ": _names(row.roles), "vai trò mới": _names(roles)})


def set_places(url: str, name: str, places: Collection[str]) -> None:
    """Confine an account to these districts and communes; none: the whole province. Raises AccountError."""
    with _changed(url, name) as (connection, row):
        check_grants(row.roles, places)
        _regrant(connection, row, row.roles, places)
        events.add(connection, "account", row.name, {"phạm vi cũ": _places(row.places), "phạm vi mới": _places(places)})


def disable(url: str, name: str, *, disabled: bool = True) -> None:
    """Shut an account out, at once, or let it in again. Raises AccountError."""
    with _changed(url, name) as (connection, row):
        _set(connection, row, is_disabled=disabled, failures=0, failed_at=None)
        if disabled:
            end_sessions(connection, row.id)
        events.add(connection, "account", row.name, {"khóa": "có" if disabled else "mở lại"})


def reset(url: str, name: str, password: str, *, must_change: bool = True) -> None:
    """Give an account a new password, open it where it was locked, and end its sessions. Raises AccountError."""
    with _changed(url, name) as (connection, row):
        hashed = _hashed(password, row.name)
        _set(connection, row, password_hash=hashed, must_change=must_change, failures=0, failed_at=None)
        end_sessions(connection, row.id)
        events.add(connection, "password", row.name, {"đặt lại": "bắt đổi khi đăng nhập" if must_change else "có"})


def never_in(connection: Connection) -> list[AccountRow]:
    """List the open accounts whose first password, given by somebody else, nobody has signed in with yet."""
    rows = (row for row in listed(connection) if row.has_password and row.must_change)
    return [row for row in rows if row.seen_at is None and not row.is_disabled]


def reset_unused(url: str, words: Mapping[str, str], witness: database.Witness = database.unseen) -> None:
    """Give accounts, by their names, other first passwords, all or none; what `witness` raises takes them back.

    Raises AccountError where somebody signed in meanwhile: the password that they chose stays.
    """
    hashed = {name: _hashed(password, name) for name, password in words.items()}
    with database.writing(url) as connection:
        rows = {row.name: row for row in never_in(connection)}
        if missing := sorted(hashed.keys() - rows):
            raise AccountError(f"«{missing[0]}» vừa đăng nhập hoặc vừa được đổi. Chưa có gì thay đổi; hãy làm lại.")
        for name, kept in hashed.items():
            _set(connection, rows[name], password_hash=kept, failures=0, failed_at=None)
            events.add(connection, "password", name, {"đặt lại": "bắt đổi khi đăng nhập"})
        witness(connection)


def change_password(url: str, account_id: int, old: str, new: str) -> None:
    """Exchange one's own password and end all of one's sessions. Raises AccountError."""
    with database.reading(url) as connection:
        row = connection.execute(select(Account.name, Account.password_hash).where(Account.id == account_id)).one()
    if not passwords.fits(row.password_hash, old):
        raise AccountError("Mật khẩu đang dùng không đúng.")
    if old == new:
        raise AccountError("Mật khẩu mới phải khác mật khẩu đang dùng.")
    hashed = _hashed(new, row.name)
    with database.writing(url) as connection:
        values = {"password_hash": hashed, "must_change": False, "failures": 0, "failed_at": None}
        connection.execute(update(Account).where(Account.id == account_id).values(**values))
        end_sessions(connection, account_id)
        events.add(connection, "password", row.name)


def end_sessions(connection: Connection, account_id: int) -> None:
    """End all sign-ins of an account."""
    open_ones = (Session.account_id == account_id, Session.ended_at.is_(None))
    connection.execute(update(Session).where(*open_ones).values(ended_at=_now()))


def revoke(url: str, name: str) -> None:
    """End all sign-ins of an account at once; the person may sign in anew. Raises AccountError."""
    with _changed(url, name) as (connection, row):
        end_sessions(connection, row.id)
        events.add(connection, "session", row.name)


@contextmanager
def _changed(url: str, name: str) -> Iterator[tuple[Connection, AccountRow]]:
    """Open a change of one account; one that would leave nobody who can administer is taken back."""
    with database.writing(url) as connection:
        yield connection, find(connection, name)
        if not _administrators(connection):
            raise AccountError("Phải còn ít nhất một người quản trị đang dùng được. Chưa có gì thay đổi.")


def _administrators(connection: Connection) -> int:
    is_admin = (Grant.account_id == Account.id, Grant.kind == ROLE, Grant.value == Role.ADMIN.value)
    query = select(func.count()).select_from(Account).join(Grant, is_admin[0]).where(*is_admin[1:])
    return connection.scalar(query.where(Account.is_disabled.is_(False))) or 0


def check_first(connection: Connection, roles: Collection[Role]) -> None:
    """Raise AccountError where nobody could make the others: from the first account on everybody signs in."""
    if Role.ADMIN not in roles and not _administrators(connection):
        raise AccountError("Tài khoản đầu tiên phải là người quản trị: thêm --role admin")


def check_grants(roles: Collection[Role], places: Collection[str]) -> None:
    """Raise AccountError where no account can have these roles for these places."""
    if not roles:
        raise AccountError("Tài khoản cần ít nhất một vai trò.")
    if places and {Role.ADMIN, Role.PUBLISHER} & set(roles):
        raise AccountError("Người quản trị và người công bố làm việc cho cả tỉnh: không giới hạn theo đơn vị được.")
    unknown = [code for code in places if len(code) not in _PLACE_DIGITS or not versions_of(code)]
    if unknown:
        raise AccountError(f"Không có huyện, xã nào mang mã «{unknown[0]}».")


def _hashed(password: str, name: str) -> str:
    if weakness := passwords.weakness(password, name):
        raise AccountError(weakness)
    return passwords.kept(password)


def _regrant(connection: Connection, row: AccountRow, roles: Iterable[Role], places: Iterable[str]) -> None:
    connection.execute(delete(Grant).where(Grant.account_id == row.id))
    _grant(connection, row.id, roles, places)


def _grant(connection: Connection, account: int, roles: Iterable[Role], places: Iterable[str]) -> None:
    pairs = [*((ROLE, role.value) for role in set(roles)), *((PLACE, code) for code in set(places))]
    rows = [{"account_id": account, "kind": kind, "value": value} for kind, value in pairs]
    connection.execute(insert(Grant), rows)


def _set(connection: Connection, row: AccountRow, **values: object) -> None:
    connection.execute(update(Account).where(Account.id == row.id).values(**values))


def _names(roles: Iterable[Role]) -> str:
    return ", ".join(ROLE_NAMES[role] for role in sorted(roles, key=list(Role).index))


def _places(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes)) or "cả tỉnh"


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
