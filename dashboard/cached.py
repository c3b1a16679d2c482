"""The only cache: one source of figures for each state of the data; nothing expires by the clock.

A key holds the database, the province, the versions of the data and of the boundaries, and the rounding rule, and a
source answers for its own versions alone, so nothing is ever stale. Answers are frozen values, shared between sessions
without being copied.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from threading import local

import streamlit as st
from sqlalchemy import Connection
from streamlit.runtime.scriptrunner_utils.script_run_context import RunLocation, ThreadState, get_script_run_ctx

import database
import office_register
import settings
from access.users import current_user
from dashboard.selection_from_url import Places, places_in
from presentation.charts import Chart, catalogue
from reference import provinces, vietnamese
from reference.bodies import Tier
from stats import queries
from stats.measures import Level, Order
from stats.protected import leaving
from stats.quotas import days_given
from stats.scope import Scope
from stats.selection import Selection, View
from stats.shares import DECIMALS, Precision, Rounding, Rule
from stats.source import StatisticsSource

_SOURCES = 4
"""Sources whose answers stay in memory: after a load the older ones are not asked any more."""
SCREEN_DECIMALS = "screen_decimals"
"""The office's setting: how many decimals a share has on screens, one or two."""
BOUNDARIES = "boundaries"
"""The office's setting that changes with its own boundaries; empty: maps have circles."""
_SETTINGS = ("office_name", "province", "rounding", SCREEN_DECIMALS, BOUNDARIES)


@dataclass(frozen=True, slots=True)
class State:
    """The state of the data: all that a page needs to know before it asks for figures."""

    url: str
    province: str
    """Its code of today."""
    is_settled: bool
    """True where the office has said which province it is in."""
    office: str
    version: str
    rounding: Rounding
    decimals: int
    boundaries: str
    """The version of the office's own boundaries; empty: there are none."""
    is_demo: bool
    dates: tuple[date, ...]
    default_date: date | None
    """The date that a link without one shows; None: there are no data."""
    next_due: tuple[date, date] | None = None
    """The date whose rosters are due next, and until when; None: no deadline is to come."""
    sees_people: bool = False
    """True where whoever looks may see any people behind the figures."""


class _Run(local):
    """The run of a page in its thread, and the state of the data that it sees."""

    cursors: object = None
    state: State | None = None


_run = _Run()


def state() -> State:
    """Ask the database for its state, once in each run of a page or of a fragment.

    A callback runs before its page and may change the data: it gets the state of its own moment, which is not kept.
    """
    run = get_script_run_ctx(suppress_warning=True)
    if run is None or ThreadState.get().run_location is RunLocation.CALLBACK:
        return _state_now()
    # Streamlit gives each run new cursors: they tell this run from the last one. A run stays in its thread.
    if _run.state is None or _run.cursors is not run.cursors:
        _run.cursors, _run.state = run.cursors, _state_now()
    return _run.state


def _state_now() -> State:
    office = settings.from_environment()
    with database.reading(office.database_url) as connection:
        data = queries.state_of_data(connection, _today(), *_SETTINGS)
        office_register.follow(connection)
        values = data.settings
        province = provinces.home(values.get("province", ""), office.province)
        key = (office.database_url, province, data.version)
        if key not in _FACTS:
            _FACTS[key] = _facts(StatisticsSource.of_connection(connection, province))
    is_demo, dates, default_date = _FACTS[key]
    return State(
        url=office.database_url,
        province=province,
        is_settled="province" in values,
        office=values.get("office_name") or office.office_name or provinces.office_of(province),
        version=data.version,
        rounding=Rounding(values.get("rounding", Rounding.HALF_UP)),
        decimals=int(values.get(SCREEN_DECIMALS, 1)),
        boundaries=values.get(BOUNDARIES, ""),
        is_demo=is_demo,
        dates=dates,
        default_date=default_date,
        next_due=data.next_due,
        sees_people=current_user().people.places != frozenset(),
    )


def _today() -> date:
    return vietnamese.in_viet_nam(datetime.now(UTC).replace(tzinfo=None)).date()


_Facts = tuple[bool, tuple[date, ...], date | None]
_FACTS: dict[tuple[str, str, str], _Facts] = {}
"""Database, province and version -> what `_facts` gives: some hundred bytes for each load."""


def _facts(figures: StatisticsSource) -> _Facts:
    """Tell whether the people are invented, the dates that have data, and the one to open with."""
    return figures.ask(queries.is_demo), figures.dates(), figures.default_date()


def source(now: State | None = None) -> StatisticsSource:
    """Give the source of this run's figures, or of a state's; it remembers every answer.

    A fragment hands in the state of the page that it stands on, so that both tell of the same data.
    """
    now = now or state()
    return _source(now.url, now.province, (now.version, now.boundaries), _on_screen(now))


def document_source(now: State | None = None) -> StatisticsSource:
    """Give the source of what leaves as a file: the same figures, with the two decimals of documents."""
    now = now or state()
    return _source(now.url, now.province, (now.version, now.boundaries), now.rounding)


def _on_screen(now: State) -> Rule:
    return now.rounding if now.decimals == DECIMALS else Precision(now.rounding, now.decimals)


_Version = tuple[str, str]
"""Of the data, and of the office's boundaries."""


@lru_cache(maxsize=_SOURCES)
def _source(url: str, province: str, version: _Version, rounding: Rule) -> StatisticsSource:
    return StatisticsSource(partial(_reading, url, version), province, rounding)


@contextmanager
def _reading(url: str, version: _Version) -> Iterator[Connection]:
    """Read the database as long as it has that version; begin the page anew where a load came or went since.

    The answers of one page would tell of two states of the data otherwise, and stay under the older one's key.
    """
    with database.reading(url) as connection:
        data = queries.state_of_data(connection, date.max, BOUNDARIES)
        if (data.version, data.settings.get(BOUNDARIES, "")) != version:
            st.rerun()
        yield connection


def chart(
    name: str,
    selection: Selection,
    *,
    order: Order = Order.ENDS,
    level: Level | None = None,
    places: tuple[str, ...] = (),
) -> Chart:
    """Give the chart of that name (a key of `catalogue.CHARTS`); the other words as for `catalogue.build`."""
    now = state()
    return source().derive(
        catalogue.build, name, selection, is_demo=now.is_demo, order=order, level=level, places=places
    )


def document_chart(
    name: str,
    selection: Selection,
    now: State,
    *,
    order: Order,
    level: Level | None,
    places: tuple[str, ...],
    is_internal: bool,
) -> Chart:
    """Give a page's chart as files have it: of the same places and the same data, with the decimals of documents."""
    return leaving(document_source(now), is_internal=is_internal).derive(
        catalogue.build, name, selection, is_demo=now.is_demo, order=order, level=level, places=places
    )


def places(as_of: date, territory: View, level: Tier = Tier.COMMUNE) -> Places:
    """List the places of a date to choose from, under a view of territory, of a level of government."""
    return source().derive(_places, as_of, territory, level)


def _places(figures: StatisticsSource, as_of: date, territory: View, level: Tier) -> Places:
    old_provinces = figures.names(as_of, territory, level).old_provinces
    return places_in(figures.register(as_of, territory, level), as_of, old_provinces)


def days_with_quotas() -> tuple[date, ...]:
    """List the dates that have rosters or quotas, newest first."""
    now = source()
    return tuple(sorted({*now.dates(), *days_given(now)}, reverse=True))


def levels(as_of: date) -> tuple[Tier, ...]:
    """List the levels of government that have data of a date."""
    return source().levels(as_of)


def office_settings(keys: Iterable[str]) -> dict[str, str]:
    """Look up what the office chose under these keys of its settings; «» where it chose nothing."""
    values = source().ask(queries.office_settings)
    return {key: values.get(key, "") for key in keys}


def imports() -> tuple[queries.ImportRow, ...]:
    """List the imports that brought rosters of the province, as far as they are whoever looks' own, newest first."""
    return source().derive(_imports, current_user().scope)


def _imports(figures: StatisticsSource, scope: Scope) -> tuple[queries.ImportRow, ...]:
    return tuple(figures.ask(queries.imports, scope=scope, province=figures.province))


def import_details(import_id: int) -> tuple[queries.ImportDetails, tuple[queries.ProblemRow, ...]] | None:
    """Look up one import with its problems; None when there is none of that id that is whoever looks' own."""
    scope = current_user().people
    with database.reading(state().url) as connection:
        details = queries.import_details(connection, import_id, scope)
        return None if details is None else (details, tuple(queries.problems(connection, import_id, scope)))
