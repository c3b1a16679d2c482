"""Accounts with what they may do, the sessions of those who signed in, and what happened in the house."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from schema.base import Base


class Account(Base):
    """A person who signs in; one that is not used any more is disabled, never removed: registers name it."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    """The name to sign in with, in lower case; registers write it down."""
    full_name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str | None] = mapped_column(String(255))
    """Argon2id with its parameters; none: signs in elsewhere (OpenID Connect, the office's proxy)."""
    must_change: Mapped[bool]
    """True: the password was given by somebody else and is exchanged at the next sign-in."""
    is_disabled: Mapped[bool]
    failures: Mapped[int]
    """Wrong passwords since the last right one."""
    failed_at: Mapped[datetime | None]
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime]


class Grant(Base):
    """A role of an account, or a place that it is confined to."""

    __tablename__ = "grants"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    """`role` or `place`."""
    value: Mapped[str] = mapped_column(String(20), primary_key=True)
    """A role's name, or the code of a district (3 digits) or commune (5); without a place it is the whole province."""


class Session(Base):
    """A sign-in that lasts until it is ended, revoked or idle too long."""

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the cookie: whoever reads the database cannot sign in with it."""
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    origin: Mapped[str] = mapped_column(String(60))
    """The address that the browser came from."""
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Event(Base):
    """Something that somebody did; rows are added only, and each bears the hash of the one before."""

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """From 1 without a gap."""
    at: Mapped[datetime] = mapped_column(index=True)
    """UTC, never earlier than the row before."""
    by: Mapped[str] = mapped_column(String(80), index=True)
    origin: Mapped[str] = mapped_column(String(60))
    """The browser's address; `lệnh` for the command line."""
    act: Mapped[str] = mapped_column(String(40), index=True)
    """A name of `access.events.ACTS`."""
    subject: Mapped[str] = mapped_column(String(500))
    """The thing that it was done to, in words; no names of persons on rosters."""
    details: Mapped[str] = mapped_column(Text)
    """More of it: old and new value, the selection; empty where nothing is to be said."""
    hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the row before and of this one."""
