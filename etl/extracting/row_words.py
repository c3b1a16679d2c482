"""The words that tell rows without people from people: totals, headings, signatures, vacant posts, labels."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

import reference
from etl.headers.vocabulary import is_name
from etl.normalising import department_tables, place_words, position_tables
from etl.normalising.department_posts import is_role
from etl.normalising.positions import read_position
from reference.cell_words import words_by_kind
from reference.spelling import Words, key, words_of
from reference.units import per_register

_DATE_LINE = re.compile(r"ngày .*tháng .*năm")
PEOPLE = r"(\d[\d.]*)\s*(?:\([^\d()]*\)\s*)?(?:người|đ/c|đồng chí|cán bộ|cbcc)\b"
_COUNTS = (
    re.compile(rf"[\s:=(–-]*(?<![\d.,/]){PEOPLE}(?:[^\d]*$|\s*(?:[(,;.–-]|trong đó\b).*$)", re.IGNORECASE),
    re.compile(r"\s*[:=]\s*(\d[\d.]*?)[\s./]*(?:$|[(,;].*$)"),
    re.compile(r"\s*\((\d{1,4})\)$"),
)
"""The ways to print a number in a label: «Cộng (19 người, nữ 7)», «Tổng số: 6; nữ: 2», «Phòng Kinh tế (5)»."""
_REMARK = re.compile(r"\(.*\)")

_OPENINGS = ("total", "grand_total", "end", "bloc_start", "department_start")
"""The kinds of words that headings, totals and signatures begin with."""
_OF_NOBODY = ("vacancy", "vacancy_not", "vacancy_filler", "no_name")


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    return {kind: tuple(map(key, words)) for kind, words in words_by_kind().items()}


def printed_count(label: str) -> re.Match[str] | None:
    """Find the first number of people that a label prints, group 1; what stands before it is the label proper."""
    counts = (count for pattern in _COUNTS if (count := pattern.search(label)) and count.start())  # «1. Cán bộ xã»
    return min(counts, key=lambda count: count.start(1), default=None)


def is_total_label(text: str) -> bool:
    """Tell whether it is the label of a total («Cộng», «Tổng số: 19 người»), not the name of a person."""
    count = printed_count(text)
    spelled = key(text[: count.start()] if count else text).lstrip("(")
    words = _words()["total"]
    return spelled in words or spelled.startswith(tuple(f"{word} " for word in words))


def is_grand_total(text: str) -> bool:
    """Tell whether a total's label speaks of all people rather than of a group."""
    return key(text).lstrip("(").startswith(_words()["grand_total"])


def is_headcount(heading: str) -> bool:
    """Tell whether a column under the heading counts people: «Tổng số», «Số người»."""
    return key(heading) in _words()["headcount"]


def is_bloc(text: str) -> bool:
    """Tell whether it heads a bloc of departments («Khối …»)."""
    return key(text).startswith(tuple(f"{word} " for word in _words()["bloc_start"]))


def is_title(text: str) -> bool:
    """Tell whether it is a line of a title block that stands again between two lists of one sheet, numbered or not."""
    return key(place_words.strip_group_numbering(text)).startswith(_words()["title"])


@lru_cache(maxsize=1)
def _filler() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_words()["group_filler"], key=len, reverse=True)))
    return re.compile(rf"(?:(?:{words})(?: [ivx]+| \d)?(?: |$))*(?P<name>.*?)(?: (?:{words}))*")


def group_without_filler(spelled: str) -> str:
    """Give the words of a heading (their key) without those that say nothing before and behind a category."""
    match = _filler().fullmatch(spelled)
    return match["name"] if match else spelled


def is_of_all_categories(text: str) -> bool:
    """Tell whether a heading is of people of several categories, «Cán bộ, công chức»: it ends the one above it."""
    spelled = key(" ".join(words_of(text)))
    return any(words in _words()["group_of_all"] for words in (spelled, group_without_filler(spelled)))


def is_end(text: str) -> bool:
    """Tell whether a text belongs to the block of signatures under a list."""
    spelled = key(text)
    return spelled.startswith(_words()["end"]) or _DATE_LINE.search(spelled) is not None


Line = tuple[int, int, str]
"""The row and the column (from 0) of a text, and the text."""


def without_signature(lines: list[Line], last: int, names: int) -> list[Line]:
    """Give the lines but for those of a signature: under the row `last`, right of the names, a bare post first."""
    under = [line for line in lines if line[0] > last]
    is_signature = bool(under) and _is_post(words_of(under[0][2])) and all(column > names for _, column, _ in under)
    return lines[: -len(under)] if is_signature else lines


@lru_cache(maxsize=1)
def _vacancy() -> re.Pattern[str]:
    """The words of a vacant post in any order: «(đang khuyết)», «chưa có người», «vị trí còn trống»."""
    return _among_fillers(
        f"(?:{_any_of('vacancy')}|(?:{_any_of('vacancy_not')}) (?:{_any_of('vacancy_not_done')}))",
    )


@lru_cache(maxsize=1)
def _absence() -> re.Pattern[str]:
    """The words that stand for somebody's name and are none: «Không rõ», «Đã nghỉ hưu», «Kiêm nhiệm»."""
    return _among_fillers(f"(?:{_any_of('no_name')})")


def _any_of(kind: str) -> str:
    return "|".join(" ".join(words_of(word)) for word in sorted(_words()[kind], key=len, reverse=True))


def _among_fillers(states: str) -> re.Pattern[str]:
    filler = _any_of("vacancy_filler")
    return re.compile(rf"(?:(?:{filler}) )*{states}(?: (?:{filler}|{states}))*")


def is_vacancy(name: str) -> bool:
    """Tell whether the cell of a name says that nobody holds the post: «Khuyết (01)», «Phó Chủ tịch (chưa bố trí)»."""
    return vacant_post(name) is not None


@per_register(maxsize=1 << 12)
def vacant_post(text: str) -> str | None:
    """Give the post that a text says is vacant, "" where it names none; None where it says nothing of the kind.

    A remark in brackets may say why: «Khuyết (chờ đại hội)».
    """
    posts = (_post_beside(_vacancy(), words) for words in (text, _REMARK.sub("", text)))
    return next((post for post in posts if post is not None), None)


def _post_beside(state: re.Pattern[str], text: str) -> str | None:
    """Give the post before or behind the words of a state, "" where these are all; None where others stand there."""
    words = text.split()
    for cut in range(len(words) + 1):
        for part, post in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            if state.fullmatch(" ".join(_letters(part))) and (not post or _is_post(_letters(post))):
                return " ".join(post).strip(" -–—:;,(")
    return None


def _letters(texts: Iterable[str]) -> Words:
    return tuple(word for word in words_of(" ".join(texts)) if not word.isdigit())


def _is_post(words: Words) -> bool:
    """Tell whether words name a post, be it of any department («Phó Chủ tịch»)."""
    return is_role(words) or not read_position(" ".join(words), date.max).unknown


@per_register(maxsize=1 << 12)
def is_nobody(name: str) -> bool:
    """Tell whether the cell of a name is a heading, a label («Mã thẻ:»), an absence or a line under a list."""
    is_absence = any(_post_beside(_absence(), words) is not None for words in (name, _REMARK.sub("", name)))
    return is_name(name) or is_end(name) or ":" in _REMARK.sub("", name) or is_absence


@lru_cache(maxsize=1)
def suspicious_words() -> frozenset[str]:
    """The first words of headings, totals and signatures; a name that starts so is looked at closely."""
    words = {word.split(" ", 1)[0] for kind in _OPENINGS for word in _words()[kind]}
    words |= {word.split(" ", 1)[0] for kind in _OF_NOBODY for word in _words()[kind]}
    words |= {key(row["spelling"]).split(" ", 1)[0] for row in reference.rows("header_spellings") if _is_of_names(row)}
    words |= {spelling[0] for spelling in position_tables.spellings()}  # «Phó Chủ tịch - khuyết»
    return frozenset(words | {prefix[0] for prefix in place_words.prefixes()} | department_tables.first_words())


def _is_of_names(row: Mapping[str, str]) -> bool:
    return row["meaning"] in ("full_name", "family_name")
