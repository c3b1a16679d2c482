"""Published figures in sentences: «Về trình độ học vấn: tiến sĩ 02 người chiếm 0,08%; …»."""

import re
from collections.abc import Iterator

from reconciling.figures import Block, Figure, Published
from reconciling.numbers import count_in, share_in
from reference import phrases
from reference.spelling import tidy

_COUNT = r"\d{1,3}(?:\.\d{3})+|\d+"
_BOTH = re.compile(
    rf"(?P<label>[^;:.()%]*?)\s*(?:là|có|:)?\s*(?P<count>{_COUNT})\s*(?:người|đồng chí|cán bộ|công chức)?"
    r"[\s,]*(?:chiếm|đạt|bằng|tương đương|\(|=)\s*(?:tỷ lệ|tỉ lệ)?\s*(?P<share>\d{1,3}(?:,\d+)?)\s*%"
)
_SHARE = re.compile(
    r"(?P<label>[^;:.()%]*?)\s*(?:chiếm|đạt|là|\()\s*(?:tỷ lệ|tỉ lệ)?\s*(?P<share>\d{1,3}(?:,\d+)?)\s*%"
)
_ALONE = re.compile(rf"(?P<label>[^;:.()%]*?)\s*(?P<verb>là|có|:|gồm)?\s*(?P<count>{_COUNT})\s*(?:người|đồng chí)")
_SENTENCE = re.compile(r"(?<=[.!?])(?<!\d\.)\s+(?=[^\W\d_])|\n+")
_HEADING = re.compile(r"(?:^|[;.,])\s*(?P<heading>(?:Về|về)\s[^:;,]*):")


def published_in(text: str) -> Published:
    """Read the figures of an article; empty where it has none."""
    wholes: list[Figure] = []
    blocks: list[Block] = []
    for number, sentence in enumerate(filter(None, map(tidy, _SENTENCE.split(text))), start=1):
        where = f"câu {number}"
        for heading, rest in _headed(sentence):
            figures = list(_figures(heading, rest, where))
            parts = tuple(figure for figure in figures if figure.share is not None)
            wholes += [figure for figure in figures if figure.share is None]
            if parts:
                blocks.append(Block(heading or parts[0].label, parts, is_partition=len(parts) > 1 and _is_one(parts)))
    return Published(tuple(blocks), tuple(wholes))


def _headed(sentence: str) -> Iterator[tuple[str, str]]:
    """Part a sentence at its «Về …:»."""
    heads = list(_HEADING.finditer(sentence))
    yield "", sentence[: heads[0].start()] if heads else sentence
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else len(sentence)
        yield head["heading"], sentence[head.end() : end]


def _figures(heading: str, text: str, where: str) -> Iterator[Figure]:
    """Take counts with shares first, then lone shares and counts from what is left."""
    place = 0
    rest = text
    for pattern in (_BOTH, _SHARE, _ALONE):
        for match in pattern.finditer(rest):
            place += 1
            label = _label(match["label"])
            if pattern is _ALONE and not match["verb"] and not phrases.read([label]).is_understood:
                continue  # «hơn 2.000 người»: nobody is named
            path = (*([heading] if heading else []), label)
            groups = match.groupdict()
            count = count_in(groups["count"]) if groups.get("count") else None
            share = share_in(groups["share"]) if groups.get("share") else None
            yield Figure(path, f"{where}, số thứ {place}", count, share)
        rest = pattern.sub(" ; ", rest)


def _label(text: str) -> str:
    """Keep of the words before a number those that name people, and no «đến nay thì»."""
    words = tidy(text).strip(" -–+:,").split(" ")
    for start in range(len(words)):
        label = " ".join(words[start:])
        if label and not phrases.read([label]).unknown:
            return label
    return " ".join(words)


def _is_one(parts: tuple[Figure, ...]) -> bool:
    fields = {phrases.read(part.path).field for part in parts}
    return len(fields) == 1
