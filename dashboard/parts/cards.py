"""A chart on the page: heading, figure, one menu with its table and files, the rest behind ⓘ. Never built by hand."""

from collections.abc import Callable
from typing import Any

import streamlit as st

import reference
from dashboard import cached
from dashboard.parts import about, headings, page_tables, selection_row, sentences, tracing
from dashboard.parts.markdown import escape_markdown
from dashboard.parts.page_tables import Shown
from dashboard.parts.plotly_json import FinishedFigure
from dissemination import issuing
from presentation import charts, labels
from presentation.charts import Cell, Chart, Table, of_places
from presentation.charts.of_trends import defined_as
from reference import vietnamese
from reports.stamp import Stamp
from stats.measures import Level, Order
from stats.selection import Selection
from stats.source import StatisticsSource

_ROWS_IN_VIEW = 12
_FORMS = {
    "png": ("PNG", "image/png"),
    "svg": ("SVG", "image/svg+xml"),
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pptx": ("PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""The forms of a card's files: ending -> button and kind of content."""
_PICTURES = frozenset({"png", "svg"})
"""The forms that need a browser."""

_CONFIG = charts.CONFIG | {"displayModeBar": True, "modeBarButtons": [["drawline"]]}
"""Plotly's bar with a single button, which nobody sees (look.css): in_browser.py draws a chart for paper by it."""


def card(
    chart: Chart,
    *,
    on_pick: Callable[[str], None] | None = None,
    order: Order = Order.ENDS,
    level: Level | None = None,
    places: tuple[str, ...] = (),
    selection: Selection | None = None,
    make: Callable[[StatisticsSource], Chart] | None = None,
) -> None:
    """Show a chart with all that belongs to it; `on_pick` is given the key of a clicked bar (a place's code).

    Without it a click leads to the people whom the bar or the point counts, where that is known.

    The other words: as the chart was asked for (`cached.chart`), so that its files are made of the same places;
    `selection` where that is not the page's, `make` makes a chart that is not of the catalogue.
    """
    behind = about.words(labels.definition(defined_as(chart.name)), chart.caption.source, chart.caption.notes)
    looked_at = selection or selection_row.current()
    on_point = tracing.opener(chart) if on_pick is None else lambda point: on_pick(_code_of(point))
    tracing.follow(chart, looked_at)
    with st.container(border=True, gap="xxsmall", key=f"card_{chart.name}"):
        headings.show(chart.caption.heading or chart.caption.title, chart.caption.subtitle, behind)
        if chart.figure is None:
            st.markdown(chart.note)
        else:
            _figure(chart, on_point)
        # What the ledger will be told goes with this chart, not with the moment of a later click.
        shown = Shown(
            chart,
            looked_at,
            state=cached.state(),
            order=order,
            level=level,
            places=places,
            make=make,
        )
        page_tables.add(shown)
        _menu(shown)


def by_place(
    name: str,
    selection: Selection,
    *,
    on_pick: Callable[[str], None],
    level: Level | None = None,
    distribution: str = "",
) -> None:
    """Show the card of a chart of places: of many the ends, or what the reader asks for.

    `level`: the province by these places, not by its largest ones. `on_pick` as in `card`. `distribution`: the name of
    the chart that stands above a ranking of many places.
    """
    count = cached.source().derive(of_places.place_count, selection, level=level)
    if distribution and count >= reference.limit("distribution_from"):
        card(cached.chart(distribution, selection))
    order = order_of(name) if count > reference.limit("ranking_whole") else Order.ENDS
    card(cached.chart(name, selection, order=order, level=level), on_pick=on_pick, order=order, level=level)


def order_of(name: str) -> Order:
    """Ask which of many places are shown."""
    st.session_state.setdefault(f"order_{name}", Order.ENDS)
    order = st.segmented_control(
        "Đơn vị được vẽ",
        list(Order),
        format_func=labels.order_name,
        key=f"order_{name}",
        required=True,
        label_visibility="collapsed",
        wrap=True,
    )
    return order or Order.ENDS


def _figure(chart: Chart, on_point: Callable[[dict[str, Any]], None] | None) -> None:
    """Draw the figure; a click on a bar is a choice where `on_point` is given, and nothing at all elsewhere."""
    key = f"{'chart' if on_point is None else 'pick'}_{chart.name}"

    def picked() -> None:
        points = st.session_state[key]["selection"]["points"]
        if points and on_point is not None:
            on_point(points[0])

    st.plotly_chart(
        FinishedFigure(chart),
        theme=None,
        config=_CONFIG,
        alt=chart.alt,
        key=key,
        on_select="ignore" if on_point is None else picked,
        selection_mode="points",
    )


def _code_of(point: dict[str, Any]) -> str:
    """Give the place that a point stands for: what it is placed by, on a map what it carries."""
    code = point["y"] if isinstance(point["y"], str) else point.get("customdata", "")
    return str(code[0] if isinstance(code, list) else code)


def _menu(shown: Shown) -> None:
    """Offer table and files, made only while the menu is open."""
    # Not a popover: near the window's bottom it would show two rows of the table.
    menu = st.expander("Bảng số liệu và tải về", type="compact", on_change="rerun", key=f"menu_{shown.chart.name}")
    if menu.open:
        with menu:
            _content(shown)


@st.fragment
def _content(shown: Shown) -> None:
    """Show files, sentence and table; only this part reruns for a click in it.

    Not the menu around it: Streamlit copies the place of each fragment on the page at each run, and most stay closed.
    """
    _downloads(shown)
    sentences.of_chart(shown.chart, shown.selection, shown.state)
    table(shown.chart.table)


def table(numbers: Table) -> None:
    """Show numbers as a table that screen readers know as one; texts after the first column stand on the right, too."""
    columns = numbers.columns
    lines = ["| " + " | ".join(escape_markdown(column.header) for column in columns) + " |"]
    lines.append("|" + "|".join(":---" if place == 0 else "---:" for place in range(len(columns))) + "|")
    lines += ["| " + " | ".join(words(cell) for cell in row) + " |" for row in numbers.rows]
    with st.container(height=400 if len(numbers.rows) > _ROWS_IN_VIEW else "content", border=False):
        st.markdown("\n".join(lines))


def words(cell: Cell) -> str:
    """Word a cell as people read it: «1.845», «77,98», a name as it is, nothing for nothing.

    A count and its share, «700 · 53,2%», keep to one line.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return escape_markdown(cell).replace(" · ", "\u00a0·\u00a0")
    if isinstance(cell, float):
        return vietnamese.amount(cell)
    return vietnamese.number(cell) if isinstance(cell, int) else vietnamese.decimal(cell)


def _downloads(shown: Shown) -> None:
    """Offer the files, each made when it is asked for; sentences say why some cannot be made.

    There are none where no browser draws pictures, and none of what may not leave so.
    """
    # Kaleido and XlsxWriter are loaded by those who want a file, not by each page.
    from reports.pictures import images
    from reports.stamp import INTERNAL

    marking = f"internal_{shown.chart.name}"
    is_internal = bool(st.session_state.get(marking))
    chart = shown.document(is_internal=is_internal)
    is_kept_back = chart.figure is None and shown.chart.figure is not None
    problem = None if chart.figure is None else images.browser_problem()
    with st.container(horizontal=True, vertical_alignment="center"):
        for form, (label, mime) in _FORMS.items():
            record = _record(shown, form, is_internal=is_internal)
            st.download_button(
                label,
                _file(shown, record),
                record.file_name,
                mime,
                on_click="ignore",
                disabled=form != "xlsx" and (chart.figure is None or (problem is not None and form in _PICTURES)),
                key=f"{form}_{chart.name}",
            )
        st.checkbox(f"Đóng dấu «{INTERNAL}»", key=marking)
    if sentence := chart.note if is_kept_back else problem:
        st.caption(escape_markdown(sentence))


def _record(shown: Shown, form: str, *, is_internal: bool) -> issuing.ExportRecord:
    chart, state, selection = shown.chart, shown.state, shown.selection
    return issuing.selected(
        cached.source(state),
        selection,
        name=chart.name,
        kind=form,
        file_name=f"{chart.caption.file_stem}.{form}",
        title=chart.caption.title,
        data_version=state.version,
        is_demo=chart.caption.is_demo,
        is_internal=is_internal,
    )


def _file(shown: Shown, record: issuing.ExportRecord) -> Callable[[], bytes]:
    """Give a function that makes the file at the click: its number is taken then and not before."""
    from reports.pictures.chart_files import chart_file

    def make(stamp: Stamp) -> bytes:
        return chart_file(shown.document(is_internal=record.is_internal), record.kind, stamp)

    return lambda: issuing.issue(shown.state.url, record, make).content
