"""The script that every page runs in: the register of pages, the menu, the notice of invented data, the selection."""

import streamlit as st

from dashboard import cached
from dashboard.widgets import choice, menu, states

FIGURES = "Số liệu"
UNITS = st.Page("pages/figures/places.py", title="Địa bàn", url_path="dia-ban")
SECTIONS = {
    FIGURES: [
        st.Page("pages/figures/overview.py", title="Tổng quan", url_path="tong-quan", default=True),
        UNITS,
        st.Page("pages/figures/education.py", title="Trình độ chuyên môn", url_path="trinh-do-chuyen-mon"),
        st.Page("pages/figures/it.py", title="Tin học", url_path="tin-hoc"),
    ],
    "Dữ liệu": [
        st.Page("pages/data/load.py", title="Nhập số liệu", url_path="nhap-so-lieu"),
        st.Page("pages/data/imports.py", title="Lịch sử nạp", url_path="lich-su-nap"),
    ],
    "Hệ thống": [st.Page("pages/system/office.py", title="Thiết lập", url_path="thiet-lap")],
}

page = st.navigation(SECTIONS, position="hidden")
state = cached.state()
st.set_page_config(page_title=f"{page.title} · {state.office}", layout="wide", initial_sidebar_state=220)

shows_figures = page in SECTIONS[FIGURES]
told = choice.follow(state) if shows_figures and state.dates else ()
menu.show(state.office, SECTIONS, {FIGURES: choice.link()})
states.heading(page.title, is_demo=state.is_demo)

if not shows_figures:
    page.run()
elif not state.dates:
    states.empty_database()
else:
    choice.row(state, with_unit=page == UNITS)
    states.tell(told)
    if cached.overview(choice.current()).profile.headcount:
        page.run()
    else:
        states.nobody(choice.current())
