"""Templates of an office's own: filled as they were typed, refused with a sentence where they do not fit."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports.contents.words import FIELDS
from reports.word import TemplateError, document, sample
from tests.reports.word.reading import (
    CHARTS,
    HEAD,
    STAMP,
    chart_parts,
    embedded,
    opened,
    report,
    texts,
    workbook_rows,
    written,
)


def _template(build: Callable[[Any], None]) -> bytes:
    """A file that an office made: Word's usual document, with what `build` adds."""
    made = docx.Document()
    build(made)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _usual(made: Any) -> None:
    made.add_paragraph("{{trich_yeu}}")
    made.add_paragraph("{{noi_dung}}")


def _lines(content: bytes) -> list[str]:
    return [written(p) for p in opened(content).element.body.iter(qn("w:p")) if written(p)]


def test_the_sample_shows_every_field_once_and_filled_it_reads_like_the_built_in_frame() -> None:
    template = sample()
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
    assert set(re.findall(r"\{\{(\w+)\}\}", "".join(parts))) == set(FIELDS)
    filled = document(report(), HEAD, STAMP, template=template)
    assert _lines(filled) == _lines(document(report(), HEAD, STAMP))
    assert [f.paragraphs[0].text for f in (opened(filled).sections[0].footer,)] == [STAMP.line]


def test_fields_cut_into_runs_and_in_tables_headers_and_sentences_are_found() -> None:
    def build(made: Any) -> None:
        typed = made.add_paragraph("Số: ")
        for piece in ("{", "{dia_danh", "_ngay_thang}", "} – hết"):
            typed.add_run(piece)
        typed.runs[2].font.size = Pt(9)
        made.add_table(1, 1).cell(0, 0).paragraphs[0].text = "{{ kinh_gui }}"
        made.sections[0].header.paragraphs[0].text = "{{co_quan}} thuộc {{co_quan_chu_quan}}"
        _usual(made)
        made.add_paragraph("{{chuc_vu_ky}}").alignment = 1

    made = opened(document(report(annexes=0), HEAD, STAMP, template=_template(build)))
    assert made.paragraphs[0].text == "Số: Bắc Ninh, ngày 05 tháng 01 năm 2024 – hết"
    assert made.tables[0].cell(0, 0).text == "Kính gửi: Bộ Nội vụ"
    assert made.sections[0].header.paragraphs[0].text == "SỞ NỘI VỤ thuộc ỦY BAN NHÂN DÂN TỈNH BẮC NINH"
    last = [p for p in made.paragraphs if p.text][-2:]
    assert [(p.text, p.alignment) for p in last] == [("KT. GIÁM ĐỐC", 1), ("PHÓ GIÁM ĐỐC", 1)]


def test_a_field_without_words_leaves_no_line_but_every_cell_a_paragraph() -> None:
    def build(made: Any) -> None:
        made.add_paragraph("{{pham_vi}}")
        made.add_table(1, 1).cell(0, 0).paragraphs[0].text = "{{pham_vi}}"
        _usual(made)

    made = opened(document(report(annexes=0, is_demo=False), HEAD, template=_template(build)))
    assert made.paragraphs[0].text.startswith("Về số lượng")
    assert [p.text for p in made.tables[0].cell(0, 0).paragraphs] == [""]


def test_words_that_look_like_fields_are_words() -> None:
    head = replace(HEAD, signer_name="{{noi_dung}}")
    made = opened(document(report(annexes=0), head, STAMP, template=sample()))
    assert texts(made, "HoTenKy") == ["{{noi_dung}}"]


def test_the_templates_own_styles_stand_above_ours() -> None:
    def build(made: Any) -> None:
        made.styles["Heading 1"].font.size = Pt(15)
        made.styles["Heading 1"].element.set(qn("w:styleId"), "u1")
        _usual(made)

    made = opened(document(report(), HEAD, STAMP, template=_template(build)))
    headings = [p for p in made.element.body.iter(qn("w:p")) if written(p).startswith("I. ")]
    assert [p.style for p in headings] == ["u1"]
    style = next(s for s in made.styles if s.style_id == "u1")
    assert (style.name, style.font.size) == ("Heading 1", Pt(15))
    names = [s.name.lower() for s in made.styles if s.name]
    assert len(names) == len(set(names))
    known = {s.style_id for s in made.styles}
    used = {e.get(qn("w:val")) for tag in ("pStyle", "rStyle", "tblStyle") for e in made.element.iter(qn(f"w:{tag}"))}
    assert used <= known


def test_charts_fit_between_the_templates_margins_and_are_numbered_after_its_own() -> None:
    first = document(report(annexes=0), HEAD, STAMP)

    def build(made: Any) -> None:
        made.sections[0].left_margin = made.sections[0].right_margin = Mm(45)
        _usual(made)

    content = document(report(), HEAD, STAMP, template=_template(build))
    widths = {round(int(e.get("cx")) / 36000) for e in opened(content).element.body.iter(qn("wp:extent"))}
    assert widths == {round(opened(_template(build)).sections[0].page_width.mm - 90)}  # type: ignore[union-attr]
    assert embedded(content, 2) == workbook_rows(CHARTS[1])

    again = opened(first)
    again.add_paragraph("{{trich_yeu}}")
    again.add_paragraph("{{noi_dung}}")
    target = io.BytesIO()
    again.save(target)
    both = document(report(annexes=0), HEAD, STAMP, template=target.getvalue())
    assert len(chart_parts(both)) == 8
    numbers = [e.get("id") for e in opened(both).element.body.iter(qn("wp:docPr"))]
    assert sorted(numbers, key=int) == [str(number) for number in range(1, 9)]


def test_the_stamp_is_added_to_footers_that_do_not_ask_for_it() -> None:
    def build(made: Any) -> None:
        made.sections[0].footer.paragraphs[0].text = "Điện thoại: 0222"
        _usual(made)

    made = opened(document(report(), HEAD, STAMP, template=_template(build)))
    assert [p.text for p in made.sections[0].footer.paragraphs] == ["Điện thoại: 0222", STAMP.line]
    assert not made.sections[1].different_first_page_header_footer
    assert made.sections[1].footer.is_linked_to_previous


def _only(*fields: str) -> Callable[[Any], None]:
    def build(made: Any) -> None:
        for field in fields:
            made.add_paragraph(f"{{{{{field}}}}}")

    return build


def _in_a_table(made: Any) -> None:
    made.add_paragraph("{{trich_yeu}}")
    made.add_table(1, 1).cell(0, 0).text = "{{noi_dung}}"


def _not_alone(made: Any) -> None:
    made.add_paragraph("{{trich_yeu}}")
    made.add_paragraph("Nội dung: {{noi_dung}}")


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (_only(), ["{{trich_yeu}} (trích yếu)", "{{noi_dung}}"]),
        (_only("noi_dung"), ["thiếu: {{trich_yeu}} (trích yếu)."]),
        (_only("trich_yeu", "noi_dung", "ten_sep", "ngay"), ["{{ngay}}, {{ten_sep}}", "{{co_quan}}"]),
        (_only("trich_yeu", "noi_dung", "noi_dung"), ["đúng một lần"]),
        (_in_a_table, ["không nằm trong bảng"]),
        (_not_alone, ["đứng riêng một đoạn"]),
    ],
)
def test_a_template_that_does_not_fit_is_refused_with_what_to_do(
    build: Callable[[Any], None], words: list[str]
) -> None:
    with pytest.raises(TemplateError) as refusal:
        document(report(), HEAD, STAMP, template=_template(build))
    assert [word for word in words if word not in str(refusal.value)] == []


def _archive(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"PK\x03\x04", sample()[:3000], _archive(a=b"x"), _archive(**{"[Content_Types].xml": b"<x"})],
)
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(TemplateError, match="không đọc được"):
        document(report(), HEAD, STAMP, template=content)


def test_a_template_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(TemplateError, match="quá lớn"):
        document(report(), HEAD, STAMP, template=_archive(a=bytes(101 * 2**20)))
