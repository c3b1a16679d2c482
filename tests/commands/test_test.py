"""`test` runs the tools for real, gives their failure on, and says how to get a browser."""

from pathlib import Path

import pytest
from choreographer.browsers.chromium import Chromium

from commands import dispatch
from commands import test as command
from serving import nginx


def test_words_after_the_dashes_go_to_pytest_and_its_line_is_the_last(capfd: pytest.CaptureFixture[str]) -> None:
    assert dispatch.run("test", ["--", "tests/test_requirements.py", "-k", "exact_version"]) == 0
    printed = capfd.readouterr()
    assert printed.out.splitlines()[-1].startswith("2 passed")
    assert "ruff" not in printed.err


def test_a_failing_test_fails_the_command(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "test_wrong.py"
    file.write_text("def test_wrong():\n    assert 1 == 2\n", encoding="utf-8")
    assert dispatch.run("test", ["--", str(file), "-p", "no:cacheprovider"]) == 1
    assert "1 failed" in capfd.readouterr().out.splitlines()[-1]


def test_each_check_says_how_it_went(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.py").write_text('"""Tidy."""\n', encoding="utf-8")
    (tmp_path / "bad.py").write_text("import os\n", encoding="utf-8")
    checks = {name: ("ruff", "check", "--no-cache", str(tmp_path / f"{name}.py")) for name in ("good", "bad")}
    assert command.failing(checks) == ["bad"]
    sentences = capfd.readouterr().err
    assert "good: đạt" in sentences
    assert "bad: KHÔNG ĐẠT" in sentences
    assert "F401" in sentences


def test_a_check_that_fails_beside_passing_tests_fails_the_command(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "_SIDE_BY_SIDE", ("tests/test_requirements.py", "-k", "exact_version"))
    monkeypatch.setattr(command, "CHECKS", {"Sai": ("ruff", "check", "--no-cache", "không-có-tệp.py")})
    assert dispatch.run("test", []) == 1
    printed = capfd.readouterr()
    assert "2 passed" in printed.out
    assert printed.err.splitlines()[-1] == "Chưa đạt: Sai."


def test_a_machine_without_a_browser_is_told_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Chromium, "find_browser", lambda **_: None)
    monkeypatch.setattr(command, "_may_install", lambda: False)
    assert dispatch.run("test", ["--", "--version"]) == 3
    assert "sudo apt install chromium" in capsys.readouterr().err


def test_a_machine_without_nginx_is_told_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Chromium, "find_browser", lambda **_: "chromium")
    monkeypatch.setattr(nginx, "program", lambda: None)
    monkeypatch.setattr(command, "_may_install", lambda: False)
    assert dispatch.run("test", ["--", "--version"]) == 3
    assert "sudo apt install nginx" in capsys.readouterr().err
