"""`manage.py bench`: speed as ratios against references measured in the same run."""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import loading, rerun
from benchmarks.measuring import Ratio
from commands.common import DONE, show_progress
from commands.prepare import prepare
from commands.run import load_demonstration
from settings import SAMPLES_DIR

HELP = "đo tốc độ so với các mốc đối chiếu trong cùng một lần chạy"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The benchmark's name; without one all run."""
    parser.add_argument("name", metavar="TÊN", nargs="?", choices=sorted(BENCHMARKS), help="load hoặc rerun")


def run(arguments: argparse.Namespace) -> int:
    """Print one line for each ratio."""
    chosen = [arguments.name] if arguments.name else sorted(BENCHMARKS)
    for name in chosen:
        for ratio in BENCHMARKS[name]():
            print(ratio.line, flush=True)
    return DONE


def _rerun() -> list[Ratio]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{(Path(folder) / 'demonstration.db').as_posix()}"
        prepare(url, show_progress)
        load_demonstration(url, SAMPLES_DIR, show_progress)
        return rerun.measure(url)


BENCHMARKS: dict[str, Callable[[], list[Ratio]]] = {"load": loading.measure, "rerun": _rerun}
