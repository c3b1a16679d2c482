"""Pages with their selection, kept under a name: for the user alone, or for everybody of the office."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import delete, insert, select

import database
from access.users import current_user
from models import NamedView
from reference import vietnamese

LONGEST = 120
"""Letters of a name."""


@dataclass(frozen=True, slots=True)
class KeptView:
    """A view as it is kept; `page` is a page's address, `query` its parameters."""

    id: int
    name: str
    page: str
    query: Mapping[str, str]
    made_by: str
    is_of_office: bool


def views(url: str) -> list[KeptView]:
    """List the views of the office and of the user, in alphabetical order."""
    seen = select(NamedView.__table__).where(NamedView.owner.in_(["", current_user().name]))
    with database.reading(url) as connection:
        rows = connection.execute(seen).all()
    kept = [
        KeptView(
            row.id,
            row.name,
            page=row.page,
            query=dict(parse_qsl(row.query)),
            made_by=row.made_by,
            is_of_office=not row.owner,
        )
        for row in rows
    ]
    return sorted(kept, key=lambda view: (vietnamese.collation_key(view.name), view.is_of_office))


def keep(url: str, name: str, page: str, query: Mapping[str, str], *, for_office: bool) -> bool:
    """Keep a page with the parameters of its address under a name; False where the name is taken, or is none."""
    name, user = " ".join(name.split())[:LONGEST], current_user().name
    owner = "" if for_office else user
    with database.writing(url) as connection:
        taken = connection.scalar(select(NamedView.id).where(NamedView.owner == owner, NamedView.name == name))
        if taken is not None or not name:
            return False
        values = {"owner": owner, "name": name, "page": page, "query": urlencode(query)}
        now = datetime.now(UTC).replace(tzinfo=None)
        connection.execute(insert(NamedView).values(**values, made_by=user, made_at=now))
    return True


def remove(url: str, view_id: int) -> None:
    """Remove a view of the office or of the user; nothing where it is gone already."""
    mine = NamedView.owner.in_(["", current_user().name])
    with database.writing(url) as connection:
        connection.execute(delete(NamedView).where(NamedView.id == view_id, mine))
