"""The tables of a page as one workbook: those of its charts, and others that a page names."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard import cached
from dashboard.parts import selection_row
from dissemination import issuing
from presentation import labels
from presentation.charts import Chart
from reference import vietnamese
from reports.stamp import Stamp
from stats.selection import Selection

_ON_PAGE = "charts_on_page"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart on the page, and what it was drawn from."""

    chart: Chart
    selection: Selection
    state: cached.State
    most: int | None
    communes: bool

    @property
    def document(self) -> Chart:
        """The chart as files have it: the same, with the decimals of documents."""
        return cached.document_chart(
            self.chart.name, self.selection, self.state, most=self.most, communes=self.communes
        )


def begin() -> None:
    """Forget the charts of the run before; the frame calls it before its page."""
    st.session_state[_ON_PAGE] = []


def add(shown: Shown) -> None:
    """Note a chart of this run."""
    st.session_state.setdefault(_ON_PAGE, []).append(shown)


def offer(page: str) -> None:
    """Offer the tables of the page's charts as one workbook, made at the click; nothing on a page without any."""
    shown: list[Shown] = list(st.session_state.get(_ON_PAGE, ()))
    if not shown:
        return
    record = _record(page, shown[0].state, selection_row.current())
    st.download_button(
        "Tải mọi bảng của trang",
        _file(record, shown),
        record.file_name,
        _XLSX,
        on_click="ignore",
        type="tertiary",
        key="page_tables",
    )


def _record(page: str, state: cached.State, selection: Selection) -> issuing.ExportRecord:
    names = cached.source(state).names(selection.as_of, selection.territory)
    return issuing.ExportRecord(
        name="page",
        kind="xlsx",
        file_name=labels.file_name(page, names.slug(selection), selection.as_of, "xlsx"),
        title=f"{labels.people(selection, names)} · {page} · {vietnamese.day(selection.as_of)}",
        scope=labels.people(selection, names),
        query=issuing.query_of(selection),
        as_of=selection.as_of,
        data_version=state.version,
        rounding=state.rounding.value,
        is_demo=state.is_demo,
    )


def _file(record: issuing.ExportRecord, shown: list[Shown]) -> Callable[[], bytes]:
    def make(stamp: Stamp) -> bytes:
        from reports.excel.page_workbook import charts_workbook  # XlsxWriter is loaded by those who want a file

        return charts_workbook(record.title, [each.document for each in shown], stamp)

    return lambda: issuing.issue(shown[0].state.url, record, make).content
