"""Step two of the import page: spellings that nobody has explained, each asked once."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from dashboard.data.answers import tell_later
from dashboard.parts.markdown import escape_markdown
from reference import vietnamese

Learn = Callable[[Sequence[tuple[Any, str]]], Any]
"""Function that remembers meanings of questions and tells what came of it (`etl.learned.Outcome`)."""

_MOST = 25
"""Questions on one form; the others come when these are answered."""


def show(report: Any, learn: Learn) -> None:
    """Show one form for all questions of an `etl.records.LoadReport`; what is left unanswered stays a problem."""
    questions, choices = report.questions, report.choices
    st.subheader("2. Cách ghi chưa hiểu", anchor=False)
    if not questions:
        st.markdown("Không có cách ghi nào phải hỏi.")
        return
    st.markdown(
        "Câu trả lời được nhớ cho mọi tệp sau, cùng tên người trả lời. Đề xuất chỉ là gợi ý: phải đánh dấu «Đúng», "
        "hoặc chọn ý nghĩa khác. Câu bỏ qua vẫn là lỗi và sẽ được hỏi lại."
    )
    with st.form("questions"):
        answers = [
            (question, _ask(question, choices[question.field], f"{question.field}_{question.key}"))
            for question in questions[:_MOST]
        ]
        if len(questions) > _MOST:
            st.caption(
                f"Còn {vietnamese.number(len(questions) - _MOST)} cách ghi khác, sẽ hỏi sau khi trả lời các câu này."
            )
        if st.form_submit_button("Ghi nhớ các câu trả lời", type="primary"):
            tell_later(learn([(question, meaning) for question, meaning in answers if meaning is not None]))
            st.rerun()


def _ask(question: Any, choices: Sequence[tuple[str, str]], key: str) -> str | None:
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
    return answer if is_right or answer != proposal else None


def _sentence(question: Any) -> str:
    """Word a question: «ĐH Luật KT» ở cột Trình độ chuyên môn (12 ô: Sheet1!H7, …) nghĩa là gì?"""
    more = ", …" if question.count > len(question.cells) else ""
    cells = ", ".join(question.cells) + more
    is_mark = question.field.endswith(":mark")
    column = f"cột đánh dấu của {question.column}" if is_mark else f"cột {question.column}"
    return (
        f"**«{escape_markdown(question.spelling)}»** ở {escape_markdown(column)} "
        f"({vietnamese.number(question.count)} ô: {escape_markdown(cells)}) nghĩa là gì?"
    )
