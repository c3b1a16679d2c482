"""People by gender as a table: every field that anybody declares by men and women."""

import reference
from presentation.charts import counted
from presentation.charts.model import Column, Kind, Table
from presentation.charts.of_composition import FIELDS, GENDERS
from stats.composition import GenderRow, by_gender
from stats.protected import NotGivenError
from stats.selection import Selection
from stats.source import StatisticsSource


def gender_table(source: StatisticsSource, selection: Selection) -> Table:
    """Make a row for each value of each field that anybody declares; what may not leave so is left out."""
    rows: list[tuple[str, GenderRow]] = []
    for field in FIELDS:
        if not is_declared(source, selection, field):
            continue
        try:
            rows += [(field, row) for row in by_gender(source, selection, field)]
        except NotGivenError:  # ethnic groups and religions without «LƯU HÀNH NỘI BỘ»
            continue
    texts, heads = ("Chỉ tiêu", "Giá trị"), ("Nam", "Nữ", "Không khai giới tính", "Số người")
    columns = (*(Column(name, Kind.TEXT) for name in texts), *(Column(name, Kind.COUNT) for name in heads))
    table = Table(
        columns,
        tuple((reference.field_label(f), row.label, row.men, row.women, row.unknown, row.people) for f, row in rows),
    )
    values = [counted.of_codes(field, (row.code,)) for field, row in rows]
    return table.with_people(values, (*GENDERS, counted.EVERYBODY))


def is_declared(source: StatisticsSource, selection: Selection, field: str) -> bool:
    """Tell whether anybody of a selection declares a field."""
    whole = source.breakdown(selection, field)
    return whole.people > whole.undeclared
