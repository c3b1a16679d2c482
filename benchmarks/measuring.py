"""One measurement: ours against a reference, several times in turn; of these the round whose ratio is the median."""

import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

Measure = Callable[[], float]
"""A function that does something and returns its cost: seconds, or another unit."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measurement: seconds (or another unit) of ours and of the reference, and the ratio that is allowed at most.

    `at_most` is None where a number stands beside another for information.
    """

    name: str
    ours: float
    reference: float
    at_most: float | None
    unit: str = "s"

    @property
    def value(self) -> float:
        """Ours per reference."""
        return self.ours / self.reference

    @property
    def line(self) -> str:
        """«load: 0,21 lần (4,1 s : 19,6 s; nhiều nhất 0,50) – đạt»."""
        both = f"{_comma(self.ours, 3)} {self.unit} : {_comma(self.reference, 3)} {self.unit}"
        if self.at_most is None:
            return f"{self.name}: {_comma(self.value, 2)} lần ({both})"
        verdict = "đạt" if self.value <= self.at_most else "CHƯA ĐẠT"
        return f"{self.name}: {_comma(self.value, 2)} lần ({both}; nhiều nhất {_comma(self.at_most, 2)}) – {verdict}"


def _comma(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def median_round(ours: Measure, reference: Measure, rounds: int) -> tuple[float, float]:
    """Give both values of the round whose ratio is the median: a slow moment of the machine meets both of a round."""
    return median_pair([(ours(), reference()) for _ in range(rounds)])


def median_pair(pairs: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Choose of the pairs of ours and the reference the one whose ratio is the median."""
    ordered = sorted(pairs, key=lambda pair: pair[0] / pair[1])
    return ordered[len(ordered) // 2]


def in_turn(ours: Callable[[], object], reference: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Take the seconds of both, run one after the other, of the round whose ratio is the median."""
    return median_round(lambda: seconds(ours), lambda: seconds(reference), rounds)


def median_seconds(work: Callable[[], object], runs: int) -> float:
    """Take the median of the seconds of several runs: for what is measured against a fixed time."""
    return statistics.median(seconds(work) for _ in range(runs))


def seconds(work: Callable[[], object]) -> float:
    """Take the seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak_megabytes() -> float:
    """Give the most memory that this process has had at one time."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux: the other way counts what the process was before it became this program
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    if sys.platform == "win32":
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / 2**20
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
