"""Điều đã nhớ: what clerks answered about spellings and columns, and forgetting it."""

import streamlit as st

from access import recorded
from dashboard import cached
from dashboard.data import memory

url = cached.state().url
spellings, columns = memory.rows(url)
labels = memory.form_labels(url)
matches, reasons = memory.answers_about_people(url)
memory.introduction() if spellings or columns or labels or matches or reasons else memory.nothing()
memory.spellings(spellings, lambda row: recorded.forget_spelling(url, row.field, row.key, row.at))
memory.columns(columns, lambda row: recorded.forget_column(url, row.header, row.number, row.at))
memory.labels(url, labels)
memory.people(url, matches, reasons)
st.page_link("pages/data/load.py", label="Đến trang Nhập số liệu", icon=":material/arrow_forward:")
