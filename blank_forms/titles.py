"""A table's title: whom it is about, which level of government, and of which field's levels it speaks."""

import re
from collections.abc import Sequence
from itertools import pairwise

from presentation.tiers import tier_name
from reference import forms, phrases, vietnamese
from reference.bodies import Tier
from reference.form_words import people_of_title
from reference.forms import AGE, Condition, Rule
from reference.phrases.ages import ages_in
from reference.spelling import key, words_of
from stats.names import Names
from stats.selection import Selection
from stats.spoken_places import place_in

_TIERS = (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)
_BOUNDS = {words_of("trở lên"), words_of("trở xuống")}
_YOUNG = "trẻ"
_KINDS = r"(?:cán bộ|công chức|viên chức|chuyên trách|người lao động|cbcc|cbccvc)"
_ENDS = r"(?= (?:năm \d{4}|tính|chia|phân|theo|của|trên địa bàn|tại|ở|thuộc|đến|giai đoạn|quí|tháng)\b|[(]|$)"
_QUALITY = re.compile(rf"\b(?:có|đạt) ((?:trình độ|bằng|chứng chỉ) .+?){_ENDS}")
"""«… có trình độ thạc sĩ trở lên năm 2023»."""
_WORDS = "là|có(?! mặt| tại| đến| ở)|đạt|biết|chưa|không(?! chuyên trách)|ngoài|theo đạo|tốt nghiệp|làm|giữ|phụ trách"
_NARROWED = re.compile(rf"{_KINDS} ((?:{_WORDS}) .+?){_ENDS}")
"""«cán bộ, công chức là người dân tộc Tày», «công chức chưa phải là đảng viên»."""
_ATTACHED = re.compile(r"\(\s*(?:ban hành )?kèm theo[^)]*\)?", re.IGNORECASE)
"""«(Kèm theo Công văn số … về …)» says nothing of the people."""


def title_of(lines: Sequence[str]) -> str:
    """Join the lines above a table, without the papers that it is attached to."""
    return _ATTACHED.sub(" ", " ".join(filter(None, lines)))


def other_place(title: str, selection: Selection, names: Names) -> str:
    """Say that a title's people are of another place than those that are counted; empty where they are not.

    A letterhead names who sends the form, so that only words behind the people count.
    """
    start = re.search(_KINDS, key(title))
    code = place_in(key(title)[start.end() :], names) if start else None
    own = (selection.unit, selection.district, names.district_of.get(selection.unit or ""))
    if code is None or code in own:
        return ""
    chosen = vietnamese.in_sentence(names.place(selection))
    return f"Biểu về {names.of(code)}; số liệu đang chọn là của {chosen}. Hãy chọn đúng nơi rồi điền lại."


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
    match = _NARROWED.search(folded) or _QUALITY.search(folded)
    if match is not None:
        phrase = phrases.read((match[1],))
        if not phrase.is_understood or phrase.assumed:
            return rule, f"Biểu chỉ về một số người, chưa hiểu hết: «{match[1]}»."
        named = {condition.field for condition in phrase.conditions}
        kept = tuple(condition for condition in rule[0] if condition.field not in named)
        rule = forms.both((kept,), phrase.rule)
    ages, _ = ages_in(folded) if "tuổi" in words_of(title) else (None, "")
    if ages is None and _YOUNG in words_of(title):
        return rule, "Biểu chỉ về người trẻ, tiêu đề không ghi từ bao nhiêu tuổi."
    return (forms.both(rule, ((Condition(AGE, first=ages.first, last=ages.last),),)) if ages else rule), ""


def topic_of(title: str) -> str:
    """Give the one field of whose levels a title speaks, «Trình độ tin học»; empty for none and for several."""
    named = phrases.levels_named(title)
    return named[0] if len(named) == 1 else ""
