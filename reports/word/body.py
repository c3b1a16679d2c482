"""A report's content as blocks of a document: sections, sentences, figures, tables, and annexes in landscape."""

from collections.abc import Sequence

from reports.contents.model import Annex, Block, NumberedChart, Paragraph, Report, Section, Tabular
from reports.contents.writing import END, roman
from reports.word.figures import Figures
from reports.word.page import LANDSCAPE, MM
from reports.word.pieces import field, line, paragraph, rule, run
from reports.word.splitting import parts
from reports.word.tables import table


def content(report: Report, figures: Figures, width: int) -> str:
    """Write all between the title and the signature, `width` twips wide; the last sentence ends with «./.»."""
    opening_lines = "".join(line("BodyText", opening.text) for opening in report.opening)
    sections = [_section(number, section, figures, width) for number, section in enumerate(report.sections, start=1)]
    return opening_lines + "".join(sections) + _closing(report)


def _section(number: int, section: Section, figures: Figures, width: int) -> str:
    heading = line("Heading1", f"{roman(number)}. {section.heading.upper()}")
    return heading + "".join(_block(block, figures, width) for block in section.blocks)


def _closing(report: Report) -> str:
    """Write the last paragraphs, which stay with the signature: it must not stand on a page alone."""
    texts = [closing.text for closing in report.closing] or [""]
    texts[-1] = texts[-1].rstrip(" ./") + END
    return "".join(line("BodyText", text, "<w:keepNext/><w:keepLines/>") for text in texts)


def _block(block: Block, figures: Figures, width: int) -> str:
    if isinstance(block, Paragraph):
        return line("BodyText", block.text)
    if isinstance(block, NumberedChart):
        return figures.blocks(block)
    pieces = parts(block, width)
    return "".join(_tabular(part, width, is_small=len(pieces) > 1) for part in pieces)


def _tabular(block: Tabular, width: int, *, is_small: bool = False) -> str:
    """Write a title, the table and its notes below."""
    title = run(block.title)
    if block.number is not None:
        title = run("Bảng ") + field("SEQ Bảng \\* ARABIC", str(block.number)) + run(f". {block.title}")
    return paragraph("TenBang", title) + table(block, width, is_small=is_small) + _notes(block)


def annexes(report: Report, attached: str) -> list[str]:
    """Each annex's blocks; its table's own title is left out where it is the annex's only one."""
    several = len(report.annexes) > 1
    return [
        _annex(annex, f"Phụ lục {roman(number)}" if several else "Phụ lục", attached)
        for number, annex in enumerate(report.annexes, start=1)
    ]


def _annex(annex: Annex, name: str, attached: str) -> str:
    head = line("PhuLuc", name) + line("TenPhuLuc", annex.title.upper()) + line("KemTheo", attached)
    head += rule("GachNgang", LANDSCAPE.text_width, round(60 * MM)) + line("DongTrong", "")
    return head + _tables(annex.tables)


def _tables(tables: Sequence[Tabular]) -> str:
    """Write an annex's tables: one too wide for the page is several, an only one has no title beside the annex's."""
    if len(tables) == 1 and tables[0].number is None:
        pieces = parts(tables[0], LANDSCAPE.text_width)
        if len(pieces) == 1:
            return table(pieces[0], LANDSCAPE.text_width) + _notes(pieces[0])
    else:
        pieces = tuple(part for each in tables for part in parts(each, LANDSCAPE.text_width))
    return "".join(_tabular(part, LANDSCAPE.text_width, is_small=len(pieces) > len(tables)) for part in pieces)


def _notes(tabular: Tabular) -> str:
    """Write the notes below a table, which at least one paragraph follows."""
    return "".join(line("GhiChuBang", note) for note in tabular.notes) or line("DongTrong", "")
