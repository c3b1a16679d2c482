"""The tables of posts (`positions.csv`, `position_spellings.csv`, `position_words.csv`), checked when they are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import reference
from etl.normalising.place_words import LEVEL_OF_KIND
from reference.cell_words import cell_words
from reference.post_words import written_out
from reference.spelling import Words, tidy, words_of

_SECOND_DUTY = r"\b(?:kiêm nhiệm|kiêm|đồng thời là|đồng thời)\b"
_JOINT = re.compile(rf"[-–—‐‑,;/+&_()\[\]|]|{_SECOND_DUTY}|\bvà\b", re.IGNORECASE)
_PARTY_RULES = "Quy định"
_BLOCS = frozenset({"party", "government", "front"})


@dataclass(frozen=True, slots=True)
class Tenure:
    """The view of a decree on a title for a time; `category` None: it decides nothing (a seat on a committee)."""

    category: str | None
    bloc: str
    valid_from: date
    valid_to: date
    source: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text between two joints: its words with abbreviations written out, and as they are."""

    begin: int
    end: int
    words: Words
    plain_words: Words


def parts_of(clean: str) -> Iterator[Part]:
    """Give the parts of a tidied text between dashes, commas, «kiêm», «và» …, empty ones left out."""
    begin = 0
    for end, next_begin in [*(joint.span() for joint in _JOINT.finditer(clean)), (len(clean), len(clean))]:
        if clean[begin:end].strip():
            plain_words = words_of(clean[begin:end])
            yield Part(begin, end, written_out(plain_words), plain_words)
        begin = next_begin


def has_second_duty(clean: str) -> bool:
    """Tell whether a tidied text says of a post that it is held beside the one before: «… kiêm Chỉ huy trưởng»."""
    return re.search(rf"\S.*{_SECOND_DUTY}", clean, re.IGNORECASE) is not None


def words_in(text: str) -> Words:
    """Give the words of all parts: «Văn phòng - TK» and «văn phòng thống kê» are the same."""
    return tuple(word for part in parts_of(tidy(text)) for word in part.words)


def is_job_group(text: str) -> bool:
    """Tell whether it is a group of job positions («Lãnh đạo, quản lý», «Hỗ trợ, phục vụ») and names no post."""
    words = words_in(text)
    return bool(words) and _job_words().issuperset(words)


@lru_cache(maxsize=1)
def _job_words() -> frozenset[str]:
    return frozenset(word for words in cell_words("job_group") for word in words_of(words))


def is_worded_by_decree(title: str) -> bool:
    """Tell whether a decree or a law writes the title; the Party's own rules leave its capitals to the office."""
    return any(not post.source.startswith(_PARTY_RULES) for post in tenures().get(title, ()))


@lru_cache(maxsize=1)
def spellings() -> dict[Words, dict[str, str]]:
    """Give the table of spelling -> title by kind of unit, "" for every other kind; each title spells itself.

    Raises reference.ReferenceError when a spelling stands for two titles, or for one that `positions.csv` lacks.
    """
    table: dict[Words, dict[str, str]] = {words_in(title): {"": title} for title in tenures()}
    if len(table) != len(tenures()):
        raise reference.ReferenceError("positions.csv: hai chức danh chỉ khác nhau ở cách viết.")
    for row in reference.rows("position_spellings"):
        if row["title"] not in tenures() or (row["unit_kind"] and row["unit_kind"] not in LEVEL_OF_KIND):
            raise reference.wrong_row(row, f"«{row['spelling']}» không dẫn tới chức danh nào.")
        titles = table.setdefault(words_in(row["spelling"]), {})
        if titles.setdefault(row["unit_kind"], row["title"]) != row["title"]:
            raise reference.wrong_row(row, f"«{row['spelling']}» đã là chức danh khác ở trên.")
    return table


@lru_cache(maxsize=1)
def longest_spelling() -> int:
    """Count the words of the longest spelling."""
    return max(map(len, spellings()))


@lru_cache(maxsize=1)
def tenures() -> dict[str, tuple[Tenure, ...]]:
    """Give the table of title -> the views of the decrees on it, one after the other.

    Raises reference.ReferenceError for an unknown category or bloc, and for two decrees on one day.
    """
    categories = {value.code for value in reference.code_lists()["category"]} | {""}
    table: dict[str, list[Tenure]] = {}
    for row in reference.rows("positions"):
        if row["category"] not in categories or row["bloc"] not in _BLOCS:
            raise reference.wrong_row(row, f"«{row['title']}» thuộc loại hoặc khối không có.")
        begin = date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min
        end = date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max
        earlier = table.setdefault(row["title"], [])
        if begin > end or (earlier and earlier[-1].valid_to >= begin):
            raise reference.wrong_row(row, f"«{row['title']}» có hai văn bản vào một ngày, hoặc sai thứ tự.")
        earlier.append(Tenure(row["category"] or None, row["bloc"], begin, end, row["source"]))
    return {title: tuple(posts) for title, posts in table.items()}
