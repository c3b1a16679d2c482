"""Pages with their selection, kept under a name: for the user alone, or for everybody of the office."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import ColumnElement, delete, insert, or_, select

import database
from access.actors import Act, NotAllowedError
from access.users import current_user
from models import NamedView
from reference import vietnamese
from reports.inputs import CrossChoice
from stats.crossing import USUAL
from stats.measures.layouts import Layout

CROSS_TABLES = "bang-cheo"
"""The address of the page «Bảng chéo»."""
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
    may_be_removed: bool = True
    """By whoever looks: one of the office is its maker's, and an administrator's."""


def views(url: str) -> list[KeptView]:
    """List the views of the office and of the user, in alphabetical order."""
    seen = select(NamedView.__table__).where(NamedView.owner.in_(["", current_user().name]))
    with database.reading(url) as connection:
        rows = connection.execute(seen).all()
        removable = set(connection.scalars(select(NamedView.id).where(_removable())))
    kept = [
        KeptView(
            row.id,
            row.name,
            page=row.page,
            query=dict(parse_qsl(row.query)),
            made_by=row.made_by,
            is_of_office=not row.owner,
            may_be_removed=row.id in removable,
        )
        for row in rows
    ]
    return sorted(kept, key=lambda view: (vietnamese.collation_key(view.name), view.is_of_office))


def may_keep_for_office() -> bool:
    """Tell whether whoever is here may keep a view for everybody: not who is confined to some places."""
    return current_user().scope.is_whole


def crosses(url: str) -> dict[str, CrossChoice]:
    """Give the cross-tables among the views by their names; of two of a name the user's own."""
    kept = [view for view in views(url) if view.page == CROSS_TABLES]
    kept.sort(key=lambda view: not view.is_of_office)
    layouts = ((view.name, Layout.from_query(view.query)) for view in kept)
    return {name: CrossChoice(name, layout if layout.rows else USUAL) for name, layout in layouts}


def keep(url: str, name: str, page: str, query: Mapping[str, str], *, for_office: bool) -> bool:
    """Keep a page with the parameters of its address under a name; False where the name is taken, or is none.

    Raises NotAllowedError where it is for the office and may not be.
    """
    if for_office and not may_keep_for_office():
        raise NotAllowedError("Tài khoản của một số đơn vị chỉ lưu được màn hình cho riêng mình.")
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
    """Remove a view of the user, or of the office where they may; nothing where it is gone already."""
    with database.writing(url) as connection:
        connection.execute(delete(NamedView).where(NamedView.id == view_id, _removable()))


def _removable() -> ColumnElement[bool]:
    user = current_user()
    of_office = (NamedView.owner == "") & (NamedView.made_by == user.name)
    return or_(NamedView.owner == user.name, NamedView.owner == "" if user.may(Act.SETTINGS) else of_office)
