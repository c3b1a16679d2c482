"""Headings of a published table: whose counts and shares a column holds, where its neighbours alone say it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, product

from reconciling.grids import Column, GridTable, Line, is_total, is_year
from reconciling.roundings import Rule, fits
from reference import phrases
from reference.fields import catalogue


def completed(table: GridTable) -> GridTable:
    """Let each column and row say all that it counts, and of which count and whole its shares are."""
    return _with_wholes(_with_named_counts(_with_fields(table)))


def counts_of(table: GridTable) -> list[Column]:
    """List the columns that are no shares of another."""
    return [column for column in table.columns if not column.is_share or column.count_at is None]


def heading_of(column: Column) -> str:
    """Give the nearest heading that says more than «Số lượng»."""
    return next((text for text in reversed(column.path) if not _is_measure(text)), "")


def headings_of(column: Column) -> tuple[str, ...]:
    """List the headings that say more than «Số lượng», under the field that they leave to those before them."""
    return tuple(text for text in (*filter(None, [column.field_name]), *column.path) if not _is_measure(text))


def groups_of_levels(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """Give the neighbours that are levels of one thing; «Tổng số» is none, «Khác» goes on with those before it."""
    named = [column for column in columns if column.path and not any(map(is_year, column.path))]
    families: list[tuple[str, ...] | str] = []
    for column in named:
        goes_on = bool(families) and len(column.path) == 1 and phrases.is_rest(column.path[0])
        families.append(families[-1] if goes_on else _family(column))
    for _, members in groupby(zip(families, named, strict=True), key=lambda pair: (pair[0], pair[1].is_share)):
        group = [column for _, column in members if not is_total(heading_of(column))]
        if len(group) > 1:
            yield group


def _family(column: Column) -> tuple[str, ...] | str:
    """Tell what a heading belongs to: what stands over it, else the field that it speaks of."""
    above = column.path[:-1] if len(column.path) > 1 else ()
    return above if above and not _is_measure(column.path[-1]) else phrases.read([heading_of(column)]).field


def _is_measure(text: str) -> bool:
    phrase = phrases.read([text])
    return not (
        phrase.conditions or phrase.field or phrase.unknown or phrase.is_everybody or phrases.is_undeclared(text)
    )


# «Không khai» behind levels


def _with_fields(table: GridTable) -> GridTable:
    """Put the field of the levels before it over a heading or a label that says «Không khai» alone."""
    columns = _fields_of([column.path for column in table.columns])
    lines = _fields_of([line.path for line in table.lines], table.corner)
    return replace(
        table,
        columns=tuple(replace(c, field_name=name) for c, name in zip(table.columns, columns, strict=True)),
        lines=tuple(
            replace(line, path=(*filter(None, [name]), *line.path))
            for line, name in zip(table.lines, lines, strict=True)
        ),
    )


def _fields_of(paths: Sequence[tuple[str, ...]], corner: str = "") -> list[str]:
    """Give for each path the name of the field that it leaves to those before it; empty where it says its own."""
    names, last = [], phrases.read([corner]).field
    for path in paths:
        field = phrases.read([corner, *path]).field.removesuffix("_detail")
        is_open = not field and bool(path) and phrases.is_undeclared(path[-1])
        last = field or last
        names.append(catalogue()[last].label if is_open and last in catalogue() else "")
    return names


# Shares


def _with_named_counts(table: GridTable) -> GridTable:
    """Let shares be of the count that their heading names, «Tỷ lệ đại học», be it beside them or not."""
    counts = [column for column in table.columns if not column.is_share]
    return replace(table, columns=tuple(_with_named_count(column, counts) for column in table.columns))


def _with_named_count(share: Column, counts: Sequence[Column]) -> Column:
    """Find the count of a share's heading; without one it is of none, and where the heading names none, as it was."""
    named = phrases.read(share.path)
    if not share.is_share or not _is_named(named):
        return share
    beside = [column for column in counts if column.at == share.count_at]
    called = [c for c in (*beside, *counts) if phrases.read(headings_of(c)).conditions == named.conditions]
    if not called and not all(phrases.read(headings_of(column)).is_understood for column in beside):
        return share
    return replace(share, count_at=called[0].at if called else None)


def _is_named(share: phrases.Phrase) -> bool:
    """Tell whether the heading of shares says whose they are."""
    return share.is_understood and bool(share.conditions)


def _with_wholes(table: GridTable) -> GridTable:
    """Let shares be of each row's own whole where they are: «Chưa đạt | Tổng số | Tỷ lệ», «Tổng số | … | Tỷ lệ …»."""
    counts = [column.at for column in table.columns if not column.is_share]
    columns = []
    for column in table.columns:
        pairs = _parts_and_wholes(column, counts) if column.count_at is not None else ()
        fitting = next((pair for pair in pairs if _are_shares(table.lines, *pair, column.at)), None)
        columns.append(column if fitting is None else replace(column, count_at=fitting[0], base_at=fitting[1]))
    return replace(table, columns=tuple(columns))


def _parts_and_wholes(share: Column, counts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the counts that a share can be of, each with the one that can be its row's whole."""
    if _is_named(phrases.read(share.path)):
        yield from ((part, whole) for part, whole in product([share.count_at or 0], counts) if part != whole)
    else:
        yield from ((at, share.count_at or 0) for at in counts if at < (share.count_at or 0))


def _are_shares(lines: Sequence[Line], part: int, whole: int, share: int) -> bool:
    """Tell whether each row's share is that of one count in another, a misprint among them or not."""
    rows = [[line.numbers.get(at) for at in (part, whole, share)] for line in lines if share in line.numbers]
    known = [
        (p.count, w.count, s.share) for p, w, s in rows if p and w and s and p.count is not None and w.count and s.share
    ]
    fitting = max(sum(fits(count, base, shown, rule) for count, base, shown in known) for rule in Rule)
    return len(known) == len(rows) and 0 < len(known) <= 2 * fitting
