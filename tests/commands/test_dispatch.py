"""Commands: whatever happens, the person gets an exit status and a sentence, and nobody's data lands in a log."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import manage
from commands import dispatch
from commands.common import InputError
from settings import ROOT


def _command(monkeypatch: pytest.MonkeyPatch, run: Callable[[argparse.Namespace], int]) -> None:
    module = ModuleType("commands.fake")
    vars(module).update(HELP="giả", add_arguments=lambda parser: parser.add_argument("--count", type=int), run=run)
    monkeypatch.setitem(sys.modules, "commands.fake", module)


def test_the_commands_status_is_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    _command(monkeypatch, lambda arguments: int(arguments.count))
    assert dispatch.run("fake", ["--count", "3"]) == 3


def test_wrong_words_are_status_2_in_vietnamese(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _command(monkeypatch, lambda _: 0)
    for words, sentence in (
        (["--count", "nhiều"], "giá trị 'nhiều' không đúng kiểu int"),
        (["--cuont", "3"], "không hiểu: --cuont 3"),
        (["--count"], "cần một giá trị"),
    ):
        with pytest.raises(SystemExit) as end:
            dispatch.run("fake", words)
        assert end.value.code == 2
        assert sentence in capsys.readouterr().err


def test_a_refused_input_is_its_sentence_and_status_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: argparse.Namespace) -> int:
        raise InputError("Tệp «a.xlsx»: không có tiêu đề.")

    _command(monkeypatch, refuse)
    assert dispatch.run("fake", []) == 3
    assert capsys.readouterr().err == "Tệp «a.xlsx»: không có tiêu đề.\n"


def test_a_defect_is_a_sentence_and_leaves_kinds_and_places_but_no_values(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(_: argparse.Namespace) -> int:
        try:
            int("Nguyễn Văn Mẫu")
        except ValueError as error:
            raise LookupError("Nguyễn Văn Mẫu") from error
        return 0

    _command(monkeypatch, fail)
    assert dispatch.run("fake", []) == 1
    log = (tmp_path / "data" / "errors.log").read_text(encoding="utf-8")
    shown = capsys.readouterr().err
    assert "LookupError" in shown
    assert str(tmp_path / "data" / "errors.log") in shown
    assert log.index("ValueError") < log.index("LookupError")
    assert "commands/dispatch.py:" in log
    assert "Mẫu" not in log + shown
    assert "Traceback" not in shown


def test_a_defect_that_cannot_be_written_down_is_shown_instead(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(_: argparse.Namespace) -> int:
        raise LookupError("Nguyễn Văn Mẫu")

    _command(monkeypatch, fail)
    (tmp_path / "data").write_text("a file where the folder should be", encoding="utf-8")
    assert dispatch.run("fake", []) == 1
    shown = capsys.readouterr().err
    assert "builtins.LookupError\n    commands/dispatch.py:" in shown
    assert "Mẫu" not in shown


def test_a_reader_that_has_had_enough_is_no_defect(tmp_path: Path) -> None:
    script = (
        "import sys, types; from commands import dispatch; fake = types.ModuleType('commands.fake');"
        "fake.HELP = ''; fake.add_arguments = lambda parser: None;"
        "fake.run = lambda arguments: [print('dòng') for _ in range(100000)] and 0;"
        "sys.modules['commands.fake'] = fake; sys.exit(dispatch.run('fake', []))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUTF8": "1"},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("name", manage.commands())
def test_every_command_tells_how_it_is_used(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        dispatch.run(name, ["--help"])
    assert end.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Cách dùng: manage.py {name}")
    assert "usage" not in text
    assert "show this" not in text


@pytest.mark.parametrize("name", manage.commands())
def test_the_listed_help_is_the_commands_own(name: str) -> None:
    module = __import__(f"commands.{name}", fromlist=["HELP"])
    assert manage.commands()[name] == module.HELP
