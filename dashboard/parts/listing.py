"""A table of places that is a table: names are links, headers sort, a total stays, 25 rows without a box that scrolls.

`st.dataframe` draws on a canvas: its rows are no links for a keyboard, and paper shows what was in sight. This one is
HTML, made in the browser by a component from texts alone, so that nothing in a name is taken for markup.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.parts.register import TRACE
from reference import vietnamese

HINT = "Bấm vào tên để xem riêng nơi đó; bấm vào tiêu đề cột để xếp lại."
MOST_ROWS, MOST_PRINTED = 25, 250
"""Rows in sight at first; the others follow at a click, and on paper where the table has at most so many."""
Value = str | int | float | date | datetime | None
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
    codes: tuple[str, ...] = ()
    """The code of each row, given by a click on its name; none where rows are data and no ways."""
    total: tuple[ListedCell, ...] = ()
    links: tuple[str, ...] = ()
    """The address of each row, for another window; none where a row opens on this page."""
    traces: tuple[str | None, ...] = ()
    """For each column what follows a row's address to find its number's people («»: everybody of the row); None: nobody
    is to be found."""
    everybody: str = ""
    """The address of the total's people."""
    ways: tuple[tuple[str, ...], ...] = ()
    """For each row the address of each number's people, where rows are no places; «»: nobody is to be found."""
    trace: str = TRACE.slug
    """The page that finds people."""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    css, script = ((_PARTS / name).read_text(encoding="utf-8") for name in ("listing.css", "listing.js"))
    return st.components.v2.component("listing", html="<article></article>", css=css, js=script)


@dataclass(frozen=True, slots=True)
class FinishedListing:
    """A table as the browser gets it, encoded once for all runs and sessions: half of a page's run was its encoding."""

    encoded: bytes
    codes: tuple[str, ...]
    rows: int

    def key_of(self, table: str) -> str:
        """Give the key of a table on the page, another one for other places; «__» in it would be Streamlit's own."""
        return f"{table}-{next(iter(self.codes), '')}-{len(self.codes)}"

    def with_state(self, **state: str | bool) -> bytes:
        """Give the table with what is said of it in this run: `chosen`, `ticks`."""
        return self.encoded[:-1] + b", " + json.dumps(state, ensure_ascii=False).encode()[1:]


def finish(listing: Listing) -> FinishedListing:
    """Encode the table, with the words of its button."""
    folded = max(len(listing.rows) - MOST_ROWS, 0)
    more = f"Xem tất cả (thêm {vietnamese.number(folded)})" if folded else ""
    # Nobody who prints a page expects thirty sheets of a list that shows a screen's worth.
    paper = _of_paper(len(listing.rows)) if len(listing.rows) > MOST_PRINTED else ""
    data = asdict(listing) | {
        "most": MOST_ROWS,
        "more": more,
        "less": f"Chỉ xem {MOST_ROWS} dòng đầu",
        "onPaper": paper,
    }
    return FinishedListing(json.dumps(data, ensure_ascii=False).encode(), listing.codes, len(listing.rows))


def _of_paper(rows: int) -> str:
    number = vietnamese.number(rows)
    return f"In {MOST_ROWS}/{number} dòng như trên màn hình; muốn in đủ, bấm «Xem tất cả» rồi in lại."


def show(listing: FinishedListing, on_pick: Callable[[str], None] | None = None, *, key: str, chosen: str = "") -> None:
    """Show the table; `on_pick` is given the code of the row whose name is clicked, the row of `chosen` is open."""

    def picked() -> None:
        code = st.session_state[key].get("pick")
        if code and code in listing.codes and on_pick is not None:
            on_pick(str(code))

    data = listing.with_state(chosen=chosen) if chosen else listing.encoded
    _component()(key=key, data=data, on_pick_change=picked, height="content")


def show_rows(
    caption: str, rows: Sequence[Mapping[str, Value]], *, key: str, ways: tuple[tuple[str, ...], ...] = ()
) -> None:
    """Show rows by their headers, which all of them share; nothing where there are none."""
    headers = list(rows[0]) if rows else []
    if table := finish_rows(caption, headers, [tuple(row.values()) for row in rows], key=key, ways=ways):
        show(table.listing, key=table.key)


@dataclass(frozen=True, slots=True)
class KeyedListing:
    """A finished table and the key of its place on the page."""

    listing: FinishedListing
    key: str


def finish_rows(
    caption: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[Value]],
    *,
    key: str,
    ways: tuple[tuple[str, ...], ...] = (),
) -> KeyedListing | None:
    """Finish a table of rows for many runs; None where there are none. `ways`: to the people of its numbers."""
    if not rows:
        return None
    table = replace(of_rows(caption, headers, rows), ways=ways)
    return KeyedListing(finish(table), _key(key, headers))


def _key(key: str, headers: Sequence[str]) -> str:
    """Make a table's key its own: another one under the same key would be sorted as the last one was."""
    return "-".join([key, *headers])


def pick_row(caption: str, rows: Sequence[Mapping[str, Value]], codes: Iterable[object], *, key: str) -> int | None:
    """Show rows as `show_rows`, one of which may be chosen by a click on its first cell; give its number."""
    table = of_rows(caption, list(rows[0]), [tuple(row.values()) for row in rows], codes=codes)
    code = pick(table, key=key)
    return table.codes.index(code) if code is not None else None


def pick(listing: Listing, *, key: str) -> str | None:
    """Show the table; give the code of the row that was clicked, None before any was or where it is gone."""
    chosen = f"{key}_chosen"

    def choose(code: str) -> None:
        st.session_state[chosen] = None if code == st.session_state.get(chosen) else code

    code = st.session_state.get(chosen)
    code = code if code in listing.codes else None
    show(finish(listing), choose, key=key, chosen=code or "")
    return code


def tick(listing: Listing, *, key: str) -> list[str]:
    """Show the table with a box before each name; give the codes of the rows whose boxes are ticked."""
    state = _component()(
        key=key,
        data=finish(listing).with_state(ticks=True),
        default={"ticked": []},
        on_ticked_change=lambda: None,
        height="content",
    )
    ticked = set(state.get("ticked") or ())
    return [code for code in listing.codes if code in ticked]


def of_rows(
    caption: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    codes: Iterable[object] = (),
    links: Iterable[str] = (),
    total: Sequence[Value] = (),
    decimals: int = 0,
    empty: str = "",
) -> Listing:
    """Make a table of values: whole numbers, decimals (of so many places), moments of Viet Nam's clock, days, texts.

    None is worded as `empty`. A column that has numbers stands right. A row whose code is «» is no way.
    """
    table = [tuple(row) for row in rows]
    columns = list(zip(*table, strict=True)) or [()] * len(headers)
    return Listing(
        caption,
        tuple(headers),
        numeric=tuple(any(map(_is_number, column)) for column in columns),
        rows=tuple(tuple(cell(value, decimals, empty) for value in row) for row in table),
        codes=tuple(map(str, codes)),
        total=tuple(cell(value, decimals) for value in total),
        links=tuple(links),
    )


def with_bars(table: Listing, column: int) -> Listing:
    """Put a small bar under each share of a column (per cent)."""
    rows = tuple(
        tuple(replace(each, bar=_part(each)) if place == column else each for place, each in enumerate(row))
        for row in table.rows
    )
    return replace(table, rows=rows)


def _part(share: ListedCell) -> float | None:
    return share.key / 100 if isinstance(share.key, float) else None


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float)


def cell(value: Value, decimals: int = 0, empty: str = "") -> ListedCell:
    """Word a value as everywhere else: «1.263», «77,98», «31/12/2023 14:05», a text as it is."""
    if value is None:
        return ListedCell(empty)
    if isinstance(value, datetime):
        return ListedCell(f"{vietnamese.day(value)} {value:%H:%M}", value.isoformat())
    if isinstance(value, date):
        return ListedCell(vietnamese.day(value), value.isoformat())
    if isinstance(value, float):
        return ListedCell(vietnamese.decimal(Decimal(f"{value:.{decimals}f}")), value)
    return ListedCell(vietnamese.number(value), value) if isinstance(value, int) else ListedCell(value, value)
