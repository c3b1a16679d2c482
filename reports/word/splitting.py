"""A table with more columns than a page is wide, as several: each begins with the columns that say what a row is."""

from dataclasses import replace
from itertools import groupby

from presentation.charts import Table
from reports.contents.model import Tabular
from reports.contents.writing import PATH
from reports.word.tables import least_widths


def parts(tabular: Tabular, width: int) -> tuple[Tabular, ...]:
    """The table itself where it fits into `width` twips; else tables of whole groups of columns, titled by them.

    A group that is too wide alone stays one: its words are broken rather than its columns parted.
    """
    least = least_widths(tabular.table)
    if sum(least) <= width:
        return (tabular,)
    headers = [column.header for column in tabular.table.columns]
    keys = next((place for place, header in enumerate(headers) if PATH in header), 1) or 1
    packed: list[list[int]] = []
    for _, members in groupby(range(keys, len(headers)), key=lambda place: _group(headers, place)):
        group = list(members)
        used = sum(least[place] for place in [*range(keys), *(packed[-1] if packed else [])])
        if packed and used + sum(least[place] for place in group) <= width:
            packed[-1] += group
        else:
            packed.append(group)
    return tuple(_part(tabular, [*range(keys), *group], number, len(packed)) for number, group in enumerate(packed, 1))


def _group(headers: list[str], place: int) -> str:
    """Name a column's group: columns under a common head belong together; each other one is its own group."""
    head, separator, _ = headers[place].partition(PATH)
    return head if separator else f"{place}"


def _part(tabular: Tabular, places: list[int], number: int, of: int) -> Tabular:
    """Make one part; the notes stand below the last."""
    table = tabular.table
    part = Table(
        tuple(table.columns[place] for place in places),
        tuple(tuple(row[place] for place in places) for row in table.rows),
    )
    title = f"{tabular.title} (phần {number}/{of})"
    return replace(tabular, title=title, table=part, notes=tabular.notes if number == of else ())
