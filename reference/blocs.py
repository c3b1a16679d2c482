"""The bloc of a person: of the department, else of the post (`departments.csv`, `positions.csv`)."""

from functools import lru_cache

from reference.tables import rows


@lru_cache(maxsize=1)
def _departments() -> dict[str, str]:
    return {row["name"]: row["bloc"] for row in rows("departments") if row["bloc"]}


@lru_cache(maxsize=1)
def _posts() -> dict[str, str]:
    return {row["title"]: row["bloc"] for row in rows("positions") if row["bloc"]}


def bloc_of(department: str | None, position: str | None) -> str:
    """Give `party`, `government` or `front`; «» where neither the department nor the post tells it."""
    return _departments().get(department or "", "") or _posts().get(position or "", "")
