"""Since when people are in the Party: kept while a roster is checked, not loaded."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from etl.extracting.people import SheetReader
from etl.normalising import values
from etl.normalising.dates import PartialDate, read_date


def read_party_dates(reader: SheetReader) -> dict[int, tuple[PartialDate, str]]:
    """The earliest date that the columns of party membership tell of a person, and its cell; whoever has none is left
    out."""
    found: dict[int, tuple[PartialDate, str]] = {}
    for column in reader.layout.of_field("party_member"):
        cells = reader.column_values(column.index)
        dates = _dates(cells, reader.as_of)
        for person, value in enumerate(cells) if dates else ():
            joined = dates.get(value)
            if joined is not None and (person not in found or joined.number < found[person][0].number):
                found[person] = (joined, reader.address(person, column.index))
    return found


def _dates(cells: Sequence[Any], as_of: date) -> dict[Any, PartialDate]:
    told = (value for value in set(cells) if values.word_kind(value) is None)
    read = {value: read_date(value, latest=as_of) for value in told}
    return {value: day for value, day in read.items() if day is not None}
