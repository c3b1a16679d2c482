"""Sentences about one breakdown, and about who the people are; pure functions, the shares are the parts' own."""

from collections.abc import Sequence

import reference
from presentation.charts import counted
from presentation.prose import finished
from presentation.sentences import wording
from reference import vietnamese
from stats.cube import Base
from stats.disclosure import is_withheld
from stats.measures import Breakdown, combined_share

_ALL_WITHHELD = "không công bố, vì có số nhỏ hoặc vì từ đó tính ra được số nhỏ"
_REST_WITHHELD = "số còn lại không công bố"


@finished
def levels(breakdown: Breakdown, sent: str = "") -> str:
    """«Về trình độ chuyên môn: tiến sĩ 02 người chiếm 0,08%; …; 145 người chưa khai, chiếm 6,13%.»

    Levels without people are left out, but for those that an official would name («không có người dân tộc thiểu số»).
    Too few people for shares: counts alone. Of withheld counts it says so. Nobody: «chưa có số liệu».
    `sent`: «của 69 đơn vị đã gửi» where units are missing.
    """
    begin = f"{wording.opening(breakdown.field)} {sent}".rstrip()
    if not breakdown.people:
        return f"{begin}: chưa có số liệu."
    if is_withheld(breakdown.people):
        return ""
    if breakdown.is_untold:
        return f"{begin}: tất cả {wording.people(breakdown.people, ((breakdown.field, None),))} chưa khai."
    if breakdown.of is Base.DECLARED and breakdown.undeclared:
        begin += f" (tính trên {wording.people(breakdown.base)} có khai)"
    phrases = _parts(breakdown)
    if breakdown.is_withheld:
        phrases.append(_REST_WITHHELD if phrases else _ALL_WITHHELD)
    return f"{begin}: {'; '.join(phrases)}." if phrases else ""


def _parts(breakdown: Breakdown) -> list[str]:
    phrases = []
    for part in breakdown.parts:
        words, where = wording.of_part(breakdown.field, part), counted.of_part(breakdown.field, part.code)
        if is_withheld(part.count):
            continue
        if part.code is None:
            phrases.append(wording.undeclared(part, breakdown.rounding, where))
        elif part.count:
            phrases.append(wording.part_phrase(words.name, part, breakdown.rounding, where))
        elif words.nobody:
            phrases.append(words.nobody)
    return phrases


_POSTGRADUATE = ("doctorate", "masters")


def degrees(education: Breakdown, sent: str = "") -> str:
    """«Tỷ lệ cán bộ, công chức có trình độ trên đại học chiếm 31,3%; trình độ đại học chiếm 66,9%.»

    «» where too few people are known for shares, or nobody tells a level.
    """
    university = education.part("bachelors")
    higher = combined_share(education, _POSTGRADUATE)
    if higher.share is None or university.share is None or education.is_untold:
        return ""
    above, own = (wording.percent(amount, education.rounding) for amount in (higher, university))
    whose = f"cán bộ, công chức {sent}".rstrip()
    return f"Tỷ lệ {whose} có trình độ trên đại học chiếm {above}; trình độ đại học chiếm {own}."


@finished
def composition(wholes: Sequence[tuple[Breakdown, str]], sent: str = "") -> str:
    """«Trong tổng số 2.366 người: nữ 978 người chiếm 41,33%; đảng viên …; không có người dân tộc thiểu số.»

    `wholes`: breakdowns of the same people, each with the code that is told. A field that nobody declares is left out;
    «» where nothing is left. `sent` as in `levels`.
    """
    declared = [(whole, code) for whole, code in wholes if whole.people > whole.undeclared and _is_given(whole, code)]
    if not declared:
        return ""
    phrases = [_phrase(whole, code) for whole, code in declared]
    whom = f"{wording.people(declared[0][0].people, counted.EVERYBODY)} {sent}".rstrip()
    return f"Trong tổng số {whom}: {'; '.join(phrases)}."


def _is_given(whole: Breakdown, code: str) -> bool:
    """Tell whether a sentence can name the part, and those who do not say."""
    return not any(is_withheld(count) for count in (whole.part(code).count, whole.undeclared, whole.people))


def _phrase(whole: Breakdown, code: str) -> str:
    part = whole.part(code)
    words = wording.of_part(whole.field, part)
    is_named = part.count or not words.nobody
    people = counted.of_part(whole.field, code)
    phrase = wording.part_phrase(words.name, part, whole.rounding, people) if is_named else words.nobody
    if not whole.undeclared:
        return phrase
    if whole.of is Base.DECLARED and part.share is not None and part.count:
        phrase += " số người có khai"
    what = vietnamese.in_sentence(reference.field_label(whole.field))
    return f"{phrase} ({wording.undeclared(whole.part(None), whole.rounding, ((whole.field, None),), what)})"
