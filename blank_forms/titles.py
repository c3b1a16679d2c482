"""A table's title: whom it is about, which level of government, and of which field's levels it speaks."""

import re
from itertools import pairwise

from presentation.tiers import tier_name
from reference import forms, phrases
from reference.bodies import Tier
from reference.form_words import people_of_title
from reference.forms import AGE, Condition, Rule
from reference.phrases.ages import ages_in
from reference.spelling import key, words_of

_TIERS = (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)
_BOUNDS = {words_of("trở lên"), words_of("trở xuống")}
_YOUNG = "trẻ"
_QUALITY = re.compile(
    r"\b(?:có|đạt) ((?:trình độ|bằng|chứng chỉ) .+?)"
    r"(?= (?:năm \d{4}|tính|theo|của|trên địa bàn|tại|ở|thuộc|đến|giai đoạn|quý|tháng)\b|[(]|$)"
)
"""«… có trình độ thạc sĩ trở lên năm 2023»."""


def other_level(title: str, level: Tier) -> str:
    """Say that a title is about other levels of government than those whose people are counted; empty where it is not.

    «Từ cấp huyện trở lên» is left to whoever fills it: what is counted is shown.
    """
    pairs = set(pairwise(words_of(title)))
    named = [tier for tier in _TIERS if words_of(tier_name(tier)) in pairs]
    if not named or level in (*named, Tier.ALL) or pairs & _BOUNDS:
        return ""
    levels = ", ".join(map(tier_name, named))
    return f"Biểu về {levels}; số liệu đang chọn là của {tier_name(level)}. Hãy chọn đúng cấp rồi điền lại."


def people_of(title: str) -> tuple[Rule, str]:
    """Find whom a title is about, «… có trình độ thạc sĩ trở lên»; a sentence where part of that is not understood."""
    rule, folded = people_of_title(title), key(title)
    match = _QUALITY.search(folded)
    if match is not None:
        phrase = phrases.read((match[1],))
        if not phrase.is_understood or phrase.assumed:
            return rule, f"Biểu chỉ về một số người, chưa hiểu hết: «{match[0]}»."
        rule = forms.both(rule, phrase.rule)
    ages, _ = ages_in(folded) if "tuổi" in words_of(title) else (None, "")
    if ages is None and _YOUNG in words_of(title):
        return rule, "Biểu chỉ về người trẻ, tiêu đề không ghi từ bao nhiêu tuổi."
    return (forms.both(rule, ((Condition(AGE, first=ages.first, last=ages.last),),)) if ages else rule), ""


def topic_of(title: str) -> str:
    """Give the one field of whose levels a title speaks, «Trình độ tin học»; empty for none and for several."""
    named = phrases.levels_named(title)
    return named[0] if len(named) == 1 else ""
