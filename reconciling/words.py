"""The verdicts and comparisons in sentences."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reconciling.agreement import Change, Origin, Verdict
from reconciling.figures import Figure
from reconciling.rosters import Comparison
from reconciling.roundings import Rule
from reference import vietnamese
from reference.vietnamese import number, signed

RULES = {Rule.HALF_UP: "làm tròn nửa lên", Rule.CUT: "cắt bỏ phần sau"}
LISTS, PRINTED = "danh sách", "số liệu tổng hợp"
_MANY = 20
"""More bases than these are not listed."""


def label_of(figure: Figure) -> str:
    """The labels of a figure, outermost first."""
    return " › ".join(figure.path)


def our_side(comparison: Comparison) -> str:
    """Name what a figure is held against: lists of people, or the printed counts of a year without them."""
    return PRINTED if comparison.is_printed else LISTS


def standing(verdict: Verdict) -> str:
    """The outcome in a word or two."""
    if not verdict.agrees:
        return "không khớp"
    return "khớp" if verdict.is_verifiable else "không kiểm tra được"


def sentences(verdict: Verdict) -> list[str]:
    """Say what a block agrees with, and what not."""
    return [*_base(verdict), *_rule(verdict), *_sum(verdict), *_shares(verdict)]


def _base(verdict: Verdict) -> Iterator[str]:
    base, least, most = verdict.base, verdict.candidates.least, verdict.candidates.most
    match verdict.origin:
        case Origin.PRINTED if base:
            yield f"Tổng số đã in: {number(base)} người."
        case Origin.WHOLES if base:
            yield f"Bài không in tổng số của nhóm này; các tỷ lệ khớp với {number(base)} người nêu ở chỗ khác."
        case Origin.USUAL if base:
            yield f"Không nêu tổng số riêng của nhóm này; lấy tổng số {number(base)} người nêu ở chỗ khác của bài."
            if verdict.strangers and verdict.candidates:
                fits = number(least) if least == most else f"từ {number(least)} đến {number(most)}"
                yield f"Nếu tổng số là {fits} người thì mới khớp với mọi tỷ lệ của nhóm này."
        case Origin.PARTS if base:
            yield f"Không in tổng số; các số cộng lại được {number(base)} người."
        case Origin.SHARES if base and not verdict.is_verifiable:
            yield f"Không in tổng số; tỷ lệ này là của {number(base)} người, không có gì khác để kiểm tra."
        case Origin.SHARES if base:
            yield f"Không in tổng số; chỉ {number(base)} người khớp với mọi tỷ lệ."
        case Origin.NONE:
            yield "Không có tổng số nào khớp với mọi tỷ lệ của nhóm này: ít nhất một con số in sai."
        case Origin.OPEN if verdict.block.with_shares and least <= most < least + _MANY:
            yield f"Không in tổng số; tổng số có thể từ {number(least)} đến {number(most)} người."
        case Origin.OPEN if verdict.block.with_shares and verdict.is_verifiable:
            yield "Không in tổng số và số người; chỉ kiểm tra được tổng các tỷ lệ."
        case Origin.OPEN if verdict.block.with_shares:
            yield "Không in tổng số và số người nên không kiểm tra được các tỷ lệ của nhóm này."
            yield from _rest(verdict)
        case _:
            pass


def _rest(verdict: Verdict) -> Iterator[str]:
    """Say how much of a whole its shares leave unstated."""
    shares = [part.share.value for part in verdict.block.parts if part.share]
    left = 100 - sum(shares)
    if verdict.block.is_partition and len(shares) == len(verdict.block.parts) and left > 0:
        total, rest = vietnamese.percent(sum(shares, Decimal(0))), vietnamese.percent(Decimal(left))
        yield f"Các tỷ lệ cộng lại được {total}; còn {rest} là khác, không nêu."


def _rule(verdict: Verdict) -> Iterator[str]:
    counted = [part for part in verdict.block.with_shares if part.count is not None]
    if not counted or verdict.rule is None or verdict.base is None:
        return
    fitting = verdict.fitting
    if all(fitting[rule] == len(counted) for rule in Rule):
        yield f"Cả {len(counted)} tỷ lệ đúng theo cả hai cách: làm tròn nửa lên và cắt bỏ phần sau."
        return
    other = next(rule for rule in Rule if rule is not verdict.rule)
    yield (
        f"{fitting[verdict.rule]}/{len(counted)} tỷ lệ đúng theo cách {RULES[verdict.rule]} "
        f"(theo cách {RULES[other]}: {fitting[other]}/{len(counted)})."
    )
    for figure in verdict.strangers:
        if figure.share:
            yield (
                f"«{label_of(figure)}» in {vietnamese.percent(figure.share.value)}, "
                f"nhưng {number(figure.count or 0)} trong {number(verdict.base)} người không thể in như thế."
            )


def _sum(verdict: Verdict) -> Iterator[str]:
    if verdict.difference and verdict.base is not None:
        total = verdict.base + verdict.difference
        base, difference = number(verdict.base), signed(verdict.difference)
        yield f"Các số cộng lại được {number(total)}, tổng số in {base}: lệch {difference}."
    if verdict.is_derived:
        yield (
            "Các số người giống như được tính ngược từ tỷ lệ (nhân tỷ lệ với tổng số rồi bỏ phần lẻ), "
            "không phải số đếm được."
        )


def _shares(verdict: Verdict) -> Iterator[str]:
    if verdict.unstated:
        parts, unstated = number(verdict.block.sum or 0), number(verdict.unstated)
        yield f"Các số cộng lại được {parts}; còn {unstated} người không nêu thuộc nhóm nào."
    if verdict.shares_off is not None:
        total = vietnamese.percent(verdict.shares_off)
        yield f"Các tỷ lệ cộng lại được {total}; riêng việc làm tròn không giải thích được chỗ lệch này."
    for figure in verdict.impossible:
        if figure.share and verdict.base:
            share = vietnamese.percent(figure.share.value)
            yield f"«{label_of(figure)}»: không số người nào trong {number(verdict.base)} người cho tỷ lệ {share}."
    if verdict.recovered:
        parts = "; ".join(f"{figure.label} {number(count)}" for figure, count in verdict.recovered)
        yield f"Số người mà tỷ lệ cho phép suy ra: {parts}."


def change_sentence(changes: Sequence[Change]) -> str:
    """Say one way to make the table agree."""
    return "; ".join(map(_change, changes)) + "."


def _change(change: Change) -> str:
    where = f"{change.figure.share_where or change.figure.where}" if change.share is not None else change.figure.where
    name = f"«{label_of(change.figure)}» ({where})"
    if change.share is not None and change.figure.share:
        return f"{name}: {vietnamese.percent(change.figure.share.value)} → {vietnamese.percent(change.share)}"
    return f"{name}: {number(change.figure.count or 0)} → {number(change.count or 0)}"


def comparison_words(comparison: Comparison) -> str:
    """Say how a figure compares with ours."""
    if comparison.is_of_other_year:
        return f"Số của năm {comparison.figure.year}"
    if comparison.is_hidden:
        return "Số liệu nhạy cảm, tài khoản này không xem được"
    if comparison.rule is None:
        words = ", ".join(comparison.unknown)
        return f"Chưa hiểu: {words}" if words else "Nhãn không nói đếm những ai"
    if comparison.is_missing:
        return "Số liệu tổng hợp đã nạp không có số này"
    if comparison.difference is None:
        return "Chỉ có tỷ lệ"
    return "Khớp" if comparison.difference == 0 else f"Lệch {signed(comparison.difference)}"
