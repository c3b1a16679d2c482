"""`manage.py bench`: speed and memory as ratios against references measured in the same run."""

import argparse
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks import fuzzing, loading, postgresql, reporting, rerun, scale, sessions
from benchmarks.corpus import judging
from benchmarks.measuring import Ratio
from commands import processes
from commands.common import DEFECT, DONE, InputError, show_progress
from commands.run import load_demonstration
from etl import office
from migrations.prepare import prepare
from reference import provinces
from serving import nginx
from settings import SAMPLES_DIR, from_environment

HELP = "đo tốc độ so với các mốc đối chiếu trong cùng một lần chạy"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the benchmark's name; without one all run, but for the broken files, which are only tried when asked for."""
    parser.add_argument("name", metavar="TÊN", nargs="?", choices=tuple(BENCHMARKS), help=", ".join(BENCHMARKS))
    help_ = f"chỉ thử nạp N tệp bị làm hỏng (mặc định {fuzzing.RUNS}); lỗi chương trình thì trả về 1"
    parser.add_argument("--fuzz", metavar="N", nargs="?", type=int, const=fuzzing.RUNS, help=help_)
    help_ = f"chỉ thử đọc N tệp được bịa (mặc định {judging.RUNS}); sai mà không báo thì trả về 1"
    parser.add_argument("--rosters", metavar="N", nargs="?", type=int, const=judging.RUNS, help=help_)
    parser.add_argument(
        "--seed", metavar="SỐ", type=int, default=0, help="số đầu tiên của dãy tệp bị làm hỏng, được bịa"
    )
    help_ = "sessions: đo N tiến trình đứng sau nginx, với PostgreSQL, thay vì một tiến trình"
    parser.add_argument("--processes", metavar="N", type=processes.number, help=help_)
    parser.add_argument("--long", action="store_true", help="sessions: đo bộ nhớ qua 5.000 lượt thay vì 600")


def run(arguments: argparse.Namespace) -> int:
    """Print one line for each ratio, or the answers to broken files with the seeds of those that ended in a defect."""
    if arguments.fuzz is not None:
        return _fuzz(arguments.fuzz, arguments.seed)
    if arguments.rosters is not None:
        return _rosters(arguments.rosters, arguments.seed)
    if arguments.processes is not None:
        return _processes(arguments)
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground(Path(folder), is_long=arguments.long)
        for name in [arguments.name] if arguments.name else BENCHMARKS:
            for ratio in BENCHMARKS[name](ground):
                print(ratio.line, flush=True)
    return DONE


def _processes(arguments: argparse.Namespace) -> int:
    """Measure the form of many users: apart from the others, for it wants nginx and a PostgreSQL, and a minute."""
    if arguments.name != "sessions":
        raise InputError("--processes dùng với sessions: bench sessions --processes 2")
    if nginx.program() is None:
        raise InputError("--processes cần chương trình nginx mà máy này chưa có.")
    with postgresql.running() as url:
        _fill(url)
        for ratio in sessions.measure_processes(url, arguments.processes):
            print(ratio.line, flush=True)
    return DONE


def _fill(url: str) -> None:
    """Bring the demonstration into a database, for an office that has answered the first questions."""
    prepare(url, show_progress)
    load_demonstration(url, SAMPLES_DIR, show_progress)
    office.save(url, {"province": provinces.home("", from_environment().province)})


def _fuzz(runs: int, first_seed: int) -> int:
    outcome = fuzzing.run(runs, first_seed, show_progress)
    for seed, failure in sorted(outcome.failures.items()):
        print(f"fuzz {seed}: {failure}", flush=True)
    answers = ", ".join(f"{answer} {count}" for answer, count in sorted(outcome.answers.items()))
    print(f"fuzz: {runs} tệp bị làm hỏng – {answers} – {'CHƯA ĐẠT' if outcome.failures else 'đạt'}")
    return DEFECT if outcome.failures else DONE


def _rosters(runs: int, first_seed: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{(Path(folder) / 'rosters.db').as_posix()}"
        prepare(url)
        tally = judging.run(url, runs, first_seed, show_progress)
    for line in tally.lines:
        print(line, flush=True)
    return DEFECT if tally.has_failed else DONE


@dataclass(frozen=True)
class Ground:
    """The ground of benchmarks: a folder for this call, and what is made there when the first of them asks for it."""

    folder: Path
    is_long: bool = False

    @cached_property
    def demonstration(self) -> str:
        """The address of a database with the demonstration data, of an office that has answered the first questions."""
        url = f"sqlite:///{(self.folder / 'demonstration.db').as_posix()}"
        _fill(url)
        return url


BENCHMARKS: dict[str, Callable[[Ground], list[Ratio]]] = {
    "load": lambda _: loading.measure(),
    "rerun": lambda ground: rerun.measure(ground.demonstration),
    "sessions": lambda ground: sessions.measure(ground.demonstration, is_long=ground.is_long),
    "scale": lambda _: scale.measure(show_progress),
    "report": lambda ground: reporting.measure(ground.demonstration, provinces.home("", from_environment().province)),
}
"""The benchmarks by name, in the order in which all are run."""
