"""The page «Hỏi số liệu»: the question, the answer, what was understood, and where the same is seen."""

import streamlit as st

from access.actors import Act
from access.users import current_user
from dashboard import cached
from dashboard.parts import asked, listing, people_seen, register, states
from dashboard.parts.markdown import escape_markdown
from questions.answering import Answer, answer
from questions.crosses import layout_of
from questions.examples import examples
from questions.intents import FLOWS, Intent
from stats.selection import Selection

_PAGES = {"education": "trinh-do-chuyen-mon", "it": "tin-hoc", "it_detail": "tin-hoc"}
_SECOND = dict.fromkeys((Intent.UNITS, Intent.DISTRICTS, Intent.COMPARE), "Số người") | {Intent.QUOTA: "Biên chế"}
"""The heading of the second column, where it is not a person's unit."""
_QUOTAS, _MOVEMENTS = "bien-che", "bien-dong"
_PERSON = "tra-cuu-mot-nguoi"
_OTHERS, _UNITS = "chi-tieu-khac", "dia-ban"


def show(selection: Selection) -> None:
    """Ask, and answer; date and place of the row above hold where the question names none."""
    asked.follow()
    begun = cached.source().derive(examples, selection.everybody_at(selection.level).whole_province())
    text = st.text_input(
        "Câu hỏi", key=asked.KEY, max_chars=300, placeholder=begun[0], help="Có dấu hoặc không dấu đều được."
    )
    if not text.strip():
        asked.keep("", is_answered=False)
        st.caption("Ví dụ: " + " · ".join(f"«{example}»" for example in begun))
        return
    place = selection.everybody_at(selection.level)
    given = answer(text, cached.source(), place, current_user().people)
    asked.keep(text, is_answered=given.is_answered)
    if given.names_people:
        people_seen.note("Hỏi số liệu", given.understood.selection, điều_kiện=given.meaning)
    if given.is_answered:
        st.header(escape_markdown(given.lead), anchor=False)
    else:
        st.warning(escape_markdown(given.lead))
    st.caption(escape_markdown(f"Hiểu là: {given.meaning}."))
    for note in given.notes:
        st.caption(escape_markdown(note))
    _link(given)
    if given.rows:
        headers, *texts = given.rows if given.understood.intent is Intent.CROSS else _listed(given)
        rows = [tuple(map(_value, row)) for row in texts]
        table = listing.of_rows("Câu trả lời", headers, rows, codes=[""] * len(rows))
        listing.show(listing.finish(table), lambda _: None, key=f"question_rows_{len(rows)}")
    if given.is_answered:
        states.foot(given.understood.selection, is_demo=cached.state().is_demo, with_shares=True)


def _value(text: str) -> listing.Value:
    """Give a whole number as one, so that it stands at the right of its column."""
    digits = text.replace(".", "")
    return int(digits) if digits.isdecimal() else text


def _listed(given: Answer) -> list[tuple[str, ...]]:
    """Put headings above a list of names, and of their numbers or units where there are any."""
    second = "Số người" if given.understood.by else _SECOND.get(given.understood.intent, "Đơn vị")
    headers = ("Tên", second) if any(row[1] for row in given.rows) else ("Tên",)
    return [headers, *(row[: len(headers)] for row in given.rows)]


def _link(given: Answer) -> None:
    """Link to the page that shows the understood selection, where it can be changed."""
    understood = given.understood
    if understood.intent is Intent.NAMED:
        if not current_user().may(Act.PEOPLE):
            return
        slug, query = _PERSON, dict[str, str]()
    elif understood.intent in (Intent.MISSING, Intent.SENT):
        slug, query = register.SUBMISSIONS.slug, {"as_of": understood.selection.as_of.isoformat()}
    elif understood.intent is Intent.CROSS and given.is_answered:
        slug, query = register.CROSSTAB.slug, understood.selection.to_query() | layout_of(understood).to_query()
    elif understood.intent in FLOWS:
        slug, query = _MOVEMENTS, understood.selection.to_query()
    elif understood.intent is Intent.QUOTA:
        slug, query = _QUOTAS, understood.selection.to_query()
    else:
        fields = {condition.field for alternative in understood.rule for condition in alternative}
        about = next((page for name, page in _PAGES.items() if name in fields), _OTHERS if fields else _UNITS)
        slug, query = about, understood.selection.to_query()
    titles = {entry.slug: entry.title for entries in register.SECTIONS.values() for entry in entries}
    act = "Mở" if understood.intent is Intent.NAMED else "Xem và chỉnh ở"
    label = f"{act} trang {titles[slug]}"
    st.page_link(register.SCRIPTS[slug], label=label, query_params=query, icon=":material/arrow_forward:")
