"""Chất lượng số liệu: empty fields, problems, answers by hand and days of each unit's roster of a date."""

import streamlit as st

from dashboard import cached
from dashboard.data import quality, submissions
from dashboard.parts import states

state = cached.state()
if not state.dates:
    states.empty_database(state.province)
    st.stop()

quality.show(submissions.chosen_day(state.dates))
