import pytest

import database
from etl import office
from etl.records import SourceFile
from stats import queries


def read(url: str, key: str) -> str:
    with database.reading(url) as connection:
        return queries.setting(connection, key, "mặc định")


def test_a_setting_is_kept_changed_and_taken_back(database_url: str) -> None:
    office.save(database_url, {"office_name": "Phòng Nội vụ", "rounding": "cut"})
    office.save(database_url, {"office_name": "Sở Nội vụ"})
    assert (read(database_url, "office_name"), read(database_url, "rounding")) == ("Sở Nội vụ", "cut")
    office.save(database_url, {"office_name": ""})
    assert (read(database_url, "office_name"), read(database_url, "rounding")) == ("mặc định", "cut")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Sở\x0bNội vụ", "Sở Nội vụ"),
        ("Sở \u202eNội\u2066 vụ\u200f", "Sở Nội vụ"),
        ("Sở\x00 Nội\ud800 vụ\x7f", "Sở Nội vụ"),
        ("KT. Giám đốc\nPhó Giám đốc", "KT. Giám đốc\nPhó Giám đốc"),
        ("\u202e", "mặc định"),
    ],
)
def test_signs_that_no_document_can_hold_are_left_out(sqlite_url: str, typed: str, kept: str) -> None:
    office.save(sqlite_url, {"office_name": typed})
    assert read(sqlite_url, "office_name") == kept


@pytest.mark.parametrize(
    ("given", "name"), [("\u202ea\x0b.xlsx", "a .xlsx"), ("Danh  sách.xlsx", "Danh  sách.xlsx"), ("\u200b", "tep")]
)
def test_a_files_name_is_what_people_see(given: str, name: str) -> None:
    assert SourceFile(given, b"").name == name
