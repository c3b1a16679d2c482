"""`approvals` on a real database: what waits, what it would change, and both decisions."""

import json

import pytest

from access.actors import Role
from commands import approvals, dispatch
from etl import office
from tests.access.test_recorded import OWN, file_of, load, somebody


@pytest.fixture
def sent(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    office.save(sqlite_url, {"approval": "communes"})
    with somebody(Role.UPLOADER, OWN.code):
        for first in (0, 5):
            assert load(sqlite_url, file_of(OWN.name, first=first)).status == "waiting"
    return sqlite_url


def test_a_roster_is_shown_approved_and_another_refused(sent: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert approvals.HELP
    assert dispatch.run("approvals", []) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(".")[0] for line in lines] == ["2", "1"]
    assert "3 người" in lines[0]
    assert "Chờ duyệt" in lines[0]
    assert dispatch.run("approvals", ["show", "1"]) == 0
    assert "chưa có → 3 người" in capsys.readouterr().out
    assert dispatch.run("approvals", ["approve", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "loaded"
    assert dispatch.run("approvals", ["show", "2"]) == 0
    assert "3 → 3 người (thêm 3, bớt 3, sửa 0)" in capsys.readouterr().out
    assert dispatch.run("approvals", ["refuse", "2", "--reason", "Nhầm tệp"]) == 0
    capsys.readouterr()
    dispatch.run("approvals", [])
    assert "Nhầm tệp" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["show"], 2),
        (["list", "1"], 2),
        (["approve", "9"], 3),
        (["refuse", "1"], 3),
        (["refuse", "1", "--reason", " "], 3),
    ],
)
def test_wrong_words_change_nothing(
    sent: str, capsys: pytest.CaptureFixture[str], words: list[str], status: int
) -> None:
    assert dispatch.run("approvals", words) == status
    assert capsys.readouterr().err.strip()
    dispatch.run("approvals", [])
    assert capsys.readouterr().out.count("Chờ duyệt") == 2
