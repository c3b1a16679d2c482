"""One number, one text: card, chart, hover, table and sentence of a screen agree, and so do all forms of a document."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date

import openpyxl
import pytest
from lxml import html

import database
import reference
from dashboard.parts import cards, headlines
from dissemination import freezing
from presentation.charts import Chart, catalogue
from presentation.sentences import sentences_of
from reports import web, word
from reports.contents.model import Report
from reports.contents.summary import summary
from reports.excel import data_workbook
from reports.inputs import ReportInputs
from stats.selection import Selection
from stats.shares import DECIMALS, Precision, Rounding, Rule
from stats.source import StatisticsSource
from tests.people import PROVINCE, World
from tests.reports.invented import LETTERHEAD, STAMP

FIELDS = ("education", "it", "political_theory")
SELECTIONS = {
    "the province": Selection(date(2023, 12, 31)),
    "a district": Selection(date(2023, 12, 31), district="256"),
    "after the merger": Selection(date(2025, 12, 31)),
}
RULES = [Precision(Rounding.HALF_UP, 1), Precision(Rounding.CUT, 1), Rounding.HALF_UP, Rounding.CUT]
Texts = dict[int, set[str]]
"""The number of people of a level -> the texts of its share, without the sign of per cent."""


@pytest.fixture
def sources(sqlite_world: World) -> Iterator[Callable[[Rule], StatisticsSource]]:
    with database.reading(sqlite_world.url) as connection:
        yield lambda rule: StatisticsSource.of_connection(connection, PROVINCE, rule)


def _expected(world: World, selection: Selection, field: str, rule: Rule) -> Texts:
    """Divide the people of a frame in whole numbers, and write the decimals with a comma."""
    people = world.on(selection.as_of)
    people = people if selection.district is None else people[people["district_code"] == selection.district]
    column, scale = people[field].fillna(""), 10**rule.decimals
    texts: Texts = {}
    for count in column.value_counts():
        doubled = 200 * scale * int(count)
        whole = (doubled if rule.rule is Rounding.CUT else doubled + len(column)) // (2 * len(column))
        digits = f"{whole:0{rule.decimals + 1}d}"
        texts[int(count)] = {f"{digits[: -rule.decimals]},{digits[-rule.decimals :]}"}
    return texts


def _pairs(text: str) -> Texts:
    """Collect the numbers of people and their shares: «274 · 11,6%», «274 người chiếm 11,6%», «274 người<br>11,6%»."""
    texts: Texts = {}
    for count, share in re.findall(r"([\d.]+)(?: · | người chiếm | người chưa khai, chiếm | người<br>)([\d,]+)%", text):
        texts.setdefault(int(count.replace(".", "")), set()).add(share)
    return texts


def _of_figure(chart: Chart) -> Iterator[str]:
    assert chart.figure is not None
    for trace in chart.figure["data"]:
        yield "\n".join(trace["text"])
        yield "\n".join(trace["hovertext"])
    yield chart.alt


def _of_table(chart: Chart) -> str:
    """Word the table of a card as the texts of its rows."""
    return "\n".join(f"{cards.words(row[1])} · {cards.words(row[2])}%" for row in chart.table.rows)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.value} {rule.decimals}")
@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
@pytest.mark.parametrize("field", FIELDS)
def test_a_screen_writes_a_share_alike_everywhere(
    sqlite_world: World,
    sources: Callable[[Rule], StatisticsSource],
    field: str,
    selection: Selection,
    rule: Rule,
) -> None:
    source = sources(rule)
    expected = _expected(sqlite_world, selection, field, rule)
    chart = catalogue.build(source, field, selection, is_demo=False)
    parts = [part for part in source.breakdown(selection, field).parts if part.count]
    shown = (headlines.of_part(part) for part in parts)
    media = [*_of_figure(chart), _of_table(chart), "\n".join(f"{each.detail} chiếm {each.value}" for each in shown)]
    for text in media:
        texts = _pairs(text)
        assert {count: texts[count] for count in texts if count} == {c: expected[c] for c in texts if c}
    assert all(set(_pairs(text)) - {0} == set(expected) for text in (media[0], *media[3:]))
    assert _pairs(sentences_of(source, selection, [field]).text) == _in_prose(expected, rule)


def _in_prose(expected: Texts, rule: Rule) -> Texts:
    """Take the zeros at the end where the published article has none: of cut shares, in documents."""
    if rule.rule is not Rounding.CUT or rule.decimals != DECIMALS:
        return expected
    return {count: {text.rstrip("0").rstrip(",") for text in texts} for count, texts in expected.items()}


@pytest.mark.parametrize("rule", [Rounding.HALF_UP, Rounding.CUT])
@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
def test_word_report_public_page_and_data_workbook_write_a_share_alike(
    sqlite_world: World, sources: Callable[[Rule], StatisticsSource], selection: Selection, rule: Rounding
) -> None:
    source = sources(rule)
    report = summary(source, selection, is_demo=False)
    published, head = freezing.thaw(freezing.freeze(report, LETTERHEAD))
    sentences, drawn = _of_word(report)
    page = " ".join(html.fromstring(web.page(published, head, STAMP)).itertext())
    inputs = ReportInputs(source, selection, LETTERHEAD, STAMP, is_demo=False)
    book = _of_workbook(data_workbook.workbook(inputs))
    for field in FIELDS:
        expected = _expected(sqlite_world, selection, field, rule)
        prose = _in_prose(expected, rule)
        assert _among(_pairs(drawn), expected) == expected
        assert _among(_pairs(sentences), expected) == prose
        assert book[reference.field_label(field)] == expected
        in_page = _among(_pairs(page), expected)
        assert in_page == {count: expected[count] | prose[count] for count in expected}


def _among(texts: Texts, expected: Texts) -> Texts:
    """Keep the shares of these numbers of people that are of all people: those that begin alike."""
    return {
        count: {text for text in texts[count] if any(due.startswith(text.rstrip("0")) for due in expected[count])}
        for count in texts
        if count in expected
    }


def _of_word(report: Report) -> tuple[str, str]:
    """Give the text of the document, and the texts at the bars of its charts."""
    with zipfile.ZipFile(io.BytesIO(word.document(report, LETTERHEAD, STAMP))) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if name.startswith("word/charts/chart")]
        body = parts.read("word/document.xml").decode()
    runs = ["\n".join(re.findall(r"<a:t>([^<]*)</a:t>", chart)) for chart in charts]
    return "".join(re.findall(r"<w:t[ >][^<]*", body)).replace("<w:t>", ""), "\n".join(runs)


def _of_workbook(content: bytes) -> dict[str, Texts]:
    """Read the first table: per cent as the cell's own format shows it, with a comma."""
    shares: dict[str, Texts] = {}
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Tổng hợp"]
    (table,) = sheet.tables.values()
    for what, _, count, share in list(sheet[table.ref])[1:]:
        if isinstance(share.value, float | int) and count.value:
            assert share.number_format == "0.00%"
            texts = shares.setdefault(str(what.value), {})
            texts.setdefault(count.value, set()).add(f"{100 * share.value:.2f}".replace(".", ","))
    return shares
