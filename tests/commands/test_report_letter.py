"""`manage.py report letter`: also of what nobody has sent, and nothing where nobody is late."""

from pathlib import Path

from tests.commands.conftest import Tell
from tests.people import END_2023, World, complete


def test_a_letter_needs_nobody_who_has_sent(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    output = tmp_path / "cong-van.docx"
    for words in (["--as-of", "2020-12-31"], ["--as-of", "2021-12-31", "--scope", "09175", "--deadline", "15/01/2024"]):
        status, _, err = tell("report", "letter", *words, "--output", str(output))
        assert status == 0, err
        assert output.read_bytes().startswith(b"PK")
        output.unlink()


def test_where_nobody_is_late_there_is_no_file(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    complete(sqlite_world.url, END_2023)
    output = tmp_path / "cong-van.docx"
    status, _, err = tell("report", "letter", "--as-of", "2023-12-31", "--output", str(output))
    assert status == 3
    assert "không có đơn vị nào cần đôn đốc" in err
    assert not output.exists()


def test_other_reports_have_no_deadline(sqlite_world: World, tell: Tell) -> None:
    words = ("--as-of", "2023-12-31", "--deadline", "2024-01-15", "--output", "a.docx")
    status, _, err = tell("report", "summary", *words)
    assert status == 2
    assert "--deadline" in err


def test_a_deadline_is_a_day(sqlite_world: World, tell: Tell) -> None:
    status, _, err = tell("report", "letter", "--as-of", "2023-12-31", "--deadline", "mai", "--output", "a.docx")
    assert status == 2
    assert "mai" in err
