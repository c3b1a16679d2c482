"""The dimensions and conditions that `stats` takes, checked before the database is asked."""

import argparse
import unicodedata
from collections.abc import Sequence
from datetime import date

from reference import vietnamese
from stats import measures, queries
from stats.names import Names
from stats.queries import UnitRow
from stats.registers import PLACE_OF


def dimensions(text: str) -> tuple[str, ...]:
    """Split `district,it` into its names; an argparse type with a Vietnamese refusal."""
    names = tuple(name.strip() for name in text.split(","))
    for name in names:
        _check_dimension(name)
    if len(set(names)) != len(names):
        raise argparse.ArgumentTypeError(f"«{text}» có tiêu thức lặp lại")
    return names


def _check_dimension(name: str) -> None:
    if name not in queries.DIMENSIONS:
        raise argparse.ArgumentTypeError(f"không có tiêu thức «{name}»; các tiêu thức: {', '.join(queries.DIMENSIONS)}")


def condition(text: str) -> tuple[str, str | None]:
    """Split `category=cadre` into name and value, None for an empty one; an argparse type with a Vietnamese refusal."""
    name, equals, value = text.partition("=")
    name, value = name.strip(), unicodedata.normalize("NFC", value.strip())
    if not equals:
        raise argparse.ArgumentTypeError(f"«{text}» phải viết là TIÊU_THỨC=GIÁ_TRỊ, ví dụ category=cadre")
    _check_dimension(name)
    if value and measures.is_listed(name):
        codes = [code for code, _, _ in measures.ordered_values(name, {})]
        if value not in codes:
            raise argparse.ArgumentTypeError(f"«{name}» không có giá trị «{value}»; các giá trị: {', '.join(codes)}")
    return name, value or None


def wrong_condition(
    where: Sequence[tuple[str, str | None]], as_of: date, register: Sequence[UnitRow], names: Names
) -> str | None:
    """Find the first condition that cannot hold in the register of the date; a sentence on it, None when all can."""
    asked = [name for name, _ in where]
    for name, value in where:
        if asked.count(name) > 1:
            return f"--where: tiêu thức «{name}» chỉ được dùng một lần."
        codes = _known_places(name, as_of, register)
        if value is not None and codes is not None and value not in codes:
            place = vietnamese.in_sentence(names.province)
            return f"--where: tính đến {vietnamese.day(as_of)}, {place} không có {name} «{value}»."
    return None


def _known_places(name: str, as_of: date, register: Sequence[UnitRow]) -> set[str] | None:
    """List the values that a place's dimension or the date can have; None for other dimensions."""
    if name == "as_of":
        return {as_of.isoformat()}
    if name not in PLACE_OF or name == "unit_type":
        return None
    return {value for row in register if (value := PLACE_OF[name](row))}
