"""A page's rerun against a bare Streamlit page: processor time on the server, and how long a single reader waits."""

import time
from collections.abc import Iterator
from functools import partial

from benchmarks.measuring import Ratio, in_turn, median_round
from benchmarks.serving import Server, Session, ours_and_bare, session
from dashboard.parts.register import FIGURES, SECTIONS, SUBMISSIONS

PAGES = (*SECTIONS[FIGURES], SUBMISSIONS)
"""Every page of figures."""
_ROUNDS, _RUNS = 3, 12
"""Runs of a page between two looks at its process's clock, which goes by hundredths of a second."""
_FIRST, _WAITS = 2, 7
_SECONDS_AFTERWARDS = 0.1
"""Room for what Streamlit does after a run that it has reported as finished: collecting garbage."""


def measure(database_url: str) -> list[Ratio]:
    """Measure each page with figures against the bare page, both servers up at once and asked in turn."""
    with ours_and_bare(database_url) as (ours, bare):
        return [ratio for page in PAGES for ratio in _ratios(page.title, page.slug, ours, bare)]


def _ratios(title: str, page: str, ours: Server, bare: Server) -> Iterator[Ratio]:
    with session(ours) as page_session, session(bare) as bare_session:
        work = partial(_processor_seconds, ours, page_session, page)
        bare_work = partial(_processor_seconds, bare, bare_session, "")
        for _ in range(_FIRST):  # what the first runs load is loaded once
            page_session.run(page)
            bare_session.run("")
        yield Ratio(f"rerun {title}", *median_round(work, bare_work, _ROUNDS), 0.6)
        wait = in_turn(lambda: page_session.run(page), lambda: bare_session.run(""), _WAITS)
        yield Ratio(f"rerun {title}, thời gian chờ", *wait, 1.0)


def _processor_seconds(server: Server, asking: Session, page: str) -> float:
    """Take the processor seconds of one run of the page, of several in a row."""
    start = server.processor_seconds()
    for _ in range(_RUNS):
        asking.run(page)
    time.sleep(_SECONDS_AFTERWARDS)
    return (server.processor_seconds() - start) / _RUNS
