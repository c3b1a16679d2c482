"""Lists of meanings in groups: headings between the options of a select box, which cannot be chosen.

Streamlit's list has no headings. Here one is an option that begins with a sign of no width: the browser draws it as a
heading that no click reaches (`dashboard/parts/in_browser.py`), and here it counts as no answer.
"""

from collections.abc import Callable, Sequence

import reference
from dashboard.parts.in_browser import HEADING

_FEW = 9
"""Options that are seen at one glance and need no headings."""
_WHOLE, _MARKED, _OTHERS = "Cột ghi thông tin", "Cột đánh dấu", "Khác"

Choices = Sequence[tuple[str, str]]
"""Meanings with their Vietnamese names."""


def of_columns(meanings: Choices) -> list[str]:
    """Order what a column can mean: the fields, then each field's levels, under headings."""
    return _grouped([meaning for meaning, _ in meanings], _column_group)


def of_spellings(field: str, choices: Choices) -> list[str]:
    """Order what a spelling of a field can mean: by district, by kind of post, by level; few stand without headings."""
    meanings = [meaning for meaning, _ in choices]
    if len(meanings) <= _FEW:
        return meanings
    posts = _kinds_of_posts() if field == "position" else {}
    groups = {"unit": _district_group, "position": lambda post: posts.get(post, _OTHERS) if post else ""}
    return _grouped(meanings, groups.get(field, _level_group))


def name_of(option: str, names: dict[str, str]) -> str:
    """Give the text of an option: a meaning's Vietnamese name, or the heading."""
    return names.get(option, option)


def answer(option: str | None) -> str | None:
    """Give the chosen meaning; a heading is none."""
    return None if option is None or option.startswith(HEADING) else option


def _grouped(meanings: Sequence[str], group_of: Callable[[str], str]) -> list[str]:
    """Put a heading before each group of more than one; the groups keep the order of their first meanings."""
    groups: dict[str, list[str]] = {}
    for meaning in meanings:
        groups.setdefault(group_of(meaning), []).append(meaning)
    options: list[str] = []
    for heading, members in groups.items():
        options += [HEADING + heading, *members] if heading else members
    return options


def _column_group(meaning: str) -> str:
    field, _, level = meaning.partition(":")
    return f"{_MARKED} · {reference.field_label(field)}" if level else _WHOLE


def _district_group(meaning: str) -> str:
    return meaning.rpartition(", ")[2]


def _level_group(meaning: str) -> str:
    """Give the level of «it=certificate it_detail=a»; the answer that leaves cells blank stands alone."""
    field, _, code = meaning.split(" ")[0].partition("=")
    return f"{reference.field_label(field)}: {reference.code_label(field, code)}" if code else ""


def _kinds_of_posts() -> dict[str, str]:
    """Map each post to the kind of people who hold it by the newest rule."""
    rows = reference.rows("positions")
    return {row["title"]: reference.code_label("category", row["category"]) for row in rows if row["category"]}
