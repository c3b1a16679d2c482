"""The only cache: measures kept by database, data version, rounding rule and selection; nothing expires by the clock.

The values are frozen dataclasses, so they are shared between sessions without being copied (`st.cache_resource`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import streamlit as st

import database
import settings
from presentation.charts import Chart, catalogue
from stats import measures, queries
from stats.measures import Base, Rounding
from stats.measures.forms import FormList, FormTable
from stats.names import Names
from stats.reader import Reader
from stats.selection import Selection

_Made = TypeVar("_Made")
_KEPT = 2_000
"""Values in memory at most; one is some kilobytes."""


@dataclass(frozen=True, slots=True)
class State:
    """What every page needs to know of the data before it asks for figures."""

    url: str
    province: str
    office: str
    version: str
    rounding: Rounding
    is_demo: bool
    dates: tuple[date, ...]
    default_date: date | None
    """What a link without a date shows; None: there are no data."""


def state() -> State:
    """The database's state now: one small question at each call, the rest kept by its answer."""
    chosen = settings.from_environment()
    with database.reading(chosen.database_url) as connection:
        version = queries.data_version(connection)
        rounding = Rounding(queries.setting(connection, "rounding", Rounding.HALF_UP))
        office = queries.setting(connection, "office_name", chosen.office_name)
    demo, dates, default = _facts(chosen.database_url, chosen.province_name, version)
    return State(chosen.database_url, chosen.province_name, office, version, rounding, demo, dates, default)


def chosen(keys: Iterable[str]) -> dict[str, str]:
    """What the office chose under these keys of its settings; «» where it chose nothing."""
    with database.reading(state().url) as connection:
        return {key: queries.setting(connection, key, "") for key in keys}


@st.cache_resource(show_spinner=False, max_entries=50)
def _facts(url: str, province: str, version: str) -> tuple[bool, tuple[date, ...], date | None]:
    with database.reading(url) as connection:
        reader = Reader(connection, province)
        return queries.is_demo(connection), reader.dates(), reader.default_date()


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _kept(question: str, url: str, province: str, version: str, rounding: str, about: tuple[Any, ...]) -> Any:
    """The one store: a Reader's method by name, its arguments in `about`."""
    with database.reading(url) as connection:
        method: Callable[..., Any] = getattr(Reader(connection, province, Rounding(rounding)), question)
        return method(*about)


def _ask(question: str, *about: Any) -> Any:
    now = state()
    return _kept(question, now.url, now.province, now.version, now.rounding.value, about)


def names(as_of: date) -> Names:
    """The places' names on a date."""
    found: Names = _ask("names", as_of)
    return found


def register(as_of: date) -> tuple[queries.UnitRow, ...]:
    """The register's communes on a date, in the order of their codes, and whether each has a roster."""
    found: tuple[queries.UnitRow, ...] = _ask("register", as_of)
    return found


def coverage(selection: Selection) -> measures.Coverage:
    """How many of the chosen place's units have a roster."""
    found: measures.Coverage = _ask("coverage", selection)
    return found


def overview(selection: Selection) -> measures.Overview:
    """The selection's profile, its change on the year before and its coverage."""
    found: measures.Overview = _ask("overview", selection)
    return found


def territory(selection: Selection) -> measures.Territory:
    """The units of the chosen place in the register by type; of a whole province its districts, too."""
    found: measures.Territory = _ask("territory", selection)
    return found


def breakdown(selection: Selection, field: str, of: Base = Base.ALL) -> measures.Breakdown:
    """The selection's people by one field; shares are of everybody, or of those who declare something."""
    found: measures.Breakdown = _ask("breakdown", selection, field, of)
    return found


def grouped(selection: Selection, field: str, by: str) -> measures.GroupedBreakdown:
    """The selection's people by one field in each `district` or `unit`, and the province's breakdown."""
    found: measures.GroupedBreakdown = _ask("grouped", selection, field, by)
    return found


def units(selection: Selection) -> tuple[measures.UnitMeasure, ...]:
    """Every commune of the chosen place with its figures, in the order of the codes."""
    found: tuple[measures.UnitMeasure, ...] = _ask("units", selection)
    return found


def districts(selection: Selection) -> tuple[measures.UnitMeasure, ...]:
    """Every district of the province with its figures; the selection's place is ignored."""
    found: tuple[measures.UnitMeasure, ...] = _ask("districts", selection)
    return found


def trend(selection: Selection, field: str) -> measures.Trend:
    """The selection's people by one field on all dates up to its own, oldest first."""
    found: measures.Trend = _ask("trend", selection, field)
    return found


def form(name: str, selection: Selection) -> FormTable | FormList:
    """A filled form for the selection's date and place; never kept, for some hold people. Raises as `Reader.form`."""
    now = state()
    with database.reading(now.url) as connection:
        return Reader(connection, now.province, now.rounding).form(name, selection)


def submissions(as_of: date) -> measures.Submissions:
    """Every unit of the register on a date: whether its roster is there, and with which problems."""
    found: measures.Submissions = _ask("submissions", as_of)
    return found


def chart(name: str, selection: Selection, *, most: int | None = catalogue.MOST_BARS, communes: bool = False) -> Chart:
    """The chart of that name (a key of `catalogue.CHARTS`), with at most so many places; None: all of them.

    `communes`: the province by communes, not by districts.
    """
    now = state()
    return _chart(name, now.url, now.province, now.version, now.rounding.value, now.is_demo, selection, most, communes)


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _chart(
    name: str,
    url: str,
    province: str,
    version: str,
    rounding: str,
    is_demo: bool,
    selection: Selection,
    most: int | None,
    communes: bool,
) -> Chart:
    with database.reading(url) as connection:
        reader = Reader(connection, province, Rounding(rounding))
        return catalogue.build(name, reader, selection, is_demo=is_demo, most=most, communes=communes)


def made(make: Callable[..., _Made], *about: Any) -> _Made:
    """What a pure function makes of a source's measures, `make(source, *about)`, kept like the measures themselves."""
    now = state()
    whose = f"{make.__module__}.{make.__qualname__}"
    found: _Made = _made(whose, now.url, now.province, now.version, now.rounding.value, make, about)
    return found


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _made(
    whose: str, url: str, province: str, version: str, rounding: str, _make: Callable[..., Any], about: tuple[Any, ...]
) -> Any:
    with database.reading(url) as connection:
        return _make(Reader(connection, province, Rounding(rounding)), *about)


def imports() -> tuple[queries.ImportRow, ...]:
    """Every import, newest first."""
    now = state()
    return _imports(now.url, now.version)


@st.cache_resource(show_spinner=False, max_entries=10)
def _imports(url: str, version: str) -> tuple[queries.ImportRow, ...]:
    with database.reading(url) as connection:
        return tuple(queries.imports(connection))


def import_details(import_id: int) -> tuple[queries.ImportDetails, tuple[queries.ProblemRow, ...]] | None:
    """One import with its problems; None when there is none of that id."""
    with database.reading(state().url) as connection:
        details = queries.import_details(connection, import_id)
        return None if details is None else (details, tuple(queries.problems(connection, import_id)))
