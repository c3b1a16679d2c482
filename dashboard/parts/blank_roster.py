"""The blank roster to send to communes: a day to choose, and the file, made at the click."""

from datetime import UTC, date, datetime

import streamlit as st

from dashboard import cached
from reference import vietnamese

_YEARS_AHEAD = 3
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(state: cached.State) -> None:
    """Offer the blank of a day: the next ends of years first, then the days that have data."""
    newest = state.dates[0] if state.dates else None
    days = [*_coming(newest), *state.dates]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        day = st.selectbox("Danh sách tính đến ngày", days, format_func=vietnamese.day, key="blank_day", width=180)
        st.download_button(
            "Tải mẫu danh sách (.xlsx)",
            lambda: _blank(day, state.province),
            f"mau-danh-sach_{day.isoformat()}.xlsx",
            _EXCEL,
            on_click="ignore",
            icon=":material/download:",
        )
    st.caption(
        "Không bắt buộc: danh sách theo mẫu nào chương trình cũng đọc. Mẫu này có danh mục chọn sẵn và kiểm tra ngày "
        "sinh trong từng ô, nên điền xong là nạp được, không phải hỏi lại."
    )


def _coming(newest: date | None) -> list[date]:
    """List the ends of years after the newest day with data; without any, those from this year on."""
    first = newest.year + (newest.month == 12 and newest.day == 31) if newest else datetime.now(UTC).year
    return [date(first + ahead, 12, 31) for ahead in range(_YEARS_AHEAD)]


def _blank(day: date, province: str) -> bytes:
    # XlsxWriter is loaded by those who want a file, not by each page.
    from reports.excel import roster_template

    return roster_template.workbook(day, province)
