"""Cells of coded columns: what a spelling says, and what stands for another spelling."""

import pytest

from etl.normalising import values


@pytest.mark.parametrize(
    "text",
    [
        "12-Dec",
        "Dec-12",
        "12-Thg12",
        "12/12/2024",
        "2024-12-12",
        "2024-10-10 00:00:00",
        "2024-12-12T00:00:00.000Z",
        "12-Dec-2024",
    ],
)
def test_a_date_saved_as_text_is_schooling_again(text: str) -> None:
    assert values.read_value("schooling", text) == (("schooling", "upper_secondary"),)


@pytest.mark.parametrize("text", ["25-Dec", "12-Jan", "13/12/2024", "Dec-99"])
def test_a_date_that_is_no_schooling_stays_unknown(text: str) -> None:
    assert isinstance(values.read_value("schooling", text), values.Unknown)


def test_only_schooling_is_looked_for_in_dates() -> None:
    assert isinstance(values.read_value("education", "12-Dec"), values.Unknown)


@pytest.mark.parametrize(
    ("text", "code"), [("K.S", "bachelors"), ("đ.h", "bachelors"), ("C.Đ.N", "college"), ("Tr. cấp", "intermediate")]
)
def test_full_stops_inside_an_abbreviation_do_not_count(text: str, code: str) -> None:
    assert values.read_value("education", text) == (("education", code),)


@pytest.mark.parametrize("text", ["31/02/2005", "12/13/2005", "2005-02-30"])
def test_a_day_that_no_calendar_has_is_no_date_of_joining(text: str) -> None:
    assert isinstance(values.read_value("party_member", text), values.Unknown)


@pytest.mark.parametrize("text", ["29/02/2004", "3/2/98", "00/02/2004", "02/2004", "2004", "2004-02-28"])
def test_a_day_in_whole_or_in_part_is_a_date_of_joining(text: str) -> None:
    assert values.read_value("party_member", text) == (("party_member", "yes"),)


@pytest.mark.parametrize("text", ["---//---", "- như trên -", "– nt –", "-''-"])
def test_strokes_around_a_ditto_mark_are_of_any_length(text: str) -> None:
    assert values.word_kind(text) == values.DITTO


@pytest.mark.parametrize("text", ["-x-", "- Kinh -", "-1"])
def test_strokes_around_anything_else_make_no_ditto(text: str) -> None:
    assert values.word_kind(text) is None


@pytest.mark.parametrize("written", ["2001-05-19T00:00:00.000Z", "19-May-2001", "19/V/2001", "??/05/2001", "19-May-01"])
def test_a_date_in_words_is_a_mark_like_one_in_numbers(written: str) -> None:
    assert values.is_mark(written)
    assert values.read_value("party_member", written) == (("party_member", "yes"),)


@pytest.mark.parametrize("written", ["A 2001", "QĐ 2005", "19/XIII/2001", "May-01", "30-Feb-01", "Không 2001"])
def test_what_only_holds_a_year_is_no_date(written: str) -> None:
    assert not values.is_mark(written)


@pytest.mark.parametrize(("cell", "expected"), [(0, None), ("0", None), (1, True), ("Không", True), ("", False)])
def test_a_zero_under_the_column_of_none_is_no_mark(cell: object, expected: bool | None) -> None:
    sets = (("it", "none"),)
    assert values.read_mark("it", sets, cell) == {None: None, True: sets, False: ()}[expected]
