"""The document as others read it: pages, styles and every block of the decree's layout."""

import re
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from reports.contents.words import day_in_words
from reports.letterhead import Letterhead
from reports.word import document
from reports.word.styles import stylesheet
from tests.reports.word.reading import HEAD, STAMP, TABLE, opened, part, report, texts, written


@pytest.fixture(scope="module")
def content() -> bytes:
    return document(report(), HEAD, STAMP)


@pytest.fixture(scope="module")
def made(content: bytes) -> Document:
    return opened(content)


def test_pages_are_a4_with_the_decrees_margins(made: Document) -> None:
    sections: list[Any] = list(made.sections)
    body, *annexes = sections
    assert (round(body.page_width.mm), round(body.page_height.mm)) == (210, 297)
    assert {(round(a.page_width.mm), round(a.page_height.mm), a.orientation) for a in annexes} == {
        (297, 210, WD_ORIENT.LANDSCAPE)
    }
    for section in sections:
        margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
        for margin, (least, most) in zip(margins, [(20, 25), (20, 25), (30, 35), (15, 20)], strict=True):
            assert Mm(least - 0.1) <= margin <= Mm(most)


def test_pages_are_numbered_in_the_middle_from_the_second_on_and_annexes_anew(made: Document) -> None:
    body, *annexes = made.sections
    assert body.different_first_page_header_footer
    assert not body.first_page_header.paragraphs[0].text
    number: Any = body.header.paragraphs[0]
    assert [i.text.strip() for i in number._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert number.style.name.lower() == "header"
    for annex in annexes:
        assert annex.different_first_page_header_footer
        assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_the_stamp_is_at_every_pages_foot(made: Document) -> None:
    body = made.sections[0]
    assert [f.paragraphs[0].text for f in (body.footer, body.first_page_footer)] == [STAMP.line] * 2
    assert all(annex.footer.is_linked_to_previous for annex in made.sections[1:])


BLOCKS = {
    "CoQuanChuQuan": (["ỦY BAN NHÂN DÂN TỈNH BẮC NINH"], 13, False, False),
    "CoQuanBanHanh": (["SỞ NỘI VỤ"], 13, True, False),
    "QuocHieu": (["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], 13, True, False),
    "TieuNgu": (["Độc lập - Tự do - Hạnh phúc"], 14, True, False),
    "DiaDanhNgayThang": (["Bắc Ninh, ngày 05 tháng 01 năm 2024"], 14, False, True),
    "DauPhamVi": (["LƯU HÀNH NỘI BỘ", "SỐ LIỆU MINH HỌA"], 13, True, False),
    "TenLoai": (["BÁO CÁO"], 14, True, False),
    "TrichYeu": (
        ["Về số lượng cán bộ, công chức cấp xã tỉnh Bắc Ninh (tính đến ngày 31/12/2023)"], 14, True, False
    ),
    "KinhGui": (["Kính gửi: Bộ Nội vụ"], 14, False, False),
    "Heading1": (["I. KHÁI QUÁT", "II. CHẤT LƯỢNG"], 14, True, False),
    "BodyText": (
        ["Thực hiện chế độ báo cáo:", "Toàn tỉnh có 2.366 người.", "Trên đây là báo cáo./."], 14, False, False
    ),
    "NoiNhan": (["Nơi nhận:"], 12, True, True),
    "DanhSachNoiNhan": (["- Như trên;", "- Lưu: VT, XDCQ."], 11, False, False),
    "ChucVuKy": (["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], 14, True, False),
    "HoTenKy": (["Đỗ Thị Lan"], 14, True, False),
    "PhuLuc": (["Phụ lục I", "Phụ lục II"], 14, True, False),
    "TenPhuLuc": (["SỐ LIỆU 1", "SỐ LIỆU 2"], 14, True, False),
}  # fmt: skip


@pytest.mark.parametrize("style", BLOCKS)
def test_each_block_has_its_words_and_letters(made: Document, style: str) -> None:
    """Compare row by row with the table of domain knowledge: letters, size, bold, italic."""
    words, size, bold, italic = BLOCKS[style]
    assert [text.replace("\u00a0", " ") for text in texts(made, style)] == words
    font = next(each for each in made.styles if each.style_id == style).font
    assert (font.size.pt, bool(font.bold), bool(font.italic)) == (size, bold, italic)


def test_room_is_left_for_the_number(made: Document) -> None:
    assert re.fullmatch(r"Số:\s{6,}/BC-SNV", texts(made, "SoKyHieu")[0])
    attached = texts(made, "KemTheo")
    assert len(attached) == 2
    assert re.fullmatch(r"\(Kèm theo Báo cáo số\s{6,}/BC-SNV ngày 05 tháng 01 năm 2024 của Sở Nội vụ\)", attached[0])


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 1, 5), "ngày 05 tháng 01 năm 2024"),
        (date(2024, 2, 10), "ngày 10 tháng 02 năm 2024"),
        (date(2024, 3, 9), "ngày 09 tháng 3 năm 2024"),
        (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024"),
    ],
)
def test_days_have_a_zero_under_ten_and_months_one_and_two_only(day: date, words: str) -> None:
    assert day_in_words(day) == words


def test_the_day_can_be_chosen_or_left_open() -> None:
    assert (
        "ngày 09 tháng 3 năm 2024"
        in texts(opened(document(report(), HEAD, STAMP, dated=date(2024, 3, 9))), "DiaDanhNgayThang")[0]
    )
    assert re.search(r"ngày\s{6,}tháng\s{6,}năm", texts(opened(document(report(), HEAD)), "DiaDanhNgayThang")[0])


def test_the_body_is_justified_with_indent_and_space(made: Document) -> None:
    look = made.styles["Body Text"].paragraph_format
    assert (look.alignment, round(look.first_line_indent.cm, 2), look.space_after.pt) == (3, 1.27, 6)
    assert 1 <= look.line_spacing <= 1.5


def test_headings_can_be_navigated(made: Document) -> None:
    outlines = [(s.style_id, s.element.find(f".//{qn('w:outlineLvl')}")) for s in made.styles]
    levels = {style: outline.get(qn("w:val")) for style, outline in outlines if outline is not None}
    wanted = {"Heading1": "0", "Heading2": "1", "PhuLuc": "0", "TenPhuLuc": "1"}
    assert {style: levels.get(style) for style in wanted} == wanted
    assert [p.text for p in made.paragraphs if p.style and p.style.name == "Heading 1"] == [
        "I. KHÁI QUÁT",
        "II. CHẤT LƯỢNG",
    ]


def test_every_style_names_its_font_for_every_script_and_the_language_is_vietnamese(content: bytes) -> None:
    styles = part(content, "word/styles.xml").decode()
    assert set(re.findall(r'w:(?:ascii|hAnsi|eastAsia|cs)="([^"]+)"', styles.split("<w:lang")[0])) == {
        "Times New Roman"
    }
    assert len(re.findall("<w:rFonts", styles)) == len(re.findall('<w:style w:type="paragraph"', styles))
    assert set(re.findall(r"<w:lang ([^/]+)/>", styles)) == {'w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="vi-VN"'}


def test_every_style_that_is_used_is_there_and_nothing_is_formatted_by_hand(made: Document) -> None:
    known = {style.style_id for style in made.styles}
    body = made.element.body
    used = {each.get(qn("w:val")) for tag in ("pStyle", "rStyle", "tblStyle") for each in body.iter(qn(f"w:{tag}"))}
    assert used <= known
    by_hand = {child.tag for run in body.iter(qn("w:rPr")) for child in run} - {qn("w:rStyle")}
    assert not by_hand
    assert stylesheet()


def test_rules_are_as_long_as_the_decree_wants(made: Document) -> None:
    rules = [p for p in made.element.body.iter(qn("w:p")) if p.style == "GachNgang"]
    assert len(rules) == 5  # office, motto, trích yếu, two annexes
    assert not [p for p in rules if written(p)]
    for rule in rules:
        indent = rule.pPr.find(qn("w:ind"))
        assert indent.get(qn("w:left")) == indent.get(qn("w:right"))


def test_tables_repeat_their_heads_and_keep_rows_whole(made: Document) -> None:
    body = made.element.body
    tables = [t for t in body.iter(qn("w:tbl")) if t.tblPr.find(qn("w:tblStyle")).get(qn("w:val")) == "BangSoLieu"]
    assert len(tables) == 3
    for table in tables:
        rows = table.findall(qn("w:tr"))
        heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
        assert heads == [True, True] + [False] * (len(rows) - 2)
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        grid = [int(column.get(qn("w:w"))) for column in table.tblGrid]
        assert sum(grid) in (9355, 14287)  # 165 mm, 252 mm
    first = [[written(cell) for cell in row.findall(qn("w:tc"))] for row in tables[0].findall(qn("w:tr"))]
    assert first == [
        ["Đơn vị", "Tổng số", "Tin học"],
        ["", "", "Chứng chỉ", "Tỷ lệ (%)"],
        ["Toàn tỉnh", "1.845", "26", "57,78"],
        ["Xã <A> & «B»", "19", "0", ""],
    ]
    assert len(tables[2].findall(qn("w:tr"))) == 126 + 2
    assert len(TABLE.rows) == 2


def test_sections_end_in_no_empty_page(made: Document) -> None:
    """The part between two sections is a paragraph lower than any line, never a page break."""
    body = made.element.body
    assert not [b for b in body.iter(qn("w:br")) if b.get(qn("w:type")) == "page"]
    holders = [s.getparent().getparent() for s in body.iter(qn("w:sectPr")) if s.getparent().tag == qn("w:pPr")]
    assert [h.style for h in holders] == ["DongTrong", "GhiChuBang"]
    assert body[-2].tag == qn("w:p")


def test_the_properties_tell_what_the_document_is(made: Document) -> None:
    properties = made.core_properties
    assert properties.title == "Báo cáo: Về số lượng cán bộ, công chức cấp xã tỉnh Bắc Ninh (tính đến ngày 31/12/2023)"
    assert (properties.author, properties.last_modified_by, properties.language) == ("Sở Nội vụ", "lan", "vi-VN")
    assert (properties.subject, properties.comments) == ("tỉnh Bắc Ninh · 31/12/2023", STAMP.line)
    assert "2024-000007" in properties.keywords
    assert properties.created == STAMP.made_at


def test_the_stamps_own_properties_are_there(content: bytes) -> None:
    custom = part(content, "docProps/custom.xml").decode()
    properties = dict(re.findall(r'name="([^"]+)"><vt:lpwstr>([^<]*)<', custom))
    assert properties == {name: value.replace("&", "&amp;") for name, value in STAMP.properties.items()}


def test_two_exports_a_minute_apart_differ_in_the_time_alone(content: bytes) -> None:
    assert document(report(), HEAD, STAMP) == content
    later = replace(STAMP, made_at=STAMP.made_at + timedelta(minutes=1))
    other = document(report(), HEAD, later)
    with zipfile.ZipFile(BytesIO(content)) as first, zipfile.ZipFile(BytesIO(other)) as second:
        differing = {name for name in first.namelist() if first.read(name) != second.read(name)}
        assert first.namelist() == second.namelist()
    assert differing == {
        "docProps/core.xml",
        "docProps/custom.xml",
        "word/footer1.xml",
        "word/footer2.xml",
    }


def test_an_office_that_told_nothing_gets_no_empty_lines() -> None:
    made = opened(document(report(annexes=1, is_demo=False), Letterhead("", "Sở Nội vụ", "SNV", "Bắc Ninh")))
    for style in ("CoQuanChuQuan", "KinhGui", "DauPhamVi", "ChucVuKy"):
        assert texts(made, style) == []
    assert texts(made, "PhuLuc") == ["Phụ lục"]


def test_several_addressees_stand_in_a_list() -> None:
    head = replace(HEAD, addressee="Bộ Nội vụ\nUBND tỉnh Bắc Ninh")
    made = opened(document(report(annexes=0), head))
    assert texts(made, "KinhGui") == ["Kính gửi:", "- Bộ Nội vụ;", "- UBND tỉnh Bắc Ninh."]
    assert len(made.sections) == 1


def test_the_signature_does_not_stand_on_a_page_alone(made: Document) -> None:
    (last,) = [p for p in made.element.body.iter(qn("w:p")) if written(p) == "Trên đây là báo cáo./."]
    assert last.pPr.find(qn("w:keepNext")) is not None
    signature = last.getnext()
    assert signature.tag == qn("w:tbl")
    assert signature.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_an_offices_name_with_signs_that_no_document_holds_ends_no_report() -> None:
    head = replace(HEAD, office="Sở\x0bNội vụ\x00")
    assert opened(document(report(), head, STAMP)).core_properties.author == "SởNội vụ"
