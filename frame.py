"""The script that every page runs in: the menu, the notice of invented data, the selection; then the page itself."""

import streamlit as st

from access import recorded, users
from access.actors import Act
from dashboard import cached
from dashboard.parts import (
    compared,
    crossed,
    in_browser,
    menu,
    named_views,
    page_part,
    page_tables,
    register,
    selection_row,
    states,
)
from dashboard.system import first_start

pages = menu.pages()
page = st.navigation(pages, position="hidden")
actor, state = users.current_user(), cached.state()
st.set_page_config(page_title=f"{page.title} · {state.office}", layout="wide", initial_sidebar_state=220)

page_part.follow(page.url_path)
missing = st.query_params.get(register.ASKED_FOR)
follows = page.url_path in register.ABOUT_SELECTION
dates = cached.days_with_quotas() if page.url_path in register.ON_DAYS_OF_QUOTAS else state.dates
sentences = selection_row.follow(dates, state.default_date) if follows and dates else ()
if follows and dates:
    compared.follow(page.url_path, selection_row.current())
    sentences += crossed.follow(page.url_path, selection_row.current(), dates)
carrying = dict.fromkeys((register.FIGURES, register.REPORTS), selection_row.link())
menu.show(state.office, pages, carrying, actor, page.url_path)
with st.sidebar:
    in_browser.mount(selection_row.place(), signed_in=actor.account is not None)
states.heading(page.title, is_demo=state.is_demo and bool(state.dates))
states.tell_missing(missing)
if not actor.may(register.NEEDS[page.url_path]):
    states.not_allowed()
    st.stop()
answers = first_start.show(state) if page.url_path == "" and actor.may(Act.SETTINGS) else None
if answers:
    recorded.save_settings(state.url, answers)
    st.rerun()

if not follows:
    page.run()
elif not dates:
    states.empty_database(state.province)
else:
    selection_row.row(dates, state.default_date, with_unit=page.url_path in register.WITH_UNIT)
    states.tell(sentences)
    states.tell_coverage(selection_row.current())
    named_views.offer(selection_row.query(), page.url_path)
    has_people = cached.source().overview(selection_row.current()).profile.headcount > 0
    if has_people or page.url_path == register.QUOTAS.slug or selection_row.current().as_of not in state.dates:
        page_tables.begin()
        page.run()
        if has_people and page.url_path not in register.OWN_SOURCE:
            with_shares = page.url_path not in register.WITHOUT_SHARES
            states.foot(selection_row.current(), is_demo=state.is_demo, with_shares=with_shares)
        page_tables.offer(page.title)
    else:
        states.nobody(selection_row.current())
