"""A list of LibreOffice pieced together in fonts before Unicode, told by cells, rows, columns and parts of a text."""

from xml.sax.saxutils import escape

from tests.archives import packed
from tests.golden.old_letters import tcvn3, vni

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
MIME = "application/vnd.oasis.opendocument.spreadsheet"
HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Xã, thị trấn", "Chức vụ", "Trình độ chuyên môn")
COLUMNS = (
    '<table:table-column table:default-cell-style-name="Default"/>'
    '<table:table-column table:default-cell-style-name="capitals"/>'
    '<table:table-column table:number-columns-repeated="1022" table:default-cell-style-name="Default"/>'
)
STYLES = (
    '<style:default-style style:family="table-cell"><style:text-properties style:font-name="Times"/>'
    '</style:default-style><style:style style:name="Default" style:family="table-cell"/>'
)
FACES = "".join(
    f'<style:font-face style:name="{name}" svg:font-family="{family}"/>'
    for name, family in (
        ("Times", "&apos;Times New Roman&apos;"),
        ("Old", ".VnTime"),
        ("Old capitals", "&apos;.VnTimeH&apos;"),
    )
)


def make() -> dict[str, bytes]:
    rows = [
        _row(_text("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ", "plain")),
        _row(_text("Tính đến ngày 31/12/2023", "plain")),
        _row(*(_text(title, "plain") for title in HEAD)),
        _row(
            _text("1", ""),
            _text(tcvn3("Hà Thị Lý"), "old"),
            _text("03/02/1981", ""),
            _text(tcvn3("Nữ"), "older"),
            _text(tcvn3("Xã Phú Lương"), "old"),
            _text("Bí thư Đảng ủy", ""),
            _text(tcvn3("Thạc sĩ"), "old"),
        ),
        _row(
            _text("2", "plain"),
            _text(vni("Tạ Văn Mỹ"), "vni"),
            _text("04/03/1982", "plain"),
            _text("Nam", "plain"),
            _text(vni("Xã Phú Hòa"), ""),
            _text(vni("Chủ tịch UBND"), ""),
            _text(vni("Đại học"), ""),
            of_row="vni",
        ),
        _row(
            _text("3", ""),
            _text("cao lan anh", ""),
            _text("05/04/1983", ""),
            _text("Nữ", ""),
            _text("Xã Phú Hòa", ""),
            _text("Tư pháp - hộ tịch", ""),
            _text("Đại học", ""),
        ),
        _row(
            _text("4", ""),
            _parted("Kiều ", tcvn3("Thị Ước"), "old part"),
            _text("06/05/1984", ""),
            _text("Nữ", ""),
            _text("Xã Phú Hòa", ""),
            _text("Tài chính - kế toán", ""),
            _text("Cao đẳng", "old"),
        ),
        '<table:table-row table:number-rows-repeated="1048569"><table:table-cell '
        'table:number-columns-repeated="1024"/></table:table-row>',
    ]
    own = _style("plain", '<style:text-properties style:font-name="Times"/>')
    own += _style("old", '<style:text-properties style:font-name="Old"/>') + _style("older", "", parent="old")
    own += _style("vni", '<style:text-properties fo:font-family="&apos;VNI-Times&apos;"/>')
    own += _style("capitals", '<style:text-properties style:font-name="Old capitals"/>')
    own += _style("old part", '<style:text-properties style:font-name="Old"/>', "text")
    content = (
        f"<office:font-face-decls>{FACES}</office:font-face-decls>"
        f"<office:automatic-styles>{own}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="Danh sách">{COLUMNS}{"".join(rows)}</table:table></office:spreadsheet></office:body>'
    )
    parts = {
        "mimetype": MIME,
        "META-INF/manifest.xml": _manifest(),
        "content.xml": _document("content", content),
        "styles.xml": _document("styles", f"<office:styles>{STYLES}</office:styles>"),
    }
    return {"roster.ods": packed(parts)}


def _row(*cells: str, of_row: str = "") -> str:
    style = f' table:default-cell-style-name="{of_row}"' if of_row else ""
    return f"<table:table-row{style}>{''.join(cells)}</table:table-row>"


def _text(text: str, style: str) -> str:
    return _cell(escape(text), style)


def _parted(first: str, second: str, style: str) -> str:
    """A text of which the second part has a style of its own."""
    return _cell(f'{escape(first)}<text:span text:style-name="{style}">{escape(second)}</text:span>', "plain")


def _cell(inside: str, style: str) -> str:
    named_style = f' table:style-name="{style}"' if style else ""
    return f'<table:table-cell office:value-type="string"{named_style}><text:p>{inside}</text:p></table:table-cell>'


def _style(name: str, properties: str, family: str = "table-cell", parent: str = "Default") -> str:
    names = f'style:name="{name}" style:family="{family}" style:parent-style-name="{parent}"'
    return f"<style:style {names}>{properties}</style:style>"


def _document(kind: str, inside: str) -> str:
    opening = f'<?xml version="1.0" encoding="UTF-8"?><office:document-{kind} {SPACES} office:version="1.2">'
    return f"{opening}{inside}</office:document-{kind}>"


def _manifest() -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", MIME), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    opening = f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{space}">'
    return f"{opening}{entries}</manifest:manifest>"
