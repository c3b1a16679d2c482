"""Which cells of an .xls are typed in legacy fonts; opened only when the file names one."""

import io
import itertools

import xlrd

from etl.reading.faces import CellFaces, Face, Runs, face_of

_NAMES = [name for beginning in (".Vn", ".VN", ".vn", "VNI-", "VNI ", "Vni-", "vni-") for name in
          (beginning.encode("ascii"), beginning.encode("utf-16-le"))]  # fmt: skip


def cell_faces(content: bytes) -> dict[str, CellFaces]:
    """The cells typed in legacy fonts by sheet name; sheets without any are left out.

    Empty for a workbook whose fonts cannot be read: what its cells are typed in is then told by their letters.
    """
    if not any(name in content for name in _NAMES):
        return {}
    try:
        return _faces(content)
    except Exception:  # noqa: BLE001 - of a damaged file xlrd raises whatever its arithmetic met
        return {}


def _faces(content: bytes) -> dict[str, CellFaces]:
    found = {}
    with xlrd.open_workbook(
        file_contents=content, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
    ) as book:
        fonts = [face_of(font.name) for font in book.font_list]
        styles = [fonts[style.font_index] for style in book.xf_list]
        for name in book.sheet_names() if any(fonts) else ():
            faces = _faces_of_sheet(book.sheet_by_name(name), styles, fonts)
            book.unload_sheet(name)
            if faces:
                found[name] = faces
    return found


def _faces_of_sheet(sheet: xlrd.sheet.Sheet, styles: list[Face | None], fonts: list[Face | None]) -> CellFaces:
    faces: CellFaces = {}
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_TEXT:
                face = styles[sheet.cell_xf_index(row, column)]
                parts = sheet.rich_text_runlist_map.get((row, column))
                if parts and any(fonts[font] for _, font in parts):
                    faces[row, column] = _runs(sheet.cell_value(row, column), face, parts, fonts)
                elif face is not None:
                    faces[row, column] = face
    return faces


def _runs(text: str, face: Face | None, parts: list[tuple[int, int]], fonts: list[Face | None]) -> Runs:
    """The cell's own font reaches up to the first part; each part names where it starts, and its font."""
    starts = [(0, face), *((start, fonts[font]) for start, font in parts), (len(text), None)]
    return [(text[start:end], own) for (start, own), (end, _) in itertools.pairwise(starts) if start < end]
