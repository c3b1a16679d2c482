"""Small lists for the golden tests: cells by address, so that an expected problem's address is plain to see."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter


@dataclass(frozen=True, slots=True)
class DayMonth:
    """A date as Excel makes it of a typed «12/12»: a real date of some year, shown as day and month."""

    day: int
    month: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and the result saved with it; a result of "" is none, as libraries write it that cannot calculate."""

    text: str
    result: str | int = ""


Cell = str | int | float | date | DayMonth | Formula | None
Row = Sequence[Cell]

_STYLES = {
    "date": {"num_format": "dd/mm/yyyy", "border": 1},
    "day_month": {"num_format": "d/m", "border": 1},
    "cell": {"border": 1},
    "head": {"border": 1, "bold": True, "align": "center", "text_wrap": True},
    "group": {"bold": True, "italic": True},
    "title": {"bold": True, "align": "center"},
}
_YEAR_TYPED = 2024


class Book:
    """A workbook in memory; `close` has the same contents for the same calls."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self.workbook = xlsxwriter.Workbook(self._buffer, {"in_memory": True})
        self.workbook.set_properties({"created": datetime(2024, 1, 5)})  # noqa: DTZ001
        self.styles = {name: self.workbook.add_format(style) for name, style in _STYLES.items()}

    def page(self, name: str) -> "Page":
        """A new sheet."""
        return Page(self, name)

    def close(self) -> bytes:
        """The workbook's bytes."""
        self.workbook.close()
        return self._buffer.getvalue()


class Page:
    """A sheet."""

    def __init__(self, book: Book, name: str) -> None:
        self.sheet = book.workbook.add_worksheet(name)
        self._styles = book.styles

    def put(self, cell: str, value: Cell, style: str = "cell") -> None:
        """Write one cell; None leaves it empty."""
        if isinstance(value, DayMonth):
            day = datetime(_YEAR_TYPED, value.month, value.day)  # noqa: DTZ001
            self.sheet.write_datetime(cell, day, self._styles["day_month"])
        elif isinstance(value, Formula):
            self.sheet.write_formula(cell, value.text, self._styles[style], value.result)
        elif isinstance(value, date):
            self.sheet.write_datetime(cell, value, self._styles["date"])
        elif isinstance(value, str):
            self.sheet.write_string(cell, value, self._styles[style])
        elif isinstance(value, bool):
            self.sheet.write_boolean(cell, value, self._styles[style])
        elif value is not None:
            self.sheet.write_number(cell, value, self._styles[style])

    def rows(self, first: int, *rows: Row) -> None:
        """Rows from column A on, the first at Excel's row number `first`; an empty row leaves a blank line."""
        for number, row in enumerate(rows, start=first):
            for column, value in enumerate(row):
                self.put(f"{letters(column)}{number}", value)

    def headings(self, cells: Mapping[str, str]) -> None:
        """Header cells by address («B6») or by merged range («I6:N6»)."""
        for place, text in cells.items():
            self.across(place, text, "head")

    def across(self, place: str, text: str, style: str = "group") -> None:
        """A text in one cell, or over a merged range."""
        if ":" in place:
            self.sheet.merge_range(place, text, self._styles[style])
        else:
            self.sheet.write_string(place, text, self._styles[style])

    def letterhead(self, title: str, as_of: str = "(Tính đến ngày 31/12/2023)", office: str = "PHÒNG NỘI VỤ") -> None:
        """Rows 1 to 4: the two heads side by side, the title and the day; row 5 stays blank."""
        self.put("A1", "ỦY BAN NHÂN DÂN", "title")
        self.put("E1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "title")
        self.put("A2", office, "title")
        self.put("E2", "Độc lập - Tự do - Hạnh phúc", "title")
        self.across("A3:H3", title, "title")
        self.across("A4:H4", as_of, "title")


def letters(column: int) -> str:
    """0 -> «A», 26 -> «AA»."""
    high, low = divmod(column, 26)
    return (chr(64 + high) if high else "") + chr(65 + low)
