"""The differences of a corrected report from the one before: sentence by sentence, table by table, cell by cell."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from presentation import labels
from presentation.charts import Cell, Column, Kind, Table
from reference import vietnamese
from reports.contents.model import NumberedChart, Paragraph, Report, Section, Tabular

_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+")
_NOTHING = "(trống)"
_REPLACED = re.compile(r"(?P<place>.*?): (?P<old>«.*»|[^:»]*) → (?P<new>.*)")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?%?")


@dataclass(frozen=True, slots=True)
class Change:
    """A line of `changes` in its parts; `old` and `new` are empty where something only came or went."""

    place: str
    old: str = ""
    new: str = ""
    difference: str = ""
    """The distance of two numbers with its sign; of shares in percentage points."""


def parts(line: str) -> Change:
    """Take a line of `changes` apart: «Bảng 1: Gia Bình · Đại học: 188 → 191» is a place, 188, 191 and +3."""
    match = _REPLACED.fullmatch(line)
    if match is None:
        return Change(line)
    return Change(match["place"], match["old"], match["new"], _difference(match["old"], match["new"]))


def _difference(old: str, new: str) -> str:
    if not (_NUMBER.fullmatch(old) and _NUMBER.fullmatch(new)) or old.endswith("%") != new.endswith("%"):
        return ""
    before, after = (Decimal(text.rstrip("%").replace(".", "").replace(",", ".")) for text in (old, new))
    if old.endswith("%"):
        return vietnamese.points(after - before)
    sign = "+" if after > before else ""
    return f"{sign}{vietnamese.decimal(after - before)}"


def changes(old: Report, new: Report) -> tuple[str, ...]:
    """List the differences as Vietnamese lines, in the report's order; none where both say the same.

    A changed cell reads «Bảng 1. Chất lượng: Gia Bình · Đại học: 188 → 191».
    """
    return (
        *_heads(old, new),
        *_sentences("Phần mở đầu", old.opening, new.opening),
        *_sections(old.sections, new.sections),
        *_sentences("Phần kết", old.closing, new.closing),
        *_tables(_annexes(old), _annexes(new)),
        *_sources(old, new),
    )


def _heads(old: Report, new: Report) -> Iterator[str]:
    pairs = {
        "Trích yếu": (old.subject, new.subject),
        "Phạm vi": (old.place, new.place),
        "Tính đến ngày": (vietnamese.day(old.as_of), vietnamese.day(new.as_of)),
        "Cách làm tròn": (labels.rounding_name(old.rounding), labels.rounding_name(new.rounding)),
        "Số liệu": tuple(labels.DEMO_NOTE if each.is_demo else "Số liệu thật" for each in (old, new)),
    }
    yield from (f"{name}: {before} → {after}" for name, (before, after) in pairs.items() if before != after)


def _sources(old: Report, new: Report) -> Iterator[str]:
    """Count the roster files behind the numbers that are others; their hashes tell people nothing."""
    gone, come = (len(set(left.sources) - set(right.sources)) for left, right in ((old, new), (new, old)))
    if gone or come:
        yield f"Tệp danh sách nguồn: thêm {vietnamese.number(come)}, bớt {vietnamese.number(gone)}"


def _sections(old: Sequence[Section], new: Sequence[Section]) -> Iterator[str]:
    before, after = ({section.heading: section for section in sections} for sections in (old, new))
    yield from (f"Bỏ mục «{heading}»" for heading in before if heading not in after)
    for heading, section in after.items():
        earlier = before.get(heading)
        if earlier is None:
            yield f"Thêm mục «{heading}»"
            continue
        yield from _sentences(f"Mục «{heading}»", *(_paragraphs(each) for each in (earlier, section)))
        yield from _tables(*(_numbers(each) for each in (earlier, section)))


def _paragraphs(section: Section) -> list[Paragraph]:
    return [block for block in section.blocks if isinstance(block, Paragraph)]


def _numbers(section: Section) -> dict[str, Tabular]:
    """Map the section's tables, and the numbers behind its charts, by what tells them apart between versions."""
    tables: dict[str, Tabular] = {}
    for block in section.blocks:
        if isinstance(block, NumberedChart):
            tables[f"chart {block.chart.name}"] = Tabular(f"Hình {block.number}", block.chart.table)
        elif isinstance(block, Tabular):
            tables[f"table {_without_date(block.title)}"] = block
    return tables


def _annexes(report: Report) -> dict[str, Tabular]:
    return {_without_date(f"{annex.title} {table.title}"): table for annex in report.annexes for table in annex.tables}


def _without_date(title: str) -> str:
    return re.sub(r"\d{1,2}/\d{1,2}/\d{4}", "", title)


def _sentences(where: str, old: Iterable[Paragraph], new: Iterable[Paragraph]) -> Iterator[str]:
    before, after = (
        [sentence for paragraph in texts for sentence in _SENTENCE_END.split(paragraph.text) if sentence]
        for texts in (old, new)
    )
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, come = " ".join(before[a:b]), " ".join(after[c:d])
        if gone and come:
            yield f"{where}: «{gone}» → «{come}»"
        else:
            yield f"{where}: {'bỏ' if gone else 'thêm'} «{gone or come}»"


def _tables(old: Mapping[str, Tabular], new: Mapping[str, Tabular]) -> Iterator[str]:
    yield from (f"Bỏ {_called(table)}" for key, table in old.items() if key not in new)
    for key, table in new.items():
        if key in old:
            yield from (f"{_called(table)}: {change}" for change in _cells(old[key].table, table.table))
            if old[key].notes != table.notes:
                yield f"{_called(table)}: ghi chú «{' '.join(old[key].notes)}» → «{' '.join(table.notes)}»"
        else:
            yield f"Thêm {_called(table)}"


def _called(table: Tabular) -> str:
    return table.title if table.number is None else f"Bảng {table.number}. {table.title}"


def _cells(old: Table, new: Table) -> Iterator[str]:
    before, after = _rows(old), _rows(new)
    yield from (f"bỏ dòng «{name}»" for name in before if name not in after)
    yield from (f"bỏ cột «{head}»" for head in _heads_of(old) if head not in _heads_of(new))
    yield from (f"thêm cột «{head}»" for head in _heads_of(new) if head not in _heads_of(old))
    for name, row in after.items():
        if name not in before:
            yield f"thêm dòng «{name}»"
            continue
        for head, cell in row.items():
            if head in before[name] and before[name][head] != cell:
                yield f"{name} · {head}: {before[name][head]} → {cell}"


def _heads_of(table: Table) -> list[str]:
    return [column.header for column in table.columns]


def _rows(table: Table) -> dict[str, dict[str, str]]:
    """Map a row's name to header -> cell in words. A row is named by its words; a name that comes again is counted."""
    seen: Counter[str] = Counter()
    rows: dict[str, dict[str, str]] = {}
    for row in table.rows:
        texts = [cell for cell, column in zip(row, table.columns, strict=True) if column.kind is Kind.TEXT and cell]
        name = ", ".join(str(cell) for cell in texts) or f"dòng {len(rows) + 1}"
        seen[name] += 1
        cells = zip(table.columns, row, strict=True)
        rows[name if seen[name] == 1 else f"{name} ({seen[name]})"] = {
            column.header: _words(cell, column) for column, cell in cells if column.kind is not Kind.TEXT
        }
    return rows


def _words(cell: Cell, column: Column) -> str:
    if cell is None:
        return _NOTHING
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int):
        return vietnamese.number(cell)
    if isinstance(cell, float):
        return vietnamese.amount(cell)
    return (
        vietnamese.percent(cell) if column.kind is Kind.SHARE and "%" not in column.header else vietnamese.decimal(cell)
    )
