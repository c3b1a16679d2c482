"""Phrases that name people by what rosters say of them: «Trình độ chuyên môn › Đại học, nữ» -> a counting rule.

Printed tables, blank forms and questions are put in such words; the tables that read rosters know most of them.
"""

from reference.phrases.lexicon import MAJORITIES, Sense, is_rest, is_undeclared, senses
from reference.phrases.reading import (
    Phrase,
    exception_at,
    exceptions_in,
    field_of,
    is_other_of_english,
    levels_named,
    read,
)

__all__ = [
    "MAJORITIES", "Phrase", "Sense", "exception_at", "exceptions_in", "field_of", "is_other_of_english", "is_rest",
    "is_undeclared", "levels_named", "read", "senses",
]  # fmt: skip
