"""Birth dates: in one column, under Nam | Nữ (which tells the gender), or day, month and year in three columns."""

from typing import Any

from etl.extracting import columns as cells_of
from etl.extracting.people import SheetReader
from etl.normalising.dates import read_date
from etl.normalising.values import BLANK, word_kind

_COLUMNS = (("birth_date", None), ("birth_date_male", "male"), ("birth_date_female", "female"))
"""The fields of dates, and the gender that a date under each tells."""
_BEFORE_THE_YEAR = ("birth_day", "birth_month")


def read_births(reader: SheetReader) -> None:
    """Fill `birth` and `birth_columns` of the reader's people, and `gender` where the column of a date tells it.

    It is called before `SheetReader.read`, which holds the gender's own column against that.
    """
    people = reader.people
    people.birth = [None] * len(people)
    people.birth_columns = [0] * len(people)
    for name, gender in _COLUMNS:
        for column in reader.layout.of_field(name):
            _read_column(reader, column.index, gender)
    _read_parts(reader)


def _read_column(reader: SheetReader, index: int, gender: str | None) -> None:
    people = reader.people
    cells = reader.column_values(index)
    table = {value: read_date(value, latest=reader.as_of) for value in set(cells)}
    blank = {value for value, born in table.items() if born is None and word_kind(value) == BLANK}
    if gender is None and not any(people.birth) and all(born or value in blank for value, born in table.items()):
        people.birth = [table[value] for value in cells]
        people.birth_columns = [index] * len(cells)
        return
    if gender:
        people.present[index] = [value not in blank for value in cells]
    for person, value in enumerate(cells):
        if value in blank:
            continue
        born = table[value]
        if gender:
            _note_gender(reader, person, index, gender)
        if born is None:
            reader.report("unreadable_date", person, index, "birth_date", cells_of.quote(value))
        else:
            people.birth[person] = born
            people.birth_columns[person] = index


def _note_gender(reader: SheetReader, person: int, index: int, gender: str) -> None:
    """Note the gender that a date's column tells; dates in both columns tell none."""
    genders: list[Any] = reader.slot("gender")
    if genders[person] is not None and genders[person] != gender:
        reader.report("two_birth_dates", person, index, "gender", "")
        genders[person] = None
    else:
        genders[person] = gender


def _read_parts(reader: SheetReader) -> None:
    """Read day, month and year in three columns."""
    years = reader.layout.of_field("birth_year")
    if not years:
        return
    index = years[0].index
    before = [of_field[0].index for name in _BEFORE_THE_YEAR if (of_field := reader.layout.of_field(name))]
    columns = [cells_of.texts(reader.column_values(column)) for column in (*before, index)]
    for person, (*parts, year) in enumerate(zip(*columns, strict=True)):
        if not year:
            continue
        text = "/".join([*(part for part in parts if part.strip("0 ")), year])
        born = read_date(text, latest=reader.as_of)
        if born is None:
            reader.report("unreadable_date", person, index, "birth_date", text)
        else:
            reader.people.birth[person] = born
            reader.people.birth_columns[person] = index
