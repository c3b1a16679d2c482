"""Reports under an address of this server: written once, frozen, corrected by another one, or withdrawn."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, exists, insert, select, update

import database
from dissemination import ledger
from models import Export, Publication, PublicationFile

_TOKEN_BYTES = 32
"""256 bits by the operating system's dice: as many as a key that nobody can guess."""
LONGEST_REASON = 500
"""Letters of the reason of a withdrawal, as the table holds them."""
TWICE = "đã công bố"
"""The ledger's reason where another window was faster."""


class NotPublishedError(Exception):
    """Nothing was put out; the message is a Vietnamese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A report that shall be put out.

    `files`: name and bytes of what can be had from the page; `replaces`: a publication's id.
    `content_hash` is equal for equal reports, and `changes` tells what differs from the one that is replaced.
    """

    content_hash: str
    report: dict[str, Any]
    files: Sequence[tuple[str, bytes]] = ()
    replaces: int | None = None
    changes: Sequence[str] = ()


def store(url: str, number: str, draft: Draft) -> tuple[int, bool]:
    """Put the draft out under that number of the ledger; give the publication's id, and True where it is new.

    Where the same report stands already (another window was faster), its id is given, and the number is closed as
    failed: one report, one address. Raises NotPublishedError where the one to replace was replaced or withdrawn
    meanwhile, `ledger.NotIssuedError` where nothing can be written.
    """
    with ledger.writing(url) as connection:
        standing = standing_id(connection, draft.content_hash)
        if standing is not None:
            ledger.close(connection, number, status=ledger.FAILED, reason=TWICE)
            return standing, False
        if draft.replaces is not None:
            _check_replaceable(connection, draft.replaces)
        return _insert(connection, number, draft), True


def standing_id(connection: Connection, content_hash: str) -> int | None:
    """Find the publication with that content which nobody has withdrawn or corrected; None where there is none."""
    later = exists().where(_later.replaces_id == Publication.id)
    query = select(Publication.id).where(
        Publication.content_hash == content_hash, Publication.withdrawn_at.is_(None), ~later
    )
    return connection.scalar(query)


_later = Publication.__table__.alias("later").c


def _check_replaceable(connection: Connection, publication_id: int) -> None:
    known = connection.scalar(select(exists().where(Publication.id == publication_id)))
    replaced = connection.scalar(select(exists().where(Publication.replaces_id == publication_id)))
    if not known or replaced:
        raise NotPublishedError(
            "Bản công bố này đã có bản đính chính. Hãy tải lại trang «Sổ xuất báo cáo» và đính chính bản mới nhất."
        )


def _insert(connection: Connection, number: str, draft: Draft) -> int:
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    export_id = connection.scalar(select(Export.id).where(ledger.is_number(number)))
    key = connection.execute(
        insert(Publication).values(
            export_id=export_id,
            token=token,
            token_hash=hash_of(token),
            content_hash=draft.content_hash,
            report=draft.report,
            replaces_id=draft.replaces,
            changes=list(draft.changes),
        )
    ).inserted_primary_key
    if key is None:
        raise RuntimeError("publications gave no key")
    rows = [
        {
            "publication_id": int(key[0]),
            "name": name,
            "sha256": sha256(content).hexdigest(),
            "size": len(content),
            "content": content,
        }
        for name, content in draft.files
    ]
    if rows:
        connection.execute(insert(PublicationFile), rows)
    size = sum(len(content) for _, content in draft.files)
    ledger.close(connection, number, status=ledger.DONE, sha256=draft.content_hash, size=size)
    return int(key[0])


def hash_of(token: str) -> str:
    """Give the SHA-256 that a token is looked up by."""
    return sha256(token.encode()).hexdigest()


def withdraw(url: str, publication_id: int, by: str, reason: str, witness: database.Witness = database.unseen) -> bool:
    """Take a publication back; its address then says so, and why. False where it was withdrawn before."""
    now = datetime.now(UTC).replace(tzinfo=None)
    with ledger.writing(url) as connection:
        done = connection.execute(
            update(Publication)
            .where(Publication.id == publication_id, Publication.withdrawn_at.is_(None))
            .values(withdrawn_at=now, withdrawn_by=by[:80], withdrawn_reason=reason[:LONGEST_REASON])
        )
        if done.rowcount == 1:
            witness(connection)
    return done.rowcount == 1


def restore(url: str, publication_id: int, witness: database.Witness = database.unseen) -> bool:
    """Take a withdrawal back: the address shows the report again. False where nothing was withdrawn.

    Raises NotPublishedError where the same report stands under another address by now.
    """
    withdrawn = (Publication.id == publication_id, Publication.withdrawn_at.is_not(None))
    with ledger.writing(url) as connection:
        content_hash = connection.scalar(select(Publication.content_hash).where(*withdrawn))
        if content_hash is None:
            return False
        if standing_id(connection, content_hash) is not None:
            raise NotPublishedError("Báo cáo này đang được công bố dưới một địa chỉ khác; hãy dùng địa chỉ đó.")
        nothing = dict.fromkeys(("withdrawn_at", "withdrawn_by", "withdrawn_reason"))
        connection.execute(update(Publication).where(*withdrawn).values(**nothing))
        witness(connection)
    return True
