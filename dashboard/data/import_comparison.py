"""Two loads of one unit held against each other, person by person."""

from collections import Counter

import streamlit as st

import database
import reference
from access.users import current_user
from dashboard import cached
from dashboard.parts import listing, people_seen
from reference import vietnamese
from stats import measures, queries
from stats.measures import PersonChange
from stats.queries import RosterRow

_KINDS = {"gone": "Bớt", "added": "Thêm", "changed": "Sửa"}
_HEADERS = ("Họ và tên", "Thay đổi", "Ngày sinh", "Khác nhau")


def show(import_id: int) -> None:
    """Ask for a unit of the import and another load of it; show whom they tell otherwise."""
    with database.reading(cached.state().url) as connection:
        units = {row.unit_id: row for row in queries.rosters_of_import(connection, import_id, current_user().people)}
    if not units:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit_id = st.selectbox(
            "Đơn vị", list(units), format_func=lambda each: units[each].unit_name, key="compared_unit", width=320
        )
        if unit_id is None:
            return
        others = _others(units[unit_id])
        other = st.selectbox(
            "Lần nạp khác của đơn vị",
            others,
            format_func=_name,
            placeholder="Đơn vị này chỉ có một lần nạp",
            key=f"compared_with_{import_id}_{unit_id}",
            width=420,
        )
    if other is not None:
        before, after = sorted((other, units[unit_id]), key=lambda row: (row.as_of, row.import_id))
        _changes(before, after)


def _others(row: RosterRow) -> list[RosterRow]:
    """List the other loads of the unit; those of the same day first."""
    with database.reading(cached.state().url) as connection:
        rows = queries.rosters_of_unit(connection, row.unit_id, current_user().people)
    others = [each for each in rows if each.import_id != row.import_id]
    return sorted(others, key=lambda each: each.as_of != row.as_of)


def _name(row: RosterRow) -> str:
    return f"Lần {row.import_id}, tính đến {vietnamese.day(row.as_of)}, nạp {vietnamese.moment(row.loaded_at)}"


def _changes(before: RosterRow, after: RosterRow) -> None:
    loads = f"lần nạp {before.import_id} và {after.import_id}"
    people_seen.note(f"So sánh từng người, {before.unit_name}", lần_nạp=loads)
    with database.reading(cached.state().url) as connection:
        scope = current_user().people
        people = [queries.people_of_roster(connection, row.import_id, row.unit_id, scope) for row in (before, after)]
    changes = measures.person_changes(*people)
    sizes = " → ".join(vietnamese.number(len(each)) for each in people)
    kinds = Counter(change.kind for change in changes)
    counts = ", ".join(f"{label.lower()} {vietnamese.number(kinds[kind])}" for kind, label in _KINDS.items())
    st.markdown(f"Từ lần nạp {before.import_id} đến lần nạp {after.import_id}: {sizes} người; {counts}.")
    if changes:
        table = listing.of_rows("Người khác nhau giữa hai lần nạp", _HEADERS, map(_row, changes))
        listing.show(listing.finish(table), key="compared_people")


def _row(change: PersonChange) -> tuple[str, str, str, str]:
    differences = "; ".join(_difference(*each) for each in change.fields)
    return (change.name, _KINDS[change.kind], _birth(change.born), differences)


def _difference(field: str, old: str | None, new: str | None) -> str:
    words = " → ".join(reference.code_label(field, value) for value in (old, new))
    return f"{reference.field_label(field)}: {words}"


def _birth(iso: str | None) -> str:
    """Write a birth date as far as the roster tells it: «1975-03» -> «03/1975»."""
    return "/".join(reversed((iso or "").split("-")))
