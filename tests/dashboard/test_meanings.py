"""Lists of meanings under headings: nothing is lost, nothing stands under another's heading."""

from datetime import date

import pytest

from dashboard.data import meanings
from dashboard.parts.in_browser import HEADING
from etl.questions import choices, column_meanings

DAY = date(2023, 12, 31)


@pytest.mark.parametrize("field", ["it", "position", "unit", "education", "it:mark"])
def test_every_meaning_is_in_the_list_once(field: str) -> None:
    all_of = choices(field, DAY, "24")
    options = meanings.of_spellings(field, all_of)
    assert sorted(option for option in options if meanings.answer(option) is not None) == sorted(m for m, _ in all_of)


def test_every_meaning_of_a_column_stands_under_its_fields_heading() -> None:
    options = meanings.of_columns(column_meanings())
    assert {option for option in options if meanings.answer(option) is not None} == {m for m, _ in column_meanings()}
    start = options.index(f"{HEADING}Cột đánh dấu · Tin học")
    assert options[start + 1 : start + 4] == ["it:degree", "it:certificate", "it:none"]


def test_units_stand_under_their_district() -> None:
    options = meanings.of_spellings("unit", choices("unit", DAY, "24"))
    place = options.index("Xã Phù Lãng, Thị xã Quế Võ")
    heading = next(option for option in options[place::-1] if meanings.answer(option) is None)
    assert heading == f"{HEADING}Thị xã Quế Võ"


def test_a_few_options_need_no_headings() -> None:
    assert meanings.of_spellings("category", choices("category", DAY, "24"))[0] == "category=cadre"
