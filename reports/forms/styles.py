"""The cell formats of a form's sheet, each made once for its book."""

from typing import Any

from reports.forms.paper import FONT


class Styles:
    """Formats in Times New Roman of the form's size; `plain` and `cell` take XlsxWriter's properties."""

    def __init__(self, book: Any, size: int) -> None:
        self._book, self.size = book, size
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def plain(self, **properties: Any) -> Any:
        """A text outside the table."""
        look = {"font_name": FONT, "font_size": self.size, "text_wrap": True, "valign": "vcenter"} | properties
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]

    def cell(self, **properties: Any) -> Any:
        """A cell of the table."""
        return self.plain(**{"border": 1} | properties)

    def header(self, is_vertical: bool) -> Any:
        """A cell of the header; upright text in narrow columns is turned by 90 degrees."""
        return self.cell(bold=True, align="center", **({"rotation": 90} if is_vertical else {}))

    def number_row(self) -> Any:
        """The row «A, B, 1, 2, …»."""
        return self.cell(align="center", italic=True, font_size=self.size - 2, num_format="0", text_wrap=False)

    def value(self, number_format: str, *, is_bold: bool = False, is_number: bool = True, indent: int = 0) -> Any:
        """A cell of the body: numbers to the right, texts to the left; `@` never becomes a formula."""
        side: dict[str, Any] = {"align": "right"} if is_number else {"align": "left", "indent": indent}
        return self.cell(num_format=number_format, bold=is_bold, **side)
