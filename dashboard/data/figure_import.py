"""The page «Nạp biên chế, chỉ số»: workbooks of figures tried and loaded, the imports, taking one back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from dashboard.parts import asking, listing
from dashboard.parts.markdown import escape_markdown
from presentation import labels
from reference import vietnamese
from reference.figures import AGGREGATES, INDICATORS, QUOTAS, measures_of

_KINDS = {QUOTAS: "Biên chế", INDICATORS: "Chỉ số của đơn vị", AGGREGATES: "Số liệu tổng hợp"}
_MOST_SHOWN = 50
_CHOSEN = "figures_catalogue"


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts of the write side that the page offers; this room does not know that side."""

    load: Callable[[str, Sequence[Any], date | None, bool, bool], Any]
    """Function of catalogue, files, day, whether only to try, whether to accept: the report of the load."""
    undo: Callable[[str, int], None]
    imports: Callable[[str], Sequence[Any]]


def kind_name(catalogue: str) -> str:
    """Give the words for a catalogue of figures; the text itself where there is none of that name."""
    return _KINDS.get(catalogue, catalogue)


def show(acts: Acts) -> None:
    """Show the choice of catalogue, the drop zone with what was understood, and the imports."""
    catalogue = st.segmented_control(
        "Loại biểu",
        list(_KINDS),
        format_func=_KINDS.__getitem__,
        default=QUOTAS,
        required=True,
        label_visibility="collapsed",
        key=_CHOSEN,
    )
    catalogue = catalogue or QUOTAS
    _introduction(catalogue)
    endings = ".xlsx, .xls, .ods, .csv" + (", .docx" if catalogue == AGGREGATES else "")
    files = st.file_uploader(f"Tệp {endings}", accept_multiple_files=True, key=f"figures_files_{catalogue}")
    if files:
        _trial(acts, catalogue, files)
    _history(acts, catalogue)


def _introduction(catalogue: str) -> None:
    if catalogue == AGGREGATES:
        st.caption(
            "Biểu đã lập của những năm không còn danh sách từng người: BM02/BNV, BM01/BNV, bảng của báo cáo hoặc bài "
            "viết (cả bảng trong tệp Word); mỗi dòng một đơn vị hoặc một mức, ngày ghi ở đầu trang hoặc ngay trên bảng "
            "(«Tính đến ngày …»). Các số này nối dài biểu đồ qua các năm về trước, ghi rõ là số liệu tổng hợp; ngày đã "
            "có danh sách của đơn vị thì không nạp được."
        )
        return
    known = ", ".join(measure.label for measure in measures_of(catalogue))
    st.caption(
        escape_markdown(
            "Mỗi đơn vị một dòng, tên hoặc mã đơn vị ở một cột; ngày ghi ở đầu trang («Tính đến ngày …»), ở một cột "
            f"hoặc ở tiêu đề cột. Cột hiểu được: {known}."
        )
    )
    if catalogue == INDICATORS:
        st.caption(
            "Chỉ tiêu riêng của cơ quan: thêm vào tệp một trang «Danh mục chỉ tiêu» có các cột Mã chỉ tiêu, Tên chỉ "
            "tiêu, Đơn vị tính, Điểm tối đa."
        )


def _trial(acts: Acts, catalogue: str, files: Sequence[Any]) -> None:
    """Show what a load would do, and offer it."""
    day: date | None = st.date_input(
        "Ngày của số liệu, nếu tệp không ghi", value=None, format="DD/MM/YYYY", key=f"figures_day_{catalogue}"
    )
    report = acts.load(catalogue, files, day, True, False)
    if report.status == "already_loaded":
        numbers = ", ".join(map(str, report.imports))
        st.info(f"Tệp này đã được nạp (lần nạp số {numbers}); không có gì thay đổi.")
        return
    _verdict(report)
    _problems(report)
    is_refused = report.status == "refused"
    can_accept = is_refused and bool(report.figures) and len(report.errors) < len(report.figures)
    accept = st.checkbox("Vẫn nạp và bỏ ra các ô có lỗi", key=f"figures_accept_{catalogue}") if can_accept else False
    if st.button(
        "Nạp vào cơ sở dữ liệu", type="primary", disabled=is_refused and not accept, key=f"figures_load_{catalogue}"
    ):
        loaded = acts.load(catalogue, files, day, False, accept)
        if loaded.status == "refused":
            _problems(loaded)
        else:
            st.rerun()


def _verdict(report: Any) -> None:
    units = {(cell.unit.level, cell.unit.code) for cell in report.figures}
    days = ", ".join(map(vietnamese.day, report.days))
    if report.figures:
        names = dict.fromkeys(cell.unit.name for cell in report.figures)
        st.markdown(
            f"Đọc được **{vietnamese.number(len(report.figures))} số liệu** của "
            f"**{vietnamese.number(len(units))} đơn vị** ({escape_markdown(labels.some_places(list(names)))}), "
            f"ngày {days}."
        )
    for reading in report.readings:
        for sheet, columns in reading.columns.items():
            words = ", ".join(f"{letter}: {meaning}" for letter, meaning in columns.items())
            st.caption(escape_markdown(f"{reading.file} › {sheet}: {words}"))


def _problems(report: Any) -> None:
    """List the problems, errors first, each with its cell."""
    if not report.problems:
        st.success("Không có lỗi nào.")
        return
    ordered = sorted(report.problems, key=lambda each: each.severity != "error")
    rows = [
        {"Mức": labels.severity(each.severity), "Ô": each.cell, "Nội dung": each.message}
        for each in ordered[:_MOST_SHOWN]
    ]
    st.markdown(f"**{vietnamese.number(len(report.errors))} lỗi**, {len(report.problems) - len(report.errors)} lưu ý")
    listing.show_rows("Lỗi và lưu ý", rows, key="figures_problems")
    if len(ordered) > _MOST_SHOWN:
        st.caption(f"… và {vietnamese.number(len(ordered) - _MOST_SHOWN)} điều khác.")


def _history(acts: Acts, catalogue: str) -> None:
    """List the imports, newest first, each with the button that takes it back."""
    rows = acts.imports(catalogue)
    st.header("Các lần đã nạp", anchor=False)
    if not rows:
        st.caption("Chưa nạp lần nào.")
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            note = labels.demo_note(is_demo=row.is_demo, is_withdrawn=row.is_withdrawn)
            demo = f" · {note}" if note else ""
            undone = f" · đã hoàn tác {vietnamese.moment(row.undone_at)} ({row.undone_by})" if row.undone_at else ""
            words = f"{row.id}. {row.file} · nạp {vietnamese.moment(row.loaded_at)} ({row.loaded_by}){demo}{undone}"
            st.markdown(escape_markdown(words), width="content")
            can_undo = row.undone_at is None and not row.is_withdrawn
            if can_undo and st.button("Hoàn tác…", key=f"figures_undo_{row.id}", type="tertiary"):
                asking.before(
                    f"Hoàn tác lần nạp số {row.id}?",
                    "Số liệu của lần nạp này sẽ không được tính nữa; số mà nó đã thay được tính trở lại.",
                    "Hoàn tác",
                    partial(acts.undo, catalogue, row.id),
                    key=f"figures_{row.id}",
                )
