import database
from etl import office
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
