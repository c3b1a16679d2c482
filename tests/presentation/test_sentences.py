"""Sentences against the article of 31/12/2023, and against the numbers that they are made from."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import database
import reference
from presentation import charts, sentences
from presentation.charts import Caption
from presentation.charts.headings import largest_place
from presentation.sentences.over_time import over_time_sentences
from presentation.sentences.structure import structure_sentences
from reference import vietnamese
from settings import ROOT
from stats.cube import Base, Coverage
from stats.disclosure import WITHHELD
from stats.measures import (
    UNIVERSITY_OR_HIGHER,
    Changes,
    Gap,
    Group,
    GroupedBreakdown,
    Overview,
    breakdown,
    profile,
    protected_breakdown,
    territory,
)
from stats.selection import Selection
from stats.shares import Precision, Rounding
from stats.source import StatisticsSource
from tests.people import PROVINCE, World, complete, fill
from tests.presentation.invented import PUBLISHED, published

DAY = date(2023, 12, 31)
NOW = Selection(DAY)
ARTICLE_EDUCATION = (
    ("tiến sĩ", 2, "0,08"), ("thạc sĩ", 274, "11,58"), ("đại học", 1845, "77,97"), ("cao đẳng", 61, "2,57"),
    ("trung cấp", 184, "7,77"),
)  # fmt: skip


@pytest.fixture
def world(sqlite_url: str) -> World:
    return fill(sqlite_url)


@pytest.fixture
def source(world: World) -> Iterator[StatisticsSource]:
    with database.reading(world.url) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


def test_education_of_the_article_to_the_last_digit() -> None:
    sentence = sentences.levels(published("education", Rounding.CUT))
    parts = [
        f"{name} {count:02d} người chiếm {share}%".replace("1845", "1.845") for name, count, share in ARTICLE_EDUCATION
    ]
    assert sentence == f"Về trình độ chuyên môn: {'; '.join(parts)}."


def test_it_of_the_article_to_the_last_digit() -> None:
    assert sentences.levels(published("it", Rounding.CUT)) == (
        "Về trình độ tin học: trình độ trung cấp trở lên 37 người chiếm 1,56%; có chứng chỉ 2.184 người chiếm 92,3%; "
        "không có trình độ và chứng chỉ 145 người chiếm 6,12%."
    )


def test_rounded_half_up_the_last_digits_differ() -> None:
    sentence = sentences.levels(published("education"))
    assert re.findall(r"chiếm ([\d,]+)%", sentence) == ["0,08", "11,58", "77,98", "2,58", "7,78"]
    assert "2.184 người chiếm 92,31%" in sentences.levels(published("it"))


def test_the_headcount_in_the_article_s_words() -> None:
    kinds = [unit.kind for unit in reference.communes_on(DAY, PROVINCE)]
    districts = [(unit.kind, unit.name) for unit in reference.units_on(DAY) if unit.code in _districts()]
    sentence = sentences.headcount(NOW, "tỉnh Bắc Ninh", territory(kinds, districts), published("category"))
    assert sentence == (
        "Tỉnh Bắc Ninh có 126 đơn vị hành chính cấp xã trong đó có 70 xã, 52 phường và 04 thị trấn, thuộc 08 đơn vị "
        "hành chính cấp huyện, gồm 02 thành phố (Bắc Ninh, Từ Sơn), 02 thị xã (Quế Võ, Thuận Thành) và 04 huyện (Gia "
        "Bình, Lương Tài, Tiên Du, Yên Phong). Số lượng cán bộ cấp xã tính đến ngày 31/12/2023 là 1.263 người, "
        "công chức là 1.103 người; tổng số 2.366 người."
    )


def _districts() -> set[str]:
    return {unit.parent_code or "" for unit in reference.communes_on(DAY, PROVINCE)}


def test_the_headcount_of_one_kind_of_people_and_of_one_unit() -> None:
    wards = territory(["ward"] * 3)
    assert sentences.headcount(NOW, "tỉnh Bắc Ninh", wards, breakdown("category", {"civil_servant": 9})) == (
        "Tỉnh Bắc Ninh có 03 phường. Số lượng công chức cấp xã tính đến ngày 31/12/2023 là 09 người."
    )
    people = breakdown("category", {"cadre": 1, "part_time": 12, None: 2})
    assert sentences.headcount(Selection(DAY, "256", "09163"), "phường Vũ Ninh", wards, people) == (
        "Số lượng cán bộ của phường Vũ Ninh tính đến ngày 31/12/2023 là 01 người, người hoạt động không chuyên trách "
        "là 12 người, 02 người chưa khai là cán bộ hay công chức; tổng số 15 người."
    )
    nobody = sentences.headcount(NOW, "tỉnh Bắc Ninh", wards, breakdown("category", {}))
    assert nobody.endswith("Tính đến ngày 31/12/2023, danh sách không có người nào.")
    silent = sentences.headcount(NOW, "tỉnh Bắc Ninh", wards, breakdown("category", {None: 30}))
    assert silent.endswith(
        "Số lượng người cấp xã tính đến ngày 31/12/2023 là 30 người, 30 người chưa khai là cán bộ hay công chức; "
        "tổng số 30 người."
    )


def test_who_declares_nothing_is_told() -> None:
    it: dict[str | None, int] = {**PUBLISHED["it"], "none": 0, None: 145}
    assert sentences.levels(breakdown("it", it)).endswith("; 145 người chưa khai, chiếm 6,13%.")
    declared = sentences.levels(breakdown("it", it, of=Base.DECLARED))
    assert declared.startswith("Về trình độ tin học (tính trên 2.221 người có khai): ")
    assert declared.endswith("có chứng chỉ 2.184 người chiếm 98,33%; 145 người chưa khai.")
    assert sentences.levels(breakdown("it", {None: 4})) == "Về trình độ tin học: tất cả 04 người chưa khai."


def test_nobody_and_few_people_are_sentences_too() -> None:
    assert sentences.levels(breakdown("education", {})) == "Về trình độ chuyên môn: chưa có số liệu."
    few = sentences.levels(breakdown("education", {"bachelors": 8, "college": 1}))
    assert few == "Về trình độ chuyên môn: đại học 08 người; cao đẳng 01 người."
    minority = breakdown("religion", {"Không": 20})
    men = sentences.levels(breakdown("gender", {"male": 20}))
    assert men == "Về giới tính: nam 20 người chiếm 100,00%; không có nữ."
    assert sentences.composition([(minority, "Không")]).startswith("Trong tổng số 20 người: ")


def test_a_share_under_a_hundredth_is_not_zero() -> None:
    sentence = sentences.levels(breakdown("education", {"doctorate": 1, "bachelors": 39_999}))
    assert sentence == "Về trình độ chuyên môn: tiến sĩ 01 người chiếm dưới 0,01%; đại học 39.999 người chiếm 100,00%."


def test_the_composition() -> None:
    wholes = [
        (breakdown("gender", {"male": 60, "female": 40}), "female"),
        (breakdown("party_member", {"yes": 90, None: 10}), "yes"),
        (breakdown("ethnic_language", {None: 100}), "yes"),
        (breakdown("schooling", {"upper_secondary": 100}), "primary"),
    ]
    assert sentences.composition(wholes) == (
        "Trong tổng số 100 người: nữ 40 người chiếm 40,00%; đảng viên 90 người chiếm 90,00% (10 người chưa khai đảng "
        "viên, chiếm 10,00%); tiểu học 0 người chiếm 0,00%."
    )
    assert sentences.composition(wholes[2:3]) == ""
    declared = breakdown("gender", {"male": 30, "female": 60, None: 10}, of=Base.DECLARED)
    assert sentences.composition([(declared, "female")]) == (
        "Trong tổng số 100 người: nữ 60 người chiếm 66,67% số người có khai (10 người chưa khai giới tính)."
    )


FIELDS = st.sampled_from(["education", "it", "political_theory", "state_management", "age_band", "gender", "english"])


@given(FIELDS, st.lists(st.integers(0, 300), min_size=8, max_size=8), st.sampled_from(Rounding), st.sampled_from(Base))
def test_every_number_of_a_sentence_stands_in_the_table(
    field: str, numbers: list[int], rounding: Rounding, of: Base
) -> None:
    codes = [part.code for part in breakdown(field, {}).parts] + [None]
    counts = dict(zip(codes, numbers, strict=False)) | {None: numbers[-1]}
    whole = breakdown(field, counts, rounding, of)
    sentence = sentences.levels(whole)
    _, _, parts = sentence.partition(": ")
    rows = charts.levels(field, Caption("", "", "", ""), whole).table.rows
    people = [int(n.replace(".", "")) for n in re.findall(r"([\d.]+) người", parts)]
    shares = [float(n.replace(",", ".")) for n in re.findall(r"chiếm ([\d,]+)%", parts)]
    assert sorted(people) == sorted(row[1] for row in rows if row[1] and isinstance(row[1], int))
    assert set(shares) <= {float(share) for _, _, *rest in rows for share in rest if share is not None}
    if whole.undeclared < whole.people:
        parts_with_shares = [part for part in whole.parts if part.count and part.share is not None]
        assert len(shares) == len(parts_with_shares)
    assert sum(people) == whole.people


@given(st.integers(0, 10_000))
def test_the_form_of_a_share_in_running_text(hundredths: int) -> None:
    share = Decimal(hundredths).scaleb(-2)
    text = vietnamese.percent_in_prose(share, is_cut=True)
    assert Decimal(text.rstrip("%").replace(",", ".")) == share
    assert re.fullmatch(r"(0|[1-9]\d*)(,\d?[1-9])?%", text)
    assert vietnamese.percent_in_prose(share) == vietnamese.percent(share)


def test_cut_shares_have_no_zeros_at_their_end_in_documents_alone() -> None:
    of_forty: dict[str | None, int] = {"male": 24, "female": 16}
    assert "nam 24 người chiếm 60%; nữ 16 người chiếm 40%." in sentences.levels(
        breakdown("gender", of_forty, Rounding.CUT)
    )
    assert "chiếm 60,0%" in sentences.levels(breakdown("gender", of_forty, Precision(Rounding.CUT, 1)))


@pytest.mark.parametrize(
    ("change", "words"), [("1.20", "1,2"), ("0.05", "0,05"), ("10.00", "10"), ("100.00", "100"), ("12.34", "12,34")]
)
def test_the_form_of_points_in_running_text(change: str, words: str) -> None:
    assert vietnamese.points_in_prose(Decimal(change), is_cut=True) == f"{words} điểm phần trăm"
    assert vietnamese.points_in_prose(Decimal(change)) == vietnamese.points(Decimal(change)).removeprefix("+")


def _overview(changes: Changes | None, gap: Gap | None = None) -> Overview:
    return Overview(profile({}, {}, {}), changes, Coverage(126, 126), gap)


def test_the_change_on_the_year_before() -> None:
    then = Changes(
        date(2022, 12, 31),
        headcount=12,
        cadres=-3,
        civil_servants=15,
        university_points=Decimal("1.20"),
        it_points=Decimal("-0.05"),
    )
    assert sentences.change(_overview(then), None) == (
        "So với ngày 31/12/2022: tổng số tăng 12 người; cán bộ giảm 03 người; công chức tăng 15 người; tỷ lệ có trình "
        "độ đại học trở lên tăng 1,20 điểm phần trăm; tỷ lệ có trình độ, chứng chỉ tin học giảm 0,05 điểm phần trăm."
    )
    still = Changes(
        date(2022, 12, 31), headcount=0, cadres=0, civil_servants=0, university_points=Decimal("0.00"), it_points=None
    )
    assert sentences.change(_overview(still), "cadre") == (
        "So với ngày 31/12/2022: tổng số không thay đổi; tỷ lệ có trình độ đại học trở lên không thay đổi."
    )
    assert sentences.change(_overview(None), None).startswith("Chưa có số liệu năm trước")
    gap = Gap(DAY, Coverage(1, 126), date(2022, 12, 31), Coverage(126, 126))
    assert sentences.change(_overview(None, gap), None).startswith("Mới có 1/126 đơn vị")


@pytest.mark.parametrize(
    ("coverage", "words"),
    [
        ((123, 126), "Đã có danh sách của 123/126 đơn vị, còn 03 đơn vị chưa gửi danh sách."),
        ((126, 126), "Tất cả 126 đơn vị đã gửi danh sách."),
        ((0, 8), "Cả 08 đơn vị chưa gửi danh sách."),
        ((1, 1), ""),
        ((0, 1), "Đơn vị chưa gửi danh sách."),
        ((0, 0), "Không có đơn vị nào trong phạm vi này."),
    ],
)
def test_the_coverage(coverage: tuple[int, int], words: str) -> None:
    assert sentences.coverage(Coverage(*coverage)) == words


def _grouped(*shares: tuple[str, int, int]) -> GroupedBreakdown:
    groups = tuple(
        Group(name, name, breakdown("education", {"masters": many, "college": base - many}))
        for name, many, base in shares
    )
    return GroupedBreakdown("education", "unit", groups, breakdown("education", {}))


def _extremes(*shares: tuple[str, int, int]) -> str:
    extremes = _grouped(*shares).extremes(UNIVERSITY_OR_HIGHER)
    return sentences.extremes_of_share("có trình độ đại học trở lên", extremes, "toàn tỉnh 89,64%")


def test_the_highest_and_the_lowest() -> None:
    assert _extremes(("Huyện Gia Bình", 8, 10), ("Thành phố Bắc Ninh", 19, 20), ("Xã Nhỏ", 0, 9)) == (
        "Tỷ lệ có trình độ đại học trở lên cao nhất là thành phố Bắc Ninh (95,00%), thấp nhất là huyện Gia Bình "
        "(80,00%); toàn tỉnh 89,64%."
    )
    assert _extremes(("Xã B", 10, 10), ("Xã A", 20, 20), *((f"Xã {n}", 5, 10) for n in range(4))) == (
        "Tỷ lệ có trình độ đại học trở lên cao nhất là xã A và xã B (cùng 100,00%), thấp nhất là 04 đơn vị (cùng "
        "50,00%); toàn tỉnh 89,64%."
    )
    assert _extremes(("Xã B", 10, 10), ("Xã A", 20, 20)) == (
        "Các đơn vị có tỷ lệ có trình độ đại học trở lên bằng nhau (100,00%)."
    )
    assert _extremes(("Xã B", 10, 10), ("Xã A", 9, 9)) == _extremes() == ""
    sizes = _grouped(("Huyện Gia Bình", 8, 10), ("Thành phố Bắc Ninh", 19, 20), ("Xã Nhỏ", 0, 9)).extremes_of_size()
    sentence = "Đông nhất là thành phố Bắc Ninh (20 người), ít nhất là xã Nhỏ (09 người)."
    assert sentences.extremes_of_size(sizes, "district") == sentence


def test_dates_and_structure_of_a_part_say_of_how_many_units_they_are(source: StatisticsSource) -> None:
    dates = str(over_time_sentences(source, NOW)[0])
    assert dates.startswith("Tổng số người qua các ngày: ")
    assert f"({vietnamese.day(DAY)}, mới có 16/126 đơn vị)" in dates
    gender, ages, kinds, *_ = map(str, structure_sentences(source, NOW))
    assert gender.startswith("Về giới tính của 16 đơn vị đã gửi: ")
    assert ages.startswith("Theo độ tuổi của 16 đơn vị đã gửi: ")
    assert " theo giới tính của 16 đơn vị đã gửi: " in kinds


def test_a_sentence_says_that_counts_are_withheld() -> None:
    some: dict[str | None, int] = {"masters": WITHHELD, "bachelors": WITHHELD, "intermediate": 11}
    sentence = str(sentences.levels(protected_breakdown("education", some, 155, Rounding.HALF_UP)))
    assert sentence == ("Về trình độ chuyên môn: trung cấp 11 người chiếm 7,10%; số còn lại không công bố.")
    everything: dict[str | None, int] = {"masters": WITHHELD, "bachelors": WITHHELD}
    sentence = str(sentences.levels(protected_breakdown("education", everything, 155, Rounding.HALF_UP)))
    assert sentence.startswith("Về trình độ chuyên môn: không công bố, vì ")


def test_shares_over_dates_say_who_declares_nothing(world: World, source: StatisticsSource) -> None:
    people = world.on(DAY)
    (party,) = [text for text in map(str, over_time_sentences(source, NOW)) if text.startswith("Tỷ lệ đảng viên")]
    undeclared = int(people["party_member"].isna().sum())
    assert undeclared > 0
    assert party.endswith(f"; {undeclared}/{len(people)} người chưa khai).")


def test_people_in_no_place_are_neither_the_highest_nor_the_lowest() -> None:
    grouped = _grouped(("Xã A", 8, 10), ("Xã B", 9, 10), (vietnamese.NO_UNIT, 0, 10))
    nowhere = tuple(replace(g, code=None) if g.name == vietnamese.NO_UNIT else g for g in grouped.groups)
    extremes = replace(grouped, groups=nowhere).extremes(UNIVERSITY_OR_HIGHER)
    assert extremes
    assert [group.name for group in extremes.lowest] == ["Xã A"]


def test_people_in_no_place_are_not_the_largest_place() -> None:
    grouped = _grouped(("Xã A", 8, 10), ("Xã B", 9, 12), (vietnamese.NO_UNIT, 0, 300))
    nowhere = tuple(replace(g, code=None) if g.name == vietnamese.NO_UNIT else g for g in grouped.groups)
    assert largest_place(replace(grouped, groups=nowhere)) == "Xã B đông nhất trong các nơi đã cộng được: 12 người"


def test_all_sentences_of_a_province(world: World, source: StatisticsSource) -> None:
    paragraphs = sentences.sentences_of(source, NOW)
    people = world.on(DAY)
    assert all(sentence.text.endswith(".") and sentence.text[0].isupper() for sentence in paragraphs)
    assert f"tổng số {len(people)} người" in paragraphs.get("headcount")
    assert "cấp xã của 16 đơn vị đã gửi tính đến ngày" in paragraphs.get("headcount")
    assert paragraphs.get("education").startswith("Về trình độ chuyên môn của 16 đơn vị đã gửi: ")
    of_district = sentences.sentences_of(source, Selection(DAY, district="256"), ["university_by_place"]).text
    assert of_district.startswith("Trong 06 đơn vị đã gửi, ")
    assert of_district.endswith("% (16/126 đơn vị).")
    masters = int((people["education"] == "masters").sum())
    assert f"thạc sĩ {masters:02d} người chiếm " in paragraphs.get("education")
    kinh = int((people["ethnicity"] == "Kinh").sum())
    assert f"dân tộc Kinh {kinh} người chiếm" in paragraphs.get("ethnicity")
    assert f"nữ {int((people['gender'] == 'female').sum())} người" in paragraphs.get("composition")
    assert paragraphs.get("headcount_by_place") == ""
    for name in ("university_by_place", "it_evidence_by_place"):
        assert paragraphs.get(name).startswith("Trong 16 đơn vị đã gửi, tỷ lệ có trình độ")
        assert "cao nhất là " in paragraphs.get(name)
        assert "; tính chung 16 đơn vị ấy " in paragraphs.get(name)
        assert "toàn tỉnh" not in paragraphs.get(name)
    assert set(sentences.CATALOGUE) - {sentence.name for sentence in paragraphs} == {"headcount_by_place", "degrees"}
    assert paragraphs.text.count("\n") == len(paragraphs) - 1


def test_the_place_that_is_largest_is_told_of_complete_dates(world: World, source: StatisticsSource) -> None:
    complete(world.url, DAY)
    text = sentences.sentences_of(source, NOW, ["headcount_by_place"]).text
    sizes = world.on(DAY).groupby("district_name").size()
    assert f"Đông nhất là {vietnamese.in_sentence(str(sizes.idxmax()))} ({sizes.max()} người)" in text
    assert sentences.sentences_of(source, NOW, ["university_by_place"]).text.startswith("Tỷ lệ có trình độ")


def test_only_the_sentences_that_are_asked_for_in_that_order(source: StatisticsSource) -> None:
    paragraphs = sentences.sentences_of(source, Selection(DAY, district="256"), ("it", "headcount"))
    assert [sentence.name for sentence in paragraphs] == ["it", "headcount"]
    assert paragraphs.get("headcount").startswith("Thành phố Bắc Ninh có ")
    with pytest.raises(KeyError):
        sentences.sentences_of(source, NOW, ["weather"])


def test_shares_of_those_who_declare(world: World, source: StatisticsSource) -> None:
    people = world.on(DAY)
    declared, women = int(people["gender"].notna().sum()), int((people["gender"] == "female").sum())
    text = sentences.sentences_of(source, NOW, ["gender"], Base.DECLARED).text
    assert f"(tính trên {declared} người có khai): " in text
    hundredths = (women * 20_000 + declared) // (2 * declared)
    assert f"nữ {women} người chiếm {vietnamese.percent_in_prose(Decimal(hundredths).scaleb(-2))};" in text
    assert text.endswith(f"; {len(people) - declared} người chưa khai.")


def test_where_no_unit_has_sent_the_sentences_say_that_alone(world: World, source: StatisticsSource) -> None:
    sent = set(world.on(DAY)["unit_code"])
    unit = next(unit for unit in reference.communes_on(DAY, PROVINCE) if unit.code not in sent)
    paragraphs = sentences.sentences_of(source, Selection(DAY, unit=unit.code))
    assert [(sentence.name, sentence.text) for sentence in paragraphs] == [("coverage", "Đơn vị chưa gửi danh sách.")]


def test_a_small_commune_and_a_date_without_districts(world: World, source: StatisticsSource) -> None:
    sizes = world.on(DAY).groupby("unit_code").size()
    small = sentences.sentences_of(source, Selection(DAY, unit=str(sizes.idxmin())))
    assert sizes.min() < 10
    assert "%" not in small.text
    assert "cấp huyện" not in sentences.sentences_of(source, Selection(date(2025, 12, 31))).get("headcount")
    missing = 126 - len(sizes)
    assert f"còn {missing} đơn vị chưa gửi danh sách" in sentences.sentences_of(source, NOW, ["coverage"]).text


def test_the_words_are_of_codes_that_exist() -> None:
    codes = {code for values in reference.code_lists().values() for code in [value.code for value in values]}
    codes |= {band.code for band in reference.age_bands()} | {row["group"] for row in reference.rows("level_groups")}
    for row in reference.rows("sentence_words"):
        assert row["field"] in reference.field_labels()
        assert row["code"] in codes | {""}
        assert row["words"]


def test_sentences_compute_no_share() -> None:
    for path in (ROOT / "presentation" / "sentences").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\bDecimal\(|\b\* ?100\b|\bshare\(|quantize", text), path.name
