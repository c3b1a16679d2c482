"""People whose names are struck through: whoever typed the list may mean that they have left."""

from collections.abc import Set

from etl.problems import Problem, problem
from etl.records import People
from etl.validating.cells import first_cells


def check_struck(people: People, struck: Set[tuple[int, int]]) -> list[Problem]:
    """Report once for a sheet how many people's names are struck through, at the first of them; they stay counted."""
    columns = [column for name in ("full_name", "given_name") for column in people.columns.get(name, ())]
    marked = [n for n, row in enumerate(people.rows) if any((row - 1, column) in struck for column in columns)]
    if not marked:
        return []
    name = "full_name" if people.columns.get("full_name") else "given_name"
    cells = [people.cell(name, person) for person in marked]
    return [
        problem(
            "struck_through",
            file=people.file,
            sheet=people.sheet,
            cell=cells[0],
            field="full_name",
            number=len(marked),
            cells=first_cells(cells),
        )
    ]
