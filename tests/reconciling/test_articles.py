"""The figures of sentences: the two articles that the program began with, and made-up ones beside them."""

from decimal import Decimal

import pytest

from reconciling import prose, words
from reconciling.agreement import Origin, judge, judge_block
from reconciling.figures import Block, Figure, Share
from reconciling.roundings import Rule
from reference import phrases

BAC_NINH = (
    "Số lượng cán bộ cấp xã tính đến ngày 31/12/2023 là 1.263 người, công chức là 1.103 người. Về trình độ học vấn: "
    "tiến sĩ 02 người chiếm 0,08%; thạc sĩ 274 người chiếm 11,58%; đại học 1845 người chiếm 77,97%; cao đẳng 61 người "
    "chiếm 2,57%; trung cấp 184 người chiếm 7,77%. Về trình độ tin học: trình độ đại học đến trung cấp 37 người chiếm "
    "1,56%; có chứng chỉ 2184 người chiếm 92,3%."
)
HUNG_YEN = (
    "Tỉ lệ cán bộ, công chức có trình độ trên đại học chiếm 31,3%; trình độ đại học chiếm 66,9%... Trước áp lực rút "
    "ngắn thời gian, đến nay 100% số cán bộ đã được cấp máy tính."
)


def test_the_article_of_bac_ninh_is_cut_and_its_base_is_the_sum_of_its_two_counts() -> None:
    published = prose.published_in(BAC_NINH)
    assert [whole.count for whole in published.wholes] == [1263, 1103]
    education, it = judge(published)
    assert (education.base, education.origin, education.rule) == (2366, Origin.WHOLES, Rule.CUT)
    assert education.fitting == {Rule.HALF_UP: 2, Rule.CUT: 5}
    assert (it.base, it.rule, it.agrees) == (2366, Rule.CUT, True)
    assert [figure.label for figure in it.block.parts] == ["trình độ đại học đến trung cấp", "có chứng chỉ"]


def test_the_article_of_hung_yen_gives_shares_without_a_base() -> None:
    (verdict,) = judge(prose.published_in(HUNG_YEN))
    assert [figure.share for figure in verdict.block.parts] == [Share(Decimal("31.3"), 1), Share(Decimal("66.9"), 1)]
    assert (verdict.base, verdict.origin) == (None, Origin.OPEN)


def test_shares_in_brackets_and_behind_commas() -> None:
    (block,) = prose.published_in(
        "Về độ tuổi: dưới 30 tuổi 12 người (10,00%), từ 30 đến 50 tuổi 108 người (90,00%)."
    ).blocks
    assert [(figure.label, figure.count) for figure in block.parts] == [
        ("dưới 30 tuổi", 12),
        ("từ 30 đến 50 tuổi", 108),
    ]


def test_a_text_without_figures_has_none() -> None:
    published = prose.published_in("Chuyển đổi số là quá trình áp dụng công nghệ số. Năm 2023 có nhiều kết quả tốt.")
    assert (published.blocks, published.wholes) == ((), ())


@pytest.mark.parametrize(
    ("base", "shares", "counts"),
    [
        (1483, ["1.01", "22.12", "3.1", "65.81", "3.51", "4.45"], [15, 328, 46, 976, 52, 66]),
        (1330, ["22.18", "5.26", "72.56"], [295, 70, 965]),
    ],
)
def test_shares_alone_give_back_their_counts(base: int, shares: list[str], counts: list[int]) -> None:
    """Lâm Đồng, 9/2021: only shares were printed; brute force over all counts agrees."""
    parts = tuple(Figure((text,), text, share=Share.of(Decimal(text))) for text in shares)
    verdict = judge_block(Block("", parts, Figure(("Tổng số",), "T", base)))
    assert [count for _, count in verdict.recovered] == counts
    for figure, count in verdict.recovered:
        share = figure.share
        assert share
        near = [
            n
            for n in range(base + 1)
            if abs(Decimal(n * 100) / base - share.value) * 2 < Decimal(1).scaleb(-share.decimals)
        ]
        assert near == [count]


def test_a_share_that_no_number_of_people_gives() -> None:
    parts = (Figure(("Nữ",), "A1", share=Share.of(Decimal("33.10"))),)
    verdict = judge_block(Block("", parts, Figure(("Tổng số",), "T", 30), is_partition=False))
    assert verdict.impossible == parts
    assert not verdict.agrees


def test_a_sentence_names_its_whole_and_the_next_is_held_against_it() -> None:
    """The sum includes a level without a share; 930 of 2.366 are 39,31%, though of 2.389 they would be 38,93%."""
    published = prose.published_in(
        "Tính đến ngày 31/12/2023, toàn tỉnh có 2.366 cán bộ, công chức cấp xã, trong đó thạc sĩ 274 người chiếm "
        "11,58%; đại học 1.845 người chiếm 77,97%; cao đẳng 61 người chiếm 2,57%; trung cấp 184 người chiếm 7,77%; "
        "tiến sĩ 02 người. Nữ 930 người chiếm 38,93%."
    )
    levels, women = judge(published)
    assert (levels.base, levels.origin, levels.rule, levels.difference) == (2366, Origin.PRINTED, Rule.CUT, 0)
    assert [f.label for f in levels.block.parts] == ["thạc sĩ", "đại học", "cao đẳng", "trung cấp", "tiến sĩ"]
    assert {f.path[:-1] for f in levels.block.parts} == {("toàn tỉnh", "cán bộ, công chức cấp xã")}
    assert levels.agrees
    assert (women.base, women.origin, women.agrees) == (2366, Origin.USUAL, False)
    assert [figure.label for figure in women.strangers] == ["Nữ"]
    assert (women.candidates.least, women.candidates.most) == (2389, 2389)


def test_parts_are_of_the_whole_and_place_that_their_sentence_names() -> None:
    text = "Đến nay, huyện Gia Bình có 240 công chức, trong đó nữ 100 người (41,67%), nam 140; đại học 200, thạc sĩ 30."
    gender, education = judge(prose.published_in(text))
    assert {figure.path[:-1] for figure in gender.block.parts} == {("huyện Gia Bình", "công chức")}
    assert (gender.difference, education.difference) == (0, -10)


def test_of_wholes_within_one_another_the_one_that_fits_is_taken() -> None:
    text = (
        "Toàn tỉnh có 2.366 người, gồm cán bộ 1.263 người, công chức 1.103 người, trong đó thạc sĩ 274 người chiếm "
        "{share}%."
    )
    for share, base in (("11,58", 2366), ("24,84", 1103)):
        kinds, masters = judge(prose.published_in(text.format(share=share)))
        assert (kinds.base, kinds.difference, masters.base, masters.agrees) == (2366, 0, base, True)


def test_headings_without_about_and_parts_in_the_next_sentence() -> None:
    """The ministry's figures of 31/12/2024 in words; «từng là công chức» are no công chức."""
    published = prose.published_in(
        "Cả nước có 206.707 cán bộ, công chức cấp xã. Trong đó: cán bộ 105.606 người (51,09%), công chức 101.101 người "
        "(48,91%). Nguồn: từng là công chức 37.082 (17,94%), thi tuyển 76.358 (36,94%), không chuyên trách 48.478 "
        "(23,45%), khác 44.789 (21,67%)."
    )
    verdicts = judge(published)
    assert [(v.base, v.rule, v.agrees) for v in verdicts] == [(206_707, Rule.HALF_UP, True)] * 2
    assert [len(v.block.parts) for v in verdicts] == [2, 4]
    assert verdicts[1].block.parts[0].label == "từng là công chức"


def test_what_two_shares_leave_of_the_whole_is_said() -> None:
    (verdict,) = judge(prose.published_in(HUNG_YEN))
    assert "Các tỷ lệ cộng lại được 98,2%; còn 1,8% là khác, không nêu." in words.sentences(verdict)


def test_numbers_that_count_no_people_are_left_out() -> None:
    text = (
        "16/02/2024 | lượt xem: 2 Cán bộ, công chức thời công nghệ số. Năm 2023, tỉnh có 126 đơn vị hành chính cấp xã, "
        "trong đó có 70 xã. Gần 1,6 nghìn người làm việc; hơn 2.000 người dự. Có 921 công chức nữ đang công tác."
    )
    assert [(f.path, f.count) for f in prose.published_in(text).figures()] == [(("công chức nữ",), 921)]


@pytest.mark.parametrize(
    "text",
    [
        "Thạc sĩ có 274/2.366 người (11,58%).",
        "Trình độ thạc sĩ: 274/2366 người, chiếm 11,58%.",
        "Đến nay có 274/2.366 cán bộ, công chức cấp xã đạt trình độ thạc sĩ (chiếm 11,58%).",
        "Số người có trình độ thạc sĩ là 274 trên tổng số 2.366 người, đạt tỷ lệ 11,58%.",
        "Tỷ lệ thạc sĩ đạt 11,58% (274/2.366 người).",
        "274/2.366 người (11,58%) có trình độ thạc sĩ.",
        "Thạc sĩ: 274/2.366, tương ứng với 11,58%.",
    ],
)
def test_a_count_over_its_whole(text: str) -> None:
    published = prose.published_in(text)
    (verdict,) = judge(published)
    (figure,) = verdict.block.parts
    assert (figure.count, figure.share) == (274, Share(Decimal("11.58"), 2))
    conditions = {(each.field, each.values) for each in phrases.read(figure.path).conditions}
    assert conditions - {("category", ("cadre", "civil_servant"))} == {("education", ("masters",))}
    assert (verdict.base, verdict.origin, verdict.agrees, verdict.is_verifiable) == (2366, Origin.PRINTED, True, True)
    assert [whole.count for whole in published.wholes] == [2366]
    (wrong,) = judge(prose.published_in(text.replace("11,58", "11,85")))
    assert not wrong.agrees


def test_counts_over_one_whole_are_one_group_and_a_place_before_them_is_theirs() -> None:
    (levels,) = judge(prose.published_in("Thạc sĩ 274/2.366 người (11,58%), đại học 1.845/2.366 người (77,98%)."))
    assert [(figure.label, figure.count) for figure in levels.block.parts] == [("Thạc sĩ", 274), ("đại học", 1845)]
    published = prose.published_in("Huyện Gia Bình: nữ 100/240 người (41,67%) là công chức, đảng viên 90/240 người.")
    assert {(figure.path[0], figure.count) for figure in published.figures()} == {
        ("Huyện Gia Bình", 240),
        ("Huyện Gia Bình", 100),
        ("Huyện Gia Bình", 90),
    }


def test_a_month_and_a_number_of_a_decree_are_no_count_over_a_whole() -> None:
    text = "Tháng 12/2023 cán bộ đạt chuẩn; hỗ trợ 24/7; Nghị định 33/2023/NĐ-CP; ngày 31/12/2023 công chức đủ."
    assert [*prose.published_in(text).figures()] == []


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        (HUNG_YEN, "không kiểm tra được"),
        ("Nữ 930 người chiếm 38,93%.", "không kiểm tra được"),
        ("Thạc sĩ chiếm 31,3%; đại học chiếm 68,7%.", "khớp"),
        ("Thạc sĩ chiếm 31,3%; đại học chiếm 69,9%.", "không khớp"),
        ("Toàn tỉnh có 2.366 người, trong đó nữ 930 người chiếm 39,31%.", "khớp"),
    ],
)
def test_what_nothing_else_holds_is_not_called_right(text: str, standing: str) -> None:
    (verdict,) = judge(prose.published_in(text))
    assert words.standing(verdict) == standing
