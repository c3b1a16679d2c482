"""A table for `st.dataframe` whose words are made once, while its numbers stay numbers that sort as such.

Of a styled frame Streamlit takes the words that stand in its cells, and lets pandas render the whole table for them at
each run: ten times as long as the rest takes. Here the words are kept beside the frame and handed over as they are.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

Frame = pd.DataFrame
FinishedTable = Styler
Words = Callable[[Any], str]


class _FinishedFrame(pd.DataFrame):
    """A frame with its words: Streamlit asks for them as for the frame's texts."""

    _metadata = ["words"]  # noqa: RUF012  pandas' own way to give a frame more than columns
    words: pd.DataFrame

    def astype(self, dtype: Any, *arguments: Any, **options: Any) -> Any:  # type: ignore[misc]
        """Give the words where texts are asked for; else as every frame."""
        return self.words if dtype is str else super().astype(dtype, *arguments, **options)


def finish(frame: pd.DataFrame, words: Mapping[str, Words]) -> FinishedTable:
    """Word the columns that `words` names; a missing number has no words. The table may be shared, not changed."""
    texts = {
        name: ["" if missing else write(value) for value, missing in zip(frame[name], frame[name].isna(), strict=True)]
        for name, write in words.items()
    }
    finished = _FinishedFrame(frame)
    finished.words = pd.DataFrame(frame).astype(str).assign(**texts)
    styler = Styler(finished, uuid="finished")
    # Nothing is left to be rendered: the rest of a styled frame, its colours and classes, is empty.
    styler._compute = lambda: styler  # type: ignore[attr-defined]
    styler._translate = lambda *_: {}  # type: ignore[attr-defined]
    return styler
