"""Điền biểu mẫu: drop the blank form that was sent, see what each label counts, correct it, take it along filled."""

import streamlit as st

from dashboard.parts import selection_row
from dashboard.reports import form_filling

upload = form_filling.upload()
if upload is None:
    form_filling.introduction()
    st.stop()

form = form_filling.read(upload.name, upload.getvalue(), selection_row.current())
if form is not None:
    form_filling.fill(form, selection_row.current())
    form_filling.tables(form)
