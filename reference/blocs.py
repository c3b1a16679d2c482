"""The bloc of a person: of the department, else of the post (`departments.csv`, `positions.csv`); who is military."""

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


@lru_cache(maxsize=4096)
def department_of(department: str | None, position: str | None) -> str | None:
    """Give the department that a roster names, else Ban Chỉ huy quân sự where the post of the government is one of its.

    All posts of Ban CHQS bear its name, so that it can be counted apart in a roster without departments, too; of no
    other department the posts tell everybody who works there.
    """
    if department or not position:
        return department
    posts = position.split("; ")
    own = next((post for post in posts if _posts().get(post) != "party"), "")
    return next((name for name, body in _military().items() if own.endswith(f" {body}")), None)


@lru_cache(maxsize=1)
def _military() -> dict[str, str]:
    return {row["name"]: row["body"] for row in rows("departments") if row["heads"] == "military"}
