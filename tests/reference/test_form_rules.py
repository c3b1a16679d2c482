"""Counting rules of forms: whom each kind of condition holds for, and what they are judged by."""

from datetime import date

import pytest

import reference
from reference import forms
from reference.forms import Fact

_BANDS = {band.code: band for band in reference.age_bands("bm02")}


@pytest.mark.parametrize(
    ("text", "facts", "is_held"),
    [
        ("*", {}, True),
        ("gender=female", {"gender": "female"}, True),
        ("gender=female", {"gender": "male"}, False),
        ("gender=female", {"gender": None}, False),
        ("gender=female|?", {"gender": None}, True),
        ("ethnicity!=Kinh", {"ethnicity": "Tày"}, True),
        ("ethnicity!=Kinh", {"ethnicity": "Kinh"}, False),
        ("ethnicity!=Kinh", {"ethnicity": None}, False),
        ("age=51..55", {"age": 50}, False),
        ("age=51..55", {"age": 51}, True),
        ("age=51..55", {"age": 55}, True),
        ("age=51..55", {"age": 56}, False),
        ("age=51..55", {"age": None}, False),
        ("age=up_to_30", {"age": 0}, True),
        ("age=61..", {"age": 61}, True),
        ("age=?", {"age": None}, True),
        ("age=?", {"age": 40}, False),
        ("english=degree or other_language=degree", {"english": None, "other_language": "degree"}, True),
        ("english=degree or other_language=degree", {"english": "none", "other_language": None}, False),
        ("it=degree & it_detail=?", {"it": "degree", "it_detail": None}, True),
        ("it=degree & it_detail=?", {"it": "degree", "it_detail": "college"}, False),
    ],
)
def test_a_rule_holds_for_whom_it_says(text: str, facts: dict[str, Fact], is_held: bool) -> None:
    rule = forms.parse(text, _BANDS)
    assert forms.holds(rule, facts) is is_held
    assert set(forms.fields_of(rule)) == set(facts)


def test_facts_are_made_of_what_is_kept() -> None:
    form = forms.form_on("bm02", date(2023, 12, 31))
    assert form is not None
    columns: dict[str, list[object]] = {name: [None] * 3 for name in forms.columns_of(form)}
    assert {"birth_date", "birth_number", "party_probation"} <= set(columns)
    columns |= {
        "birth_date": ["1975", "1975-03-02", None],
        "birth_number": [19750101, 19750302, None],
        "gender": ["male", "female", None],
        "party_probation": [1, 0, 0],
    }
    facts = forms.facts_of(form, date(2023, 12, 31), columns)
    assert facts["birth_precision"] == ("year", "day", None)
    assert facts["age"] == (48, 48, None)
    assert facts["retirement"] == ("within", "within", None)
    assert facts["party_probation"] == ("yes", "no", "no")
