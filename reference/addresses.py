"""Cells' addresses as Excel writes them."""


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
