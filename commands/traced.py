"""The rows behind a number, as `stats --list` prints them: «file › sheet › dòng n › ô», with names only where asked."""

from access import events
from access.users import current_user
from presentation import crossing
from reference import vietnamese
from stats.cube import Conditions
from stats.measures.layouts import Layout
from stats.selection import Selection
from stats.source import StatisticsSource
from stats.tracing import cells_of, people_behind


def print_rows(source: StatisticsSource, url: str, selection: Selection, where: Conditions, *, names: bool) -> None:
    """Print a line for each person of the conditions; a look at names is written down among the events."""
    rows = people_behind(source, selection, where, current_user().people)
    words = crossing.conditions(Layout(where=where), crossing.words_of(source, selection))
    if names and rows:
        day = vietnamese.day(selection.as_of)
        events.record(url, "people", f"Ai, ở đâu? {words} Tính đến {day}"[:500], {"số người": len(rows)})
    for row in rows:
        places = ", ".join(dict.fromkeys(cell for cells in cells_of(row, where).values() for cell in cells))
        print(row.place + (f" › ô {places}" if places else "") + (f" · {row.full_name}" if names else ""))
    print(f"{vietnamese.number(len(rows))} người, tính đến {vietnamese.day(selection.as_of)}. {words}".rstrip())
