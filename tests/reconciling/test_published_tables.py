"""Tables that were really published: what of them agrees, by which rule, and what cannot be true.

Sources: the ministry's figures of 31/12/2024 (n1), theses on two districts (n2, n3) and on the country (n4), the press
on leaving (n8), on three provinces of 2025 (n5, n6, n7), on training that does not match the post (n9), a province
(r1), a district (r5), the country's officials of 2021 (r9). The expected outcomes were worked out by hand; what a rule
prints is computed here with Decimal alone.
"""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from etl.published import open_publication
from etl.records import SourceFile
from reconciling.agreement import Origin, Verdict
from reconciling.grids import Grid
from reconciling.publication import Reconciliation, published_in, reconcile
from reconciling.roundings import Rule
from settings import from_environment

FOLDER = Path(__file__).parent / "published"
MODES = {Rule.HALF_UP: ROUND_HALF_UP, Rule.CUT: ROUND_DOWN}


def _outcome(name: str) -> Reconciliation:
    printed = open_publication(SourceFile(name, (FOLDER / name).read_bytes()), from_environment())
    return reconcile(published_in([Grid(s.name, s.rows, s.merges) for s in printed.sheets], printed.text))


def _block(outcome: Reconciliation, title: str) -> Verdict:
    return next(verdict for verdict in outcome.verdicts if verdict.block.title.startswith(title))


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.csv")))
def test_a_share_fits_a_rule_where_decimal_arithmetic_prints_it(name: str) -> None:
    verdicts = [verdict for verdict in _outcome(name).verdicts if verdict.base]
    assert verdicts, "a table without a base says nothing of a rule"
    for verdict in verdicts:
        for rule, mode in MODES.items():
            printing = 0
            for figure in verdict.block.with_shares:
                if figure.count is not None and figure.share:
                    exact = Decimal(figure.count * 100) / Decimal(verdict.base or 1)
                    printing += exact.quantize(Decimal(1).scaleb(-figure.share.decimals), mode) == figure.share.value
            assert verdict.fitting[rule] == printing, (verdict.block.title, rule)


def test_the_nation_of_2024_is_rounded_half_up_and_misses_its_totals_by_one() -> None:
    outcome = _outcome("n1.csv")
    assert _block(outcome, "Cán bộ").difference == -1
    assert _block(outcome, "Công chức").difference == 1
    assert all(verdict.agrees for verdict in outcome.verdicts if verdict.block.title in ("Phường", "Xã", "Thị trấn"))
    shares = [(v.fitting[Rule.HALF_UP], v.fitting[Rule.CUT], len(v.block.with_shares)) for v in outcome.verdicts]
    assert all(half_up == number for half_up, _, number in shares)
    assert any(cut < number for _, cut, number in shares)
    moved = {tuple(sorted(change.figure.where for change in changes)) for changes in outcome.changes}
    assert ("B6", "D6") in moved
    assert all(len(changes) == 2 for changes in outcome.changes)


def test_the_quality_of_2024_is_rounded_half_up_throughout() -> None:
    outcome = _outcome("n1_quality.csv")
    assert [v.block.title.split(" › ")[0] for v in outcome.verdicts] == [
        "Độ tuổi",
        "Trình độ chuyên môn",
        "Lý luận chính trị",
    ]
    assert all(v.agrees and v.base == 206_707 and v.rule is Rule.HALF_UP for v in outcome.verdicts)


def test_bases_that_nobody_printed_are_the_only_ones_that_fit() -> None:
    outcome = _outcome("n2.csv")
    assert (_block(outcome, "2020").base, _block(outcome, "2021").base) == (202, 240)
    assert _block(outcome, "2020").origin is Origin.SHARES
    wrong = _block(outcome, "2019")
    assert wrong.origin is Origin.NONE
    people = {"2020": 2 + 2 + 173 + 3, "2021": 4 + 1 + 231 + 3}
    for year, counted in people.items():
        verdict = _block(outcome, year)
        assert (verdict.agrees, verdict.shares_off, verdict.unstated) == (True, None, (verdict.base or 0) - counted)
    (change,) = outcome.changes
    assert [(c.figure.label, c.figure.share_where, c.share) for c in change] == [("Chứng chỉ C", "C6", Decimal("5.91"))]
    assert [proposal.base for proposal in wrong.proposals] == [220]


def test_three_fields_over_three_years_are_of_the_printed_whole_and_rounded_half_up() -> None:
    outcome = _outcome("n3.csv")
    fields = ("Quản lý nhà nước", "Tin học", "Ngoại ngữ")
    assert [v.block.title for v in outcome.verdicts] == [
        f"{name} › Năm {year} › Số lượng" for year in (2018, 2019, 2020) for name in fields
    ]
    assert [v.base for v in outcome.verdicts] == [378, 378, 378, *[379] * 6]
    for verdict in outcome.verdicts:
        assert (verdict.agrees, verdict.origin, verdict.rule) == (True, Origin.PRINTED, Rule.HALF_UP)
        assert verdict.fitting[Rule.CUT] < verdict.fitting[Rule.HALF_UP] == len(verdict.block.with_shares)


def test_counts_computed_back_from_shares_are_known_by_their_cut_products() -> None:
    outcome = _outcome("n4.csv")
    assert [(v.difference, v.is_derived) for v in outcome.verdicts] == [(90, True), (-377, True)]
    assert not any(v.is_derived for v in _outcome("r9.csv").verdicts)


@pytest.mark.parametrize("name", ["n8.csv", "n8_chqs.csv", "n8_received.csv", "n10_hcmc.csv"])
def test_a_table_that_agrees(name: str) -> None:
    """Who left by decree 178 and who was paid, posts of Ban CHQS as shares of the communes, three blocs of a plan."""
    verdicts = _outcome(name).verdicts
    assert verdicts
    assert all(verdict.agrees for verdict in verdicts)


@pytest.mark.parametrize(("name", "rule", "other"), [("r1.csv", Rule.HALF_UP, 1), ("r5.csv", Rule.CUT, 2)])
def test_the_rule_is_told_from_the_shares(name: str, rule: Rule, other: int) -> None:
    verdict = next(v for v in _outcome(name).verdicts if v.block.with_shares)
    assert (verdict.rule, verdict.agrees) == (rule, True)
    assert min(verdict.fitting.values()) == other


def test_the_parts_of_2021_miss_the_whole() -> None:
    outcome = _outcome("r9.csv")
    assert [(v.block.title.split(" › ")[0], v.difference) for v in outcome.verdicts] == [
        ("Nơi làm việc", -11),
        ("Trình độ chuyên môn", -403),
        ("Ngạch", 0),
    ]
    assert [f.label for v in outcome.verdicts for f in v.strangers] == [
        "Địa phương",
        "Đại học",
        "Chuyên viên",
        "Nhân viên",
    ]
    assert [
        proposal.changes[0].share for proposal in _block(outcome, "Ngạch").proposals if proposal.changes[0].share
    ] == [
        Decimal("73.82"),
        Decimal("3.25"),
    ]


@pytest.mark.parametrize("name", ["n5.csv", "n6.csv", "n7_lang_son.csv", "n7_bac_ninh_posts.csv"])
def test_counts_alone_that_make_up_their_total(name: str) -> None:
    """Hưng Yên's departments (759 + 962 + 854), who left by decree 178 (181 + 218), Lạng Sơn and Bắc Ninh by level."""
    (verdict,) = _outcome(name).verdicts
    assert (verdict.difference, verdict.agrees) == (0, True)


def test_ten_of_those_who_moved_in_bac_ninh_are_unstated() -> None:
    """193 moved, of whom 21, 21, 65 and 76 are told."""
    outcome = _outcome("n7_bac_ninh.csv")
    (verdict,) = outcome.verdicts
    assert (verdict.base, verdict.difference, verdict.agrees) == (193, -10, False)
    assert outcome.changes


@pytest.mark.parametrize(("name", "base"), [("n9.csv", 31_183), ("n9_nation.csv", 114_834), ("n9_offices.csv", 31_183)])
def test_posts_and_training_that_do_not_match_are_rounded_half_up(name: str, base: int) -> None:
    (verdict,) = _outcome(name).verdicts
    assert (verdict.base, verdict.rule, verdict.agrees) == (base, Rule.HALF_UP, True)
    assert verdict.fitting[Rule.CUT] < verdict.fitting[Rule.HALF_UP] == len(verdict.block.with_shares)


def test_a_share_of_each_rows_own_whole_is_held_against_that() -> None:
    outcome = _outcome("n9_rows.csv")
    assert [(v.block.title, v.base, v.agrees) for v in outcome.verdicts] == [
        ("Văn phòng", 31_183, True),
        ("Cả nước", 114_834, True),
    ]
    wrong = "Chức danh;Chưa đạt chuẩn;Tổng số;Tỷ lệ (%)\nVăn phòng;1.179;31.183;3,87\nCả nước;6.182;114.834;5,38\n"
    printed = open_publication(SourceFile("n9.csv", wrong.encode()), from_environment())
    outcome = reconcile(published_in([Grid(s.name, s.rows, s.merges) for s in printed.sheets], printed.text))
    assert [v.agrees for v in outcome.verdicts] == [False, True]
    assert {change.figure.path[0] for changes in outcome.changes for change in changes} == {"Văn phòng"}
