"""Figures on the territory of today say so: at the point of a line, in its notes, once in a report's subject."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import database
from presentation.charts import catalogue
from reports.contents.summary import summary
from settings import REFERENCE_DIR
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.stats.staffed import staff

BEFORE, NOW = date(2023, 12, 31), date(2025, 12, 31)
TU_SON = "09367"


@pytest.fixture
def source(sqlite_url: str) -> Iterator[StatisticsSource]:
    steps = pd.read_csv(Path(REFERENCE_DIR, "unit_successions.csv"), dtype=str)
    wards = steps[(steps["new_code"] == TU_SON) & (steps["on"] == "2025-07-01")]["old_code"]
    staff(sqlite_url, "24", BEFORE, {code: [(20, None, None, "cadre")] for code in wards})
    staff(sqlite_url, "24", NOW, {TU_SON: [(38, None, None, "cadre")]})
    with database.reading(sqlite_url) as connection:
        yield StatisticsSource.of_connection(connection, "24")


def test_a_point_that_is_a_sum_says_of_how_many(source: StatisticsSource) -> None:
    selection = Selection(NOW, unit=TU_SON, territory=View.TODAY)
    chart = catalogue.build(source, "trend_headcount", selection, is_demo=False)
    assert "4 đơn vị" in str(chart.figure)
    assert any("đơn vị cũ cộng lại theo địa giới hiện nay" in note for note in chart.caption.notes)
    reported = catalogue.build(source, "trend_headcount", Selection(NOW, unit=TU_SON), is_demo=False)
    assert "4 đơn vị" not in str(reported.figure)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (TU_SON, "phường Từ Sơn, theo địa giới hiện nay (tính đến ngày 31/12/2025)"),
        (None, "thành phố Bắc Ninh, theo địa giới hiện nay (tính đến ngày 31/12/2025)"),
    ],
)
def test_a_report_names_its_place_once_and_then_the_view(
    source: StatisticsSource, unit: str | None, words: str
) -> None:
    report = summary(source, Selection(NOW, unit=unit, territory=View.TODAY), is_demo=False)
    assert report.subject.endswith(words)
    assert report.subject.count(words.split(",")[0]) == 1


def test_a_report_calls_no_unit_late_that_was_not_there_yet(source: StatisticsSource) -> None:
    report = summary(source, Selection(BEFORE, territory=View.TODAY), is_demo=False)
    words = str(report.sections)
    assert "Đã có danh sách của 4/126 đơn vị, còn 122 đơn vị chưa gửi danh sách." in words
    assert "Theo địa giới hiện nay, 1/99 đơn vị cộng được từ các danh sách ấy" in words
