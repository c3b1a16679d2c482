"""Tiến độ gửi: which units have sent their roster for a date, which have not, and with which problems."""

import streamlit as st

from access import recorded
from access.users import current_user
from dashboard import cached
from dashboard.data import deadline, submissions
from dashboard.parts import states
from reference import vietnamese

state = cached.state()
if not state.dates:
    states.empty_database(cached.state().province)
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
    day = submissions.chosen_day(state.dates)
    level = submissions.chosen_level(day)
sendings = cached.source().submissions(day, level)
if not sendings.units:
    st.markdown(f"**Chưa có danh mục đơn vị hành chính** cho ngày {vietnamese.day(day)}. Hãy chọn ngày khác.")
    st.stop()

submissions.answer(sendings)
beside = deadline.beside(day)
deadline.show(sendings, beside, lambda as_of, due_on: recorded.set_deadline(state.url, as_of, due_on))
if sendings.districts and sendings.sent:
    left, right = st.columns([11, 10])
    with left:
        submissions.districts(sendings)
    with right:
        submissions.rules(sendings)
elif sendings.sent:
    submissions.rules(sendings)

with st.container(horizontal=True, vertical_alignment="center"):
    st.header("Từng đơn vị", anchor=False, width="content")
    submissions.download(sendings)
submissions.units(sendings, beside)
if current_user().people.is_whole:
    submissions.shared_problems(sendings)
