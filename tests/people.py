"""Invented people, written straight into the tables, and the same people as a pandas frame: the oracle's side.

Five dates: 31/12 of 2021 to 2024 with districts, and 31/12/2025 without. In 2023 there are also people of another
province, an import that was replaced, and one that was undone (its last unit has no other roster); `frame` holds none
of the last two.
"""

import random
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, insert, make_url, select, update

import database
import reference
from models import Import, ImportFile, OfficeSetting, Problem, Roster, Staff, Unit
from reference.fields import staff_fields
from reference.provinces import lineage

PROVINCE = "24"
ELSEWHERE = "31"
DATES = tuple(date(year, 12, 31) for year in range(2021, 2026))
END_2023 = date(2023, 12, 31)

_LOADED, _UNDONE = datetime.fromisoformat("2024-01-05T08:30"), datetime.fromisoformat("2024-01-06T09:00")
_LISTED = (
    "gender", "category", "party_member", "schooling", "education", "political_theory", "state_management", "it",
    "it_detail", "english", "other_language", "ethnic_language",
)  # fmt: skip
_FREE = {
    "position": ["Chủ tịch UBND", "Bí thư Đảng ủy; Chủ tịch HĐND", "Tài chính - kế toán", None],
    "ethnicity": ["Kinh", "Kinh", "Kinh", "Tày", "Sán Dìu", None],
    "religion": ["Không", "Công giáo", None],
    "major": ["Luật", "Kế toán", "Hành chính học", None],
}
_FIRST_KINDS = ("cadre", "civil_servant", "part_time")
_LATER_KINDS = ("public_employee", "contract")
"""One in ten: the others are who they were before there were these kinds."""
_TEXTS = ["Phòng Kinh tế", "Văn phòng HĐND và UBND"]
# Bounds of the age bands on 31/12/2023: 30 and 364 days, 31 today, 60, 61 today; a month, a year, nothing.
_BIRTHS = ["1993-01-01", "1992-12-31", "1963-01-01", "1962-12-31", "1975-03-02", "1988-11-30", "1980-05", "1985", None]


@dataclass
class World:
    """The people that were written: `frame` has the flat table's columns of current rosters, `province` and `age`."""

    url: str
    frame: pd.DataFrame
    demo_import: int
    imports: dict[str, int] = field(default_factory=dict)

    def add(self, as_of: date, units: list[reference.Unit]) -> int:
        """Write more people into units without a roster; give their number."""
        with database.writing(self.url) as connection:
            return len(_Writer(connection, random.Random(1)).load(as_of, units)[1])  # noqa: S311  reproducible

    def on(self, as_of: date, province: str | None = PROVINCE) -> pd.DataFrame:
        """Give the current people of one date, in the flat table's order."""
        frame = self.frame[self.frame["as_of"] == as_of]
        return frame if province is None else frame[frame["province"] == province]


_FILLED: dict[tuple[bytes, bool], tuple[bytes, World]] = {}
"""Of each SQLite file that was filled, by its bytes before: those after, and the people. A copy takes a tenth."""


def fill(url: str, *, is_demo: bool = False) -> World:
    """Write the people of all dates into a prepared database."""
    file = make_url(url).database if url.startswith("sqlite") else None
    if file is None:
        return _fill(url, is_demo=is_demo)
    # With its engine closed the file holds everything: nothing is left in a log beside it.
    database.close(url)
    key = Path(file).read_bytes(), is_demo
    if key not in _FILLED:
        world = _fill(url, is_demo=is_demo)
        database.close(url)
        _FILLED[key] = Path(file).read_bytes(), world
    else:
        Path(file).write_bytes(_FILLED[key][0])
    world = _FILLED[key][1]
    return World(url, world.frame.copy(), world.demo_import, dict(world.imports))


def _fill(url: str, *, is_demo: bool) -> World:
    dice = random.Random(20231231)  # noqa: S311  reproducible people, no secret
    rows: list[dict[str, Any]] = []
    world = World(url, pd.DataFrame(), 0)
    with database.writing(url) as connection:
        writer = _Writer(connection, dice)
        if is_demo:
            world.demo_import = writer.load(DATES[0], _units(DATES[0], PROVINCE)[:3], is_demo=True, is_current=True)[0]
        else:
            for as_of in DATES:
                world.imports[as_of.isoformat()], people = writer.load(as_of, _units(as_of, PROVINCE))
                rows += people
            units = _units(END_2023, PROVINCE)
            alone = reference.communes_on(END_2023, PROVINCE)[1]
            world.imports["replaced"], _ = writer.load(END_2023, units[:4], is_current=False)
            world.imports["undone"], _ = writer.load(END_2023, [*units[2:6], alone], is_current=False, undone=True)
            world.imports["demo"], _ = writer.load(DATES[0], units[:2], is_current=False, is_demo=True)
            elsewhere = _units(END_2023, ELSEWHERE)[:2]
            world.imports["elsewhere"], people = writer.load(END_2023, elsewhere)
            rows += people
    frame = pd.DataFrame(rows, dtype=object)
    world.frame = frame.where(frame.notna(), None) if rows else frame
    return world


def _units(as_of: date, province: str) -> list[reference.Unit]:
    """List every ninth commune, so that several districts and both places called Ninh Xá are among them."""
    communes = reference.communes_on(as_of, province)
    codes = {unit.code for unit in communes[::9]} | {unit.code for unit in communes if unit.name.endswith(" Ninh Xá")}
    return [unit for unit in communes if unit.code in codes]


class _Writer:
    def __init__(self, connection: Connection, dice: random.Random) -> None:
        self.connection, self.dice = connection, dice
        self.later_dice = random.Random(20250701)  # noqa: S311  no secret either
        self.kind_dice = random.Random(20261129)  # noqa: S311  nor this one
        self.standing: dict[date, dict[str, reference.Unit]] = {}
        """Of each day the provinces and districts, by code."""
        self.ids: dict[tuple[str, str, date | None], int] = {}
        """Of the units that were asked for so far."""

    def load(
        self,
        as_of: date,
        units: list[reference.Unit],
        *,
        is_current: bool = True,
        is_demo: bool = False,
        undone: bool = False,
    ) -> tuple[int, list[dict[str, Any]]]:
        """Write one import of one file; give its id and its people as rows of the flat table."""
        import_id = self._insert(
            Import,
            as_of=as_of,
            loaded_at=_LOADED,
            loaded_by="lan",
            is_demo=is_demo,
            undone_at=_UNDONE if undone else None,
            undone_by="hoa" if undone else None,
            rows_read=len(units),
            rows_loaded=len(units),
            rows_held=0,
        )
        name = f"danh-sach-{import_id}.xlsx"
        file_id = self._insert(
            ImportFile, import_id=import_id, name=name, sha256=f"{import_id:064d}", size=1000, record={"file": name}
        )
        self._look_up(units, as_of)
        homes = {unit.code: self._home(unit, as_of) for unit in units}
        common = {"import_id": import_id, "as_of": as_of, "is_current": is_current}
        self.connection.execute(insert(Roster), [common | homes[unit.code][0] for unit in units])
        ids = select(Roster.unit_id, Roster.id).where(Roster.import_id == import_id)
        rosters = {row.unit_id: row.id for row in self.connection.execute(ids)}
        flat: list[dict[str, Any]] = []
        for unit in units:
            flat += self._staff(rosters[self._id(unit)], file_id, name, unit, homes[unit.code][1] | {"as_of": as_of})
        return import_id, flat

    def load_empty(self, as_of: date, units: list[reference.Unit]) -> None:
        """Write one import of rosters without anybody."""
        import_id = self._insert(
            Import,
            as_of=as_of,
            loaded_at=_LOADED,
            loaded_by="lan",
            is_demo=False,
            undone_at=None,
            undone_by=None,
            rows_read=0,
            rows_loaded=0,
            rows_held=0,
        )
        self._look_up(units, as_of)
        common = {"import_id": import_id, "as_of": as_of, "is_current": True}
        self.connection.execute(insert(Roster), [common | self._home(unit, as_of)[0] for unit in units])

    def _staff(
        self, roster_id: int, file_id: int, file: str, unit: reference.Unit, home: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Write one roster's people; give them as rows of the flat table."""
        sheet = "" if self.dice.random() < 0.3 else unit.name
        where = f"{file} › {sheet} › dòng" if sheet else f"{file} › dòng"
        people = {row: self._person(row) for row in range(9, 9 + self.dice.randint(4, 14))}
        places = {"roster_id": roster_id, "file_id": file_id, "sheet": sheet}
        self.connection.execute(insert(Staff), [person | places | {"row": row} for row, person in people.items()])
        return [
            person | home | {"source": f"{where} {row}", "age": age(person["birth_date"], home["as_of"])}
            for row, person in people.items()
        ]

    def _look_up(self, units: list[reference.Unit], as_of: date) -> None:
        """Find all that `_home` and `_id` will be asked of these units, at once."""
        standing = {other.code: other for other in reference.units_on(as_of) if other.level != "commune"}
        self.standing[as_of] = standing
        codes = {unit.code for unit in units} | standing.keys()
        held = select(Unit.id, Unit.code, Unit.level, Unit.valid_from).where(Unit.code.in_(codes))
        self.ids |= {(code, level, start): number for number, code, level, start in self.connection.execute(held)}

    def _home(self, unit: reference.Unit, as_of: date) -> tuple[dict[str, Any], dict[str, Any]]:
        """Find where a unit belongs on a day: as a roster's columns, and as the flat table's."""
        standing = self.standing[as_of]
        parent = standing[unit.parent_code or ""]
        district = parent if parent.level == "district" else None
        province = standing[district.parent_code or ""] if district else parent
        roster: dict[str, Any] = {"unit_id": self._id(unit), "province_id": self._id(province)}
        roster["district_id"] = district and self._id(district)
        return roster, {
            "unit_code": unit.code,
            "unit_name": unit.name,
            "unit_type": unit.kind,
            "province": next(code for code in (PROVINCE, ELSEWHERE) if province in lineage(code)),
            "district_code": district and district.code,
            "district_name": district and district.name,
        }

    def _person(self, number: int) -> dict[str, Any]:
        lists = reference.code_lists()
        birth = self.dice.choice(_BIRTHS)
        person: dict[str, Any] = {"full_name": f"Nguyễn Văn {number}", "party_probation": False}
        codes = {name: [value.code for value in lists[name]] for name in _LISTED} | {"category": _FIRST_KINDS}
        person |= {name: self.dice.choice([*codes[name], None]) for name in _LISTED}
        if self.kind_dice.random() < 0.1:
            person["category"] = self.kind_dice.choice(_LATER_KINDS)
        person |= {name: self.dice.choice(texts) for name, texts in _FREE.items()}
        for name in staff_fields():
            # A later field throws dice of its own, so that it changes nobody.
            if name not in person:
                values = [value.code for value in lists[name]] if name in lists else _TEXTS
                person[name] = self.later_dice.choice([*values, None])
        return person | {"birth_date": birth, "birth_number": birth and int((birth + "-01-01")[:10].replace("-", ""))}

    def _id(self, unit: reference.Unit) -> int:
        return int(self.ids[unit.code, unit.level, unit.valid_from])

    def _insert(self, table: Any, **values: Any) -> int:
        inserted = self.connection.execute(insert(table).values(**values)).inserted_primary_key
        assert inserted is not None
        return int(inserted[0])


def age(birth: str | None, as_of: date) -> int | None:
    """Count completed years, counted on the calendar; what the roster does not say is January or the first."""
    if birth is None:
        return None
    parts = [*(int(part) for part in birth.split("-")), 1, 1][:3]
    return as_of.year - parts[0] - ((as_of.month, as_of.day) < (parts[1], parts[2]))


def withdraw(url: str, as_of: date, keep: int) -> None:
    """Leave only the first `keep` units of the province a roster of the date."""
    codes = [unit.code for unit in reference.communes_on(as_of, PROVINCE)]
    standing = select(Roster.id).join(Unit, Roster.unit_id == Unit.id).order_by(Unit.code)
    with database.writing(url) as connection:
        here = standing.where(Roster.is_current, Roster.as_of == as_of, Unit.code.in_(codes))
        ids = connection.scalars(here).all()
        connection.execute(update(Roster).where(Roster.id.in_(ids[keep:])).values(is_current=False))


def complete(url: str, as_of: date) -> None:
    """Give each unit of the province's register a roster on the date; those that had none get one without people."""
    held = select(Unit.code).join(Roster, Roster.unit_id == Unit.id)
    with database.writing(url) as connection:
        codes = set(connection.scalars(held.where(Roster.is_current, Roster.as_of == as_of)))
        missing = [unit for unit in reference.communes_on(as_of, PROVINCE) if unit.code not in codes]
        _Writer(connection, random.Random(0)).load_empty(as_of, missing)  # noqa: S311  nobody is made here


def add_problem(url: str, import_id: int, severity: str, cell: str) -> None:
    """Write one problem of an import."""
    values = {
        "import_id": import_id,
        "code": "unknown_value",
        "severity": severity,
        "file": "a.xlsx",
        "sheet": "S",
        "cell": cell,
        "field": "education",
        "value": "ĐHH",
        "message": f"Ô {cell}: không hiểu.",
        "suggestion": "bachelors",
    }
    with database.writing(url) as connection:
        connection.execute(insert(Problem).values(values))


def choose(url: str, key: str, value: str) -> None:
    """Write one of the office's settings."""
    with database.writing(url) as connection:
        connection.execute(insert(OfficeSetting).values(key=key, value=value))


def withdraw_import(url: str, import_id: int) -> None:
    """Take an import back, as an undo does."""
    with database.writing(url) as connection:
        connection.execute(update(Import).where(Import.id == import_id).values(undone_at=_UNDONE, undone_by="hoa"))
        connection.execute(update(Roster).where(Roster.import_id == import_id).values(is_current=False))
