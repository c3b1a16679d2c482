"""Words parted into the longest runs that the lexicon has, each with its senses under a field."""

from collections.abc import Iterable
from functools import lru_cache

from reference.phrases.lexicon import Role, Sense, longest, senses
from reference.spelling import Words

_RELATED = {"it": ("it_detail",), "it_detail": ("it",), "english": ("other_language",), "other_language": ("english",)}
"""Fields whose levels stand under one heading."""


def matches(
    words: Words, name: str | None, *, is_given: bool = True, is_nearest: bool = False
) -> Iterable[tuple[Words, tuple[Sense, ...]]]:
    """Part the words into the longest known runs; a run of codes counts only where `name` has it, or one field alone.

    A word that is unknown is a run without senses. `name` None: any sense counts. `is_nearest`: the words or the
    heading above them speak of that field first. A run of a level and all above it, «từ trung cấp trở lên», is of the
    field that has it where that was spoken of last; elsewhere its words are read by themselves.
    """
    at, spoken = 0, name if is_given else None
    while at < len(words):
        runs = [words[at : at + length] for length in range(min(longest(), len(words) - at), 0, -1)]
        near = (spoken, *_RELATED.get(spoken or "", ()))
        own = (
            (run, meanings)
            for run in runs
            if (meanings := _own(senses().get(run, ()), name, is_last=is_given and at + len(run) == len(words)))
            and (is_nearest or not is_own(senses()[run]))
            and (meanings[0].field in near or not _is_open_level(run, meanings[0]))
        )
        free = (
            (run, meanings)
            for run in runs
            if (meanings := _free(senses().get(run, ()), name))
            and (meanings[0].field in near or not _is_open_level(run, meanings[0]))
        )
        run, meanings = next(own, None) or next(free, None) or (runs[-1], ())
        yield run, meanings
        spoken = next((sense.field for sense in meanings if sense.role is Role.FIELD), spoken)
        at += len(run)


@lru_cache(maxsize=4096)
def _is_open_level(run: Words, sense: Sense) -> bool:
    """Tell whether a run is codes by «… trở lên» in words that do not name their field: «trung cấp tin học trở lên»."""
    inner = [run[first:last] for first in range(len(run)) for last in range(first + 1, len(run) + 1)]
    held = [each for part in inner if part != run for each in senses().get(part, ())]
    is_open = any(each.role in (Role.UPWARDS, Role.DOWNWARDS) for each in held)
    return sense.role is Role.CODES and is_open and Sense(Role.FIELD, sense.field) not in held


def _own(meanings: tuple[Sense, ...], name: str | None, *, is_last: bool) -> tuple[Sense, ...]:
    """Give the sense that words have under a field, or under one whose levels stand with its own."""
    if name is None or (not is_last and any(sense.role is Role.FILLER for sense in meanings)):
        return ()  # «Tin học › Có» is an answer; «có trình độ tin học», «Tôn giáo › Có» say nothing of IT
    nearest = (name, *_RELATED.get(name, ()))
    senses_there = (s for close in nearest for s in meanings if s.role is Role.CODES and s.field == close)
    return tuple(list(senses_there)[:1])


def is_own(meanings: tuple[Sense, ...]) -> bool:
    """Tell whether words name a code under the heading of its own field alone."""
    return any(sense.role is Role.OWN for sense in meanings)


def _free(meanings: tuple[Sense, ...], name: str | None) -> tuple[Sense, ...]:
    """Give the senses of words that mean the same under any field."""
    if name is None:
        return meanings
    if is_own(meanings):
        return ()
    others = tuple(sense for sense in meanings if sense.role is not Role.CODES)
    return others or (meanings if len({sense.field for sense in meanings}) == 1 else ())
