"""Linear programs of a release: the bounds of what is hidden, and the cheapest cells to hide with a cell.

The solver and numpy come with the first program: 28 MB that pages of figures do without.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from highspy._core import _Highs

LEAST_WIDTH = 1.0
"""Persons between the bounds of a hidden cell: less would be the cell itself."""
_NEAR = 1e-6
_GLANCES = 12
"""Programs that look at all cells at once before each of the rest is asked for alone."""

Relation = Sequence[tuple[int, float]]
"""Cells with their signs: what they sum up to is 0."""


@dataclass
class Program:
    """A linear program of `size` unknowns under relations (sums with a constant each), by HiGHS."""

    lower: Sequence[float]
    upper: Sequence[float]
    relations: Sequence[tuple[Relation, float]]
    _highs: "_Highs" = field(init=False)

    def __post_init__(self) -> None:
        """Hand the program to the solver."""
        import highspy
        import numpy
        from highspy._core import _Highs

        self._highs = _Highs()  # `highspy.Highs` greets on the standard output, where commands write their results
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("presolve", "off")
        lp, size = highspy.HighsLp(), len(self.lower)
        lp.num_col_, lp.num_row_ = size, len(self.relations)
        lp.col_cost_ = numpy.zeros(size)
        lp.col_lower_, lp.col_upper_ = numpy.array(self.lower, float), numpy.array(self.upper, float)
        sums = numpy.array([constant for _, constant in self.relations], float)
        lp.row_lower_ = lp.row_upper_ = sums
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lengths = [len(relation) for relation, _ in self.relations]
        lp.a_matrix_.start_ = numpy.concatenate([[0], numpy.cumsum(lengths)]).astype(numpy.int32)
        terms = [term for relation, _ in self.relations for term in relation]
        lp.a_matrix_.index_ = numpy.array([index for index, _ in terms], numpy.int32)
        lp.a_matrix_.value_ = numpy.array([sign for _, sign in terms], float)
        self._highs.passModel(lp)

    def price(self, costs: Sequence[float]) -> None:
        """Give each unknown its cost."""
        import numpy

        size = len(costs)
        self._highs.changeColsCost(size, numpy.arange(size, dtype=numpy.int32), numpy.array(costs, float))

    def price_one(self, index: int, cost: float) -> None:
        """Give an unknown another cost."""
        self._highs.changeColCost(index, cost)

    def limit(self, index: int, low: float, high: float) -> None:
        """Give an unknown other bounds."""
        self._highs.changeColBounds(index, low, high)

    def forget(self) -> None:
        """Begin the next search where nothing moves: sooner done than from the last solution under other costs."""
        self._highs.clearSolver()

    def cheapest(self) -> "numpy.ndarray | None":
        """Find the unknowns of least cost; None where there are none under these relations."""
        import highspy
        import numpy

        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return numpy.array(self._highs.getSolution().col_value)
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        raise RuntimeError(f"linear program: {self._highs.modelStatusToString(status)}")


def pinned(program: Program, start: Sequence[float], asked: Iterable[int]) -> set[int]:
    """Find the unknowns of `asked` that a reader of the release can compute: their bounds lie within `LEAST_WIDTH`.

    `start`: the true values, which fulfil the relations. All are looked at together by programs that push them up or
    down at random; whoever has moved in any is free. Those that have not moved are asked for one by one.
    """
    import numpy

    low, high = numpy.array(start, float), numpy.array(start, float)
    rest, dice = set(asked), Random(1)  # noqa: S311 - directions to look in, no secret
    size = len(start)

    def look(costs: Sequence[float]) -> None:
        program.price(costs)
        values = program.cheapest()
        if values is None:
            raise RuntimeError("the true values break a relation")
        numpy.minimum(low, values, out=low)
        numpy.maximum(high, values, out=high)
        rest.difference_update([index for index in rest if high[index] - low[index] > LEAST_WIDTH - _NEAR])

    for _ in range(_GLANCES):
        if rest:
            costs = [0.0] * size
            for index in sorted(rest):
                costs[index] = dice.choice((-1.0, 1.0)) * (1 + dice.random())
            look(costs)
    computed = set()
    for index in sorted(rest):
        for direction in (-1.0, 1.0):
            if index in rest:
                costs = [0.0] * size
                costs[index] = direction
                look(costs)
        if index in rest:
            computed.add(index)
            rest.discard(index)
    return computed
