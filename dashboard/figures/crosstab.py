"""«Bảng chéo»: the choice of fields, the tables of all panels, their chart, and the table as files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

import reference
from access.users import current_user
from dashboard import cached
from dashboard.parts import cards, cross_table, crossed, register
from dashboard.parts.cross_table import FinishedGrid
from dashboard.parts.markdown import escape_markdown
from dissemination import issuing
from presentation import crossing, labels
from presentation.charts import Chart
from presentation.charts.crossed import DRAWINGS, Drawing
from presentation.charts.crossed import crossed as crossed_chart
from reference import vietnamese
from reports.stamp import INTERNAL, Stamp
from stats.crossing import crossed_fields
from stats.crossing import refusal as crossing_refusal
from stats.measures.layouts import Layout, Measure
from stats.protected import leaving
from stats.scope import NotToldError
from stats.selection import Selection
from stats.source import StatisticsSource
from stats.tracing import conditions_of

_AXES = {"rows": "Hàng", "columns": "Cột", "panels": "Bảng riêng cho từng"}
_NONE = "Không chia"
_DRAWING, _OPENED, _INTERNAL = "crosstab_drawing", "crosstab_opened", "crosstab_internal"
_FILES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}


def show(selection: Selection) -> None:
    """Show the whole page; a click on a cell leads to the people behind it."""
    layout = crossed.current()
    if where := st.session_state.pop(_OPENED, None):
        st.switch_page(register.TRACE.script, query_params=selection.to_query() | Layout("", where=where).to_query())
    _choices(layout, selection)
    try:
        current_user().people.require_apart((*layout.fields, *(name for name, _ in layout.where)))
    except NotToldError as error:
        st.info(escape_markdown(str(error)))
        return
    source = cached.source()
    table = crossing.table_of(source, selection, layout)
    words = crossing.words_of(source, selection)
    st.caption(escape_markdown(crossing.subtitle(layout, table.count(), words) + "."))
    if not table.count():
        st.markdown("**Không có ai** trong phạm vi và điều kiện lọc đang chọn. Hãy bỏ bớt điều kiện.")
        return
    _tables(selection, layout)
    for note in crossing.notes(source, selection, layout):
        st.caption(escape_markdown(note))
    _files(selection, layout)
    _chart(selection, layout)


# The choice


def _choices(layout: Layout, selection: Selection) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for name, label in _AXES.items():
            _axis(layout, name, label)
        measures = {measure.value: crossing.measure_name(measure) for measure in Measure}
        _select("measure", "Số trong ô", options=measures, value=layout.measure.value, take=_take_measure, width=190)
        days = {"": "Không"} | {day.isoformat(): vietnamese.day(day) for day in cached.state().dates}
        days.pop(selection.as_of.isoformat(), None)
        beside = layout.beside.isoformat() if layout.beside else ""
        _select("beside", "Đặt cạnh ngày", options=days, value=beside, take=_take_day, width=130)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _filters(layout, selection)


def _axis(layout: Layout, name: str, label: str) -> None:
    taken = {getattr(layout, other) for other in _AXES if other != name}
    fields = {field: reference.field_label(field) for field in crossed_fields() if field not in taken}
    options = fields if name == "rows" else {"": _NONE} | fields
    _select(name, label, options=options, value=getattr(layout, name), take=partial(_take_axis, name), width=185)


def _select(
    name: str, label: str, options: dict[str, str], value: str, take: Callable[[str], None], width: int
) -> None:
    """Show one list; its value is set from the layout at each run, so that links move it too."""
    key = f"crosstab_{name}"
    st.session_state[key] = value if value in options else next(iter(options))

    def changed() -> None:
        take(st.session_state[key])

    st.selectbox(label, list(options), format_func=options.__getitem__, key=key, on_change=changed, width=width)


def _take_axis(name: str, field: str) -> None:
    crossed.choose(crossed.current().with_axis(name, field))


def _take_measure(measure: str) -> None:
    crossed.choose(replace(crossed.current(), measure=Measure(measure)))


def _take_day(day: str) -> None:
    crossed.choose(replace(crossed.current(), beside=date.fromisoformat(day) if day else None))


def _filters(layout: Layout, selection: Selection) -> None:
    """Ask for further conditions: each field that is chosen gets a list of its values."""
    fields = [field for field in crossed_fields() if field not in layout.fields]
    st.session_state["crosstab_filters"] = [name for name, _ in layout.where]

    def changed() -> None:
        chosen = [name for name in st.session_state["crosstab_filters"] if name in crossed_fields()]
        now = dict(crossed.current().where)
        first = {name: _values(name, selection)[0] for name in chosen if name not in now}
        where = tuple((name, now[name] if name in now else first[name]) for name in chosen)
        crossed.choose(replace(crossed.current(), where=where))

    st.multiselect(
        "Chỉ đếm người có",
        fields,
        format_func=reference.field_label,
        key="crosstab_filters",
        on_change=changed,
        placeholder="Thêm điều kiện lọc",
        width=330,
    )
    words = crossing.words_of(cached.source(), selection)
    for name, code in layout.where:
        options = {value or "": words.of(name, value) for value in [*_values(name, selection), code]}
        _select(
            f"filter_{name}",
            reference.field_label(name),
            options=options,
            value=code or "",
            take=partial(_take_filter, name),
            width=185,
        )


def _values(name: str, selection: Selection) -> list[str | None]:
    """List the values that a filter can have, «Không khai» last where there is anybody."""
    table = crossing.table_of(cached.source(), selection, Layout(name))
    return list(table.rows.values) or [None]


def _take_filter(name: str, code: str) -> None:
    layout = crossed.current()
    crossed.choose(replace(layout, where=tuple((n, (code or None) if n == name else c) for n, c in layout.where)))


# The tables


def _tables(selection: Selection, layout: Layout) -> None:
    grids = cached.source().derive(_finished, selection, layout)
    most = int(reference.limit("cross_panels"))
    for place, (panel, title, grid) in enumerate(grids[: most + 1]):
        if len(grids) > 1:
            st.subheader(escape_markdown(title), anchor=False)
        cross_table.show(grid, partial(_open, layout, panel), key=f"crosstab_{place}_{layout.panels}")
    left_out = max((grid.left_out for _, _, grid in grids), default=0)
    if left_out:
        st.caption(
            f"Màn hình chỉ có {reference.limit('cross_columns')} cột đầu, còn {vietnamese.number(left_out)} cột; "
            "«Tổng số» vẫn tính đủ, tệp Excel và CSV có đủ cột. Đổi hàng với cột hoặc lọc bớt để thấy hết."
        )
    if len(grids) > most + 1:
        st.caption(f"Còn {vietnamese.number(len(grids) - most - 1)} bảng nữa; tệp Excel và CSV có đủ.")


def _open(layout: Layout, panel: str | None, row: str | None, column: str | None) -> None:
    """Lead to the people of a cell, once the page runs: a callback cannot leave it."""
    st.session_state[_OPENED] = conditions_of(layout, panel, row, column)


def _finished(
    source: StatisticsSource, selection: Selection, layout: Layout
) -> tuple[tuple[str | None, str, FinishedGrid], ...]:
    what = crossing.what(layout)
    return tuple(
        (
            grid.code,
            grid.title or f"{reference.field_label(layout.panels)}: tất cả",
            cross_table.finish(grid, what, opens=True),
        )
        for grid in crossing.grids(source, selection, layout)
    )


# The chart and the files


def _chart(selection: Selection, layout: Layout) -> None:
    drawing = st.segmented_control(
        "Cách vẽ", list(Drawing), format_func=DRAWINGS.__getitem__, default=Drawing.STACK, required=True, key=_DRAWING
    )
    state = cached.state()

    def make(source: StatisticsSource) -> Chart:
        return source.derive(crossed_chart, selection, layout, drawing or Drawing.STACK, is_demo=state.is_demo)

    cards.card(make(cached.source()), make=make)


def _files(selection: Selection, layout: Layout) -> None:
    """Offer the table as a workbook, and as CSV; each made at the click, exact where it is for internal use alone."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        is_internal = bool(st.session_state.get(_INTERNAL))
        refusal = crossing_refusal(leaving(cached.source(), is_internal=is_internal), layout)
        for form, mime in _FILES.items():
            record = replace(_record(selection, layout, form), is_internal=is_internal)
            st.download_button(
                "Tải bảng Excel" if form == "xlsx" else "Tải bảng CSV",
                _file(record, selection, layout),
                record.file_name,
                mime,
                on_click="ignore",
                disabled=bool(refusal),
                key=f"crosstab_{form}",
            )
        st.checkbox(f"Đóng dấu «{INTERNAL}»", key=_INTERNAL)
    if refusal:
        st.caption(escape_markdown(refusal))


def _record(selection: Selection, layout: Layout, form: str) -> issuing.ExportRecord:
    state = cached.state()
    names = cached.source().names_of(selection)
    what = crossing.what(layout)
    return issuing.selected(
        cached.source(state),
        selection,
        name="crosstab",
        kind=form,
        file_name=labels.file_name(f"Bảng chéo {what}", names.slug(selection), selection.as_of, form),
        title=labels.title(f"Bảng chéo {what}", selection, names),
        data_version=state.version,
        is_demo=state.is_demo,
    )


def _file(record: issuing.ExportRecord, selection: Selection, layout: Layout) -> Callable[[], bytes]:
    state = cached.state()

    def make(stamp: Stamp) -> bytes:
        from reports.excel import crosstab  # XlsxWriter is loaded by those who want a file

        source = leaving(cached.document_source(state), is_internal=record.is_internal)
        if record.kind == "csv":
            return crosstab.delimited(source, selection, layout, is_demo=state.is_demo)
        return crosstab.workbook(source, selection, layout, stamp)

    return lambda: issuing.issue(state.url, record, make).content
