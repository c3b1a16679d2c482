"""The sidebar: the office's name and the menu, nothing else."""

from collections.abc import Mapping, Sequence

import streamlit as st


def show(office: str, sections: Mapping[str, Sequence[st.Page]], carrying: Mapping[str, Mapping[str, str]]) -> None:
    """Show the menu; links of a section named in `carrying` take those query parameters along.

    Streamlit's own menu would drop them and leave two steps in the browser's history for one click.
    """
    with st.sidebar:
        st.markdown(f"**{office}**")
        for section, pages in sections.items():
            st.caption(section)
            for page in pages:
                st.page_link(page, query_params=dict(carrying.get(section, {})), width="stretch")
