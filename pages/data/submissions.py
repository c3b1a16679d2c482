"""Tiến độ gửi: which units have sent their roster for a date, which have not, and with which problems."""

import streamlit as st

from dashboard import cached
from dashboard.data import submissions
from dashboard.parts import states
from reference import vietnamese

state = cached.state()
if not state.dates:
    states.empty_database()
    st.stop()

day = submissions.chosen_day(state.dates)
found = cached.source().submissions(day)
if not found.units:
    st.markdown(f"**Chưa có danh mục đơn vị hành chính** cho ngày {vietnamese.day(day)}. Hãy chọn ngày khác.")
    st.stop()

submissions.answer(found)
if found.districts and found.sent:
    left, right = st.columns([11, 10])
    with left:
        submissions.districts(found)
    with right:
        submissions.rules(found)
elif found.sent:
    submissions.rules(found)

with st.container(horizontal=True, vertical_alignment="center"):
    st.subheader("Từng đơn vị", anchor=False, width="content")
    submissions.download(found)
submissions.units(found)
submissions.shared_problems(found)
