"""Hostile files are refused in time and in little memory, with one sentence, and nothing is written."""

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from migrations.prepare import prepare
from settings import ROOT, from_environment
from tests.etl import hostile
from tests.etl.processor import MOST
from tests.etl.rosters import row_counts

_MOST_MEGABYTES = 1024


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The answers of one process to all of the files, by their names; memory is the most until then."""
    folder = tmp_path_factory.mktemp("hostile")
    url = f"sqlite:///{(folder / 'test.db').as_posix()}"
    prepare(url)
    before = row_counts(url)
    (folder / "files").mkdir()
    for name, make in (hostile.FILES | hostile.BEARABLE).items():
        (folder / "files" / name).write_bytes(make())
    command = [sys.executable, "-X", "utf8", "-m", "tests.etl.hostile_process", url, str(folder / "files")]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert process.returncode == 0, process.stderr[-2000:]
    assert row_counts(url) == before
    results = [json.loads(line) for line in process.stdout.splitlines()]
    return {result["file"]: result for result in results}


@pytest.mark.parametrize("name", hostile.FILES)
def test_a_hostile_file_is_refused_with_a_sentence(name: str, answers: dict[str, dict[str, Any]]) -> None:
    answer = answers[name]
    assert answer["status"] == "refused"
    assert len(answer["messages"]) == 1 or "0.000 lỗi" in answer["messages"][0]
    assert name in answer["messages"][0]
    assert answer["times"] < MOST


@pytest.mark.parametrize("name", hostile.BEARABLE)
def test_a_strange_file_with_a_roster_is_read(name: str, answers: dict[str, dict[str, Any]]) -> None:
    assert (answers[name]["status"], answers[name]["messages"]) == ("would_load", [])
    assert answers[name]["times"] < MOST


def test_many_files_within_the_limits_are_refused_together(answers: dict[str, dict[str, Any]]) -> None:
    for name in ("empty_rooms_in_many_sheets.xlsx", "tables_repeated.ods", "rooms_in_many_files.zip"):
        assert "cộng lại quá lớn" in answers[name]["messages"][0]


def test_no_file_takes_a_gigabyte(answers: dict[str, dict[str, Any]]) -> None:
    too_much = [name for name, answer in answers.items() if answer["megabytes"] > _MOST_MEGABYTES]
    assert too_much[:1] == []


def test_the_files_hurt_without_limits() -> None:
    """A maker that makes nothing would guard nothing."""
    sizes = {name: len(make()) for name, make in hostile.FILES.items() if name.endswith(".csv")}
    assert min(sizes.values()) > 40 * 2**20


def test_a_merge_is_kept_as_far_as_there_are_cells() -> None:
    from etl.reading.merges import bound
    from etl.records import Sheet

    sheet = Sheet("S", [["a", "b", "c"]] * 4, [(0, 0, 1, 1), (2, 0, 99, 99), (1, 1, 2, 2), (7, 0, 8, 0)])
    bound(sheet, from_environment())
    assert sheet.merges == [(0, 0, 1, 1), (2, 0, 3, 2)]
    bound(sheet, replace(from_environment(), max_merged_cells=4))
    assert sheet.merges == [(0, 0, 1, 1)]
