"""Questions as people put them, each number against an independent count in pandas."""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest

import database
from questions.answering import Answer, answer
from reference import communes_on, vietnamese
from settings import REFERENCE_DIR
from stats.scope import EVERYBODY, NOBODY, Scope
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, World
from tests.questions.conftest import Asker
from tests.stats.staffed import staff
from tests.stats.test_quotas import load

Frame = pd.DataFrame
Mask = Callable[[Frame], "pd.Series[bool]"]
GIA_BINH, QUE_VO, BAC_NINH, TIEN_DU = "Huyện Gia Bình", "Thị xã Quế Võ", "Thành phố Bắc Ninh", "Huyện Tiên Du"


def _all(people: Frame) -> "pd.Series[bool]":
    return people["unit_code"].notna()


def _is(**fields: str | tuple[str, ...]) -> Mask:
    def mask(people: Frame) -> "pd.Series[bool]":
        held = _all(people)
        for name, codes in fields.items():
            held &= people[name].isin([codes] if isinstance(codes, str) else codes)
        return held

    return mask


def _aged(first: int, last: int) -> Mask:
    return lambda people: people["age"].notna() & people["age"].between(first, last)


def _minority(people: Frame) -> "pd.Series[bool]":
    return people["ethnicity"].notna() & (people["ethnicity"] != "Kinh")


def _unknown(people: Frame) -> "pd.Series[bool]":
    return people["education"].isna()


def _holding(post: str) -> Mask:
    return lambda people: people["position"].map(lambda text: text is not None and post in str(text).split("; "))


_UP = ("doctorate", "masters", "bachelors")
QUESTIONS: list[tuple[str, int, str | None, Mask]] = [
    ("bao nhiêu công chức nữ trình độ thạc sĩ ở Gia Bình năm 2023", 2023, GIA_BINH,
     _is(category="civil_servant", gender="female", education="masters")),
    ("bao nhieu cong chuc nu trinh do thac si o gia binh nam 2023", 2023, GIA_BINH,
     _is(category="civil_servant", gender="female", education="masters")),
    ("bao nhiêu người", 2023, None, _all),
    ("Có bao nhiêu người ở huyện Gia Bình?", 2023, GIA_BINH, _all),
    ("số lượng nữ hiện nay", 2023, None, _is(gender="female")),
    ("có bao nhiêu đảng viên ở thành phố Bắc Ninh", 2023, BAC_NINH, _is(party_member="yes")),
    ("bao nhieu dang vien o thanh pho bac ninh", 2023, BAC_NINH, _is(party_member="yes")),
    ("bao nhiêu đảng viên ở Bắc Ninh", 2023, None, _is(party_member="yes")),
    ("tỷ lệ đại học trở lên hiện nay", 2023, None, _is(education=_UP)),
    ("ty le dai hoc tro len", 2023, None, _is(education=_UP)),
    ("bao nhiêu người không chuyên trách ở huyện Tiên Du 31/12/2022", 2022, TIEN_DU, _is(category="part_time")),
    ("bao nhiêu cán bộ năm 2021", 2021, None, _is(category="cadre")),
    ("bao nhiêu viên chức", 2023, None, _is(category="public_employee")),
    ("số người từ 31 đến 40 tuổi ở Quế Võ", 2023, QUE_VO, _aged(31, 40)),
    ("bao nhiêu người dưới 35 tuổi", 2023, None, _aged(0, 34)),
    ("bao nhiêu người trên 50 tuổi năm 2024", 2024, None, _aged(51, 200)),
    ("bao nhiêu nữ có chứng chỉ tin học", 2023, None, _is(gender="female", it="certificate")),
    ("bao nhiêu người có trình độ tin học trung cấp trở lên", 2023, None, _is(it="degree")),
    ("bao nhiêu người dân tộc thiểu số ở Gia Bình", 2023, GIA_BINH, _minority),
    ("có mấy chủ tịch UBND xã", 2023, None, _holding("Chủ tịch UBND")),
    ("bao nhiêu bí thư đảng ủy ở Quế Võ", 2023, QUE_VO, _holding("Bí thư Đảng ủy")),
    ("bao nhiêu người không khai trình độ chuyên môn", 2023, None, _unknown),
    ("bao nhiêu nam trình độ cao đẳng", 2023, None, _is(gender="male", education="college")),
    ("lý luận chính trị cao cấp có bao nhiêu người", 2023, None, _is(political_theory="advanced")),
    ("bao nhiêu công chức lý luận chính trị trung cấp tính đến ngày 31/12/2024", 2024, None,
     _is(category="civil_servant", political_theory="intermediate")),
    ("bao nhiêu thạc sĩ ở thị xã Quế Võ", 2023, QUE_VO, _is(education="masters")),
    ("bao nhiêu nữ đảng viên trình độ đại học", 2023, None,
     _is(gender="female", party_member="yes", education="bachelors")),
    ("những ai là chủ tịch UBND ở Gia Bình", 2023, GIA_BINH, _holding("Chủ tịch UBND")),
    ("liệt kê công chức nữ ở Tiên Du", 2023, TIEN_DU, _is(category="civil_servant", gender="female")),
    ("bao nhiêu người sau đại học", 2023, None, _is(education=("doctorate", "masters"))),
    ("tổng số cán bộ, công chức toàn tỉnh", 2023, None, _is(category=("cadre", "civil_servant"))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "year", "district", "mask"), QUESTIONS, ids=[row[0] for row in QUESTIONS])
def test_a_question_is_counted_as_pandas_counts_it(
    world: World, ask: Asker, text: str, year: int, district: str | None, mask: Mask
) -> None:
    people = world.on(date(year, 12, 31))
    if district:
        people = people[people["district_name"] == district]
    given = ask(text)
    assert given.count == int(mask(people).sum()), (given.lead, given.meaning)
    assert f"31/12/{year}" in given.meaning


def test_who_has_not_sent(world: World, ask: Asker) -> None:
    register = communes_on(END_2023, PROVINCE)
    sent = set(world.on(END_2023)["unit_code"])
    given = ask("xã nào chưa gửi")
    assert given.count == len(register) - len(sent)
    assert len(given.rows) == given.count
    district = next(unit for unit in register if unit.code in sent).parent_code
    own = [unit for unit in register if unit.parent_code == district]
    assert ask("xa nao da gui").count == len(sent)
    place = world.on(END_2023).set_index("district_code")["district_name"].to_dict()[district]
    assert ask(f"đơn vị nào ở {place} chưa gửi").count == sum(unit.code not in sent for unit in own)


@pytest.mark.parametrize("year", [2023, 2027, 2034, 2037, 2040, 2042])
def test_who_retires(world: World, ask: Asker, year: int) -> None:
    people = world.on(END_2023)
    # Nghị định 135/2020: men reach 60 and 3 months in 2021, 3 more each year to 62; women 55 and 4, 4 more to 60.
    expected = 0
    for birth, gender in zip(people["birth_date"], people["gender"], strict=True):
        if birth is None or gender is None:
            continue
        born = int(birth[:4]) * 12 + (int(birth[5:7]) if len(birth) > 4 else 1) - 1
        first, step, last = (60 * 12, 3, 62 * 12) if gender == "male" else (55 * 12, 4, 60 * 12)
        reached = next(
            month
            for month in range(born + first, born + last + 1)
            if month - born >= min(first + step * max(0, month // 12 - 2020), last)
        )
        expected += reached // 12 == year
    given = ask(f"ai nghỉ hưu năm {year}")
    assert given.count == expected
    assert len(given.rows) == expected


def test_names_are_for_whoever_may_see_them(world: World, ask: Asker) -> None:
    seen, hidden = ask("những ai là chủ tịch UBND"), ask("những ai là chủ tịch UBND", NOBODY)
    assert seen.count == hidden.count == len(seen.rows)
    assert hidden.rows == ()
    assert "xem được tên 0 người" in hidden.lead


def test_the_most_and_the_least(world: World, ask: Asker) -> None:
    people = world.on(END_2023)
    masters = people[people["education"] == "masters"].groupby("unit_name").size()
    given = ask("xã nào có nhiều thạc sĩ nhất")
    assert given.count == int(masters.max())
    members = people[people["party_member"] == "yes"].groupby("district_name").size()
    assert ask("huyện nào ít đảng viên nhất").count == int(
        members.reindex(sorted(set(people["district_name"])), fill_value=0).min()
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("bao nhiêu phi công ở Lương Tài", ["Chưa hiểu", "«phi»", "«công»"]),
        ("bao nhiêu người năm 2019", ["Không có số liệu tính đến 31/12/2019", "31/12/2023"]),
        ("bao nhiêu người ở Ninh Xá", ["Có 2 phường Ninh Xá", "thị xã Thuận Thành", "hãy ghi thêm huyện"]),
    ],
)
def test_what_is_not_understood_is_said_and_not_counted(ask: Asker, text: str, words: list[str]) -> None:
    given = ask(text)
    assert given.count is None
    assert not given.rows
    assert all(word in given.lead for word in words), given.lead


def test_a_name_of_two_places_is_the_larger_and_says_so(ask: Asker) -> None:
    given = ask("bao nhiêu người ở Gia Bình")
    assert "huyện Gia Bình" in given.meaning
    assert any("Thị trấn Gia Bình" in note for note in given.notes)


def test_on_the_territory_of_today_a_commune_is_the_sum_of_what_went_into_it(sqlite_url: str) -> None:
    """Phường Từ Sơn of today is four wards, by the register's own file."""
    steps = pd.read_csv(REFERENCE_DIR / "unit_successions.csv", dtype=str)
    wards = list(steps[(steps["new_name"] == "Phường Từ Sơn") & (steps["on"] == "2025-07-01")]["old_code"])
    assert len(wards) == 4
    sizes = dict(zip(wards, (20, 21, 22, 23), strict=True)) | {"09163": 9}
    staff(sqlite_url, PROVINCE, END_2023, {code: [(n, None, None, "cadre")] for code, n in sizes.items()})
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        today = Selection(END_2023, territory=View.TODAY)
        given = answer("bao nhiêu cán bộ ở phường Từ Sơn", source, today, EVERYBODY)
        assert (given.count, "theo địa giới hiện nay" in given.meaning) == (86, True)
        assert answer("bao nhiêu cán bộ toàn tỉnh", source, today, EVERYBODY).count == 95
        assert "như đã báo cáo" in answer("ai là cán bộ ở phường Từ Sơn", source, today, EVERYBODY).lead.casefold()


# What is kept back


def _of(world: World, **fields: str) -> Frame:
    people = world.on(END_2023)
    for name, code in fields.items():
        people = people[people[name] == code]
    return people


def test_a_small_count_of_a_religion_or_an_ethnic_group_is_kept_back_and_a_great_one_is_not(
    world: World, ask: Asker
) -> None:
    great = ask("bao nhiêu người dân tộc Kinh")
    assert great.count == len(_of(world, ethnicity="Kinh"))
    hidden = 0
    names = {row.code: row.name for row in communes_on(END_2023, PROVINCE)}
    for unit in sorted(set(world.on(END_2023)["unit_code"])):
        exact = len(_of(world, religion="Công giáo", unit_code=unit))
        given = ask(f"bao nhiêu người có đạo ở {names[unit]}")
        if 0 < exact < 5 and not given.understood.alike:
            assert str(given.count) == "[c]", (unit, given.lead)
            assert given.lead.startswith("[c] người")
            hidden += 1
    assert hidden > 3


def test_part_of_a_group_that_is_shown_as_one_is_not_counted(world: World, ask: Asker) -> None:
    """Pages show the minorities together: no number of one of them is known there, and none may be made up."""
    for text, group in (
        ("bao nhiêu người dân tộc Tày", "dân tộc thiểu số"),
        ("tỷ lệ người Tày và Sán Dìu", "dân tộc thiểu số"),
        ("bao nhiêu người không phải dân tộc Tày", "dân tộc thiểu số"),
        ("xã nào có nhiều người Sán Dìu nhất", "dân tộc thiểu số"),
        ("bao nhiêu người Công giáo", "có tôn giáo"),
    ):
        given = ask(text)
        assert (given.count, given.rows) == (None, ()), text
        assert f"Hãy hỏi «{group}»" in given.lead
    assert ask("bao nhiêu người dân tộc thiểu số").count == int(_minority(world.on(END_2023)).sum())
    named = ask("ai là người dân tộc Tày")
    assert named.count == len(named.rows) == len(_of(world, ethnicity="Tày"))


def test_places_with_a_kept_count_are_not_ranked(ask: Asker) -> None:
    ranked = ask("xã nào có nhiều người có đạo nhất")
    assert "giữ kín" in ranked.lead
    numbers = [number for _, number in ranked.rows]
    assert set(numbers[-numbers.count("[c]") :]) == {"[c]"}
    assert "Nhiều nhất" not in ranked.lead


def test_a_cross_of_a_religion_with_another_field_is_not_counted(ask: Asker) -> None:
    for question in ("bao nhiêu nữ Công giáo", "bao nhiêu người Công giáo trình độ thạc sĩ"):
        given = ask(question)
        assert (given.count, given.is_answered) == (None, False), given.lead
        assert "LƯU HÀNH NỘI BỘ" in given.lead


def test_who_has_a_religion_is_answered_by_names_alone(world: World, ask: Asker) -> None:
    assert not ask("ai là người Công giáo", people=NOBODY).is_answered
    unit = sorted(set(world.on(END_2023)["unit_code"]))[0]
    given = ask("ai là người Công giáo", people=Scope(frozenset({unit})))
    assert given.count == len(given.rows) == len(_of(world, religion="Công giáo", unit_code=unit))


NOT_UNDERSTOOD = {
    "bao nhiêu người không có trình độ đại học": "không … trình độ chuyên môn",
    "bao nhiêu người có trình độ đại học chưa qua đào tạo lý luận chính trị": "chưa … trình độ chuyên môn",
    "bao nhiêu người ở Gia Bình và Tiên Du": "Huyện Gia Bình và Huyện Tiên Du",
    "bao nhiêu người có thâm niên từ 7 năm trở lên": "thâm niên 7 năm",
    "bao nhiêu người có ngoại ngữ": "ngoại ngữ khác",
    "số công chức tuyển dụng năm 2019": "tuyển",
}
"""Questions of which a word would change the meaning -> what is said not to be understood."""


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_no_word_that_changes_the_meaning_is_dropped(ask: Asker, text: str) -> None:
    given = ask(text)
    assert given.count is None
    assert f"«{NOT_UNDERSTOOD[text]}»" in given.lead


def test_a_field_alone_asks_for_whoever_has_any_of_it(world: World, ask: Asker) -> None:
    people = world.on(END_2023)
    expected = int(people["it"].isin(["degree", "certificate"]).sum())
    assert ask("bao nhiêu người có trình độ tin học").count == expected


def test_either_gender_the_wards_and_the_inner_of_two_places(world: World, ask: Asker) -> None:
    people = world.on(END_2023)
    known = people["gender"].isin(["male", "female"]) & (people["education"] == "masters")
    assert ask("bao nhiêu thạc sĩ nam hoặc nữ").count == int(known.sum())
    wards = (people["unit_type"] == "ward") & (people["category"] == "cadre")
    assert ask("bao nhiêu cán bộ ở các phường").count == int(wards.sum())
    district = people[people["district_name"] == GIA_BINH]
    name = str(district["unit_name"].iloc[0])
    assert ask(f"bao nhiêu người ở {name} huyện Gia Bình").count == int((district["unit_name"] == name).sum())


def test_a_share_is_of_the_kind_of_people_in_question(world: World, ask: Asker) -> None:
    people = world.on(END_2023)
    cadres = people[people["category"] == "cadre"]
    women = int((cadres["gender"] == "female").sum())
    assert f"{women} người" in ask("tỷ lệ nữ trong cán bộ").lead
    assert f"trong {len(cadres)} người (cán bộ/công chức: Cán bộ)" in ask("tỷ lệ nữ trong cán bộ").lead


def test_districts_are_ranked_by_share_and_units_without_anybody_are_listed(world: World, ask: Asker) -> None:
    people = world.on(END_2023)
    groups = {name: own for name, own in people.groupby("district_name") if len(own) >= 10}
    shares = {name: (own["gender"] == "female").mean() for name, own in groups.items()}
    best = max(shares.values())
    given = ask("huyện nào có tỷ lệ nữ cao nhất")
    assert given.lead.startswith("Cao nhất: ")
    assert {name for name, share in shares.items() if share == best} <= set(
        given.lead[len("Cao nhất: ") :].split(" (")[0].split(", ")
    )
    without = {name for name, own in people.groupby("unit_code") if not (own["education"] == "doctorate").any()}
    assert ask("xã nào không có tiến sĩ").count == len(without)


def test_what_a_date_does_not_have_is_said(ask: Asker) -> None:
    assert "không có «huyện Gia Bình»" in ask("bao nhiêu người ở huyện Gia Bình năm 2025").lead
    assert "không có cấp huyện" in ask("số người theo huyện năm 2025").lead
    assert "«2022»" in ask("bao nhiêu người năm 2023 và 2022").lead


def test_places_are_listed_and_units_counted(world: World, ask: Asker) -> None:
    people = world.on(END_2023)
    sizes = people.groupby("district_name").size()
    assert {name: int(text) for name, text in ask("số người theo huyện").rows} == sizes.to_dict()
    register = communes_on(END_2023, PROVINCE)
    given = ask("có bao nhiêu phường, thị trấn")
    assert given.count == sum(unit.kind in ("ward", "township") for unit in register)
    assert ask("có bao nhiêu huyện").count == len({unit.parent_code for unit in register})


def test_two_dates_are_held_against_each_other(world: World, ask: Asker) -> None:
    now, before = (int((world.on(date(year, 12, 31))["gender"] == "female").sum()) for year in (2023, 2022))
    for text in ("so sánh số nữ năm 2023 và 2022", "số nữ so với năm trước"):
        given = ask(text)
        if given.is_answered:  # the units with a roster are the same on both dates
            assert [number for _, number in given.rows] == [str(now), str(before)]
        assert given.is_answered or "không so được" in given.lead
    assert "«so với»" in ask("ai là nữ so với năm trước").lead


def test_shares_of_two_dates_are_held_against_each_other(world: World, ask: Asker) -> None:
    days = [world.on(date(year, 12, 31)) for year in (2023, 2022)]
    answered = 0
    for unit, name in days[0].groupby("unit_code")["unit_name"].first().items():
        there = [people[people["unit_code"] == unit] for people in days]
        given = ask(f"tỷ lệ nữ ở {name} năm 2023 so với năm 2022")
        if not given.is_answered:  # another unit has the name, there are few people, or it sent one list
            continue
        now, before = (Decimal(100 * int((people["gender"] == "female").sum())) / len(people) for people in there)
        texts = [f"{part.quantize(Decimal('0.01'), ROUND_HALF_UP)}%".replace(".", ",") for part in (now, before)]
        assert [text.split(" ")[0] for _, text in given.rows] == texts
        change = Decimal(texts[0][:-1].replace(",", ".")) - Decimal(texts[1][:-1].replace(",", "."))
        points = f"{change:+.2f} điểm phần trăm".replace(".", ",").replace("-", "−") if change else "không đổi"
        assert given.lead == f"{texts[0]}; {points} so với ngày 31/12/2022."
        answered += 1
    assert answered > 1
    assert "«so với»" in ask("ai là nữ năm 2023 so với năm 2022").lead


@pytest.mark.parametrize(
    ("text", "year", "other"),
    [
        ("số nữ năm 2022 so với năm 2023", 2022, 2023),
        ("so nu nam 2022 so voi nam 2023", 2022, 2023),
        ("số nữ 31/12/2022 so với năm 2023", 2022, 2023),
        ("so với năm 2022, năm 2023 có bao nhiêu nữ", 2023, 2022),
        ("số nữ so với năm 2022", 2023, 2022),
    ],
)
def test_a_comparison_is_of_the_date_before_against(world: World, ask: Asker, text: str, year: int, other: int) -> None:
    given = ask(text)
    understood = given.understood
    assert (understood.selection.as_of, understood.other_day) == (date(year, 12, 31), date(other, 12, 31))
    if given.is_answered:  # the units with a roster are the same on both dates
        women = {y: int((world.on(date(y, 12, 31))["gender"] == "female").sum()) for y in (year, other)}
        assert (given.count, given.lead) == (
            women[year],
            f"{women[year]} người; {vietnamese.signed(women[year] - women[other])} người so với ngày 31/12/{other}.",
        )


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("có bằng thạc sĩ", _is(education="masters")),
        ("công chưc nử", _is(category="civil_servant", gender="female")),
        ("công chức nử ở huyện Gia Bình", _is(category="civil_servant", gender="female", district_name=GIA_BINH)),
    ],
)
def test_diplomas_and_wrong_tones_are_understood(world: World, ask: Asker, text: str, mask: Mask) -> None:
    assert ask(text).count == int(mask(world.on(END_2023)).sum())


def test_an_abbreviated_age_and_words_that_mean_nothing(ask: Asker) -> None:
    assert ask("dưới 30t").count == ask("dưới 30 tuổi").count
    assert "«bằng»" in ask("có bằng lái xe").lead
    assert "«giỏi»" in ask("bao nhiêu người giỏi").lead  # no «giới»: other letters, not other tones


def test_those_who_do_not_declare_a_field_are_named(world: World, ask: Asker) -> None:
    people = world.on(END_2023)
    assert (
        f"{int(people['it'].isna().sum())} người không khai tin học nên chưa rõ."
        in ask("bao nhiêu người chưa có chứng chỉ tin học").notes
    )
    expected = int((people["party_member"].notna() & (people["party_member"] != "yes")).sum())
    assert ask("bao nhiêu người không phải đảng viên").count == expected


def test_a_quota_is_held_against_who_is_there(sqlite_url: str) -> None:
    staff(sqlite_url, PROVINCE, END_2023, {"09163": [(9, None, None, "cadre")], "09175": [(5, None, None, "cadre")]})
    load(sqlite_url, PROVINCE, [["09163", 12], ["09175", 4]], ["Biên chế giao"], END_2023)
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)

        def asked(text: str) -> Answer:
            return answer(text, source, Selection(END_2023), EVERYBODY)

        assert asked("biên chế của phường Vũ Ninh").lead.endswith("giao 12, có mặt 9: thiếu 3.")
        assert asked("đơn vị nào thiếu biên chế").rows == (("Phường Vũ Ninh", "giao 12, có mặt 9: −3"),)
        assert asked("phường nào thiếu biên chế").meaning.startswith("biên chế và người có mặt · loại đơn vị: phường")
        assert asked("nơi nào thừa biên chế").rows == (("Phường Vệ An", "giao 4, có mặt 5: +1"),)
        assert not asked("biên chế công chức của phường Vũ Ninh").is_answered


def test_wards_alone_are_listed_where_wards_are_asked_for(world: World, ask: Asker) -> None:
    people = world.on(END_2023)
    wards = people[people["unit_type"] == "ward"]
    given = ask("phường nào có nữ")
    assert len(given.rows) == wards[wards["gender"] == "female"]["unit_code"].nunique()
    assert "loại đơn vị: phường" in given.meaning


# Tables, ages, movements, parts of a year, years of birth


def _cell(given: Answer, name: str, head: str) -> int:
    """Read a number of a table by its row and its heading."""
    row = next(row for row in given.rows if row[0] == name)
    return int(row[given.rows[0].index(head)].replace(".", ""))


@pytest.mark.parametrize(
    "text",
    [
        "trình độ theo giới tính ở Quế Võ",
        "trinh do theo gioi tinh o que vo",
        "cơ cấu trình độ, theo giới tính ở Quế Võ",
    ],
)
def test_a_cross_of_two_fields_is_counted_as_pandas_counts_it(world: World, ask: Asker, text: str) -> None:
    people = world.on(END_2023)
    people = people[people["district_name"] == QUE_VO]
    given = ask(text)
    assert given.understood.by == ("education", "gender"), given.lead
    assert given.count == len(people)
    for code, label in (("bachelors", "Đại học"), ("masters", "Thạc sĩ")):
        own = people[people["education"] == code]
        assert _cell(given, label, "Nữ") == int((own["gender"] == "female").sum())
        assert _cell(given, label, "Tổng số") == len(own)
    assert _cell(given, "Tổng số", "Nam") == int((people["gender"] == "male").sum())


def test_a_table_of_some_people_and_what_no_table_can_be_made_of(world: World, ask: Asker) -> None:
    cadres = world.on(END_2023).query("category == 'cadre'")
    given = ask("cơ cấu giới tính của cán bộ")
    assert given.count == len(cadres)
    assert _cell(given, "Nữ", given.rows[0][1]) == int((cadres["gender"] == "female").sum())
    assert ask("số người theo trình độ và giới tính").understood.by == ("education", "gender")
    assert not ask("dân tộc theo giới tính").is_answered
    assert "«theo lương»" in ask("số người theo lương").lead
    assert "hãy lọc" in ask("trình độ theo giới tính của người dưới 35 tuổi").lead


def test_a_mean_age_is_of_those_with_a_birth_date(world: World, ask: Asker) -> None:
    women = world.on(END_2023).query("gender == 'female'")
    ages = women["age"].dropna().astype(int)
    given = ask("tuổi trung bình của nữ")
    assert given.count == len(ages)
    mean = f"{ages.mean() + 1e-9:.1f}".replace(".", ",")
    assert given.lead.startswith(f"{mean} tuổi"), given.lead
    assert f"{len(women) - len(ages)} người không khai ngày sinh" in given.lead


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("bao nhiêu người sinh năm 1980", 1980, 1980),
        ("bao nhiêu người sinh từ năm 1980 đến năm 1989", 1980, 1989),
        ("bao nhieu nguoi sinh truoc nam 1975", 0, 1974),
        ("có bao nhiêu người sinh sau 1990 năm 2023", 1991, 9999),
        ("bao nhiêu người sinh từ 1985 trở đi", 1985, 9999),
    ],
)
def test_people_are_counted_by_their_year_of_birth(world: World, ask: Asker, text: str, first: int, last: int) -> None:
    born = world.on(END_2023)["birth_date"].dropna().map(lambda text: int(str(text)[:4]))
    assert ask(text).count == int(born.between(first, last).sum())


def test_a_quarter_is_its_last_date_or_its_months(ask: Asker) -> None:
    assert ask("bao nhiêu người quý IV năm 2023").count == ask("bao nhiêu người năm 2023").count
    assert "30/09/2023" in ask("bao nhiêu người quý III/2023").lead
    assert "«quý 2»" in ask("bao nhiêu người quý 2").lead
    quarters = [ask(f"ai nghỉ hưu quý {number} năm 2023").count or 0 for number in ("I", "2", "III", "4")]
    assert all(quarters[2:])
    for words, own in (
        ("", quarters), ("6 tháng đầu", quarters[:2]), ("sau thang cuoi", quarters[2:]), ("9 tháng đầu", quarters[:3]),
        ("chín tháng cuối", quarters[1:]),
    ):  # fmt: skip
        given = ask(f"ai nghỉ hưu {words} năm 2023")
        assert given.count == sum(own), given.lead


def test_who_left_and_who_joined_in_a_year(world: World, ask: Asker) -> None:
    people = [
        set(zip(own["full_name"], own["birth_date"], strict=True))
        for own in map(world.on, (date(2022, 12, 31), END_2023))
    ]
    given = ask("ai rời đi năm 2023")
    assert given.is_answered, given.lead
    assert "từ 31/12/2022 đến 31/12/2023" in given.lead
    assert len(given.rows) == given.count
    names = {name for name, _ in people[0]}
    assert {name for name, _ in given.rows} <= names
    assert ask("bao nhiêu người mới vào năm 2023").is_answered
    assert ask("bao nhiêu nữ rời đi năm 2023").count < given.count  # type: ignore[operator]
    assert not ask("bao nhiêu người Tày rời đi năm 2023").is_answered
    assert "ngay trước" in ask("ai rời đi quý IV năm 2023").lead
    assert "trước ngày" in ask("ai rời đi năm 2021").lead


def test_places_are_named_as_they_are_typed(world: World, ask: Asker) -> None:
    """Kinds are abbreviated or typed without tones; a place of another kind is none."""
    people = world.on(END_2023)
    for text, name in (
        ("bao nhieu nguoi o huyen gia binh", GIA_BINH),
        ("có mấy người ở TX Quế Võ", QUE_VO),
        ("bao nhiêu người ở H. Gia Bình", GIA_BINH),
        ("bao nhieu nguoi o tp bac ninh", BAC_NINH),
        ("huyen tien du co bao nhieu nguoi", TIEN_DU),
    ):
        given = ask(text)
        assert given.count == int((people["district_name"] == name).sum()), (text, given.lead)
        assert not given.notes, text
    assert not ask("bao nhiêu người ở xã Gia Bình").is_answered
    assert not ask("bao nhiêu người trình độ khác").is_answered
    public = people["category"].isin(["cadre", "civil_servant", "public_employee"])
    assert ask("tổng số CBCCVC toàn tỉnh").count == int(public.sum())
