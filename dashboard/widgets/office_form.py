"""The form of the page «Thiết lập»."""

import streamlit as st

from dashboard import labels
from dashboard.measures import Rounding, share

_SAVED = "office_saved"
_EXAMPLES = ((1845, 2366), (61, 2366), (184, 2366))
"""Counts whose shares differ between the rules, from the province's published figures."""


def show(office: str, rounding: Rounding) -> dict[str, str] | None:
    """The office's name and the rule of rounding; what was chosen once it is sent, else None."""
    if st.session_state.pop(_SAVED, False):
        st.success("Đã lưu. Mọi bảng, biểu đồ và tệp tải về từ nay theo thiết lập này.")
    with st.form("office", width=720):
        name = st.text_input("Tên cơ quan (hiện ở đầu thực đơn)", office, max_chars=120)
        rule = st.radio(
            "Cách lấy hai chữ số thập phân của tỷ lệ",
            list(Rounding),
            index=list(Rounding).index(rounding),
            format_func=labels.rounding_name,
            captions=[_explanation(each) for each in Rounding],
        )
        sent = st.form_submit_button("Lưu", type="primary")
    _examples()
    return {"office_name": name.strip(), "rounding": (rule or rounding).value} if sent else None


def saved() -> None:
    """Draw the page again with what was saved; the menu above it shows the name, too."""
    st.session_state[_SAVED] = True
    st.rerun()


def _explanation(rule: Rounding) -> str:
    return labels.rounding_note(rule)


def _examples() -> None:
    """The same numbers under the two rules that offices use."""
    st.subheader("Hai cách, cùng một số liệu", anchor=False)
    lines = ["| Số người | Tổng số | Làm tròn | Cắt bỏ |", "|---:|---:|---:|---:|"]
    for count, base in _EXAMPLES:
        rounded, cut = (labels.percent(share(count, base, rule)) for rule in (Rounding.HALF_UP, Rounding.CUT))
        lines.append(f"| {labels.number(count)} | {labels.number(base)} | {rounded} | {cut} |")
    st.markdown("\n".join(lines))
    st.caption(
        "Số liệu công bố của tỉnh ngày 31/12/2023 dùng cách cắt bỏ. Quy tắc đang dùng được ghi dưới mỗi biểu đồ và "
        "trong mỗi tệp tải về, để người đọc biết vì sao hai bản có thể lệch 0,01."
    )
