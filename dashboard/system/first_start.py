"""The questions of a first start: which province, what the office is called, and who sits at this machine."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from access import users
from dashboard import cached
from reference import provinces, vietnamese
from reference.territory import NEWEST


def show(state: cached.State) -> dict[str, str] | None:
    """Ask, while nothing but invented people is there and nobody has answered; give what was sent, else None."""
    if state.is_settled or not state.is_demo:
        return None
    home = vietnamese.in_sentence(provinces.province_name(state.province, NEWEST))
    with st.container(border=True, key="card_first_start"), st.form("first_start", border=False):
        words, left, right, third, end = st.columns([4, 3, 4, 3, 1], vertical_alignment="bottom")
        words.markdown(f"**Bắt đầu.** Đang mở số liệu minh họa của {home}. Cơ quan của bạn ở đâu?")
        with left:
            code = province_choice(state.province)
        name = right.text_input("Tên cơ quan", max_chars=120, placeholder="Để trống: Sở Nội vụ của tỉnh đã chọn")
        name_of_person = person(third)
        sent = end.form_submit_button("Lưu", type="primary", width="stretch")
    if sent and name_of_person is not None:
        users.name_user(name_of_person)
    return {"province": code, "office_name": name.strip()} if sent else None


def person(place: Any) -> str | None:
    """Ask for the name that registers write down, where nobody signs in; None where somebody did.

    `place`: Streamlit itself, or the column to ask in.
    """
    if users.current_user().account is not None:
        return None
    name: str = place.text_input(
        "Tên người dùng máy này",
        users.named_user(),
        max_chars=users.LONGEST,
        placeholder=users.machine_user(),
        help="Ghi vào sổ xuất báo cáo và lịch sử nạp. Đổi được ở trang Thiết lập.",
    )
    return name


def province_choice(code: str) -> str:
    """Show the list of today's provinces, in Vietnamese order; give the chosen code."""
    names = _names()
    codes = list(names)
    return st.selectbox("Tỉnh, thành phố", codes, codes.index(code), format_func=names.__getitem__)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """Name today's provinces by code, in Vietnamese order."""
    units = sorted(provinces.provinces(), key=lambda unit: vietnamese.collation_key(provinces.bare_name(unit.name)))
    return {unit.code: unit.name for unit in units}
