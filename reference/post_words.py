"""The words of posts: `position_words.csv`, abbreviation -> its meaning, and the ways to write a post with them."""

from functools import lru_cache

from reference.spelling import Words, words_of
from reference.tables import ReferenceError, rows, wrong_row


def written_out(words: Words) -> Words:
    """Replace the abbreviations in `words`, the longest first, and leave idle words («công chức») out."""
    table = abbreviations()
    longest = max(map(len, table))
    full: list[str] = []
    start = 0
    while start < len(words):
        length = next((n for n in range(longest, 0, -1) if words[start : start + n] in table), 0)
        full += table[words[start : start + length]] if length else words[start : start + 1]
        start += length or 1
    return tuple(full)


def ways_to_write(words: Words) -> frozenset[Words]:
    """List a post's ways: as it is, written out, and with each abbreviation: «Chủ tịch UBMTTQ», «PCT HĐND»."""
    ways = {words, written_out(words)}
    left = list(ways)
    while left:
        way = left.pop()
        shorter = {
            (*way[:at], *short, *way[at + len(means) :])
            for short, means in abbreviations().items()
            for at in range(len(way) - len(means) + 1)
            if means and way[at : at + len(means)] == means
        }
        left += shorter - ways
        ways |= shorter
    return frozenset(ways)


@lru_cache(maxsize=1)
def abbreviations() -> dict[Words, Words]:
    """Give the table of abbreviation -> its meaning.

    Raises reference.ReferenceError when one has two meanings, or a meaning is not written out itself.
    """
    table: dict[Words, Words] = {}
    for row in rows("position_words"):
        short, means = words_of(row["written"]), words_of(row["means"])
        if not short or table.setdefault(short, means) != means:
            raise wrong_row(row, f"«{row['written']}» đã có nghĩa khác ở trên.")
    for means in table.values():
        if any(means[at : at + len(other)] == other for other in table for at in range(len(means))):
            raise ReferenceError(f"position_words.csv: nghĩa «{' '.join(means)}» chưa viết đầy đủ.")
    return table
