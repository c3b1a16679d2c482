"""A publication as a whole: its tables and sentences read, judged, and held against the rosters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reconciling import prose, tables
from reconciling.agreement import Change, Verdict, judge
from reconciling.changes import least_changes
from reconciling.figures import Published
from reconciling.grids import Grid
from reconciling.rosters import Comparison, compare
from stats.scope import EVERYBODY, Scope
from stats.selection import Selection
from stats.source import StatisticsSource


@dataclass(frozen=True)
class Reconciliation:
    """The outcome: verdicts on blocks, the least changes that make all agree, and the comparison with our rosters."""

    published: Published
    verdicts: tuple[Verdict, ...]
    changes: tuple[tuple[Change, ...], ...]
    comparisons: tuple[Comparison, ...] = ()

    @property
    def has_figures(self) -> bool:
        """True where anything was read."""
        return any(True for _ in self.published.figures())


def published_in(grids: Sequence[Grid], text: str = "") -> Published:
    """Read the tables of sheets and the sentences of a text together."""
    printed, spoken = tables.published_in(grids), prose.published_in(text)
    return Published((*printed.blocks, *spoken.blocks), spoken.wholes, printed.others)


def reconcile(
    published: Published,
    source: StatisticsSource | None = None,
    selection: Selection | None = None,
    people: Scope = EVERYBODY,
) -> Reconciliation:
    """Judge a publication by itself and, with a source and a selection, against the rosters of that day.

    `people`: what of them may be told to whoever asks.
    """
    verdicts = judge(published)
    changes = least_changes(published, verdicts)
    compared: Iterable[Comparison] = compare(source, published, selection, people) if source and selection else ()
    return Reconciliation(
        published, tuple(verdict for verdict in verdicts if verdict.is_checked), tuple(changes), tuple(compared)
    )
