"""The later fields of a person from a roster to the command line: read, counted, exported, drawn, told."""

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import database
from etl.records import SourceFile
from presentation.charts import catalogue
from presentation.sentences import sentences_of
from stats.queries import FLAT_COLUMNS
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.commands.conftest import Tell
from tests.etl.rosters import LAST_DAY, run, workbook
from tests.golden.paper import Cell

HEAD = (
    "STT", "Họ và tên", "Năm sinh", "Chức vụ", "Bồi dưỡng, xác nhận kỹ năng số", "Phòng/ban", "Mã số ngạch", "VTVL",
)  # fmt: skip
SKILLS: list[Cell] = ["chưa", *[date(2025, 6, 15)] * 11]
RANKS = ["01.002", *["CV"] * 11]
PEOPLE = [
    (number, f"Lê Thị {name}", 1980, "Tư pháp - hộ tịch", skills, "P. Kinh tế", rank, "Chuyên viên về đất đai")
    for number, (name, skills, rank) in enumerate(zip("ABCDEGHIKLMN", SKILLS, RANKS, strict=True), start=1)
]
FIELDS = ("digital_skills", "department", "rank", "job_position")


@pytest.fixture
def loaded(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with the roster, which the environment names."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert run(database_url, SourceFile("roster.xlsx", workbook(PEOPLE, head=HEAD))).status == "loaded"
    return database_url


@pytest.mark.usefixtures("loaded")
def test_they_stand_before_the_source_in_the_flat_table(tell: Tell) -> None:
    after = FLAT_COLUMNS.index("ethnic_language") + 1
    assert FLAT_COLUMNS[after : after + len(FIELDS)] == FIELDS
    assert FLAT_COLUMNS[-1] == "source"
    _, out, _ = tell("export", "--as-of", "2023-12-31")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert len(rows) == len(PEOPLE)
    assert tuple(rows[0][name] for name in FIELDS) == ("no", "Phòng Kinh tế", "principal", "Chuyên viên về đất đai")
    assert (rows[1]["digital_skills"], rows[1]["rank"], rows[1]["position"]) == (
        "yes",
        "specialist",
        rows[0]["position"],
    )


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("by", "lines"),
    [
        ("digital_skills", ["yes,11,91.67", "no,1,8.33"]),
        ("department", ["Phòng Kinh tế,12,100.00"]),
        ("rank", ["senior_principal,0,0.00", "principal,1,8.33", "specialist,11,91.67", "officer,0,0.00"]),
        ("job_position", ["Chuyên viên về đất đai,12,100.00"]),
    ],
)
def test_they_are_counted(by: str, lines: list[str], tell: Tell) -> None:
    status, out, err = tell("stats", "--as-of", "2023-12-31", "--by", by, "--format", "csv")
    assert (status, err) == (0, "")
    assert set(lines) <= set(out.splitlines())


@pytest.mark.parametrize("field", ["digital_skills", "rank"])
def test_coded_ones_are_drawn_and_told(field: str, loaded: str) -> None:
    with database.reading(loaded) as connection:
        source, selection = StatisticsSource.of_connection(connection, "24"), Selection(LAST_DAY)
        chart = catalogue.build(source, field, selection, is_demo=False)
        sentence = sentences_of(source, selection, [field]).text
    assert chart.figure is not None
    assert " 11 người chiếm 91,67%" in sentence


def test_the_data_workbook_has_a_table_of_them(loaded: str, tell: Tell, tmp_path: Path) -> None:
    assert loaded
    file = tmp_path / "so-lieu.xlsx"
    assert tell("report", "data", "--as-of", "2023-12-31", "--output", str(file))[0] == 0
    names = openpyxl.load_workbook(file, read_only=True).sheetnames
    assert {"Kỹ năng số – huyện", "Ngạch – xã"} <= set(names)
