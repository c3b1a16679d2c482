"""The pieces of pages that can be tried without a page."""

import io
import logging
import threading
from collections.abc import Callable
from datetime import date

import pytest
import streamlit as st

import reference
from dashboard.data import import_view
from dashboard.parts import failures, jobs, selection_row
from dashboard.parts.markdown import escape_markdown, escape_piece
from presentation import labels
from stats.cube import Coverage
from stats.measures import Gap, Overview, profile

FULL, ONE, TWO = Coverage(126, 126), Coverage(1, 126), Coverage(2, 126)


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        (ONE, FULL, "Mới có 1/126 đơn vị có danh sách ngày 30/06/2024 nên chưa so sánh với 31/12/2023."),
        (FULL, ONE, "Ngày 31/12/2023 mới có 1/126 đơn vị có danh sách nên chưa so sánh."),
        (
            ONE,
            TWO,
            "Mới có 1/126 đơn vị có danh sách ngày 30/06/2024, 2/126 đơn vị ngày 31/12/2023 và không cùng đơn vị nên "
            "chưa so sánh.",
        ),
    ],
)
def test_why_changes_are_withheld(now: Coverage, then: Coverage, words: str) -> None:
    nobody = profile({}, {}, {})
    gap = Gap(date(2024, 6, 30), now, date(2023, 12, 31), then)
    assert labels.compared_with(Overview(nobody, None, now, gap)) == words


@pytest.mark.parametrize(
    ("address", "only_here"),
    [
        ("http://127.0.0.1:8501/tin-hoc?as_of=2023-12-31", True),
        ("http://localhost:8501", True),
        ("http://[::1]:8501/", True),
        ("http://10.0.0.7:8501/tin-hoc", False),
        ("https://thongke.vi-du.vn/?q=127.0.0.1", False),
    ],
)
def test_an_address_of_this_machine_alone_is_known(address: str, only_here: bool) -> None:
    assert selection_row.is_only_here(address) is only_here


@pytest.mark.parametrize(
    "text", ["*đậm*", "[liên kết](http://x)", "<b>", "$x^2$", ":red[đỏ]", "# đầu đề", "1. một", "a|b"]
)
def test_no_sign_of_a_file_name_is_taken_for_formatting(text: str) -> None:
    escaped = escape_markdown(text)
    assert escaped.replace("\\", "") == text
    assert not [
        sign for before, sign in zip(" " + escaped, escaped, strict=False) if sign in "*[]<$:#.|" and before != "\\"
    ]


def test_line_ends_become_spaces() -> None:
    assert escape_markdown("một\n\n# hai") == "một \\# hai"


def test_a_piece_between_links_keeps_the_spaces_that_part_it_from_them() -> None:
    assert escape_piece(" [nay] thuộc ") == " \\[nay\\] thuộc "
    assert escape_piece("  ") == "  "


def test_a_failure_is_logged_without_values() -> None:
    stream = io.StringIO()
    log = logging.getLogger("test.failures")
    handler = logging.StreamHandler(stream)
    log.addHandler(handler)
    log.addFilter(failures.without_values)
    try:
        {"Nguyễn Thị Bưởi": 1}["Trần Văn Cam"]
    except KeyError as failure:
        log.error("Uncaught app execution", exc_info=failure)
    log.removeHandler(handler)
    line = stream.getvalue()
    assert line.startswith("KeyError at tests/dashboard/test_widgets.py:")
    assert "Cam" not in line
    assert "Traceback" not in line


def test_a_column_is_called_by_what_it_means() -> None:
    assert import_view.meaning("full_name") == "Họ và tên"
    assert import_view.meaning("education:bachelors") == "Trình độ chuyên môn: Đại học"


def test_every_meaning_of_a_header_has_a_vietnamese_name() -> None:
    written = {row["meaning"].partition(":")[0] for row in reference.rows("header_spellings")}
    meanings = written - {"frame", "group"}  # these two say how a header is built, not what a column holds
    assert not [name for name in meanings if reference.field_label(name) == name]


def test_the_screens_words_are_said_once_and_in_vietnamese() -> None:
    words = labels.screen_words()
    assert "Upload" in words
    assert not set(words) & set(words.values())
    assert {word for word in words if word.startswith("/")} <= {word for word in words if word.endswith("/")}
    assert all(word == word.strip() and word for pair in words.items() for word in pair)


@pytest.fixture
def slots() -> None:
    """A session's memory of its own."""
    st.session_state.clear()


@pytest.mark.usefixtures("slots")
def test_a_job_runs_once_for_its_key() -> None:
    seen: list[str] = []

    def work(name: str) -> Callable[[jobs.Progress], str]:
        def note(_progress: jobs.Progress) -> str:
            seen.append(name)
            return name

        return note

    first = jobs.start("slot", "a", work("a"))
    assert first.result() == "a"
    assert jobs.start("slot", "a", work("again")) is first
    assert jobs.started("slot", "b") is None
    assert jobs.start("slot", "b", work("b")).result() == "b"
    assert seen == ["a", "b"]


@pytest.mark.usefixtures("slots")
def test_a_job_tells_how_far_it_is() -> None:
    started, go_on = threading.Event(), threading.Event()

    def work(progress: jobs.Progress) -> None:
        progress("Đang đọc tệp 5/8", 5, 8)
        started.set()
        go_on.wait(10)

    job = jobs.Job(work)
    assert started.wait(10)
    assert job.step() == ("Đang đọc tệp 5/8", 0.625)
    go_on.set()
    assert job.result() is None


@pytest.mark.usefixtures("slots")
def test_a_job_that_failed_can_be_started_again() -> None:
    def fail(_progress: jobs.Progress) -> None:
        raise OSError

    job = jobs.start("slot", "a", fail)
    with pytest.raises(OSError):  # noqa: PT011  any will do
        job.result()
    assert jobs.start("slot", "a", lambda _progress: "done").result() == "done"
