"""Charts by gender of a date of which a part of the units has sent."""

from datetime import date

import database
import reference
from presentation.charts import catalogue
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import PROVINCE, fill

DAY = date(2023, 12, 31)


def test_the_line_under_the_heading_says_of_how_many_units_the_people_are(sqlite_url: str) -> None:
    world = fill(sqlite_url)
    people = world.on(DAY)
    sent, units = people["unit_code"].nunique(), len(reference.communes_on(DAY, PROVINCE))
    assert 0 < sent < units
    with database.reading(world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        for name in ("pyramid", "gender_by_category"):
            subtitle = catalogue.build(source, name, Selection(DAY), is_demo=False).caption.subtitle
            assert subtitle.startswith(f"Đơn vị tính: người · {sent}/{units} đơn vị đã gửi · nam ")
