"""Step two of the import page: spellings that nobody has explained, each asked once."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard.data import meanings
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
        "của cột hay của mọi cột, đánh dấu «Đúng» từng câu, hoặc chọn ý nghĩa khác. Câu bỏ qua vẫn là lỗi và sẽ được "
        "hỏi lại."
    )
    with st.form("questions"):
        shown = questions[:_MOST]
        groups = [list(group) for _, group in groupby(shown, key=lambda question: question.field)]
        takes_all = len(groups) > 1 and _accepts_everything(shown, report.choices)
        answers = [
            answer
            for group in groups
            for answer in _group(group, report.choices[group[0].field], takes_all=takes_all, is_alone=len(groups) == 1)
        ]
        if len(questions) > _MOST:
            left = vietnamese.number(len(questions) - _MOST)
            st.caption(f"Còn {left} cách ghi khác, sẽ hỏi sau khi trả lời các câu này.")
        sent = st.form_submit_button("Ghi nhớ các câu trả lời", type="secondary")
    if sent or any(accepted for *_, accepted in answers):
        tell_later(learn([(question, meaning) for question, meaning, _ in answers if meaning is not None]))
        st.rerun()


def _accepts_everything(questions: Sequence[Any], choices: Mapping[str, Sequence[tuple[str, str]]]) -> bool:
    """Offer to take the proposals of all columns at one click; tell whether that was clicked."""
    proposed = sum(_has_proposal(question, dict(choices[question.field])) for question in questions)
    return bool(proposed) and st.form_submit_button(
        f"Đúng tất cả đề xuất của mọi cột ({vietnamese.number(proposed)})",
        type="primary",
        key="accept_everything",
        help="Nhận mọi đề xuất ở dưới cùng những ý nghĩa đã chọn; câu không có đề xuất thì chọn trước khi bấm.",
    )


def _has_proposal(question: Any, names: Mapping[str, str]) -> bool:
    return bool(question.proposal) and question.proposal in names


def in_groups(questions: Sequence[Any]) -> list[Any]:
    """Sort the questions by field, the field with most cells first, and there those in most cells."""
    cells: Counter[str] = Counter()
    for question in questions:
        cells[question.field] += question.count
    return sorted(questions, key=lambda question: (-cells[question.field], question.field, -question.count))


def _group(
    group: Sequence[Any], choices: Sequence[tuple[str, str]], *, takes_all: bool, is_alone: bool
) -> Iterator[tuple[Any, str | None, bool]]:
    """Ask about the spellings of one field; give each with its meaning, and True where all proposals were taken.

    `takes_all`: those of every field were; `is_alone`: there is no other field.
    """
    names, options = dict(choices), meanings.of_spellings(group[0].field, choices)
    with st.container(border=True, gap="small"):
        title, button = st.columns([7, 4], vertical_alignment="center")
        title.markdown(f"**{escape_markdown(_column(group[0]))}** · {_size(group)}")
        proposed = sum(_has_proposal(question, names) for question in group)
        accepted = bool(proposed) and button.form_submit_button(
            f"Đúng tất cả đề xuất ({vietnamese.number(proposed)})",
            type="primary" if is_alone else "secondary",
            key=f"accept_{group[0].field}",
            help="Nhận mọi đề xuất của cột này; câu nào đã chọn ý nghĩa khác thì giữ điều đã chọn.",
        )
        for question in group:
            key = f"{question.field}_{question.key}"
            takes = accepted or takes_all
            yield question, _ask(question, names, options, key, takes_proposal=takes), takes


def _column(question: Any) -> str:
    is_mark = question.field.endswith(":mark")
    return f"Cột đánh dấu của {question.column}" if is_mark else str(question.column)


def _size(group: Sequence[Any]) -> str:
    cells = sum(question.count for question in group)
    return f"{vietnamese.number(len(group))} cách ghi, {vietnamese.number(cells)} ô"


def _ask(question: Any, names: dict[str, str], options: Sequence[str], key: str, *, takes_proposal: bool) -> str | None:
    """Ask for a spelling's meaning; give what the clerk confirmed or chose, None where nothing was said."""
    proposal = question.proposal if _has_proposal(question, names) else None
    about, meaning, confirmed = st.columns([5, 4, 2], vertical_alignment="center")
    about.markdown(_sentence(question))
    chosen = meaning.selectbox(
        f"Nghĩa của «{question.spelling}»",  # never drawn, only read aloud: as it is written
        options,
        index=options.index(proposal) if proposal else None,
        format_func=lambda option: meanings.name_of(option, names),
        placeholder="Chưa trả lời",
        label_visibility="collapsed",
        key=f"meaning_{key}",
    )
    answer = meanings.answer(chosen)
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
