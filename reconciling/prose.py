"""Published figures in sentences: «toàn tỉnh có 2.366 người, trong đó thạc sĩ 274 người chiếm 11,58%; …»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reconciling.figures import Block, Figure, Published
from reconciling.mentions import OF_IT, PLACE, Mention, mentions_in
from reconciling.roundings import Rule, fits
from reference import phrases
from reference.spelling import tidy

_SENTENCE = re.compile(r"(?<=[.!?])(?<!\d\.)\s+(?=[^\W\d_])|\n+")
_CATEGORY = "category"
_ALL = "tổng số"
_REST = re.compile(r"\b(?:khác|còn lại)\b", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Part:
    """A figure, and the wholes that are named before it with «trong đó», the innermost first."""

    figure: Figure
    heading: str
    field: str
    wholes: tuple[Figure, ...] = ()


def published_in(text: str) -> Published:
    """Read the figures of an article; empty where it has none."""
    blocks: list[Block] = []
    wholes: list[Figure] = []
    others: list[Figure] = []
    last: tuple[Figure, ...] = ()
    for number, sentence in enumerate(filter(None, map(tidy, _SENTENCE.split(text))), start=1):
        named: list[Figure] = []
        parts = list(_parts(sentence, f"câu {number}", last if OF_IT.match(sentence) else (), named))
        for group in _groups(parts):
            block = _block(group)
            if block is not None:
                blocks.append(block)
            elif group[0].wholes:
                others += (part.figure for part in group)
            else:
                named += (part.figure for part in group)
        wholes += sorted(named, key=_place)
        last = (wholes[-1],) if named else last
    return Published(tuple(blocks), tuple(wholes), tuple(others))


def year_named_in(text: str) -> int | None:
    """Read the year that a text speaks of, «Năm 2023, toàn tỉnh có …»; None where it names none or several."""
    years = set(_YEAR.findall(tidy(text)))
    return int(years.pop()) if len(years) == 1 else None


def _place(figure: Figure) -> int:
    return int(figure.where.rsplit(" ", maxsplit=1)[-1])


def _parts(sentence: str, where: str, wholes: tuple[Figure, ...], named: list[Figure]) -> Iterator[_Part]:
    """Give the parts of a sentence in order, each under the wholes before it; add the wholes to `named`."""
    field = ""
    for place, mention in enumerate(mentions_in(sentence), start=1):
        own = _field(mention)
        if not own and (mention.heading or _REST.search(mention.labels[-1])):
            own = field  # «khác» and levels that no table knows go on with what stands before them
        path = (*filter(None, [mention.heading]), *mention.labels)
        figure = Figure(path, f"{where}, số thứ {place}", mention.count, mention.share)
        field = own
        if mention.of is not None:
            yield _Part(figure, mention.heading, own, (_own_whole(mention, figure, named),))
            continue
        if mention.is_whole:
            wholes = (figure, *wholes)
            named.append(figure)
            if mention.share is None and not wholes[1:]:
                continue
        yield _Part(figure, mention.heading, own, wholes[1:] if mention.is_whole else wholes)


def _own_whole(mention: Mention, part: Figure, named: list[Figure]) -> Figure:
    """Give the whole that a mention names itself, «274/2.366 người»: the sentence's figure of that count, if it has."""
    known = next((figure for figure in named if figure.count == mention.of), None)
    if known is None:
        places = [mention.heading] if PLACE.fullmatch(mention.heading) else []
        known = Figure((*places, *mention.labels[:-1], _ALL), part.where.replace("số", "mẫu số"), mention.of)
        named.append(known)
    return known


def _field(mention: Mention) -> str:
    """Name the field whose levels a mention is one of: «cán bộ, công chức có trình độ đại học» is of education."""
    phrase = phrases.read([mention.heading, *mention.labels] if mention.heading else mention.labels)
    fields = [condition.field for condition in phrase.conditions]
    field = next(
        (each for each in reversed(fields) if each != _CATEGORY), phrase.field or (fields[-1] if fields else "")
    )
    return field.removesuffix("_detail")


def _groups(parts: Sequence[_Part]) -> Iterator[list[_Part]]:
    for _, members in groupby(parts, key=lambda part: (part.heading or part.field, part.wholes)):
        yield list(members)


def _block(group: Sequence[_Part]) -> Block | None:
    """Make a block of parts of one field; None for counts alone of no whole, and for a lone count."""
    figures = tuple(part.figure for part in group)
    if not any(figure.share for figure in figures) and (len(figures) < 2 or not group[0].wholes):
        return None
    total = _whole_of(figures, group[0].wholes)
    above = total if total is not None and total.label != _ALL else None
    if above is not None:
        figures = tuple(replace(figure, path=(*above.path, *figure.path)) for figure in figures)
    title = group[0].heading or (above or figures[0]).label
    fields = {part.field for part in group}
    return Block(title, figures, total, is_partition=len(figures) > 1 and len(fields) == 1 and fields != {""})


def _whole_of(figures: Sequence[Figure], wholes: Sequence[Figure]) -> Figure | None:
    """Choose among wholes within one another the innermost that agrees with the parts, else the outermost."""
    return next((whole for whole in wholes if _agree(figures, whole)), wholes[-1] if wholes else None)


def _agree(figures: Sequence[Figure], whole: Figure) -> bool:
    counts = [figure.count for figure in figures if figure.count is not None]
    shared = [(f.count, f.share) for f in figures if f.count is not None and f.share is not None]
    if not shared or whole.count is None:
        return len(counts) > 0 and sum(counts) == whole.count
    return any(all(fits(count, whole.count, share, rule) for count, share in shared) for rule in Rule)
