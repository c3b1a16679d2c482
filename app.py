"""The door for a browser: the ASGI application, and what stands before any page."""

import logging

import streamlit as st

from dashboard.widgets import failures

logging.getLogger("streamlit.error_util").addFilter(failures.without_values)

app = st.App("frame.py", on_script_error=failures.show)
