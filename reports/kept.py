"""A source that asks each question once: pages of one moment share their district's and their province's figures."""

from datetime import date
from typing import Any

from presentation.charts.catalogue import Source
from stats import measures
from stats.measures import Base
from stats.names import Names
from stats.selection import Selection


class Kept:
    """Answers as the source behind it does, and remembers; for the time of one export, of one connection."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._found: dict[tuple[Any, ...], Any] = {}

    def _ask(self, question: str, *about: Any) -> Any:
        key = (question, *about)
        if key not in self._found:
            self._found[key] = getattr(self._source, question)(*about)
        return self._found[key]

    def names(self, as_of: date) -> Names:
        """The places' names on a date."""
        found: Names = self._ask("names", as_of)
        return found

    def coverage(self, selection: Selection) -> measures.Coverage:
        """How many of the chosen place's units have a roster."""
        found: measures.Coverage = self._ask("coverage", selection)
        return found

    def overview(self, selection: Selection) -> measures.Overview:
        """The selection's profile, its change on the year before and its coverage."""
        found: measures.Overview = self._ask("overview", selection)
        return found

    def territory(self, selection: Selection) -> measures.Territory:
        """The units of the chosen place in the register by type."""
        found: measures.Territory = self._ask("territory", selection)
        return found

    def breakdown(self, selection: Selection, field: str, of: Base = Base.ALL) -> measures.Breakdown:
        """The selection's people by one field."""
        found: measures.Breakdown = self._ask("breakdown", selection, field, of)
        return found

    def grouped(self, selection: Selection, field: str, by: str) -> measures.GroupedBreakdown:
        """The selection's people by one field in each place."""
        found: measures.GroupedBreakdown = self._ask("grouped", selection, field, by)
        return found

    def trend(self, selection: Selection, field: str) -> measures.Trend:
        """The selection's people by one field on all dates up to its own."""
        found: measures.Trend = self._ask("trend", selection, field)
        return found

    def submissions(self, as_of: date) -> measures.Submissions:
        """Every unit of the register on a date: whether its roster is there, and with which problems."""
        found: measures.Submissions = self._ask("submissions", as_of)
        return found
