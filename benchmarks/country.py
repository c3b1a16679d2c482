"""A database of two million invented people, and beside it the one of the province that stands in it."""

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

import database
import reference
from etl.records import Progress
from migrations.prepare import prepare
from migrations.upgrade import revisions
from models import Base, Import, ImportFile, Problem, Roster, Staff, Unit

PROVINCE = "24"
DATES = tuple(date(year, 12, 31) for year in range(2016, 2026))
_PROVINCES = 85
"""As many times the home province's communes; its own stand in the middle of each date."""
_HOME = _PROVINCES // 2
_PEOPLE = 2_353
"""Of a province on a date."""
_GENERATOR = 1
"""A number to raise when other people are made: what was built before is built anew."""
_APART = 100_000
"""The distance of the ids of one province's units from the next one's."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The URLs of two databases: the country's, and that of its home province alone."""

    country: str
    province: str


def build(folder: Path, progress: Progress) -> Pair:
    """Build both databases below `folder`, kept from the last run unless tables or generator changed since."""
    place = folder / f"scale-{revisions()[-1]}-{_GENERATOR}"
    if not place.exists():
        for old in folder.glob("scale-*"):
            shutil.rmtree(old)
        making = folder / f"making-{os.getpid()}"
        making.mkdir(parents=True)
        try:
            _make(making, progress)
            making.rename(place)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    pair = _pair(place)
    for url in (pair.province, pair.country):
        prepare(url, progress)
    return pair


def _pair(place: Path) -> Pair:
    return Pair(*(f"sqlite:///{(place / name).as_posix()}" for name in ("country.db", "province.db")))


def _make(place: Path, progress: Progress) -> None:
    pair = _pair(place)
    prepare(pair.province, progress)
    database.engine_for(pair.province).dispose()
    shutil.copyfile(place / "province.db", place / "country.db")
    with database.writing(pair.province) as connection:
        _Writer(connection).write()
    database.engine_for(pair.province).dispose()
    with closing(sqlite3.connect(place / "country.db", isolation_level=None)) as connection:
        _multiply(connection, place / "province.db", progress)
    for url in (pair.province, pair.country):
        prepare(url, progress)
        database.engine_for(url).dispose()


class _Writer:
    """The writing of a province's rosters: an import for each district and date, with one file and its problems."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dice = random.Random(1)  # noqa: S311 - invented people, no secret
        held = connection.execute(select(Unit.level, Unit.code, Unit.valid_from, Unit.id))
        self._ids = {(level, code, start): unit_id for level, code, start, unit_id in held}

    def write(self) -> None:
        """Write all dates; of the last one also an import that was replaced and one that was undone."""
        for as_of in DATES:
            districts: dict[str | None, list[reference.Unit]] = {}
            for unit in reference.communes_on(as_of, PROVINCE):
                districts.setdefault(unit.parent_code, []).append(unit)
            for units in districts.values():
                self._load(as_of, units)
        self._load(DATES[-1], units[:5], stands=False)
        self._load(DATES[-1], units[5:10], stands=False, undone=True)

    def _load(self, as_of: date, units: list[reference.Unit], *, stands: bool = True, undone: bool = False) -> None:
        moment = datetime(as_of.year + 1, 1, 5, 8, 30)  # noqa: DTZ001 - the database keeps UTC without saying so
        import_id = self._insert(
            Import,
            as_of=as_of,
            loaded_at=moment,
            loaded_by="bench",
            is_demo=False,
            undone_at=moment + timedelta(days=1) if undone else None,
            undone_by="bench" if undone else None,
            rows_read=0,
            rows_loaded=0,
            rows_held=0,
        )
        name = f"danh-sach-{import_id}.xlsx"
        file_id = self._insert(
            ImportFile, import_id=import_id, name=name, sha256=f"{import_id:064d}", size=20_000, record={"file": name}
        )
        common = len(reference.communes_on(as_of, PROVINCE))
        for unit in units:
            places = self._parents(unit, as_of) | {"import_id": import_id, "as_of": as_of, "is_current": stands}
            roster_id = self._insert(Roster, **places)
            number = _PEOPLE // common + self._dice.randint(-2, 3)
            people = [self._person(unit.name, row) for row in range(9, 9 + number)]
            ids = {"roster_id": roster_id, "file_id": file_id}
            self._connection.execute(insert(Staff), [person | ids for person in people])
        rows = [self._problem(import_id, name, unit.name) for unit in units]
        self._connection.execute(insert(Problem), rows)

    def _parents(self, unit: reference.Unit, as_of: date) -> dict[str, int | None]:
        standing = {other.code: other for other in reference.units_on(as_of) if other.level != "commune"}
        parent = standing[unit.parent_code or ""]
        district = parent if parent.level == "district" else None
        province = standing[district.parent_code or ""] if district else parent
        return {
            "unit_id": self._id(unit),
            "district_id": self._id(district) if district else None,
            "province_id": self._id(province),
        }

    def _id(self, unit: reference.Unit) -> int:
        return int(self._ids[unit.level, unit.code, unit.valid_from])

    def _person(self, sheet: str, row: int) -> dict[str, Any]:
        lists = reference.code_lists()
        born = date(1963, 1, 1) + timedelta(days=self._dice.randrange(14_000))
        person = {
            column.name: self._dice.choice([*(value.code for value in lists[column.name]), None])
            for column in Staff.__table__.columns
            if column.name in lists
        }
        return person | {
            "sheet": sheet,
            "row": row,
            "full_name": f"Nguyễn Văn {self._dice.randrange(10**6):06d}",
            "birth_date": born.isoformat(),
            "birth_number": int(f"{born:%Y%m%d}"),
            "category": self._dice.choice(("cadre", "civil_servant")),
            "position": self._dice.choice(("Chủ tịch UBND", "Văn phòng - thống kê", "Tài chính - kế toán")),
            "ethnicity": self._dice.choice(("Kinh", "Kinh", "Kinh", "Tày")),
            "religion": self._dice.choice(("Không", "Không", "Công giáo")),
            "major": self._dice.choice(("Luật", "Kế toán", "Hành chính học")),
            "party_probation": False,
        }

    def _problem(self, import_id: int, file: str, sheet: str) -> dict[str, Any]:
        return {
            "import_id": import_id,
            "code": "unknown_value",
            "severity": "error",
            "file": file,
            "sheet": sheet,
            "cell": f"F{self._dice.randint(9, 25)}",
            "field": "education",
            "value": "ĐHH",
            "message": "Không hiểu «ĐHH» ở cột Trình độ chuyên môn.",
            "suggestion": "bachelors",
        }

    def _insert(self, table: type[Base], **values: Any) -> int:
        key = self._connection.execute(insert(table).values(**values)).inserted_primary_key
        if key is None:
            raise RuntimeError(f"{table.__tablename__} gave no key")
        return int(key[0])


def _multiply(connection: sqlite3.Connection, source: Path, progress: Progress) -> None:
    """Copy the province's people so many times, date by date, each time with units of the copy's own."""
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000", "foreign_keys=OFF"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("ATTACH ? AS home", (source.as_posix(),))
    connection.execute("CREATE TEMP TABLE copies (n INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO copies VALUES (?)", [(n,) for n in range(_PROVINCES)])
    connection.execute("BEGIN")
    connection.execute(_UNITS)
    for done, as_of in enumerate(DATES):
        progress("Đang dựng cơ sở dữ liệu cả nước", done, len(DATES))
        for statement in _copies():
            connection.execute(statement, {"as_of": as_of.isoformat()})
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode=WAL")


_UNIT = f"CASE WHEN n = {_HOME} THEN {{0}} ELSE {{0}} + (n + 1) * {_APART} END"
_ID = f"({{0}} * {_PROVINCES} + n)"
_SHARED = f"CASE n % 2 WHEN 0 THEN {_ID} ELSE {{0}} * {_PROVINCES} + {_HOME} END"
"""Every other copy came in the home province's imports and files: then people of half the country are in a workbook."""
_UNITS = f"""
    INSERT INTO main.units (id, code, name, kind, level, parent_code, valid_from, valid_to)
    SELECT id + (n + 1) * {_APART}, printf('%02d.%s', n, code), CASE level WHEN 'province' THEN name || n ELSE name END,
           kind, level, printf('%02d.%s', n, parent_code), valid_from, valid_to
    FROM home.units CROSS JOIN copies
    WHERE n <> {_HOME} AND id IN (SELECT unit_id FROM home.rosters UNION SELECT district_id FROM home.rosters
                                  UNION SELECT province_id FROM home.rosters)
"""  # noqa: S608 - numbers of ours
_OF_DATE = "(SELECT id FROM home.imports WHERE as_of = :as_of)"


def _copies() -> Iterator[str]:
    """Give one statement for each table of a date; ids of rosters, imports and files follow from the copied ones."""
    units = dict.fromkeys(("unit_id", "district_id", "province_id"), _UNIT)
    people = f"roster_id IN (SELECT id FROM home.rosters WHERE import_id IN {_OF_DATE})"  # noqa: S608 - names of ours
    own = "n % 2 = 0"
    yield _copy(Import, "as_of = :as_of", own, {"id": _ID})
    yield _copy(ImportFile, f"import_id IN {_OF_DATE}", own, {"id": _ID, "import_id": _ID})
    yield _copy(Roster, "as_of = :as_of", "1", units | {"id": _ID, "import_id": _SHARED})
    yield _copy(Staff, people, "1", {"roster_id": _ID, "file_id": _SHARED})
    yield _copy(Problem, f"import_id IN {_OF_DATE}", own, {"import_id": _ID})


def _copy(table: type[Base], rows: str, copies: str, changed: Mapping[str, str]) -> str:
    names = [column.name for column in table.__table__.columns if column.name != "id" or "id" in changed]
    values = ", ".join(changed.get(name, '"{0}"').format(name) for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    source = f"(SELECT * FROM home.{table.__tablename__} WHERE {rows} ORDER BY id)"  # noqa: S608 - names of ours
    target = f"INSERT INTO main.{table.__tablename__} ({columns})"
    return f"{target} SELECT {values} FROM copies CROSS JOIN {source} WHERE {copies}"  # noqa: S608 - names of ours
