"""A chart on the page: heading, figure, source line, and one menu with its table and its files. Never built by hand."""

from collections.abc import Callable

import streamlit as st

from dashboard import cached
from dashboard.parts import page_tables, selection_row, sentences
from dashboard.parts.markdown import escape_markdown
from dashboard.parts.page_tables import Shown
from dashboard.parts.plotly_json import FinishedFigure
from dissemination import issuing
from presentation import charts, labels
from presentation.charts import Cell, Chart, Kind
from presentation.charts.catalogue import MOST_BARS
from reference import vietnamese
from stats.selection import Selection

_ROWS_IN_VIEW = 12
_NOT_WORTH_FOLDING = 5
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


def card(
    chart: Chart,
    *,
    on_pick: Callable[[str], None] | None = None,
    most: int | None = MOST_BARS,
    communes: bool = False,
) -> None:
    """Show a chart with all that belongs to it; `on_pick` is given the key of a clicked bar (a place's code).

    `most` and `communes`: as the chart was asked for (`cached.chart`), so that its files are made of the same places.
    """
    with st.container(border=True, gap="xsmall", height="stretch"):
        st.subheader(escape_markdown(chart.caption.title), anchor=False)
        st.caption(escape_markdown(chart.caption.subtitle))
        if chart.figure is None:
            st.markdown(chart.note)
        else:
            _figure(chart, on_pick)
        st.caption(escape_markdown(" ".join([f"{chart.caption.source}.", *chart.caption.notes])))
        # What the ledger will be told goes with this chart, not with the moment of a later click.
        shown = Shown(chart, selection_row.current(), cached.state(), most, communes)
        page_tables.add(shown)
        _menu(shown)


def by_place(name: str, selection: Selection, *, on_pick: Callable[[str], None], communes: bool = False) -> None:
    """Show the card of a chart of places: the first twenty, all of them when the reader asks.

    `communes`: the province by communes, not by districts. `on_pick` as in `card`.
    """
    first = cached.chart(name, selection, communes=communes)
    every = cached.chart(name, selection, most=None, communes=communes)
    folded = len(every.table.rows) - len(first.table.rows)
    if folded <= _NOT_WORTH_FOLDING:
        card(every, on_pick=on_pick, most=None, communes=communes)
        return
    wants_all = bool(st.session_state.get(f"all_{name}"))
    if wants_all:
        card(every, on_pick=on_pick, most=None, communes=communes)
    else:
        card(first, on_pick=on_pick, communes=communes)
    st.toggle(f"Xem tất cả đơn vị (thêm {vietnamese.number(folded)})", key=f"all_{name}")


def _figure(chart: Chart, on_pick: Callable[[str], None] | None) -> None:
    """Draw the figure; a click on a bar is a choice where `on_pick` is given, and nothing at all elsewhere."""
    key = f"{'chart' if on_pick is None else 'pick'}_{chart.name}"

    def picked() -> None:
        points = st.session_state[key]["selection"]["points"]
        if points and on_pick is not None:
            on_pick(str(points[0]["y"]))

    st.plotly_chart(
        FinishedFigure(chart),
        theme=None,
        config=charts.CONFIG,
        alt=chart.alt,
        key=key,
        on_select="ignore" if on_pick is None else picked,
        selection_mode="points",
    )


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
    _table(shown.chart)


def _table(chart: Chart) -> None:
    """Show the figure's numbers as a table that screen readers know as one."""
    columns = chart.table.columns
    lines = ["| " + " | ".join(escape_markdown(column.header) for column in columns) + " |"]
    lines.append("|" + "|".join(":---" if column.kind is Kind.TEXT else "---:" for column in columns) + "|")
    lines += ["| " + " | ".join(words(cell) for cell in row) + " |" for row in chart.table.rows]
    with st.container(height=400 if len(chart.table.rows) > _ROWS_IN_VIEW else "content", border=False):
        st.markdown("\n".join(lines))


def words(cell: Cell) -> str:
    """Word a cell as people read it: «1.845», «77,98», a name as it is, nothing for nothing."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return escape_markdown(cell)
    return vietnamese.number(cell) if isinstance(cell, int) else vietnamese.decimal(cell)


def _downloads(shown: Shown) -> None:
    """Offer the files, each made when it is asked for; without a browser a sentence says why there are no pictures."""
    # Kaleido and XlsxWriter are loaded by those who want a file, not by each page.
    from reports.pictures import images
    from reports.stamp import INTERNAL

    chart = shown.chart
    problem = None if chart.figure is None else images.browser_problem()
    with st.container(horizontal=True, vertical_alignment="center"):
        marking = f"internal_{chart.name}"
        is_internal = bool(st.session_state.get(marking))
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
    if problem:
        st.caption(escape_markdown(problem))


def _record(shown: Shown, form: str, *, is_internal: bool) -> issuing.ExportRecord:
    chart, state, selection = shown.chart, shown.state, shown.selection
    return issuing.ExportRecord(
        name=chart.name,
        kind=form,
        file_name=f"{chart.caption.file_stem}.{form}",
        title=chart.caption.title,
        scope=labels.people(selection, cached.source(state).names(selection.as_of, selection.territory)),
        query=issuing.query_of(selection),
        as_of=selection.as_of,
        data_version=state.version,
        rounding=state.rounding.value,
        is_demo=chart.caption.is_demo,
        is_internal=is_internal,
    )


def _file(shown: Shown, record: issuing.ExportRecord) -> Callable[[], bytes]:
    """Give a function that makes the file at the click: its number is taken then and not before."""
    from reports.pictures.chart_files import chart_file

    return lambda: (
        issuing.issue(shown.state.url, record, lambda stamp: chart_file(shown.document, record.kind, stamp)).content
    )
