"""«Điều cần chú ý»: the findings about a selection, each a sentence that is a link to its page."""

import streamlit as st

from dashboard import cached
from dashboard.parts import register
from dashboard.parts.markdown import escape_markdown
from stats.selection import Selection


def show(selection: Selection) -> None:
    """Show the findings, most urgent first; where there is none it says so."""
    from presentation.sentences.findings import finding_sentences

    findings = cached.source().derive(finding_sentences, selection)
    with st.container(border=True, gap="xxsmall", key="card_attention"):
        st.header("Điều cần chú ý", anchor=False)
        for finding in findings:
            st.page_link(
                register.SCRIPTS[finding.page],
                label=escape_markdown(finding.text),
                query_params=finding.selection.to_query(),
                icon=":material/arrow_forward:",
            )
        if not findings:
            st.markdown("Không có điều gì nổi bật trong phạm vi đang chọn.")
