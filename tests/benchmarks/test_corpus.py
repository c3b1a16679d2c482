"""The invented workbooks of `bench --rosters`: a few dozen are read wholly right, and an error is seen."""

import pytest

from benchmarks.corpus import judging
from benchmarks.corpus.making import Invented, invent
from commands import bench
from commands.common import DONE, Parser


def test_a_seed_always_invents_the_same_workbook_and_another_one_another() -> None:
    made = [invent(seed) for seed in range(8)]
    assert made == [invent(seed) for seed in range(8)]
    assert len({workbook.content for workbook in made}) == 8


@pytest.mark.parametrize("first", range(0, 32, 8))
def test_invented_workbooks_are_read_wholly_right(first: int, sqlite_url: str) -> None:
    tally = judging.run(sqlite_url, 8, first, lambda *_: None)
    assert tally.lines == [tally.lines[-1]]
    assert not tally.has_failed


def _in_need_of_words(made: Invented) -> None:
    """Say that one more cell must be told."""
    sheet, row = next(iter(made.people))
    made.must_tell.add((sheet, row, 0))


def _of_another(made: Invented) -> None:
    """Say that somebody is somebody else, and nobody stands in another row."""
    first, second = list(made.people)[:2]
    made.people[first] = made.people[first] | {"full_name": "Lê Văn Khác"}
    del made.people[second]


def test_what_is_wrong_without_a_word_is_seen(sqlite_url: str) -> None:
    made = invent(1)
    _in_need_of_words(made)
    _of_another(made)
    verdict = judging.compare(sqlite_url, made, 1)
    assert [line.split(": ")[-1].split(",")[0] for line in sorted(verdict.silent)]
    assert len(verdict.silent) == 3
    assert not verdict.is_right


def test_what_is_told_needlessly_is_seen(sqlite_url: str) -> None:
    seed, made = next((seed, made) for seed in range(50) if (made := invent(seed)).must_tell)
    count = len(made.must_tell)
    made.must_tell.clear()
    assert 0 < len(judging.compare(sqlite_url, made, seed).false_alarms) <= count


def test_bench_rosters_tells_the_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    parser = Parser()
    bench.add_arguments(parser)
    assert bench.run(parser.parse_args(["--rosters", "2"])) == DONE
    assert "rosters: 2 tệp – đúng hẳn 2 – sai không báo 0" in capsys.readouterr().out
