"""People to train: who has not had what `training.csv` asks for, by unit, post and age."""

from dataclasses import dataclass

from reference.training import TrainingNeed, training_needs
from stats.cube import Question
from stats.selection import Selection
from stats.source import StatisticsSource

AXES = ("unit", "position", "age_band")


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """People of one unit, post and age band: all of them, those to train, those of whom the roster does not say."""

    unit: str | None
    position: str | None
    age_band: str | None
    people: int
    to_train: int
    undeclared: int


@dataclass(frozen=True, slots=True)
class Training:
    """People who have to be trained in one thing, by unit, post and age band."""

    need: TrainingNeed
    lines: tuple[TrainingLine, ...]

    @property
    def people(self) -> int:
        """Everybody."""
        return sum(line.people for line in self.lines)

    @property
    def to_train(self) -> int:
        """Those who have not been trained."""
        return sum(line.to_train for line in self.lines)

    @property
    def undeclared(self) -> int:
        """Those of whom the roster does not say."""
        return sum(line.undeclared for line in self.lines)

    @property
    def is_unknown(self) -> bool:
        """True where the roster says of nobody whether he was trained: nothing is known, which is not 0."""
        return self.people > 0 and self.undeclared == self.people

    @property
    def plan(self) -> tuple[TrainingLine, ...]:
        """The lines of people to train, or to ask first."""
        return tuple(line for line in self.lines if line.to_train or line.undeclared)

    def by(self, axis: str) -> dict[str | None, tuple[int, int, int]]:
        """Sum people, to train and undeclared by one of AXES; those with most to train first."""
        sums: dict[str | None, tuple[int, int, int]] = {}
        for line in self.lines:
            code = getattr(line, axis)
            people, to_train, undeclared = sums.get(code, (0, 0, 0))
            sums[code] = (people + line.people, to_train + line.to_train, undeclared + line.undeclared)
        return dict(sorted(sums.items(), key=lambda pair: (-pair[1][1], pair[0] or "")))


def training(source: StatisticsSource, selection: Selection) -> tuple[Training, ...]:
    """Find who of a selection's people has to be trained, for each need in force on its day."""
    needs = (need for need in training_needs() if need.valid_from <= selection.as_of)
    return tuple(_of_need(source, selection, need) for need in needs)


def _of_need(source: StatisticsSource, selection: Selection, need: TrainingNeed) -> Training:
    counts = source.cube(Question(selection, (*AXES, need.field))).counts
    sums: dict[tuple[str | None, str | None, str | None], list[int]] = {}
    for (unit, position, band, code), number in counts.items():
        line = sums.setdefault((unit, position, band), [0, 0, 0])
        line[0] += number
        line[1] += number if code in need.codes else 0
        line[2] += number if code is None else 0
    lines = (TrainingLine(*place, *numbers) for place, numbers in sums.items())
    return Training(
        need, tuple(sorted(lines, key=lambda line: (line.unit or "", line.position or "", line.age_band or "")))
    )
