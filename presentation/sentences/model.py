"""A set of sentences: each under a name, in the order in which a report tells them."""

from collections.abc import Iterator
from dataclasses import dataclass

from presentation.prose import Prose


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement, finished: it begins with a capital and ends with a full stop, and may be two sentences long.

    `name` is a key of `CATALOGUE`, `label` what it is about («Trình độ chuyên môn»).
    """

    name: str
    label: str
    text: Prose


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences about one selection that there is something to say in."""

    items: tuple[Sentence, ...]

    def __iter__(self) -> Iterator[Sentence]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def get(self, name: str) -> str:
        """The text of that name; «» where nothing is to be said («cao nhất» of one place)."""
        return next((sentence.text for sentence in self.items if sentence.name == name), "")

    @property
    def text(self) -> str:
        """All of them, one paragraph each."""
        return "\n".join(sentence.text for sentence in self.items)
