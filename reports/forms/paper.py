"""The sheet of a form: how wide its columns are in points, how many lines a text takes, and its printed page."""

import textwrap
from typing import Any

from reference.forms import Form, header_cells

PAPERS = {"A3": 8, "A4": 9}
"""XlsxWriter's numbers of the paper sizes."""
FONT = "Times New Roman"

_POINTS_OF_A_PIXEL = 0.75
_LETTER, _BOLD_LETTER = 0.46, 0.52
"""The width of a letter of Times New Roman in font sizes, capitals among them."""
_LINE = 1.3
_MARGIN_CM = 1.0
_INCH = 2.54


def points(width: float) -> float:
    """A column of so many of Excel's units in points."""
    return (7 * width + 5) * _POINTS_OF_A_PIXEL


def lines(text: str, width: float, size: float, *, is_bold: bool = False) -> int:
    """The lines that a text of that font size takes in so many points."""
    letters = max(4, int((width - 4) / ((_BOLD_LETTER if is_bold else _LETTER) * size)))
    return max(1, len(textwrap.wrap(text, letters)))


def height(text: str, width: float, size: float, *, is_bold: bool = False) -> float:
    """The height in points of a row for a text over so many points."""
    return lines(text, width, size, is_bold=is_bold) * size * _LINE + 3


def split(form: Form) -> list[tuple[int, int]]:
    """First and last column of the left, middle and right block above and below the table, by their width."""
    widths = [points(column.width) for column in form.columns]
    whole, reached = sum(widths), 0.0
    bounds: list[int] = []
    for place, width in enumerate(widths):
        reached += width
        bounds += [place] if len(bounds) < 2 and reached >= whole * (0.27, 0.73)[len(bounds)] else []
    first, second = bounds
    return [(0, first), (first + 1, second), (second + 1, len(widths) - 1)]


def width_of(form: Form, first: int, last: int) -> float:
    """The width of some neighbouring columns in points."""
    return sum(points(column.width) for column in form.columns[first : last + 1])


def set_up(sheet: Any, form: Form, header: tuple[int, int], last_row: int) -> None:
    """Set up the page: landscape, as wide as one page, the rows `header` of the table's head on every page."""
    sheet.set_landscape()
    sheet.set_paper(PAPERS[form.layout.paper])
    side = _MARGIN_CM / _INCH
    sheet.set_margins(left=side, right=side, top=1.5 / _INCH, bottom=1.5 / _INCH)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(*header)
    sheet.print_area(0, 0, last_row, len(form.columns) - 1)
    sheet.hide_gridlines(2)
    for place, column in enumerate(form.columns):
        sheet.set_column(place, place, column.width)


def page_marks(sheet: Any, marks: list[str], foot: str) -> None:
    """Write the words at the head of each printed page, and its foot: a line on the left, the number in the middle."""
    font = f'&"{FONT},Regular"&9'
    if marks:
        sheet.set_header(f"&R{font}{_plain(' · '.join(marks))}")
    sheet.set_footer(f"&L{font}{_plain(foot)[:170]}&C{font}Trang &P/&N")


def _plain(text: str) -> str:
    """Double each ampersand, which begins a command in Excel's headers."""
    return text.replace("&", "&&")


def write_header(sheet: Any, form: Form, top: int, styles: Any) -> int:
    """Write the header matrix and the row of numbers, from row `top`; gives the last row."""
    for at, high in enumerate(form.layout.header_heights):
        sheet.set_row(top + at, high)
    for cell in header_cells(form.columns):
        is_vertical = cell.is_leaf and form.columns[cell.left].is_vertical
        style = styles.header(is_vertical)
        if cell.top == cell.bottom and cell.left == cell.right:
            sheet.write_string(top + cell.top, cell.left, cell.text, style)
        else:
            sheet.merge_range(top + cell.top, cell.left, top + cell.bottom, cell.right, cell.text, style)
    last = top + len(form.layout.header_heights) - 1
    if not form.layout.has_number_row:
        return last
    for place, column in enumerate(form.columns):
        if column.number.isdecimal():
            sheet.write_number(last + 1, place, int(column.number), styles.number_row())
        else:
            sheet.write_string(last + 1, place, column.number, styles.number_row())
    return last + 1
