"""Problems by cause: errors first, the most frequent first, the cells of a cause behind a click.

The import page shows those of the dropped files, the history those that the database keeps.
"""

from collections.abc import Sequence
from itertools import takewhile

import streamlit as st

from dashboard.parts import listing
from dashboard.parts.markdown import escape_markdown
from presentation import labels
from presentation.problem_causes import SEVERITIES, Cause, Record, by_cause, name_of
from reference import vietnamese

_SEVERITIES = {"": "Tất cả", **SEVERITIES}
_ICONS = {"error": ":material/error:", "warning": ":material/warning:"}
_SENTENCE = "Nội dung và cách sửa"
_MOST_ROWS = 2_000
"""Places of a cause that are listed: a page of more is slow in the browser."""


def show(entries: Sequence[Record], *, key: str) -> None:
    """Show all problems, to be narrowed by severity and by words of the file, sheet, cell or sentence."""
    if not entries:
        st.markdown("Không có lỗi hay cảnh báo nào.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        severity = st.segmented_control(
            "Mức độ",
            list(_SEVERITIES),
            format_func=_SEVERITIES.__getitem__,
            default="",
            required=True,
            key=f"{key}_severity",
        )
        words = st.text_input("Lọc theo tệp, trang, ô hoặc nội dung", key=f"{key}_words", width=320).casefold()
    chosen = [each for each in entries if severity in ("", each["severity"])]
    chosen = [each for each in chosen if words in " ".join(_row(each).values()).casefold()]
    groups = by_cause(chosen)
    st.caption(
        f"{vietnamese.number(len(chosen))}/{vietnamese.number(len(entries))} dòng, "
        f"{vietnamese.number(len(groups))} nguyên nhân. Bấm vào nguyên nhân để xem từng ô."
    )
    for cause, problems in groups.items():
        with st.expander(_title(cause, len(problems)), icon=_ICONS[cause[0]], expanded=len(groups) == 1):
            _cells(problems, "-".join([key, *filter(None, cause)]))


def _title(cause: Cause, number: int) -> str:
    return escape_markdown(name_of(cause)) + f" · **{vietnamese.number(number)} chỗ**"


def _cells(problems: Sequence[Record], key: str) -> None:
    """Show the places of one cause; what all of them share is said once."""
    rows = [_row(problem) for problem in problems]
    advice = shared_end([row[_SENTENCE] for row in rows])
    for row in rows:
        row[_SENTENCE] = row[_SENTENCE].removesuffix(advice).strip()
    same = [name for name in rows[0] if len(rows) > 1 and len({row[name] for row in rows}) == 1]
    shared = [f"{name.lower()} «{rows[0][name]}»" for name in same if name != _SENTENCE and rows[0][name]]
    opening = [rows[0][_SENTENCE]] if _SENTENCE in same else []
    told_once = " ".join([*opening, advice.strip(), *([f"Đều ở {', '.join(shared)}."] if shared else [])]).strip()
    if told_once:
        st.caption(escape_markdown(told_once))
    empty = {name for name in rows[0] if not any(row[name] for row in rows)}
    listing.show_rows(
        _title_of_table(problems[0]),
        [{name: value for name, value in row.items() if name not in {*same, *empty}} for row in rows[:_MOST_ROWS]],
        key=key,
    )
    if len(rows) > _MOST_ROWS:
        shown, all_of_them = map(vietnamese.number, (_MOST_ROWS, len(rows)))
        st.caption(f"Liệt kê {shown}/{all_of_them} chỗ đầu; lọc ở ô trên để thấy chỗ khác.")


def _title_of_table(problem: Record) -> str:
    return f"Các chỗ: {labels.problem_kind(problem['code'])}"


def shared_end(texts: Sequence[str]) -> str:
    """Find the whole sentences that all of several texts end with."""
    if len(texts) < 2:
        return ""
    ends = [text.split(". ")[::-1] for text in texts]
    alike = [parts[0] for parts in takewhile(lambda parts: len(set(parts)) == 1, zip(*ends, strict=False))]
    whole = alike[: min(map(len, ends)) - 1]
    return ". ".join(whole[::-1])


def _row(problem: Record) -> dict[str, str]:
    return {
        "Tệp": problem["file"],
        "Trang": problem["sheet"],
        "Ô": problem["cell"],
        "Giá trị": problem["value"],
        _SENTENCE: sentence(problem),
    }


def sentence(problem: Record) -> str:
    """Give the message without its opening, which names the place that has columns of its own here."""
    message: str = problem["message"]
    for place in (problem["cell"] and f"ô {problem['cell']}: ", problem["sheet"] and f"trang «{problem['sheet']}»: "):
        before, opening, after = message.partition(place or "\0")
        if opening and problem["file"] in before:
            return after
    return message
