"""Sentences about one breakdown, and about who the people are; pure functions, the shares are the parts' own."""

from collections.abc import Sequence

import reference
from presentation.sentences import wording
from reference import vietnamese
from stats.measures import Base, Breakdown


def levels(found: Breakdown) -> str:
    """«Về trình độ chuyên môn: tiến sĩ 02 người chiếm 0,08%; …; 145 người chưa khai, chiếm 6,13%.»

    Levels without people are left out, but for those that an official would name («không có người dân tộc thiểu số»).
    Too few people for shares: counts alone. Nobody: «chưa có số liệu».
    """
    begin = wording.opening(found.field)
    if not found.people:
        return f"{begin}: chưa có số liệu."
    if found.undeclared == found.people:
        return f"{begin}: tất cả {wording.people(found.people)} chưa khai."
    if found.of is Base.DECLARED and found.undeclared:
        begin += f" (tính trên {wording.people(found.base)} có khai)"
    return f"{begin}: {'; '.join(_parts(found))}."


def _parts(found: Breakdown) -> list[str]:
    phrases = []
    for part in found.parts:
        words = wording.of_part(found.field, part)
        if part.code is None:
            phrases.append(wording.undeclared(part))
        elif part.count:
            phrases.append(wording.told(words.name, part))
        elif words.nobody:
            phrases.append(words.nobody)
    return phrases


def composition(wholes: Sequence[tuple[Breakdown, str]]) -> str:
    """«Trong tổng số 2.366 người: nữ 978 người chiếm 41,33%; đảng viên …; không có người dân tộc thiểu số.»

    `wholes`: breakdowns of the same people, each with the code that is told. A field that nobody declares is left out;
    «» where nothing is left.
    """
    known = [(found, code) for found, code in wholes if found.people > found.undeclared]
    if not known:
        return ""
    phrases = [_told(found, code) for found, code in known]
    return f"Trong tổng số {wording.people(known[0][0].people)}: {'; '.join(phrases)}."


def _told(found: Breakdown, code: str) -> str:
    part = found.part(code)
    words = wording.of_part(found.field, part)
    phrase = wording.told(words.name, part) if part.count or not words.nobody else words.nobody
    if not found.undeclared:
        return phrase
    if found.of is Base.DECLARED and part.share is not None and part.count:
        phrase += " số người có khai"
    what = vietnamese.in_sentence(reference.field_label(found.field))
    return f"{phrase} ({wording.undeclared(found.part(None), what)})"
