"""`manage.py erase`: told first, done only when agreed, no name on the command line or in what it prints."""

import io

import pytest
from sqlalchemy import func, select

import database
from models import Staff
from tests.commands.conftest import Tell
from tests.people import END_2023, World


def _people(world: World) -> int:
    with database.reading(world.url) as connection:
        return int(connection.scalar(select(func.count()).select_from(Staff)) or 0)


@pytest.fixture
def person(sqlite_world: World, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """The words for one person with a whole birth date; the name waits on standard input."""
    frame = sqlite_world.on(END_2023)
    row = frame[frame["birth_date"].str.len() == 10].iloc[0]
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{row['full_name']}\n" * 3))
    year, month, day = row["birth_date"].split("-")
    return ("erase", "person", "--unit", row["unit_code"], "--born", f"{day}/{month}/{year}")


def test_nothing_happens_before_it_is_agreed(sqlite_world: World, person: tuple[str, ...], tell: Tell) -> None:
    before = _people(sqlite_world)
    status, out, _ = tell(*person, "--dry-run")
    assert (status, out.splitlines()[-1]) == (0, "Chưa xóa gì.")
    status, out, err = tell(*person)
    assert status == 3
    assert "--yes" in err
    assert "Nguyễn Văn" not in out + err
    assert _people(sqlite_world) == before


def test_a_person_is_erased_and_backups_are_spoken_of(sqlite_world: World, person: tuple[str, ...], tell: Tell) -> None:
    before = _people(sqlite_world)
    status, out, _ = tell(*person, "--yes", "--reason", "đơn số 12")
    assert status == 0
    lines = out.splitlines()
    rows = sum(" › dòng " in line for line in lines)
    assert before - _people(sqlite_world) == rows > 0
    assert f"Sẽ xóa {rows} dòng của người này" in out
    assert "Bản sao lưu" in lines[-1]
    assert "Nguyễn Văn" not in out


def test_a_date_and_an_undone_import(sqlite_world: World, tell: Tell) -> None:
    number = str(sqlite_world.imports["undone"])
    assert tell("erase", "import", str(sqlite_world.imports["2023-12-31"]), "--yes")[0] == 3
    assert tell("erase", "import", number, "--yes")[0] == 0
    assert tell("erase", "date", "31/12/2022", "--yes")[0] == 0
    assert tell("stats", "--as-of", "2022-12-31", "--by", "it")[0] == 3
    assert tell("stats", "--as-of", "2023-12-31", "--by", "it")[0] == 0
    assert "Đã xóa dữ liệu" in tell("imports", "show", number)[1]


@pytest.mark.parametrize(
    "words",
    [
        ("person", "--unit", "09166"),
        ("person", "--unit", "09166", "--born", "hôm qua"),
        ("import", "mười"),
        ("import", "10000"),
        ("date", "2001-01-01"),
        ("date", "ngày mai"),
    ],
)
def test_wrong_values_are_told(
    sqlite_world: World, tell: Tell, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Nguyễn Văn 9\n"))
    status, out, err = tell("erase", *words)
    assert (status, out) == (3, "")
    assert err.strip().endswith((".", ")"))
