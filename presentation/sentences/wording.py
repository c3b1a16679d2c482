"""The words that sentences share: counts, shares, lists, and what a field's values are called inside a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import reference
from presentation import labels
from presentation.prose import counting
from reference import vietnamese
from stats.cube import Conditions
from stats.measures import Part, Proportion
from stats.shares import DECIMALS, Rounding, Rule


@dataclass(frozen=True, slots=True)
class Words:
    """The words for a value («từ 31 đến 40 tuổi»), and the words where nobody has it; «»: it is left out."""

    name: str
    nobody: str


def opening(field: str) -> str:
    """Begin the sentence about a field: «Về trình độ chuyên môn»."""
    words = labels.words_in_prose(field, None)
    return words[0] if words else f"Về {vietnamese.in_sentence(reference.field_label(field))}"


def of_part(field: str, part: Part) -> Words:
    """The words for a value: those of `sentence_words.csv`, else its label: «tiến sĩ»."""
    return Words(*(labels.words_in_prose(field, part.code) or (vietnamese.in_sentence(part.label), "")))


def people(count: int, where: Conditions | None = None) -> str:
    """«02 người», «1.845 người»; `where`: the conditions of these people, who can be looked up."""
    return number(count, f"{vietnamese.small_count(count)} người", where)


def number(count: int, text: str, where: Conditions | None) -> str:
    """A number of people as it is written, with the way to them where there are any."""
    return counting(text, where) if count else text


def percent(amount: Part | Proportion, rule: Rule) -> str:
    """«77,98%», as charts and tables print it; cut shares as the published text has them («92,3%»); «»: none shown."""
    if amount.share is None:
        return ""
    return vietnamese.percent_in_prose(amount.share, amount.count, is_cut=_is_cut(rule))


def points(change: Decimal, rule: Rule) -> str:
    """«1,20 điểm phần trăm», of cut shares «1,2 điểm phần trăm»."""
    return vietnamese.points_in_prose(change, is_cut=_is_cut(rule))


def _is_cut(rule: Rule) -> bool:
    """Tell whether shares are cut at the decimals of documents: screens print their one decimal everywhere."""
    return rule.rule is Rounding.CUT and rule.decimals == DECIMALS


def part_phrase(name: str, part: Part, rule: Rule, where: Conditions | None = None) -> str:
    """«tiến sĩ 02 người chiếm 0,08%»; without a share that is shown the count alone."""
    share = "" if part.share is None else f" chiếm {percent(part, rule)}"
    return f"{name} {people(part.count, where)}{share}"


def undeclared(part: Part, rule: Rule, where: Conditions | None, what: str = "") -> str:
    """«145 người chưa khai, chiếm 6,13%»."""
    share = "" if part.share is None else f", chiếm {percent(part, rule)}"
    return f"{people(part.count, where)} chưa khai{f' {what}' if what else ''}{share}"


def listed(items: Sequence[str]) -> str:
    """«70 xã, 52 phường và 04 thị trấn»."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} và {items[-1]}"
