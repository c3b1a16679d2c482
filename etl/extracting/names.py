"""The name in each row of a sheet."""

from etl.extracting.columns import is_fault
from etl.headers.layout import Layout
from etl.normalising.values import as_text
from etl.records import Sheet
from reference.spelling import tidy


def read_names(sheet: Sheet, layout: Layout) -> list[str]:
    """Read each row's name, tidied: one column, or family and given name in two."""
    columns = [c.index for name in ("full_name", "family_name", "given_name") for c in layout.of_field(name)]
    only = columns[0]
    if len(columns) == 1:
        return [_spoken(row[only]) if only < len(row) and row[only] != "" else "" for row in sheet.rows]
    return [_spoken(" ".join(as_text(row[i]) for i in columns if i < len(row) and row[i] != "")) for row in sheet.rows]


def _spoken(value: object) -> str:
    """A cell as a name; what has no letter, or is the failure of a formula, is nobody's."""
    text = tidy(as_text(value))
    if text[:1].isalpha():  # nearly every cell, and never a fault, which begins with «#»
        return text
    return text if any(map(str.isalpha, text)) and not is_fault(text) else ""
