"""What is said after answers were kept: how many, and what somebody else had answered in the meantime."""

from typing import Any

import streamlit as st

from dashboard.parts.markdown import escape_markdown
from reference import vietnamese

_LATER, _SEEN = "import_answers_told", "import_answers_seen"


def tell_later(outcome: Any) -> None:
    """Keep what came of answers (`etl.learned.Outcome`) for the page's next run."""
    said = [str(outcome.refused)] if outcome.refused else []
    if outcome.kept:
        said.append(f"Đã nhớ {vietnamese.number(outcome.kept)} câu trả lời; các tệp đã được đọc lại theo đó.")
    for one in outcome.taken:
        said.append(
            f"«{one.asked}» vừa được {one.by} trả lời khác ở cửa sổ khác nên được giữ theo câu trả lời đó."
            if one.by
            else f"Câu trả lời cũ về «{one.asked}» vừa bị xóa ở cửa sổ khác; hãy xem lại rồi chọn lần nữa."
        )
    if not said:
        said.append("Chưa có câu trả lời nào mới.")
    st.session_state[_LATER] = (bool(outcome.refused or outcome.taken), said)


def tell(files: object, version: str) -> None:
    """Say it once; and when another window changed what is known (`version`) while these files lay here."""
    before = st.session_state.get(_SEEN)
    st.session_state[_SEEN] = (files, version)
    if before is not None and before[0] == files and before[1] != version and _LATER not in st.session_state:
        st.warning(
            "Các câu trả lời đã nhớ vừa thay đổi ở cửa sổ khác; các tệp đã được đọc lại theo đó. "
            "Nếu bạn vừa bấm trả lời, hãy xem lại rồi bấm lần nữa."
        )
    is_warning, said = st.session_state.pop(_LATER, (False, []))
    for sentence in said:
        (st.warning if is_warning else st.success)(escape_markdown(sentence))
