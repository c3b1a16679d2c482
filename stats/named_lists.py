"""Lists of people by name, for whoever may see them: who retires, who has to be trained. Never remembered."""

from collections.abc import Iterator
from dataclasses import dataclass

from reference.ages import Month
from reference.training import TrainingNeed, training_needs
from stats import queries
from stats.retirements import group_of, month_of
from stats.scope import Scope
from stats.selection import Selection
from stats.source import StatisticsSource

_FIELDS = ("unit_name", "full_name", "birth_date", "gender", "position", "education", "source")


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person with the unit, as the roster has them; `month` in which the retirement age is reached, or None."""

    unit: str
    name: str
    birth_date: str | None
    gender: str | None
    position: str | None
    education: str | None
    source: str
    group: str
    month: Month | None
    needs: tuple[TrainingNeed, ...]


def people_of(source: StatisticsSource, selection: Selection, years: int, scope: Scope) -> Iterator[NamedPerson]:
    """List a selection's people as far as they are of the scope, by unit, with their retirement and their training.

    The units are those that reported: a view of another territory has no list.
    """
    needs = [need for need in training_needs() if need.valid_from <= selection.as_of]
    names = (*_FIELDS, *(need.field for need in needs))
    for row in source.ask(queries.person_rows, selection, names, scope=scope, province=source.province):
        unit, name, born, gender, position, education, place, *codes = tuple(row)
        lacking = tuple(need for need, code in zip(needs, codes, strict=True) if code in need.codes)
        group = group_of(born, gender, selection.as_of, years)
        month = month_of(born, gender)
        yield NamedPerson(
            unit,
            name,
            birth_date=born,
            gender=gender,
            position=position,
            education=education,
            source=place,
            group=group,
            month=month,
            needs=lacking,
        )
