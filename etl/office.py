"""The settings that the office chooses for itself, such as its name and the rule of rounding: their write side."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

import database
import office_register
from database import Witness
from models import OfficeSetting
from reference import provinces, vietnamese


def save(url: str, values: Mapping[str, str], witness: Witness = database.unseen) -> None:
    """Keep these settings, in one transaction; an empty value takes a setting back to its default.

    Signs that no document can hold, or that turn the order of letters around, are left out.
    """
    clean = {key: vietnamese.printable(value) for key, value in values.items()}
    with database.writing(url) as connection:
        connection.execute(delete(OfficeSetting).where(OfficeSetting.key.in_(list(clean))))
        rows = [{"key": key, "value": value} for key, value in clean.items() if value]
        if rows:
            connection.execute(insert(OfficeSetting), rows)
        witness(connection)


def home_province(connection: Connection, text: str) -> str:
    """Give the code of the office's province, once the register stands with the units that the office added.

    The chosen one, else that of `text`; ReferenceError where none is.
    """
    office_register.follow(connection)
    chosen = connection.scalar(select(OfficeSetting.value).where(OfficeSetting.key == "province"))
    return provinces.home(chosen or "", text)
