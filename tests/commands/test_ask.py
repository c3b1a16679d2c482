"""`manage.py ask`: a question in words on the command line."""

import json

from tests.commands.conftest import Tell
from tests.people import END_2023, World


def test_an_answer_in_words_and_as_json(world: World, tell: Tell) -> None:
    people = world.on(END_2023)
    count = int((people["gender"] == "female").sum())
    status, out, _ = tell("ask", "bao nhieu nu nam 2023")
    assert status == 0
    assert out.startswith(f"{count} người")
    assert "Hiểu là: giới tính: Nữ · tỉnh Bắc Ninh · tính đến 31/12/2023." in out
    values = json.loads(tell("ask", "bao nhiêu nữ ở Gia Bình năm 2023", "--format", "json")[1])
    assert values["rule"] == "gender=female"
    assert values["selection"] == {"as_of": "2023-12-31", "district": values["selection"]["district"]}
    assert values["intent"] == "count"


def test_what_is_not_understood_ends_without_a_number(sqlite_world: World, tell: Tell) -> None:
    status, out, _ = tell("ask", "bao nhiêu phi công", "--as-of", "2023-12-31")
    assert (status, "Chưa hiểu" in out) == (3, True)


def test_without_data_it_says_so(sqlite_url: str, tell: Tell) -> None:
    status, _, err = tell("ask", "bao nhiêu nữ", "--database", sqlite_url)
    assert (status, "Chưa có số liệu nào" in err) == (3, True)
