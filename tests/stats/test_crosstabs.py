"""People by several dimensions: which rows there are, in which order, and what their shares are of."""

from decimal import Decimal

import pytest

from stats.disclosure import is_untold
from stats.measures import Axis, Crosstab, axis, crosstab
from stats.measures.crosstabs import known_counts
from stats.shares import Rounding

GENDER = Axis("gender", ("male", "female"), is_whole=True)
ETHNICITY = Axis("ethnicity", ("Kinh", "Tày"), is_whole=False)


def _rows(table: Crosstab) -> list[tuple[tuple[str | None, ...], int, str]]:
    return [(row.key, row.count, str(row.share)) for row in table.rows]


def test_one_dimension() -> None:
    table = crosstab([GENDER], {("female",): 3, (None,): 1})
    assert _rows(table) == [(("male",), 0, "0.00"), (("female",), 3, "75.00"), ((None,), 1, "25.00")]
    assert table.base == 4


def test_shares_are_of_the_first_dimensions_group_of_the_others_or_of_the_total() -> None:
    counts: dict[tuple[str | None, ...], int] = {("male", "Kinh"): 1, ("male", "Tày"): 3, ("female", "Kinh"): 4}
    in_group = crosstab([GENDER, ETHNICITY], counts)
    assert _rows(in_group) == [
        (("male", "Kinh"), 1, "25.00"),
        (("male", "Tày"), 3, "75.00"),
        (("female", "Kinh"), 4, "100.00"),
    ]
    of_total = crosstab([GENDER, ETHNICITY], counts, of_total=True)
    assert [str(row.share) for row in of_total.rows] == ["12.50", "37.50", "50.00"]
    of_column = crosstab([GENDER, ETHNICITY], counts, of_column=True)
    assert [str(row.share) for row in of_column.rows] == ["20.00", "100.00", "80.00"]
    assert in_group.base == of_total.base == of_column.base == 8


def test_a_code_list_has_all_its_values_inside_each_group_and_does_not_say_only_where_needed() -> None:
    table = crosstab([ETHNICITY, GENDER], {("Tày", None): 1, ("Kinh", "male"): 2, (None, "female"): 1})
    assert [row.key for row in table.rows] == [
        ("Kinh", "male"),
        ("Kinh", "female"),
        ("Tày", "male"),
        ("Tày", "female"),
        ("Tày", None),
        (None, "male"),
        (None, "female"),
    ]
    assert sum(row.count for row in table.rows) == 4


def test_the_largest_remainder_adds_up_in_each_group() -> None:
    counts: dict[tuple[str | None, ...], int] = {
        ("male", code): number for code, number in [("Kinh", 1), ("Tày", 1), (None, 1)]
    }
    table = crosstab([GENDER, ETHNICITY], counts, Rounding.LARGEST_REMAINDER)
    assert sum(row.share for row in table.rows) == Decimal(100)
    assert [str(row.share) for row in crosstab([GENDER, ETHNICITY], counts).rows] == ["33.33"] * 3


def test_a_code_that_the_axis_does_not_have_is_never_dropped() -> None:
    with pytest.raises(KeyError, match="other"):
        crosstab([GENDER], {("other",): 1})


def test_axes() -> None:
    assert axis("it", 0, {}) == Axis("it", ("degree", "certificate", "none"), is_whole=True)
    counts: dict[tuple[str | None, ...], int] = {("x", "Tày"): 1, ("y", "Kinh"): 5, ("z", "Tày"): 2, ("z", None): 9}
    assert axis("ethnicity", 1, counts) == Axis("ethnicity", ("Kinh", "Tày"), is_whole=False)


def test_a_field_that_nobody_of_a_place_declares_has_no_counts_there() -> None:
    units = Axis("unit", ("00001", "00002"), is_whole=False)
    counts: dict[tuple[str | None, ...], int] = {("00001", None): 5, ("00002", "male"): 2, ("00002", None): 1}
    table = crosstab([units, GENDER], counts)
    untold = {key for key, count in known_counts(table, {"unit"}).items() if is_untold(count)}
    assert untold == {("00001", "male"), ("00001", "female")}
    assert not any(map(is_untold, known_counts(crosstab([GENDER], {}), {"unit"}).values())), "of nobody all is 0"
