"""The whole province's report in its forms, and all units' profiles, against the seconds that they may take."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import database
from benchmarks.measuring import Ratio, median_seconds
from reports import profiles
from reports.contents.model import NumberedChart
from reports.contents.summary import summary
from reports.export_request import ExportRequest
from reports.inputs import Options, ReportInputs
from reports.letterhead import letterhead
from reports.stamp import Stamp
from reports.word import document
from stats.selection import Selection
from stats.source import StatisticsSource

_AS_OF = date(2023, 12, 31)
"""The date of the demonstration that has the most places."""
_SECONDS = 6.0
"""The limit of a report with ten charts and annexes for 8 districts and 126 communes, after the first."""
_RUNS = 3
_SECONDS_OF_PROFILES = 60.0
"""The limit of one archive with a page of each of 8 districts and 126 communes, on two cores."""
_PROFILES = 126 + 8
_SECONDS_OF_A_PREVIEW = 2.0
_SECONDS_OF_PRINTING = 6.0
"""The limit of the same report as PDF, and with pictures instead of Word's own charts."""


def measure(database_url: str, province: str) -> list[Ratio]:
    """Measure the report on the date with the most places, made anew each time, the first not counted."""
    head = letterhead({}, "Sở Nội vụ", province)

    def make() -> bytes:
        with database.reading(database_url) as connection:
            source = StatisticsSource.of_connection(connection, province)
            report = summary(source, Selection(_AS_OF), is_demo=True)
            charts = sum(isinstance(block, NumberedChart) for section in report.sections for block in section.blocks)
            if charts < 10 or len(report.annexes) < 2:
                raise ValueError(f"not the report that is to be measured: {charts} charts")
            return document(report, head)

    make()
    return [
        Ratio("report", median_seconds(make, _RUNS), _SECONDS, 1.0),
        *_other_forms(database_url, province),
        Ratio(
            "report, hồ sơ", median_seconds(lambda: _profiles(database_url, province), _RUNS), _SECONDS_OF_PROFILES, 1.0
        ),
    ]


def _other_forms(database_url: str, province: str) -> Iterator[Ratio]:
    """Measure the preview, and the forms that the browser draws, once it is open."""
    with database.reading(database_url) as connection:
        source = StatisticsSource.of_connection(connection, province)
        request = ExportRequest("summary", ".pdf", source, Selection(_AS_OF), "Sở Nội vụ")
        pictures = replace(request, suffix=".docx", options=Options(pictures=True))
        stamp = Stamp("", datetime.now(UTC), made_by="", scope="", query="", data_version="", rounding="", is_demo=True)
        for name, make, at_most in (
            ("xem trước", request.preview, _SECONDS_OF_A_PREVIEW),
            ("PDF", lambda: request.file(stamp), _SECONDS_OF_PRINTING),
            ("Word có ảnh", lambda: pictures.file(stamp), _SECONDS_OF_PRINTING),
        ):
            make()
            yield Ratio(f"report, {name}", median_seconds(make, _RUNS), at_most, 1.0)


def _profiles(database_url: str, province: str) -> None:
    with database.reading(database_url) as connection:
        source = StatisticsSource.of_connection(connection, province)
        inputs = ReportInputs(source, Selection(_AS_OF), letterhead({}, "Sở Nội vụ", province), None, is_demo=True)
        with zipfile.ZipFile(io.BytesIO(profiles.archive(inputs))) as archive:
            if len(archive.namelist()) < _PROFILES:
                raise ValueError(f"not the profiles that are to be measured: {len(archive.namelist())}")
