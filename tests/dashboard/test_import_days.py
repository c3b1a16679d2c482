"""The day that a clerk types for a file that says none."""

from datetime import date

import pytest

from dashboard.data.import_days import read_day

END_2024 = date(2024, 12, 31)


@pytest.mark.parametrize(
    "text", ["31/12/2024", "31-12-24", " 31.12.2024 ", "31 tháng 12 năm 2024", "Ngày 31 Tháng 12 năm 2024"]
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_day(text) == END_2024


@pytest.mark.parametrize("text", ["", "2024", "31 tháng 12", "31 tháng 2 năm 2024", "31/02/2024", "cuối năm 2024"])
def test_a_day_that_no_calendar_has_or_that_is_not_whole_is_none(text: str) -> None:
    assert read_day(text) is None
