"""Posts as people typed them, as official titles; and which of them made a cadre or a civil servant on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from etl.normalising import register
from etl.normalising.department_posts import is_role, named_title, titles_in
from etl.normalising.department_tables import Department
from etl.normalising.place_words import is_kind_of
from etl.normalising.position_tables import (
    Part,
    has_second_duty,
    is_worded_by_decree,
    longest_spelling,
    parts_of,
    spellings,
    tenures,
    words_in,
)
from reference.likeness import likeliest
from reference.spelling import Words, key, tidy

_ENDINGS = (("việt", "nam"), ("cấp", "xã"))
_PART_TIME, _ELECTED = "part_time", "cadre"


@dataclass(frozen=True, slots=True)
class PositionReading:
    """The posts that a text names: official titles, and the parts of it that are none, as written.

    `category` is what the decree in force gives the titles, of several the first; None where it gives none, or where
    nothing says which of a civil servant's post and a cadre's behind it counts. `joined` has titles and
    unknown parts in the order of the text, «; » between them.
    """

    titles: tuple[str, ...]
    category: str | None
    unknown: tuple[str, ...]
    joined: str
    is_twofold: bool = False
    """True where the titles exclude each other, so that `category` is None though each of them gives one."""


def read_position(
    text: str, day: date, unit_kind: str | None = None, unknown_as: str = "", department: Department | None = None
) -> PositionReading:
    """Read the posts of `text`, joined in any way; `unit_kind` (`commune`, `ward` …) tells the land officers apart.

    A spelling counts exactly, after normalising; «xã», «phường» and a commune's name may follow a title. `department`
    tells whose «Bí thư», «Trưởng phòng» a bare head is. What no table knows becomes the title `unknown_as` where a
    clerk said that it is one.
    """
    clean = tidy(text)
    parts = list(parts_of(clean))
    pieces: dict[str, str] = {}
    """Title or unknown text as it is kept -> the title that it is, "" where it is none."""
    start = 0
    while start < len(parts):
        end, titles = _longest_known(parts, start, unit_kind, department)
        if not titles:
            known = (at for at in range(end, len(parts)) if _longest_known(parts, at, unit_kind, department)[1])
            end = next(known, len(parts))
        text_of_parts = clean[parts[start].begin : parts[end - 1].end].strip()
        if not titles:
            pieces |= {unknown_as: unknown_as} if unknown_as else {text_of_parts: ""}
        pieces |= {_in_own_capitals(title, text_of_parts): title for title in titles}
        start = end
    official = tuple(piece for piece, title in pieces.items() if title)
    unknown = tuple(piece for piece, title in pieces.items() if not title)
    category, is_twofold = _category([title for title in pieces.values() if title], day, has_second_duty(clean))
    return PositionReading(official, category, unknown, "; ".join(pieces), is_twofold=is_twofold)


def titles_out_of_force(joined: str, day: date) -> tuple[str, ...]:
    """List the titles in `PositionReading.joined` that decrees knew at another time but not on `day`.

    What a province's own list gives to part-time staff is not looked at: the list may be longer than the decree's.
    """
    full_time = (
        (title, posts)
        for title in joined.split("; ")
        if (posts := tenures().get(title, ())) and all(post.category not in (None, _PART_TIME) for post in posts)
    )
    return tuple(title for title, posts in full_time if not any(p.valid_from <= day <= p.valid_to for p in posts))


@lru_cache(maxsize=4096)
def suggest_position(text: str) -> str:
    """Give the official title whose spelling looks most like `text`, "" where none is near. Only ever proposed.

    Of a bare head it is the only title that begins so: «Phó Giám đốc».
    """
    role = words_in(text)
    if is_role(role):
        whose = [title for title in tenures() if words_in(title)[: len(role)] == role]
        return whose[0] if len(whose) == 1 else ""
    by_spelling = {" ".join(words): titles for words, titles in spellings().items()}
    proposed = likeliest(" ".join(words_in(text)), by_spelling)
    return next(iter(by_spelling[proposed].values())) if proposed else ""


def _in_own_capitals(title: str, written: str) -> str:
    """A title that no decree writes («Trưởng Ban Xây dựng Đảng») as the office writes it, unless all in capitals."""
    is_same = key(written) == key(title) and written != written.upper() and written != written.lower()
    return written if is_same and not is_worded_by_decree(title) else title


def _longest_known(
    parts: list[Part], start: int, unit_kind: str | None, department: Department | None
) -> tuple[int, tuple[str, ...]]:
    """The end of the longest run of parts from `start` that is nothing but titles, and these; one part and none."""
    for end in range(len(parts), start, -1):
        words = tuple(word for part in parts[start:end] for word in part.words)
        plain_words = tuple(word for part in parts[start:end] for word in part.plain_words)
        own = titles_in(department, plain_words) if department else []
        titles = tuple(own) if len(own) == 1 else _titles(words, unit_kind, department)
        if titles is None or len(titles) > 1:  # «Chuyên viên Văn phòng Đảng ủy» is one post, not two
            title = named_title(plain_words)
            titles = (title,) if title else titles
        if titles:
            return end, titles
    return start + 1, ()


def _titles(words: Words, unit_kind: str | None, department: Department | None) -> tuple[str, ...] | None:
    """Cut `words` into known titles, the first as long as possible; None when a word is left."""
    if not words:
        return ()
    for length in range(min(longest_spelling(), len(words)), 0, -1):
        title = _title(words[:length], unit_kind, department)
        for rest in _without_endings(words[length:]) if title else ():
            more = _titles(rest, unit_kind, department)
            if more is not None:
                return (str(title), *more)
    return None


def _title(words: Words, unit_kind: str | None, department: Department | None) -> str | None:
    """The title that `words` spell, a bare head's by its department; under several that have such heads nobody's."""
    if department is not None and is_role(words):
        own = titles_in(department, words)
        if own or department.is_alone:
            return own[0] if len(own) == 1 else None
    by_kind = spellings().get(words, {})
    return by_kind.get(unit_kind or "", by_kind.get(""))


def _without_endings(words: Words) -> Iterator[Words]:
    """Give `words` without «Việt Nam», «xã», «phường …» in front, the most taken first; at last as they are."""
    lengths = {len(ending) for ending in _ENDINGS if words[: len(ending)] == ending}
    for length in range(1, len(words) + 1):
        if is_kind_of("commune", words[:length]):
            names = register.names_of("commune")
            lengths |= {length, *(end for end in range(length + 1, len(words) + 1) if words[length:end] in names)}
    for length in sorted(lengths, reverse=True):
        yield from _without_endings(words[length:])
    yield words


def _category(titles: Iterable[str], day: date, has_second_duty: bool) -> tuple[str | None, bool]:
    """The category by the posts of `titles`, full-time ones before part-time ones; True where they are at odds.

    Of a cadre's post and a civil servant's the first decides where the other is only held beside it («kiêm»), or where
    it is the cadre's: whoever was elected is a cadre, whatever else the law entrusts to that office.
    """
    posts = (post for title in titles for post in tenures().get(title, ()))
    in_force = [post.category for post in posts if post.category and post.valid_from <= day <= post.valid_to]
    full_time = [category for category in in_force if category != _PART_TIME]
    decided = full_time or in_force
    is_twofold = len(set(decided)) > 1 and not has_second_duty and decided[0] != _ELECTED
    return (None if is_twofold or not decided else decided[0]), is_twofold
