"""The charts of empty cells: their numbers are pandas' of the same people."""

import pytest

import database
from presentation.charts import catalogue
from stats.protected import NotGivenError, protected, rule_of
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, World


def test_empty_cells_by_field_and_by_unit(sqlite_world: World) -> None:
    people = sqlite_world.on(END_2023)
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        fields = catalogue.build(source, "empty_by_field", Selection(END_2023), is_demo=False)
        units = catalogue.build(source, "empty_by_unit", Selection(END_2023, district="256"), is_demo=False)
        public = protected(source, rule_of(source, is_for_all=True))
        with pytest.raises(NotGivenError):
            catalogue.build(public, "empty_by_field", Selection(END_2023), is_demo=False)
    empty = {row[0]: row[1] for row in fields.table.rows}
    assert empty["Dân tộc"] == people["ethnicity"].isna().sum()
    assert empty["Trình độ chuyên môn"] == people["education"].isna().sum()
    city = people[people["district_code"] == "256"]
    assert sum(int(str(row[2])) for row in units.table.rows) == len(city) * len(fields.table.rows)
    shares = [float(str(row[3])) for row in units.table.rows]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == pytest.approx(
        100 * int(str(units.table.rows[0][1])) / int(str(units.table.rows[0][2])), abs=0.005
    )
