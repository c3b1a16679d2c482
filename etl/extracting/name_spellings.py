"""Names that are more or less than a name: a number before it, letters typed as the keys of VIQR or Telex."""

import re
from functools import lru_cache
from typing import Any

from etl.normalising import values
from etl.normalising.typed import from_viqr, is_telex, is_viqr
from etl.problems import Problem, problem
from etl.records import People
from reference.cell_words import cell_words
from reference.spelling import key

_NUMBERING = re.compile(r"(?:[-–+•*·]|\(?\d{1,3}\s*[.,:)/–-]|\d{1,3}(?=\s))\s*(?=[^\W\d_])")
"""«3. », «(3) », «3/», «- » before a name: of the list, not of the name."""


_TITLES = {"man_title": "male", "woman_title": "female", "person_title": None}
_FEWEST_TITLES = 2
"""The people of a list from which on «Ông», «Bà» before their names are a habit of who typed it."""
_SURNAME = key("Ông")
"""The title that is a family name, too: where no other one stands in the list, it is taken for that."""


def mend_names(people: People) -> list[Problem]:
    """Take numbers and titles off the names and put those typed in VIQR into Unicode; report what is odd."""
    names = [name if name[:1].isalpha() else _NUMBERING.sub("", name, count=1) for name in people.full_name]
    people.full_name = list(names)
    problems = _take_off_titles(people)
    names = list(people.full_name)
    ascii_names = {person: name for person, name in enumerate(names) if name.isascii()}
    if any(map(is_viqr, ascii_names.values())):
        for person, name in ascii_names.items():
            people.full_name[person] = from_viqr(name)
    changed = [person for person in ascii_names if people.full_name[person] != names[person]]
    odd = [person for person in ascii_names if is_viqr(people.full_name[person]) or is_telex(names[person])]
    problems += [_problem("name_typed_as_keys", people, person, names[person]) for person in odd]
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


@lru_cache(maxsize=1)
def _titles() -> tuple[re.Pattern[str], dict[str, str | None]]:
    """Give the beginning of a name of two words or more with a title before it, and the gender of each title."""
    genders = {word: gender for kind, gender in _TITLES.items() for word in cell_words(kind)}
    words = "|".join(map(re.escape, genders))
    pattern = re.compile(rf"(?P<title>{words})(?:\.\s*|\s+)(?=\S+\s+\S)", re.IGNORECASE)
    return pattern, {key(word): gender for word, gender in genders.items()}


def _take_off_titles(people: People) -> list[Problem]:
    """Take «Ông», «Bà», «Đ/c» off the names where most of a list has them; they tell a gender that nothing else does.

    Somebody whose gender is stated otherwise keeps it, with a problem.
    """
    pattern, genders = _titles()
    matches = {person: match for person, name in enumerate(people.full_name) if (match := pattern.match(name))}
    is_surname = {key(match["title"]) for match in matches.values()} <= {_SURNAME}
    if is_surname or len(matches) < max(_FEWEST_TITLES, len(people) / 2):
        return []
    stated = people.fields.get("gender") or [None] * len(people)
    problems = []
    for person, match in matches.items():
        people.full_name[person] = people.full_name[person][match.end() :]
        gender = genders[key(match["title"])]
        if gender and stated[person] not in (None, gender):
            label = values.level_label("gender", stated[person])
            problems.append(_problem("name_title_disagrees", people, person, match["title"], gender=label))
        stated[person] = stated[person] or gender
    if any(stated):
        people.fields["gender"] = stated
    return problems


def _problem(code: str, people: People, person: int, name: str, **words: Any) -> Problem:
    cell = people.cell("full_name", person) or people.cell("given_name", person)
    return problem(
        code,
        file=people.file,
        sheet=people.sheet,
        cell=cell,
        field="full_name",
        value=name,
        **words,
    )
