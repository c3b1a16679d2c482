"""The first line of the import page: what is still open, as causes with links to the places where they are answered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.data import import_days, import_units
from dashboard.parts.markdown import escape_markdown
from reference import vietnamese

Record = Mapping[str, Any]

ASKED = {*import_days.ASKED, "no_name_column", "doubtful_heading"}
"""Problems that have a question of their own."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that is open, in a few words, and the anchor of its place on the page."""

    text: str
    anchor: str


def causes(report: Record, questions: Sequence[Any], gaps: Sequence[str]) -> list[Cause]:
    """List what is open; `gaps`: the sentences about sheets without a main column."""
    return [*_of_files(report), *_of_spellings(questions), *_of_the_rest(report, questions, gaps)]


def show(open_causes: Sequence[Cause], *, can_load: bool, waits: bool) -> None:
    """Show the causes in one line; `waits`: what is sent waits for approval."""
    if open_causes:
        links = " · ".join(f"[{escape_markdown(cause.text)}](#{cause.anchor})" for cause in open_causes)
        st.markdown(f"**Còn phải xem:** {links}")
    elif can_load:
        label = "Gửi duyệt" if waits else "Nạp vào cơ sở dữ liệu"
        st.markdown(f"**Không còn gì phải hỏi.** [{label}](#nap)")


def _of_files(report: Record) -> Iterator[Cause]:
    if report["unread"]:
        yield Cause(_count(len(report["unread"]), "tệp không đọc được"), "tep")
    undated = import_days.missing(report)
    if undated:
        yield Cause(f"ngày của {undated[0] if len(undated) == 1 else _count(len(undated), 'tệp')}", "ngay")
    for words in import_units.open_causes(report):
        yield Cause(words, "don-vi")
    for code, words in (("no_name_column", "cột họ tên"), ("doubtful_heading", "tiêu đề cột chưa chắc")):
        number = sum(each["code"] == code for each in report["problems"])
        if number:
            yield Cause(_count(number, words), "cot")


def _of_spellings(questions: Sequence[Any]) -> Iterator[Cause]:
    if questions:
        cells = sum(question.count for question in questions)
        yield Cause(f"{_count(len(questions), 'cách ghi chưa hiểu')} ({_count(cells, 'ô')})", "cach-ghi")


def _of_the_rest(report: Record, questions: Sequence[Any], gaps: Sequence[str]) -> Iterator[Cause]:
    if gaps:
        yield Cause(gaps[0] if len(gaps) == 1 else _count(len(gaps), "chỗ thiếu cột"), "thieu-cot")
    asked = sum(question.count for question in questions if question.field != "position")  # a strange post is a warning
    told_above = set(report["unread"])
    errors = sum(
        each["severity"] == "error"
        and each["code"] not in ASKED
        and each["file"] not in told_above
        and not import_units.are_missing(report, each)
        for each in report["problems"]
    )
    errors -= asked
    if errors > 0 and any(file["sheets"] for file in report["files"]):  # else all of them stand in the verdict
        yield Cause(_count(errors, "lỗi khác"), "loi")


def _count(number: int, words: str) -> str:
    return f"{vietnamese.number(number)} {words}"
