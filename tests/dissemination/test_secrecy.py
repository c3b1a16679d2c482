"""A small count in nothing that is published: charts, words, tables, workbooks inside documents, pages, CSV."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from sqlalchemy import insert, select, update

import database
from dissemination import freezing, publishing
from models import OfficeSetting, Staff
from presentation.charts import catalogue
from presentation.charts.model import Chart
from reference.provinces import communes_on
from reports import web
from reports.catalogue import REFUSALS, REPORTS
from reports.contents.data_tables import tables
from reports.export_request import ExportRequest
from stats import queries
from stats.cube import Question
from stats.disclosure import SIGN
from stats.protected import NotGivenError, ProtectedSource
from stats.scope import NOBODY
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.stats.staffed import staff

PROVINCE, DAY = "24", date(2025, 12, 31)
SMALL, SMALLEST = 137, 150
"""The number to look for, which nothing else is; what is smaller than 150 is kept back."""
_LEAK = re.compile(rf"(?<![\d.,\-/:#]){SMALL}(?![\d.,%\-/:])")
CODES = [unit.code for unit in communes_on(DAY, PROVINCE)[:4]]


@pytest.fixture
def url(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Four communes of 600 people; in the first 137 have a degree of a college, in the others 200."""
    monkeypatch.setenv("BROWSER_PATH", "/khong/co")
    staff(sqlite_url, PROVINCE, DAY, {code: [(600, None, None, "cadre")] for code in CODES})
    with database.writing(sqlite_url) as connection:
        ids = list(connection.scalars(select(Staff.id).order_by(Staff.id)))
        for place in range(len(CODES)):
            own = ids[600 * place : 600 * (place + 1)]
            few = SMALL if place == 0 else 200
            for level, some in (("college", own[:few]), ("bachelors", own[few:])):
                connection.execute(update(Staff).where(Staff.id.in_(some)).values(education=level))
            connection.execute(update(Staff).where(Staff.id.in_(own)).values(it="certificate", gender="female"))
        connection.execute(insert(OfficeSetting), [{"key": "secrecy_smallest", "value": str(SMALLEST)}])
    return sqlite_url


def request_of(source: StatisticsSource, name: str, suffix: str, unit: str | None = None) -> ExportRequest:
    return ExportRequest(name, suffix, source, Selection(DAY, unit=unit), "Sở Nội vụ", is_public=True)


def _words(content: bytes, name: str) -> Iterator[str]:
    """All texts and numbers of a file, of the parts of a package, and of the workbooks inside it."""
    if not content.startswith(b"PK"):
        yield content.decode("utf-8", "replace")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.namelist():
            inside = package.read(part)
            if inside.startswith(b"PK"):
                yield from _words(inside, part)
            elif part.endswith((".csv", ".txt", ".html")):
                yield inside.decode("utf-8")
            elif name.endswith(".docx") and part.endswith(".xml") and "/theme" not in part and "styles" not in part:
                yield from re.findall(r"<(?:w:t|c:v|a:t)[^>]*>([^<]*)<", inside.decode("utf-8"))
                yield from re.findall(r'descr="([^"]*)"', inside.decode("utf-8"))
    if name.endswith(".xlsx"):
        for sheet in openpyxl.load_workbook(io.BytesIO(content)):
            yield from (str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def leaks(texts: Iterator[str]) -> list[str]:
    return [text[max(0, at.start() - 80) : at.end() + 40] for text in texts for at in _LEAK.finditer(text)]


def _of_chart(chart: Chart) -> Iterator[str]:
    yield from (str(cell) for row in chart.table.rows for cell in row)
    yield from (chart.alt, chart.caption.title, chart.caption.subtitle, chart.caption.heading, chart.note)
    for trace in (chart.figure or {}).get("data", ()):
        for key in ("x", "text", "hovertext", "customdata"):
            values = trace.get(key) or ()
            yield from map(str, [values] if isinstance(values, str) else values)
    for series in chart.native.series:
        yield from series.labels


def test_the_number_is_in_what_is_not_published(url: str) -> None:
    """The oracle works: without protection the charts, tables and documents have the number."""
    with database.reading(url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        inside = replace(request_of(source, "summary", ".docx"), is_public=False, is_internal=True)
        assert leaks(_words(inside.file(inside._not_yet()), "a.docx"))
        data = replace(request_of(source, "data", ".xlsx"), is_public=False, is_internal=True)
        assert leaks(_words(data.file(data._not_yet()), "a.xlsx"))


@pytest.mark.parametrize("name", [name for name, kind in REPORTS.items() if not kind.names_people])
@pytest.mark.parametrize("unit", [None, CODES[0], CODES[1]])
def test_no_file_of_any_report_has_the_number(url: str, name: str, unit: str | None) -> None:
    with database.reading(url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        for suffix in REPORTS[name].suffixes:
            request = request_of(source, name, suffix, unit=unit)
            stamp = request._not_yet()
            contents = REPORTS[name].contents
            if contents is not None:
                report = contents(request.inputs(stamp))
                page = web.page(report, request.inputs(stamp).letterhead, stamp)
                frozen = json.dumps(freezing.freeze(report, request.inputs(stamp).letterhead), ensure_ascii=False)
                assert not leaks(iter([re.sub(r"<style>.*?</style>", "", page, flags=re.S), frozen]))
                if suffix == ".pdf":  # printed from the page
                    continue
            if name == "images":  # drawn from the charts of the next test
                continue
            try:
                content = request.file(stamp)
            except REFUSALS:  # a statutory form, a letter to nobody, a PDF without a browser
                assert contents is None
                continue
            assert not leaks(_words(content, f"a{suffix}"))


@pytest.mark.parametrize("unit", [None, CODES[0]])
def test_no_chart_has_the_number(url: str, unit: str | None) -> None:
    with database.reading(url) as connection:
        source = request_of(StatisticsSource.of_connection(connection, PROVINCE), "images", ".zip").given
        for name in catalogue.CHARTS:
            chart = catalogue.build(source, name, Selection(DAY, unit=unit), is_demo=False)
            assert not leaks(_of_chart(chart)), name


def test_the_place_of_a_hidden_count_has_the_sign_and_a_legend(url: str) -> None:
    with database.reading(url) as connection:
        request = request_of(StatisticsSource.of_connection(connection, PROVINCE), "summary", ".docx")
        contents = REPORTS["summary"].contents
        assert contents is not None
        inputs = request.inputs(request._not_yet())
        report = contents(inputs)
    (annex,) = report.annexes
    (tabular,) = annex.tables
    place = next(i for i, column in enumerate(tabular.table.columns) if column.header.endswith("Cao đẳng"))
    cells = {row[1]: row[place] for row in tabular.table.rows}
    assert list(cells.values()).count(SIGN) >= 2, "one hidden cell alone is the total less the others"
    assert any(note.startswith(f"{SIGN}:") for note in tabular.notes)
    words = json.dumps(freezing.freeze(report, inputs.letterhead), ensure_ascii=False)
    assert f"số dưới {SMALLEST} người" in words


def test_bare_counts_and_forms_are_not_given_to_the_public(url: str) -> None:
    with database.reading(url) as connection:
        source = request_of(StatisticsSource.of_connection(connection, PROVINCE), "summary", ".docx").given
        assert isinstance(source, ProtectedSource)
        with pytest.raises(NotGivenError):
            source.cube(Question(Selection(DAY), ("unit",)))
        with pytest.raises(NotGivenError):
            source.crosstab(DAY, ("unit", "education"), {})
        with pytest.raises(NotGivenError, match="chế độ công bố"):
            source.form("bm02", Selection(DAY), NOBODY)


def test_what_is_under_an_address_is_protected(url: str) -> None:
    with database.reading(url) as connection:
        request = replace(
            request_of(StatisticsSource.of_connection(connection, PROVINCE), "summary", ".docx"), is_public=False
        )
        published = publishing.publish_report(url, request, with_annexes=True)
    with database.reading(url) as connection:
        report, _ = freezing.thaw(queries.published_report(connection, published.id))
        row = queries.publication(connection, published.id)
        assert row is not None
        content = queries.published_file(connection, published.id, request.file_name)
    assert content is not None
    assert not leaks(_words(content, "a.docx"))
    assert not leaks(iter([json.dumps(str(report), ensure_ascii=False)]))
    assert SIGN in str(report)


def test_what_was_prepared_to_count_the_hidden_numbers_is_what_goes_out(url: str) -> None:
    with database.reading(url) as connection:
        request = request_of(StatisticsSource.of_connection(connection, PROVINCE), "summary", ".docx")
        prepared = publishing.prepare(request, with_annexes=True)
        assert 0 < prepared.kept_back.cells < prepared.kept_back.of
        published = prepared.publish(url)
        assert publishing.publish_report(url, request, with_annexes=True) == publishing.Published(published.id, False)


def test_all_counts_rounded_to_five(url: str) -> None:
    with database.writing(url) as connection:
        connection.execute(insert(OfficeSetting), [{"key": "secrecy_way", "value": "round"}])
    with database.reading(url) as connection:
        source = request_of(StatisticsSource.of_connection(connection, PROVINCE), "summary", ".docx").given
        whole = source.breakdown(Selection(DAY, unit=CODES[0]), "education")
        assert [part.count for part in whole.parts if part.count] == [465, 135]
        assert whole.people == 600
        for table in tables(source, Selection(DAY)):
            assert not leaks(str(cell) for row in table.rows for cell in row)
