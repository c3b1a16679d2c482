"""`manage.py load`: the words, the exit statuses and the JSON object of the contract."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from etl.learned import learn_spellings
from settings import from_environment
from tests.commands.conftest import Tell
from tests.etl.rosters import (
    HEAD,
    HERE_CODE,
    LAST_DAY,
    current_names,
    people,
    roster,
    row_counts,
    run,
    workbook,
    zipped,
)
from tests.golden.ole import container
from tests.golden.paper import Book

Save = Callable[[str, bytes], str]
SENTENCE_MARKS = ("Traceback", 'File "', "Error:", "Exception")


@pytest.fixture
def url(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database that the environment names."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    return sqlite_url


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Write a file and give its path."""

    def write(name: str, content: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content)
        return str(path)

    return write


def _json(tell: Tell, *words: str) -> tuple[int, dict[str, Any], str]:
    """Give the status, the one object on standard output, standard error."""
    status, out, err = tell("load", *words, "--json")
    return status, json.loads(out), err


def test_a_roster_is_loaded(url: str, tell: Tell, save: Save) -> None:
    status, out, err = tell("load", save("roster.xlsx", roster().content))
    assert status == 0
    assert "Đã nạp 3 người của 1 đơn vị, tính đến 31/12/2023" in out
    assert "Đang" in err
    assert len(current_names(url)) == 3


def test_the_json_object_of_a_load(url: str, tell: Tell, save: Save) -> None:
    head = (*HEAD, "Ghi chú")
    rows = [*[(*row, "nghỉ ốm") for row in people(3)], (None, "Tổng cộng: 3 người")]
    content = workbook(rows, head=head)
    status, answer, _ = _json(tell, save("roster.xlsx", content))
    assert status == 0
    assert {name: answer[name] for name in answer if name not in ("files", "import_id")} == {
        "as_of": "2023-12-31",
        "status": "loaded",
        "rows_read": 3,
        "rows_loaded": 3,
        "rows_held": 0,
        "problems": [],
    }
    assert isinstance(answer["import_id"], int)
    (file,) = answer["files"]
    assert (file["file"], file["sha256"]) == ("roster.xlsx", hashlib.sha256(content).hexdigest())
    assert file["totals"] == [{"cell": "Sheet1!B10", "says": 3, "counted": 3}]
    (sheet,) = file["sheets"]
    assert (sheet["sheet"], sheet["header_rows"], sheet["data_rows"]) == ("Sheet1", [6, 6], [7, 9])
    read = {letter: sheet["columns"][letter] for letter in "BCDEF"}
    assert read == {"B": "full_name", "C": "birth_date", "D": "gender", "E": "position", "F": "education"}
    assert sheet["unread_columns"] == {"H": "Ghi chú"}


def test_a_problem_of_the_json_object(url: str, tell: Tell, save: Save) -> None:
    rows = [(*row[:5], "ĐHH", row[6]) if n == 1 else row for n, row in enumerate(people(3))]
    status, answer, err = _json(tell, save("roster.xlsx", workbook(rows)))
    assert (status, answer["status"], answer["import_id"]) == (3, "refused", None)
    (problem,) = answer["problems"]
    message = problem.pop("message")
    assert problem == {
        "code": "unknown_value",
        "severity": "error",
        "file": "roster.xlsx",
        "sheet": "Sheet1",
        "cell": "F8",
        "field": "education",
        "value": "ĐHH",
        "suggestion": "bachelors",
    }
    assert "«roster.xlsx»" in message
    assert "«Sheet1»" in message
    assert "F8" in message
    assert message in err
    assert row_counts(url)["imports"] == 0


def test_what_has_one_cause_is_one_line_with_its_cells(url: str, tell: Tell, save: Save) -> None:
    rows = [(*row[:5], "ĐHX" if n == 4 else "ĐHH", row[6]) for n, row in enumerate(people(10))]
    status, _, err = tell("load", save("roster.xlsx", workbook(rows)))
    about = [line for line in err.splitlines() if line.startswith("- ")]
    assert status == 3
    assert len(about) == 1
    cells = ", ".join(f"F{row}" for row in range(7, 15))
    named = "Lỗi · Giá trị ngoài danh mục · Trình độ chuyên môn: 10 chỗ, ghi «ĐHH» (9), «ĐHX» (1)"
    assert about[0].startswith(f"- {named} (roster.xlsx › Sheet1: {cells}, …). Ví dụ: ")
    assert "ĐHH" in about[0]
    assert err.splitlines()[-1].startswith("Đủ từng ô: --annotate")
    _, _, err = tell("load", save("tot.xlsx", workbook(rows[:1])))
    assert "--annotate" not in err


def test_accepted_it_is_loaded_with_the_field_empty(url: str, tell: Tell, save: Save) -> None:
    status, answer, _ = _json(tell, save("roster.xlsx", roster(education="ĐHH").content), "--accept")
    assert (status, answer["status"], answer["rows_loaded"], len(answer["problems"])) == (0, "loaded", 3, 3)


def test_tried_only(url: str, tell: Tell, save: Save) -> None:
    good, bad = save("tot.xlsx", roster().content), save("loi.xlsx", roster(education="ĐHH").content)
    status, answer, _ = _json(tell, good, "--dry-run")
    assert (status, answer["status"], answer["import_id"]) == (0, "would_load", None)
    status, answer, _ = _json(tell, bad, "--dry-run")
    assert (status, answer["status"]) == (3, "refused")
    status, answer, _ = _json(tell, bad, "--dry-run", "--accept")
    assert (status, answer["status"]) == (0, "would_load")
    assert row_counts(url)["imports"] == 0


def test_the_same_file_again(url: str, tell: Tell, save: Save) -> None:
    path = save("roster.xlsx", roster().content)
    _, first, _ = _json(tell, path)
    status, again, err = _json(tell, path)
    assert (status, again["status"], again["import_id"]) == (0, "already_loaded", first["import_id"])
    assert again["as_of"] == "2023-12-31"
    assert "đã được nạp" in err


def test_day_and_unit_from_the_command_line(url: str, tell: Tell, save: Save) -> None:
    path = save("roster.xlsx", workbook(people(2), title="DANH SÁCH CÁN BỘ, CÔNG CHỨC", day=""))
    status, answer, _ = _json(tell, path, "--as-of", "2022-12-31", "--unit", HERE_CODE)
    assert (status, answer["status"], answer["as_of"]) == (0, "loaded", "2022-12-31")
    assert current_names(url, day=datetime(2022, 12, 31, tzinfo=UTC).date()) == ["Lê Thị An", "Lê Thị Bình"]


def test_another_database(sqlite_url: str, tell: Tell, save: Save) -> None:
    status, _, _ = tell("load", save("roster.xlsx", roster().content), "--database", sqlite_url)
    assert status == 0
    assert len(current_names(sqlite_url)) == 3


def test_several_files_and_an_archive_are_one_load(url: str, tell: Tell, save: Save) -> None:
    book = save("tam-da.xlsx", roster().content)
    archive = save("goi.zip", zipped({"dung-liet.xlsx": roster(2, "Vũ", unit="XÃ DŨNG LIỆT").content}).content)
    status, answer, _ = _json(tell, book, archive)
    assert (status, answer["rows_loaded"]) == (0, 5)
    assert [file["file"] for file in answer["files"]] == ["tam-da.xlsx", "goi.zip/dung-liet.xlsx"]
    assert row_counts(url)["imports"] == 1


def test_unread_files_are_told_and_skipped_where_that_is_said(url: str, tell: Tell, save: Save) -> None:
    good, bad = save("tot.xlsx", roster().content), save("hong.xlsx", roster().content[:3000])
    status, answer, err = _json(tell, good, bad)
    assert (status, answer["status"], answer["rows_read"]) == (3, "refused", 3)
    assert [(each["code"], each["file"]) for each in answer["problems"]] == [("broken_workbook", "hong.xlsx")]
    assert "Không đọc được 1 tệp" in err
    assert "--skip-unread" in err
    assert row_counts(url)["imports"] == 0
    status, answer, err = _json(tell, good, bad, "--skip-unread")
    assert (status, answer["status"], answer["rows_loaded"]) == (0, "loaded", 3)
    assert [(each["code"], each["file"]) for each in answer["problems"]] == [("file_left_out", "hong.xlsx")]
    assert len(current_names(url)) == 3


def test_a_warning_does_not_block_and_is_told(url: str, tell: Tell, save: Save) -> None:
    status, out, _ = tell("load", save("roster.xlsx", roster().content), "--as-of", "31/12/2022")
    assert status == 0
    assert "31/12/2023" in out
    assert row_counts(url)["imports"] == 1


def test_the_demonstration_is_told_to_be_gone(url: str, tell: Tell, save: Save) -> None:
    run(url, roster(2, "Mẫu"), is_demo=True)
    _, out, _ = tell("load", save("roster.xlsx", roster().content))
    assert "Số liệu minh họa" in out
    assert current_names(url) == ["Lê Thị An", "Lê Thị Bình", "Lê Thị Chi"]


def test_the_original_is_kept(url: str, tell: Tell, save: Save) -> None:
    content = roster().content
    tell("load", save("roster.xlsx", content))
    kept = [path for path in from_environment().originals_dir.rglob("*") if path.is_file()]
    assert [path.stem for path in kept] == [hashlib.sha256(content).hexdigest()]
    assert kept[0].read_bytes() == content


@pytest.mark.parametrize(
    "words", [[], ["a.xlsx", "--as-of", "31/02/2023"], ["a.xlsx", "--as-of", "hôm qua"], ["a.xlsx", "--nhanh"]]
)
def test_wrong_words(words: list[str], url: str, tell: Tell) -> None:
    status, out, err = tell("load", *words)
    assert (status, out) == (2, "")
    assert err.strip()


def _counts_only() -> bytes:
    book = Book()
    page = book.page("Biểu 02")
    page.rows(1, ("(Tính đến ngày 31/12/2023)",), ("STT", "Tên đơn vị", "Tổng số"), (1, "Xã Tam Đa", 19))
    return book.close()


def _in_the_future() -> bytes:
    day = datetime.now(UTC).date() + timedelta(days=400)
    return roster(day=f"(Tính đến ngày {day:%d/%m/%Y})").content


# What is refused -> the bytes, and what its sentence must name.
BAD: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), ("ảnh",)),
    "encrypted": (container({"EncryptionInfo": bytes(9), "EncryptedPackage": bytes(9)}), ("mật khẩu",)),
    "broken": (roster().content[:3000], ("hỏng",)),
    "empty": (b"", ("rỗng",)),
    "no_header": (_counts_only(), ("Biểu 02", "A1", "Họ và tên")),
    "no_name_column": (
        workbook(people(2), head=("STT", "Danh tính", *HEAD[2:])), ("Sheet1", "B6", "«Ngày sinh»", "Nhập số liệu"),
    ),
    "no_date": (roster(day="").content, ("Sheet1", "Tính đến ngày")),
    "unknown_commune": (roster(unit="XÃ KHÔNG CÓ").content, ("Sheet1", "A3", "XÃ KHÔNG CÓ")),
    "future": (_in_the_future(), ("chưa tới",)),
    "unknown_word": (roster(1, education="ĐHH").content, ("Sheet1", "F7", "ĐHH")),
}  # fmt: skip


@pytest.mark.parametrize(("content", "named"), BAD.values(), ids=BAD)
def test_bad_input_gives_a_sentence_and_writes_nothing(
    content: bytes, named: tuple[str, ...], url: str, tell: Tell, save: Save
) -> None:
    before = row_counts(url)
    path = save("danh-sach.xlsx", content)
    status, out, err = tell("load", path)
    assert (status, out) == (3, "")
    assert not any(mark in err for mark in SENTENCE_MARKS)
    assert all(word in err for word in ("danh-sach.xlsx", *named)), err
    assert row_counts(url) == before
    assert not from_environment().originals_dir.exists()
    status, answer, _ = _json(tell, path)
    assert (status, answer["status"], answer["rows_loaded"], answer["import_id"]) == (3, "refused", 0, None)
    assert answer["problems"][0]["message"] in err


def test_a_file_over_the_limit(url: str, tell: Tell, save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKFORCE_MAX_FILE_MB", "1")
    status, out, err = tell("load", save("to.xlsx", bytes(2**21)))
    assert (status, out) == (3, "")
    assert "to.xlsx" in err
    assert "1 MB" in err


def test_a_file_that_is_not_there(url: str, tell: Tell, tmp_path: Path) -> None:
    status, answer, err = _json(tell, str(tmp_path / "khong-co.xlsx"))
    assert (status, answer["status"]) == (3, "refused")
    assert "khong-co.xlsx" in err


def test_a_folder_is_no_file(url: str, tell: Tell, tmp_path: Path) -> None:
    status, _, err = tell("load", str(tmp_path))
    assert status == 3
    assert not any(mark in err for mark in SENTENCE_MARKS)


def test_an_unknown_unit_on_the_command_line(url: str, tell: Tell, save: Save) -> None:
    status, answer, err = _json(tell, save("roster.xlsx", roster().content), "--unit", "99999")
    assert (status, answer["status"]) == (3, "refused")
    assert "99999" in err


def test_answers_given_on_the_page_count_here_too(url: str, tell: Tell, save: Save) -> None:
    path = save("roster.xlsx", roster(education="ĐH Luật KT").content)
    status, _, err = tell("load", path)
    assert status == 3
    assert "Có 1 cách ghi chưa hiểu có thể trả lời một lần" in err
    assert tell("load", path, "--accept")[0] == 0
    report = run(url, roster(family="Ngô", education="ĐH Luật KT"), dry_run=True, accept=True)
    learn_spellings(url, [(report.questions[0], "education=bachelors")], "Lan", LAST_DAY, "24")
    status, answer, err = _json(tell, path)
    assert (status, answer["status"], answer["problems"]) == (0, "loaded", [])
    assert "Lần nạp số 1 đã có tệp này" in err
    (use,) = answer["files"][0]["learned"]
    assert (use["asked"], use["meaning"], use["by"]) == ("ĐH Luật KT", "education=bachelors", "Lan")
    assert _json(tell, path)[1]["status"] == "already_loaded"


def test_a_file_over_the_limit_is_not_even_read(url: str, tell: Tell, save: Save) -> None:
    path = save("to.xlsx", b"PK")
    with Path(path).open("r+b") as file:
        file.truncate(2**40)  # takes no room on the disk, and would on no machine fit into memory
    status, _, err = tell("load", path)
    assert status == 3
    assert "1.048.576 MB" in err
