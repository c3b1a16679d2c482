"""Danh mục đơn vị: search the register; add or correct a unit or a body; the office's changes, and taking one back."""

import settings
from access import recorded
from dashboard import cached
from dashboard.system import unit_changes, unit_entry, unit_list
from etl import office_units, unit_entries
from etl.reading.entered_rows import Entry
from etl.records import SourceFile

state = cached.state()
of_bodies = unit_list.choose()
chosen = unit_list.show(state, of_bodies=of_bodies)


def read(name: str, content: bytes) -> list[Entry]:
    """Read the rows of a file that was handed in."""
    return unit_entries.entries_in(SourceFile(name, content), settings.from_environment())


doors = unit_entry.Doors(
    Entry,
    check=lambda entries: [problem.message for problem in office_units.examine(state.url, entries)[1]],
    enter=lambda entries, note: recorded.enter_units(state.url, entries, note),
    read=read,
)
unit_entry.show(chosen, state.province, doors, of_bodies=of_bodies)
unit_changes.show(state.url, lambda number, reason: recorded.take_units_back(state.url, number, reason))
