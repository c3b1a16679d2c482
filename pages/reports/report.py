"""Báo cáo: choose a report, see what it will say, take it along as Word, Excel or PDF."""

import streamlit as st

from access.actors import Act
from access.users import current_user
from dashboard.parts import selection_row
from dashboard.reports import publishing_offer, report_desk

left, right = st.columns([1, 2], gap="medium")
with left:
    chosen = report_desk.choice(selection_row.current())
with right:
    report_desk.preview(chosen)
with left:
    # Last: while a file is made, the preview is there to read. In a box of its own: what comes and goes there would
    # move the fold below to another place, where it begins closed.
    with st.container():
        report_desk.files(chosen)
    if chosen.kind.contents is not None and current_user().may(Act.PUBLISH):
        publishing_offer.offer(chosen.state.url, chosen.key, chosen.request)
