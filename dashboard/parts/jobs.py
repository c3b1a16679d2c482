"""Slow work beside the page: a job runs once however often its page reruns or its button is clicked.

Streamlit stops a script wherever it draws, at any click; a load must not be stopped half-way and started again.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

import streamlit as st

from access.users import Presence, acting, present
from dashboard.parts.markdown import escape_markdown

Progress = Callable[[str, int, int], None]
"""A listener to what is being done, how much of it is done and how much there is."""

_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="job")
_LOOK_EVERY = 0.15
"""Seconds between two looks at a running job."""


class Job:
    """Work that was started, how far it is, and what came of it."""

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        self._step = ("Đang chờ đến lượt", 0, 1)
        self.failed = False
        self._future: Future[Any] = _POOL.submit(self._work, work, present())

    def _work(self, work: Callable[[Progress], Any], presence: Presence) -> Any:
        with acting(presence):
            return work(self._note)

    def _note(self, what: str, done: int, total: int) -> None:
        self._step = (what, done, total)

    def step(self) -> tuple[str, float]:
        """Tell what the job is doing, in Markdown that shows names letter by letter, and how far it is, from 0 to 1."""
        what, done, total = self._step
        return escape_markdown(what), min(max(done / total, 0.0), 1.0) if total else 0.0

    def outcome(self, listener: Progress) -> Any:
        """Wait in another job for what the work returns or raises, and hand on how far it is.

        Jobs begin in the order in which they were started, so one that was started before is at work or done.
        """
        while not wait([self._future], timeout=_LOOK_EVERY).done:
            listener(*self._step)
        return self._future.result()

    def result(self) -> Any:
        """Give or raise what the work returned or raised; a bar is shown as long as it is at work."""
        bar = None
        while not wait([self._future], timeout=_LOOK_EVERY).done:
            what, share = self.step()
            bar = st.progress(share, what) if bar is None else bar.progress(share, what)
        if bar is not None:
            bar.empty()
        self.failed = self._future.exception() is not None
        return self._future.result()


def started(slot: str, key: str) -> Job | None:
    """Give the job of that slot if it was started for that key; one whose failure was seen may be started again."""
    entry: tuple[str, Job] | None = st.session_state.get(slot)
    return entry[1] if entry is not None and entry[0] == key and not entry[1].failed else None


def start(slot: str, key: str, work: Callable[[Progress], Any]) -> Job:
    """Start the job of that slot for that key, unless it was before, and give it. A session has one job in a slot."""
    job = started(slot, key)
    if job is None:
        job = Job(work)
        st.session_state[slot] = (key, job)
    return job


def forget(slot: str) -> None:
    """Let go of the slot's job: what came of it has been seen."""
    st.session_state.pop(slot, None)
