"""Filled forms against pandas over the exported rows, on both databases; and the mistakes that others have made."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, bindparam, select, update

import database
from dashboard import cached
from models import Roster, Staff, Unit
from reference import forms, vietnamese
from reference.bodies import Tier
from stats import queries
from stats.cube import Question
from stats.filling import fill
from stats.measures.forms import FormError, FormList, FormPlace, FormTable, form_table, remarks
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import DATES, END_2023, PROVINCE, World, complete, withdraw


@pytest.fixture
def connection(world: World) -> Iterator[Connection]:
    """People of all ages around each bound; each fifth party member on probation."""
    _make_ages(world.url)
    with database.reading(world.url) as opened:
        yield opened


def _make_ages(url: str) -> None:
    with database.writing(url) as opened:
        people = opened.execute(
            select(Staff.id, Roster.as_of).join(Roster, Staff.roster_id == Roster.id).order_by(Staff.id)
        ).all()
        changes = [{"staff": staff} | _born(number, as_of) for number, (staff, as_of) in enumerate(people)]
        change = update(Staff.__table__).where(Staff.__table__.c.id == bindparam("staff"))  # type: ignore[arg-type]
        opened.execute(change, changes)


def _born(number: int, as_of: date) -> dict[str, Any]:
    age = 18 + number * 5 % 49
    born = as_of.replace(year=as_of.year - age) - timedelta(days=(number * 37) % 400 - 5)
    text = [born.isoformat(), born.isoformat(), f"{born:%Y-%m}", str(born.year), None][min(number % 11, 4)]
    whole = None if text is None else int((text + "-01-01")[:10].replace("-", ""))
    return {"birth_date": text, "birth_number": whole, "party_probation": number % 5 == 0}


def _export(c: Connection, as_of: date) -> pd.DataFrame:
    """The rows of `manage.py export`, and beside them the one mark that they do not have."""
    rows = queries.flat_rows(c, as_of, scope=EVERYBODY, province=PROVINCE)
    frame = pd.DataFrame(rows, columns=queries.FLAT_COLUMNS, dtype=object)
    query = (
        select(Staff.party_probation).join(Roster, Staff.roster_id == Roster.id).join(Unit, Roster.unit_id == Unit.id)
    )
    mine = query.where(Roster.is_current, Roster.as_of == as_of).order_by(Unit.code, Staff.id)
    inside = select(Unit.id).where(Unit.code == ("24" if as_of > date(2025, 6, 30) else "27"), Unit.level == "province")
    frame["probation"] = list(c.scalars(mine.where(Roster.province_id.in_(inside))))
    frame = frame[frame["category"].isin(["cadre", "civil_servant"]) | frame["category"].isna()].where(
        frame.notna(), None
    )
    frame["born"] = [
        None if text is None else pd.Timestamp((text + "-01-01")[:10]).date() for text in frame["birth_date"]
    ]
    frame["age"] = [None if b is None else as_of.year - b.year - (f"{as_of:%m%d}" < f"{b:%m%d}") for b in frame["born"]]
    frame["over"] = [_is_over(b, g, as_of) for b, g in zip(frame["born"], frame["gender"], strict=True)]
    return frame


def _required(gender: str, year: int) -> int:
    """Months, by the decree's own words: three more a year up to 62, four more a year up to 60."""
    steps = max(0, year - 2020)
    return min(62 * 12, 60 * 12 + 3 * steps) if gender == "male" else min(60 * 12, 55 * 12 + 4 * steps)


def _is_over(born: date | None, gender: str | None, as_of: date) -> bool | None:
    """Month by month: has the person been of the age of that month's year before the month of `as_of` began?"""
    if born is None:
        return None
    if gender is None:
        both = {_is_over(born, "male", as_of), _is_over(born, "female", as_of)}
        return both.pop() if len(both) == 1 else None
    months = range(born.year * 12 + born.month - 1, as_of.year * 12 + as_of.month - 1)
    return any(month - months.start >= _required(gender, month // 12) for month in months)


def _oracle(people: pd.DataFrame) -> dict[str, int]:
    """The 37 counted columns by their numbers."""
    p = people
    within, age = p["over"] == False, p["age"].astype(float)  # noqa: E712
    sums: dict[str, Any] = {
        "1": len(p),
        "2": p.gender.eq("female"),
        "3": p.party_member.eq("yes") & ~p.probation.astype(bool),
        "4": p.ethnicity.notna() & p.ethnicity.ne("Kinh"),
        "5": p.religion.notna() & p.religion.ne("Không"),
        "6": p.category.eq("cadre"),
        "7": p.category.eq("civil_servant"),
        "27": p.ethnic_language.eq("yes"),
        "28": p.state_management.isin(["principal", "senior"]),
        "29": p.state_management.eq("specialist"),
        "30": p.state_management.eq("untrained"),
        "31": within & age.le(30),
        "32": within & age.between(31, 40),
        "33": within & age.between(41, 50),
        "34": within & age.ge(51),
        "35": within & age.between(51, 55) & p.gender.eq("female"),
        "36": within & age.between(56, 60) & p.gender.eq("male"),
        "37": p["over"] == True,  # noqa: E712
    }
    lists = {
        "education": (8, ["doctorate", "masters", "bachelors", "college", "intermediate", "elementary"]),
        "schooling": (14, ["upper_secondary", "lower_secondary", "primary"]),
        "political_theory": (17, ["bachelors", "advanced", "intermediate", "elementary"]),
        "it": (21, ["degree", "certificate"]),
        "english": (23, ["degree", "certificate"]),
        "other_language": (25, ["degree", "certificate"]),
    }
    for field, (first, codes) in lists.items():
        sums |= {str(first + place): p[field].eq(code) for place, code in enumerate(codes)}
    return {number: int(pd.Series(marks).sum()) for number, marks in sums.items()}


def _numbers(filled: FormTable, counts: Any) -> dict[str, int]:
    return {column.number: counts[column.key] for column in filled.form.columns if column.counts is not None}


def _bm02(c: Connection, selection: Selection) -> FormTable:
    filled = fill(c, PROVINCE, "bm02", selection, EVERYBODY)
    assert isinstance(filled, FormTable)
    return filled


def test_bm02_of_a_province(connection: Connection) -> None:
    """Before the retirement ages rose, on the way, and without districts."""
    for as_of in (DATES[0], END_2023, DATES[-1]):
        _compare(connection, as_of)


def _compare(connection: Connection, as_of: date) -> None:
    filled, people = _bm02(connection, Selection(as_of)), _export(connection, as_of)
    assert _numbers(filled, filled.total) == _oracle(people)
    for row in filled.rows:
        own = people[people["district_code" if row.level == "district" else "unit_code"] == row.code]
        if row.counts is None:
            assert own.empty
        else:
            assert _numbers(filled, row.counts) == _oracle(own)
    has_districts = as_of < date(2025, 7, 1)
    assert {row.level for row in filled.rows} == ({"district", "unit"} if has_districts else {"unit"})
    assert all((row.parent is None) == (row.level == "district" or not has_districts) for row in filled.rows)
    assert [row.code for row in filled.rows if row.level == "unit"] == [u.code for u in _places(connection, as_of)]


def _places(c: Connection, as_of: date) -> list[queries.UnitRow]:
    return sorted(queries.units(c, as_of, PROVINCE), key=lambda row: (row.district_code or "", row.code))


def test_a_column_of_one_code_is_a_cell_of_the_cube(connection: Connection) -> None:
    """A form, the charts and `stats` count alike: in each unit, in each district and in the whole."""
    source, form = StatisticsSource.of_connection(connection, PROVINCE), forms.form_on("bm02", END_2023)
    assert form is not None
    rules = {key: rule[0][0] for key, rule in form.rules().items() if rule[0] and len(rule) == len(rule[0]) == 1}
    codes = {key: rule for key, rule in rules.items() if rule.field in queries.DIMENSIONS and not rule.is_negated}
    filled = _bm02(connection, Selection(END_2023))
    for field in {rule.field for rule in codes.values()}:
        for row in filled.rows:
            place = Selection.from_query({row.level: row.code}, END_2023)
            _compare_with_cube(source, place, field, codes, row.counts)
        _compare_with_cube(source, Selection(END_2023), field, codes, filled.total)
    assert len(codes) > 30


def _compare_with_cube(
    source: StatisticsSource, place: Selection, field: str, codes: dict[str, forms.Condition], counts: Any
) -> None:
    """Hold the columns of one field against the cube of all but those who are not on the form."""
    cells = source.cube(Question(place, tuple(dict.fromkeys(("category", field))))).counts
    people: Counter[str | None] = Counter()
    for codes_of, number in cells.items():
        people[codes_of[-1]] += number if codes_of[0] in ("cadre", "civil_servant", None) else 0
    for key, rule in codes.items():
        if rule.field == field:
            assert sum(people[code] for code in rule.values) == (counts or {}).get(key, 0), (place, key)


def test_bm02_of_a_district_and_of_a_commune(connection: Connection) -> None:
    people = _export(connection, END_2023)
    district, unit = people[["district_code", "unit_code"]].iloc[0]
    filled = _bm02(connection, Selection(END_2023, district=district))
    assert {row.level for row in filled.rows} == {"unit"}
    assert _numbers(filled, filled.total) == _oracle(people[people.district_code == district])
    alone = _bm02(connection, Selection(END_2023, district=district, unit=unit))
    assert [row.code for row in alone.rows] == [unit]
    assert _numbers(alone, alone.total) == _oracle(people[people.unit_code == unit])
    whoever = _bm02(connection, Selection(END_2023, district, unit, "ward", "cadre"))
    assert whoever.total == alone.total, "a form is about everybody of the place"


def test_the_mistakes_of_other_programs_are_not_made(connection: Connection) -> None:
    """Women retire too, and whoever is past the retirement age is not among those of 51 to 60 as well."""
    overlapping = 0
    for as_of in DATES:
        filled, people = _bm02(connection, Selection(as_of)), _export(connection, as_of)
        counts = _numbers(filled, filled.total)
        over = people[[value is True for value in people["over"]]]
        assert counts["37"] == len(over) > len(over[over.gender != "female"])
        overlapping += int(over["age"].between(51, 60).sum())
        assert sum(counts[n] for n in ("31", "32", "33", "34", "37")) + filled.total["age_unknown"] == counts["1"]
        assert counts["34"] >= counts["35"] + counts["36"]
        assert counts["30"] == people.state_management.eq("untrained").sum()
    assert overlapping > 0


def test_age_is_counted_at_the_rosters_date(world: World) -> None:
    """On 30/06/2023 somebody born on 31/12/1992 is 30: not 31, as the years' difference says, nor as old as today."""
    summer = date(2023, 6, 30)
    with database.writing(world.url) as opened:
        opened.execute(update(Staff).values(birth_date="1992-12-31", birth_number=19921231))
        opened.execute(update(Roster).where(Roster.as_of == END_2023).values(as_of=summer))
    with database.reading(world.url) as opened:
        filled = _bm02(opened, Selection(summer))
    counts = _numbers(filled, filled.total)
    assert counts["31"] == counts["1"] > 0
    assert counts["32"] == 0


def test_the_danang_form_of_people(connection: Connection) -> None:
    filled = fill(connection, PROVINCE, "danang", Selection(END_2023), EVERYBODY)
    people = _export(connection, END_2023)
    assert isinstance(filled, FormList)
    place = {column.number: at for at, column in enumerate(filled.form.columns)}
    rows = [row for group in filled.groups for row in group.rows]
    assert len(rows) == len(people) == filled.total[forms.PEOPLE]
    age = people["age"].astype(float)
    expected = {
        "40": age.between(51, 60),
        "41": age.between(51, 55) & people.gender.eq("female"),
        "43": age.gt(60),
        "25": people.state_management.eq("untrained"),
        "27": people.state_management.isin(["principal", "senior"]),
        "20": people.education.isin(["masters", "doctorate"]),
        "5": people.party_member.eq("yes"),
        "35": people.english.eq("degree") | people.other_language.eq("degree"),
        "32": (people.english.eq("certificate") | people.other_language.eq("certificate"))
        & ~(people.english.eq("degree") | people.other_language.eq("degree")),
        "30": people.it.eq("degree") & people.it_detail.eq("college"),
    }
    for number, marks in expected.items():
        assert sum(row[place[number]] or 0 for row in rows) == marks.sum() > 0, number  # type: ignore[misc]
    assert {row[place[number]] for row in rows for number in ("4", "8", "33", "36", "44", "48")} == {None}
    for column, gender in (("2", "male"), ("3", "female")):
        written = sorted(row[place[column]] for row in rows if row[place[column]])  # type: ignore[type-var]
        assert written == sorted(people[people.gender == gender]["birth_date"].dropna())
    for group in filled.groups:
        assert [row[0] for row in group.rows] == list(range(1, len(group.rows) + 1))
    assert len({group.headings for group in filled.groups}) == len(filled.groups)
    posts = [group.headings[1] for group in filled.groups if group.headings[0] == filled.groups[0].headings[0]]
    ranked = ["Bí thư Đảng ủy, Chủ tịch HĐND", "Chủ tịch UBND", "Tài chính - kế toán", "Không khai chức vụ, chức danh"]
    assert posts == [post for post in ranked if post in posts]


def test_the_roster_form_names_everybody_once(connection: Connection) -> None:
    filled = fill(connection, PROVINCE, "bm04", Selection(END_2023), EVERYBODY)
    people = _export(connection, END_2023)
    assert isinstance(filled, FormList)
    (group,) = filled.groups
    assert [row[1] for row in group.rows] == list(people["full_name"])
    assert [row[0] for row in group.rows] == list(range(1, len(people) + 1))
    wide = [
        f"{u}, {vietnamese.in_sentence(d)}" for u, d in zip(people["unit_name"], people["district_name"], strict=True)
    ]
    assert [row[5] for row in group.rows] == wide
    district = people["district_code"].iloc[0]
    narrow = fill(connection, PROVINCE, "bm04", Selection(END_2023, district=district), EVERYBODY)
    assert isinstance(narrow, FormList)
    assert {row[5] for row in narrow.groups[0].rows} == set(people[people.district_code == district]["unit_name"])


def test_what_is_not_declared_is_said(connection: Connection) -> None:
    filled, people = _bm02(connection, Selection(END_2023)), _export(connection, END_2023)
    sentences = " ".join(remarks(filled))
    for word, field in [("giới tính", "gender"), ("học vấn phổ thông", "schooling"), ("tin học", "it")]:
        assert f"{word} {vietnamese.number(int(people[field].isna().sum()))} người" in sentences
    assert "Chưa có danh sách của" in sentences
    assert all(check.left == check.right for check in filled.checks if check.identity.is_equal)


def test_nothing_is_said_where_nothing_is_missing(sqlite_world: World) -> None:
    complete(sqlite_world.url, END_2023)
    with database.writing(sqlite_world.url) as opened:
        opened.execute(update(Staff).values(**_COMPLETE))
    with database.reading(sqlite_world.url) as opened:
        filled = _bm02(opened, Selection(END_2023))
    assert remarks(filled) == ()
    assert all(row.counts is not None for row in filled.rows)


_COMPLETE = {
    "gender": "female", "category": "cadre", "party_member": "yes", "ethnicity": "Kinh", "religion": "Không",
    "education": "bachelors", "schooling": "upper_secondary", "political_theory": "advanced", "it": "certificate",
    "english": "certificate", "other_language": "certificate", "ethnic_language": "no",
    "state_management": "specialist", "birth_date": "1980-02-03", "birth_number": 19800203,
}  # fmt: skip


def test_pages_get_the_same_forms(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", world.url)
    with database.reading(world.url) as opened:
        source = StatisticsSource.of_connection(opened, PROVINCE)
        for form in forms.all_forms():
            if Tier.COMMUNE not in form.tiers:
                continue  # the tests' people work in communes
            asked = (form.name, Selection(END_2023), EVERYBODY)
            assert cached.source().form(*asked) == source.form(*asked)


# Refusals


def test_units_without_a_roster_stay_blank(sqlite_world: World) -> None:
    withdraw(sqlite_world.url, END_2023, keep=3)
    with database.reading(sqlite_world.url) as opened:
        filled = _bm02(opened, Selection(END_2023))
        with pytest.raises(FormError, match="chưa có danh sách"):
            fill(opened, PROVINCE, "bm02", Selection(END_2023, district="264"), EVERYBODY)
    assert sum(row.counts is not None for row in filled.rows if row.level == "unit") == 3
    assert len(filled.missing) == len([row for row in filled.rows if row.level == "unit"]) - 3


def test_a_date_before_the_form_is_refused(sqlite_world: World) -> None:
    with database.reading(sqlite_world.url) as opened, pytest.raises(FormError, match="không áp dụng"):
        fill(opened, PROVINCE, "bm02", Selection(date(2011, 12, 31)), EVERYBODY)


_PLACES = [FormPlace("1", "Xã Một", "9", "Huyện Chín", True), FormPlace("2", "Xã Hai", "9", "Huyện Chín", True)]


def _filled(first: dict[str, int], second: dict[str, int], whole: dict[str, int]) -> FormTable:
    """A small form: two communes in one district; what is not said is one man of 45 for each person."""
    form = forms.form_on("bm02", END_2023)
    assert form is not None
    full = [_counts(form, counts) for counts in (first, second, whole)]
    return form_table(
        form,
        END_2023,
        scope="province",
        places=_PLACES,
        by_unit={"1": full[0], "2": full[1]},
        by_district={"9": full[2]},
        whole=full[2],
    )


def _counts(form: forms.Form, numbers: dict[str, int]) -> dict[str, int]:
    everybody = {
        "people",
        "total",
        "cadre",
        "education_bachelors",
        "schooling_primary",
        "political_bachelors",
        "it_degree",
        "english_degree",
        "other_language_degree",
        "management_specialist",
        "age_from_41_to_50",
    }
    people = numbers["people"]
    return {key: people if key in everybody else 0 for key in form.rules()} | numbers


def test_a_form_that_adds_up_is_given_out() -> None:
    filled = _filled({"people": 2}, {"people": 3}, {"people": 5})
    assert [(row.level, row.name) for row in filled.rows] == [
        ("district", "Huyện Chín"),
        ("unit", "Xã Một"),
        ("unit", "Xã Hai"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "whole", "words"),
    [
        ({}, {}, {"people": 6}, "cộng các đơn vị được 5, đếm chung được 6"),
        ({"civil_servant": 1}, {}, {"civil_servant": 1}, r"Xã Một: \(6\) \+ \(7\)"),
        ({"over_retirement": 1}, {}, {"over_retirement": 1}, r"Xã Một: \(31\)"),
        ({"women_from_51_to_55": 1}, {}, {"women_from_51_to_55": 1}, r"\(35\) \+ \(36\) ≤ \(34\)"),
        ({"minority": 3}, {}, {"minority": 3}, r"\(4\) nhiều hơn số người"),
    ],
)
def test_a_form_that_does_not_add_up_is_refused(
    first: dict[str, int], second: dict[str, int], whole: dict[str, int], words: str
) -> None:
    with pytest.raises(FormError, match=words) as refused:
        _filled({"people": 2} | first, {"people": 3} | second, {"people": 5} | whole)
    assert str(refused.value).startswith("Không xuất được biểu BM02/BNV vì")


def test_somebody_of_an_unknown_unit_is_not_lost() -> None:
    form = forms.form_on("bm02", END_2023)
    assert form is not None
    with pytest.raises(FormError, match="77777"):
        form_table(
            form,
            END_2023,
            scope="province",
            places=_PLACES,
            by_unit={"77777": _counts(form, {"people": 1})},
            by_district={},
            whole={},
        )
