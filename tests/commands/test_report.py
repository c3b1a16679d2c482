"""`manage.py report`: files, a number in the ledger, and a sentence for everything that cannot be."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import select

import database
from dissemination import named_views
from models import Export
from reports.catalogue import REPORTS
from reports.pictures import browser
from tests.commands.conftest import Tell
from tests.people import World

AS_OF = ("--as-of", "2023-12-31")


@pytest.fixture(scope="module", autouse=True)
def _one_browser() -> object:
    yield
    browser.close()


def _ledger(url: str) -> list[tuple[str, str, str]]:
    with database.reading(url) as connection:
        rows = connection.execute(select(Export.name, Export.kind, Export.status).order_by(Export.sequence))
        return [(row.name, row.kind, row.status) for row in rows]


def test_the_list_tells_all_names_with_their_forms(tell: Tell) -> None:
    status, out, _ = tell("report", "--list")
    assert status == 0
    lines = {line.split()[0]: line for line in out.splitlines()}
    assert list(lines) == list(REPORTS)
    for name, kind in REPORTS.items():
        assert kind.label in lines[name]
        assert all(suffix in lines[name] for suffix in kind.suffixes)


def test_all_pictures_of_a_selection_and_their_number_in_the_ledger(
    sqlite_world: World, tell: Tell, tmp_path: Path
) -> None:
    output = tmp_path / "hinh.ZIP"
    status, out, err = tell("report", "images", *AS_OF, "--scope", "256", "--internal", "--output", str(output))
    assert (status, out) == (0, "")
    assert str(output) in err
    with zipfile.ZipFile(io.BytesIO(output.read_bytes())) as archive:
        assert {Path(name).suffix for name in archive.namelist()} == {".png", ".svg", ".html"}
        index = archive.read("muc-luc.html").decode()
    assert "thành phố Bắc Ninh" in index
    assert "LƯU HÀNH NỘI BỘ" in index
    assert "-000001" in index
    assert "-000001" in err
    assert _ledger(sqlite_world.url) == [("images", "zip", "done")]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["pie", *AS_OF, "--output", "a.zip"], "images"),
        (["images", *AS_OF, "--output", "a.docx"], ".zip"),
        (["images", *AS_OF, "--output", "a"], ".zip"),
        (["images", *AS_OF], "--output"),
        (["images", "--output", "a.zip"], "--as-of"),
        ([*AS_OF, "--output", "a.zip"], "TÊN"),
        (["images", *AS_OF, "--output", "a.zip", "--rounding", "up"], "up"),
        (["images", "--as-of", "31/31/2023", "--output", "a.zip"], "31/31/2023"),
        (["images", *AS_OF, "--output", "a.zip", "--template", "m.docx"], "--template"),
        (["images", *AS_OF, "--output", "a.zip", "--standards"], "--standards"),
        (["summary", *AS_OF, "--output", "a.docx", "--standards", "--public"], "--standards"),
        (["summary", *AS_OF, "--output", "a.docx", "--cross", "Tin học", "--public"], "--cross"),
        (["images", *AS_OF, "--output", "a.zip", "--cross", "Tin học"], "--cross"),
    ],
)
def test_wrong_words(tell: Tell, words: list[str], sentence: str) -> None:
    status, out, err = tell("report", *words)
    assert (status, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err


def test_a_kept_cross_table_is_a_sheet_of_the_data(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    output = tmp_path / "a.zip"
    words = ("report", "data", *AS_OF, "--output", str(output), "--cross", "Theo tuổi")
    status, _, err = tell(*words)
    assert (status, "«Theo tuổi»" in err, output.exists()) == (3, True, False)
    query = {"rows": "age_band", "columns": "gender"}
    named_views.keep(sqlite_world.url, "Theo tuổi", named_views.CROSS_TABLES, query, for_office=True)
    status, _, err = tell(*words)
    assert status == 0, err
    with zipfile.ZipFile(output) as files:
        (name,) = (name for name in files.namelist() if "cheo" in name)
        assert files.read(name).decode("utf-8-sig").startswith("Độ tuổi,")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--as-of", "2019-12-31"], "31/12/2023"),
        ([*AS_OF, "--scope", "999"], "263 Huyện Gia Bình"),
        (["--as-of", "2021-12-31", "--scope", "09175"], "Chưa có danh sách"),
    ],
)
def test_what_is_not_there_is_refused_and_nothing_is_written(
    sqlite_world: World, tell: Tell, tmp_path: Path, words: list[str], sentence: str
) -> None:
    status, _, err = tell("report", "images", *words, "--output", str(tmp_path / "a.zip"))
    assert status == 3
    assert sentence in err
    assert not list(tmp_path.glob("*a.zip*"))
    assert _ledger(sqlite_world.url) == []


@pytest.mark.parametrize(("name", "ending"), [("bm01", "xlsx"), ("letter", "docx")])
def test_a_report_for_which_there_are_no_data_uses_up_no_number(
    sqlite_world: World, tell: Tell, tmp_path: Path, name: str, ending: str
) -> None:
    scope = str(sqlite_world.on(date(2023, 12, 31))["unit_code"].iloc[0])  # it has sent: nobody is late
    words = [*AS_OF, *(["--scope", scope] if name == "letter" else [])]
    status, _, err = tell("report", name, *words, "--output", str(tmp_path / f"a.{ending}"))
    assert (status, err.strip().endswith(".")) == (3, True)
    assert _ledger(sqlite_world.url) == []


def test_without_a_browser_there_are_no_pictures_and_no_file(
    sqlite_world: World, tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "none"))
    (tmp_path / "a.zip").write_bytes(b"before")
    status, _, err = tell("report", "images", *AS_OF, "--output", str(tmp_path / "a.zip"))
    assert status == 3
    assert "BROWSER_PATH" in err
    assert (tmp_path / "a.zip").read_bytes() == b"before"
    assert _ledger(sqlite_world.url) == [("images", "zip", "failed")]


def test_a_folder_that_is_not_there_is_told_before_anything_is_made(
    sqlite_world: World, tell: Tell, tmp_path: Path
) -> None:
    status, _, err = tell("report", "images", *AS_OF, "--output", str(tmp_path / "none" / "a.zip"))
    assert status == 3
    assert "thư mục" in err
    assert _ledger(sqlite_world.url) == []


def test_a_target_that_cannot_be_written_is_a_sentence(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "b.zip").mkdir()
    status, _, err = tell("report", "images", *AS_OF, "--output", str(tmp_path / "b.zip"))
    assert status == 3
    assert "quyền ghi" in err
    assert [path.name for path in tmp_path.glob("*b.zip*")] == ["b.zip"]
    assert _ledger(sqlite_world.url) == [("images", "zip", "failed")]


def test_a_template_that_is_not_there_or_is_none(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    words = ("report", "summary", *AS_OF, "--output", str(tmp_path / "a.docx"), "--template")
    status, _, err = tell(*words, str(tmp_path / "none.docx"))
    assert status == 3
    assert "Không đọc được tệp mẫu" in err
    (tmp_path / "mau.docx").write_bytes(b"not a document")
    status, _, err = tell(*words, str(tmp_path / "mau.docx"))
    assert status == 3
    assert ".docx" in err
    assert not (tmp_path / "a.docx").exists()


def test_a_template_gives_the_frame_of_the_document(sqlite_world: World, tell: Tell, tmp_path: Path) -> None:
    template = Document()
    for line in ("Mẫu của Sở: {{trich_yeu}}", "{{noi_dung}}"):
        template.add_paragraph(line)
    template.save(str(tmp_path / "mau.docx"))
    output = tmp_path / "a.docx"
    words = ("summary", *AS_OF, "--scope", "263", "--output", str(output), "--template", str(tmp_path / "mau.docx"))
    assert tell("report", *words)[0] == 0
    lines = [paragraph.text for paragraph in Document(str(output)).paragraphs]
    assert lines[0].startswith("Mẫu của Sở: Về số lượng")
    assert any("KHÁI QUÁT" in line for line in lines)
    status, _, err = tell("report", *words[:-4], str(tmp_path / "a.pdf"), *words[-2:])
    assert (status, "--template" in err) == (2, True)


def test_a_form_that_names_people_is_for_inside_without_being_asked(
    sqlite_world: World, tell: Tell, tmp_path: Path
) -> None:
    output = tmp_path / "a.xlsx"
    assert tell("report", "bm04", *AS_OF, "--scope", "263", "--output", str(output))[0] == 0
    with database.reading(sqlite_world.url) as connection:
        assert connection.scalar(select(Export.is_internal)) is True
    status, _, err = tell("report", "danang", "--as-of", "2021-12-31", "--scope", "99999", "--output", str(output))
    assert status == 3
    assert "99999" in err
