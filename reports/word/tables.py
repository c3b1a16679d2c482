"""Tables of a report: heads of one or two rows that are repeated on each page, rows that stay whole."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from presentation.charts import Cell, Column, Kind, Table
from reports.contents.model import Tabular
from reports.contents.writing import PATH, shown
from reports.word.pieces import escaped, line, paragraph, run

_SIZE, _SMALL_SIZE = 11, 9
"""Points of a cell's letters, and where a table would be too wide."""
_EDGES, _SMALL_EDGES = 140, 80
"""Twips of a cell's margins and lines, in either size."""
_SMALL = "Nho"
_EMS = {"narrow": 0.3, "figure": 0.5, "wide": 0.95, "capital": 0.74, "other": 0.54}
"""Widths of bold letters of this typeface, by kind, rounded up."""
_SHORT = 4
"""Letters of a cell that stands in its column's middle."""


def table(tabular: Tabular, width: int, *, is_small: bool = False) -> str:
    """The table, `width` twips wide; in small letters where it would be too wide otherwise, or in any case."""
    columns, rows = tabular.table.columns, tabular.table.rows
    sizes, small = _sizes(tabular.table, width, is_small=is_small)
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    styles = [_style(column, [row[place] for row in rows]) + small for place, column in enumerate(columns)]
    totals = set(tabular.total_rows)
    body = "".join(_row(row, sizes, styles, is_total=place in totals) for place, row in enumerate(rows))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="BangSoLieu{small}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCaption w:val="{escaped(tabular.title)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_head(columns, sizes, f'ODauBang{small}')}{body}</w:tbl>"
    )


def _style(column: Column, cells: Sequence[Cell]) -> str:
    if column.kind is not Kind.TEXT:
        return "OSo"
    return "OGiua" if all(len(shown(cell)) <= _SHORT for cell in cells) else "OChu"


def _row(row: Sequence[Cell], sizes: Sequence[int], styles: Sequence[str], *, is_total: bool) -> str:
    """Write a row; a total is bold and stays with the row below it, which it may be the head of."""
    bold, keep = ("Dam", "<w:keepNext/>") if is_total else ("", "")
    cells = (
        _cell(size, paragraph(style, run(text, bold) if (text := shown(cell)) else "", keep))
        for cell, size, style in zip(row, sizes, styles, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(size: int, content: str, properties: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{properties}<w:vAlign w:val="center"/></w:tcPr>'
        f"{content}</w:tc>"
    )


# The head


def _head(columns: Sequence[Column], sizes: Sequence[int], style: str) -> str:
    """One row of heads, or two where columns stand under a common one."""
    paths = [column.header.split(PATH, 1) for column in columns]
    if all(len(path) == 1 for path in paths):
        return _head_row([_cell(size, line(style, path[0])) for path, size in zip(paths, sizes, strict=True)])
    upper, lower = [], []
    for (head, alone), group in groupby(range(len(paths)), key=lambda i: (paths[i][0], _alone(paths, i))):
        places = list(group)
        across = sum(sizes[place] for place in places)
        if alone is not None:
            upper.append(_cell(across, line(style, head), '<w:vMerge w:val="restart"/>'))
            lower.append(_cell(across, line(style, ""), "<w:vMerge/>"))
        else:
            upper.append(_cell(across, line(style, head), f'<w:gridSpan w:val="{len(places)}"/>'))
            lower += [_cell(sizes[place], line(style, paths[place][1])) for place in places]
    return _head_row(upper) + _head_row(lower)


def _alone(paths: Sequence[Sequence[str]], place: int) -> int | None:
    """Give what keeps a column without a group apart from its neighbours."""
    return place if len(paths[place]) == 1 else None


def _head_row(cells: Sequence[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


# Widths


def _sizes(table: Table, width: int, *, is_small: bool) -> tuple[list[int], str]:
    """Each column's width, and the ending of its styles' names: small letters where large ones do not fit."""
    least, liked = _needs(table, _SIZE, _EDGES)
    if sum(least) <= width and not is_small:
        return _shared(least, liked, width), ""
    least, liked = _needs(table, _SMALL_SIZE, _SMALL_EDGES)
    if sum(least) <= width:
        return _shared(least, liked, width), _SMALL
    return _exactly([round(small * width / sum(least)) for small in least], width), _SMALL


def _needs(table: Table, size: int, edges: int) -> tuple[list[int], list[int]]:
    """Measure what each column's longest word and number need, and what keeps all its texts in one line."""
    least, liked = [], []
    for place, column in enumerate(table.columns):
        texts = [shown(row[place]) for row in table.rows]
        words = [word for text in (column.header.split(PATH)[-1], *texts) for word in text.split()]
        least.append(_twips(words, size) + edges)
        liked.append(max(least[-1], _twips(texts, size) + edges))
    return least, liked


def least_widths(table: Table) -> list[int]:
    """Twips that each column needs in small letters so that no word is broken."""
    return _needs(table, _SMALL_SIZE, _SMALL_EDGES)[0]


def _shared(least: Sequence[int], liked: Sequence[int], width: int) -> list[int]:
    """Share what is left over, first among the texts by what they would like, then among all alike."""
    wishes = [like - small for like, small in zip(liked, least, strict=True)]
    left = width - sum(least)
    granted = [round(wish * min(1.0, left / (sum(wishes) or 1))) for wish in wishes]
    rest = left - sum(granted)
    return _exactly([small + more + rest // len(least) for small, more in zip(least, granted, strict=True)], width)


def _twips(texts: Iterable[str], size: int) -> int:
    """Measure the widest text in twips."""
    return round(max((ems(text) for text in texts), default=0.0) * size * 20)


def ems(text: str) -> float:
    """Measure a bold text in one line, in letters' sizes; rather too wide."""
    return sum(_EMS[_kind(letter)] for letter in text)


def _kind(letter: str) -> str:
    if letter in " .,;:()'Iijlíìỉĩịtfr":
        return "narrow"
    if letter.isdigit():
        return "figure"
    if letter in "MWmw%":
        return "wide"
    return "capital" if letter.isupper() else "other"


def _exactly(sizes: list[int], width: int) -> list[int]:
    """Give what rounding left over to the widest column."""
    widest = sizes.index(max(sizes))
    sizes[widest] += width - sum(sizes)
    return sizes
