"""The import page once files were dropped: what is open, the questions, the problems, and the consent to load."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import streamlit as st

from dashboard import cached
from dashboard.data import (
    answers,
    import_columns,
    import_days,
    import_files,
    import_open,
    import_problems,
    import_questions,
    import_steps,
    import_units,
    import_view,
)

Digests = Sequence[tuple[str, str]]
"""Name and SHA-256 of each dropped file."""


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts of the write side that the page offers; this room does not know that side."""

    learn_columns: import_columns.Learn
    learn_spellings: import_questions.Learn
    marked_copies: Callable[[Any], Iterable[tuple[str, bytes]]]
    """Function that gives name and bytes of each file with the cells of a report's problems marked."""


def as_record(checked: Any) -> dict[str, Any]:
    """Give an `etl.records.LoadReport` as plain dictionaries, without what only the questions need."""
    return asdict(replace(checked, pictures=[], questions=[]))


def show(
    checked: Any,
    digests: Digests,
    names: Sequence[str],
    trial: object,
    version: str,
    acts: Acts,
    *,
    is_loading: bool,
    waits: bool,
) -> bool:
    """Show all that was understood of the files; tell whether the clerk wants them loaded as they are shown.

    `names`: those of the files, of an archive those inside; `trial` tells the days, the unit and what is left out;
    `version` tells one state of what is learned; `waits`: what is sent waits for the province's approval.
    """
    dropped, files = [name for name, _ in digests], (digests, trial)
    state = cached.state()
    report = import_units.told_apart(as_record(checked), state.province)
    answers.tell(files, version)
    is_current = import_steps.follow_changes(files, state.version, cached.imports())
    gaps = import_files.gaps(report)
    can_load = not is_loading and import_steps.can_be_loaded(report)
    import_open.show(import_open.causes(report, checked.questions, gaps), can_load=can_load, waits=waits)
    import_steps.verdict(report, dropped)
    import_days.ask(report)
    import_units.ask(report, state.province)
    if is_loading:
        import_steps.offer_other_files()
    if can_load:
        import_view.summary(report)
    import_files.table(report, import_files.say_what_is_corrected(names, cached.imports()))
    if not is_loading:
        import_files.offer_to_leave_out(report, digests)
        import_files.offer_one_day(report, digests)
    is_read = any(file["sheets"] for file in report["files"])
    _ask(checked, acts, version, is_read=is_read)
    if is_read:
        _problems(report, dropped, lambda: acts.marked_copies(checked))
    wants_to_load = can_load and _consents(report, gaps, is_current=is_current, waits=waits)
    if is_read and not wants_to_load:
        st.header("Đã hiểu các tệp thế nào", anchor=False)
        import_view.recognised(report["files"], report["units"])
    return wants_to_load


def _ask(checked: Any, acts: Acts, version: str, *, is_read: bool) -> None:
    if checked.pictures:
        import_columns.show(checked, acts.learn_columns, version)
    if is_read or checked.questions:
        import_questions.show(checked, acts.learn_spellings)


def _problems(
    report: Mapping[str, Any], dropped: Sequence[str], copies: Callable[[], Iterable[tuple[str, bytes]]]
) -> None:
    st.header("3. Lỗi và cảnh báo", anchor="loi")
    import_problems.show(report["problems"], key="import")
    if report["problems"]:
        import_steps.offer_marked_copies(dropped, copies)


def _consents(report: Mapping[str, Any], gaps: Sequence[str], *, is_current: bool, waits: bool) -> bool:
    st.header("4. Gửi duyệt" if waits else "4. Nạp", anchor="nap")
    import_view.changes(report["changes"])
    is_agreed = import_steps.consent(report, gaps)
    return import_steps.wants_to_load(consented=is_agreed, is_current=is_current, waits=waits)
