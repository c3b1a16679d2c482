"""The styles of a document in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I: nothing is formatted by hand.

Sizes are points. Names that Word itself knows («heading 1», «caption») keep them, so that its navigation works.
"""

from dataclasses import dataclass

from docx.oxml.ns import nsdecls

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
_INDENT = 720
"""Twips: 1.27 cm."""


_THIN = 6
"""Points up to which a line is as high as its letters: what parts blocks, not what is read."""


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style; spaces in points, `lines` 1 for single spacing, `outline` 0 for the highest heading."""

    id: str
    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    lines: float = 1
    indent: int = 0
    keep: bool = False
    outline: int | None = None
    border: str = ""
    following: str = ""


_LINE = '<w:{side} w:val="single" w:sz="6" w:space="{space}" w:color="000000"/>'
_RULE = f"<w:pBdr>{_LINE.format(side='top', space=0)}</w:pBdr>"
_BOX = f"<w:pBdr>{''.join(_LINE.format(side=side, space=2) for side in ('top', 'left', 'bottom', 'right'))}</w:pBdr>"

_PARAGRAPHS = (
    _Style("BodyText", "Body Text", align="both", after=6, lines=1.1, indent=_INDENT),
    _Style("Heading1", "heading 1", bold=True, before=6, after=6, lines=1.1, indent=_INDENT, keep=True, outline=0,
           following="BodyText"),
    _Style("Heading2", "heading 2", bold=True, before=6, after=6, lines=1.1, indent=_INDENT, keep=True, outline=1,
           following="BodyText"),
    _Style("CoQuanChuQuan", "Cơ quan chủ quản", 13, align="center"),
    _Style("CoQuanBanHanh", "Cơ quan ban hành", 13, bold=True, align="center"),
    _Style("QuocHieu", "Quốc hiệu", 13, bold=True, align="center"),
    _Style("TieuNgu", "Tiêu ngữ", 14, bold=True, align="center"),
    _Style("GachNgang", "Gạch ngang", 3, align="center", border=_RULE, following="BodyText"),
    _Style("SoKyHieu", "Số, ký hiệu", 13, align="center", before=6),
    _Style("VeViec", "Về việc", 12, align="center", before=2),
    _Style("DiaDanhNgayThang", "Địa danh, ngày tháng", 14, italic=True, align="center", before=6),
    _Style("DauPhamVi", "Phạm vi lưu hành", 13, bold=True, align="center", before=6, border=_BOX),
    _Style("TenLoai", "Tên loại văn bản", 14, bold=True, align="center", before=18, keep=True),
    _Style("TrichYeu", "Trích yếu", 14, bold=True, align="center", after=2, keep=True),
    _Style("KinhGui", "Kính gửi", 14, align="center", before=6),
    _Style("DongTrong", "Dòng ngăn", 6),
    _Style("NoiNhan", "Nơi nhận", 12, bold=True, italic=True, keep=True),
    _Style("DanhSachNoiNhan", "Danh sách nơi nhận", 11, keep=True),
    _Style("ChucVuKy", "Chức vụ người ký", 14, bold=True, align="center", keep=True),
    _Style("HoTenKy", "Họ tên người ký", 14, bold=True, align="center", before=78),
    _Style("Hinh", "Hình", 14, align="center", before=6, after=3, keep=True),
    _Style("Caption", "caption", 12, bold=True, align="center", after=3, keep=True),
    _Style("TenBang", "Tên bảng", 12, bold=True, align="center", before=6, after=3, keep=True),
    _Style("NguonSoLieu", "Nguồn số liệu", 10, italic=True, align="center", after=9),
    _Style("GhiChuBang", "Ghi chú bảng", 11, italic=True, before=3),
    _Style("PhuLuc", "Phụ lục", 14, bold=True, align="center", keep=True, outline=0, following="TenPhuLuc"),
    _Style("TenPhuLuc", "Tên phụ lục", 14, bold=True, align="center", keep=True, outline=1, following="KemTheo"),
    _Style("KemTheo", "Kèm theo văn bản", 14, italic=True, align="center", after=3, keep=True),
    _Style("ODauBang", "Ô đầu bảng", 11, bold=True, align="center", keep=True),
    _Style("OChu", "Ô chữ", 11),
    _Style("OGiua", "Ô giữa", 11, align="center"),
    _Style("OSo", "Ô số", 11, align="right"),
    _Style("ODauBangNho", "Ô đầu bảng, nhỏ", 9, bold=True, align="center", keep=True),
    _Style("OChuNho", "Ô chữ, nhỏ", 9),
    _Style("OGiuaNho", "Ô giữa, nhỏ", 9, align="center"),
    _Style("OSoNho", "Ô số, nhỏ", 9, align="right"),
    _Style("TenTrang", "Tên trang", 14, bold=True, align="center", before=4, keep=True, outline=0),
    _Style("PhuDeTrang", "Phụ đề trang", 12, align="center", after=4),
    _Style("MucTrang", "Mục của trang", 10.5, bold=True, before=3, after=2, keep=True, outline=1),
    _Style("DoanTrang", "Đoạn của trang", 10.5, align="both", after=2),
    _Style("CoQuanTrang", "Cơ quan của trang", 10.5, bold=True),
    _Style("DauTrang", "Dấu của trang", 10.5, bold=True, align="right"),
    _Style("TenTrongTrang", "Tên bảng, hình trong trang", 9.5, bold=True, align="center", before=2, after=1, keep=True),
    _Style("HinhTrongTrang", "Hình trong trang", 9.5, align="center", keep=True),
    _Style("GhiChuTrang", "Ghi chú của trang", 8.5, italic=True, align="both"),
    _Style("Header", "header", 13, align="center"),
    _Style("Footer", "footer", 8, align="center"),
)  # fmt: skip
_CHARACTERS = """
<w:style w:type="character" w:customStyle="1" w:styleId="Dam"><w:name w:val="Chữ đậm"/><w:rPr><w:b/><w:bCs/></w:rPr>
</w:style>
"""
_BUILT_IN = ("Body Text", "heading 1", "heading 2", "caption", "header", "footer")
_TABLES = """
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="Khung"><w:name w:val="Khung"/><w:basedOn w:val="TableNormal"/>
</w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="BangSoLieu"><w:name w:val="Bảng số liệu"/>
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>
<w:top w:w="28" w:type="dxa"/><w:left w:w="57" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/>
<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="BangSoLieuNho"><w:name w:val="Bảng số liệu, nhỏ"/>
<w:basedOn w:val="BangSoLieu"/><w:tblPr><w:tblCellMar><w:top w:w="14" w:type="dxa"/><w:left w:w="28" w:type="dxa"/>
<w:bottom w:w="14" w:type="dxa"/><w:right w:w="28" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
"""


def stylesheet() -> str:
    """All of `word/styles.xml`."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f"<w:styles {nsdecls('w')}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts()}{_size(14)}"
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="{LANGUAGE}"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:style>'
        f"{''.join(map(_paragraph, _PARAGRAPHS))}{_CHARACTERS}{_TABLES.format(borders=borders)}</w:styles>"
    )


def _fonts() -> str:
    return f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _paragraph(style: _Style) -> str:
    custom = "" if style.name in _BUILT_IN else ' w:customStyle="1"'
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/>{following}<w:qFormat/><w:pPr>{_paragraph_look(style)}</w:pPr>'
        f"<w:rPr>{_letters(style)}</w:rPr></w:style>"
    )


def _paragraph_look(style: _Style) -> str:
    """Write a paragraph's look in the schema's order: keepNext, borders, spacing, indent, alignment, outline."""
    exact = style.size <= _THIN
    line, kind = (round(style.size * 20), "exact") if exact else (round(240 * style.lines), "auto")
    keep = "<w:keepNext/><w:keepLines/>" if style.keep else ""
    before, after = round(style.before * 20), round(style.after * 20)
    indent = f'<w:ind w:firstLine="{style.indent}"/>' if style.indent else ""
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    spacing = f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{kind}"/>'
    return f'{keep}{style.border}{spacing}{indent}<w:jc w:val="{style.align}"/>{outline}'


def _letters(style: _Style) -> str:
    bold, italic = "<w:b/><w:bCs/>" if style.bold else "", "<w:i/><w:iCs/>" if style.italic else ""
    return f"{_fonts()}{bold}{italic}{_size(style.size)}"
