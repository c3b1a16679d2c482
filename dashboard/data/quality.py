"""The page «Chất lượng số liệu»: the sums of a date, its fields and units, and each unit's problems to their cells."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import streamlit as st

import reference
from dashboard import cached
from dashboard.parts import headings, headlines, listing, register, tracing
from dashboard.parts.headlines import Headline
from dashboard.parts.markdown import escape_markdown
from dissemination import issuing
from presentation import labels, quality
from presentation.charts import Cell, Table
from reference import vietnamese
from reports.stamp import Stamp
from stats.data_quality import DataQuality, UnitQuality, data_quality
from stats.selection import Selection

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HISTORY = register.SCRIPTS["lich-su-nap"]


def show(day: date) -> None:
    """Show the sums, the fields, the units; of the one that is clicked its fields and problems."""
    held = cached.source().derive(data_quality, day)
    headlines.row(_figures(held), cached.source().coverage(Selection(day)), Selection(day))
    st.caption(escape_markdown(quality.rule(held)))
    _download(held)
    st.header("Theo tiêu thức", anchor=False)
    place, fields = Selection(day), quality.field_table(held)
    ways = tracing.ways(fields, place)
    listing.show_rows("Không khai theo tiêu thức", _dicts(fields), key="quality_fields", ways=ways)
    headings.show(
        "Từng đơn vị", "Bấm vào tên để xem tiêu thức còn trống và từng vấn đề, đến ô; bấm vào tiêu đề cột để xếp lại."
    )
    codes = [unit.submission.code for unit in held.units]
    table = quality.unit_table(held, place)
    rows = [_cells(row) for row in table.rows]
    heads = [column.header for column in table.columns]
    decimals = cached.source().rounding.decimals
    units = listing.of_rows("Chất lượng theo đơn vị", heads, rows, codes=codes, decimals=decimals)
    chosen = listing.pick(replace(units, ways=tracing.ways(table, place)), key="quality_units")
    if chosen is not None:
        _unit(held, next(unit for unit in held.units if unit.submission.code == chosen))


def _cells(row: Sequence[Cell]) -> tuple[listing.Value, ...]:
    """Give a unit's cells to the screen; one that has sent nothing says so where its people would stand."""
    name, code, people, *rest = (float(cell) if isinstance(cell, Decimal) else cell for cell in row)
    return (name, code, "chưa gửi" if people is None else people, *rest)


def _figures(held: DataQuality) -> list[Headline]:
    sent = [unit for unit in held.units if unit.people is not None]
    days = sorted(unit.days_after for unit in sent if unit.days_after is not None)
    fixed = sum(unit.days_to_correct is not None for unit in sent)
    errors = sum(unit.submission.errors for unit in sent)
    warnings = sum(unit.submission.warnings for unit in sent)
    empty = "–" if held.empty_share is None else vietnamese.percent(held.empty_share, held.empty_cells)
    cells = f"{vietnamese.number(held.empty_cells)} trong {vietnamese.number(held.cells)} ô"
    late = vietnamese.number(days[len(days) // 2]) if days else "–"
    return [
        Headline("Ô trống", empty, cells),
        Headline("Lỗi đã chấp nhận", vietnamese.number(errors), "ô để trống khi nạp"),
        Headline("Cảnh báo", vietnamese.number(warnings), "của riêng từng đơn vị"),
        Headline("Ngày sau kỳ", late, "số giữa của các đơn vị đã gửi"),
        Headline("Đơn vị nạp lại", vietnamese.number(fixed), f"trong {vietnamese.number(len(sent))} đơn vị đã gửi"),
    ]


def _unit(held: DataQuality, unit: UnitQuality) -> None:
    """Show a unit's empty fields and problems; the history of its load has the words of each cell."""
    st.header(escape_markdown(unit.submission.name), anchor=False)
    empty: list[dict[str, listing.Value]] = [
        {"Tiêu thức": reference.field_label(name), "Không khai": number} for name, number in unit.empty.items()
    ]
    of_unit = Selection(held.as_of, unit=unit.submission.code)
    ways = tuple(
        ("", tracing.address(of_unit, quality.lacking(name)) if number and tracing.is_offered() else "")
        for name, number in unit.empty.items()
    )
    listing.show_rows("Tiêu thức còn trống", empty, key="quality_empty", ways=ways)
    problems = tuple(problem for problem in held.problems if unit.submission.code in problem.units)
    if problems:
        listing.show_rows("Lỗi, cảnh báo", _dicts(quality.problem_table(problems)), key="quality_problems")
    else:
        st.markdown("Danh sách đang dùng không có lỗi hay cảnh báo.")
    st.page_link(_HISTORY, label="Lịch sử nạp", icon=":material/history:")


def _dicts(table: Table) -> list[dict[str, listing.Value]]:
    heads = [column.header for column in table.columns]
    return [dict(zip(heads, row, strict=True)) for row in table.rows]  # type: ignore[arg-type]


def _download(held: DataQuality) -> None:
    """Offer the tables as a workbook, made at the click."""
    record = _record(held.as_of)
    st.download_button(
        "Tải bảng (.xlsx)",
        _file(record, held.as_of),
        record.file_name,
        _XLSX,
        on_click="ignore",
        key="quality_download",
    )


def _record(day: date) -> issuing.ExportRecord:
    state, selection = cached.state(), Selection(day)
    names = cached.source().names_of(selection)
    return issuing.selected(
        cached.source(state),
        selection,
        name="quality",
        kind="xlsx",
        file_name=labels.file_name(quality.WHAT, names.slug(selection), day, "xlsx"),
        title=labels.title(quality.WHAT, selection, names),
        data_version=state.version,
        is_demo=state.is_demo,
    )


def _file(record: issuing.ExportRecord, day: date) -> Callable[[], bytes]:
    state = cached.state()

    def make(stamp: Stamp) -> bytes:
        from reports.excel.page_workbook import charts_workbook  # XlsxWriter is loaded by those who want a file

        source = cached.document_source(state)
        held = source.derive(data_quality, day)
        return charts_workbook(record.title, quality.charts(source, held, is_demo=state.is_demo), stamp)

    return lambda: issuing.issue(state.url, record, make).content
