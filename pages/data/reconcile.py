"""Đối chiếu số công bố: a published table or article against itself and against the rosters."""

import streamlit as st

import settings
from dashboard import cached
from dashboard.data import reconciliation
from etl.normalising.dates import day_in
from etl.problems import Refused
from etl.published import Printed, open_publication
from etl.records import SourceFile
from reconciling.grids import Grid
from reconciling.prose import year_named_in
from reconciling.publication import published_in

upload = st.file_uploader("Bảng hoặc bài đã công bố", reconciliation.ENDINGS)
text = st.text_area("hoặc dán đoạn văn có số liệu", height=120, placeholder="… thạc sĩ 274 người chiếm 11,58%; …")
printed = Printed()
if upload is not None:
    try:
        printed = open_publication(SourceFile(upload.name, upload.getvalue()), settings.from_environment())
    except Refused as refused:
        st.error(str(refused))
        st.stop()

titles = [str(cell) for sheet in printed.sheets for row in sheet.rows for cell in row if isinstance(cell, str)]
words = [printed.text, text, *titles]
day = reconciliation.chosen_day(cached.state().dates, day_in(words), year_named_in(" ".join(words)))
if upload is None and not text.strip():
    reconciliation.introduction()
    st.stop()

published = published_in([Grid(s.name, s.rows, s.merges) for s in printed.sheets], f"{printed.text}\n{text}")
done = reconciliation.outcome(published, day)
reconciliation.show(done) if done.has_figures else reconciliation.nothing_read()
