"""`manage.py chart`: files, and a sentence for everything that cannot be."""

import hashlib
import io
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

import database
from presentation.charts.catalogue import CHARTS, FIGURE_CHARTS
from reports.pictures import browser
from stats import queries
from tests.commands.conftest import Tell
from tests.people import World, fill

AS_OF = ("--as-of", "2023-12-31")


@pytest.fixture(scope="module", autouse=True)
def _one_browser() -> object:
    yield
    browser.close()


def test_the_list_tells_all_names(tell: Tell) -> None:
    status, out, _ = tell("chart", "--list")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == [*CHARTS, *FIGURE_CHARTS]
    assert "Trình độ chuyên môn" in out


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("png", b"\x89PNG"),
        ("svg", b"<svg"),
        ("pdf", b"%PDF"),
        ("html", b"<!doctype"),
        ("xlsx", b"PK"),
        ("docx", b"PK"),
        ("pptx", b"PK"),
    ],
)
def test_each_form(sqlite_world: World, tell: Tell, tmp_path: Path, form: str, begins: bytes) -> None:
    output = tmp_path / f"education.{form}"
    status, _, err = tell("chart", "education", *AS_OF, "--output", str(output))
    assert (status, output.read_bytes()[: len(begins)]) == (0, begins)
    assert "Trình độ chuyên môn" in err
    assert str(output) in err


@pytest.mark.parametrize("name", ["headcount", "education", "it"])
def test_the_contract_s_charts_are_pictures(sqlite_world: World, tell: Tell, tmp_path: Path, name: str) -> None:
    output = tmp_path / "a.PNG"
    assert tell("chart", name, *AS_OF, "--output", str(output))[0] == 0
    assert Image.open(io.BytesIO(output.read_bytes())).width == 1920


def test_scope_and_rounding(world: World, tell: Tell, tmp_path: Path) -> None:
    output = tmp_path / "a.xlsx"
    words = ("chart", "education", *AS_OF, "--scope", "256", "--rounding", "cut", "--output", str(output))
    assert tell(*words)[0] == 0
    sheet = openpyxl.load_workbook(output)["Số liệu"]
    people = world.on(world.frame["as_of"].max().replace(year=2023))
    here = people[people["district_code"] == "256"]
    assert "thành phố Bắc Ninh" in sheet["A1"].value
    assert f"tổng số {len(here)} người" in sheet["A2"].value
    assert "cắt ở hai chữ số" in "".join(str(cell.value) for cell in sheet["A"])
    numbers = {row[0].value: row[1:] for row in sheet.iter_rows(min_row=5) if row[0].value}
    count, share = (cell.value for cell in numbers["Đại học"])
    assert count == int((here["education"] == "bachelors").sum())
    assert share == pytest.approx(count * 10_000 // len(here) / 10_000, abs=1e-9)


def test_a_commune_by_its_code(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    code = sqlite_world.on(sqlite_world.frame["as_of"].min())["unit_code"].iloc[0]
    words = ("--as-of", "2021-12-31", "--scope", code, "--output", str(tmp_path / "a.xlsx"))
    status, _, err = tell("chart", "it", *words)
    assert status == 0
    assert "Tin học" in err


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (["pie", *AS_OF, "--output", "a.png"], "headcount, education, it"),
        (["education", *AS_OF, "--output", "a.doc"], ".png, .svg, .pdf, .html, .xlsx"),
        (["education", *AS_OF], "--output"),
        (["education", "--output", "a.png"], "--as-of"),
        ([*AS_OF, "--output", "a.png"], "TÊN"),
        (["education", *AS_OF, "--output", "a.png", "--rounding", "up"], "up"),
    ],
)
def test_wrong_words(tell: Tell, words: list[str], word: str) -> None:
    status, out, err = tell("chart", *words)
    assert (status, out) == (2, "")
    assert word in err
    assert "Traceback" not in err


def test_a_date_without_data_is_refused_with_those_there_are(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    output = tmp_path / "a.png"
    status, _, err = tell("chart", "education", "--as-of", "2019-12-31", "--output", str(output))
    assert status == 3
    assert "31/12/2023" in err
    assert not output.exists()


def test_an_unknown_place_is_refused_with_the_districts_there_are(sqlite_world: World, tell: Tell) -> None:
    for scope in ("999", "00000", "Gia Bình"):
        status, _, err = tell("chart", "education", *AS_OF, "--scope", scope, "--output", "a.png")
        assert status == 3
        assert f"«{scope}»" in err
        assert "263 Huyện Gia Bình" in err


def test_a_place_without_roster_is_refused(sqlite_world: World, tell: Tell) -> None:
    codes = set(sqlite_world.on(sqlite_world.frame["as_of"].min())["unit_code"])
    assert "09175" not in codes
    status, _, err = tell("chart", "education", "--as-of", "2021-12-31", "--scope", "09175", "--output", "a.png")
    assert status == 3
    assert "Chưa có danh sách" in err


def test_a_folder_that_is_not_there_or_a_folder_for_a_file(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    status, _, err = tell("chart", "it", *AS_OF, "--output", str(tmp_path / "none" / "a.xlsx"))
    assert status == 3
    assert "thư mục" in err
    (tmp_path / "b.xlsx").mkdir()
    status, _, err = tell("chart", "it", *AS_OF, "--output", str(tmp_path / "b.xlsx"))
    assert status == 3
    assert "Không ghi được" in err


def test_without_a_browser_pictures_are_refused_and_excel_works(
    sqlite_world: World, tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "none"))
    status, _, err = tell("chart", "it", *AS_OF, "--output", str(tmp_path / "a.png"))
    assert status == 3
    assert "BROWSER_PATH" in err
    assert tell("chart", "it", *AS_OF, "--output", str(tmp_path / "a.xlsx"))[0] == 0
    assert [path.name for path in tmp_path.glob("a.*")] == ["a.xlsx"]


def test_one_date_only_says_so(sqlite_url: str, tell: Tell, tmp_path: Path) -> None:
    fill(sqlite_url, is_demo=True)
    words = ("chart", "university_trend", "--as-of", "2021-12-31", "--database", sqlite_url, "--output")
    status, _, err = tell(*words, str(tmp_path / "a.svg"))
    assert status == 3
    assert "một ngày" in err
    status, _, err = tell(*words, str(tmp_path / "a.xlsx"))
    assert status == 0
    assert "Số liệu minh họa" in err


def test_a_chart_is_in_the_ledger_and_bears_its_number(world: World, tell: Tell, tmp_path: Path) -> None:
    output = tmp_path / "a.xlsx"
    _, _, err = tell("chart", "education", *AS_OF, "--scope", "256", "--internal", "--output", str(output))
    with database.reading(world.url) as connection:
        (row,) = queries.exports(connection)
        assert row.data_version == queries.data_version(connection)
    assert f"số xuất {row.number}" in err
    assert (row.name, row.kind, row.status, row.is_internal) == ("education", "xlsx", "done", True)
    assert row.query == "as_of=2023-12-31&district=256"
    assert row.scope == "Cán bộ, công chức cấp xã, thành phố Bắc Ninh"
    properties = {each.name: each.value for each in openpyxl.load_workbook(output).custom_doc_props.props}
    assert properties["Số xuất"] == row.number
    assert row.sha256 == hashlib.sha256(output.read_bytes()).hexdigest()


def test_a_ledger_that_cannot_be_written_lets_nothing_out(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    with database.writing(sqlite_world.url) as connection:
        connection.exec_driver_sql("CREATE TRIGGER full BEFORE INSERT ON exports BEGIN SELECT RAISE(FAIL, 'full'); END")
    output = tmp_path / "a.xlsx"
    status, _, err = tell("chart", "education", *AS_OF, "--output", str(output))
    assert (status, output.exists()) == (3, False)
    assert "sổ xuất báo cáo" in err
