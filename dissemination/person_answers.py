"""Answers about people between two dates as somebody gives them: allowed, kept, and written down among the events."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert

import database
from access import events
from access.actors import Act
from access.users import current_user
from models import LeavingReason, PersonMatch
from reference.leaving import leaving_reasons
from stats.queries.movers import MatchRow, ReasonRow

_LONGEST = 500


class MatchedTwiceError(ValueError):
    """Somebody would be one person with two others; the message is a sentence with the rows."""


@dataclass(frozen=True, slots=True)
class PairAnswer:
    """An answer on a doubtful pair; fields as in `models.PersonMatch`."""

    earlier: str
    later: str
    title: str
    earlier_unit: str
    later_unit: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class ReasonAnswer:
    """An answer on why somebody left; fields as in `models.LeavingReason`. Raises ValueError for an unknown reason."""

    person: str
    title: str
    unit: str
    reason: str
    decided_on: date | None = None
    effective_on: date | None = None

    def __post_init__(self) -> None:
        """Hold the reason against the table."""
        if self.reason not in leaving_reasons():
            raise ValueError(self.reason)


def keep_pairs(url: str, answers: Sequence[PairAnswer], named: Mapping[str, str]) -> None:
    """Remember of pairs whether their two rows are one person, in the place of earlier answers; all of them or none.

    `named`: the words for the row of a digest. Raises NotAllowedError; MatchedTwiceError where somebody would be one
    person with two others of the same date.
    """
    current_user().require(Act.TEACH)
    _require_single([answer for answer in answers if answer.is_same], named)
    with database.writing(url) as connection:
        for answer in answers:
            connection.execute(delete(PersonMatch).where(*_pair(answer.earlier, answer.later)))
            _insert(connection, PersonMatch, asdict(answer))
            meaning = "một người" if answer.is_same else "hai người"
            events.add(connection, "answer", "Cặp nghi là một người ở hai ngày", {"trả lời": meaning})


def _require_single(answers: Sequence[PairAnswer], named: Mapping[str, str]) -> None:
    for side, other in (("earlier", "later"), ("later", "earlier")):
        partners: dict[str, list[str]] = {}
        for answer in answers:
            partners.setdefault(getattr(answer, side), []).append(getattr(answer, other))
        for person, people in partners.items():
            if len(people) > 1:
                listed = "; ".join(named[each] for each in people)
                raise MatchedTwiceError(
                    f"{named[person]} không thể là một người với cả {len(people)} dòng: {listed}. "
                    "Mỗi người chỉ ghép với một dòng của ngày kia; chưa ghi nhớ câu trả lời nào."
                )


def keep_reason(url: str, answer: ReasonAnswer) -> None:
    """Remember why somebody left, in the place of an earlier answer. Raises NotAllowedError."""
    current_user().require(Act.TEACH)
    with database.writing(url) as connection:
        connection.execute(delete(LeavingReason).where(LeavingReason.person == answer.person))
        _insert(connection, LeavingReason, asdict(answer))
        words = {"lý do": leaving_reasons()[answer.reason].label}
        events.add(connection, "answer", "Lý do một người rời đi", words)


def forget_pair(url: str, row: MatchRow) -> bool:
    """Forget the very answer that was seen; False where it is gone or was given anew. Raises NotAllowedError."""
    current_user().require(Act.TEACH)
    where = (*_pair(row.earlier, row.later), PersonMatch.answered_at == row.at)
    return _forget(url, delete(PersonMatch).where(*where), "Cặp nghi là một người ở hai ngày")


def forget_reason(url: str, row: ReasonRow) -> bool:
    """Forget the very answer that was seen; False where it is gone or was given anew. Raises NotAllowedError."""
    current_user().require(Act.TEACH)
    where = (LeavingReason.person == row.person, LeavingReason.answered_at == row.at)
    return _forget(url, delete(LeavingReason).where(*where), "Lý do một người rời đi")


def _pair(earlier: str, later: str) -> tuple[Any, Any]:
    return PersonMatch.earlier == earlier, PersonMatch.later == later


def _insert(connection: Connection, table: type[PersonMatch] | type[LeavingReason], values: Mapping[str, Any]) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    shortened = {**values, "title": str(values["title"])[:_LONGEST]}
    connection.execute(insert(table).values(**shortened, answered_by=current_user().name[:80], answered_at=now))


def _forget(url: str, statement: Any, subject: str) -> bool:
    with database.writing(url) as connection:
        is_gone = connection.execute(statement).rowcount > 0
        if is_gone:
            events.add(connection, "forget", subject)
    return is_gone
