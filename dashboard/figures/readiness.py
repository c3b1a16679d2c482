"""The page «Mức sẵn sàng số»: each of the four difficulties with its figures, and those that nobody has sent."""

from dataclasses import replace

import streamlit as st

from dashboard import cached
from dashboard.figures.quotas import LOAD_PAGE
from dashboard.parts import headings, headlines, page_tables
from dashboard.parts.frames import Frame
from dashboard.parts.headlines import Headline
from dashboard.parts.markdown import escape_markdown
from presentation import labels
from presentation.charts import counted
from presentation.charts.of_indicators import amount, beside_text, coverage_line
from presentation.readiness import SHARE_NAMES, figure_name
from reference import vietnamese
from reference.figures import measures
from stats.indicators import COMMUNES, indicator, units_within
from stats.readiness import SHARES, Answer, ReadinessFigure, readiness
from stats.selection import Selection
from stats.source import StatisticsSource

_TITLE = "Mức sẵn sàng số"


def show(selection: Selection) -> None:
    """Show the difficulties below each other; at the end where what is missing can be loaded."""
    answers = cached.source().derive(readiness, selection)
    st.caption(
        "Bốn khó khăn của cán bộ, công chức cấp xã trước chuyển đổi số, trả lời bằng danh sách người và bằng chỉ tiêu "
        "mà đơn vị đã báo cáo."
    )
    if selection.category:
        st.caption(
            "Chỉ tiêu của đơn vị (máy tính, chữ ký số, chỉ số 766 …) là của cả đơn vị; ô «Cán bộ/công chức» chỉ áp "
            "dụng cho số người trong danh sách."
        )
    for number, answer in enumerate(answers, start=1):
        _answer(number, answer, selection)
    page_tables.add(
        page_tables.Listed(
            "readiness",
            _TITLE,
            subtitle="Số người theo danh sách, chỉ tiêu theo báo cáo của đơn vị",
            make=lambda source: _frame(source, selection),
            selection=selection,
            state=cached.state(),
        )
    )
    if any(answer.missing for answer in answers):
        st.page_link(LOAD_PAGE, label="Nạp biên chế, chỉ số", icon=":material/upload_file:")


def _frame(source: StatisticsSource, selection: Selection) -> Frame:
    from presentation import tables

    return tables.readiness_table(source.derive(readiness, selection))


def _answer(number: int, answer: Answer, selection: Selection) -> None:
    with st.container(border=True, gap="xsmall", key=f"block_{number}"):
        headings.show(f"{number}. {answer.difficulty.label}", answer.difficulty.question)
        if answer.figures:
            figures = [_headline(figure, selection) for figure in answer.figures]
            headlines.row(figures)
        if answer.missing:
            names = ", ".join(figure_name(kind, name) for kind, name in answer.missing)
            st.markdown(f"Chưa có số liệu: {escape_markdown(names)}.")


def _headline(figure: ReadinessFigure, selection: Selection) -> Headline:
    """Word a figure: a share with its people, or a number with what it is beside, its day and what it comes from."""
    day, source = vietnamese.day(figure.as_of), cached.source()
    if figure.share is not None:
        headline = headlines.of_share(
            SHARE_NAMES[figure.name], figure.share, None, counted.of_codes(*SHARES[figure.name])
        )
        coverage = source.missing(selection).coverage
        line = labels.source_line(coverage, figure.as_of, cached.state().is_demo, selection.level)
        return replace(headline, detail=f"{headline.detail} · {day}", source=line)
    measure = figure.measure or measures()[figure.name]
    value = f"{amount(measure, figure.value)} {measure.unit}"
    units = f"{vietnamese.number(figure.units)} đơn vị" if figure.units > 1 else ""
    mean = "trung bình" if not measure.is_whole and figure.units > 1 else ""
    beside = beside_text(measure, figure.beside)
    detail = " · ".join(filter(None, [value if beside else mean, units, day]))
    within = units_within(source, selection.on(figure.as_of))
    line = coverage_line(source.derive(indicator, figure.name, figure.as_of, COMMUNES, within))
    return Headline(measure.short_label, beside or value, detail, source=line)
