"""The recipe «A person's field» of `docs/how-to-add.md`, done in a copy of the program: rows, a column, a migration."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from settings import ROOT

FIELD = "foreign_degree"
LEFT_OUT = (".*", "__pycache__", "local", "samples", "tests", "docs")
ROWS = {
    "code_lists": ("foreign_degree,yes,1,Có bằng nước ngoài,Có", "foreign_degree,no,2,Không có bằng nước ngoài,Không"),
    "header_spellings": (",Bằng nước ngoài,foreign_degree,yes", ",Học ở nước ngoài,foreign_degree,yes"),
    "value_spellings": (
        "foreign_degree,Có,foreign_degree=yes",
        "foreign_degree,Đã học,foreign_degree=yes",
        "foreign_degree,Không,foreign_degree=no",
    ),
    "level_groups": ("foreign_degree,yes,yes,1,Có bằng nước ngoài", "foreign_degree,no,no,2,Không có bằng nước ngoài"),
    "sentence_words": ("foreign_degree,,Về bằng nước ngoài,", "foreign_degree,yes,có bằng nước ngoài,không ai có bằng"),
}
"""The rows of the tables beside `fields.csv`."""
COLUMN = "    foreign_degree: Mapped[str | None] = mapped_column(String(5))\n"
MIGRATION = '''"""Who has a foreign degree."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("staff", sa.Column("foreign_degree", sa.String(length=5), nullable=True))
'''
ROSTER = """DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ TAM ĐA
Tính đến ngày 31/12/2023
STT,Họ và tên,Năm sinh,Chức vụ,Bằng nước ngoài
1,Lê Thị An,1980,Tư pháp - hộ tịch,x
2,Lê Thị Bình,1981,Tài chính - kế toán,15/06/2020
3,Lê Thị Chi,1982,Tài chính - kế toán,không
"""


def _append(table: Path, lines: tuple[str, ...]) -> None:
    with table.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def _add_row_of_field(tables: Path) -> None:
    """The field stands last before `source`, its chart last of all."""
    path = tables / "fields.csv"
    text = path.read_text(encoding="utf-8")
    charts = [int(row["chart"]) for row in csv.DictReader(io.StringIO(text)) if row["chart"]]
    last = max(charts) + 1
    row = f"{FIELD},Bằng nước ngoài,yes_no,,no,yes no,codes,,,,staff,yes,yes,{last},skills,yes,,\n"
    path.write_text(re.sub(r"^source,", f"{row}source,", text, flags=re.MULTILINE), encoding="utf-8")


def _add_column(program: Path) -> None:
    """The column stands last in the class `Staff`."""
    tables = (program / "schema" / "rosters.py").read_text(encoding="utf-8")
    end = tables.index("\n\n\nclass ", tables.index("class Staff(Base):"))
    (program / "schema" / "rosters.py").write_text(f"{tables[:end]}\n{COLUMN.rstrip()}{tables[end:]}", encoding="utf-8")


def _add_migration(versions: Path) -> None:
    newest = max(path.name.split("_")[0] for path in versions.glob("[0-9]*_*.py"))
    revision = f"{int(newest) + 1:04d}"
    content = MIGRATION.format(revision=revision, before=newest)
    (versions / f"{revision}_{FIELD}.py").write_text(content, encoding="utf-8")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the field, and a database with a roster."""
    program = tmp_path_factory.mktemp("copy") / "program"
    shutil.copytree(ROOT, program, ignore=shutil.ignore_patterns(*LEFT_OUT))
    tables = program / "data" / "reference"
    _add_row_of_field(tables)
    for table, lines in ROWS.items():
        _append(tables / f"{table}.csv", lines)
    _add_column(program)
    _add_migration(program / "migrations" / "versions")
    (program / "danh-sach.csv").write_text(ROSTER, encoding="utf-8")
    status, _, err = _tell(program, "load", "danh-sach.csv")
    assert status == 0, err
    return program


def _tell(program: Path, *words: str, database: str = "test.db") -> tuple[int, str, str]:
    """Run a command of the copy in a process of its own; gives status, standard output and standard error."""
    code = "import sys; from commands import dispatch; sys.exit(dispatch.run(sys.argv[1], sys.argv[2:]))"
    url = f"sqlite:///{(program / database).as_posix()}"
    environment = os.environ | {"DATABASE_URL": url, "WORKFORCE_DATA_DIR": str(program / "local"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code, *words]
    done = subprocess.run(command, cwd=program, env=environment, capture_output=True, check=False)
    return done.returncode, done.stdout.decode("utf-8-sig"), done.stderr.decode()


def test_it_is_counted(program: Path) -> None:
    status, out, err = _tell(program, "stats", "--as-of", "2023-12-31", "--by", FIELD, "--format", "csv")
    assert (status, err) == (0, "")
    assert out.splitlines() == [f"{FIELD},count,share", "yes,2,66.67", "no,1,33.33"]


def test_it_is_exported_before_the_source(program: Path) -> None:
    status, out, _ = _tell(program, "export", "--as-of", "2023-12-31")
    header, *rows = csv.reader(io.StringIO(out))
    assert (status, header[-2:]) == (0, [FIELD, "source"])
    assert [row[-2] for row in rows] == ["yes", "yes", "no"]


def test_it_has_a_chart(program: Path) -> None:
    status, out, _ = _tell(program, "chart", "--list")
    assert (status, f"{FIELD} " in out) == (0, True)
    status, _, err = _tell(program, "chart", FIELD, "--as-of", "2023-12-31", "--output", "bieu-do.html")
    assert status == 0, err
    assert "Có bằng nước ngoài" in (program / "bieu-do.html").read_text(encoding="utf-8")


def test_it_has_a_sentence_and_a_place_on_the_page(program: Path) -> None:
    code = (
        "from presentation.sentences import CATALOGUE; from dashboard.figures.other_fields import GROUPS;"
        f"print('{FIELD}' in CATALOGUE, '{FIELD}' in GROUPS['skills'][1])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=program, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["True", "True"], done.stderr


@pytest.mark.parametrize("table", ["code_lists", "header_spellings", "value_spellings", "level_groups"])
def test_a_table_that_was_forgotten_is_named(program: Path, table: str) -> None:
    path = program / "data" / "reference" / f"{table}.csv"
    whole = path.read_text(encoding="utf-8")
    path.write_text("".join(line for line in whole.splitlines(keepends=True) if FIELD not in line), encoding="utf-8")
    try:
        status, out, err = _tell(program, "stats", "--as-of", "2023-12-31", "--by", "education")
    finally:
        path.write_text(whole, encoding="utf-8")
    assert (status, out) == (3, "")
    assert f"{table}.csv" in err
    assert FIELD in err


def test_a_forgotten_migration_is_named(program: Path) -> None:
    (migration,) = (program / "migrations" / "versions").glob(f"*_{FIELD}.py")
    hidden = migration.rename(program / migration.name)
    try:
        status, out, err = _tell(program, "load", "danh-sach.csv", database="new.db")
    finally:
        hidden.rename(migration)
    assert (status, out) == (3, "")
    assert "fields.csv, dòng " in err
    assert f"bảng staff của cơ sở dữ liệu chưa có cột «{FIELD}»; hãy thêm bước chuyển đổi" in err
