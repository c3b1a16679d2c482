"""The layout of a cross-table: which fields stand where, of whom, as what number, and beside which other date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode

from stats.cube import Conditions


class Measure(StrEnum):
    """The numbers in the cells: people, or shares of their row, of their column, of the whole table."""

    PEOPLE = "people"
    ROW = "row"
    COLUMN = "column"
    TOTAL = "total"


AXES = ("rows", "columns", "panels")
NAMES = (*AXES, "measure", "beside", "filters")
"""The layout's names in the URL, in the order in which a link writes them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Fields of the rows, columns and panels (empty: none), further conditions, and another date to hold against."""

    rows: str = "education"
    columns: str = ""
    panels: str = ""
    measure: Measure = Measure.PEOPLE
    beside: date | None = None
    where: Conditions = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that people are counted by, panels first."""
        return tuple(filter(None, (self.panels, self.rows, self.columns)))

    def with_axis(self, name: str, field: str) -> "Layout":
        """Put a field into the rows, columns or panels (a name of AXES); a filter by it goes."""
        axes = {axis: getattr(self, axis) for axis in AXES} | {name: field}
        where = tuple(pair for pair in self.where if pair[0] != field)
        return Layout(**axes, measure=self.measure, beside=self.beside, where=where)

    def to_query(self) -> dict[str, str]:
        """Give the URL's query parameters, without what is not chosen; a filter is «field=code»."""
        words = {name: str(getattr(self, name)) for name in (*AXES, "measure")}
        words["beside"] = self.beside.isoformat() if self.beside else ""
        words["filters"] = urlencode([(name, code or "") for name, code in self.where])
        return {name: text for name, text in words.items() if text and (name, text) != ("measure", Measure.PEOPLE)}

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Layout":
        """Read a URL, without words that are no measure or date; that the fields exist is not checked."""
        try:
            beside = date.fromisoformat(query.get("beside", ""))
        except ValueError:
            beside = None
        wish = query.get("measure", "")
        filters = parse_qsl(query.get("filters", ""), keep_blank_values=True)
        where = tuple((name, code or None) for name, code in filters)
        axes = {name: query.get(name, "") for name in AXES}
        measure = Measure(wish) if wish in set(Measure) else Measure.PEOPLE
        return cls(**axes, measure=measure, beside=beside, where=where)
