"""The frame of a document in the layout of Nghị định 30/2020/NĐ-CP: what stands above and below its content."""

from collections.abc import Iterator
from itertools import repeat

from reports.contents.words import Words, before_place
from reports.word.page import MM, PORTRAIT
from reports.word.pieces import columns, line, paragraph, rule, run

_LEFT = round(68 * MM)
_RIGHT = PORTRAIT.text_width - _LEFT
_MOTTO = round(60.4 * MM)
"""The width of «Độc lập - Tự do - Hạnh phúc» in its style: the line below it is as long."""
_CAPITAL, _SMALL = 0.6, 0.46
"""Mean width in em of a bold letter of this typeface in a line of capitals, and in a sentence."""
_PART = 0.42
"""A line's part of the words above it: between a third and a half, as the decree wants."""
_SPARE = 1.15
"""The width of a name of two lines, in widths of its longest line: the surplus is less than its next word."""
_COUNTRY, _CREED = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


def top(words: Words, like: Words | None = None) -> str:
    """Write the head from the office's name to whom the document is addressed.

    Lines are as long as the words above them ask for, or those of `like`, where `words` are a template's fields.
    """
    return _head(words, like or words) + "".join(_title(words, like or words)) + _addressees(words)


def _addressees(words: Words) -> str:
    lines = "".join(line("KinhGui", text) for text in words["kinh_gui"])
    return lines + line("DongTrong", "") * 2


def bottom(words: Words) -> str:
    """Write the recipients beside the signer; a paragraph must follow, which this does not hold."""
    left = line("NoiNhan", "Nơi nhận:") + "".join(line("DanhSachNoiNhan", text) for text in words["noi_nhan"])
    if not words["noi_nhan"]:
        left = line("DongTrong", "")
    title = "".join(line("ChucVuKy", text) for text in words["chuc_vu_ky"])
    name = "".join(line("HoTenKy", text) for text in words["ho_ten_ky"])
    half = PORTRAIT.text_width // 2
    return columns([half, PORTRAIT.text_width - half], [[left, f"{title}{name}"]])


def _head(words: Words, like: Words) -> str:
    left = "".join(map(_name, words["co_quan_chu_quan"], like["co_quan_chu_quan"], repeat("CoQuanChuQuan")))
    left += "".join(map(_name, words["co_quan"], like["co_quan"], repeat("CoQuanBanHanh")))
    office = max((min(_width(text, 13, _CAPITAL), _LEFT) for text in like["co_quan"]), default=0)
    left += rule("GachNgang", _LEFT, round(office * _PART))
    right = line("QuocHieu", _COUNTRY) + line("TieuNgu", _CREED) + rule("GachNgang", _RIGHT, _MOTTO)
    number = "".join(line("SoKyHieu", text) for text in words["so_ky_hieu"])
    if not words["ten_loai"]:
        number += "".join(line("VeViec", text) for text in words["trich_yeu"])
    number += "".join(map(_boxed, words["pham_vi"], like["pham_vi"]))
    day = "".join(line("DiaDanhNgayThang", text) for text in words["dia_danh_ngay_thang"])
    return columns([_LEFT, _RIGHT], [[left, right], [number, day]])


def _name(text: str, like: str, style: str) -> str:
    """Write a name; one too long for its column is set so narrow that it parts before its place: «… / TỈNH BẮC NINH».

    Indents do that, so that the text keeps its plain spaces and can be searched.
    """
    parts = before_place(like)
    if not parts[1] or _width(like, 13, _CAPITAL) <= _LEFT:
        return line(style, text)
    longest = max(_width(part, 13, _CAPITAL) for part in parts)
    side = max(0, round(_LEFT - longest * _SPARE) // 2)
    return line(style, text, f'<w:ind w:left="{side}" w:right="{side}"/>')


def _boxed(text: str, like: str) -> str:
    """Put a text in a box as wide as its words."""
    side = max(0, (_LEFT - _width(like, 13, _CAPITAL) - round(6 * MM)) // 2)
    return paragraph("DauPhamVi", run(text), f'<w:ind w:left="{side}" w:right="{side}"/>')


def _title(words: Words, like: Words) -> Iterator[str]:
    """Write the document's kind and what it is about; a letter has both elsewhere."""
    if not words["ten_loai"]:
        yield line("DongTrong", "") * 2
        return
    yield from (line("TenLoai", text) for text in words["ten_loai"])
    yield from (line("TrichYeu", text) for text in words["trich_yeu"])
    lines = [piece for text in like["trich_yeu"] for piece in text.split("\n")]
    longest = max((min(_width(text, 14, _SMALL), PORTRAIT.text_width) for text in lines), default=0)
    yield rule("GachNgang", PORTRAIT.text_width, round(longest * _PART))


def _width(text: str, size: int, letter: float) -> int:
    """Estimate the width of a line of bold letters in twips."""
    return round(len(text) * size * letter * 20)
