"""The people whom loads of a date held back because their unit is unclear, as long as nothing has brought them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, exists, select

from models import HeldPerson, Import, ImportFile, Roster, Staff
from reference.spelling import person_digest
from stats.queries.provinces import in_province
from stats.queries.standing import is_demo


@dataclass(frozen=True, slots=True)
class HeldRow:
    """Somebody who is still missing (`person`: a digest), and the last import that held them back."""

    person: str
    import_id: int


def held_people(c: Connection, as_of: date, province: str) -> list[HeldRow]:
    """List who waits for their unit: of loads that stand and that no later ones replaced altogether.

    Whoever is on a roster of the date by now, under the same name and birth date, waits no more.
    """
    counts = exists().where(Roster.import_id == Import.id, Roster.is_current, in_province(c, province))
    stands = (Import.as_of == as_of, Import.undone_at.is_(None), Import.is_demo.is_(is_demo(c)))
    query = select(HeldPerson.person, ImportFile.import_id).join(ImportFile, HeldPerson.file_id == ImportFile.id)
    query = query.join(Import, ImportFile.import_id == Import.id).where(*stands, counts)
    held = {row.person: row.import_id for row in c.execute(query.order_by(ImportFile.import_id))}
    there = _people(c, as_of) if held else set()
    return [HeldRow(person, number) for person, number in held.items() if person not in there]


def _people(c: Connection, as_of: date) -> set[str]:
    query = select(Staff.full_name, Staff.birth_date).join(Roster, Staff.roster_id == Roster.id)
    query = query.where(Roster.as_of == as_of, Roster.is_current)
    return {person_digest(name, born, "") for name, born in c.execute(query)}
