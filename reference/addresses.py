"""Cells' addresses as Excel writes them, and those in a table of a document."""

_ROW = "dòng "


def column_index(letters: str) -> int:
    """Turn a column's letters into its index: «A» -> 0, «AA» -> 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_letters(index: int) -> str:
    """Turn a column's index into its letters: 0 -> «A», 26 -> «AA»."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Give the address («K17») of a row and column counted from 0."""
    return f"{column_letters(column)}{row + 1}"


def table_address(row: int, column: int) -> str:
    """Give the address («dòng 3, cột 4») of a row and column, counted from 0, in a table of a document."""
    return f"{_ROW}{max(row, 0) + 1}, cột {column + 1}"


def place_in_words(sheet: str, cell: str) -> str:
    """Word a cell of a sheet, as much of it as is known: «trang «Biểu 1», ô K17», «Bảng 2, dòng 3, cột 4»."""
    if cell.startswith(_ROW):
        return ", ".join(filter(None, (sheet, cell)))
    return ", ".join(words for text, words in ((sheet, f"trang «{sheet}»"), (cell, f"ô {cell}")) if text)
