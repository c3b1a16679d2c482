"""Forty people at once: how long they wait, on our pages and on a bare Streamlit page, and the server's memory.

Each acts every six seconds on average, whether or not the answer to the act before has come: whoever is late starts
his clock at the moment when he wanted to act. Who acts when is the same for both servers and on every run.
"""

import asyncio
import random
import statistics
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from itertools import product
from urllib.parse import urlencode

from websockets.asyncio.client import ClientConnection, connect

import reference
from benchmarks.measuring import Ratio, median_pair
from benchmarks.rerun import PAGES
from benchmarks.serving import Conversation, Server, ours_and_bare

_VISITORS = 40
_SECONDS_BETWEEN_ACTS = 6.0
_ROUNDS, _SECONDS_OF_A_ROUND = 3, 12.0
_MEGABYTES = 200.0
_GROWTH = 1.05
"""Flat: what the last half of the runs may add to the server's memory."""
_RUNS, _MANY_RUNS = 600, 5_000
_DATES = (date(2023, 12, 31), date(2022, 12, 31))
_DISTRICTS = 3
"""So many dates and districts are looked at that all of it is kept after a first look, as on an ordinary day."""
_PROVINCE = "24"
_MOST_BEHIND_NGINX = 2.0
"""The p95 on several processes, in times of a bare page's under the same load."""

Rounds = Sequence[tuple[list[float], list[float]]]
"""The waits of each round, on our pages and on the bare one."""


@dataclass(frozen=True, slots=True)
class Act:
    """A visitor's request: a page and a selection, so many seconds after a round's beginning."""

    moment: float
    page: str
    query: str


class Visitor:
    """One session's connection; its runs are waited for one after the other."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._conversation = Conversation()

    async def run(self, page: str, query: str) -> None:
        """Ask for a run of the page and wait for its end."""
        await self._connection.send(self._conversation.request(page, query))
        while not self._conversation.is_finished_by(await self._connection.recv(decode=False)):
            pass

    async def waits(self, acts: Sequence[Act], start: float) -> list[float]:
        """Act after act at its moment; how many seconds each was waited for."""
        waited = []
        for act in acts:
            await asyncio.sleep(max(0.0, start + act.moment - time.perf_counter()))
            await self.run(act.page, act.query)
            waited.append(time.perf_counter() - start - act.moment)
        return waited


def measure(database_url: str, *, is_long: bool = False) -> list[Ratio]:
    """Measure the waits of forty sessions (median, 95th percentile), and what many runs add to the server's memory."""
    with ours_and_bare(database_url) as (ours, bare):
        return asyncio.run(_measured(ours, bare, _MANY_RUNS if is_long else _RUNS))


def measure_processes(database_url: str, processes: int) -> list[Ratio]:
    """Measure the waits of forty sessions on several processes behind nginx, over PostgreSQL."""
    with ours_and_bare(database_url, processes) as (ours, bare):
        rounds = asyncio.run(_rounds(ours, bare, processes))
    return list(_waits(rounds, f"sessions, {processes} tiến trình", _MOST_BEHIND_NGINX))


async def _rounds(ours: Server, bare: Server, processes: int) -> Rounds:
    views, nothing = list(_views()), [("", "")]
    async with _visitors(ours) as our_visitors, _visitors(bare) as bare_visitors:
        for shift in range(processes):  # each process looks at everything: neighbours sit in different ones
            await _look_at_everything(our_visitors[shift:] + our_visitors[:shift], views)
        await _look_at_everything(bare_visitors, nothing)
        return [
            (await _round(our_visitors, views, number), await _round(bare_visitors, nothing, number))
            for number in range(_ROUNDS)
        ]


async def _measured(ours: Server, bare: Server, runs: int) -> list[Ratio]:
    rounds = await _rounds(ours, bare, 1)
    async with _visitors(ours) as visitors:
        return [*_waits(rounds, "sessions", 1.0), *await _memory(ours, visitors, list(_views()), runs)]


def _views() -> Iterator[tuple[str, str]]:
    """List every page with every selection that is looked at: address and query string."""
    for page, as_of in product(PAGES, _DATES):
        yield page.slug, urlencode({"as_of": as_of.isoformat()})
        districts = sorted({unit.parent_code or "" for unit in reference.communes_on(as_of, _PROVINCE)})
        for district in districts[:_DISTRICTS]:
            yield page.slug, urlencode({"as_of": as_of.isoformat(), "district": district})


@asynccontextmanager
async def _visitors(server: Server) -> AsyncIterator[list[Visitor]]:
    """So many sessions at once, as long as the block lasts."""
    async with AsyncExitStack() as stack:
        opened = [connect(server.address, max_size=None, compression=None) for _ in range(_VISITORS)]
        yield [Visitor(await stack.enter_async_context(connection)) for connection in opened]


async def _look_at_everything(visitors: Sequence[Visitor], views: Sequence[tuple[str, str]]) -> None:
    """Every view once and every visitor at least once, one after the other."""
    for number in range(max(len(visitors), len(views))):
        await visitors[number % len(visitors)].run(*views[number % len(views)])


async def _round(visitors: Sequence[Visitor], views: Sequence[tuple[str, str]], number: int) -> list[float]:
    """The waits of all visitors in one round, in seconds."""
    plans = [list(_acts(views, random.Random(f"{number} {which}"))) for which in range(len(visitors))]  # noqa: S311
    start = time.perf_counter()
    waited = await asyncio.gather(*(who.waits(acts, start) for who, acts in zip(visitors, plans, strict=True)))
    return [wait for waits in waited for wait in waits]


def _acts(views: Sequence[tuple[str, str]], dice: random.Random) -> Iterator[Act]:
    """Choose what one visitor does in a round: acts that stand six seconds apart on average."""
    moment = dice.uniform(0, _SECONDS_BETWEEN_ACTS)
    while moment < _SECONDS_OF_A_ROUND:
        yield Act(moment, *dice.choice(views))
        moment += dice.uniform(0.5, 1.5) * _SECONDS_BETWEEN_ACTS


def _waits(rounds: Rounds, what: str, most: float) -> Iterator[Ratio]:
    for name, rank, at_most in (("trung vị", 50, None), ("p95", 95, most)):
        pairs = [(_percentile(ours, rank), _percentile(bare, rank)) for ours, bare in rounds]
        yield Ratio(f"{what}, {name}", *median_pair(pairs), at_most)


def _percentile(values: Sequence[float], rank: int) -> float:
    return statistics.quantiles(values, n=100)[rank - 1]


async def _memory(
    server: Server, visitors: Sequence[Visitor], views: Sequence[tuple[str, str]], runs: int
) -> Iterator[Ratio]:
    """The server's memory after so many runs, and how it has grown in their second half."""
    await _runs(visitors, views, runs // 2)
    before = server.megabytes()
    await _runs(visitors, views, runs // 2)
    after = server.megabytes()
    return iter(
        (
            Ratio("sessions, bộ nhớ", after, _MEGABYTES, 1.0, "MB"),
            Ratio(f"sessions, bộ nhớ sau {runs} : {runs // 2} lượt", after, before, _GROWTH, "MB"),
        )
    )


async def _runs(visitors: Sequence[Visitor], views: Sequence[tuple[str, str]], runs: int) -> None:
    """So many runs, one after the other, by all visitors in turn."""
    for number in range(runs):
        await visitors[number % len(visitors)].run(*views[number * 7 % len(views)])
