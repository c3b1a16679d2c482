"""«Điều cần chú ý»: the findings about a selection, each a sentence that is a link to its page."""

import streamlit as st

from dashboard import cached
from dashboard.parts import links
from stats.selection import Selection

_NOTHING = "Không có điều gì nổi bật trong phạm vi đang chọn."


def show(selection: Selection) -> None:
    """Show the findings, most urgent first; where there is none it says so."""
    from presentation.sentences.findings import finding_sentences

    findings = cached.source().derive(finding_sentences, selection)
    lines = [f"- {links.to_page(finding.text, finding.page, finding.query)}" for finding in findings]
    with st.container(border=True, key="card_attention"):
        # in_browser.py opens the links in this very tab; a `st.page_link` for each was four elements more.
        st.header("\n".join(["Điều cần chú ý", *(lines or [_NOTHING])]), anchor=False)
