"""Dates, addresses and progress as the commands read and tell them."""

import argparse
import io
from datetime import date
from pathlib import Path

import pytest

from commands.common import InputError, Parser, Progress, add_as_of_option, add_database_option, settings_for


@pytest.mark.parametrize("text", ["2023-12-31", "31/12/2023", " 31/12/2023 "])
def test_a_date_is_read_as_offices_and_as_programs_write_it(text: str) -> None:
    parser = Parser()
    add_as_of_option(parser, required=True)
    assert parser.parse_args(["--as-of", text]).as_of == date(2023, 12, 31)


@pytest.mark.parametrize("text", ["31/02/2023", "2023", "12/31/2023", "hôm nay", ""])
def test_what_is_no_date_is_refused_in_vietnamese(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    parser = Parser()
    add_as_of_option(parser, required=False)
    with pytest.raises(SystemExit) as end:
        parser.parse_args(["--as-of", text])
    assert end.value.code == 2
    assert f"--as-of: «{text}» không phải là một ngày" in capsys.readouterr().err


def _settings_url(*words: str) -> str:
    parser = Parser()
    add_database_option(parser)
    return settings_for(parser.parse_args(words)).database_url


def test_the_option_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://a@b/c")
    assert _settings_url() == "postgresql://a@b/c"
    assert _settings_url("--database", "postgresql://x@y/z") == "postgresql://x@y/z"


def test_a_relative_file_lies_where_the_person_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _settings_url("--database", "sqlite:///số liệu.db") == f"sqlite:///{(tmp_path / 'số liệu.db').as_posix()}"
    assert _settings_url("--database", "sqlite:///:memory:") == "sqlite:///:memory:"


def test_a_setting_that_is_no_number_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKFORCE_MAX_ROWS", "nhiều")
    with pytest.raises(InputError, match="WORKFORCE_MAX_ROWS"):
        settings_for(argparse.Namespace())


def test_progress_that_nobody_watches_is_a_line_a_second_and_each_single_step(
    capsys: pytest.CaptureFixture[str],
) -> None:
    seconds = [10.0]
    progress = Progress(lambda: seconds[0])
    for done in range(4):
        progress("Đang đọc tệp", done, 4)
        seconds[0] += 0.4
    progress("Xong", 4, 4)
    progress("Đang mở sổ", 0, 1)
    printed = capsys.readouterr()
    assert printed.err == "Đang đọc tệp (0%)\nĐang đọc tệp (75%)\nĐang mở sổ…\n"
    assert printed.out == ""


def test_progress_on_a_terminal_is_one_line_that_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", "20")
    progress = Progress()
    for done in range(3):
        progress("Đang đọc tệp có tên rất dài", done, 2)
    lines = terminal.getvalue().split("\r")
    assert "Đang đọc tệp có tên" in lines
    assert max(len(line) for line in lines) < 20
    assert lines[-1] == ""


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True
