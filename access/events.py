"""The chain of events: who did what, when and from where. Each row bears the hash of the one before.

A row that was changed, left out or put in does not fit its neighbours; the database refuses it beforehand.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

import database
from access.users import Presence, present
from models import Event

ACTS = {
    "signed_in": "Đăng nhập",
    "refused": "Đăng nhập bị từ chối",
    "signed_out": "Đăng xuất",
    "password": "Đổi mật khẩu",
    "account": "Thêm, sửa tài khoản",
    "session": "Ngắt phiên đăng nhập",
    "load": "Nạp danh sách",
    "undo": "Hoàn tác lần nạp",
    "upload": "Gửi danh sách chờ duyệt",
    "erasure": "Xóa dữ liệu cá nhân",
    "approval": "Duyệt danh sách",
    "settings": "Đổi thiết lập",
    "answer": "Trả lời cách ghi",
    "forget": "Xóa câu trả lời",
    "export": "Xuất tệp",
    "publication": "Công bố, thu hồi",
    "people": "Xem danh sách người",
    "denied": "Bị từ chối vì không có quyền",
    "clock": "Đồng hồ máy chạy lùi, nhảy tới",
}
"""The kinds of events and their words."""
_FIRST = "0" * 64
_TOLERATED = timedelta(seconds=2)
"""Clocks of two processes differ by so much without being worth a word."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """A row of the chain; `details` as `models.Event`."""

    id: int
    at: datetime
    by: str
    origin: str
    act: str
    subject: str
    details: str
    hash: str


def add(
    connection: Connection,
    act: str,
    subject: str,
    details: Mapping[str, object] | None = None,
    who: Presence | None = None,
) -> None:
    """Write down an event in a write transaction (`database.writing`), of which there is one at a time.

    `who` is the present user where nothing else is said. A clock that went back gives no earlier moment than the row
    before: that it did is an event of its own. Raises KeyError for an unknown act.
    """
    if act not in ACTS:
        raise KeyError(act)
    who = who or present()
    row = connection.execute(select(Event.id, Event.at, Event.hash).order_by(Event.id.desc()).limit(1)).one_or_none()
    number, last, previous = (row.id, row.at, row.hash) if row else (0, datetime.min, _FIRST)  # noqa: DTZ901
    now = _now()
    if last - now > _TOLERATED:
        words = {"đồng hồ": now.isoformat(" ", "seconds"), "sự kiện trước": last.isoformat(" ", "seconds")}
        clock = Presence(who.actor, who.origin)
        previous = _insert(
            connection,
            number + 1,
            at=max(now, last),
            who=clock,
            act="clock",
            subject="",
            details=words,
            previous=previous,
        )
        number += 1
    _insert(
        connection,
        number + 1,
        at=max(now, last),
        who=who,
        act=act,
        subject=subject,
        details=details or {},
        previous=previous,
    )


def witness(act: str, subject: str, details: Mapping[str, object] | None = None) -> database.Witness:
    """Make what writes an event down in the transaction of the act that it tells of."""
    return lambda connection: add(connection, act, subject, details)


def record(
    url: str, act: str, subject: str, details: Mapping[str, object] | None = None, who: Presence | None = None
) -> None:
    """Write down an event in a transaction of its own: of what the database does not do itself."""
    with database.writing(url) as connection:
        add(connection, act, subject, details, who)


def newest(connection: Connection, act: str | None = None, subject: str | None = None) -> datetime | None:
    """Look up the moment of the last event, of a kind and with a subject where they are given; None: there is none."""
    query = select(Event.at).order_by(Event.id.desc()).limit(1)
    query = query if act is None else query.where(Event.act == act)
    return connection.scalar(query if subject is None else query.where(Event.subject == subject))


def _insert(
    connection: Connection,
    number: int,
    at: datetime,
    who: Presence,
    act: str,
    subject: str,
    details: Mapping[str, object],
    previous: str,
) -> str:
    text = json.dumps(details, ensure_ascii=False, default=str) if details else ""
    row = EventRow(
        number,
        at,
        by=who.actor.name[:80],
        origin=who.origin[:60],
        act=act,
        subject=subject[:500],
        details=text,
        hash="",
    )
    digest = _hash(row, previous)
    values = {name: getattr(row, name) for name in EventRow.__dataclass_fields__}
    connection.execute(insert(Event).values(values | {"hash": digest}))
    return digest


def _hash(row: EventRow, previous: str) -> str:
    parts = [row.id, row.at.isoformat(timespec="microseconds"), row.by, row.origin, row.act, row.subject, row.details]
    return sha256(json.dumps([previous, *parts], ensure_ascii=False).encode()).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def broken_at(connection: Connection) -> int | None:
    """Find the first event that does not fit the chain; None where all do."""
    previous = _FIRST
    for number, row in enumerate(_rows(connection, select(Event.__table__).order_by(Event.id)), 1):
        if row.id != number or row.hash != _hash(row, previous):
            return number
        previous = row.hash
    return None


def events(
    connection: Connection, *, by: str = "", act: str = "", words: str = "", most: int | None = None
) -> list[EventRow]:
    """List events, newest first: of one user, of one kind, with these words in subject or details."""
    query = select(Event.__table__).order_by(Event.id.desc()).limit(most)
    query = query.where(Event.by == by) if by else query
    query = query.where(Event.act == act) if act else query
    if words:
        like = (Event.subject + " " + Event.details).icontains(words, autoescape=True)
        query = query.where(like)
    return list(_rows(connection, query))


def count(connection: Connection) -> int:
    """Count all events."""
    return connection.scalar(select(func.count()).select_from(Event)) or 0


def authors(connection: Connection) -> list[str]:
    """List everybody who stands in the chain, by name."""
    return sorted(connection.scalars(select(Event.by).distinct()))


def _rows(connection: Connection, query: Select[Any]) -> Iterator[EventRow]:
    for row in connection.execute(query, execution_options={"yield_per": 1000}):
        yield EventRow(*row)
