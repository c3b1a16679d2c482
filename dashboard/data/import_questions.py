"""Step two of the import page: spellings that nobody has explained, each asked once."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard.data.answers import tell_later
from dashboard.parts.markdown import escape_markdown
from reference import vietnamese

Learn = Callable[[Sequence[tuple[Any, str]]], Any]
"""Function that remembers meanings of questions and tells what came of it (`etl.learned.Outcome`)."""

_MOST = 40
"""Questions on one form; the others come when these are answered."""


def show(report: Any, learn: Learn) -> None:
    """Show one form for all questions of an `etl.records.LoadReport`; what is left unanswered stays a problem."""
    questions = in_groups(report.questions)
    st.header("2. Cách ghi chưa hiểu", anchor="cach-ghi")
    if not questions:
        st.markdown("Không có cách ghi nào phải hỏi.")
        return
    st.markdown(
        "Câu trả lời được nhớ cho mọi tệp sau, cùng tên người trả lời. Đề xuất chỉ là gợi ý: bấm «Đúng tất cả đề xuất» "
        "của cột, đánh dấu «Đúng» từng câu, hoặc chọn ý nghĩa khác. Câu bỏ qua vẫn là lỗi và sẽ được hỏi lại."
    )
    with st.form("questions"):
        shown = questions[:_MOST]
        groups = [list(group) for _, group in groupby(shown, key=lambda question: question.field)]
        answers = [answer for group in groups for answer in _group(group, report.choices[group[0].field])]
        if len(questions) > _MOST:
            left = vietnamese.number(len(questions) - _MOST)
            st.caption(f"Còn {left} cách ghi khác, sẽ hỏi sau khi trả lời các câu này.")
        sent = st.form_submit_button("Ghi nhớ các câu trả lời", type="secondary")
    if sent or any(accepted for *_, accepted in answers):
        tell_later(learn([(question, meaning) for question, meaning, _ in answers if meaning is not None]))
        st.rerun()


def in_groups(questions: Sequence[Any]) -> list[Any]:
    """Sort the questions by field, the field with most cells first, and there those in most cells."""
    cells: Counter[str] = Counter()
    for question in questions:
        cells[question.field] += question.count
    return sorted(questions, key=lambda question: (-cells[question.field], question.field, -question.count))


def _group(group: Sequence[Any], choices: Sequence[tuple[str, str]]) -> Iterator[tuple[Any, str | None, bool]]:
    """Ask about the spellings of one field; give each with its meaning, and True where all proposals were taken."""
    names = dict(choices)
    with st.container(border=True, gap="small"):
        title, button = st.columns([7, 4], vertical_alignment="center")
        title.markdown(f"**{escape_markdown(_column(group[0]))}** · {_size(group)}")
        proposed = sum(question.proposal in names for question in group if question.proposal)
        accepted = bool(proposed) and button.form_submit_button(
            f"Đúng tất cả đề xuất ({vietnamese.number(proposed)})",
            type="primary",
            key=f"accept_{group[0].field}",
            help="Nhận mọi đề xuất của cột này; câu nào đã chọn ý nghĩa khác thì giữ điều đã chọn.",
        )
        for question in group:
            key = f"{question.field}_{question.key}"
            yield question, _ask(question, choices, key, takes_proposal=accepted), accepted


def _column(question: Any) -> str:
    is_mark = question.field.endswith(":mark")
    return f"Cột đánh dấu của {question.column}" if is_mark else str(question.column)


def _size(group: Sequence[Any]) -> str:
    cells = sum(question.count for question in group)
    return f"{vietnamese.number(len(group))} cách ghi, {vietnamese.number(cells)} ô"


def _ask(question: Any, choices: Sequence[tuple[str, str]], key: str, *, takes_proposal: bool) -> str | None:
    """Ask for a spelling's meaning; give what the clerk confirmed or chose, None where nothing was said."""
    names = dict(choices)
    proposal = question.proposal if question.proposal and question.proposal in names else None
    about, meaning, confirmed = st.columns([5, 4, 2], vertical_alignment="center")
    about.markdown(_sentence(question))
    answer: str | None = meaning.selectbox(
        f"Nghĩa của «{question.spelling}»",  # never drawn, only read aloud: as it is written
        list(names),
        index=list(names).index(proposal) if proposal else None,
        format_func=names.__getitem__,
        placeholder="Chưa trả lời",
        label_visibility="collapsed",
        key=f"meaning_{key}",
    )
    if proposal is None:
        return answer
    is_right = confirmed.checkbox("Đúng", key=f"right_{key}", help="Đánh dấu để nhận đề xuất này.")
    return answer if is_right or takes_proposal or answer != proposal else None


def _sentence(question: Any) -> str:
    """Word a question: «ĐH Luật KT» · 12 ô: Sheet1!H7, …"""
    more = ", …" if question.count > len(question.cells) else ""
    cells = ", ".join(question.cells) + more
    return (
        f"**«{escape_markdown(question.spelling)}»** nghĩa là gì? "
        f":small[{vietnamese.number(question.count)} ô: {escape_markdown(cells)}]"
    )
