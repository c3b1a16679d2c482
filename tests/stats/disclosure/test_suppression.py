"""No hidden count can be computed: judged by trying all whole numbers, and by a linear program written another way."""

import itertools
import random
from collections.abc import Collection, Iterator, Sequence

import highspy
import numpy
import pytest

from stats.disclosure.suppression import Cell, Mask, Release, exposed_cells, protect
from stats.disclosure.tables import ALL, Code, People, Protected, by_code, distinct, headcounts, release_of, sums_of

SMALLEST = 5
Numbers = dict[tuple[str | None, str | None, str | None], int]
Shown = dict[tuple[int, int], int | None]


def _tables_like(
    shown: Shown, numbers: list[list[int]], closed: frozenset[int]
) -> Iterator[tuple[tuple[int, ...], ...]]:
    """All tables of whole numbers with the sums of `numbers` that agree with what is shown."""
    rows = []
    for r, line in enumerate(numbers):
        lines = _lines(len(line), sum(line))
        rows.append(
            [each for each in lines if all(_agrees(shown[r, c], number, r in closed) for c, number in enumerate(each))]
        )
    columns = _columns(numbers)
    return (choice for choice in itertools.product(*rows) if _columns(choice) == columns)


def _agrees(shown: int | None, number: int, is_closed: bool) -> bool:
    return number > 0 or is_closed if shown is None else number == shown


def _columns(numbers: Sequence[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip(*numbers, strict=True)]


def _lines(length: int, total: int) -> Iterator[tuple[int, ...]]:
    if length == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _lines(length - 1, total - first):
            yield (first, *rest)


def _grid(numbers: list[list[int]]) -> Release:
    """A table with the sums of its rows and columns, which everybody knows."""
    height, width = len(numbers), len(numbers[0])
    cells = [Cell(numbers[r][c], row=r) for r in range(height) for c in range(width)]
    cells += [Cell(sum(line), row=-1, is_given=True) for line in numbers]
    cells += [Cell(sum(line[c] for line in numbers), row=-1, is_given=True) for c in range(width)]
    first, below = height * width, height * width + height
    relations: list[list[tuple[int, int]]] = [
        [*((r * width + c, 1) for c in range(width)), (first + r, -1)] for r in range(height)
    ]
    relations += [[*((r * width + c, 1) for r in range(height)), (below + c, -1)] for c in range(width)]
    return Release(tuple(cells), tuple(tuple(relation) for relation in relations))


@pytest.mark.parametrize("seed", range(6))
def test_every_hidden_cell_may_be_two_numbers(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - reproducible numbers, no secret
    numbers = [[dice.choice((0, 1, 2, 3, 6, 7)) for _ in range(3)] for _ in range(3)]
    mask = protect(_grid(numbers), SMALLEST)
    shown = {(r, c): None if r * 3 + c in mask.hidden else numbers[r][c] for r in range(3) for c in range(3)}
    assert not [place for place, number in shown.items() if number is not None and 0 < number < SMALLEST]
    possible = list(_tables_like(shown, numbers, mask.closed))
    for (r, c), number in shown.items():
        is_secret = number is None and numbers[r][c] > 0
        assert not is_secret or len({table[r][c] for table in possible}) > 1, (numbers, r, c)


def test_the_audit_finds_what_a_reader_can_compute() -> None:
    numbers = [[1, 9, 8], [7, 7, 9], [8, 8, 8]]
    assert exposed_cells(_grid(numbers), Mask(frozenset({0}))) == {0}
    assert exposed_cells(_grid(numbers), Mask(frozenset({0, 1}))) == {0, 1}
    assert exposed_cells(_grid(numbers), Mask(frozenset({0, 1, 3, 4}))) == set()


def test_two_hidden_cells_of_one_person_each_give_each_other_away() -> None:
    """Zeros are shown, so a hidden cell is at least 1: a sum of two is one and one."""
    grid = _grid([[1, 1, 9], [1, 1, 9]])
    assert exposed_cells(grid, Mask(frozenset({0, 1, 3, 4}))) == {0, 1, 3, 4}
    assert exposed_cells(grid, protect(grid, SMALLEST)) == set()


def test_a_needed_move_hides_what_would_forbid_it() -> None:
    """Nothing is small, but another table relies on it that the first of two cells may be greater by one."""
    cells = (Cell(10), Cell(10), Cell(20, is_given=True), Cell(10, is_given=True), Cell(0, row=-1, is_latent=True))
    relations = ([(0, 1.0), (1, 1.0), (2, -1.0)], [(0, 1.0), (3, -1.0), (4, -1.0)])
    assert protect(Release(cells, relations), SMALLEST).hidden == frozenset()
    assert protect(Release(cells, relations, needed=frozenset({4})), SMALLEST).hidden == {0, 1}


class Reader:
    """Somebody who knows all that is shown: a program in the people of each unit, a row for each shown cell.

    Several tables of one day have the same people in each unit and kind. A row that shows a cell hides no zero.
    """

    def __init__(self, *tables: tuple[People, Protected]) -> None:
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", False)
        self._tables = [people for people, _ in tables]
        self._atoms = [(number, *atom) for number, (people, _) in enumerate(tables) for atom in people.counts]
        self._highs.addVars(len(self._atoms), numpy.zeros(len(self._atoms)), numpy.full(len(self._atoms), 1e6))
        for number, (people, table) in enumerate(tables):
            codes = [*people.codes(), *people.together]
            for place, kind in itertools.product(range(len(people.places)), [ALL, *filter(None, people.kinds)]):
                shown = {code: table.count(place, kind, code) for code in (*codes, ALL)}
                least = int(any(shown[code] is not None for code in codes))
                for code, count in shown.items():
                    inside, ones = self._inside(place, kind, code, number)
                    low, high = (least, 1e6) if count is None else (count, count)
                    self._highs.addRow(low, high, len(inside), inside, ones)
                if number:
                    (here, ones), (there, others) = (self._inside(place, kind, ALL, which) for which in (number, 0))
                    both, signs = numpy.concatenate([here, there]), numpy.concatenate([ones, -others])
                    self._highs.addRow(0, 0, len(both), both, signs)

    def _inside(self, place: int, kind: str | None, code: Code, of: int) -> "tuple[numpy.ndarray, numpy.ndarray]":
        wanted = code if isinstance(code, tuple) else (code,)
        units = self._tables[of].places[place]
        inside = [
            number
            for number, (table, unit, k, c) in enumerate(self._atoms)
            if table == of and unit in units and kind in (ALL, k) and (code == ALL or c in wanted)
        ]
        return numpy.array(inside, numpy.int32), numpy.ones(len(inside))

    def bounds(self, place: int, kind: str | None, code: Code, of: int = 0) -> tuple[float, float]:
        """The least and the most people that the cell of a table may have."""
        ends = []
        for sense in (1.0, -1.0):
            costs = numpy.zeros(len(self._atoms))
            costs[self._inside(place, kind, code, of)[0]] = sense
            self._highs.changeColsCost(len(costs), numpy.arange(len(costs), dtype=numpy.int32), costs)
            self._highs.run()
            assert self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
            ends.append(sense * self._highs.getInfo().objective_function_value)
        return ends[0], ends[1]


UNITS = ("A", "B", "C", "D")
PLACES = distinct([*({unit} for unit in UNITS), {"A", "B"}, {"C", "D"}, {"A", "C"}, UNITS])
KINDS = ("cadre", "civil_servant")
LEVELS = ("high", "middle", "low", None)


def _heads(numbers: Numbers) -> Protected:
    """The table of kinds: here everybody is of the kind that stands in the second place."""
    heads: Numbers = {}
    for (unit, kind, _), number in numbers.items():
        heads[unit, ALL, kind] = heads.get((unit, ALL, kind), 0) + number
    return headcounts(People(heads, PLACES, frozenset()), SMALLEST)


@pytest.mark.parametrize("seed", range(12))
def test_no_cell_of_any_level_can_be_computed(seed: int) -> None:
    """Units, districts, overlapping types and the province, each kind and both, levels alone and two together."""
    dice = random.Random(seed)  # noqa: S311 - reproducible numbers, no secret
    few = (0, 0, 1, 2, 3, 4, 7, 12)
    numbers: Numbers = {atom: dice.choice(few) for atom in itertools.product(UNITS, KINDS, LEVELS)}
    people = People(numbers, PLACES, frozenset(KINDS), (("high", "middle"),))
    table = by_code(people, SMALLEST, _heads(numbers))
    reader = Reader((people, table))
    for place, kind, code in itertools.product(range(len(PLACES)), (ALL, *KINDS), (*LEVELS, ("high", "middle"))):
        wanted = code if isinstance(code, tuple) else (code,)
        number = sum(n for (u, k, c), n in numbers.items() if u in PLACES[place] and kind in (ALL, k) and c in wanted)
        shown = table.count(place, kind, code)
        assert shown in (None, number)
        assert shown is None or not 0 < shown < SMALLEST
        if shown is None and number:
            low, high = reader.bounds(place, kind, code)
            assert high - low > 0.999, (PLACES[place], kind, code)


@pytest.mark.parametrize("seed", range(3))
def test_two_fields_of_one_day_give_no_hidden_headcount_away(seed: int) -> None:
    """Units of few people, so that headcounts are hidden; in one field most people are of one level."""
    dice = random.Random(seed)  # noqa: S311 - reproducible numbers, no secret
    first: Numbers = {atom: dice.choice((0, 0, 1, 2, 3, 5)) for atom in itertools.product(UNITS, KINDS, LEVELS)}
    second: Numbers = dict.fromkeys(itertools.product(UNITS, KINDS, ("finished", "not")), 0)
    for (unit, kind, level), number in first.items():
        of_all = "finished" if level != "low" or dice.random() < 0.7 else "not"
        second[unit, kind, of_all] += number
    heads = _heads(first)
    tables = [
        (people, by_code(people, SMALLEST, heads))
        for people in (People(numbers, PLACES, frozenset(KINDS)) for numbers in (first, second))
    ]
    reader = Reader(*tables)
    for number, (people, table) in enumerate(tables):
        for place, kind, code in itertools.product(range(len(PLACES)), (ALL, *KINDS), (*people.codes(), ALL)):
            if table.count(place, kind, code) is None and sums_of(people).get((place, kind, code)):
                low, high = reader.bounds(place, kind, code, number)
                assert high - low > 0.999, (number, PLACES[place], kind, code)


def test_a_level_of_everybody_is_shown_where_some_headcounts_are_hidden() -> None:
    """All of twelve units' people finished school: what hides their few cadres hides the same cells of the level."""
    units = tuple("ABCDEFGHIJKL")
    places = distinct([*({unit} for unit in units), units[:6], units[6:], units])
    numbers: Numbers = {(unit, ALL, kind): 20 for unit in units for kind in KINDS}
    numbers |= {(unit, ALL, "cadre"): 4 for unit in ("A", "B")}
    heads = headcounts(People(numbers, places, frozenset()), SMALLEST)
    finished: Numbers = {(unit, kind, "finished"): number for (unit, _, kind), number in numbers.items()}
    table = by_code(People(finished, places, frozenset(KINDS)), SMALLEST, heads)
    hidden = {(place, kind) for place, kind, code in table.hidden if code == "finished"}
    assert hidden == {(place, kind) for place, _, kind in heads.hidden}
    assert 4 <= len(hidden) < 12


def test_hidden_headcounts_move_as_one_state_of_the_common_moves_and_no_further() -> None:
    """Two districts hide headcounts apart: a field may count on either move or on a mixture, never on both at once."""
    units = tuple("ABCDEFGH")
    places = distinct([*({unit} for unit in units), units[:4], units[4:], units])
    numbers: Numbers = {(unit, ALL, kind): 20 for unit in units for kind in KINDS}
    numbers |= {(unit, ALL, "cadre"): 4 for unit in ("A", "E")}
    heads = headcounts(People(numbers, places, frozenset()), SMALLEST)
    finished: Numbers = {(unit, kind, "finished"): number for (unit, _, kind), number in numbers.items()}
    keys, release = release_of(People(finished, places, frozenset(KINDS)), heads)
    assert len(release.needed) == len(heads.moves) >= 2
    alone = [_most(release, {share}) for share in sorted(release.needed)]
    assert alone == pytest.approx([1] * len(alone)), "each move is possible by itself"
    assert _most(release, release.needed) == pytest.approx(1)
    hidden = [i for i, (place, kind, code) in enumerate(keys) if code == ALL and heads.count(place, ALL, kind) is None]
    moved = [abs(_most(release, {i}, sign) - release.cells[i].count) for i in hidden for sign in (1, -1)]
    assert max(moved) <= max(abs(by) for move in heads.moves for by in move.values()) + 1e-6


def _most(release: Release, cells: Collection[int], sign: int = 1) -> float:
    """The most (or the least) that some cells may sum up to where a reader knows what is given and nothing else."""
    program = highspy.Highs()  # type: ignore[no-untyped-call]
    program.setOptionValue("output_flag", False)
    for i, cell in enumerate(release.cells):
        low, high = (cell.count, cell.count) if cell.is_given else (0, 1e6)
        program.addVar(low, high)
        program.changeColCost(i, -sign if i in cells else 0)
    for relation in release.relations:
        places, signs = zip(*relation, strict=True)
        program.addRow(0, 0, len(places), numpy.array(places, numpy.int32), numpy.array(signs, float))
    program.run()
    assert program.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return -sign * program.getInfo().objective_function_value


def test_a_parent_less_its_other_children_is_no_way_in() -> None:
    """Of four units with 20 people each, one has 2 of low level: three other units' and the parent's do not tell."""
    sizes = {"low": 8, "high": 12}
    numbers: Numbers = {(unit, ALL, level): size for unit in UNITS for level, size in sizes.items()}
    numbers["A", ALL, "low"] = 2
    people = People(numbers, PLACES, frozenset())
    table = by_code(
        people, SMALLEST, headcounts(People({(unit, ALL, "x"): 20 for unit in UNITS}, PLACES, frozenset()), 5)
    )
    alone = {next(iter(units)): place for place, units in enumerate(PLACES) if len(units) == 1}
    assert table.count(alone["A"], ALL, "low") is None
    assert len([unit for unit in UNITS if table.count(alone[unit], ALL, "low") is None]) > 1
    low, high = Reader((people, table)).bounds(alone["A"], ALL, "low")
    assert high - low > 0.999


def test_no_total_of_the_province_is_hidden_where_smaller_places_hide_one_another() -> None:
    """In one district of two a single person is of the high level: the other district's units can give way to it."""
    units = [f"{district}{number:02}" for district in "AB" for number in range(16)]
    places = distinct([*({unit} for unit in units), units[:16], units[16:], units])
    numbers: Numbers = {(unit, ALL, level): 9 for unit in units for level in ("middle", "low")}
    numbers |= {("A00", ALL, "high"): 1, ("B00", ALL, "high"): 3, ("B01", ALL, "high"): 7}
    people = People(numbers, places, frozenset())
    heads: Numbers = {(unit, ALL, "x"): sum(n for (u, _, _), n in numbers.items() if u == unit) for unit in units}
    table = by_code(people, SMALLEST, headcounts(People(heads, places, frozenset()), SMALLEST))
    everywhere = len(places) - 1
    shown = {code: table.count(everywhere, ALL, code) for code in people.codes()}
    assert shown == {"high": 11, "middle": 32 * 9, "low": 32 * 9}
    reader = Reader((people, table))
    for place, kind, code in table.hidden:
        low, high = reader.bounds(place, kind, code)
        assert high - low > 0.999, (places[place], code)
