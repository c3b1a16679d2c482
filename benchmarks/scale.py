"""Every question of every page about a province in a country's database, against the same in the province's own."""

import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import Connection, insert, select

import database
import reference
from benchmarks.country import DATES, PROVINCE, Pair, build
from benchmarks.measuring import Ratio
from etl import history, loading
from etl.planner import refresh_statistics
from etl.records import Progress
from etl.reference_tables import is_in_step
from models import Import, Roster, Unit
from reference import forms
from settings import from_environment
from stats import queries
from stats.cube import Question
from stats.measures.forms import FormError
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource

_AT_MOST = 1.5
"""The limit of a province's question in the country's database, in times of its own database."""
_REFERENCE = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) SELECT count(*) FROM n"
"""A query that takes SQLite 100 ms on the machine that the limits were set on: to count to 400.000."""
_MILLISECONDS = 100.0
_RUNS = 9
_SAMPLE = 0.02
"""Seconds of a sample at least: a question that takes less is asked several times."""

Ask = Callable[[StatisticsSource], object]

_LAST, _WITH_DISTRICTS = (Selection(day) for day in (DATES[-1], DATES[-2]))
_A_UNIT = reference.communes_on(DATES[-2], PROVINCE)[0]
_FIELDS = (
    "category", "education", "it", "it_detail", "gender", "age_band", "ethnicity", "religion", "party_member",
    "schooling", "political_theory", "state_management", "english", "other_language", "ethnic_language",
)  # fmt: skip


def measure(progress: Progress) -> list[Ratio]:
    """Measure the ratios of all questions; the two databases lie in the folder `bench` of the data folder."""
    pair = build(from_environment().data_dir / "bench", progress)
    return [*(_against_its_own(pair, name, ask) for name, ask in questions()), *_against_counting(pair)]


def questions() -> Iterator[tuple[str, Ask]]:
    """Give each question a name: what the pages, the files and a load ask of one province."""
    yield from _of_the_state()
    yield from _of_places()
    yield from _of_loads()
    for field in _FIELDS:
        yield f"breakdown {field}", partial(_breakdown, field)
    for by in ("district", "unit"):
        for field in ("education", "it_detail"):
            yield f"grouped {field} {by}", partial(_grouped, field, by)
    for field in ("education", "it_detail", "age_band"):
        yield f"trend {field}", partial(_trend, _LAST, field)
    for name, selection in _narrowed():
        yield f"breakdown {name}", partial(_overview, selection)
        yield f"trend {name}", partial(_trend, selection, "education")
    for axes in (("education", "gender"), ("district", "category", "education"), ("unit", "education", "age_band")):
        yield f"crosstab {' '.join(axes)}", partial(_crosstab, axes)
    for axes in (("education", "gender"), ("unit", "education"), ("district", "category", "education")):
        yield f"crosstab of ten years {' '.join(axes)}", partial(_crosstab_of_years, axes)
    for form in forms.all_forms():
        yield f"form {form.name}", partial(_form, form.name)


def _of_the_state() -> Iterator[tuple[str, Ask]]:
    yield "is_in_step", lambda source: source.ask(is_in_step)
    yield "data_version", lambda source: source.ask(queries.data_version)
    yield "is_demo", lambda source: source.ask(queries.is_demo)
    yield "dates", lambda source: source.dates()
    yield "default_date", lambda source: source.default_date()
    yield "imports", lambda source: source.ask(queries.imports, scope=EVERYBODY, province=PROVINCE)
    yield "submissions", lambda source: source.submissions(_WITH_DISTRICTS.as_of)


def _of_places() -> Iterator[tuple[str, Ask]]:
    yield "names", lambda source: source.names(_WITH_DISTRICTS.as_of)
    yield "register", lambda source: source.register(_WITH_DISTRICTS.as_of)
    yield "coverage", lambda source: source.coverage(_WITH_DISTRICTS)
    yield "overview", lambda source: source.overview(_WITH_DISTRICTS)
    yield "territory", lambda source: source.territory(_WITH_DISTRICTS)
    yield "units", lambda source: source.units(_WITH_DISTRICTS)
    yield "districts", lambda source: source.districts(_WITH_DISTRICTS)
    yield "flat_rows", lambda source: source.ask(queries.flat_rows, DATES[-2], scope=EVERYBODY, province=PROVINCE)
    yield "source_files", lambda source: source.ask(queries.source_files, _WITH_DISTRICTS, province=PROVINCE)


def _of_loads() -> Iterator[tuple[str, Ask]]:
    """Give the questions and changes of a load; changes are never committed."""
    codes = [unit.code for unit in reference.communes_on(DATES[-2], PROVINCE)]
    for name, some in (("of a unit", codes[:1]), ("of all units", codes)):
        yield f"history {name}", partial(_load, some)
    yield "load of a unit", _store


def _load(codes: list[str], source: StatisticsSource) -> object:
    return source.ask(_look_back, codes)


def _look_back(c: Connection, codes: list[str]) -> object:
    return (
        history.headcounts_before(c, codes, DATES[-2], 400, is_demo=False),
        history.units_on_file(c, codes, DATES[-2], is_demo=False),
        history.people_on_file(c, codes[:1], DATES[-2], is_demo=False),
    )


def _store(source: StatisticsSource) -> None:
    """Put an empty roster in the place of one commune's, as a load does at its end; nothing is committed."""
    source.ask(_replace_roster)


def _replace_roster(c: Connection) -> None:
    unit = select(Unit.id).where(Unit.code == _A_UNIT.code)
    standing = select(Roster).where(Roster.unit_id.in_(unit), Roster.as_of == DATES[-2], Roster.is_current)
    place = c.execute(standing).one()._asdict() | {"is_current": False}
    known = c.execute(select(Import).where(Import.id == place["import_id"])).one()._asdict()
    before = loading.standing(c)
    import_id = c.execute(insert(Import).values(_without_id(known)).returning(Import.id)).scalar_one()
    c.execute(insert(Roster).values(_without_id(place) | {"import_id": import_id}))
    loading.refresh_current(c, import_id, before)
    refresh_statistics(c)


def _without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}


def _narrowed() -> Iterator[tuple[str, Selection]]:
    yield "of a district", Selection(DATES[-2], district=_A_UNIT.parent_code)
    yield "of a unit", Selection(DATES[-2], unit=_A_UNIT.code)
    yield "of wards", Selection(DATES[-2], unit_type="ward")
    yield "of cadres", Selection(DATES[-2], category="cadre")


def _breakdown(field: str, source: StatisticsSource) -> object:
    return source.breakdown(_WITH_DISTRICTS, field)


def _grouped(field: str, by: str, source: StatisticsSource) -> object:
    return source.grouped(_WITH_DISTRICTS, field, by)


def _trend(selection: Selection, field: str, source: StatisticsSource) -> object:
    return source.trend(selection, field)


def _overview(selection: Selection, source: StatisticsSource) -> object:
    return source.overview(selection)


def _crosstab(by: tuple[str, ...], source: StatisticsSource) -> object:
    return source.crosstab(DATES[-2], by, {})


def _crosstab_of_years(by: tuple[str, ...], source: StatisticsSource) -> object:
    return source.cube(Question(_LAST, by, DATES))


def _form(name: str, source: StatisticsSource) -> object:
    try:
        return source.form(name, _WITH_DISTRICTS, EVERYBODY)
    except FormError as error:
        return error


def _against_its_own(pair: Pair, name: str, ask: Ask) -> Ratio:
    times = max(1, round(_SAMPLE / _asked(pair.province, ask, 1)))
    pairs = [(_asked(pair.country, ask, times), _asked(pair.province, ask, times)) for _ in range(_RUNS)]
    return Ratio(f"scale {name}", *_milliseconds(pairs), _AT_MOST, "ms")


def _asked(url: str, ask: Ask, times: int) -> float:
    """Take the processor seconds of one question, asked so many times of a connection of its own each.

    SQLite works in this process: its seconds do not count what else the machine has to do.
    """
    start = time.process_time()
    for _ in range(times):
        with database.reading(url) as connection:
            ask(StatisticsSource.of_connection(connection, PROVINCE))
    return (time.process_time() - start) / times


def _milliseconds(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    return 1000 * statistics.median(ours for ours, _ in pairs), 1000 * statistics.median(own for _, own in pairs)


def _against_counting(pair: Pair) -> Iterator[Ratio]:
    """Measure queries alone in the country's database: limits of 10, 25, 30, 75 and 100 ms against SQLite's own count.

    A form fetches sixteen values of each person, where the other questions count.
    """
    for name, ask, at_most in (
        ("SQL tỉnh, một năm", partial(_count, _WITH_DISTRICTS, PROVINCE), 10),
        ("SQL tỉnh, theo huyện", partial(_count_by_place, PROVINCE), 10),
        ("SQL tỉnh, mười năm", partial(_count_years, PROVINCE), 10),
        ("SQL tỉnh, một biểu", _read_form, 25),
        ("SQL tỉnh, bảng chéo ba tiêu thức", _cross, 30),
        ("SQL cả nước, một năm", partial(_count, _LAST, None), 75),
        ("SQL cả nước, mười năm", partial(_count_years, None), 100),
    ):
        pairs = [(_sql(pair.country, ask), _sql(pair.country, _count_up)) for _ in range(_RUNS)]
        yield Ratio(f"scale {name} : SQLite đếm", *_milliseconds(pairs), at_most / _MILLISECONDS, "ms")


def _sql(url: str, ask: Callable[[Connection], object]) -> float:
    with database.reading(url) as connection:
        start = time.process_time()
        ask(connection)
        return time.process_time() - start


def _count_up(connection: Connection) -> object:
    return connection.exec_driver_sql(_REFERENCE).scalar()


def _count(selection: Selection, province: str | None, connection: Connection) -> object:
    return queries.counts(connection, selection, ("education",), province=province)


def _count_by_place(province: str | None, connection: Connection) -> object:
    return queries.counts(connection, _WITH_DISTRICTS, ("district", "education"), province=province)


def _cross(connection: Connection) -> object:
    fields = ("unit", "education", "age_band")
    return queries.counts(connection, _WITH_DISTRICTS, fields, province=PROVINCE)


def _count_years(province: str | None, connection: Connection) -> object:
    return queries.counts(connection, _LAST, ("as_of", "education"), province=province, dates=DATES)


def _read_form(connection: Connection) -> object:
    form = next(form for form in forms.all_forms() if form.kind == "counts")
    return queries.person_columns(connection, _WITH_DISTRICTS, forms.columns_of(form), province=PROVINCE)
