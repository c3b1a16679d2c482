"""The selection row: one selection for all pages, held in the session, shown in the URL, changed by widgets and clicks.

The URL is the truth when somebody navigates (a link, the back button), the session otherwise: a menu click or a
rerun for another widget must not lose what was chosen.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

import reference
from dashboard import cached, selection_from_url
from dashboard.parts import asked, compared, copying, crossed, page_part
from dashboard.parts.markdown import escape_markdown
from presentation import labels
from presentation.tiers import BODY, tier_choice
from presentation.views import views
from reference import vietnamese
from reference.bodies import Tier
from stats.measures.layouts import NAMES
from stats.selection import DIMENSIONS, PLACES, Selection

_SELECTION, _WRITTEN, _JUST_CHOSEN = "selection", "selection_in_url", "selection_just_chosen"
ONLY_HERE = "địa chỉ này chỉ mở được trên máy này"
_OF_PAGES = (asked.NAME, compared.NAME, compared.MEASURE, page_part.NAME, *NAMES)
"""The parts of addresses beside the selection."""
_ALL = ""
"""The option «all»: Streamlit takes None for «nothing chosen yet»."""


def follow(dates: Sequence[date], default_date: date | None) -> tuple[str, ...]:
    """Settle this run's selection from URL or session, write it to the URL, and say in sentences what did not hold.

    `dates`: those of the page, newest first, at least one.
    """
    in_url = {name: value for name, value in st.query_params.to_dict().items() if name in DIMENSIONS}
    earlier: Selection | None = st.session_state.get(_SELECTION)
    just_chosen = st.session_state.pop(_JUST_CHOSEN, False)
    navigated = bool(in_url) and in_url != st.session_state.get(_WRITTEN)
    words = in_url if earlier is None or (navigated and not just_chosen) else earlier.to_query()
    selection, sentences = selection_from_url.settle(words, dates, cached.places, default_date, cached.levels)
    st.session_state[_SELECTION] = selection
    st.session_state[_WRITTEN] = selection.to_query()
    if in_url != selection.to_query():
        others = {name: text for name, text in st.query_params.to_dict().items() if name in _OF_PAGES}
        st.query_params.from_dict(selection.to_query() | others)
    return sentences


def current() -> Selection:
    """Give the selection of this run; `follow` has settled it."""
    selection: Selection = st.session_state[_SELECTION]
    return selection


def choose(selection: Selection) -> None:
    """Take another selection from the next run on; for callbacks of charts, rows and buttons."""
    st.session_state[_SELECTION] = selection
    st.session_state[_JUST_CHOSEN] = True


def link() -> dict[str, str]:
    """Give the query parameters that a link to another page carries; empty before anything is chosen."""
    selection: Selection | None = st.session_state.get(_SELECTION)
    return selection.to_query() if selection else {}


def query() -> dict[str, str]:
    """Give the query parameters of the very screen that is looked at: the selection, and what its page adds."""
    return current().to_query() | compared.query() | crossed.query() | page_part.query() | asked.query()


def place() -> str:
    """Name the place that is looked at; another word for another place."""
    selection: Selection | None = st.session_state.get(_SELECTION)
    return " ".join(str(getattr(selection, name)) for name in PLACES) if selection else ""


def row(dates: Sequence[date], default_date: date | None, *, with_unit: bool) -> None:
    """Show the row under a page's title; the commune is asked for where the page is about one, or one is chosen."""
    now = current()
    places = cached.places(now.as_of, now.territory, now.level)
    with _fold(now), st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        days = {day: vietnamese.day(day) for day in dates}
        _select("as_of", "Tính đến ngày", list(days), days, 125)
        _level(now)
        home = places.old_province_above(now)
        if places.old_provinces:
            names = {_ALL: "Toàn tỉnh"} | {place.code: place.name for place in places.old_provinces}
            _select("old_province", "Tỉnh cũ", list(names), names, 160, value=home)
        if places.districts:
            names = {_ALL: "Toàn tỉnh" if home is None else "Tất cả"}
            names |= {place.code: place.name for place in places.districts_of(home)}
            _select("district", "Đơn vị cấp huyện", list(names), names, 176)
        if with_unit or now.unit:
            names = {_ALL: "Tất cả"} | places.names_of(places.units_of(now.district, home))
            _select("unit", "Đơn vị cấp xã" if now.level is Tier.COMMUNE else BODY, list(names), names, 172)
        kinds = {_ALL: "Tất cả"} | {value.code: value.label for value in places.unit_types()}
        _select("unit_type", "Loại đơn vị", list(kinds), kinds, 120)
        known_views = views(now.level)
        _select(
            "territory", "Địa giới" if now.level is Tier.COMMUNE else "Tổ chức", list(known_views), known_views, 196
        )
        _category(now)
        default = Selection(default_date or dates[0])
        st.button("Đặt lại", on_click=choose, args=(default,), type="tertiary")
        _copy_link()


def _fold(now: Selection) -> Any:
    """Give the place of the filters: a phone shows the line that says them (look.css), a screen the row itself."""
    scope = labels.people(now, cached.source().names_of(now))
    line = escape_markdown(f"{vietnamese.day(now.as_of)} · {scope}")
    return st.expander(line, expanded=True, type="compact", key="filters")


def _level(now: Selection) -> None:
    """Ask for the level of government, where bodies have sent rosters for any date."""
    if not any(cached.source().dates(tier) for tier in (Tier.PROVINCE, Tier.DISTRICT)):
        return
    tiers = {tier: tier_choice(tier) for tier in (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE, Tier.ALL)}
    _select("level", "Cấp", list(tiers), tiers, 110)


def _select(
    name: str, label: str, options: Sequence[Any], words: dict[Any, str], width: int, *, value: str | None = None
) -> None:
    """Show one list; its value is set from the selection at each run, so that links and clicks move it too."""
    st.session_state[_key(name)] = value or getattr(current(), name) or _ALL
    st.selectbox(label, options, format_func=words.__getitem__, key=_key(name), on_change=_taker(name), width=width)


def _category(now: Selection) -> None:
    """Ask for cán bộ or công chức; the other kinds only where the date has any."""
    with_people = {
        part.code
        for part in cached.source().breakdown(Selection(now.as_of, level=now.level), "category").parts
        if part.count
    }
    words = {_ALL: "Tất cả", "cadre": "Cán bộ", "civil_servant": "Công chức"}
    others = (value.code for value in reference.code_lists()["category"] if value.code not in words)
    words |= {
        code: reference.code_label("category", code, short=True)
        for code in others
        if code in with_people or code == now.category
    }
    st.session_state[_key("category")] = now.category or _ALL
    st.segmented_control(
        "Đối tượng",
        list(words),
        format_func=words.__getitem__,
        key=_key("category"),
        required=True,
        on_change=_taker("category"),
    )


def _key(name: str) -> str:
    return f"chosen_{name}"


def _taker(name: str) -> Callable[[], None]:
    """Give the callback of one widget: what it was set to goes into the selection."""

    def take() -> None:
        value: Any = st.session_state[_key(name)] or None
        if name in PLACES:
            choose(_narrowed(name, value))
            return
        changed = replace(current(), **{name: value})
        if name == "territory":  # a code may be another place's there
            changed = changed.whole_province()
        if name == "level":
            changed = changed.everywhere()
        choose(changed)

    return take


def _narrowed(name: str, code: str | None) -> Selection:
    """Choose a place, or «all» of the larger place that the list was of."""
    now = current()
    home = cached.places(now.as_of, now.territory, now.level).old_province_above(now)
    larger = {"old_province": home, "district": now.district}
    within = {each: larger[each] for each in PLACES[: PLACES.index(name)]}
    return now.at(**within | {name: code})


def _copy_link() -> None:
    address = f"{st.context.url or ''}?{urlencode(query(), safe=',')}"
    copying.button(
        address,
        key="copy_link",
        label="Sao chép liên kết",
        remark=ONLY_HERE if is_only_here(address) else "",
        is_quiet=True,
        hint="Liên kết mở lại đúng màn hình đang xem, trên máy nào mở được bảng số liệu này.",
    )


def is_only_here(address: str) -> bool:
    """Tell whether an address means the machine that asks for it, so that nobody else can open it."""
    host = urlsplit(address).hostname or ""
    return host == "localhost" or host.endswith(".localhost") or host == "::1" or host.startswith("127.")
