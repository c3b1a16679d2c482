"""`manage.py bench`: speed as ratios against references measured in the same run."""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import fuzzing, loading, reporting, rerun
from benchmarks.measuring import Ratio
from commands.common import DEFECT, DONE, show_progress
from commands.run import load_demonstration
from migrations.prepare import prepare
from settings import SAMPLES_DIR, from_environment

HELP = "đo tốc độ so với các mốc đối chiếu trong cùng một lần chạy"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The benchmark's name; without one all run, and the broken files too."""
    parser.add_argument(
        "name", metavar="TÊN", nargs="?", choices=sorted(BENCHMARKS), help=", ".join(sorted(BENCHMARKS))
    )
    help_ = f"chỉ thử nạp N tệp bị làm hỏng (mặc định {fuzzing.RUNS}); lỗi chương trình thì trả về 1"
    parser.add_argument("--fuzz", metavar="N", nargs="?", type=int, const=fuzzing.RUNS, help=help_)
    parser.add_argument("--seed", metavar="SỐ", type=int, default=0, help="số đầu tiên của dãy tệp bị làm hỏng")


def run(arguments: argparse.Namespace) -> int:
    """Print one line for each ratio, and the answers to broken files with the seeds of those that ended in a defect."""
    if arguments.fuzz is not None:
        return _fuzz(arguments.fuzz, arguments.seed)
    chosen = [arguments.name] if arguments.name else sorted(BENCHMARKS)
    for name in chosen:
        for ratio in BENCHMARKS[name]():
            print(ratio.line, flush=True)
    return DONE if arguments.name else _fuzz(fuzzing.RUNS, arguments.seed)


def _fuzz(runs: int, first_seed: int) -> int:
    outcome = fuzzing.run(runs, first_seed, show_progress)
    for seed, failure in sorted(outcome.failures.items()):
        print(f"fuzz {seed}: {failure}", flush=True)
    answers = ", ".join(f"{answer} {count}" for answer, count in sorted(outcome.answers.items()))
    print(f"fuzz: {runs} tệp bị làm hỏng – {answers} – {'CHƯA ĐẠT' if outcome.failures else 'đạt'}")
    return DEFECT if outcome.failures else DONE


def _demonstrated(measure: Callable[[str], list[Ratio]]) -> list[Ratio]:
    """What is measured over a database of its own with the demonstration data."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{(Path(folder) / 'demonstration.db').as_posix()}"
        prepare(url, show_progress)
        load_demonstration(url, SAMPLES_DIR, show_progress)
        return measure(url)


def _report() -> list[Ratio]:
    return _demonstrated(lambda url: reporting.measure(url, from_environment().province_name))


BENCHMARKS: dict[str, Callable[[], list[Ratio]]] = {
    "load": loading.measure,
    "rerun": lambda: _demonstrated(rerun.measure),
    "report": _report,
}
