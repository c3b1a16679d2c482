"""`manage.py stats`: rows, shares and words; the same people counted by pandas."""

import csv
import io
import json
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import select, update

import database
import reference
from access import events
from models import Roster, Staff, Unit
from tests.commands.conftest import Tell
from tests.people import DATES, END_2023, World, choose, fill

AS_OF = ("--as-of", "2023-12-31")


def _json(tell: Tell, *words: str) -> dict[str, Any]:
    status, out, _ = tell("stats", *AS_OF, *words, "--format", "json")
    assert status == 0
    answer: dict[str, Any] = json.loads(out)
    return answer


def _share(count: int, base: int) -> str:
    return str((Decimal(count) / base * 100).quantize(Decimal("0.01"), ROUND_HALF_UP))


def test_one_code_list(world: World, tell: Tell) -> None:
    people = world.on(END_2023)
    sizes = people["education"].value_counts(dropna=False)
    answer = _json(tell, "--by", "education")
    codes: list[str | None] = [value.code for value in reference.code_lists()["education"]]
    expected = [(code, int(sizes.get(code, 0))) for code in codes] + [(None, int(people["education"].isna().sum()))]
    assert answer["rows"] == [
        {"education": code, "count": count, "share": _share(count, len(people))} for code, count in expected
    ]
    head = {name: answer[name] for name in ("as_of", "by", "where", "base", "rounding")}
    assert head == {
        "as_of": "2023-12-31",
        "by": ["education"],
        "where": {},
        "base": len(people),
        "rounding": "half_up",
    }


def test_places_are_told_by_code_and_name(world: World, tell: Tell) -> None:
    people = world.on(END_2023)
    for by, columns in [("district", ["district_code", "district_name"]), ("unit", ["unit_code", "unit_name"])]:
        rows = _json(tell, "--by", by)["rows"]
        sizes = people.groupby(columns).size().reset_index(name="count")
        assert [[row[columns[0]], row[columns[1]], row["count"]] for row in rows] == sizes.to_numpy().tolist()


def test_another_date_stands_beside(world: World, tell: Tell) -> None:
    now, before = world.on(END_2023), world.on(DATES[1])
    answer = _json(tell, "--by", "unit", "--where", "gender=female", "--beside", "2022-12-31")
    sizes, earlier = (each[each["gender"] == "female"]["unit_code"].value_counts() for each in (now, before))
    held = {row["unit_code"]: row for row in answer["rows"] if row["count"] or row["count_beside"]}
    assert held.keys() == set(sizes.index) | set(earlier.index)
    for code, row in held.items():
        counts = (int(sizes.get(code, 0)), int(earlier.get(code, 0)))
        assert (row["count"], row["count_beside"], row["change"]) == (*counts, counts[0] - counts[1])
        assert row["share_beside"] == _share(counts[1], int(earlier.sum()))
        assert row["unit_name"]
    assert answer["beside"]["base"] == int(earlier.sum())
    _, out, _ = tell("stats", *AS_OF, "--by", "education", "--beside", "2022-12-31", "--format", "csv")
    assert out.splitlines()[0] == "education,count,share,count_beside,share_beside,change"
    _, out, _ = tell("stats", *AS_OF, "--by", "education", "--beside", "2022-12-31")
    assert "31/12/2022  Tăng, giảm  Số người" in out
    assert f"Ngày 31/12/2022: {len(before)} người" in out
    assert tell("stats", *AS_OF, "--by", "education", "--beside", "2019-12-31")[0] == 3


def test_a_later_date_beside_is_what_people_grew_to(sqlite_world: World, tell: Tell) -> None:
    words = ("stats", "--as-of", "2022-12-31", "--by", "gender", "--beside", END_2023.isoformat())
    answer = json.loads(tell(*words, "--format", "json")[1])
    earlier, later = (sqlite_world.on(day)["gender"].value_counts() for day in (DATES[1], END_2023))
    changes = {row["gender"]: row["change"] for row in answer["rows"] if row["gender"]}
    assert changes == {code: int(later[code] - earlier[code]) for code in changes}
    assert any(changes.values())
    women = next(line for line in tell(*words)[1].splitlines() if line.startswith("Nữ"))
    assert f"{changes['female']:+d}".replace("-", "−") in women.split()


def test_two_dimensions_share_in_the_group_or_in_the_total(world: World, tell: Tell) -> None:
    people = world.on(END_2023)
    sizes = people.groupby(["district_code", "it"], dropna=False).size().reset_index(name="count")
    groups = people["district_code"].value_counts()
    for option, bases in [((), dict(groups)), (("--share", "total"), dict.fromkeys(groups.index, len(people)))]:
        rows = _json(tell, "--by", "district,it", *option)["rows"]
        cells = {(row["district_code"], row["it"]): (row["count"], row["share"]) for row in rows if row["count"]}
        assert cells == {
            (district, None if pd.isna(it) else it): (count, _share(count, bases[district]))
            for district, it, count in sizes.to_numpy().tolist()
        }


def test_conditions(world: World, tell: Tell) -> None:
    people = world.on(END_2023)
    few = people[(people["category"] == "cadre") & people["it"].isna() & (people["unit_type"] == "ward")]
    answer = _json(tell, "--by", "gender", "--where", "category=cadre", "--where", "it=", "--where", "unit_type=ward")
    assert answer["base"] == len(few) > 0
    assert answer["where"] == {"category": "cadre", "it": None, "unit_type": "ward"}


def test_csv(sqlite_world: World, tell: Tell) -> None:
    _, out, _ = tell("stats", *AS_OF, "--by", "unit,gender", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0]) == ["unit_code", "unit_name", "gender", "count", "share"]
    assert sum(int(row["count"]) for row in rows) == len(sqlite_world.on(END_2023))
    assert {row["gender"] for row in rows} == {"male", "female", ""}


def test_the_table_speaks_vietnamese(sqlite_world: World, tell: Tell) -> None:
    people = sqlite_world.on(END_2023)
    _, out, _ = tell("stats", *AS_OF, "--by", "district,education", "--where", "gender=female")
    women = int((people["gender"] == "female").sum())
    assert "Tên cấp huyện" in out
    assert "Thành phố Bắc Ninh" in out
    assert "Thạc sĩ" in out
    assert "Không khai" in out
    assert f"Tổng số: {women} người, tính đến 31/12/2023" in out
    assert "Chỉ đếm: Giới tính: Nữ" in out
    assert "làm tròn đến hai chữ số" in out
    assert "minh họa" not in out
    assert "None" not in out


def test_the_table_has_no_0_where_a_units_list_does_not_have_the_field(sqlite_world: World, tell: Tell) -> None:
    people = sqlite_world.on(END_2023)
    code, other = (str(each) for each in people["unit_code"].value_counts().index[:2])
    of_unit = select(Roster.id).join(Unit, Roster.unit_id == Unit.id).where(Unit.code == code)
    with database.writing(sqlite_world.url) as connection:
        connection.execute(update(Staff).where(Staff.roster_id.in_(of_unit)).values(education=None))
    lines = tell("stats", *AS_OF, "--by", "unit,education", "--beside", "2022-12-31")[1].splitlines()
    masters = {line.split()[0]: line.split() for line in lines if "Thạc sĩ" in line}
    assert masters[code][-3:] == ["không", "khai", "–"]
    assert masters[other][-1].endswith("%")
    number = int((people["unit_code"] == code).sum())
    assert any(line.startswith(code) and line.split()[-2:] == [str(number), "100,00%"] for line in lines)
    _, out, _ = tell("stats", *AS_OF, "--by", "unit,education", "--format", "csv")
    held = {(row["unit_code"], row["education"]): row["count"] for row in csv.DictReader(io.StringIO(out))}
    assert held[code, "masters"] == "0", "programs read numbers, as the contract says"


def test_the_table_says_when_shares_do_not_add_up(sqlite_world: World, tell: Tell) -> None:
    note = "nên tổng có thể nhỏ hơn 100%."
    assert note in tell("stats", *AS_OF, "--by", "education", "--rounding", "cut")[1]
    assert "tổng có thể" not in tell("stats", *AS_OF, "--by", "education", "--rounding", "largest_remainder")[1].lower()


def test_rounding_is_the_offices_or_the_one_asked_for(sqlite_world: World, tell: Tell) -> None:
    assert _json(tell, "--by", "education", "--rounding", "cut")["rounding"] == "cut"
    choose(sqlite_world.url, "rounding", "largest_remainder")
    answer = _json(tell, "--by", "education")
    assert answer["rounding"] == "largest_remainder"
    assert sum(Decimal(row["share"]) for row in answer["rows"]) == Decimal(100)
    assert _json(tell, "--by", "education", "--rounding", "half_up")["rounding"] == "half_up"


def test_cut_shares_are_never_above_the_rounded_ones(sqlite_world: World, tell: Tell) -> None:
    cut = _json(tell, "--by", "unit,education", "--rounding", "cut")["rows"]
    up = _json(tell, "--by", "unit,education", "--rounding", "half_up")["rows"]
    differences = {Decimal(b["share"]) - Decimal(a["share"]) for a, b in zip(cut, up, strict=True)}
    assert differences == {Decimal(0), Decimal("0.01")}


def test_a_date_without_data_is_refused_with_the_dates_there_are(sqlite_world: World, tell: Tell) -> None:
    status, out, err = tell("stats", "--as-of", "2020-12-31", "--by", "education")
    assert (status, out) == (3, "")
    assert "31/12/2020" in err
    assert "31/12/2025; 31/12/2024; 31/12/2023; 31/12/2022; 31/12/2021" in err


def test_an_empty_database_says_what_to_do(empty_database_url: str, tell: Tell) -> None:
    status, _, err = tell("stats", *AS_OF, "--by", "education", "--database", empty_database_url)
    assert status == 3
    assert "manage.py load" in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--by", "salary"], "không có tiêu thức «salary»"),
        (["--by", "it,it"], "lặp lại"),
        (["--by", "it", "--where", "salary=1"], "không có tiêu thức «salary»"),
        (["--by", "it", "--where", "category"], "TIÊU_THỨC=GIÁ_TRỊ"),
        (["--by", "it", "--where", "education=phd"], "«education» không có giá trị «phd»; các giá trị: doctorate"),
        (["--by", "it", "--where", "unit=99999"], "không có unit «99999»"),
        (["--by", "it", "--where", "district=999"], "không có district «999»"),
        (["--by", "it", "--where", "it=none", "--where", "it=degree"], "chỉ được dùng một lần"),
        (["--by", "it", "--share", "half"], "half"),
        ([], "--by"),
    ],
)
def test_wrong_words(sqlite_world: World, tell: Tell, words: list[str], sentence: str) -> None:
    status, out, err = tell("stats", *AS_OF, *words)
    assert (status, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err


def test_a_value_that_a_mac_writes_in_two_characters_is_the_same(sqlite_world: World, tell: Tell) -> None:
    composed, decomposed = "Ta\u0300y".replace("a\u0300", "à"), "Ta\u0300y"
    assert composed != decomposed
    answer = _json(tell, "--by", "it", "--where", f"ethnicity={decomposed}")
    assert answer["base"] == (sqlite_world.on(END_2023)["ethnicity"] == composed).sum() > 0


def test_demonstration_data_say_so_in_every_format(sqlite_url: str, tell: Tell) -> None:
    fill(sqlite_url, is_demo=True)
    words = ("--as-of", "2021-12-31", "--by", "it", "--database", sqlite_url)
    assert "Số liệu minh họa" in tell("stats", *words)[1]
    assert "Số liệu minh họa" in tell("stats", *words, "--format", "csv")[2]
    assert json.loads(tell("stats", *words, "--format", "json")[1])["demo"] is True


def test_a_text_that_begins_like_a_formula_is_made_harmless_in_csv(sqlite_world: World, tell: Tell) -> None:
    with database.writing(sqlite_world.url) as connection:
        connection.execute(update(Staff).where(Staff.major == "Luật").values(major="=1+1"))
    rows = list(csv.DictReader(io.StringIO(tell("stats", *AS_OF, "--by", "major", "--format", "csv")[1])))
    assert "'=1+1" in {row["major"] for row in rows}
    assert "=1+1" in tell("stats", *AS_OF, "--by", "major", "--format", "json")[1]
    assert all(row["count"].isdigit() for row in rows)


def test_the_list_has_the_row_of_each_person_and_names_only_where_asked(world: World, tell: Tell) -> None:
    people = world.on(END_2023).query("education == 'masters' and gender == 'female'")
    words = ("--list", "--where", "education=masters", "--where", "gender=female")
    status, out, _ = tell("stats", *AS_OF, *words)
    *rows, last = out.splitlines()
    assert status == 0
    assert sorted(rows) == sorted(people["source"])
    assert last == f"{len(people)} người, tính đến 31/12/2023. Chỉ đếm: Trình độ chuyên môn: Thạc sĩ; Giới tính: Nữ"
    with database.reading(world.url) as connection:
        assert events.events(connection, act="people") == []
    named = tell("stats", *AS_OF, *words, "--names")[1].splitlines()
    assert {line.split(" · ")[-1] for line in named[:-1]} == set(people["full_name"])
    with database.reading(world.url) as connection:
        assert len(events.events(connection, act="people")) == 1


def test_without_dimensions_or_list_the_command_says_what_it_needs(world: World, tell: Tell) -> None:
    status, _, err = tell("stats", *AS_OF)
    assert status == 2
    assert "--by" in err


def test_shares_of_columns(world: World, tell: Tell) -> None:
    rows = _json(tell, "--by", "education,gender", "--share", "column")["rows"]
    sizes = world.on(END_2023)["gender"].fillna("").value_counts()
    assert all(row["share"] == _share(row["count"], sizes[row["gender"] or ""]) for row in rows)


def test_a_code_that_was_another_unit_s_is_not_held_against_it(sqlite_world: World, tell: Tell) -> None:
    """09445 is Phường Ninh Xá on both dates: of 2025 it is two units of 2023, one of which had the code."""
    words = ("--as-of", "2025-12-31", "--by", "unit", "--beside", "2023-12-31", "--format", "csv")
    rows = [line.split(",") for line in tell("stats", *words)[1].splitlines() if line.startswith("09445,")]
    now, then = (int((sqlite_world.on(day)["unit_code"] == "09445").sum()) for day in (DATES[-1], END_2023))
    assert [(int(row[2]), int(row[4]), int(row[6])) for row in rows] == [(now, 0, now), (0, then, -then)]
