"""A report as a page of HTML: read by a parser of HTML, not by looking for the strings that the code wrote."""

import re
from html.parser import HTMLParser

import pytest

from presentation.charts import Cell, Chart
from reports import web
from reports.contents.model import NumberedChart, Report, Tabular
from reports.templating import stylesheet
from tests.reports.invented import EVIL, HEADCOUNT, LETTERHEAD, LEVELS, STACK, STAMP, TREND, report

_VOID = {"meta", "br", "img", "link", "path", "circle"}


class Read(HTMLParser):
    """Words, tags and attributes of a page; fails where elements are not closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "title"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.words)


def _page(content: Report | None = None) -> Read:
    return Read(web.page(content or report(), LETTERHEAD, STAMP))


def _tables(content: Report) -> list[tuple[tuple[Cell, ...], ...]]:
    blocks = [block for section in content.sections for block in section.blocks]
    rows = [block.chart.table.rows for block in blocks if isinstance(block, NumberedChart)]
    rows += [block.table.rows for block in blocks if isinstance(block, Tabular)]
    return rows + [table.table.rows for annex in content.annexes for table in annex.tables]


def test_every_number_of_the_content_is_on_the_page() -> None:
    content = report()
    shown = set(re.findall(r"\d[\d.,]*\d|\d", _page(content).text))
    for rows in _tables(content):
        for row in rows:
            for cell in row:
                if isinstance(cell, int):
                    assert f"{cell:,}".replace(",", ".") in shown
                elif cell is not None and not isinstance(cell, str):
                    assert str(cell).replace(".", ",") in shown


def test_every_word_of_the_content_is_on_the_page() -> None:
    content, page = report(), _page()
    texts = [content.subject, content.opening[0].text, content.closing[0].text, EVIL, STAMP.line]
    texts += ["ỦY BAN NHÂN DÂN TỈNH BẮC NINH", "SỞ NỘI VỤ", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", LETTERHEAD.signer_name]
    texts += ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "/BC-SNV", "Kính gửi: Bộ Nội vụ"]
    texts += ["I. KHÁI QUÁT", "II. TRÌNH ĐỘ", "III. BIẾN ĐỘNG", "ngày 05 tháng 01 năm 2024"]
    texts += ["Hình 1.", "Bảng 1. Chất lượng", "Phụ lục I", "Phụ lục II"]
    texts += ["- Như trên;", "- Lưu: VT, XDCQ.", "LƯU HÀNH NỘI BỘ", "SỐ LIỆU MINH HỌA", "Nguồn: danh sách của các xã."]
    page_text = re.sub(" +", " ", page.text)
    for words in texts:
        assert words in page_text, words


def test_the_page_holds_no_script_and_no_address() -> None:
    page = _page()
    assert "script" not in page.tags
    assert not [tag for tag in page.tags if tag in ("link", "img", "iframe", "object", "form")]
    assert not [row for row in page.attributes if row[1].startswith("on") or row[1] in ("src", "href")]
    assert not [row for row in page.attributes if "url(" in row[2] or "http:" in row[2]]
    policy = next(value for tag, name, value in page.attributes if tag == "meta" and "default-src" in value)
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_words_are_letters_wherever_they_stand() -> None:
    """An office's name stands in text, in an attribute and in the CSS of the page's foot."""
    from dataclasses import replace

    stamp = replace(STAMP, made_by='"; } </style><script>x</script>\\')
    raw = web.page(report(), replace(LETTERHEAD, office=EVIL), stamp)
    page = Read(raw)
    assert "script" not in page.tags
    assert EVIL in page.text
    assert EVIL.upper() in page.text
    assert raw.count("</style>") == 1


def test_the_language_the_title_and_one_heading_of_the_first_kind() -> None:
    page = _page()
    assert ("html", "lang", "vi") in page.attributes
    assert page.tags.count("h1") == page.tags.count("main") == 1
    assert page.tags.count("h2") == 3 + 2


def test_tables_are_tables_to_a_screen_reader() -> None:
    page = _page()
    assert page.tags.count("caption") == 3
    assert page.tags.count("thead") == page.tags.count("table")
    scopes = [value for tag, name, value in page.attributes if tag == "th" and name == "scope"]
    assert set(scopes) == {"col", "row"}
    assert ("tr", "class", "total") in page.attributes


def test_each_annex_lies_across_on_pages_of_its_own() -> None:
    raw = web.page(report(annexes=2), LETTERHEAD, STAMP)
    assert len(re.findall(r"@page annex-\d \{ size: A4 landscape", raw)) == 2
    assert "@page { size: A4 portrait; margin: 20mm 15mm 20mm 30mm" in raw
    single = Read(web.page(report(annexes=1), LETTERHEAD, STAMP))
    assert "Phụ lục" in single.words
    assert "Phụ lục I" not in single.words


@pytest.mark.parametrize("chart", [LEVELS, STACK, HEADCOUNT, TREND], ids=lambda chart: str(chart.name))
def test_a_chart_is_drawn_with_its_words_for_who_does_not_see_it(chart: Chart) -> None:
    from reports.web.drawings import drawn

    read = Read(drawn(chart))
    assert ("div", "role", "img") in read.attributes
    assert ("div", "aria-label", chart.alt) in read.attributes
    for row in chart.table.rows:
        assert row[0] in read.words


def test_bars_are_as_long_as_their_numbers() -> None:
    from reports.web.drawings import drawn

    widths = [float(width) for width in re.findall(r"\* ([\d.]+)\)", drawn(LEVELS))]
    counts = [count for _, count, _ in LEVELS.table.rows if count]
    assert widths == pytest.approx([int(str(count)) / 1845 for count in counts], abs=1e-5)
    assert "1.845 · 77,98%" in Read(drawn(LEVELS)).words


def test_stacks_fill_the_axis_and_label_what_has_room() -> None:
    from reports.web.drawings import drawn

    html = drawn(STACK)
    lines = re.findall(r'<div class="line">(.*?)</div>', html)
    for line in lines:
        assert sum(map(float, re.findall(r"width:([\d.]+)%", line))) == pytest.approx(100, abs=0.02)
    assert "96,00" in Read(html).words
    assert "4,00" not in Read(html).words


def test_nobody_declared_is_hatched() -> None:
    from reports.web.drawings import drawn

    assert 'class="hatched"' in drawn(HEADCOUNT)
    assert 'class="hatched"' not in drawn(LEVELS)


@pytest.mark.parametrize("name", ["style.css", "sheet.css"])
def test_styles_fetch_nothing(name: str) -> None:
    style = stylesheet(name)
    assert "url(" not in style
    assert "@import" not in style
