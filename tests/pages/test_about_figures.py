"""ⓘ of every number at a page's top: who is counted, base, rule, rounding, of which units and day, when next.

The pages are those of the register; their numbers are of an office with rosters, quotas and indicators of one day.
"""

import re
from datetime import date, datetime

import pytest
from sqlalchemy import insert

import database
from dashboard.parts import register
from etl.figures import pipeline
from etl.figures.records import FigureOptions
from etl.records import SourceFile
from models import Deadline
from presentation import labels
from reference import rows
from reference.figures import INDICATORS, QUOTAS, measures
from tests.etl.figures.workbooks import HEADINGS_OF_766, PARTS_OF_766, PROVINCE, TWO_TIER, workbook
from tests.pages.conftest import Opener
from tests.stats.staffed import codes, staff

OFFICE = "Văn phòng HĐND và UBND"
COUNTED = (
    "Máy tính",
    "Máy tính nối mạng",
    "Chữ ký số cá nhân",
    "Được bồi dưỡng kỹ năng số",
    "Được xác nhận kỹ năng số",
)
PAGES = [entry.script for entry in register.SECTIONS["Số liệu"]] + ["pages/data/quality.py"]


@pytest.fixture
def office(nothing_loaded: str) -> str:
    """Two communes with rosters, quotas of one of two kinds, the index and devices, and a day on which more is due."""
    first, second = codes(PROVINCE, TWO_TIER)[:2]
    people = {first: [(17, OFFICE, None, "cadre")], second: [(26, OFFICE, None, "civil_servant")]}
    for day in (date(2025, 12, 31), date(2026, 6, 30)):
        staff(nothing_loaded, PROVINCE, day, people, vacancies={first: 2})
    at = ["Tính đến ngày 31/12/2025"]
    given = [at, ["Mã đơn vị", "Biên chế giao", "Tạm giao"], [first, 20, 22], [second, 25, 25]]
    devices = [at, ["Mã đơn vị", *COUNTED], [first, 17, 16, 15, 14, 13], [second, 26, 25, 24, 23, 22]]
    week = [
        ["Chỉ số 766, tuần từ 25/12/2025 đến 31/12/2025"],
        ["Mã đơn vị", *HEADINGS_OF_766],
        [first, *PARTS_OF_766, 92.83],
        [second, *PARTS_OF_766[:5], 20.17, 91.83],
    ]
    for catalogue, name, table in ((QUOTAS, "bc", given), (INDICATORS, "cntt", devices), (INDICATORS, "766", week)):
        file = SourceFile(f"{name}.xlsx", workbook(table).content)
        report = pipeline.load(nothing_loaded, catalogue, [file], FigureOptions(loaded_by="lan"))
        assert report.status == "loaded", report.problems
    with database.writing(nothing_loaded) as connection:
        due = {
            "as_of": date(2998, 12, 31),
            "due_on": date(2999, 1, 15),
            "set_by": "lan",
            "set_at": datetime.fromisoformat("2024-01-01"),
        }
        connection.execute(insert(Deadline).values(due))
    return nothing_loaded


@pytest.mark.parametrize("script", PAGES)
def test_each_number_at_a_page_s_top_is_defined_to_its_end(office: str, opened: Opener, script: str) -> None:
    app = opened(script, as_of="2026-06-30")
    assert not app.exception
    for metric in app.metric:
        text = str(metric.help).replace("\\", "")
        assert "Căn cứ: " in text, (metric.label, text)
        assert text.count("Nguồn: ") == 1, (metric.label, text)
        assert re.search(r"\d+/\d+ đơn vị|\d+ đơn vị so được", text), (metric.label, text)
        assert re.search(r"\d{2}/\d{2}/\d{4}", text.partition("Nguồn: ")[2].partition("Kỳ tới")[0]), metric.label
        assert text.endswith("Kỳ tới: danh sách tính đến 31/12/2998, hạn gửi 15/01/2999."), metric.label
        has_share = "%" in f"{metric.value}{metric.proto.delta_description}"
        assert has_share == ("Tỷ lệ được làm tròn đến một chữ số thập phân." in text), (metric.label, text)


def test_pages_with_numbers_at_their_top_are_those_that_are_looked_at(office: str, opened: Opener) -> None:
    labelled = {script: [metric.label for metric in opened(script, as_of="2026-06-30").metric] for script in PAGES}
    assert sum(map(bool, labelled.values())) >= 10, labelled


def test_every_kind_of_quota_and_every_whole_indicator_is_defined() -> None:
    defined = {row["name"] for row in rows("definitions")}
    whole = {code for code, measure in measures().items() if not measure.part_of}
    assert whole <= defined
    shown = {measures()[code].label for code in ("allocated", "temporary", "reserve", "norm")}
    assert all(labels.definition(label) for label in shown)
