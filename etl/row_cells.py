"""One row of an original as it stands there, for whoever holds a number against it; nothing of it is kept."""

from etl.extracting.columns import quote
from etl.normalising.values import as_text
from etl.problems import Refused
from etl.reading import read_workbook
from etl.records import SourceFile
from reference.addresses import column_letters
from reference.spelling import tidy
from settings import Settings


def cells_of_row(source: SourceFile, sheet: str, row: int, limits: Settings) -> dict[str, str]:
    """Read the filled cells of a row (as Excel numbers it): letters -> text; empty where the file has no such row."""
    try:
        book = read_workbook(source, limits)
    except Refused:
        return {}
    rows = next((each.rows for each in book.sheets if each.name == sheet or not sheet), [])
    if not 0 < row <= len(rows):
        return {}
    texts = (tidy(quote(value) if hasattr(value, "strftime") else as_text(value)) for value in rows[row - 1])
    return {column_letters(place): text for place, text in enumerate(texts) if text}
