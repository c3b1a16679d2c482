"""Meanings of columns that a clerk chose: known again by the whole header, standing above what the header says."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace

from etl.headers.grid import Column
from etl.headers.layout import NAMES, Layout
from etl.headers.vocabulary import PathReading, meaning_of
from etl.normalising.answers import COLUMN, Answer, Learned, Use
from reference.spelling import key

_NO_TITLE = "(không có tiêu đề)"


def header_key(layout: Layout) -> str:
    """Give the SHA-256 of the header paths in their order and the columns under them, wherever the table begins."""
    titled = [column for column in layout.columns if not _is_untitled(column)]
    paths = [[column.index - titled[0].index, *map(key, column.path)] for column in titled]
    return hashlib.sha256(json.dumps(paths, ensure_ascii=False).encode()).hexdigest()


def first_column(layout: Layout) -> int:
    """Give the column (from 0) with number 0: the first that has a title."""
    return next(column.index for column in layout.columns if not _is_untitled(column))


def with_answers(layout: Layout, learned: Learned) -> Layout:
    """Give the layout as clerks said; as it is where no answer is about its header, or they would take its name."""
    answers = learned.columns.get(header_key(layout)) if learned.columns else None
    if not answers:
        return layout
    first = first_column(layout)
    columns = [_answered(column, answers.get(column.index - first)) for column in layout.columns]
    titled = {column.index for column in columns}
    columns += [
        _answered(Column(first + number, (_NO_TITLE,), PathReading(None)), answer)
        for number, answer in answers.items()
        if first + number not in titled and first + number >= 0
    ]
    columns.sort(key=lambda column: column.index)
    answered = replace(layout, columns=columns)
    return layout if layout.tells_names and not answered.tells_names else answered


def names_people(fields: Iterable[str]) -> bool:
    """Tell whether columns of these fields tell each person's name once: in one column, or in two."""
    names = [name for name in fields if name.endswith("_name")]
    return sum(name in NAMES for name in names) == 1 and names.count("family_name") <= ("given_name" in names)


def uses(sheet: str, layout: Layout) -> list[Use]:
    """List the answers that the columns of a sheet were read by."""
    return [
        Use(
            COLUMN,
            f"{sheet}!{column.letters}",
            asked=column.title,
            meaning=answer.meaning,
            by=answer.by,
            at=answer.at.isoformat(),
        )
        for column in layout.columns
        if (answer := column.answer) is not None
    ]


def _answered(column: Column, answer: Answer | None) -> Column:
    if answer is None:
        return column
    meaning = meaning_of(answer.meaning) if answer.meaning else None
    return replace(column, reading=PathReading(meaning), answer=answer, by_header=column.reading)


def _is_untitled(column: Column) -> bool:
    return column.path == (_NO_TITLE,) and column.answer is not None
