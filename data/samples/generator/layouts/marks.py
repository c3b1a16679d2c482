"""What the two layouts with marks share: an «x» in one of several columns, and how many of them there are."""

from collections.abc import Sequence

from data.samples.generator.sheets import Cell


def one_of(level: str, levels: Sequence[str], mark: Cell) -> list[Cell]:
    """The cells of a block of level columns: the mark under `level`, nothing where it is not in the block."""
    return [mark if level == name else None for name in levels]


def column_counts(rows: Sequence[Sequence[Cell]], columns: Sequence[int]) -> dict[int, int]:
    """How many cells of the rows are filled, by column."""
    return {column: sum(row[column] is not None for row in rows) for column in columns}
