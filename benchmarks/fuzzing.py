"""Thousands of broken rosters through the whole way: each must be read or refused, none may end in a traceback."""

import multiprocessing
import os
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from benchmarks.mutations import mutate
from etl import pipeline
from etl.annotating import annotate_all
from etl.records import LoadOptions, SourceFile
from migrations.prepare import prepare
from settings import ROOT, SAMPLES_DIR

RUNS = 10_000
_SECONDS_AT_MOST = 20.0
_LARGEST_SOURCE = 150_000
_AS_OF = date(2023, 12, 31)


@dataclass(slots=True)
class Outcome:
    """The number of times that each answer was given, and the failures by seed."""

    answers: Counter[str] = field(default_factory=Counter)
    failures: dict[int, str] = field(default_factory=dict)


def sources() -> list[Path]:
    """List whole rosters of every format, small enough to be read often."""
    paths = [*SAMPLES_DIR.rglob("*.xlsx"), *(ROOT / "tests" / "golden").rglob("roster.*")]
    return sorted(path for path in paths if path.stat().st_size <= _LARGEST_SOURCE)


def attempt(seed: int, url: str, paths: list[Path]) -> str:
    """Load what the seed makes of a roster, without storing it, and mark its bad cells; the load's answer."""
    path = paths[seed % len(paths)]
    source = SourceFile(path.name, mutate(path.read_bytes(), seed))
    options = LoadOptions(as_of=_AS_OF if seed % 3 else None, dry_run=True, accept=bool(seed % 2))
    report = pipeline.load(url, [source], options)
    for copy in annotate_all([source], report.problems):
        if not copy.content:
            raise ValueError("an empty copy")
    return report.status


Attempt = Callable[[int, str, list[Path]], str]


def run(runs: int, first_seed: int, progress: Callable[[str, int, int], None], tries: Attempt = attempt) -> Outcome:
    """Try the seeds in processes of their own, two or more at a time; one that takes too long is ended."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{(Path(folder) / 'fuzz.db').as_posix()}"
        prepare(url)
        seeds = iter(range(first_seed, first_seed + runs))
        workers = [_Worker(tries, url, seeds, outcome) for _ in range(max(2, os.cpu_count() or 1))]
        while any(worker.is_busy for worker in workers):
            wait([worker.answers for worker in workers if worker.is_busy], timeout=0.5)
            for worker in workers:
                worker.look()
            progress("Đang thử tệp hỏng", sum(outcome.answers.values()), runs)
        for worker in workers:
            worker.end()
    return outcome


class _Worker:
    """A process that tries one seed after the other; it is replaced when it dies or takes too long."""

    def __init__(self, tries: Attempt, url: str, seeds: Iterator[int], outcome: Outcome) -> None:
        self.tries, self.url, self.seeds, self.outcome = tries, url, seeds, outcome
        self.seed: int | None = None
        self._start()
        self._next()

    @property
    def is_busy(self) -> bool:
        """True while it has a seed to answer for."""
        return self.seed is not None

    def look(self) -> None:
        """Take an answer, if there is one, and hand out the next seed."""
        if self.seed is None:
            return
        try:
            if not self.answers.poll():
                return
            answer, failure, seconds = self.answers.recv()
        except (EOFError, OSError):
            self._failed("died", "the process died, or took longer than it may")
            return
        if seconds > _SECONDS_AT_MOST:
            answer, failure = "slow", f"{seconds:.0f} s"
        self.outcome.answers[answer] += 1
        if failure:
            self.outcome.failures[self.seed] = failure
        self._next()

    def end(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.join()
        self.answers.close()

    def _failed(self, answer: str, failure: str) -> None:
        if self.seed is not None:
            self.outcome.answers[answer] += 1
            self.outcome.failures[self.seed] = failure
        self.end()
        self._start()
        self._next()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self.answers: Connection = ours
        self.process: SpawnProcess = context.Process(target=_work, args=(theirs, self.tries, self.url), daemon=True)
        self.process.start()
        theirs.close()

    def _next(self) -> None:
        self.seed = next(self.seeds, None)
        if self.seed is not None:
            self.answers.send(self.seed)


def _work(answers: Connection, tries: Attempt, url: str) -> None:
    """Answer, in the process, each seed with (status, traceback or "", seconds of the processor)."""
    import faulthandler
    import time

    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as long as the process
    os.dup2(sys.stderr.fileno(), 2)  # the readers' Rust library tells there of every panic
    paths = sources()
    while True:
        seed = answers.recv()
        faulthandler.dump_traceback_later(2 * _SECONDS_AT_MOST, exit=True)  # ends what never comes to an end
        start = time.process_time()
        try:
            answer, failure = tries(seed, url, paths), ""
        except Exception:  # noqa: BLE001 - whatever escapes is what is looked for
            answer, failure = "failed", traceback.format_exc(limit=-6)
        answers.send((answer, failure, time.process_time() - start))
        faulthandler.cancel_dump_traceback_later()
