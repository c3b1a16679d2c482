"""Sign-ins: begun with a right password, kept in the database, ended by their owner, an administrator or idleness."""

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Lock

from sqlalchemy import Connection, insert, select, update

import database
from access import accounts, events, passwords
from access.actors import Actor, Role
from access.users import Presence
from models import Account, Grant, Session
from reference import limit
from stats.scope import Scope

REFUSED = "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang bị khóa."
_TOLERATED = timedelta(minutes=5)
"""A clock that is put right by so little ends no session."""
_STRANGERS = 2_000
"""Unknown names whose failures are counted: they wait as known ones do, so that nobody learns which names exist."""


class SignInError(Exception):
    """Nobody was let in; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """A session that holds: who it is of, and how long it lasts without a click."""

    actor: Actor
    token_hash: str
    origin: str
    left: timedelta

    @property
    def presence(self) -> Presence:
        """Its owner, as registers write them down."""
        return Presence(self.actor, self.origin, self.token_hash)


@dataclass(slots=True)
class _Failures:
    """Wrong passwords in a row, the last of them when."""

    number: int = 0
    last: datetime | None = None


class _Strangers:
    """Failures under names that nobody has, in memory: the longest unused goes first."""

    def __init__(self) -> None:
        self._by_name: OrderedDict[str, _Failures] = OrderedDict()
        self._lock = Lock()

    def take_try(self, name: str) -> "_Try":
        """Count a try under a name, unless it has to wait."""
        key = _digest(name)
        with self._lock:
            failures = self._by_name.setdefault(key, _Failures())
            self._by_name.move_to_end(key)
            while len(self._by_name) > _STRANGERS:
                self._by_name.popitem(last=False)
            if wait := _wait(failures):
                return _Try(wait)
            failures.number, failures.last = failures.number + 1, _now()
            return _Try(0, failures.number)


_strangers = _Strangers()


def hash_of(token: str) -> str:
    """Give what is kept of a session's token."""
    return _digest(token)


def _digest(text: str) -> str:
    return sha256(text.encode(errors="replace")).hexdigest()


def idle() -> timedelta:
    """Give the time without a click after which a session is over."""
    return timedelta(minutes=int(limit("session_idle_minutes")))


# In


def sign_in(url: str, name: str, password: str, origin: str) -> str:
    """Begin a session for whoever knows the password; give its token. Raises SignInError.

    From the fifth failure in a row on, the next try has to wait; the tenth locks the account. Nobody learns from the
    answer, or from how long it takes, whether a name exists.
    """
    name = name.strip().lower()[:60]
    who = Presence(Actor(name), origin)
    taken = _take_try(url, name)
    if taken.wait:
        events.record(url, "refused", name, {"lý do": "phải đợi"}, who)
        raise SignInError(f"Sai mật khẩu nhiều lần liên tiếp. Hãy đợi {taken.wait} giây rồi thử lại.")
    fits = passwords.fits(taken.password_hash, password)
    if taken.account is not None and taken.password_hash and fits and taken.is_open:
        return _begin_with_password(url, taken.account, password, taken.password_hash, origin)
    reason = f"sai mật khẩu lần {taken.number}" if taken.is_open else "tài khoản bị khóa"
    events.record(url, "refused", name, {"lý do": reason}, who)
    raise SignInError(REFUSED)


@dataclass(frozen=True, slots=True)
class _Try:
    """A try that counts as a failure until it turns out right; with `wait` seconds it is none yet."""

    wait: int
    number: int = 0
    account: int | None = None
    password_hash: str | None = None
    is_open: bool = True


def _take_try(url: str, name: str) -> _Try:
    """Count a try before the password is looked at: a hundred at once are a hundred."""
    with database.writing(url) as connection:
        row = connection.execute(select(Account.__table__).where(Account.name == name)).one_or_none()
        if row is None:
            return _strangers.take_try(name)
        if wait := _wait(_Failures(row.failures, row.failed_at)):
            return _Try(wait)
        values = {"failures": row.failures + 1, "failed_at": _now()}
        connection.execute(update(Account).where(Account.id == row.id).values(**values))
    is_open = not row.is_disabled and row.failures < int(limit("failures_lock"))
    return _Try(0, row.failures + 1, row.id, row.password_hash, is_open)


def _wait(failures: _Failures) -> int:
    """Count the seconds that the next try has to wait; 0 where it need not."""
    beyond = failures.number - int(limit("failures_slow"))
    if beyond < 0 or failures.last is None or failures.number >= int(limit("failures_lock")):
        return 0
    longest = int(limit("failures_wait_seconds") * 2**beyond)
    until = failures.last + timedelta(seconds=longest)
    return min(longest, max(0, round((until - _now()).total_seconds())))


def _begin_with_password(url: str, account_id: int, password: str, kept: str, origin: str) -> str:
    anew = passwords.kept(password) if passwords.is_outdated(kept) else kept
    with database.writing(url) as connection:
        values = {"failures": 0, "failed_at": None, "password_hash": anew}
        changed = update(Account).where(Account.id == account_id, Account.is_disabled.is_(False))
        if not connection.execute(changed.values(**values)).rowcount:
            raise SignInError(REFUSED)
        return begin(connection, account_id, origin)


def begin(connection: Connection, account_id: int, origin: str, way: str = "") -> str:
    """Begin a session with a token that nobody has had before; `way`: how the person proved who they are."""
    token, now = secrets.token_urlsafe(32), _now()
    values = {"account_id": account_id, "token_hash": _digest(token), "origin": origin[:60]}
    connection.execute(insert(Session).values(**values, begun_at=now, seen_at=now))
    name = connection.scalar(select(Account.name).where(Account.id == account_id)) or ""
    events.add(connection, "signed_in", name, {"cách": way} if way else None, Presence(Actor(name), origin))
    return token


# There


def find(connection: Connection, token_hash: str, seen: datetime | None = None) -> SignIn | None:
    """Find the session of a token that holds now; None for one that is over, or was never.

    `seen`: when this process heard of it last, where that is not yet in the database.
    """
    rows = connection.execute(
        select(
            *(Session.origin, Session.seen_at, Account.id, Account.name, Account.full_name, Account.must_change),
            *(Grant.kind, Grant.value),
        )
        .join(Account, Session.account_id == Account.id)
        .outerjoin(Grant, Grant.account_id == Account.id)
        .where(Session.token_hash == token_hash, Session.ended_at.is_(None), Account.is_disabled.is_(False))
    ).all()
    if not rows:
        return None
    row = rows[0]
    left = max(row.seen_at, seen or row.seen_at) + idle() - _now()
    # Seen in the future: the clock went back, and nobody knows how long ago that was.
    if not timedelta() < left <= idle() + _TOLERATED:
        return None
    roles = frozenset(Role(each.value) for each in rows if each.kind == accounts.ROLE)
    places = frozenset(each.value for each in rows if each.kind == accounts.PLACE)
    actor = Actor(
        row.name,
        roles,
        scope=Scope(places or None),
        full_name=row.full_name,
        account=row.id,
        must_change=row.must_change,
    )
    return SignIn(actor, token_hash, row.origin, left)


def touch(url: str, token_hash: str, at: datetime) -> None:
    """Write down that somebody was there."""
    holds = (Session.token_hash == token_hash, Session.ended_at.is_(None), Session.seen_at < at)
    with database.writing(url) as connection:
        connection.execute(update(Session).where(*holds).values(seen_at=at))


# Out


def end(url: str, token_hash: str) -> None:
    """End a session for good."""
    with database.writing(url) as connection:
        session = find(connection, token_hash)
        holds = (Session.token_hash == token_hash, Session.ended_at.is_(None))
        connection.execute(update(Session).where(*holds).values(ended_at=_now()))
        if session is not None:
            events.add(connection, "signed_out", session.actor.name, None, session.presence)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
