"""Rosters of known size, written straight into the tables: so many people of a department, post and category."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select

import database
import reference
from models import Import, ImportFile, Roster, Staff, Unit
from reference.bodies import bodies_on
from reference.provinces import communes_of, provinces_on

Posts = Sequence[tuple[int, str | None, str | None, str]]
"""So many people, their department, their post, their category."""


def staff(
    url: str,
    province: str,
    as_of: date,
    posts: Mapping[str, Posts],
    *,
    vacancies: Mapping[str, int] | None = None,
    is_demo: bool = False,
    of: str | None = None,
) -> None:
    """Write one import with a roster for each code of a commune or body; `vacancies`: vacant posts of them.

    `of`: the code of the province of that day, where it was joined into the province later.
    """
    home = next(unit for unit in provinces_on(province, as_of) if of in (None, unit.code))
    units = {unit.code: unit for unit in communes_of(home, as_of)}
    units |= {body.code: body.unit for body in bodies_on(as_of, province)}
    free = [{"unit_code": code, "unit_name": "", "position": "", "count": n} for code, n in (vacancies or {}).items()]
    with database.writing(url) as connection:
        ids = {(u.code, u.level, u.valid_from): u.id for u in connection.execute(select(Unit))}
        districts = {code: key for (code, level, _), key in ids.items() if level == "district"}
        at = {"as_of": as_of, "loaded_at": datetime.fromisoformat("2026-01-05T08:30"), "loaded_by": "lan"}
        counts = {"rows_read": 0, "rows_loaded": 0, "rows_held": 0, "undone_at": None, "undone_by": None}
        import_id = _key(connection.execute(insert(Import).values(**at, **counts, is_demo=is_demo)))
        record = {"sheets": [{"sheet": "S", "vacancies": free}]}
        words = {"import_id": import_id, "name": "a.xlsx", "sha256": "0" * 64, "size": 1, "record": record}
        file_id = _key(connection.execute(insert(ImportFile).values(**words)))
        for code, lines in posts.items():
            unit = units[code]
            place = {
                "unit_id": ids[unit.code, unit.level, unit.valid_from],
                "district_id": districts.get(unit.parent_code),
                "province_id": ids[home.code, home.level, home.valid_from],
            }
            roster = {"import_id": import_id, "as_of": as_of, "is_current": True}
            roster_id = _key(connection.execute(insert(Roster).values(**roster, **place)))
            people = [
                _person(roster_id, file_id, department, position, category)
                for number, department, position, category in lines
                for _ in range(number)
            ]
            if people:
                connection.execute(insert(Staff), people)


def _person(
    roster_id: int, file_id: int, department: str | None, position: str | None, category: str
) -> dict[str, Any]:
    where = {"roster_id": roster_id, "file_id": file_id, "sheet": "S", "row": 1}
    about = {"full_name": "Nguyễn Văn A", "party_probation": False, "category": category}
    return where | about | {"department": department, "position": position}


def _key(result: Any) -> int:
    return int(result.inserted_primary_key[0])


def codes(province: str, as_of: date) -> list[str]:
    """List the codes of the communes of a province on a day."""
    return [unit.code for unit in reference.communes_on(as_of, province)]


def spread(total: int, count: int) -> list[int]:
    """Spread a number over so many units as evenly as whole numbers can be."""
    return [total // count + (place < total % count) for place in range(count)]
