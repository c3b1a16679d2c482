"""The only cache: one source of figures for each state of the data; nothing expires by the clock.

A key holds the database, the province, the data's version and the rounding rule, so nothing is ever stale. Answers are
frozen values and are shared between sessions without being copied.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from threading import local

from streamlit.runtime.scriptrunner_utils.script_run_context import RunLocation, ThreadState, get_script_run_ctx

import database
import settings
from presentation.charts import Chart, catalogue
from stats import queries
from stats.measures import Rounding
from stats.selection import Selection
from stats.source import StatisticsSource

_SOURCES = 20
"""States of the data whose answers stay in memory; after a load the older ones are hardly asked any more."""


@dataclass(frozen=True, slots=True)
class State:
    """The state of the data: all that a page needs to know before it asks for figures."""

    url: str
    province: str
    office: str
    version: str
    rounding: Rounding
    is_demo: bool
    dates: tuple[date, ...]
    default_date: date | None
    """The date that a link without one shows; None: there are no data."""


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


def forget_state() -> None:
    """Ask for the state anew, after this very run of a page has changed the data."""
    _run.cursors = _run.state = None


def _state_now() -> State:
    office = settings.from_environment()
    with database.reading(office.database_url) as connection:
        version = queries.data_version(connection)
        values = queries.office_settings(connection)
    rounding = Rounding(values.get("rounding", Rounding.HALF_UP))
    facts = _facts(office.database_url, office.province_name, version)
    return State(
        office.database_url,
        office.province_name,
        values.get("office_name", office.office_name),
        version,
        rounding,
        *facts,
    )


@lru_cache(maxsize=50)
def _facts(url: str, province: str, version: str) -> tuple[bool, tuple[date, ...], date | None]:
    """Tell whether the people are invented, the dates that have data, and the one to open with."""
    figures = _source(url, province, version, Rounding.HALF_UP)
    return figures.ask(queries.is_demo), figures.dates(), figures.default_date()


@lru_cache(maxsize=_SOURCES)
def _source(url: str, province: str, _version: str, rounding: Rounding) -> StatisticsSource:
    return StatisticsSource(partial(database.reading, url), province, rounding)


def source() -> StatisticsSource:
    """Give the source of this run's figures; it remembers every answer as long as the data stay as they are."""
    now = state()
    return _source(now.url, now.province, now.version, now.rounding)


def chart(name: str, selection: Selection, *, most: int | None = catalogue.MOST_BARS, communes: bool = False) -> Chart:
    """Give the chart of that name (a key of `catalogue.CHARTS`), with at most so many places; None: all of them.

    `communes`: the province by communes, not by districts.
    """
    now = state()
    return source().derive(catalogue.build, name, selection, is_demo=now.is_demo, most=most, communes=communes)


def office_settings(keys: Iterable[str]) -> dict[str, str]:
    """Look up what the office chose under these keys of its settings; «» where it chose nothing."""
    values = source().ask(queries.office_settings)
    return {key: values.get(key, "") for key in keys}


def imports() -> tuple[queries.ImportRow, ...]:
    """List every import that brought rosters of the office's province, newest first."""
    return source().derive(_imports)


def _imports(figures: StatisticsSource) -> tuple[queries.ImportRow, ...]:
    return tuple(figures.ask(queries.imports, province=figures.province))


def import_details(import_id: int) -> tuple[queries.ImportDetails, tuple[queries.ProblemRow, ...]] | None:
    """Look up one import with its problems; None when there is none of that id."""
    with database.reading(state().url) as connection:
        details = queries.import_details(connection, import_id)
        return None if details is None else (details, tuple(queries.problems(connection, import_id)))
