"""Phrases against the rules of BM02/BNV, written by hand for each column, and cases of printed tables."""

import pytest

from reference import forms, phrases
from reference.forms import Condition
from reference.forms.definitions import Form

_LAW = {"retirement", "party_probation"}
"""What a form's rule adds by law to what its heading says."""
_BM02 = next(form for form in forms.all_forms() if form.name == "bm02")


def _plain(conditions: tuple[Condition, ...]) -> set[tuple[object, ...]]:
    plain = [c for c in conditions if c.field not in _LAW]
    return {(c.field, frozenset(c.values), c.is_negated, c.first, c.last) for c in plain}


def _counted(form: Form) -> list[tuple[tuple[str, ...], tuple[Condition, ...]]]:
    return [(column.header, column.counts[0]) for column in form.columns if column.counts and len(column.counts) == 1]


@pytest.mark.parametrize(("header", "conditions"), _counted(_BM02), ids=lambda value: str(value)[:60])
def test_a_heading_of_the_form_says_what_its_rule_counts(
    header: tuple[str, ...], conditions: tuple[Condition, ...]
) -> None:
    phrase = phrases.read(header)
    assert not phrase.unknown
    wanted = _plain(conditions)
    if header[-1] == "Chuyên viên chính & TĐ":  # the form's last level takes the higher one in
        wanted = {("state_management", frozenset({"principal"}), False, None, None)}
    if header[1:] == ("Từ 51 đến 60", "Tổng số"):  # open at the top: who is older and not retired yet
        wanted = {("age", frozenset(), False, 51, 60)}
    if conditions == tuple(c for c in conditions if c.field == "retirement"):
        wanted = set()
    assert _plain(phrase.conditions) == wanted


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        (["Đại học, nữ"], "gender=female & education=bachelors"),
        (["Đại học trở lên"], "education=doctorate|masters|bachelors"),
        (["ĐH+"], "education=doctorate|masters|bachelors"),
        (["TC+"], "education=doctorate|masters|bachelors|college|intermediate"),
        (["Tin học", "TC"], "it_detail=intermediate"),
        (["Tin học", "Không khai"], "it=?"),
        (["Chính trị", "Trung cấp"], "political_theory=intermediate"),
        (["Ngạch", "Chuyên viên chính & TĐ"], "rank=principal"),
        (["Quản lý nhà nước", "CVC"], "state_management=principal"),
        (["Thạc sĩ, tiến sĩ"], "education=doctorate|masters"),
        (["Chứng chỉ tiếng dân tộc"], "ethnic_language=yes"),
        (["Tôn giáo"], "religion!=Không"),
        (["SC/chưa"], "education=elementary|untrained"),
        (["Số lượng cán bộ cấp xã tính đến ngày 31/12/2023"], "category=cadre"),
        (["công chức nữ trình độ thạc sĩ"], "category=civil_servant & gender=female & education=masters"),
        (["Công chức", "Ban CHQS"], "category=civil_servant & department=Ban Chỉ huy quân sự"),
        (["Ban Chỉ huy Quân sự, nữ"], "department=Ban Chỉ huy quân sự & gender=female"),
        (["Công chức (không kể Ban CHQS)"], "category=civil_servant & department!=Ban Chỉ huy quân sự"),
        (["Tổng số", "Không tính Ban Chỉ huy Quân sự"], "department!=Ban Chỉ huy quân sự"),
        (
            ["Công chức trừ BCH Quân sự xã, nữ"],
            "category=civil_servant & department!=Ban Chỉ huy quân sự & gender=female",
        ),
        (
            ["Cán bộ, công chức (chưa kể người hoạt động không chuyên trách, Ban CHQS)"],
            "category=cadre|civil_servant & category!=part_time & department!=Ban Chỉ huy quân sự",
        ),
        (["Văn phòng HĐND & UBND"], "department=Văn phòng HĐND và UBND"),
        (["Chỉ huy trưởng Ban CHQS"], "position=Chỉ huy trưởng Ban CHQS"),
        (["Chủ tịch UBMTTQ"], "position=Chủ tịch Ủy ban MTTQ Việt Nam"),
        (["PCT Ủy ban nhân dân xã"], "position=Phó Chủ tịch UBND"),
        (["CHT BCHQS"], "position=Chỉ huy trưởng Ban CHQS"),
        (["Tin học: chứng chỉ trở lên"], "it=degree|certificate"),
        (["LLCT: Trung cấp trở lên, nữ"], "political_theory=bachelors|advanced|intermediate & gender=female"),
        (["Trình độ LLCT từ trung cấp trở lên"], "political_theory=bachelors|advanced|intermediate"),
        (["Từ trung cấp trở lên về lý luận chính trị"], "political_theory=bachelors|advanced|intermediate"),
        (["Trình độ trung cấp trở lên"], "education=doctorate|masters|bachelors|college|intermediate"),
        (["Tin học", "Từ trung cấp trở lên"], "it=degree"),
        (["LLCT cao cấp, tin học từ trung cấp trở lên"], "political_theory=advanced & it=degree"),
        (["Dưới đại học"], "education=college|intermediate|elementary|untrained"),
        (["LLCT", "Dưới trung cấp"], "political_theory=elementary|untrained"),
        (["Biết tiếng dân tộc thiểu số"], "ethnic_language=yes"),
        (["Dưới 45 tuổi"], "age=..44"),
        (["45 - 55"], "age=45..55"),
        (["> 55"], "age=56.."),
        (["50 tuổi trở lên"], "age=50.."),
    ],
)
def test_phrases_of_printed_tables(path: list[str], rule: str) -> None:
    phrase = phrases.read(path)
    assert phrase.is_understood, phrase
    assert _plain(phrase.conditions) == _plain(forms.parse(rule, {})[0])


def test_what_nobody_knows_is_plain() -> None:
    phrase = phrases.read(["Đại học hệ vũ trụ"])
    assert phrase.unknown == ("hệ", "vũ", "trụ")
    assert not phrase.is_understood


def test_nobody_is_left_out_by_words_that_nobody_knows() -> None:
    for text in ("Tổng số, không kể", "Tổng số (không kể Ban Vũ trụ)", "Đại học, dưới", "Dưới công chức"):
        assert not phrases.read([text]).is_understood


def test_a_title_says_whom_its_table_leaves_out() -> None:
    title = "SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ (không tính Ban CHQS) NĂM 2025"
    assert phrases.exceptions_in(title) == ["không tính ban chqs"]
    assert phrases.exceptions_in("SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ NĂM 2025") == []


def test_a_word_of_several_fields_is_assumed_to_be_of_the_first() -> None:
    assert phrases.read(["Trung cấp"]).assumed == ("trung cấp",)
    assert phrases.read(["Lý luận chính trị", "Trung cấp"]).assumed == ()


def test_everybody() -> None:
    assert phrases.read(["Tổng số"]).is_everybody
    assert not phrases.read(["Trình độ chuyên môn"]).is_understood


def test_a_post_of_several_names_is_all_of_them() -> None:
    """«Địa chính – xây dựng» is one post in communes and another one in wards and townships."""
    (condition,) = phrases.read(("Địa chính - xây dựng",)).conditions
    assert {
        "Địa chính – xây dựng – đô thị và môi trường",
        "Địa chính – nông nghiệp – xây dựng và môi trường",
    } <= set(condition.values)


def test_other_under_english_is_not_both_languages() -> None:
    assert phrases.read(["Ngoại ngữ", "Tiếng Anh", "Khác"]).unknown == ("Khác",)
    assert phrases.read(["Ngoại ngữ", "Khác"]).is_understood


@pytest.mark.parametrize(
    "text", ["Tính đến 31/12/2025", "Đến 31 tháng 12 năm 2025", "2025-12-31", "Từ 10 đến 15 năm", "Dưới 15 tuổi"]
)
def test_what_is_no_age_of_somebody_who_works_is_not_taken_for_one(text: str) -> None:
    assert not any(condition.field == "age" for condition in phrases.read([text]).conditions)
