"""The figures in words, in the house style of the office's reports; nothing is computed, read or drawn here.

`sentences_of` is what pages, documents and the command line ask; the functions behind it take measures and give text.
"""

from presentation.sentences.catalogue import CATALOGUE, SentenceKind, sentences_of
from presentation.sentences.changes import change
from presentation.sentences.fields import composition, levels
from presentation.sentences.model import Sentence, Sentences
from presentation.sentences.places import coverage, extremes_of_share, extremes_of_size, headcount

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
