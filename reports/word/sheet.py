"""One page in small letters: a title, sentences, tables and charts side by side in pairs, notes.

The charts get what the words leave of the page, so that it is full and never runs over; too little leaves none.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from presentation.charts import Table
from reports.contents.model import Block, NumberedChart, Paragraph, Report, Section, Tabular
from reports.contents.words import Words
from reports.contents.writing import shown
from reports.word.figures import Figures
from reports.word.page import MM, PORTRAIT
from reports.word.pieces import columns, field, line, paragraph, run
from reports.word.tables import ems, table

GAP = round(4 * MM)
HALF = (PORTRAIT.text_width - GAP) // 2
"""Twips between two blocks side by side, and the width of each."""
PAGE = (PORTRAIT.height - PORTRAIT.top - PORTRAIT.bottom) / MM
"""Millimetres between the upper margin and the lower one."""
LOWEST, HIGHEST = 30.0, 62.0
"""Millimetres of a chart: lower ones cannot be read, higher ones look empty."""
_SPARE = 6.0
"""Millimetres that other programs may set their lines wider."""
_MM_OF_A_POINT = 25.4 / 72
_LINE = 1.17
"""A line's height in letters' sizes."""
_ROW = 4.35
"""Millimetres of a table's row, and of each further line in it."""
_EMPTY = "DongTrong"


def content(report: Report, words: Words, figures: Figures) -> str:
    """Write the page's blocks; `figures` puts charts into the document, each `HALF` wide."""
    tall = chart_height(report, words)
    head = columns(
        [PORTRAIT.text_width // 2] * 2,
        [[_lines("CoQuanTrang", words["co_quan"]), _lines("DauTrang", [" · ".join(words["pham_vi"])])]],
    )
    title = line("TenTrang", _title(report)) + line("PhuDeTrang", report.subject)
    opening = _lines("DoanTrang", [each.text for each in report.opening])
    sections = "".join(_section(section, figures, tall) for section in report.sections)
    return head + title + opening + sections + _lines("GhiChuTrang", [each.text for each in report.closing])


def _title(report: Report) -> str:
    return report.kind.upper()


def _lines(style: str, texts: Sequence[str]) -> str:
    return "".join(line(style, text) for text in texts)


def _section(section: Section, figures: Figures, tall: float) -> str:
    heading = line("MucTrang", section.heading) if section.heading else ""
    return heading + "".join(
        "".join(line("DoanTrang", block.text) for block in blocks if isinstance(block, Paragraph))
        if kind is Paragraph
        else _beside([_set(block, figures, tall) for block in blocks])
        for kind, blocks in _groups(section)
        if kind is not NumberedChart or tall
    )


def _groups(section: Section) -> Iterator[tuple[type, list[Block]]]:
    """Neighbours of one kind."""
    for kind, blocks in groupby(section.blocks, key=type):
        yield kind, list(blocks)


def _beside(cells: Sequence[str]) -> str:
    """Put cells two by two; a single one stands on the left."""
    rows = [
        [cells[place], line(_EMPTY, ""), cells[place + 1] if place + 1 < len(cells) else line(_EMPTY, "")]
        for place in range(0, len(cells), 2)
    ]
    return columns([HALF, PORTRAIT.text_width - 2 * HALF, HALF], rows) + line(_EMPTY, "")


def _set(block: Block, figures: Figures, tall: float) -> str:
    """A table under its title, a chart above its; a cell must end with a paragraph."""
    if isinstance(block, Tabular):
        title = paragraph("TenTrongTrang", _numbered("Bảng", block.number) + run(block.title))
        return title + table(block, HALF, is_small=True) + line(_EMPTY, "")
    if isinstance(block, NumberedChart):
        name = _numbered("Hình", block.number) + run(block.chart.caption.title)
        return paragraph("HinhTrongTrang", figures.bare(block.chart, tall)) + paragraph("TenTrongTrang", name)
    return ""


def _numbered(kind: str, number: int | None) -> str:
    return "" if number is None else run(f"{kind} ") + field(f"SEQ {kind} \\* ARABIC", str(number)) + run(". ")


# What fits


def chart_height(report: Report, words: Words) -> float:
    """Millimetres of each chart, up to `HIGHEST`, so that the page is full; 0 where `LOWEST` is too much for it."""
    rows = sum(
        math.ceil(len(blocks) / 2)
        for section in report.sections
        for kind, blocks in _groups(section)
        if kind is NumberedChart
    )
    left = (PAGE - needed(report, words)) / rows if rows else 0.0
    return min(HIGHEST, left) if left >= LOWEST else 0.0


def needed(report: Report, words: Words) -> float:
    """Millimetres that everything but the charts takes, rather too many than too few."""
    whole = PORTRAIT.text_width / MM
    head = max(len(words["co_quan"]), 1) * _height(["x"], 10.5, whole) + _height([_title(report)], 14, whole) + 1.5
    head += _height([report.subject], 12, whole) + 1.5
    texts = [each.text for each in report.opening]
    sections = sum(_section_height(section, whole) for section in report.sections)
    notes = _height([each.text for each in report.closing], 8.5, whole)
    return _SPARE + head + _height(texts, 10.5, whole) + len(texts) * 0.8 + sections + notes


def _section_height(section: Section, whole: float) -> float:
    high = _height([section.heading], 10.5, whole) + 2 if section.heading else 0.0
    for kind, blocks in _groups(section):
        if kind is Paragraph:
            texts = [block.text for block in blocks if isinstance(block, Paragraph)]
            high += _height(texts, 10.5, whole) + len(texts) * 0.8
        else:
            high += sum(
                max(_block_height(block) for block in blocks[place : place + 2]) + 2.2
                for place in range(0, len(blocks), 2)
            )
    return high


def _block_height(block: Block) -> float:
    """Measure a block in millimetres; of a chart its title alone."""
    if isinstance(block, Tabular):
        return _height([f"Bảng 1. {block.title}"], 9.5, HALF / MM) + 3.2 + _table_height(block.table)
    return (
        _height([f"Hình 1. {block.chart.caption.title}"], 9.5, HALF / MM) + 1.2
        if isinstance(block, NumberedChart)
        else 0.0
    )


def _table_height(of: Table) -> float:
    """Measure a table in millimetres.

    Names of rows have about 40% of the width; a head has a line for each of its words at most.
    """
    head = max(len(column.header.split()) for column in of.columns[1:])
    names = (math.ceil(ems(shown(row[0])) * 9 * _MM_OF_A_POINT / (HALF / MM * 0.4)) for row in of.rows)
    return _ROW * (head + sum(max(1, lines) for lines in names))


def _height(texts: Sequence[str], size: float, width: float) -> float:
    lines = sum(max(1, math.ceil(ems(text) * 0.9 * size * _MM_OF_A_POINT / width)) for text in texts)
    return lines * size * _LINE * _MM_OF_A_POINT
