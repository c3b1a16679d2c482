"""The list as LibreOffice keeps it: merged headings, repeated empty cells, a real date."""

from xml.sax.saxutils import escape

from tests.archives import packed

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
MIME = "application/vnd.oasis.opendocument.spreadsheet"
COVERED = "<table:covered-table-cell/>"


def make() -> dict[str, bytes]:
    rows = [
        _text("UBND HUYỆN LƯƠNG TÀI"),
        _text("DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ"),
        _text("Tính đến ngày 31/12/2023"),
        _gap(9),
        _text("STT", down=2)
        + _text("Họ và tên", down=2)
        + _text("Ngày sinh", across=2)
        + COVERED
        + _text("Xã, thị trấn", down=2)
        + _text("Trình độ chuyên môn", across=2)
        + COVERED,
        COVERED * 2 + _text("Nam") + _text("Nữ") + COVERED + _text("Đại học") + _text("Trung cấp"),
        _number(1) + _text("Đoàn Văn Mở") + _date("1977-04-30") + _gap(1) + _text("Xã Phú Hòa") + _text("x"),
        _number(2) + _text("Đoàn Thị Nguồn") + _gap(1) + _text("01/05/1988") + _text("Xã Phú Lương") + _text("x"),
        _number(3) + _text("Đoàn Văn Tự Do") + _number(1990) + _gap(1) + _text("Xã Phú Lương") + _gap(1) + _text("x"),
    ]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Danh sách">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    return {"roster.ods": packed({"mimetype": MIME, "META-INF/manifest.xml": _manifest(), "content.xml": content})}


def _text(text: str, *, down: int = 1, across: int = 1) -> str:
    spans = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"' if down + across > 2 else ""
    return f'<table:table-cell office:value-type="string"{spans}><text:p>{escape(text)}</text:p></table:table-cell>'


def _number(number: int) -> str:
    return (
        f'<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p>'
        "</table:table-cell>"
    )


def _date(day: str) -> str:
    kind = f'office:value-type="date" office:date-value="{day}"'
    return f"<table:table-cell {kind}><text:p>{day}</text:p></table:table-cell>"


def _gap(count: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{count}"/>'


def _manifest() -> str:
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", MIME), ("content.xml", "text/xml"))
    )
    opening = f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{space}">'
    return f"{opening}{entries}</manifest:manifest>"
