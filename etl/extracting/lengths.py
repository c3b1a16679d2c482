"""Texts that are kept as they are written, no longer than the tables hold them."""

from typing import Any

from etl.problems import Problem, Refused, problem, refuse_flood
from etl.records import People, Workbook
from reference import limit
from reference.fields import Kind, catalogue

_LIMITS = {Kind.NAME: "longest_name", Kind.TEXT: "longest_text"}
_LONGEST = {
    field.name: _LIMITS[field.kind] for field in catalogue().values() if field.is_kept and field.kind in _LIMITS
}
"""Fields and the rows of `limits.csv` that say how many letters of them are kept."""
_SHOWN = 60


def take_out_long(people: People) -> list[Problem]:
    """Report each text that is too long and leave it unread, in place: its beginning is not what it says."""
    problems: list[Problem] = []
    for name, limit_name in _LONGEST.items():
        texts: list[Any] = people.full_name if name == "full_name" else people.fields.get(name, [])
        longest = int(limit(limit_name))
        for person in (person for person, text in enumerate(texts) if text and len(text) > longest):
            cell = next(filter(None, (people.cell(column, person) for column in _columns(name))), "")
            place = {"file": people.file, "sheet": people.sheet, "cell": cell, "field": name}
            problems.append(problem("text_longer_than_kept", **place, value=texts[person][:_SHOWN], limit=longest))
            texts[person] = None if name != "full_name" else ""
            refuse_flood(problems)
    return problems


def check_sheet_names(workbook: Workbook) -> None:
    """Raise Refused where a sheet's name is longer than the tables hold, or is one that PostgreSQL keeps not at all."""
    longest = int(limit("longest_sheet_name"))
    for sheet in workbook.sheets:
        if len(sheet.name) > longest or "\0" in sheet.name:
            name = sheet.name[:longest].replace("\0", "")
            raise Refused(problem("sheet_name_unusable", file=workbook.file, sheet=name, limit=longest))


def _columns(name: str) -> tuple[str, ...]:
    return (name, "family_name", "given_name") if name == "full_name" else (name,)
