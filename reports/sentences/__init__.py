"""What the figures say in the house style of the office's reports; nothing is computed here, and nothing read or drawn.

`sentences_of` is what pages, documents and the command line ask; the functions behind it take measures and give text.
"""

from reports.sentences.catalogue import CATALOGUE, SentenceKind, sentences_of
from reports.sentences.changes import change
from reports.sentences.fields import composition, levels
from reports.sentences.model import Sentence, Sentences
from reports.sentences.places import coverage, extremes_of_share, extremes_of_size, headcount

__all__ = [
    "CATALOGUE",
    "Sentence",
    "SentenceKind",
    "Sentences",
    "change",
    "composition",
    "coverage",
    "extremes_of_share",
    "extremes_of_size",
    "headcount",
    "levels",
    "sentences_of",
]
