"""The broken files of `bench --fuzz`: the same on every run, of many kinds, and a failure does not go unseen."""

import zipfile
from io import BytesIO

import pytest

from benchmarks import fuzzing
from benchmarks.mutations import mutate
from commands import bench
from commands.common import DEFECT, DONE, Parser
from tests.benchmarks.failing import fails_sometimes

ROSTER = next(path for path in fuzzing.sources() if path.suffix == ".xlsx").read_bytes()


def test_a_seed_always_makes_the_same_file_and_another_one_another() -> None:
    made = [mutate(ROSTER, seed) for seed in range(30)]
    assert made == [mutate(ROSTER, seed) for seed in range(30)]
    assert len(set(made)) > 25
    assert ROSTER not in made


def test_most_broken_workbooks_are_still_archives_so_that_the_breaks_lie_deep() -> None:
    made = [mutate(ROSTER, seed) for seed in range(60)]
    assert sum(zipfile.is_zipfile(BytesIO(content)) for content in made) > 40


def test_broken_old_workbooks_are_still_containers_so_that_the_breaks_lie_deep() -> None:
    old = next(path for path in fuzzing.sources() if path.suffix == ".xls").read_bytes()
    made = [mutate(old, seed) for seed in range(60)]
    assert sum(content.startswith(old[:8]) for content in made) > 40
    assert sum(len(content) == len(old) for content in made) > 15


def test_every_format_is_broken() -> None:
    assert {path.suffix for path in fuzzing.sources()} >= {".xlsx", ".xls", ".ods", ".csv"}


@pytest.mark.parametrize("seed", range(40))
def test_a_broken_file_is_read_or_refused(seed: int, sqlite_url: str) -> None:
    assert fuzzing.attempt(seed, sqlite_url, fuzzing.sources()) in ("refused", "would_load")


def test_what_escapes_and_what_dies_is_told_with_its_seed() -> None:
    outcome = fuzzing.run(12, 100, lambda *_: None, fails_sometimes)
    assert sorted(outcome.failures) == [103, 107]
    assert "ZeroDivisionError" in outcome.failures[103]
    assert outcome.answers == {"refused": 10, "failed": 1, "died": 1}


def test_bench_fuzz_tells_the_answers_and_ends_with_the_status(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    parser = Parser()
    bench.add_arguments(parser)
    assert bench.run(parser.parse_args(["--fuzz", "4"])) == DONE
    assert "4 tệp" in capsys.readouterr().out
    monkeypatch.setattr(fuzzing.run, "__defaults__", (fails_sometimes,))
    assert bench.run(parser.parse_args(["--fuzz", "4"])) == DEFECT
    assert "fuzz 3: " in capsys.readouterr().out
