"""The check at the start: a table that says what another does not know stops it with file and line."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reference import ReferenceError, checking, code_lists, field_label
from reference.fields import catalogue, charted_fields, field_groups
from reference.forms import all_forms
from reference.units import successions, units
from settings import REFERENCE_DIR, ROOT

_CACHES: tuple[Callable[[], None], ...] = (
    catalogue.cache_clear,
    code_lists.cache_clear,
    field_groups.cache_clear,
    all_forms.cache_clear,
    units.cache_clear,
    successions.cache_clear,
    checking.check.cache_clear,
    checking._codes.cache_clear,
    checking._level_groups.cache_clear,
)


def _forget() -> None:
    for clear in _CACHES:
        clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the reference tables that a test may spoil."""
    copy = tmp_path / "reference"
    shutil.copytree(REFERENCE_DIR, copy)
    monkeypatch.setattr("reference.tables.REFERENCE_DIR", copy)
    _forget()
    yield copy
    monkeypatch.undo()
    _forget()


def test_the_tables_as_they_are_pass() -> None:
    checking.check()


APPENDED = {
    "a row of another length": ("limits", "youngest,18", "có 2 ô"),
    "a heading of no field": ("header_spellings", ",Phương ngữ,dialect,yes", "«dialect»"),
    "a heading under no field": ("header_spellings", "dialect,Có,it,yes", "«dialect»"),
    "a heading of two meanings": ("header_spellings", ",TIN HỌC,english,yes", "nghĩa khác"),
    "a value of two meanings": ("value_spellings", "it,Không,it=certificate", "nghĩa khác"),
    "a heading of no code": ("header_spellings", ",Tin học giỏi,it:best,yes", "«best»"),
    "a heading that is neither": ("header_spellings", ",Tin học giỏi,it,maybe", "strong"),
    "a value of no field": ("value_spellings", "dialect,Có,dialect=yes", "«dialect»"),
    "a value of a text": ("value_spellings", "major,Luật,education=bachelors", "«major»"),
    "a value of no code": ("value_spellings", "it,Giỏi,it=best", "«best»"),
    "a code of no field": ("code_lists", "dialect,yes,1,Có,Có", "«dialect»"),
    "a group of no field": ("level_groups", "dialect,yes,yes,1,Có", "«dialect»"),
    "a group of no code": ("level_groups", "it,best,best,1,Giỏi", "«best»"),
    "a group twice": ("level_groups", "it,none,none,3,Không có", "đã có dòng"),
    "a fifth group": ("level_groups", "religion,Hồi giáo,muslim,5,Hồi giáo", "từ 1 đến 4"),
    "words of no field": ("sentence_words", "dialect,,Về phương ngữ,", "«dialect»"),
    "words of no code": ("sentence_words", "it,best,giỏi,", "«best»"),
    "no words": ("sentence_words", "it,,,", "thiếu chữ"),
    "a degree of no code": ("degree_rules", "it_detail,best,bachelors", "«best»"),
    "a form's value of no code": ("form_values", "category,guest,,2026-05-30,Luật", "«guest»"),
    "a day that is none": ("units", "99999,Xã Thử,commune,commune,24,2025-02-30,,", "2025-02-30"),
    "a succession on no day": ("unit_successions", "2025-13-01,1,Xã A,2,Xã B,whole,", "2025-13-01"),
}


@pytest.mark.parametrize(("table", "row", "complaint"), APPENDED.values(), ids=APPENDED)
def test_a_wrong_row_stops_the_start_with_file_and_line(folder: Path, table: str, row: str, complaint: str) -> None:
    path = folder / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, row, ""]), encoding="utf-8")
    with pytest.raises(ReferenceError) as caught:
        checking.check()
    assert str(caught.value).startswith(f"{table}.csv, dòng {len(lines) + 1}: ")
    assert complaint in str(caught.value)


def _without(path: Path, start: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(start)]
    assert len(kept) < len(lines)
    path.write_text("".join(kept), encoding="utf-8")


@pytest.mark.parametrize("field", charted_fields())
def test_a_chart_without_groups_stops_the_start(folder: Path, field: str) -> None:
    _without(folder / "level_groups.csv", f"{field},")
    with pytest.raises(ReferenceError, match=r"^level_groups\.csv: «" + field):
        checking.check()


@pytest.mark.parametrize(("table", "start"), [("value_spellings", "schooling,"), ("code_lists", "schooling,")])
def test_a_coded_field_without_its_rows_stops_the_start(folder: Path, table: str, start: str) -> None:
    _without(folder / f"{table}.csv", start)
    with pytest.raises(ReferenceError, match="schooling"):
        checking.check()


def test_a_field_that_no_heading_tells_stops_the_start(folder: Path) -> None:
    _without(folder / "header_spellings.csv", "ethnic_language,")
    path = folder / "header_spellings.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "ethnic_language" not in line), encoding="utf-8")
    with pytest.raises(ReferenceError, match=field_label("ethnic_language")):
        checking.check()


@pytest.mark.parametrize("words", [("stats", "--help"), ("export", "--as-of", "2023-12-31"), ("chart", "--list")])
def test_every_command_says_it_in_a_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    """In a process of its own: what is derived from the tables is derived at import."""
    copy = tmp_path / "reference"
    shutil.copytree(REFERENCE_DIR, copy)
    path = copy / "fields.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("schooling,Giáo dục phổ thông,", "schooling,,"), encoding="utf-8")
    line = next(number for number, row in enumerate(text.splitlines(), start=1) if row.startswith("schooling,"))
    code = (
        "import sys; from pathlib import Path; import settings; settings.REFERENCE_DIR = Path(sys.argv[1]);"
        "from commands import dispatch; sys.exit(dispatch.run(sys.argv[2], sys.argv[3:]))"
    )
    command = [sys.executable, "-c", code, str(copy), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"fields.csv, dòng {line}: " in done.stderr
    assert "Traceback" not in done.stderr
