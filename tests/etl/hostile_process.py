"""A process that opens files: `python -m tests.etl.hostile_process URL FOLDER` prints a JSON line for each."""

import json
import sys
from functools import partial
from pathlib import Path

from benchmarks.measuring import peak_megabytes
from etl.annotating import annotate_all
from etl.pipeline import load
from etl.records import LoadOptions, LoadReport, SourceFile
from tests.etl.processor import measured


def main(url: str, folder: Path) -> None:
    """Load each file of the folder for a trial, with the marked copy that the clerk would get."""
    for path in sorted(folder.iterdir()):
        source = SourceFile(path.name, path.read_bytes())
        (report, copies), times = measured(partial(_load, url, source))
        answer = {
            "file": path.name,
            "status": report.status,
            "messages": [problem.message for problem in report.problems],
            "copies": copies,
            "times": times,
            "megabytes": peak_megabytes(),
        }
        print(json.dumps(answer), flush=True)  # noqa: T201


def _load(url: str, source: SourceFile) -> tuple[LoadReport, int]:
    report = load(url, [source], LoadOptions(dry_run=True))
    return report, len(list(annotate_all([source], report.problems)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
