"""The figures of sentences: the two articles that the program began with, and made-up ones beside them."""

from decimal import Decimal

import pytest

from reconciling import prose
from reconciling.agreement import Origin, judge, judge_block
from reconciling.figures import Block, Figure, Share
from reconciling.roundings import Rule

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
