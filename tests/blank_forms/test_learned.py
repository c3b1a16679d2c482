"""Choices about labels: kept for exactly that header, used the next time, forgotten one by one."""

import pytest

import database
from blank_forms import choices, learned
from blank_forms.answers import EMPTY, label_key
from blank_forms.form import PEOPLE_KEY
from reference import forms
from stats import queries
from tests.blank_forms.blank import cells, new_sheet, saved, write_header, write_rows
from tests.blank_forms.conftest import Filler, Reader, reopened
from tests.people import END_2023, World


def _form(second: str = "Phi công") -> tuple[bytes, int]:
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Tiêu chí",), ("Tổng số",), (second,)])
    write_rows(sheet, first, 3, [["Tổng số"], ["- Nữ"]])
    return saved(sheet), first


def test_a_choice_is_used_for_that_form_alone(world: World, reading: Reader, filling: Filler) -> None:
    content, first = _form()
    table = reading(content).tables[0]
    rule = forms.written(choices.together(["gender=female", "education=masters", "education=doctorate"]))
    assert rule == "gender=female & education=masters|doctorate"
    learned.learn(world.url, "bieu.xlsx", table=table, label=label_key("column", ("Phi công",)), meaning=rule, by="Lan")
    learned.learn(world.url, "bieu.xlsx", table=table, label=PEOPLE_KEY, meaning="category=cadre", by="Lan")
    learned.learn(world.url, "bieu.xlsx", table=table, label=label_key("row", ("Nữ",)), meaning=EMPTY, by="Lan")
    known = learned.answers(world.url)
    filled = filling(content, answers=known)
    cadres = world.on(END_2023)
    cadres = cadres[cadres["category"] == "cadre"]
    chosen = (cadres["gender"] == "female") & cadres["education"].isin(["masters", "doctorate"])
    result = reopened(filled).active
    assert cells(result, first, 2, 3) == [len(cadres), int(chosen.sum())]
    assert cells(result, first + 1, 2, 3) == [None, None]
    other, _ = _form("Phi hành gia")
    assert not any(meaning.is_answer for meaning in reading(other, answers=known).tables[0].columns)

    with database.reading(world.url) as connection:
        rows = queries.learned_form_labels(connection)
    assert {(row.title, row.by, row.source) for row in rows} == {
        ("Phi công", "Lan", "bieu.xlsx › Biểu"),
        ("Cả bảng đếm những ai", "Lan", "bieu.xlsx › Biểu"),
        ("Nữ", "Lan", "bieu.xlsx › Biểu"),
    }
    assert all(learned.forget(world.url, row.header, row.label, row.at) for row in rows)
    assert not any(learned.forget(world.url, row.header, row.label, row.at) for row in rows)
    assert learned.answers(world.url) == {}


def test_a_rule_that_cannot_be_read_is_not_kept(world: World, reading: Reader) -> None:
    table = reading(_form()[0]).tables[0]
    with pytest.raises(ValueError, match="is no rule"):
        learned.learn(world.url, "bieu.xlsx", table=table, label=PEOPLE_KEY, meaning="education=cosmic", by="Lan")
    assert learned.answers(world.url) == {}


@pytest.mark.parametrize("text", list(choices.conditions()))
def test_each_choice_is_a_rule_that_is_written_and_read_again(text: str) -> None:
    rule = choices.together([text])
    assert forms.parse(forms.written(rule), {}) == rule
