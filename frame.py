"""The script that every page runs in: the menu, the notice of invented data, the selection; then the page itself."""

import streamlit as st

from dashboard import cached
from dashboard.widgets import choice, in_browser, menu, register, states

pages = {
    section: [st.Page(e.script, title=e.title, url_path=e.slug or None, default=not e.slug) for e in entries]
    for section, entries in register.SECTIONS.items()
}
page = st.navigation(pages, position="hidden")
state = cached.state()
st.set_page_config(page_title=f"{page.title} · {state.office}", layout="wide", initial_sidebar_state=220)

missing = st.query_params.get(register.ASKED_FOR)
shows_figures = any(page.url_path == figures.url_path for figures in pages[register.FIGURES])
told = choice.follow(state) if shows_figures and state.dates else ()
menu.show(state.office, pages, {register.FIGURES: choice.link()})
with st.sidebar:
    in_browser.mount(choice.place())
states.heading(page.title, is_demo=state.is_demo)
states.tell_missing(missing)

if not shows_figures:
    page.run()
elif not state.dates:
    states.empty_database()
else:
    choice.row(state, with_unit=page.url_path == register.UNITS.slug)
    states.tell(told)
    if cached.overview(choice.current()).profile.headcount:
        page.run()
    else:
        states.nobody(choice.current())
