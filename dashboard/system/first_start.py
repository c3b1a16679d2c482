"""The two questions of a first start: which province, and what the office is called."""

import streamlit as st

from dashboard import cached
from reference import provinces, vietnamese
from reference.territory import NEWEST


def show(state: cached.State) -> dict[str, str] | None:
    """Ask, while nothing but invented people is there and nobody has answered; give what was sent, else None."""
    if state.is_settled or not state.is_demo:
        return None
    home = vietnamese.in_sentence(provinces.province_name(state.province, NEWEST))
    with st.container(border=True):
        st.markdown(f"**Bắt đầu.** Bảng số liệu đang mở với số liệu minh họa của {home}. Cơ quan của anh, chị ở đâu?")
        with st.form("first_start", border=False):
            left, right, end = st.columns([3, 4, 2], vertical_alignment="bottom")
            with left:
                code = province_choice(state.province)
            name = right.text_input(
                "Tên cơ quan", max_chars=120, placeholder="Để trống thì là Sở Nội vụ của tỉnh, thành phố đã chọn"
            )
            sent = end.form_submit_button("Lưu", type="primary", width="stretch")
    return {"province": code, "office_name": name.strip()} if sent else None


def province_choice(code: str) -> str:
    """Show the list of today's provinces, in Vietnamese order; give the chosen code."""
    names = {unit.code: unit.name for unit in provinces.provinces()}
    codes = sorted(names, key=lambda each: vietnamese.collation_key(provinces.bare_name(names[each])))
    return st.selectbox("Tỉnh, thành phố", codes, codes.index(code), format_func=names.__getitem__)
