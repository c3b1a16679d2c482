"""Numbers on the screens of movements, standards, quotas and quality lead to as many people as they say."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

import database
from presentation.group_words import group_words
from stats.groups import GROUP, group, joined, reaching, retiring, texts_of
from stats.measures.layouts import Layout
from stats.selection import Selection
from stats.source import StatisticsSource
from stats.tracing import files_behind
from tests.pages.conftest import Opener, copied_texts, listings
from tests.people import DATES, END_2023, PROVINCE, World

_OF_A_COLUMN = 2
"""Numbers of a column that are followed: each asks for everybody of a date."""
_LINK, _PEOPLE = re.compile(r"\[(.+)\]\((ai-o-dau\?[^)]+)\)"), re.compile(r"^[\d.]+")
_TRAINED = "Cần bồi dưỡng kỹ năng số"
_PAGES = (
    ("pages/figures/movements.py", END_2023, {"Vào", "Ra", "Biến động theo đơn vị"}),
    ("pages/figures/standards.py", END_2023, {"Đã quá tuổi", "Chưa đạt chuẩn"}),
    (
        "pages/figures/standards.py",
        DATES[-1],
        {
            "Đến tuổi", "Nghỉ hưu theo tháng", "Tin học của người đến tuổi", f"{_TRAINED} theo độ tuổi",
            f"{_TRAINED} theo đơn vị",
        },
    ),
    ("pages/figures/readiness.py", END_2023, {"Đại học trở lên", "Có trình độ, chứng chỉ tin học"}),
    ("pages/data/quality.py", END_2023, {"Không khai theo tiêu thức", "Chất lượng theo đơn vị"}),
)  # fmt: skip
"""Pages, days, and the headlines and tables whose numbers have to lead to somebody."""


def _behind(source: StatisticsSource, address: str) -> int:
    """Give how many people «Ai, ở đâu?» lists at an address."""
    query = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))
    there = Selection.from_query(query, END_2023)
    asked = ((GROUP, query[GROUP]),) if GROUP in query else ()
    return sum(people for _, _, people in files_behind(source, there, (*Layout.from_query(query).where, *asked)))


def followed(source: StatisticsSource, app: AppTest) -> Counter[str]:
    """Follow the numbers of a page, of a table's column the first few; give how many, by headline and table."""
    known: Counter[str] = Counter()
    for metric in app.metric:
        for number, address in _LINK.findall(metric.value):
            (people,) = _PEOPLE.findall(metric.proto.delta_description if "%" in number else number)
            assert _behind(source, address) == int(people.replace(".", "")), (metric.label, address)
            known[metric.label] += 1
    for caption, table in listings(app).items():
        of_column: Counter[int] = Counter()
        for column, number, address in _ways(table):
            of_column[column] += 1
            if of_column[column] <= _OF_A_COLUMN:
                assert _behind(source, address) == number, (caption, table["headers"][column], address)
                known[caption] += 1
    return known


def _ways(table: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """List the columns, numbers and addresses of a table, as its script makes them; its total first."""
    lines: list[tuple[Any, str, list[str]]] = [(table["total"], table["everybody"], [])]
    for place, row in enumerate(table["rows"]):
        address = table["links"][place] if table["links"] and table["codes"][place] else ""
        lines.append((row, address, table["ways"][place] if table["ways"] else []))
    for cells, address, ways in lines:
        for column, cell in enumerate(cells):
            trace = table["traces"][column] if table["traces"] else None
            if ways and ways[column]:
                yield column, cell["key"], ways[column]
            elif address and trace is not None and (cell["key"] or 0) > 0:
                yield column, cell["key"], "&".join(filter(None, [address, trace]))


@pytest.mark.parametrize(("script", "day", "names"), _PAGES)
def test_the_numbers_of_a_screen_lead_to_their_people(
    world: World, opened: Opener, script: str, day: date, names: set[str]
) -> None:
    app = opened(script, as_of=day.isoformat(), part="all")
    assert not app.exception
    with database.reading(world.url) as connection:
        seen = followed(StatisticsSource.of_connection(connection, PROVINCE), app)
    assert names <= set(seen)


def test_two_groups_are_one_sentence() -> None:
    where = (*reaching(2028), *retiring("due", 10), *group("standard", "below"))
    words = group_words(Selection(END_2023), texts_of((("group", joined(where)),)))
    assert words == "Đủ tuổi năm 2028; đến tuổi nghỉ hưu trong 10 năm kể từ ngày này; chưa đạt chuẩn trình độ"


@pytest.mark.parametrize(
    "script",
    [f"pages/figures/{name}.py" for name in ("overview", "education", "it", "composition", "movements", "trends")],
)
def test_numbers_of_the_sentences_to_copy_lead_to_their_people_and_the_copy_is_plain(
    world: World, opened: Opener, script: str
) -> None:
    app = opened(script, as_of=END_2023.isoformat())
    (shown,) = (head.value for head in app.header if str(head.value).startswith("Câu văn cho báo cáo"))
    links = re.findall(r"\[([\d.]+)(?: người)?\]\((ai-o-dau\?[^)]+)\)", str(shown).replace("\\", ""))
    assert len(links) > 1
    with database.reading(world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        for number, address in links[:6]:
            assert _behind(source, address) == int(number.replace(".", "")), address
    (copy,) = copied_texts(app)
    assert "ai-o-dau" not in copy
    assert all(number in copy for number, _ in links)
