"""The dates since when people are in the Party: kept while a roster is checked, not loaded."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from etl.extracting.people import SheetReader
from etl.normalising import values
from etl.normalising.dates import PartialDate, read_date


def read_party_dates(reader: SheetReader) -> dict[int, tuple[PartialDate, str]]:
    """Read the earliest date that the columns of party membership tell of a person, and its cell; who has none is left
    out."""
    dates_and_cells: dict[int, tuple[PartialDate, str]] = {}
    for column in reader.layout.of_field("party_member"):
        cells = reader.column_values(column.index)
        dates = _dates(cells, reader.as_of)
        for person, value in enumerate(cells) if dates else ():
            joined = dates.get(value)
            if joined is not None and (
                person not in dates_and_cells or joined.number < dates_and_cells[person][0].number
            ):
                dates_and_cells[person] = (joined, reader.address(person, column.index))
    return dates_and_cells


def _dates(cells: Sequence[Any], as_of: date) -> dict[Any, PartialDate]:
    distinct = (value for value in set(cells) if values.word_kind(value) is None)
    table = {value: read_date(value, latest=as_of) for value in distinct}
    return {value: day for value, day in table.items() if day is not None}
