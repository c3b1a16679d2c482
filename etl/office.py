"""The settings that the office chooses for itself, such as its name and the rule of rounding: their write side."""

from collections.abc import Mapping

from sqlalchemy import delete, insert

import database
from models import OfficeSetting


def save(url: str, values: Mapping[str, str]) -> None:
    """Keep these settings, in one transaction; an empty value takes a setting back to its default."""
    with database.writing(url) as connection:
        connection.execute(delete(OfficeSetting).where(OfficeSetting.key.in_(list(values))))
        rows = [{"key": key, "value": value} for key, value in values.items() if value]
        if rows:
            connection.execute(insert(OfficeSetting), rows)
