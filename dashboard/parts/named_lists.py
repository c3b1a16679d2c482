"""The list by name of those who retire or have to be trained, as a file for whoever may see people; an event tells."""

from collections.abc import Callable

import streamlit as st

from access import events
from access.actors import Act
from access.users import current_user
from dashboard import cached
from dissemination import issuing
from presentation import labels, retirements, standards
from presentation.charts import Chart
from reference import vietnamese
from reports.stamp import INTERNAL, Stamp
from stats.named_lists import people_of
from stats.retirements import retirements as retirements_of
from stats.scope import Scope
from stats.selection import Selection, View
from stats.source import StatisticsSource

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(selection: Selection, years: int) -> None:
    """Offer the list, made at the click; nothing for those who may not see people, nor under another territory."""
    user = current_user()
    if not user.may(Act.PEOPLE) or selection.territory is not View.REPORTED:
        return
    st.download_button(
        "Tải danh sách có tên (.xlsx)",
        _file(selection, years, user.people),
        record(cached.source(), selection, is_demo=cached.state().is_demo).file_name,
        _XLSX,
        on_click="ignore",
        key="named_retirements",
    )
    st.caption(f"Người đến tuổi, đã quá tuổi hoặc cần bồi dưỡng; tệp mang dấu «{INTERNAL}», lần tải được ghi nhật ký.")


def record(source: StatisticsSource, selection: Selection, *, is_demo: bool) -> issuing.ExportRecord:
    """Make the ledger's record of the list."""
    names = source.names_of(selection)
    return issuing.selected(
        source,
        selection,
        name="named_retirements",
        kind="xlsx",
        file_name=labels.file_name(standards.NAMED, names.slug(selection), selection.as_of, "xlsx"),
        title=labels.title(standards.NAMED, selection, names),
        data_version=cached.state().version,
        is_demo=is_demo,
        is_internal=True,
    )


def _file(selection: Selection, years: int, scope: Scope) -> Callable[[], bytes]:
    state = cached.state()

    def make(stamp: Stamp) -> bytes:
        from reports.excel.page_workbook import charts_workbook  # XlsxWriter is loaded by those who want a file

        chart = named_list(cached.document_source(state), selection, years, scope, is_demo=state.is_demo)
        people = len(chart.table.rows)
        events.record(state.url, "people", f"{standards.NAMED} {vietnamese.day(selection.as_of)}", {"số người": people})
        return charts_workbook(chart.caption.title, [chart], stamp)

    return lambda: (
        issuing.issue(state.url, record(cached.source(state), selection, is_demo=state.is_demo), make).content
    )


def named_list(source: StatisticsSource, selection: Selection, years: int, scope: Scope, *, is_demo: bool) -> Chart:
    """Make the list as a table of its own."""
    held = source.derive(retirements_of, selection, years)
    words = retirements.caption(source, selection, held, standards.NAMED, is_demo=is_demo)
    return retirements.tabled(
        "named_retirements", words, standards.named_table(people_of(source, selection, years, scope))
    )
