"""What stands around a document's content in the layout of Nghị định 30/2020/NĐ-CP: its head, and its signing."""

from collections.abc import Iterable

from reference.vietnamese import NO_BREAK
from reports.contents.words import Words, before_place
from reports.web.markup import element, paragraph, text

_RULE = '<span class="rule"></span>'


def top(told: Words) -> str:
    """Cơ quan, Quốc hiệu, số – ký hiệu, ngày tháng; then tên loại – trích yếu and to whom it goes."""
    left = _names(told["co_quan_chu_quan"]) + _names(told["co_quan"], "strong") + _RULE + _lines(told["so_ky_hieu"])
    right = (
        paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "strong")
        + element("p", element("span", "Độc lập - Tự do - Hạnh phúc", "motto strong"))
        + _lines(told["dia_danh_ngay_thang"], "slanted")
    )
    is_letter = not told["ten_loai"]
    left += _lines(told["trich_yeu"], "about") if is_letter else ""
    columns = element("header", element("div", left) + element("div", right))
    marks = element("div", _lines(told["pham_vi"]), "marks") if told["pham_vi"] else ""
    subject = "<br>".join(text(line) for words in told["trich_yeu"] for line in words.split("\n"))
    title = element("h1", "<br>".join(map(text, told["ten_loai"]))) + element("p", subject, "subject") + _RULE
    to = element("div", _lines(told["kinh_gui"]), "addressee") if told["kinh_gui"] else ""
    return columns + marks + ("" if is_letter else title) + to


def bottom(told: Words) -> str:
    """Nơi nhận beside the signer's office and name."""
    entries = "".join(element("li", text(line)) for line in told["noi_nhan"])
    left = paragraph("Nơi nhận:", "strong slanted given-to") + element("ul", entries)
    name = told["ho_ten_ky"][0] if told["ho_ten_ky"] else ""
    right = _lines(told["chuc_vu_ky"]) + paragraph(name or NO_BREAK, "name")
    return element("div", element("div", left) + element("div", right, "signer"), "signing")


def _names(lines: Iterable[str], css: str = "") -> str:
    """Offices' names: one too long for its column parts before its place, «… NHÂN DÂN / TỈNH BẮC NINH»."""
    parts = (before_place(line) for line in lines)
    return "".join(
        element("p", text(first) + (f" {element('span', text(place), 'place')}" if place else ""), css)
        for first, place in parts
    )


def _lines(lines: Iterable[str], css: str = "") -> str:
    return "".join(paragraph(line, css) for line in lines)
