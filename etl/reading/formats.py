"""The kind of a file, told by its first bytes."""

import io
import lzma
import re
import struct
import zipfile
import zlib

REFUSED_KINDS = {
    "empty": ("empty_file", ""),
    "picture": ("not_a_workbook", "mà là tệp ảnh"),
    "pdf": ("not_a_workbook", "mà là tệp PDF"),
    "web page": ("not_a_workbook", "mà là trang web được đổi tên"),
    "web archive": ("not_a_workbook", "mà là trang web lưu thành một tệp, MHTML"),
    "xml workbook": ("not_a_workbook", "mà là bảng tính XML của Excel 2003"),
    "binary workbook": ("not_a_workbook", "mà là bảng tính nhị phân, .xlsb"),
    "slides": ("not_a_workbook", "mà là bài trình chiếu"),
    "open text": ("not_a_workbook", "mà là tệp OpenDocument không phải bảng tính"),
    "word": ("not_a_workbook", "mà là văn bản Word"),
    "rich text": ("not_a_workbook", "mà là văn bản RTF"),
    "unknown": ("not_a_workbook", "nội dung không nhận ra được"),
    "rar": ("other_archive", "RAR"),
    "7z": ("other_archive", "7-Zip"),
    "gzip": ("other_archive", "GZIP"),
    "encrypted": ("encrypted_workbook", ""),
    "broken": ("broken_workbook", ""),
}
"""Kinds that are not rosters: the problem's code and the word for its sentence."""

UNPACKING_ERRORS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, KeyError, ValueError, OSError, EOFError, RuntimeError,
)  # fmt: skip
"""The exceptions of Python for an archive that is broken here or there, locked, or packed in a way of its own."""

_SIGNATURES = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"%PDF", "pdf"),
    (b"Rar!\x1a", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gzip"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of OLE streams are UTF-16; these say that the real workbook is locked inside.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096
"""The first bytes, by which the kind of a text is told."""
_COMMENTS = re.compile(r"(?:<!--(?:[^-]|-(?!->))*+-->\s*)+")
_WEB_PAGE = re.compile(r"<(?:!doctype|\?xml|html|head|meta|title|style|script|body|div|table)\b")
_XML_WORKBOOK = re.compile(r"urn:schemas-microsoft-com:office:spreadsheet|progid=.excel\.sheet")
_MAIL_HEADER = re.compile(r"[a-z][a-z-]*:[ \t]")
_WEB_ARCHIVE = re.compile(r"^content-type:\s*(?:multipart/related|text/html)", re.MULTILINE)


def unpacked(archive: zipfile.ZipFile, part: str | zipfile.ZipInfo) -> bytes:
    """Unpack a part's bytes; no more are unpacked than the archive says there are, which need not be true.

    Raises one of UNPACKING_ERRORS where there are others.
    """
    info = archive.getinfo(part) if isinstance(part, str) else part
    with archive.open(info) as file:
        return file.read(info.file_size + 1)


def kind_of(content: bytes) -> str:
    """Tell a file's kind: `xlsx`, `xls`, `ods`, `text`, `archive`, or a key of REFUSED_KINDS."""
    if not content.strip():
        return "empty"
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content.startswith(b"PK"):
        return _kind_of_zip(content)
    if content.startswith(_OLE):
        return _kind_of_ole(content)
    return _kind_of_text(content)


def _kind_of_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            is_open_text = "mimetype" in names and b"spreadsheet" not in unpacked(archive, "mimetype")
    except UNPACKING_ERRORS:
        return "broken"
    if "xl/workbook.bin" in names:
        return "binary workbook"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "word/document.xml" in names:
        return "word"
    if "ppt/presentation.xml" in names:
        return "slides"
    if "mimetype" in names and "content.xml" in names:
        return "open text" if is_open_text else "ods"
    return "archive"


def _kind_of_ole(content: bytes) -> str:
    if _ENCRYPTED in content:
        return "encrypted"
    if _WORD in content:
        return "word"
    return "xls"


def _kind_of_text(content: bytes) -> str:
    head = _head(content)
    if head.startswith("<?xml") and _XML_WORKBOOK.search(head):
        return "xml workbook"
    if _WEB_PAGE.match(head):
        return "web page"
    if head.startswith("{\\rtf"):
        return "rich text"
    if _MAIL_HEADER.match(head) and _WEB_ARCHIVE.search(head):
        return "web archive"
    if content.startswith(_TEXT_MARKS):
        return "text"
    control = sum(byte < 9 or 13 < byte < 32 for byte in content[:_HEAD])
    return "unknown" if control else "text"


def _head(content: bytes) -> str:
    """The beginning of a text in lower case, without the mark of its encoding and the comments before a page."""
    encoding = "utf-16" if content.startswith(_TEXT_MARKS[1:]) else "utf-8-sig"
    head = content[:_HEAD].decode(encoding, "replace").lstrip().lower()
    return _COMMENTS.sub("", head, count=1)
