"""Published figures against our rosters: what each counts, how many we count, and where the difference lies."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reconciling.figures import Figure, Published
from reference import phrases
from reference.forms import EVERYBODY, Rule, fields_of
from stats.names import Names, place_of
from stats.printed import PrintedDay
from stats.printed_tables import has_counts_alone
from stats.rule_counts import Counts, count_by_rules, places_of_people
from stats.scope import EVERYBODY as EVERYBODY_TOLD
from stats.scope import NotToldError, Scope
from stats.selection import Selection
from stats.source import StatisticsSource
from stats.spoken_places import WHOLE, place_called, place_in


@dataclass(frozen=True, slots=True)
class Comparison:
    """One published figure beside ours.

    `rule`: whom its labels speak of, None where they are not understood; `unknown`: the words that nobody knows.
    `selection`: the place that it is of. `counted`, `base`: how many people there are of the rule, and in all.
    """

    figure: Figure
    rule: Rule | None
    selection: Selection
    counted: int = 0
    base: int = 0
    unknown: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    is_printed: bool = False
    """Of that day only printed counts are left: ours are theirs."""
    is_of_other_year: bool = False
    """Its heading is another year than the date's."""
    is_missing: bool = False
    """Of that day only printed counts are left, and they do not have this number."""
    is_hidden: bool = False
    """Our number is not for whoever asks."""
    among: tuple[Selection, ...] = ()
    """Of a «Cộng» that is the sum of printed places those alone; else it is of the selection."""

    @property
    def places(self) -> tuple[Selection, ...]:
        """The places whose people the figure counts."""
        return self.among or (self.selection,)

    @property
    def difference(self) -> int | None:
        """The published count less ours; None where one of them is not known."""
        is_known = self.rule is not None and not self.is_missing
        return None if not is_known or self.figure.count is None else self.figure.count - self.counted

    @property
    def is_understood(self) -> bool:
        """True where the labels say whom the figure counts."""
        return self.rule is not None and not self.is_missing


def compare(
    source: StatisticsSource, published: Published, selection: Selection, people: Scope = EVERYBODY_TOLD
) -> list[Comparison]:
    """Hold each figure that `people` lets be told against the rosters of the selection's date and place."""
    names = source.names(selection.as_of)
    summed = _summed_places(published, names, selection)
    read = [_read(figure, names, selection) for figure in published.figures()]
    read = [replace(each, among=summed.get(each.figure.where, ())) for each in read]
    if has_counts_alone(source, selection):
        day = source.printed()[selection.as_of, selection.level]
        return [_held_against(each, day) for each in read]
    read = [_held_back(each, people) for each in read]
    rules = {_key(each.rule): each.rule for each in read if each.rule is not None} | {_key(EVERYBODY): EVERYBODY}
    by_unit = source.ask(count_by_rules, source.province, selection, rules)
    return [_counted(each, by_unit, names) for each in read]


def places_of_difference(source: StatisticsSource, comparison: Comparison, scope: Scope) -> list[str]:
    """List the rows of the originals whose people we count for a figure: «file › sheet › dòng n».

    There are none of a figure that tells what is hidden from the scope.
    """
    if comparison.rule is None:
        return []
    try:
        return [
            row
            for place in comparison.places
            for row in source.ask(places_of_people, source.province, place, comparison.rule, scope)
        ]
    except NotToldError:
        return []


def counts_by_unit(source: StatisticsSource, comparison: Comparison) -> list[tuple[str, int]]:
    """Give the units of the figure's place and how many people of its rule each has, most first."""
    if comparison.rule is None:
        return []
    rules = {"": comparison.rule}
    names = source.names(comparison.selection.as_of)
    pairs = [
        (names.of(code or ""), number[""])
        for place in comparison.places
        for code, number in source.ask(count_by_rules, source.province, place, rules).items()
        if number[""]
    ]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def _key(rule: Rule | None) -> str:
    return repr(rule)


def _read(figure: Figure, names: Names, selection: Selection) -> Comparison:
    """Read the labels of a figure: a place that they or the title name narrows the selection, the rest says whom."""
    if figure.year not in (None, selection.as_of.year):
        return Comparison(figure, None, selection, is_of_other_year=True)
    place = place_in(" ".join(figure.titles), names)
    selection = place_of(selection, place, names) if place else selection
    labels, codes = _places_apart(figure, names)
    for code in filter(None, codes):
        selection = place_of(selection, code, names)
    phrase = phrases.read(labels)
    if phrase.unknown or (labels and not phrase.is_understood and phrase.field):
        return Comparison(figure, None, selection, unknown=phrase.unknown)
    return Comparison(figure, phrase.rule, selection, assumed=phrase.assumed)


def _places_apart(figure: Figure, names: Names) -> tuple[list[str], list[str]]:
    """Part the labels of a figure into words that say whom and the codes of places, `WHOLE` among them."""
    called = [(label, place_called(label, names)) for label in figure.path]
    return [label for label, code in called if code is None], [code for _, code in called if code is not None]


def _summed_places(published: Published, names: Names, selection: Selection) -> dict[str, tuple[Selection, ...]]:
    """Give for each «Cộng» that is the sum of printed places, and names none, those places: where it stands -> they."""
    summed: dict[str, tuple[Selection, ...]] = {}
    for block in published.blocks:
        if block.total is None or not block.is_partition or not (block.is_whole or block.sum == block.total.count):
            continue
        own = [[code for code in _places_apart(part, names)[1] if code != WHOLE] for part in block.parts]
        if all(own) and not _places_apart(block.total, names)[1]:
            summed[block.total.where] = tuple(place_of(selection, codes[-1], names) for codes in own)
    return summed


def _held_back(read: Comparison, people: Scope) -> Comparison:
    """Leave out whom a figure counts where it tells what is hidden."""
    try:
        people.require_apart(fields_of(read.rule or ()))
    except NotToldError:
        return replace(read, rule=None, is_hidden=True)
    return read


def _counted(read: Comparison, by_unit: Counts, names: Names) -> Comparison:
    if read.rule is None:
        return read
    units = [code for place in read.places for code in _units_of(place, by_unit, names)]
    counted, base = (sum(by_unit[code][_key(rule)] for code in units) for rule in (read.rule, EVERYBODY))
    return replace(read, counted=counted, base=base)


def _held_against(read: Comparison, day: PrintedDay) -> Comparison:
    """Hold a figure against the printed counts of a day."""
    if read.rule is None:
        return read
    counted, base = (_sum([day.number(place, rule) for place in read.places]) for rule in (read.rule, EVERYBODY))
    return replace(read, counted=counted or 0, base=base or 0, is_printed=True, is_missing=counted is None)


def _sum(numbers: Sequence[int | None]) -> int | None:
    """Add numbers up; None where a place has none."""
    return None if None in numbers else sum(number for number in numbers if number is not None)


def _units_of(selection: Selection, by_unit: Counts, names: Names) -> Sequence[str]:
    return [code for code in by_unit if code and names.is_within(code, selection)]
