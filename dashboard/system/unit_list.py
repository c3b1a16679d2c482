"""The register of the office's province: searched, with validity and successions; a row is picked to be corrected."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import cached
from dashboard.parts import listing
from dashboard.parts.markdown import escape_markdown
from presentation import register_words, unit_register
from presentation.unit_register import RegisterLine
from reference import provinces, vietnamese
from reference.territory import NEWEST

UNITS, BODIES = "Xã, phường, huyện, tỉnh", "Sở, phòng, đơn vị sự nghiệp"
_ALL, _TODAY = "Mọi thời kỳ", "Đơn vị hiện nay"


def choose() -> bool:
    """Ask for the list of units or the one of bodies beside them; True for the latter."""
    return st.segmented_control("Danh mục", (UNITS, BODIES), default=UNITS, key="unit_list") == BODIES


def show(state: cached.State, *, of_bodies: bool) -> RegisterLine | None:
    """Show the list with its search; give the picked row."""
    name = vietnamese.in_sentence(provinces.province_name(state.province, NEWEST))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input("Tìm theo tên hoặc mã (không cần dấu)", key="unit_search", width=360)
        period = st.segmented_control("Thời kỳ", (_TODAY, _ALL), default=_TODAY, key="unit_period") or _TODAY
        picked: date | None = st.date_input(
            "Hoặc đơn vị của một ngày", None, format="DD/MM/YYYY", key="unit_day", width=240
        )
    day = picked or (NEWEST if period == _TODAY else None)
    listed = unit_register.body_lines if of_bodies else unit_register.lines
    lines = listed(state.province, wanted, day)
    picking = ". Chọn một dòng để sửa." if lines else "."
    st.caption(escape_markdown(f"{vietnamese.number(len(lines))} dòng của {name}{picking}"))
    if not of_bodies and (gaps := register_words.gaps_of_register(state.province, with_names=True)):
        st.caption(escape_markdown(gaps))
    if not lines:
        st.markdown(_nothing(of_bodies=of_bodies))
        return None
    number = listing.pick_row(
        "Danh mục cơ quan, đơn vị" if of_bodies else "Danh mục đơn vị",
        _rows(lines, unit_register.BODY_HEADERS if of_bodies else unit_register.HEADERS),
        [f"{line.unit.code} {line.replaces}" for line in lines],
        key="body_lines" if of_bodies else "unit_lines",
    )
    return None if number is None else lines[number]


def _rows(lines: Sequence[RegisterLine], heads: Sequence[str]) -> list[dict[str, str]]:
    """Make the rows, the name first, without columns that say nothing or the same of all."""
    code, name, *others = zip(heads, zip(*(line.cells for line in lines), strict=True), strict=True)
    fewest = 2 if len(lines) > 1 else 1
    varied = [(head, cells) for head, cells in others if len({*cells} - {""}) >= fewest]
    columns = dict([name, code, *varied])
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _nothing(*, of_bodies: bool) -> str:
    if of_bodies:
        return (
            "Chưa có cơ quan nào như vậy. Hãy tìm chữ khác, thêm từng cơ quan ở dưới, hoặc tải danh sách thường gặp ở "
            "«Nhập từ tệp», sửa rồi nhập; danh sách của cơ quan nào thì nạp được sau khi có tên ở đây."
        )
    return "Không có đơn vị nào như vậy. Hãy tìm chữ khác, hoặc chọn «Mọi thời kỳ»."
