"""One measurement: the median of several runs against the median of a reference's, run in turn."""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ratio:
    """What was measured: seconds (or another unit) of ours and of the reference, and how large the ratio may be."""

    name: str
    ours: float
    reference: float
    at_most: float
    unit: str = "s"

    @property
    def value(self) -> float:
        """Ours per reference."""
        return self.ours / self.reference

    @property
    def line(self) -> str:
        """«load: 0,21 (4,1 s : 19,6 s; at most 0,50)» with a verdict."""
        verdict = "đạt" if self.value <= self.at_most else "CHƯA ĐẠT"
        both = f"{_comma(self.ours, 3)} {self.unit} : {_comma(self.reference, 3)} {self.unit}"
        return f"{self.name}: {_comma(self.value, 2)} lần ({both}; nhiều nhất {_comma(self.at_most, 2)}) – {verdict}"


def _comma(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def in_turn(ours: Callable[[], object], reference: Callable[[], object], runs: int) -> tuple[float, float]:
    """The medians of both, run one after the other so that a slow moment of the machine meets both."""
    pairs = [(seconds(ours), seconds(reference)) for _ in range(runs)]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak_megabytes() -> float:
    """The most memory that this process has had at one time."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux: the other way counts what the process was before it became this program
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    if sys.platform == "win32":
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / 2**20
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
