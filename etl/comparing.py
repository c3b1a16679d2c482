"""The changes that a load would make: the people of each unit against those that are there for the same day."""

from collections import Counter
from collections.abc import Mapping, Sequence

from etl.history import PeopleOnFile
from etl.records import STAFF_FIELDS, ReadSheet, UnitChange
from reference.spelling import key


def changes(sheets: Sequence[ReadSheet], present: Mapping[str, PeopleOnFile]) -> list[UnitChange]:
    """List the changes of each unit of the files, by unit code; `present` holds the people that the database has of it.

    A person is the same when name and birth date are; namesakes born on one day are told apart by their number only.
    """
    coming: dict[str, PeopleOnFile] = {code: {} for code in present}
    counts: Counter[tuple[str, str]] = Counter()
    for sheet in sheets:
        counts.update((place.code, place.name) for place in sheet.places if place is not None)
        if present:
            _gather(sheet, coming)
    return [
        _change(code, name, present[code], coming[code])
        if code in present
        else UnitChange(code, name, before=None, after=number, added=number, gone=0, changed=0)
        for (code, name), number in sorted(counts.items())
    ]


def _gather(sheet: ReadSheet, coming: dict[str, PeopleOnFile]) -> None:
    """Add a sheet's people to those of the units that are looked at."""
    people = sheet.people
    blank: list[str | None] = [None] * len(people)
    rows = zip(*(people.fields.get(name, blank) for name in STAFF_FIELDS), strict=True)
    for place, name, born, values in zip(sheet.places, people.full_name, people.birth, rows, strict=True):
        if place is not None and place.code in coming and name:
            coming[place.code].setdefault((key(name), born.iso if born else ""), []).append(values)


def _change(code: str, name: str, was: PeopleOnFile, after: PeopleOnFile) -> UnitChange:
    counts = {person: (len(was.get(person, [])), len(after.get(person, []))) for person in was.keys() | after.keys()}
    return UnitChange(
        code=code,
        name=name,
        before=sum(old for old, _ in counts.values()),
        after=sum(new for _, new in counts.values()),
        added=sum(max(new - old, 0) for old, new in counts.values()),
        gone=sum(max(old - new, 0) for old, new in counts.values()),
        changed=sum(
            old == new and sorted(was[person], key=str) != sorted(after[person], key=str)
            for person, (old, new) in counts.items()
        ),
    )
