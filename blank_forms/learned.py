"""The choices of clerks about what a form's labels count, kept for the next time that the form comes."""

from collections import Counter
from datetime import UTC, datetime

from sqlalchemy import delete, insert

import database
from blank_forms.answers import label_key, read_answer
from blank_forms.form import PEOPLE_KEY, ReadTable
from blank_forms.grid import address
from blank_forms.meanings import is_unread
from models import LearnedFormLabel
from stats import queries

_LONGEST_TITLE, _LONGEST_SOURCE, _LONGEST_MEANING = 500, 255, 500


def answers(url: str) -> dict[str, dict[str, str]]:
    """Read every choice: header -> label key -> meaning; one whose rule is not known any more counts as none."""
    known: dict[str, dict[str, str]] = {}
    with database.reading(url) as connection:
        for row in queries.learned_form_labels(connection):
            if _is_readable(row.meaning):
                known.setdefault(row.header, {})[row.label] = row.meaning
    return known


def titles(table: ReadTable) -> dict[str, str]:
    """List the labels of a table that can be chosen for: label key -> the path as printed.

    Those that nobody understood stand first; those of the same words say where they stand.
    """
    labels = {PEOPLE_KEY: "Cả bảng đếm những ai"}
    if table.listing:
        return labels | {label_key("column", each.path): " › ".join(each.path) for each in table.listing}
    columns = [(column.at, meaning) for column, meaning in zip(table.table.values, table.columns, strict=True)]
    rows = [(row.at, meaning) for row, meaning in zip(table.table.rows, table.rows, strict=True)]
    places = {id(meaning): f"cột {address(1, at)[:-1]}" for at, meaning in columns}
    places |= {id(meaning): f"dòng {at}" for at, meaning in rows}
    every = [meaning for _, meaning in (*columns, *rows)]
    times = Counter(meaning.words for meaning in every)
    return labels | {
        each.key: " › ".join(each.words) + (f" ({places[id(each)]})" if times[each.words] > 1 else "")
        for each in sorted(every, key=lambda each: not is_unread(each))
    }


def learn(
    url: str,
    name: str,
    table: ReadTable,
    label: str,
    meaning: str,
    by: str,
    witness: database.Witness = database.unseen,
) -> None:
    """Remember a choice in place of an earlier one; raises ValueError for a rule that cannot be read."""
    if not _is_readable(meaning) or len(meaning) > _LONGEST_MEANING:
        raise ValueError(f"«{meaning}» is no rule")
    place = (LearnedFormLabel.header == table.header) & (LearnedFormLabel.label == label)
    values = {
        "header": table.header,
        "label": label,
        "title": titles(table).get(label, label)[:_LONGEST_TITLE],
        "meaning": meaning,
        "source": f"{name} › {table.sheet}"[:_LONGEST_SOURCE],
        "answered_by": by,
        "answered_at": datetime.now(UTC).replace(tzinfo=None),
    }
    with database.writing(url) as connection:
        connection.execute(delete(LearnedFormLabel).where(place))
        connection.execute(insert(LearnedFormLabel).values(**values))
        witness(connection)


def forget(
    url: str, header: str, label: str, answered_at: datetime, witness: database.Witness = database.unseen
) -> bool:
    """Forget the choice of that moment; False when it is gone already, or made anew since."""
    place = (LearnedFormLabel.header == header) & (LearnedFormLabel.label == label)
    with database.writing(url) as connection:
        deletion = connection.execute(
            delete(LearnedFormLabel).where(place, LearnedFormLabel.answered_at == answered_at)
        )
        if deletion.rowcount:
            witness(connection)
        return deletion.rowcount > 0


def _is_readable(meaning: str) -> bool:
    try:
        read_answer(meaning)
    except ValueError:
        return False
    return True
