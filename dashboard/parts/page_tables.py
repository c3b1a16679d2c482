"""The tables of a page as one workbook: those of its charts, and others that a page names."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import streamlit as st

from dashboard import cached
from dashboard.parts import selection_row
from dashboard.parts.frames import Frame
from dissemination import issuing
from presentation import labels
from presentation.charts import Caption, Cell, Chart, Column, Kind, Native, Shape, Table
from reference import vietnamese
from reports.stamp import Stamp
from stats.measures import Level, Order
from stats.protected import leaving
from stats.selection import Selection
from stats.shares import DECIMALS
from stats.source import StatisticsSource

_ON_PAGE = "charts_on_page"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart on the page, and what it was drawn from."""

    chart: Chart
    selection: Selection
    state: cached.State
    order: Order = Order.ENDS
    level: Level | None = None
    places: tuple[str, ...] = ()
    make: Callable[[StatisticsSource], Chart] | None = None
    """The maker of a chart that the catalogue does not have."""

    def document(self, *, is_internal: bool) -> Chart:
        """Make the chart as files have it: with the decimals of documents, and what may leave."""
        if self.make is not None:
            return self.make(leaving(cached.document_source(self.state), is_internal=is_internal))
        return cached.document_chart(
            self.chart.name,
            self.selection,
            self.state,
            order=self.order,
            level=self.level,
            places=self.places,
            is_internal=is_internal,
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """A table on the page that no chart draws; `make` makes it from a source, `name` is ASCII and its own."""

    name: str
    title: str
    subtitle: str
    make: Callable[[StatisticsSource], Frame]
    selection: Selection
    state: cached.State

    def document(self, *, is_internal: bool) -> Chart:
        """Make the table as a chart with nothing to draw, with the decimals of documents, and what may leave."""
        source, selection = leaving(cached.document_source(self.state), is_internal=is_internal), self.selection
        names = source.names_of(selection)
        origin = labels.source_line(source.coverage(selection), selection.as_of, self.state.is_demo, selection.level)
        caption = Caption(
            labels.title(self.title, selection, names),
            self.subtitle,
            source=origin,
            file_stem="",
            is_demo=self.state.is_demo,
        )
        table = _table(self.make(source))
        return Chart(self.name, caption, figure=None, table=table, native=Native(Shape.BAR, ()), alt=self.title)


_KINDS = {"i": Kind.COUNT, "f": Kind.SHARE}
"""The kinds of a frame's numbers, as pandas names them: whole numbers are people, others shares by their head."""


def _table(frame: Frame) -> Table:
    """The frame's columns and rows; a missing number is none."""
    kinds = [_kind(str(head), kind.kind) for head, kind in zip(frame.columns, frame.dtypes, strict=True)]
    columns = tuple(Column(str(head), kind) for head, kind in zip(frame.columns, kinds, strict=True))
    missing = frame.isna().to_numpy().tolist()
    rows = frame.astype(object).to_numpy().tolist()
    return Table(
        columns,
        tuple(
            tuple(None if gone else _cell(cell, kind) for cell, gone, kind in zip(row, gaps, kinds, strict=True))
            for row, gaps in zip(rows, missing, strict=True)
        ),
    )


def _kind(head: str, kind: str) -> Kind:
    known = _KINDS.get(kind, Kind.TEXT)
    return Kind.NUMBER if known is Kind.SHARE and "%" not in head else known


def _cell(cell: Any, kind: Kind) -> Cell:
    if kind is Kind.NUMBER:
        return float(cell)
    if kind is Kind.SHARE:
        return Decimal(f"{cell:.{DECIMALS}f}")
    return int(cell) if kind is Kind.COUNT else str(cell)


def begin() -> None:
    """Forget the charts of the run before; the frame calls it before its page."""
    st.session_state[_ON_PAGE] = []


def add(shown: Shown | Listed) -> None:
    """Note a chart or a table of this run."""
    st.session_state.setdefault(_ON_PAGE, []).append(shown)


def offer(page: str) -> None:
    """Offer the tables of the page's charts as one workbook, made at the click; nothing on a page without any."""
    shown: list[Shown | Listed] = list(st.session_state.get(_ON_PAGE, ()))
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
    names = cached.source(state).names_of(selection)
    return issuing.selected(
        cached.source(state),
        selection,
        name="page",
        kind="xlsx",
        file_name=labels.file_name(page, names.slug(selection), selection.as_of, "xlsx"),
        title=f"{labels.people(selection, names)} · {page} · {vietnamese.day(selection.as_of)}",
        data_version=state.version,
        is_demo=state.is_demo,
    )


def _file(record: issuing.ExportRecord, shown: list[Shown | Listed]) -> Callable[[], bytes]:
    def make(stamp: Stamp) -> bytes:
        from reports.excel.page_workbook import charts_workbook  # XlsxWriter is loaded by those who want a file

        return charts_workbook(record.title, [each.document(is_internal=record.is_internal) for each in shown], stamp)

    return lambda: issuing.issue(shown[0].state.url, record, make).content
