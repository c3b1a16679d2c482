"""Words of roster cells that are no values: marks, blanks, totals, titles, ends of names (`cell_words.csv`)."""

from functools import lru_cache

from reference.tables import rows


def cell_words(kind: str) -> tuple[str, ...]:
    """List the words of a kind as the table writes them, in its order; raises KeyError for a kind without words."""
    return words_by_kind()[kind]


@lru_cache(maxsize=1)
def words_by_kind() -> dict[str, tuple[str, ...]]:
    """Give the words of each kind, as the table writes them."""
    table: dict[str, tuple[str, ...]] = {}
    for row in rows("cell_words"):
        table[row["kind"]] = (*table.get(row["kind"], ()), row["word"])
    return table
