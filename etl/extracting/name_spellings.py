"""Names that are more or less than a name: a number before it, letters typed as the keys of VIQR or Telex."""

import re

from etl.normalising.typed import from_viqr, is_telex, is_viqr
from etl.problems import Problem, problem
from etl.records import People

_NUMBERING = re.compile(r"(?:[-–+•*·]|\(?\d{1,3}\s*[.,:)/–-]|\d{1,3}(?=\s))\s*(?=[^\W\d_])")
"""«3. », «(3) », «3/», «- » before a name: of the list, not of the name."""


def mend_names(people: People) -> list[Problem]:
    """Take numbers off the names and put those typed in VIQR into Unicode; report these, and what stays odd."""
    names = [name if name[:1].isalpha() else _NUMBERING.sub("", name, count=1) for name in people.full_name]
    people.full_name = list(names)
    ascii_names = {person: name for person, name in enumerate(names) if name.isascii()}
    if any(map(is_viqr, ascii_names.values())):
        for person, name in ascii_names.items():
            people.full_name[person] = from_viqr(name)
    changed = [person for person in ascii_names if people.full_name[person] != names[person]]
    odd = [person for person in ascii_names if is_viqr(people.full_name[person]) or is_telex(names[person])]
    problems = [_problem("name_typed_as_keys", people, person, names[person]) for person in odd]
    if changed:
        first = changed[0]
        problems.append(
            _problem(
                "names_in_viqr",
                people,
                person=first,
                name=names[first],
                reading=people.full_name[first],
                number=len(changed),
            )
        )
    return problems


def _problem(code: str, people: People, person: int, name: str, reading: str = "", number: int = 0) -> Problem:
    cell = people.cell("full_name", person) or people.cell("given_name", person)
    return problem(
        code,
        file=people.file,
        sheet=people.sheet,
        cell=cell,
        field="full_name",
        value=name,
        reading=reading,
        number=number,
    )
