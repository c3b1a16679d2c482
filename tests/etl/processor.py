"""Processor time against a reference of the same process: a machine that is busy or slow is so for both."""

import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from etl.pipeline import load
from etl.records import LoadOptions, SourceFile
from migrations.prepare import prepare
from settings import SAMPLES_DIR

MOST = 60.0
"""The times of a whole province's roster that a hostile file may take; on a calm machine ten seconds."""
_Made = TypeVar("_Made")


def measured(work: Callable[[], _Made]) -> tuple[_Made, float]:
    """Do the work; give what it made, and how many times as long it took as loading the province's roster does."""
    reference = _seconds_of_a_province()
    start = time.process_time()
    made = work()
    return made, (time.process_time() - start) / reference


@cache
def _seconds_of_a_province() -> float:
    """The least that the roster of 126 communes takes to be read and checked, the first time not counted."""
    (path,) = SAMPLES_DIR.glob("2023-12-31/*tinh-Bac-Ninh_2023.xlsx")
    source = SourceFile(path.name, path.read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{(Path(folder) / 'reference.db').as_posix()}"
        prepare(url)
        times = []
        for _ in range(4):
            start = time.process_time()
            load(url, [source], LoadOptions(dry_run=True))
            times.append(time.process_time() - start)
    return min(times[1:])
