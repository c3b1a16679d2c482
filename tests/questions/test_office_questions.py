"""Questions of an office's day: an age, two places, from one year to the next, what nobody declares, posts lacking."""

from datetime import date

import pandas as pd
import pytest

import database
from questions.answering import answer
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, World
from tests.questions.conftest import Asker
from tests.stats.staffed import staff
from tests.stats.test_quotas import load

END_2022, END_2024 = date(2022, 12, 31), date(2024, 12, 31)


def _masters(people: pd.DataFrame, district: str) -> int:
    return int(((people["education"] == "masters") & (people["district_name"] == district)).sum())


def test_an_age_is_that_many_completed_years(world: World, ask: Asker) -> None:
    people = world.on(END_2023)
    for age in sorted(set(people["age"].dropna()))[::7]:
        for text in (f"có bao nhiêu người {age} tuổi", f"bao nhieu nguoi {age} tuoi", f"những ai {age}t"):
            assert ask(text).count == int((people["age"] == age).sum()), text
    assert ask("bao nhiêu người 35 tuổi").meaning.startswith("35 tuổi")
    assert "«40»" in ask("bao nhiêu người từ 40 tuổi").lead


@pytest.mark.parametrize("when", ["cuối 2023", "cuối năm 2023", "cuoi nam 2023", "đến hết năm 2023", "cuoi 2023"])
def test_the_end_of_a_year_is_its_last_date(world: World, ask: Asker, when: str) -> None:
    given = ask(f"{when} có bao nhiêu nữ")
    assert given.count == int((world.on(END_2023)["gender"] == "female").sum()), given.lead
    assert ask(f"số nữ {when} so với cuối năm 2022").understood.other_day == END_2022


def test_two_places_are_held_against_each_other(world: World, ask: Asker) -> None:
    people = world.on(END_2023)
    first, second = (_masters(people, name) for name in ("Huyện Gia Bình", "Thị xã Quế Võ"))
    than = "bằng nhau" if first == second else f"{'nhiều' if second > first else 'ít'} hơn {abs(second - first)}"
    for text in ("so sánh số thạc sĩ ở huyện Gia Bình và thị xã Quế Võ", "so sánh thạc sĩ Gia Bình với Quế Võ"):
        given = ask(text)
        assert given.lead == f"Huyện Gia Bình {first} người; Thị xã Quế Võ {second} người, {than}."
        assert [row[0] for row in given.rows] == ["Huyện Gia Bình", "Thị xã Quế Võ"]
        assert "huyện Gia Bình và thị xã Quế Võ" in given.meaning
    assert not ask("so sánh Gia Bình").is_answered
    assert not ask("ai là thạc sĩ, so sánh Gia Bình và Quế Võ").is_answered


@pytest.mark.parametrize(
    "text",
    ["từ 2022 đến 2023 số nữ tăng bao nhiêu", "từ năm 2022 đến năm 2023 số nữ giảm bao nhiêu",
     "tu nam 2022 den nam 2023 so nu tang bao nhieu", "từ 31/12/2022 sang 31/12/2023 số nữ tăng bao nhiêu"],
)  # fmt: skip
def test_from_one_year_to_another_is_the_later_against_the_earlier(ask: Asker, text: str) -> None:
    understood = ask(text).understood
    assert (understood.selection.as_of, understood.other_day) == (END_2023, END_2022)


def test_a_place_without_a_list_does_not_stay_the_same(sqlite_url: str) -> None:
    for day in (END_2023, END_2024):
        staff(sqlite_url, PROVINCE, day, {"09163": [(9, None, None, "cadre")]})
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        given = answer("từ 2023 đến 2024 Đáp Cầu tăng bao nhiêu", source, Selection(END_2024), EVERYBODY)
    assert given.count is None
    assert "Chưa có danh sách" in given.lead


def test_what_nobody_declares_is_of_the_field_that_is_named(world: World, ask: Asker) -> None:
    people = world.on(END_2023)
    assert ask("bao nhiêu người không khai trình độ").count == int(people["education"].isna().sum())
    assert "«không khai»" in ask("bao nhiêu người không khai").lead
    whole = int(people["category"].isin(["cadre", "civil_servant"]).sum())
    assert ask("tổng số cán bộ, công chức cấp xã toàn tỉnh").count == whole


def test_a_number_of_people_is_no_age(ask: Asker) -> None:
    for text in ("bao nhiêu xã có dưới 20 người", "đơn vị nào trên 30 người"):
        assert "người»" in ask(text).lead
        assert not ask(text).is_answered


def test_posts_that_lack_are_summed(sqlite_url: str) -> None:
    staff(sqlite_url, PROVINCE, END_2023, {"09163": [(9, None, None, "cadre")], "09175": [(5, None, None, "cadre")]})
    load(sqlite_url, PROVINCE, [["09163", 12], ["09175", 10]], ["Biên chế giao"], END_2023)
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        given = answer("còn thiếu bao nhiêu biên chế", source, Selection(END_2023), EVERYBODY)
    assert given.lead == "2 đơn vị thiếu so với biên chế giao, cộng lại thiếu 8."


def test_who_needs_training_is_who_was_not_trained(world: World, ask: Asker) -> None:
    people = world.on(END_2023)
    untrained = int((people["state_management"] == "untrained").sum())
    assert ask("bao nhiêu người cần bồi dưỡng quản lý nhà nước").count == untrained
