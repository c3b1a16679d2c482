"""The report on a province, a district or a commune: what an official would write, from the measures of the pages."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from presentation import labels
from presentation.charts.of_quotas import DEPARTMENTS
from presentation.secrecy import secrecy_note
from presentation.sentences import Sentences, sentences_of
from presentation.sentences.findings import finding_sentences
from presentation.sentences.quotas import quota_sentences
from presentation.tiers import tier_name
from presentation.views import view_in_title
from reference import vietnamese
from reports.contents.annexes import annexes
from reports.contents.drawn import Drawn
from reports.contents.further import Part, further
from reports.contents.model import Block, Paragraph, Report, Section
from reports.inputs import CrossChoice
from stats.names import Names
from stats.selection import Selection, View
from stats.source import StatisticsSource

NAME = "summary"
KIND = "Báo cáo"
_SECTIONS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("KHÁI QUÁT", (("headcount", "coverage"),)),
    ("SỐ LƯỢNG", (("headcount_by_place", "composition", "age_band"),)),
    (
        "CHẤT LƯỢNG",
        (
            ("education", "university_by_place"),
            ("it", "it_evidence_by_place"),
            ("political_theory", "state_management"),
        ),
    ),
    ("BIẾN ĐỘNG SO VỚI CÁC NĂM TRƯỚC", (("change",),)),
)
"""Each section's heading and its sentences; the charts of a group stand below its sentences.

One chart behind each sentence would leave half a page empty wherever the next does not fit.
"""
_FINDINGS = "ĐIỀU CẦN CHÚ Ý"
_BEFORE_QUOTAS = "SỐ LƯỢNG"
_SHOWN_BY = {
    "headcount_by_place": ("headcount",),
    "age_band": ("age_band",),
    "education": ("education",),
    "university_by_place": ("university_by_place",),
    "it": ("it",),
    "it_evidence_by_place": ("it_evidence_by_place",),
    "political_theory": ("political_theory",),
    "state_management": ("state_management",),
    "change": ("headcount_trend", "university_trend", "it_evidence_trend"),
}
"""Sentence -> the charts that show its numbers."""


def summary(
    source: StatisticsSource,
    selection: Selection,
    *,
    is_demo: bool,
    with_findings: bool = True,
    parts: Collection[str] = (),
    crosses: tuple[CrossChoice, ...] = (),
) -> Report:
    """Write the report: sections with sentences and charts, what calls for attention, annexes by district and commune.

    Of a place without any roster it says that, gives its quota, and nothing else. `with_findings`: the section of
    «Tổng quan» on what calls for attention closes the report; `parts`: those of FURTHER stand before it.
    `crosses`: the cross-tables of them.
    """
    names = source.names_of(selection)
    place, day = names.place(selection), vietnamese.day(selection.as_of)
    who = _who(selection, names)
    has_people = source.coverage(selection).units_with_roster > 0
    sentences = sentences_of(source, selection)
    drawn = Drawn(source, selection, is_demo, crosses=crosses)
    findings = _findings(source, selection) if with_findings and not _is_for_all(source) else ()
    body = tuple(_sections(sentences, drawn) if has_people else (_nothing(sentences), *_quotas(drawn)))
    more = further(drawn, parts, is_for_all=_is_for_all(source)) if has_people else Part()
    return Report(
        NAME,
        KIND,
        subject=f"Về số lượng, chất lượng đội ngũ {who} (tính đến ngày {day})",
        selection=selection,
        place=place,
        as_of=selection.as_of,
        rounding=source.rounding.rule,
        is_demo=is_demo,
        sections=(*body, *more.sections, *(findings if has_people else ())),
        annexes=(*(annexes(source, selection) if has_people else ()), *more.annexes),
        opening=(Paragraph(f"Số lượng, chất lượng đội ngũ {who} tính đến ngày {day} như sau:"),),
        closing=(Paragraph(f"Trên đây là báo cáo về số lượng, chất lượng đội ngũ {who} tính đến ngày {day}."),),
    )


def _is_for_all(source: StatisticsSource) -> bool:
    """Tell whether the report is for the public: what somebody has to act on speaks of single persons."""
    return source.secrecy is not None and source.secrecy.fields is None


def _who(selection: Selection, names: Names) -> str:
    """«cán bộ, công chức cấp xã tỉnh Bắc Ninh», «công chức cấp xã, các phường, tỉnh Bắc Ninh», «cán bộ xã Phù Lãng»."""
    reported = replace(selection, territory=View.REPORTED)
    view = "".join(f", {words}" for words in view_in_title(selection.territory, selection.level))
    words = vietnamese.in_sentence(labels.people(reported, names))
    place = names.place(selection)
    if selection.unit is not None:
        return f"{words.removesuffix(f', {place}').removesuffix(f' {tier_name(selection.level)}')} {place}{view}"
    return f"{words.removesuffix(f', {place}')} {place}{view}" if selection.unit_type is None else f"{words}{view}"


def _nothing(sentences: Sentences) -> Section:
    return Section(_SECTIONS[0][0], tuple(Paragraph(sentence.text) for sentence in sentences))


def _sections(sentences: Sentences, drawn: Drawn) -> Iterator[Section]:
    """Sections that have something to say; what the numbers rest on closes the first."""
    about = Paragraph(_about_numbers(drawn.source, drawn.selection))
    for heading, groups in _SECTIONS:
        blocks: list[Block] = []
        for names in groups:
            subjects = [name for name in names if sentences.get(name)]
            blocks += [Paragraph(sentences.get(name)) for name in subjects]
            blocks += drawn.figures(chart for name in subjects for chart in _SHOWN_BY.get(name, ()))
        if heading == _SECTIONS[0][0]:
            blocks.append(about)
        if blocks:
            yield Section(heading, tuple(blocks))
        if heading == _BEFORE_QUOTAS:
            yield from _quotas(drawn)


def _quotas(drawn: Drawn) -> Iterator[Section]:
    """Hold quota against present, where any was given; with the departments' people it is nothing for the public."""
    if _is_for_all(drawn.source):
        return
    sentences = quota_sentences(drawn.source, drawn.selection)
    if sentences:
        charts = drawn.figures((DEPARTMENTS,))
        yield Section("BIÊN CHẾ", (*map(Paragraph, sentences), *charts))


def _findings(source: StatisticsSource, selection: Selection) -> tuple[Section, ...]:
    """The facts that somebody has to act on, in the words of «Tổng quan»; no section where there are none."""
    paragraphs = tuple(Paragraph(finding.text) for finding in finding_sentences(source, selection))
    return (Section(_FINDINGS, paragraphs),) if paragraphs else ()


def _about_numbers(source: StatisticsSource, selection: Selection) -> str:
    """Say what the numbers rest on, who is counted, and how shares were rounded."""
    breakdown = source.breakdown(selection, "category")
    day = vietnamese.day(selection.as_of)
    counted = "Những người chưa khai được tính trong tổng số và được nêu riêng ở từng tiêu chí."
    return (
        f"Số liệu tổng hợp từ danh sách cán bộ, công chức {tier_name(selection.level)} do các đơn vị lập, "
        f"tính đến ngày {day}. {counted} "
        f"{labels.rounding_note(breakdown.rounding)}{_secrecy(source)}"
    )


def _secrecy(source: StatisticsSource) -> str:
    return f" {secrecy_note(source.secrecy)}" if source.secrecy and _is_for_all(source) else ""
