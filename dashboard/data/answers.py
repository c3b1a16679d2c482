"""Words after answers were kept: how many, and what somebody else had answered in the meantime."""

from typing import Any

import streamlit as st

from dashboard.parts.markdown import escape_markdown
from reference import vietnamese

_LATER, _SEEN = "import_answers_told", "import_answers_seen"


def tell_later(outcome: Any) -> None:
    """Keep what came of answers (`etl.learned.Outcome`) for the page's next run, beside what was kept before it."""
    was_warning, sentences = st.session_state.get(_LATER, (False, []))
    sentences = [*sentences, *([str(outcome.refused)] if outcome.refused else [])]
    if outcome.kept:
        sentences.append(f"Đã nhớ {vietnamese.number(outcome.kept)} câu trả lời; các tệp đã được đọc lại theo đó.")
    for conflict in outcome.taken:
        sentences.append(
            f"«{conflict.asked}» vừa được {conflict.by} trả lời khác ở cửa sổ khác nên được giữ theo câu trả lời đó."
            if conflict.by
            else f"Câu trả lời cũ về «{conflict.asked}» vừa bị xóa ở cửa sổ khác; hãy xem lại rồi chọn lần nữa."
        )
    if not sentences:
        sentences.append("Chưa có câu trả lời nào mới.")
    st.session_state[_LATER] = (bool(was_warning or outcome.refused or outcome.taken), sentences)


def tell(files: object, version: str) -> None:
    """Say once what came of answers; warn where another window changed what is known while these files lay here.

    `version` tells one state of what is known.
    """
    before = st.session_state.get(_SEEN)
    st.session_state[_SEEN] = (files, version)
    if before is not None and before[0] == files and before[1] != version and _LATER not in st.session_state:
        st.warning(
            "Các câu trả lời đã nhớ vừa thay đổi ở cửa sổ khác; các tệp đã được đọc lại theo đó. "
            "Nếu bạn vừa bấm trả lời, hãy xem lại rồi bấm lần nữa."
        )
    is_warning, sentences = st.session_state.pop(_LATER, (False, []))
    for sentence in sentences:
        (st.warning if is_warning else st.success)(escape_markdown(sentence))
