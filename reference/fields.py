"""The fields of a person and of the measures."""

from functools import lru_cache

from reference.tables import rows


@lru_cache(maxsize=1)
def field_labels() -> dict[str, str]:
    """The Vietnamese name of each field of the flat table and of the measures."""
    return {row["field"]: row["label"] for row in rows("fields")}


def field_label(name: str) -> str:
    """The Vietnamese name of a field of the flat table or of a dimension; the name itself where there is none."""
    return field_labels().get(name, name)
