"""Opens files in a process of its own: `python -m tests.etl.hostile_process URL FOLDER` prints a JSON line for each."""

import json
import sys
import time
from pathlib import Path

from benchmarks.measuring import peak_megabytes
from etl.annotating import annotate_all
from etl.pipeline import load
from etl.records import LoadOptions, SourceFile


def main(url: str, folder: Path) -> None:
    """Load each file of the folder for a trial, with the marked copy that the clerk would get."""
    for path in sorted(folder.iterdir()):
        source = SourceFile(path.name, path.read_bytes())
        start = time.perf_counter()
        report = load(url, [source], LoadOptions(dry_run=True))
        copies = list(annotate_all([source], report.problems))
        told = {
            "file": path.name,
            "status": report.status,
            "messages": [one.message for one in report.problems],
            "copies": len(copies),
            "seconds": time.perf_counter() - start,
            "megabytes": peak_megabytes(),
        }
        print(json.dumps(told), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
