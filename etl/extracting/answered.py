"""Cells by the reference tables and, where these know nothing, by what clerks answered."""

from typing import Any

from etl.normalising import people as persons
from etl.normalising import values
from etl.normalising.answers import BLANK, MARK, Answers, mark_field, sets_of_answer
from reference import official_names


class AnsweredCells:
    """A reader of single cells; an answer that the tables have outgrown (a code that is no more) counts as none."""

    def __init__(self, answers: Answers | None) -> None:
        self._answers = answers or Answers()

    def value(self, name: str, value: Any) -> values.Sets | values.Unknown:
        """Read a cell of a text column of a coded field, as `values.read_value`."""
        reading = values.read_value(name, value)
        if not isinstance(reading, values.Unknown):
            return reading
        meaning = self._answers.meaning(name, values.as_text(value))
        sets = sets_of_answer(meaning) if meaning else ()
        return sets if sets in values.known_sets(name) else reading

    def mark(self, name: str, sets: values.Sets, value: Any) -> values.Sets | values.Unknown | None:
        """Read a cell of a column of marks, as `values.read_mark`."""
        reading = values.read_mark(name, sets, value)
        if not isinstance(reading, values.Unknown):
            return reading
        return sets if self._answers.meaning(mark_field(name), values.as_text(value)) == MARK else reading

    def listed(self, name: str, text: str) -> str | None:
        """Read a name of an official list; None for what neither it nor an answer knows."""
        official = persons.read_name(name, text)
        answer = None if official else self._answers.meaning(name, text)
        return answer if answer and answer in official_names(name) else official

    def is_left_blank(self, code: str, name: str, text: str) -> bool:
        """Tell whether a clerk said that cells which are a problem of that kind may stay blank."""
        return self._answers.meaning(mark_field(name) if code == "unknown_mark" else name, text) == BLANK
