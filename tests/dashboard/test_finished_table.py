"""A table whose words are made once: in the browser it is what a styled frame is."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pandas as pd
import streamlit as st
from streamlit import dataframe_util
from streamlit.testing.v1 import AppTest

from dashboard.parts.finished_table import finish

FRAME = pd.DataFrame(
    {
        "Đơn vị": ["Xã Đại Bái", "Phường Ninh Xá", "Xã Cao Đức"],
        "Tổng số": pd.array([1263, 21, None], dtype="Int64"),
        "Tỷ lệ (%)": pd.array([89.64, None, 100.0], dtype="Float64"),
    }
)


def _percent(value: float) -> str:
    return f"{value:.2f}%".replace(".", ",")


WORDS: dict[Any, Any] = {"Tổng số": lambda value: f"{value:,}".replace(",", "."), "Tỷ lệ (%)": _percent}


def _page(kind: str) -> None:
    """A page with one table, finished or styled."""
    import streamlit as st

    from dashboard.parts.finished_table import finish
    from tests.dashboard.test_finished_table import FRAME, WORDS

    styled = FRAME.style.format(WORDS, na_rep="").set_uuid("finished")
    st.dataframe(finish(FRAME, WORDS) if kind == "finished" else styled, hide_index=True)


def _sent(kind: str) -> Any:
    (table,) = AppTest.from_function(_page, kwargs={"kind": kind}).run().dataframe
    return table.proto.arrow_data


def test_the_browser_gets_numbers_and_words() -> None:
    finished, styled = _sent("finished"), _sent("styled")
    assert finished.data == styled.data
    assert finished.styler.styles == styled.styler.styles == ""
    words, expected = (
        dataframe_util.convert_arrow_bytes_to_pandas_df(it.styler.display_values) for it in (finished, styled)
    )
    assert words.to_dict("list") == expected.to_dict("list")
    assert words["Tỷ lệ (%)"].tolist() == ["89,64%", "", "100,00%"]


def test_sessions_share_a_table() -> None:
    table = finish(FRAME, WORDS)

    def show(_: int) -> None:
        st.dataframe(table, hide_index=True)

    with ThreadPoolExecutor(12) as sessions:
        list(sessions.map(show, range(100)))
    assert table.data.columns.tolist() == FRAME.columns.tolist()  # type: ignore[attr-defined]
