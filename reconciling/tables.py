"""Blocks of a published table: down its columns, and across its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reconciling.figures import Block, Figure, Published
from reconciling.grids import Column, Grid, GridTable, Line, is_total, is_year, table_of, year_of
from reconciling.roundings import Rule, fits
from reference import phrases


def published_in(grids: Sequence[Grid]) -> Published:
    """Read the tables of a workbook's sheets; empty where no sheet has one."""
    tables = [_with_own_wholes(table) for grid in grids if (table := table_of(grid))]
    blocks = [block for table in tables for block in _blocks(table)]
    return Published(tuple(blocks), others=tuple(figure for table in tables for figure in _all_figures(table)))


def _all_figures(table: GridTable) -> Iterator[Figure]:
    counts = [column for column in table.columns if not column.is_share or column.count_at is None]
    for line in table.lines:
        yield from (figure for column in counts if (figure := _figure(table, line, column)))


def _blocks(table: GridTable) -> list[Block]:
    down, across = list(_down(table)), [*_across(table), *_of_own_wholes(table)]
    down, across = _shares_where_they_fit(down, across), _shares_where_they_fit(across, down)
    return [_judged_partition(block) for block in (*down, *across)]


def _down(table: GridTable) -> Iterator[Block]:
    """Give a block for each column of counts and group of rows."""
    whole = next((line for line in table.lines if line.is_total), None)
    for column in table.columns:
        if column.is_share and column.count_at is not None:
            continue
        for _, members in groupby(table.lines, key=lambda line: (line.group, line.is_of_it)):
            lines = list(members)
            parts = tuple(f for line in lines if not line.is_total and (f := _figure(table, line, column)))
            own = next((line for line in lines if line.is_total), whole)
            total = _figure(table, own, column) if own else None
            if len(parts) > 1 and any(part.count is not None or part.share for part in parts):
                yield Block(_title(column.path, lines[0]), parts, total, is_partition=not lines[0].is_of_it)


def _across(table: GridTable) -> Iterator[Block]:
    """Give a block for each row and group of headings that are levels of one thing."""
    counts = [column for column in table.columns if not column.is_share or column.count_at is None]
    for parts_of in _groups_of_headings(counts):
        total_column = next((c for c in counts if (c.path and is_total(c.path[0])) or _is_total_of(c, parts_of)), None)
        for line in table.lines:
            parts = tuple(f for column in parts_of if (f := _figure(table, line, column, is_across=True)))
            if len(parts) > 1:
                total = _figure(table, line, total_column) if total_column else None
                yield Block(" › ".join(line.path), parts, total)


def _with_own_wholes(table: GridTable) -> GridTable:
    """Let shares be of each row's own whole where they are: «Chưa đạt | Tổng số | Tỷ lệ»."""
    counts = [column.at for column in table.columns if not column.is_share]
    columns = []
    for column in table.columns:
        whole = column.count_at
        before = [at for at in counts if whole is not None and at < whole]
        part = next((at for at in before if _are_shares(table.lines, at, whole or 0, column.at)), None)
        columns.append(column if part is None else replace(column, count_at=part, base_at=whole))
    return replace(table, columns=tuple(columns))


def _are_shares(lines: Sequence[Line], part: int, whole: int, share: int) -> bool:
    """Tell whether each row's share is that of one count in another, a misprint among them or not."""
    rows = [[line.numbers.get(at) for at in (part, whole, share)] for line in lines if share in line.numbers]
    known = [
        (p.count, w.count, s.share) for p, w, s in rows if p and w and s and p.count is not None and w.count and s.share
    ]
    fitting = max(sum(fits(count, base, shown, rule) for count, base, shown in known) for rule in Rule)
    return len(known) == len(rows) and 0 < len(known) <= 2 * fitting


def _of_own_wholes(table: GridTable) -> Iterator[Block]:
    """Give a block for each row of a column whose shares are of the row's own whole."""
    by_place = {column.at: column for column in table.columns}
    for column in table.columns:
        if column.base_at is None or column.count_at is None:
            continue
        for line in table.lines:
            part = _figure(table, line, by_place[column.count_at], is_across=True)
            whole = _figure(table, line, by_place[column.base_at])
            if part is not None and part.share and whole is not None:
                yield Block(" › ".join(line.path), (part,), whole, is_partition=False)


def _groups_of_headings(columns: Sequence[Column]) -> Iterator[list[Column]]:
    named = [column for column in columns if column.path and not any(map(is_year, column.path))]
    for _, members in groupby(named, key=_family):
        group = [column for column in members if not is_total(_heading(column))]
        if len(group) > 1:
            yield group


def _family(column: Column) -> tuple[str, ...] | str:
    """Tell what a heading belongs to: what stands over it, else the field that it speaks of."""
    above = column.path[:-1] if len(column.path) > 1 else ()
    return above if above and not _is_measure(column.path[-1]) else phrases.read([_heading(column)]).field


def _heading(column: Column) -> str:
    """Give the nearest heading that says more than «Số lượng»."""
    return next((text for text in reversed(column.path) if not _is_measure(text)), "")


def _is_measure(text: str) -> bool:
    phrase = phrases.read([text])
    return not (phrase.conditions or phrase.field or phrase.unknown or phrase.is_everybody)


def _is_total_of(column: Column, parts: Sequence[Column]) -> bool:
    return column.path[:-1] == parts[0].path[:-1] and is_total(_heading(column))


def _figure(table: GridTable, line: Line, column: Column, *, is_across: bool = False) -> Figure | None:
    """Give the count at a crossing, with the share beside it."""
    number = line.numbers.get(column.at)
    beside = next((c for c in table.columns if c.is_share and c.count_at == column.at), None)
    if beside is not None and beside.base_at is not None and not is_across:
        beside = None  # a share of the row's own whole says nothing of the column's
    shared = line.numbers.get(beside.at) if beside else None
    if number is None and shared is None:
        return None
    count = None if number is None or column.is_share else number.count
    share = shared.share if shared else number.share if number and (column.is_share or number.is_percent) else None
    where = table.where(line, column)
    headings = _headings(column)
    labels = (*filter(None, [table.corner]), *line.path)
    path = (*line.path, *headings) if is_across else (*headings, *labels)
    beside_where = table.where(line, beside) if beside else ""
    year = next((year for text in (*column.path, *line.path) if (year := year_of(text))), None)
    return Figure(path, where, count, share, beside_where, year=year, titles=table.titles)


def _headings(column: Column) -> tuple[str, ...]:
    return tuple(text for text in column.path if not _is_measure(text))


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
    return replace(block, is_partition=block.is_partition and len(fields) == 1)
