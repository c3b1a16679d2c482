"""A load in a process of its own, which stops at a moment and waits there to be killed or let go.

`python -m tests.etl.loading_process URL FILE MOMENT`: prints MOMENT when it is reached, reads a line, goes on; at the
end prints the status and how many people were loaded. A moment is the beginning of a progress message, or of a
statement (`INSERT INTO staff`: when it has been executed), `COMMIT` (before) or `COMMITTED` (after); or `never`.
"""

import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event

import database
from etl.pipeline import load
from etl.records import LoadOptions, SourceFile


def main(url: str, path: Path, moment: str) -> None:
    """Load the file, stopping at the moment when it comes first."""
    waiting = [moment]

    def reach(name: str) -> None:
        if waiting and name.startswith(waiting[0]):
            print(waiting.pop(), flush=True)  # noqa: T201
            sys.stdin.readline()

    def executed(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        reach(statement)

    engine = database.engine_for(url)
    event.listen(engine, "after_cursor_execute", executed)
    event.listen(engine, "commit", lambda _connection: reach("COMMIT"))
    source = SourceFile(path.name, path.read_bytes())
    report = load(url, [source], LoadOptions(loaded_by="thu.ha"), lambda message, *_: reach(message))
    reach("COMMITTED")
    print(report.status, report.rows_loaded, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
