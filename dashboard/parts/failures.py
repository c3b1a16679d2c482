"""A defect of the program, as people and the log see it: a calm sentence, and a place in the program without values."""

import logging
import traceback
from pathlib import Path

import streamlit as st

from database import trouble
from sealing import SealedError
from settings import ROOT

_DEFECT = (
    "Trang này chưa hiển thị được do một lỗi của chương trình. Số liệu trong cơ sở dữ liệu không bị thay đổi.\n\n"
    "Hãy tải lại trang. Nếu lỗi còn lặp lại, hãy báo người quản trị kèm thời điểm xảy ra; nhật ký của chương trình ghi "
    "lại vị trí lỗi."
)


def show(failure: Exception) -> bool:
    """Tell the person at the screen; True keeps Streamlit from showing its own box."""
    sentence = str(failure) if isinstance(failure, SealedError) else trouble(failure)
    st.warning(sentence or _DEFECT)
    return True


def without_values(record: logging.LogRecord) -> bool:
    """Filter a log record: an uncaught exception's message may hold personal data, its type and its place do not."""
    failure = record.exc_info[1] if record.exc_info else None
    if failure is not None:
        record.msg, record.args = "%s at %s", (type(failure).__name__, place_of(failure))
        record.exc_info = record.exc_text = None
    return True


def place_of(failure: BaseException) -> str:
    """Name the place «pages/figures/units.py:12»: the last line of our own that the exception passed through."""
    frames = traceback.extract_tb(failure.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(ROOT) and ".venv" not in frame.filename]
    if not ours:
        return "?"
    return f"{Path(ours[-1].filename).relative_to(ROOT).as_posix()}:{ours[-1].lineno}"
