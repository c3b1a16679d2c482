"""Two rosters of a unit against each other: who came, who went, who changed."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from reference.fields import staff_fields
from stats.measures import person_changes

FIELDS = staff_fields()
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(("Lê Thị Đào", "lê  thị đào", "Trần Văn Cam")),
        st.sampled_from(("1975-03-01", "1980", None)),
        st.sampled_from(("bachelors", "masters", None)),
    ).map(lambda each: (each[0], each[1], *((each[2],) * len(FIELDS)))),
    max_size=8,
)


@given(PEOPLE, PEOPLE)
def test_the_changes_lead_from_one_to_the_other(before: list[tuple[str, ...]], after: list[tuple[str, ...]]) -> None:
    kinds = Counter(change.kind for change in person_changes(before, after))
    back = Counter(change.kind for change in person_changes(after, before))
    assert len(before) + kinds["added"] - kinds["gone"] == len(after)
    assert (kinds["added"], kinds["gone"], kinds["changed"]) == (back["gone"], back["added"], back["changed"])


@given(PEOPLE)
def test_the_order_of_a_list_changes_nothing(people: list[tuple[str, ...]]) -> None:
    assert person_changes(people, people[::-1]) == []


def test_only_the_fields_that_differ_are_named() -> None:
    before = ("Lê Thị Đào", "1975", *((None,) * len(FIELDS)))
    after = (*before[:2], *("bachelors" if name == "education" else None for name in FIELDS))
    (change,) = person_changes([before], [after])
    assert (change.kind, change.fields) == ("changed", (("education", None, "bachelors"),))
