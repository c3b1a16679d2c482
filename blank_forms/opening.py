"""A blank form's bytes as a workbook that can be written back, or a sentence why not."""

import io
import re
import zipfile

import openpyxl
from openpyxl.workbook import Workbook

_MOST_UNPACKED = 200 * 2**20
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = ("xl/vbaProject.bin", "xl/macrosheets/")
_LOST = ("xl/drawings/vmlDrawing", "xl/ctrlProps/", "xl/activeX/", "xl/embeddings/")
_SHAPE = b"<xdr:sp "
_MACRO_NAMES = (".xlsm", ".xltm", ".xlam")
_LINKED = re.compile(r"\[[^\[\]]+\][^!\[\]()+*/,;]*!")
"""A reference to another file in a formula: «[1]Sheet1!A1», «'[khác.xlsx]Biểu 1'!A1»."""


class FormRefusedError(ValueError):
    """A form that cannot be filled: a sentence in Vietnamese, with the cell where there is one."""


def open_form(name: str, content: bytes) -> Workbook:
    """Open a blank form; raises FormRefusedError for what is no .xlsx, and for a locked, linked or macro form."""
    parts = _parts(name, content)
    if name.lower().endswith(_MACRO_NAMES) or any(part.startswith(_MACROS) for part in parts):
        raise FormRefusedError(
            f"«{name}» có macro. Hãy mở bằng Excel, lưu thành «Excel Workbook (.xlsx)» rồi thả lại; chưa ghi gì."
        )
    has_links = any(part.startswith("xl/externalLinks/") for part in parts)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    except Exception as error:  # openpyxl lets through whatever a broken part of the file makes it run into
        if has_links:
            raise _linked(name, "") from error
        raise FormRefusedError(
            f"Không mở được «{name}»: tệp hỏng. Hãy mở và lưu lại bằng Excel rồi thả lại."
        ) from error
    _refuse_locked(name, book)
    if (cell := _linked_cell(book)) or has_links:
        raise _linked(name, cell)
    return book


def _linked_cell(book: Workbook) -> str:
    """Find the first cell whose formula reads another file: «Biểu 1 › H9»; "" for none."""
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    formulas = (cell for cell in cells if cell.data_type == "f" and _LINKED.search(str(cell.value)))
    return next((f"{cell.parent.title} › {cell.coordinate}" for cell in formulas), "")


def _linked(name: str, cell: str) -> FormRefusedError:
    where = f", ô {cell}" if cell else ""
    return FormRefusedError(
        f"«{name}» có công thức nối sang tệp khác{where}. Hãy dùng Data › Edit Links › Break Link rồi lưu lại; "
        "chưa ghi gì."
    )


def lost_parts(content: bytes) -> list[str]:
    """Name what a form has that does not survive being written: shapes, buttons, embedded objects."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        drawings = [part for part in names if part.startswith("xl/drawings/drawing")]
        has_shapes = any(_SHAPE in archive.read(part) for part in drawings)
    lost = ["hình vẽ, hộp chữ"] if has_shapes else []
    return [*lost, *(["nút bấm, đối tượng nhúng"] if any(part.startswith(_LOST[1:]) for part in names) else [])]


def _parts(name: str, content: bytes) -> list[str]:
    if content.startswith(_OLD):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise FormRefusedError(f"«{name}» có mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại; chưa ghi gì.")
        raise FormRefusedError(
            f"«{name}» là tệp Excel đời cũ (.xls). Hãy mở bằng Excel, lưu thành .xlsx rồi thả lại; chưa ghi gì."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise FormRefusedError(f"«{name}» không phải là bảng tính .xlsx; chưa ghi gì.") from None
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise FormRefusedError(f"«{name}» quá lớn; biểu mẫu trống thường chỉ vài chục KB.")
    names = [part.filename for part in parts]
    if "xl/workbook.xml" not in names:
        raise FormRefusedError(f"«{name}» không phải là bảng tính .xlsx; chưa ghi gì.")
    return names


def _refuse_locked(name: str, book: Workbook) -> None:
    if book.security is not None and book.security.lockStructure:
        raise FormRefusedError(
            f"«{name}» bị khóa cấu trúc (Review › Protect Workbook). Hãy bỏ khóa rồi thả lại; chưa ghi gì."
        )
    for sheet in book.worksheets:
        if sheet.protection.sheet:
            cell = sheet.dimensions.partition(":")[0]
            raise FormRefusedError(
                f"Trang «{sheet.title}» của «{name}» bị khóa, ô {cell} không ghi được. "
                "Hãy bỏ khóa (Review › Unprotect Sheet) rồi thả lại; chưa ghi gì."
            )
