"""The charts of one report, built and numbered as they come, and the numbers of its tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from presentation.charts import Chart, catalogue
from presentation.composition import is_declared
from reference.fields import charted_fields
from reports.contents.model import NumberedChart
from reports.inputs import CrossChoice
from stats.selection import Selection
from stats.source import StatisticsSource

_FIELDS = frozenset(charted_fields())
"""Charts whose name is the field's that they show."""
_OF_PLACES = ("headcount", "university_by_place", "it_evidence_by_place")


@dataclass
class Drawn:
    """The charts of one report, built and numbered as they come."""

    source: StatisticsSource
    selection: Selection
    is_demo: bool
    count: int = field(default=0)
    crosses: tuple[CrossChoice, ...] = ()
    """The cross-tables that were asked for; empty: the usual ones."""

    def figures(self, names: Iterable[str], places: tuple[str, ...] = ()) -> Iterator[NumberedChart]:
        """The charts of those names that there is something to draw of; `places`: a line for each of these codes."""
        for name in names:
            chart = self._chart(name, places)
            if chart is not None:
                self.count += 1
                yield NumberedChart(self.count, chart)

    def _chart(self, name: str, places: tuple[str, ...]) -> Chart | None:
        """Build a chart; None: one place is not compared, one date is no trend, what nobody declares is no chart."""
        if name in _OF_PLACES and self.selection.unit is not None:
            return None
        if name in _FIELDS and not is_declared(self.source, self.selection, name):
            return None
        chart = catalogue.build(self.source, name, self.selection, is_demo=self.is_demo, places=places)
        return chart if chart.figure is not None else None
