"""A table of places that is a table: names are links, headers sort, a total stays, 25 rows without a box that scrolls.

`st.dataframe` draws on a canvas: its rows are no links for a keyboard, and paper shows what was in sight. This one is
HTML, made in the browser by a component from texts alone, so that nothing in a name is taken for markup.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from reference import vietnamese

MOST_ROWS = 25
"""Rows in sight at first; the others follow at a click, and on paper."""
_PARTS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class ListedCell:
    """A cell: its words, the number or text that it is sorted by (None last), and how much of its bar is filled."""

    text: str
    key: float | str | None = None
    bar: float | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: its headers (those of numbers stand right), its rows, and the last one that is never sorted away."""

    caption: str
    headers: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[ListedCell, ...], ...]
    codes: tuple[str, ...]
    """The code of each row, given by a click on its name."""
    total: tuple[ListedCell, ...] = ()
    links: tuple[str, ...] = ()
    """The address of each row, for another window."""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    css, script = ((_PARTS / name).read_text(encoding="utf-8") for name in ("listing.css", "listing.js"))
    return st.components.v2.component("listing", html="<article></article>", css=css, js=script)


@dataclass(frozen=True, slots=True)
class FinishedListing:
    """A table as the browser gets it, encoded once for all runs and sessions: half of a page's run was its encoding."""

    encoded: bytes
    codes: tuple[str, ...]

    @property
    def key(self) -> str:
        """Another word for a table of other places."""
        return f"{self.codes[0]}_{len(self.codes)}"


def finish(listing: Listing) -> FinishedListing:
    """Encode the table, with the words of its button."""
    folded = max(len(listing.rows) - MOST_ROWS, 0)
    more = f"Xem tất cả (thêm {vietnamese.number(folded)})" if folded else ""
    data = asdict(listing) | {"most": MOST_ROWS, "more": more, "less": f"Chỉ xem {MOST_ROWS} dòng đầu"}
    return FinishedListing(json.dumps(data, ensure_ascii=False).encode(), listing.codes)


def show(listing: FinishedListing, on_pick: Callable[[str], None], *, key: str) -> None:
    """Show the table; `on_pick` is given the code of the row whose name is clicked."""

    def picked() -> None:
        code = st.session_state[key].get("pick")
        if code in listing.codes:
            on_pick(str(code))

    _component()(key=key, data=listing.encoded, on_pick_change=picked, height="content")
