"""The answers of clerks, kept for the next files: all are read, new ones are remembered, old ones forgotten.

Two windows may answer or forget at once. An answer is only put where the clerk has seen that there is none (or the one
that it replaces), and only the very answer that the clerk has seen is forgotten; the rest is told, not overwritten.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select

import database
from database import Witness
from etl.headers.by_hand import names_people
from etl.normalising.answers import Answer, Learned
from etl.problems import problem
from etl.questions import choices
from etl.records import Picture, PictureColumn, Question
from models import LearnedColumn, LearnedSpelling
from reference.spelling import tidy

_LONGEST_TITLE, _LONGEST_SOURCE = 500, 255


@dataclass(frozen=True, slots=True)
class Outcome:
    """The number of answers that were kept, and the other answers that somebody else gave in the meantime."""

    kept: int
    taken: tuple[Answer, ...] = ()
    refused: str = ""
    """The reason why nothing was kept, in words; "" where there is none."""


def read_all(connection: Connection) -> Learned:
    """Read every answer that counts now."""
    spellings = {
        (row.field, row.key): Answer(row.spelling, row.meaning, row.answered_by, row.answered_at)
        for row in connection.execute(select(LearnedSpelling.__table__))
    }
    columns: dict[str, dict[int, Answer]] = {}
    for row in connection.execute(select(LearnedColumn.__table__)):
        answer = Answer(row.title, row.meaning, row.answered_by, row.answered_at)
        columns.setdefault(row.header, {})[row.number] = answer
    return Learned(spellings, columns)


def learn_spellings(
    url: str,
    answers: Sequence[tuple[Question, str]],
    by: str,
    as_of: date,
    province: str,
    witness: Witness = database.unseen,
) -> Outcome:
    """Remember what spellings mean, all in one transaction; a spelling that somebody answered meanwhile stays.

    Raises ValueError for a meaning that is none of the question's choices.
    """
    for question, meaning in answers:
        if meaning not in dict(choices(question.field, as_of, province)):
            raise ValueError(f"«{meaning}» is no answer about {question.field}")
    conflicts: list[Answer] = []
    with database.writing(url) as connection:
        answered = read_all(connection).spellings
        rows = {}
        for question, meaning in answers:
            place = (question.field, question.key)
            if place not in answered:
                rows[place] = _spelling_row(question, meaning, by)
            elif answered[place].meaning != meaning:
                conflicts.append(answered[place])
        if rows:
            connection.execute(insert(LearnedSpelling), list(rows.values()))
            witness(connection)
    return Outcome(len(rows), tuple(conflicts))


def _spelling_row(question: Question, meaning: str, by: str) -> dict[str, Any]:
    return {
        "field": question.field,
        "key": question.key,
        "spelling": tidy(question.spelling),
        "meaning": meaning,
        "source": question.source,
        "answered_by": by,
        "answered_at": _now(),
    }


def learn_columns(
    url: str,
    picture: Picture,
    meanings: Mapping[int, str],
    by: str,
    witness: Callable[[Connection, int], None] = database.unseen,
) -> Outcome:
    """Remember what columns (by their numbers) mean under the header of a picture, in one transaction.

    What the header says by itself is not remembered: choosing it takes an answer back. A column that somebody has
    answered since the picture was made stays. Nothing is kept where no column, or two, would tell the names.
    """
    columns = {column.number: column for column in picture.columns}
    changed = {number: meaning for number, meaning in meanings.items() if not _says_so(columns[number], meaning)}
    fields = [meanings.get(number, column.meaning).partition(":")[0] for number, column in columns.items()]
    if not names_people(fields) and any(_is_name(m) or _is_name(columns[n].meaning) for n, m in changed.items()):
        return Outcome(0, refused=problem("column_choice_without_name").message)
    with database.writing(url) as connection:
        conflicts = list(_put_columns(connection, picture, changed, by))
        kept = len(changed) - len(conflicts)
        if kept:
            witness(connection, kept)
    return Outcome(kept, tuple(conflicts))


def _put_columns(connection: Connection, picture: Picture, changed: Mapping[int, str], by: str) -> Iterator[Answer]:
    """Write what nobody else has changed; the answers that stay because somebody has are yielded."""
    columns = {column.number: column for column in picture.columns}
    answers = read_all(connection).columns.get(picture.header, {})
    for number, meaning in changed.items():
        column, now = columns[number], answers.get(number)
        if (now.meaning if now else column.by_header) != column.meaning:
            if now is None or now.meaning != meaning:
                yield now or Answer(column.title, column.by_header, "", _now())
            continue
        at = and_(LearnedColumn.header == picture.header, LearnedColumn.number == number)
        connection.execute(delete(LearnedColumn).where(at))
        if meaning != column.by_header or not meaning:
            connection.execute(insert(LearnedColumn).values(_column_row(picture, number, meaning, by)))


def _says_so(column: PictureColumn, meaning: str) -> bool:
    """Tell whether a column means that already; «not used» has to be said once of a column that is not understood."""
    return meaning == column.meaning and bool(meaning or column.answered_by)


def _is_name(meaning: str) -> bool:
    return meaning in ("full_name", "given_name", "family_name")


def _column_row(picture: Picture, number: int, meaning: str, by: str) -> dict[str, Any]:
    title = next(column.title for column in picture.columns if column.number == number)
    return {
        "header": picture.header,
        "number": number,
        "title": title[:_LONGEST_TITLE],
        "meaning": meaning,
        "source": f"{picture.file} › {picture.sheet}"[:_LONGEST_SOURCE],
        "answered_by": by,
        "answered_at": _now(),
    }


def forget_spelling(url: str, field: str, key: str, answered_at: datetime, witness: Witness = database.unseen) -> bool:
    """Forget the answer of that moment; False when it is gone already, or answered anew since."""
    place = and_(LearnedSpelling.field == field, LearnedSpelling.key == key)
    with database.writing(url) as connection:
        deletion = connection.execute(delete(LearnedSpelling).where(place, LearnedSpelling.answered_at == answered_at))
        return _forgotten(connection, deletion.rowcount, witness)


def forget_column(
    url: str, header: str, number: int, answered_at: datetime, witness: Witness = database.unseen
) -> bool:
    """Forget the answer of that moment; False when it is gone already, or answered anew since."""
    place = and_(LearnedColumn.header == header, LearnedColumn.number == number)
    with database.writing(url) as connection:
        deletion = connection.execute(delete(LearnedColumn).where(place, LearnedColumn.answered_at == answered_at))
        return _forgotten(connection, deletion.rowcount, witness)


def _forgotten(connection: Connection, number: int, witness: Witness) -> bool:
    if number:
        witness(connection)
    return number > 0


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
