"""The frame of a document in the layout of Nghị định 30/2020/NĐ-CP: what stands above and below its content."""

from collections.abc import Iterator

from reports.word.page import MM, PORTRAIT
from reports.word.pieces import NO_BREAK, columns, line, paragraph, rule, run
from reports.word.words import Words

_LEFT = round(68 * MM)
_RIGHT = PORTRAIT.text_width - _LEFT
_MOTTO = round(60.4 * MM)
"""How wide «Độc lập - Tự do - Hạnh phúc» is in its style: the line below it is as long."""
_CAPITAL, _SMALL = 0.6, 0.46
"""Mean width in em of a bold letter of this typeface in a line of capitals, and in a sentence."""
_PART = 0.42
"""Of the words above it: between a third and a half, as the decree wants."""
_COUNTRY, _CREED = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_PLACES = ("TỈNH", "THÀNH PHỐ", "HUYỆN", "THỊ XÃ", "QUẬN")


def top(words: Words) -> str:
    """From the office's name to whom the document is addressed."""
    return _head(words) + "".join(_title(words)) + "".join(line("KinhGui", text) for text in words["kinh_gui"])


def bottom(words: Words) -> str:
    """Recipients beside the signer; a paragraph must follow, which this does not hold."""
    left = line("NoiNhan", "Nơi nhận:") + "".join(line("DanhSachNoiNhan", text) for text in words["noi_nhan"])
    if not words["noi_nhan"]:
        left = line("DongTrong", "")
    title = "".join(line("ChucVuKy", text) for text in words["chuc_vu_ky"])
    name = "".join(line("HoTenKy", text) for text in words["ho_ten_ky"])
    half = PORTRAIT.text_width // 2
    return columns([half, PORTRAIT.text_width - half], [[left, f"{title}{name}"]])


def _head(words: Words) -> str:
    left = "".join(line("CoQuanChuQuan", _together(text)) for text in words["co_quan_chu_quan"])
    left += "".join(line("CoQuanBanHanh", _together(text)) for text in words["co_quan"])
    office = max((min(_width(text, 13, _CAPITAL), _LEFT) for text in words["co_quan"]), default=0)
    left += rule("GachNgang", _LEFT, round(office * _PART))
    right = line("QuocHieu", _COUNTRY) + line("TieuNgu", _CREED) + rule("GachNgang", _RIGHT, _MOTTO)
    number = "".join(line("SoKyHieu", text) for text in words["so_ky_hieu"])
    number += "".join(_boxed(text) for text in words["pham_vi"])
    day = "".join(line("DiaDanhNgayThang", text) for text in words["dia_danh_ngay_thang"])
    return columns([_LEFT, _RIGHT], [[left, right], [number, day]])


def _boxed(text: str) -> str:
    """In a box as wide as its words."""
    side = max(0, (_LEFT - _width(text, 13, _CAPITAL) - round(6 * MM)) // 2)
    return paragraph("DauPhamVi", run(text), f'<w:ind w:left="{side}" w:right="{side}"/>')


def _title(words: Words) -> Iterator[str]:
    yield from (line("TenLoai", text) for text in words["ten_loai"])
    yield from (line("TrichYeu", text) for text in words["trich_yeu"])
    lines = [piece for text in words["trich_yeu"] for piece in text.split("\n")]
    longest = max((min(_width(text, 14, _SMALL), PORTRAIT.text_width) for text in lines), default=0)
    yield rule("GachNgang", PORTRAIT.text_width, round(longest * _PART))


def _together(name: str) -> str:
    """A place's kind and name are not parted at a line's end: «ỦY BAN NHÂN DÂN» above «TỈNH BẮC NINH»."""
    for kind in _PLACES:
        before, found, after = name.partition(f" {kind} ")
        if found:
            return f"{before} " + f"{kind} {after}".replace(" ", NO_BREAK)
    return name


def _width(text: str, size: int, letter: float) -> int:
    """About how wide a line of bold letters is, in twips."""
    return round(len(text) * size * letter * 20)
