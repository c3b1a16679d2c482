"""The sections of the report that are switched on: structure, movements, all dates, standards, quality of data.

Their exact counts by post, by gender and between two dates are nothing for the public; shares over all dates are
withheld or rounded like every other, and so may be told to everybody.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import reference
from presentation.charts import Table
from presentation.charts.of_composition import BY_GENDER, PYRAMID
from presentation.charts.of_movements import AGES, BARS, PLACES, REASONS, SERIES
from presentation.charts.of_quality import EMPTY_FIELDS, EMPTY_UNITS
from presentation.charts.of_standards import BELOW_BY_POST, BELOW_BY_UNIT, BY_UNIT, BY_YEAR
from presentation.charts.of_standards import POSTS as OPEN_POSTS
from presentation.charts.of_trends import PREFIX
from presentation.composition import gender_table, is_declared
from presentation.movement_words import held, notes_of, place_table, usual_start
from presentation.quality import rule, unit_table
from presentation.retirements import apart, by_unit, convention, posts_note, retirement_sentences
from presentation.sentences.movements import movement_sentences
from presentation.sentences.over_time import over_time_sentences
from presentation.sentences.quality import quality_sentences
from presentation.sentences.structure import structure_sentences
from presentation.standards import gap_table, standard_notes, standard_sentences
from reference import vietnamese
from reports.contents import table_symbols
from reports.contents.crosses import annex, chosen, is_too_wide, words
from reports.contents.drawn import Drawn
from reports.contents.model import Annex, Block, Paragraph, Section, Tabular
from stats.data_quality import quality_of
from stats.retirements import retirements
from stats.standards import standard_gap

_BESIDE_EDUCATION = ("category", "education", "it", "political_theory", "rank", "department")
"""The fields whose chart by men and women stands in the section; its annex has all of them."""
_MAIN, _OVER_TIME = ("headcount", "university", "it_evidence"), ("gender_female", "party_member_yes")
_MOST = 6
"""So many of the largest places stand beside each other over time; the section on the years before has the whole."""


@dataclass(frozen=True, slots=True)
class Part:
    """Sections of the body, and the annexes that belong to them."""

    sections: tuple[Section, ...] = ()
    annexes: tuple[Annex, ...] = ()


@dataclass(frozen=True, slots=True)
class FurtherKind:
    """A part that can be switched on: its name on the command line, its label; `is_for_all`: it may be published."""

    name: str
    label: str
    make: Callable[[Drawn], Part]
    is_for_all: bool = False


def further(drawn: Drawn, names: Iterable[str], *, is_for_all: bool) -> Part:
    """Make the parts of those names in the order of FURTHER; of what may not be published, nothing for the public."""
    wanted = set(names)
    chosen = [kind for kind in FURTHER.values() if kind.name in wanted and (kind.is_for_all or not is_for_all)]
    parts = [kind.make(drawn) for kind in chosen]
    return Part(
        tuple(section for part in parts for section in part.sections),
        tuple(annex for part in parts for annex in part.annexes),
    )


def _section(heading: str, sentences: Iterable[str], charts: Iterable[Block]) -> tuple[Section, ...]:
    blocks = (*map(Paragraph, sentences), *charts)
    return (Section(heading, blocks),) if blocks else ()


def _annex(drawn: Drawn, what: str, table: Table, notes: tuple[str, ...], totals: tuple[int, ...] = ()) -> Annex:
    """Make an annex of one table; a cell without a number has the sign that says so, with its meaning below."""
    place = drawn.source.names_of(drawn.selection).place(drawn.selection)
    rows = tuple(tuple(table_symbols.NOT_APPLICABLE if cell is None else cell for cell in row) for row in table.rows)
    signs = table_symbols.legend(cell for row in rows for cell in row)
    return Annex(f"{what}, {place}", (Tabular(what, replace(table, rows=rows), None, (*notes, *signs), totals),))


# Structure


def _structure(drawn: Drawn) -> Part:
    source, selection = drawn.source, drawn.selection
    fields = [name for name in _BESIDE_EDUCATION if is_declared(source, selection, name)]
    charts = drawn.figures((PYRAMID, *(f"{BY_GENDER}{name}" for name in fields)))
    table = gender_table(source, selection)
    notes = ("Đơn vị tính: người.",)
    annexes = (_annex(drawn, "Cơ cấu theo giới tính", table, notes),) if table.rows else ()
    return Part(_section("CƠ CẤU", structure_sentences(source, selection), charts), annexes)


# Cross-tables


def _crosses(drawn: Drawn) -> Part:
    source, selection = drawn.source, drawn.selection
    tables = [each for each in chosen(source, selection, drawn.crosses) if not is_too_wide(source, selection, each)]
    section = _section("BẢNG CHÉO", words(source, selection, drawn.crosses), ())
    return Part(section, tuple(annex(source, selection, each) for each in tables))


# Movements


def _movements(drawn: Drawn) -> Part:
    source, selection = drawn.source, drawn.selection
    start_on = usual_start(source, selection)
    numbers = held(source, selection, start_on) if start_on else None
    several = numbers is not None and len(numbers.places) > 1
    reasons = (REASONS,) if numbers and any(code for code, _ in numbers.reasons) else ()
    charts = drawn.figures((BARS, *((PLACES,) if several else ()), AGES, *reasons, SERIES))
    section = _section("BIẾN ĐỘNG NHÂN SỰ", movement_sentences(source, selection), charts)
    if numbers is None or not several:
        return Part(section)
    table = place_table(numbers)
    notes = ("Đơn vị tính: người.", *notes_of(numbers))
    days = f"{vietnamese.day(numbers.start_on)} – {vietnamese.day(selection.as_of)}"
    without_codes = replace(table, columns=table.columns[1:], rows=tuple(row[1:] for row in table.rows))
    return Part(section, (_annex(drawn, f"Biến động {days}", without_codes, notes, (len(table.rows) - 1,)),))


# All dates


def _over_time(drawn: Drawn) -> Part:
    sentences = over_time_sentences(drawn.source, drawn.selection)
    if not sentences:
        return Part()
    beside = drawn.figures((PREFIX + name for name in _MAIN), _largest(drawn))
    others = drawn.figures(PREFIX + name for name in _OVER_TIME)
    return Part(_section("XU HƯỚNG QUA CÁC NGÀY", sentences, (*beside, *others)))


def _largest(drawn: Drawn) -> tuple[str, ...]:
    """List the places with most people, districts of a province that has any; none of a commune."""
    if drawn.selection.unit:
        return ()
    is_province = drawn.selection.district is None and drawn.source.names_of(drawn.selection).districts
    grouped = drawn.source.grouped(drawn.selection, "category", "district" if is_province else "unit")
    codes = [group.code for group in grouped.ranked_by_size() if group.code]
    return tuple(codes[:_MOST]) if len(codes) > 1 else ()


# Standards


def _standards(drawn: Drawn) -> Part:
    source, selection = drawn.source, drawn.selection
    gap = source.derive(standard_gap, selection)
    posts = source.derive(retirements, selection, int(reference.limit("retirement_years")))
    of_units = () if selection.unit else (BELOW_BY_UNIT,)
    standard = drawn.figures((BELOW_BY_POST, *of_units))
    first = _section("CHUẨN TRÌNH ĐỘ, BỒI DƯỠNG", standard_sentences(source, selection), standard)
    charts = drawn.figures((BY_YEAR, *(() if selection.unit else (BY_UNIT, OPEN_POSTS))))
    sections = (*first, *_section("NGHỈ HƯU", retirement_sentences(source, selection), charts))
    if selection.unit:
        return Part(sections)
    view = selection.territory
    below = gap_table(tuple(line for line in gap.units if line.below or line.undeclared), "Đơn vị", view)
    annexes = [_annex(drawn, "Chưa đạt chuẩn trình độ theo đơn vị", below, standard_notes(gap))] if below.rows else []
    notes = tuple(filter(None, (convention(posts), apart(posts), posts_note(posts))))
    return Part(sections, (*annexes, _annex(drawn, "Nghỉ hưu và biên chế theo đơn vị", by_unit(posts), notes)))


# Quality


def _quality(drawn: Drawn) -> Part:
    sentences = quality_sentences(drawn.source, drawn.selection)
    if not sentences:
        return Part()
    of_units = () if drawn.selection.unit else (EMPTY_UNITS,)
    section = _section("CHẤT LƯỢNG SỐ LIỆU", sentences, drawn.figures((EMPTY_FIELDS, *of_units)))
    if drawn.selection.unit:
        return Part(section)
    measured = drawn.source.derive(quality_of, drawn.selection)
    return Part(
        section,
        (
            _annex(
                drawn,
                "Chất lượng số liệu theo đơn vị",
                unit_table(measured, drawn.selection),
                (rule(measured),),
            ),
        ),
    )


FURTHER: dict[str, FurtherKind] = {
    kind.name: kind
    for kind in (
        FurtherKind("structure", "Cơ cấu", _structure),
        FurtherKind("crosses", "Bảng chéo", _crosses),
        FurtherKind("movements", "Biến động", _movements),
        FurtherKind("trends", "Xu hướng", _over_time, is_for_all=True),
        FurtherKind("standards", "Chuẩn trình độ, nghỉ hưu", _standards),
        FurtherKind("quality", "Chất lượng số liệu", _quality),
    )
}
"""Every part that can be switched on, in the order of the report."""
