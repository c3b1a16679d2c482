"""What stands around a document's content in the layout of Nghị định 30/2020/NĐ-CP: its head, its signing, its mark."""

from dashboard.labels import DEMO_NOTE
from reports.content import Report
from reports.letterhead import Letterhead
from reports.stamp import INTERNAL, Stamp
from reports.web.markup import element, paragraph, text

_ROOM = "\u00a0" * 6
"""Room for what is written by hand."""
_RULE = '<span class="rule"></span>'


def head(report: Report, letterhead: Letterhead, stamp: Stamp | None) -> str:
    """Cơ quan, Quốc hiệu, số – ký hiệu, ngày tháng, then tên loại – trích yếu and to whom it goes."""
    left = paragraph(letterhead.superior, "caps") + paragraph(letterhead.office, "caps strong") + _RULE
    right = (
        paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "strong")
        + element("p", element("span", "Độc lập - Tự do - Hạnh phúc", "motto strong"))
        + paragraph(_dated(letterhead, stamp), "slanted")
    )
    left += paragraph(symbol(report, letterhead))
    columns = element("header", element("div", left) + element("div", right))
    to = paragraph(f"Kính gửi: {letterhead.addressee}", "addressee") if letterhead.addressee else ""
    title = element("h1", text(report.kind)) + paragraph(report.subject, "subject") + _RULE
    return columns + _marks(report, stamp) + title + to


def symbol(report: Report, letterhead: Letterhead) -> str:
    """«Số:       /BC-SNV»: the number is given when the document is signed."""
    return f"Số:{_ROOM}/{_initials(report.kind)}-{letterhead.symbol}"


def _initials(kind: str) -> str:
    """«Báo cáo» -> «BC», as the decree's list of abbreviations does."""
    return "".join(word[0] for word in kind.split()).upper()


def _dated(letterhead: Letterhead, stamp: Stamp | None) -> str:
    year = f" {stamp.made_at.year}" if stamp else _ROOM
    return f"{letterhead.place}, ngày{_ROOM}tháng{_ROOM}năm{year}"


def _marks(report: Report, stamp: Stamp | None) -> str:
    marks = [INTERNAL] * bool(stamp and stamp.is_internal) + [DEMO_NOTE.upper()] * report.is_demo
    return element("div", "".join(map(paragraph, marks)), "marks") if marks else ""


def signing(letterhead: Letterhead) -> str:
    """Nơi nhận beside the signer's office and name."""
    last = len(letterhead.recipients) - 1
    lines = [f"- {to.rstrip(';.')}{'.' if place == last else ';'}" for place, to in enumerate(letterhead.recipients)]
    entries = "".join(element("li", text(line)) for line in lines)
    left = paragraph("Nơi nhận:", "strong slanted given-to") + element("ul", entries)
    titles = "".join(paragraph(title, "caps") for title in letterhead.signer_title)
    right = titles + paragraph(letterhead.signer_name or _ROOM, "name")
    return element("div", element("div", left) + element("div", right, "signer"), "signing")


def attached(report: Report, letterhead: Letterhead) -> str:
    """The line under an annex's title."""
    kind = f"{report.kind} số{_ROOM}/{_initials(report.kind)}-{letterhead.symbol}"
    return f"(Kèm theo {kind} ngày{_ROOM}tháng{_ROOM}năm{_ROOM}của {letterhead.office})"


def roman(number: int) -> str:
    """4 -> «IV»; 1 to 39 are enough for sections and annexes."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
