"""Words of a question that no table knows: near ones are proposed and places of elsewhere named; nothing is guessed."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from questions.tones import restored
from reference import phrases
from reference.forms.rules import POSITION
from reference.likeness import nearest
from reference.provinces import bare_name, lineage, provinces
from reference.question_words import question_words
from reference.spelling import Words, plain, words_of
from reference.vietnamese import in_sentence
from stats.names import Names
from stats.spoken_places import places_called

_LONGEST = 5
"""Words that are looked up together."""
_FEWEST_LETTERS = 6
"""Letters from which on words may have a slip: shorter ones are near to too many."""
_FEWEST_WORDS = 2
"""Words that are looked up together where several in a row are unknown."""
_MOST_ENDINGS = 8
_SYLLABLE = re.compile(r"[^aeiouy]*[aeiouy]+(?:ch|ng|nh|[cmnpt])?|\d+")
_FILLER = "filler"
_ALIKE = {"tr": "ch", "gi": "d", "r": "d", "x": "s", "l": "n", "y": "i"}
_SOUNDS = re.compile("^(?:tr|gi(?=[aeou])|[rxl])|y$")
Window = tuple[int, int]


def mended(text: str, unknown: Collection[str], names: Names) -> tuple[tuple[str, ...], str]:
    """Find near words for those that nobody knows, and the question with them; nothing where none are near."""
    written = _Written.of(text, names)
    known = _vocabulary(names)
    meant: dict[Window, str] = {}
    for run in written.runs(unknown):
        near = ((window, word) for window in written.windows(run) if (word := _near(written, window, run, known)))
        if (best := next(near, None)) is not None:
            meant[best[0]] = best[1]
    shown = list(written.shown)
    for (first, last), word in sorted(meant.items(), reverse=True):
        shown[first:last] = [word]
    return tuple(meant.values()), " ".join(shown) if meant else ""


def endings(unknown: Sequence[str]) -> tuple[str, ...]:
    """List what words may be the beginning of, «chủ tịch» of three posts; none where that is too much."""
    begun = tuple(unknown)
    longer = sorted(words for words in phrases.senses() if words[:-1] == begun and len(begun) >= _FEWEST_WORDS)
    meant = {phrases.senses()[words]: words for words in reversed(longer)}  # two spellings of a post are one
    return tuple(sorted(map(_named, meant, meant.values()))) if len(meant) <= _MOST_ENDINGS else ()


def _named(senses: Sequence[phrases.Sense], words: Words) -> str:
    """Name a post by its title, anything else by its words."""
    posts = [condition for sense in senses for part in sense.rule for condition in part if condition.field == POSITION]
    return in_sentence(str(posts[0].values[0])) if posts else _shown(words)


def place_elsewhere(text: str, unknown: Collection[str], names: Names, others: Collection[Names]) -> str:
    """Find a place of another province or another date among words that nobody knows; empty for none."""
    written = _Written.of(text, names)
    called = {words for other in others for words in places_called(other)} | _provinces()
    for run in written.runs(unknown):
        for first, last in written.windows(run):
            words = written.words[first:last]
            if len(words) > 1 and words in called and words not in places_called(names):
                return " ".join(written.shown[first:last])
    return ""


@dataclass(frozen=True, slots=True)
class _Written:
    """A question parted at its blanks: `words` as the tables have them, `shown` as they were typed."""

    words: Words
    shown: tuple[str, ...]

    @classmethod
    def of(cls, text: str, names: Names) -> "_Written":
        """Part a text; words without tones are given theirs, and shown so."""
        typed = [token.strip('?!.,;:«»"') for token in text.split()]
        own = tuple(words[0] if len(words := words_of(token)) == 1 else "" for token in typed)
        toned = restored(own, names)
        shown = (new if new != old else token for token, old, new in zip(typed, own, toned, strict=True))
        return cls(toned, tuple(shown))

    def runs(self, unknown: Collection[str]) -> Iterator[Window]:
        """Give the runs of words that nobody knows."""
        start = None
        for at, word in enumerate([*self.words, ""]):
            if word in unknown and start is None:
                start = at
            elif word not in unknown and start is not None:
                yield start, at
                start = None

    def windows(self, run: Window) -> list[Window]:
        """List the words in and around a run, those that hold most of it first, without more words than they need."""
        first, last = run
        ends = range(max(0, first - 2), min(len(self.words), last + 2) + 1)
        windows = [(a, b) for a in ends for b in ends if a < b <= a + _LONGEST and a < last and b > first]
        return sorted(windows, key=lambda window: (-_held(window, run), window[1] - window[0]))


def _held(window: Window, run: Window) -> int:
    return min(window[1], run[1]) - max(window[0], run[0])


def _near(written: _Written, window: Window, run: Window, known: Mapping[int, Mapping[Words, str]]) -> str:
    """Find the known words nearest to those of a window, in which words outside the run are as they were typed."""
    words = written.words[slice(*window)]
    if words in phrases.senses() or words in question_words():
        return ""
    own = range(max(run[0] - window[0], 0), min(run[1], window[1]) - window[0])
    others = {
        each: shown
        for each, shown in known.get(len(words), {}).items()
        if each != words and all(each[at] == word for at, word in enumerate(words) if at not in own)
    }
    alike = next((shown for each, shown in others.items() if _sounds(each) == _sounds(words)), "")
    text = " ".join(words)
    if len(words) < min(run[1] - run[0], _FEWEST_WORDS):
        return ""
    if alike or len(text) < _FEWEST_LETTERS:
        return alike
    texts = {" ".join(each): shown for each, shown in others.items()}
    return texts.get(next(iter(nearest([text], texts)), ""), "")


def _sounds(words: Words) -> Words:
    """Write words without tones and with one letter for those that are pronounced alike."""
    return tuple(_SOUNDS.sub(lambda match: _ALIKE[match[0]], plain(word)) for word in words)


def _vocabulary(names: Names) -> Mapping[int, Mapping[Words, str]]:
    """List words of questions, of people and of places by their number, with how they are shown.

    Without abbreviations, which are near to too much, and words that say nothing.
    """
    places = {words: " ".join(map(str.capitalize, words)) for words in places_called(names)}
    toned = {plained for words in places if (plained := tuple(map(plain, words))) != words}
    table: dict[int, dict[Words, str]] = {}
    asked = (words for words, role in question_words().items() if role != _FILLER)
    of_people = (words for words, meanings in phrases.senses().items() if meanings[0].role != _FILLER)
    for words in (*places, *asked, *of_people):
        if words not in toned and (words in places or all(map(_is_syllable, words))):
            table.setdefault(len(words), {}).setdefault(words, places.get(words) or " ".join(words))
    return table


def _shown(words: Words) -> str:
    """Write words as people do: what is no syllable is an abbreviation, «UBND»."""
    return " ".join(word if _is_syllable(word) else word.upper() for word in words)


def _is_syllable(word: str) -> bool:
    return _SYLLABLE.fullmatch(plain(word)) is not None


def _provinces() -> set[Words]:
    """List the names of all provinces that there are and were."""
    return {
        words_of(name)
        for unit in provinces()
        for version in lineage(unit.code)
        for name in (version.name, bare_name(version.name))
    }
