"""The deadline on the page «Tiến độ gửi»: when rosters are due, who is late, who is to send, and setting it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import streamlit as st

import database
from access import accounts
from access.actors import Act
from access.users import current_user
from dashboard import cached
from dashboard.parts.markdown import escape_markdown
from reference import vietnamese
from stats import queries
from stats.measures import Submission, Submissions
from stats.measures.timeliness import Timeliness, Timing, UnitTiming, timeliness

HEADERS = ("Gửi lần đầu", "So với hạn", "Người gửi")
_TYPED, _WRONG = "deadline_typed", "deadline_wrong"


@dataclass(frozen=True, slots=True)
class Beside:
    """The columns beside each unit: against the deadline, what waits, who is to send; hashable, to be remembered."""

    timeliness: Timeliness | None
    waiting: frozenset[str]
    senders: tuple[tuple[str, tuple[str, ...]], ...]

    def rows(self, units: Iterable[Submission]) -> Iterator[tuple[date | None, str | None, str | None]]:
        """Give each unit's values under `HEADERS`, None for what there is not."""
        timing, places = self.timeliness, dict(self.senders)
        for unit in units:
            sent = None if timing is None else timing.first_sent.get(unit.code)
            words = [] if timing is None else [in_words(timing.of(unit.code))]
            words += ["chờ duyệt"] if unit.code in self.waiting else []
            names = [*places.get(unit.code, ()), *places.get(unit.district_code or "", ())]
            yield sent, "; ".join(words) or None, ", ".join(names) or None


def in_words(unit: UnitTiming) -> str:
    """Word a unit's state: «đúng hạn», «muộn 3 ngày», «quá hạn 5 ngày», «còn 10 ngày»."""
    days = vietnamese.number(unit.days)
    return {
        Timing.IN_TIME: "đúng hạn",
        Timing.LATE: f"muộn {days} ngày",
        Timing.OVERDUE: f"quá hạn {days} ngày",
        Timing.OPEN: f"còn {days} ngày" if unit.days else "hôm nay hết hạn",
    }[unit.timing]


def beside(day: date) -> Beside:
    """Read the deadline of a date, when each unit sent first, what waits, and (for whoever approves) who is to send."""
    with database.reading(cached.state().url) as connection:
        due_on = queries.deadline(connection, day)
        sent = {unit: _day(moment) for unit, moment in queries.first_sent(connection, day).items()}
        waiting = queries.waiting_units(connection, day)
        names: Mapping[str, tuple[str, ...]] = {}
        if current_user().may(Act.APPROVE):
            names = accounts.senders(connection)
    today = _day(datetime.now(UTC).replace(tzinfo=None))
    return Beside(timeliness(due_on, today, sent), waiting, tuple(sorted(names.items())))


def _day(moment: datetime) -> date:
    return vietnamese.in_viet_nam(moment).date()


def show(submissions: Submissions, shown: Beside, save: Callable[[date, date | None], None]) -> None:
    """Say what the deadline is and how many keep it; let those of the province who approve rosters set it."""
    if shown.timeliness is not None:
        st.markdown(_sentence(submissions, shown.timeliness))
    if not current_user().may(Act.APPROVE):
        return
    with st.popover("Đặt hạn gửi" if shown.timeliness is None else "Đổi hạn gửi", icon=":material/event:"):
        st.text_input(
            "Hạn gửi (ngày/tháng/năm; để trống là bỏ hạn)",
            value=vietnamese.day(shown.timeliness.due_on) if shown.timeliness else "",
            placeholder="15/01/2024",
            key=f"{_TYPED}_{submissions.as_of}",
        )
        st.button("Lưu hạn", type="primary", on_click=_save, args=(submissions.as_of, save))
    wrong = st.session_state.pop(_WRONG, "")
    if wrong:
        st.warning(f"«{escape_markdown(wrong)}» không phải là ngày; hãy ghi như 15/01/2024.")


def _save(day: date, save: Callable[[date, date | None], None]) -> None:
    text = str(st.session_state.get(f"{_TYPED}_{day}") or "").strip()
    try:
        due_on = datetime.strptime(text, "%d/%m/%Y").date() if text else None  # noqa: DTZ007  a day has no time zone
    except ValueError:
        st.session_state[_WRONG] = text
        return
    save(day, due_on)


def _sentence(submissions: Submissions, timing: Timeliness) -> str:
    counts = Counter(timing.of(unit.code).timing for unit in submissions.units)
    words = {
        Timing.IN_TIME: "gửi đúng hạn",
        Timing.LATE: "gửi muộn",
        Timing.OVERDUE: "quá hạn chưa gửi",
        Timing.OPEN: "chưa gửi, còn trong hạn",
    }
    parts = [f"{vietnamese.number(counts[each])} đơn vị {text}" for each, text in words.items() if counts[each]]
    return f"**Hạn gửi: {vietnamese.day(timing.due_on)}** · " + " · ".join(parts)
