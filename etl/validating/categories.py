"""People who count as nothing that the forms know: neither a cadre nor a civil servant, nor anybody else."""

from collections.abc import Collection
from datetime import date

from etl.problems import Problem, problem
from etl.records import People
from etl.validating.cells import first_cells

OF_ONE_POST = ("unknown_position", "two_categories")
"""Problems of one person's post that tell the same of its cell."""


def check_categories(people: People, as_of: date, reported: Collection[str]) -> list[Problem]:
    """Report once for a sheet how many people have no category, at the first of them; not those of cells in `reported`.

    They have no category of their own, and their post is left out or stands in no form of the day.
    """
    name = next((field for field in ("position", "full_name", "given_name") if people.columns.get(field)), "")
    categories = people.fields.get("category", [])
    without = [people.cell(name, person) for person, category in enumerate(categories) if not category]
    cells = [cell for cell in without if cell not in reported]
    if not cells:
        return []
    where = {"file": people.file, "sheet": people.sheet, "cell": cells[0], "field": "category"}
    day = f"{as_of:%d/%m/%Y}"
    return [problem("no_category", **where, number=len(cells), cells=first_cells(cells), day=day)]
