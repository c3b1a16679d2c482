"""The register of the office's province: searched, with validity and successions; a row is picked to be corrected."""

from datetime import date

import streamlit as st

from dashboard import cached
from dashboard.parts import listing
from dashboard.parts.markdown import escape_markdown
from presentation import labels, unit_register
from presentation.unit_register import RegisterLine
from reference import provinces, vietnamese
from reference.territory import NEWEST

_ALL, _TODAY = "Mọi thời kỳ", "Đơn vị hiện nay"


def show(state: cached.State) -> RegisterLine | None:
    """Show the list with its search; give the picked row."""
    name = vietnamese.in_sentence(provinces.province_name(state.province, NEWEST))
    left, middle, right = st.columns([4, 3, 3], vertical_alignment="bottom")
    wanted = left.text_input("Tìm theo tên hoặc mã (không cần dấu)", key="unit_search")
    period = middle.segmented_control("Thời kỳ", (_TODAY, _ALL), default=_TODAY, key="unit_period") or _TODAY
    day: date | None = right.date_input("Hoặc đơn vị của một ngày", None, format="DD/MM/YYYY", key="unit_day")
    lines = unit_register.lines(state.province, wanted, day or (NEWEST if period == _TODAY else None))
    st.caption(escape_markdown(f"{vietnamese.number(len(lines))} dòng của {name}. Chọn một dòng để sửa."))
    if gaps := labels.gaps_of_register(state.province):
        st.caption(escape_markdown(gaps))
    if not lines:
        st.markdown("Không có đơn vị nào như vậy. Hãy tìm chữ khác, hoặc chọn «Mọi thời kỳ».")
        return None
    number = listing.pick_row(
        "Danh mục đơn vị",
        [dict(zip(unit_register.HEADERS, line.cells, strict=True)) for line in lines],
        [f"{line.unit.code} {line.replaces}" for line in lines],
        key="unit_lines",
    )
    return None if number is None else lines[number]
