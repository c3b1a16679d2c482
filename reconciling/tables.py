"""Blocks of a published table: down its columns, and across its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reconciling.figures import Block, Figure, Published
from reconciling.grids import Column, Grid, GridTable, Line, is_mean, is_total, table_of, year_of
from reconciling.headings import completed, counts_of, groups_of_levels, heading_of, headings_of
from reconciling.roundings import Rule, fits
from reference import phrases


def published_in(grids: Sequence[Grid]) -> Published:
    """Read the tables of a workbook's sheets; empty where no sheet has one."""
    tables = [completed(table) for grid in grids if (table := table_of(grid))]
    blocks = [block for table in tables for block in _blocks(table)]
    return Published(tuple(blocks), others=tuple(figure for table in tables for figure in _all_figures(table)))


def _all_figures(table: GridTable) -> Iterator[Figure]:
    counts = counts_of(table)
    for line in table.lines:
        yield from (figure for column in counts if (figure := _figure(table, line, column)))


def _blocks(table: GridTable) -> list[Block]:
    down = _held_together(list(_down(table)))
    across = [*_held_together(list(_across(table))), *_of_own_wholes(table)]
    down, across = _shares_where_they_fit(down, across), _shares_where_they_fit(across, down)
    return [_judged_partition(block) for block in (*down, *_without_repeated(across))]


def _held_together(blocks: Sequence[tuple[object, Block]]) -> list[Block]:
    """Take the same parts for the whole in every column or row where they make it up in most."""
    adding: dict[object, list[bool]] = {}
    for shape, block in blocks:
        if block.total and block.total.count and block.sum is not None:
            adding.setdefault(shape, []).append(block.sum == block.total.count)
    whole = {shape for shape, sums in adding.items() if 1 < sum(sums) > len(sums) / 2}
    return [
        replace(block, is_whole=block.is_partition and block.sum is not None and shape in whole)
        for shape, block in blocks
    ]


def _down(table: GridTable) -> Iterator[tuple[tuple[int, bool], Block]]:
    """Give a block for each column of counts and group of rows, with the group."""
    whole = next((line for line in table.lines if line.is_total), None)
    for column in table.columns:
        if column.is_share and column.count_at is not None:
            continue
        for group, members in groupby(table.lines, key=lambda line: (line.group, line.is_of_it)):
            lines = list(members)
            parts = tuple(f for line in lines if not line.is_total and (f := _figure(table, line, column)))
            own = next((line for line in lines if line.is_total), whole)
            total = _figure(table, own, column) if own else None
            if len(parts) > 1 and any(part.count is not None or part.share for part in parts):
                is_summed = not lines[0].is_of_it and not is_mean(column)
                yield group, Block(_title(column.path, lines[0]), parts, total, is_partition=is_summed)


def _across(table: GridTable) -> Iterator[tuple[int, Block]]:
    """Give a block for each row and group of headings that are levels of one thing, with the group's first column."""
    counts = counts_of(table)
    for parts_of in groups_of_levels(counts):
        whole = next((c for c in counts if (c.path and is_total(c.path[0])) or _is_total_of(c, parts_of)), None)
        for line in table.lines:
            parts = tuple(f for column in parts_of if (f := _figure(table, line, column, whole, is_across=True)))
            if len(parts) > 1:
                total = _figure(table, line, whole) if whole else None
                yield parts_of[0].at, Block(" › ".join(line.path), parts, total)


def _of_own_wholes(table: GridTable) -> Iterator[Block]:
    """Give a block for each row of a column whose shares are of the row's own whole."""
    by_place = {column.at: column for column in table.columns}
    for column in table.columns:
        if column.base_at is None or column.count_at is None:
            continue
        whole_column = by_place[column.base_at]
        for line in table.lines:
            part = _figure(table, line, by_place[column.count_at], whole_column, is_across=True)
            whole = _figure(table, line, whole_column)
            if part is not None and part.share and whole is not None:
                yield Block(" › ".join(line.path), (part,), whole, is_partition=False)


def _without_repeated(across: Sequence[Block]) -> Iterator[Block]:
    """Leave out a share of a row's whole that stands among the row's levels already."""
    shown = {figure.share_where for block in across if len(block.parts) > 1 for figure in block.with_shares}
    yield from (block for block in across if len(block.parts) > 1 or block.parts[0].share_where not in shown)


def _is_total_of(column: Column, parts: Sequence[Column]) -> bool:
    return column.path[:-1] == parts[0].path[:-1] and is_total(heading_of(column))


def _figure(
    table: GridTable, line: Line, column: Column, whole: Column | None = None, *, is_across: bool = False
) -> Figure | None:
    """Give the count at a crossing, with its share of the column's whole or of `whole`, which is the row's own."""
    number = line.numbers.get(column.at)
    shares = {c.base_at: c for c in reversed(table.columns) if c.is_share and c.count_at == column.at}
    beside = (shares.get(whole.at) if whole else None) or shares.get(None)
    shared = line.numbers.get(beside.at) if beside else None
    if number is None and shared is None:
        return None
    count = None if number is None or column.is_share else number.count
    share = shared.share if shared else number.share if number and (column.is_share or number.is_percent) else None
    where = table.where(line, column)
    headings = headings_of(column)
    labels = (*filter(None, [table.corner]), *line.path)
    path = (*line.path, *headings) if is_across else (*headings, *labels)
    beside_where = table.where(line, beside) if beside else ""
    year = next((year for text in (*column.path, *line.path) if (year := year_of(text))), None)
    return Figure(path, where, count, share, beside_where, year=year, titles=table.titles)


def _title(path: Sequence[str], line: Line) -> str:
    heading = line.path[:-1]
    return " › ".join(dict.fromkeys((*heading, *path)))


def _shares_where_they_fit(blocks: Sequence[Block], others: Sequence[Block]) -> list[Block]:
    """Take the shares out of a block whose base they do not fit, where they fit another block that has them, too."""
    best: dict[str, int] = {}
    for block in others:
        for figure in block.parts:
            best[figure.where] = max(best.get(figure.where, 0), _fitting(block))
    return [
        replace(block, parts=tuple(replace(f, share=None) for f in block.parts))
        if block.with_shares and _fitting(block) < min(best.get(f.where, 0) for f in block.with_shares)
        else block
        for block in blocks
    ]


def _fitting(block: Block) -> int:
    base = block.total.count if block.total and block.total.count else block.sum
    return max(sum(_fits(figure, base, rule) for figure in block.with_shares) for rule in Rule) if base else 0


def _fits(figure: Figure, base: int, rule: Rule) -> bool:
    return figure.count is not None and figure.share is not None and fits(figure.count, base, figure.share, rule)


def _judged_partition(block: Block) -> Block:
    """Tell whether the parts can make up the whole: they speak of one field, or of none, as places do."""
    fields = {phrases.read(part.path).field.removesuffix("_detail") for part in block.parts}
    return replace(block, is_partition=block.is_partition and (block.is_whole or len(fields) == 1))
