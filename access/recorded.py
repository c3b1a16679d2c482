"""The acts of the write side as somebody does them: allowed, done, and written down among the events."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from sqlalchemy import Connection

import database
from access import events, under_way
from access.actors import Act, Actor, NotAllowedError
from access.users import current_user
from etl import boundaries, learned, office, office_units, pipeline, retention, unnamed, waiting
from etl.boundaries import Boundaries
from etl.figures import pipeline as figures
from etl.figures.records import FigureOptions, FigureReport
from etl.learned import Outcome
from etl.problems import Problem, Refused
from etl.reading.entered_rows import Entry
from etl.records import LoadOptions, LoadReport, Picture, Progress, Question, SourceFile
from etl.waiting import Waiting
from settings import Settings, from_environment
from stats import queries

_NOT_TAUGHT = (
    "Câu trả lời dùng chung cho danh sách của cả tỉnh nên tài khoản này không trả lời được. Hãy sửa trong tệp rồi thả "
    "lại, hoặc nhờ người nạp của tỉnh trả lời."
)


def load(
    url: str,
    files: Sequence[SourceFile],
    options: LoadOptions,
    progress: Progress,
    settings: Settings | None = None,
) -> LoadReport:
    """Load as `pipeline.load`, for the person who is here and their places alone. Raises NotAllowedError."""
    actor = current_user()
    actor.require(Act.LOAD)
    options = replace(options, loaded_by=actor.name, places=actor.scope.places)
    if options.dry_run:
        return pipeline.load(url, files, options, progress, settings)
    if waits(url):
        return _submit(url, files, options, progress, settings)
    with under_way.noted(url, progress) as note:
        names = ", ".join(file.name for file in files)
        report = pipeline.load(url, files, options, note.tell, settings, partial(_loaded, names))
        note.outcome = report.status
    return report


def _loaded(names: str, connection: Connection, report: LoadReport) -> None:
    more = {"tính đến ngày": report.as_of, "người": report.rows_loaded, "đơn vị": len(report.units)}
    events.add(connection, "load", f"Lần nạp số {report.import_id}", more | {"tệp": names[:500]})


def undo(url: str, import_id: int) -> None:
    """Take an import back, if all of it is of one's places; where uploads wait, only for whoever may approve.

    Raises NotAllowedError.
    """
    with database.reading(url) as connection:
        places = queries.places_of_import(connection, import_id)
    current_user().require(Act.LOAD, places)
    if waits(url):
        raise NotAllowedError("Danh sách đã được tỉnh duyệt nên chỉ người duyệt của tỉnh hoàn tác được.")
    pipeline.undo(url, import_id, current_user().name, events.witness("undo", f"Lần nạp số {import_id}"))


# Approval

APPROVAL, COMMUNES = waiting.SETTING, waiting.COMMUNES
"""The office's setting, and its value where uploads of communes wait."""


def waits(url: str) -> bool:
    """Tell whether what the person who is here loads waits for the province's approval."""
    if current_user().scope.is_whole:
        return False
    with database.reading(url) as connection:
        return waiting.is_asked(connection)


def _submit(
    url: str, files: Sequence[SourceFile], options: LoadOptions, progress: Progress, settings: Settings | None
) -> LoadReport:
    report = pipeline.load(url, files, replace(options, dry_run=True), progress, settings)
    if report.status != "would_load":
        return report
    try:
        with database.writing(url) as connection:
            number = waiting.submit(connection, settings or from_environment(), files, options, report)
            words = {"tính đến ngày": report.as_of, "người": report.rows_loaded, "đơn vị": len(report.units)}
            events.add(connection, "upload", f"Bản danh sách số {number}", words)
    except Refused as refusal:
        return replace(report, status="refused", problems=[refusal.problem], rows_loaded=0)
    return replace(report, status="waiting", import_id=number)


def approval(url: str, number: int, progress: Progress, settings: Settings, *, dry_run: bool) -> LoadReport:
    """Load an upload that waits, or only try what it would change. Raises NotAllowedError."""
    actor = current_user()
    actor.require(Act.APPROVE)
    with _in_words():
        return _approval(url, number, progress, settings, actor, dry_run=dry_run)


@contextmanager
def _in_words() -> Iterator[None]:
    """Raise NotAllowedError with the words of a refusal: pages do not know the write side's own."""
    try:
        yield
    except Refused as refusal:
        raise NotAllowedError(str(refusal)) from None


def _approval(
    url: str, number: int, progress: Progress, settings: Settings, actor: Actor, *, dry_run: bool
) -> LoadReport:
    with database.reading(url) as connection:
        upload = waiting.waiting(connection, number)
    if not dry_run and upload.sent_by == actor.name[:80]:
        raise NotAllowedError("Người gửi không tự duyệt bản của mình. Hãy nhờ người khác duyệt.")
    files, options = waiting.files_of(settings, upload), waiting.options_of(upload)
    options = replace(options, dry_run=dry_run, upload=number, approved_by=actor.name)
    try:
        report = pipeline.load(url, files, options, progress, settings, partial(_approved, upload))
    except Refused:  # somebody decided otherwise meanwhile: what this load had kept goes
        unnamed.remove_files(url, settings, upload.files)
        raise
    if dry_run or report.status == "refused":
        return report
    if report.status == "already_loaded":
        with database.writing(url) as connection:
            by, done = actor.name, report.import_id
            waiting.decide(connection, number, waiting.APPROVED, by, import_id=done)
            _approved(upload, connection, report)
    unnamed.remove_files(url, settings, upload.files)
    return report


def _approved(upload: Waiting, connection: Connection, report: LoadReport) -> None:
    more = {"lần nạp": report.import_id, "người gửi": upload.sent_by, "người": report.rows_loaded}
    events.add(connection, "approval", f"Duyệt bản danh sách số {upload.id}", more)


def refuse(url: str, number: int, reason: str, settings: Settings) -> None:
    """Send an upload back with the reason; its files go. Raises NotAllowedError."""
    current_user().require(Act.APPROVE)
    if not reason.strip():
        raise NotAllowedError("Hãy ghi lý do từ chối.")
    with _in_words():
        _end(url, number, waiting.REFUSED, reason.strip(), settings)


def withdraw(url: str, number: int, settings: Settings) -> None:
    """Take back an upload of one's own that nobody has decided on; its files go. Raises NotAllowedError."""
    actor = current_user()
    actor.require(Act.LOAD)
    with _in_words():
        with database.reading(url) as connection:
            upload = waiting.waiting(connection, number)
        if upload.sent_by != actor.name[:80]:
            raise NotAllowedError("Chỉ người gửi rút lại được bản của mình.")
        _end(url, number, waiting.WITHDRAWN, "", settings)


def _end(url: str, number: int, status: str, reason: str, settings: Settings) -> None:
    with database.writing(url) as connection:
        upload = waiting.waiting(connection, number)
        waiting.decide(connection, number, status, current_user().name, reason=reason)
        did = "Từ chối" if status == waiting.REFUSED else "Rút lại"
        words = {"người gửi": upload.sent_by} | ({"lý do": reason} if reason else {})
        events.add(connection, "approval", f"{did} bản danh sách số {number}", words)
    unnamed.remove_files(url, settings, upload.files)


# Figures that are no people


def load_figures(
    url: str, catalogue: str, files: Sequence[SourceFile], options: FigureOptions, settings: Settings
) -> FigureReport:
    """Try or load workbooks of figures, as `etl.figures.pipeline.load`. Raises NotAllowedError."""
    actor = current_user()
    actor.require(Act.APPROVE)
    names = ", ".join(file.name for file in files)
    witness = events.witness("load", f"Biên chế, chỉ số ({catalogue})", {"tệp": names[:500]})
    return figures.load(url, catalogue, files, replace(options, loaded_by=actor.name), settings, witness)


def undo_figures(url: str, catalogue: str, import_id: int) -> None:
    """Take a load of figures back. Raises NotAllowedError."""
    current_user().require(Act.APPROVE)
    witness = events.witness("undo", f"Lần nạp biên chế, chỉ số số {import_id} ({catalogue})")
    figures.undo(url, catalogue, import_id, current_user().name, witness)


def marked_copies(
    url: str, files: Sequence[SourceFile], problems: Sequence[Problem], settings: Settings
) -> Iterator[SourceFile]:
    """Mark the cells of the problems in copies of the files, as `annotate_all`; they leave the house with names.

    Raises NotAllowedError.
    """
    current_user().require(Act.LOAD)
    from etl.annotating import annotate_all  # what writes workbooks is loaded where somebody wants one

    copies = list(annotate_all(files, problems, settings))
    if copies:
        words = {"tệp": ", ".join(copy.name for copy in copies)[:500]}
        events.record(url, "export", "Bản đánh dấu ô lỗi", words)
    yield from copies


# Answers


def learn_columns(url: str, picture: Picture, meanings: Mapping[int, str]) -> Outcome:
    """Remember what columns mean; refused for whoever is confined to some places."""
    actor = current_user()
    if not actor.may(Act.TEACH):
        return Outcome(0, refused=_NOT_TAUGHT)

    def write_down(connection: Connection, kept: int) -> None:
        events.add(connection, "answer", f"Ý nghĩa cột, {picture.file}", {"câu": kept})

    return learned.learn_columns(url, picture, meanings, actor.name, write_down)


def learn_spellings(url: str, answers: Sequence[tuple[Question, str]], as_of: date, province: str) -> Outcome:
    """Remember what spellings mean; refused for whoever is confined to some places."""
    actor = current_user()
    if not actor.may(Act.TEACH):
        return Outcome(0, refused=_NOT_TAUGHT)
    given = {f"{question.field}: {question.spelling}": meaning for question, meaning in answers}
    witness = events.witness("answer", "Cách ghi", given)
    return learned.learn_spellings(url, answers, by=actor.name, as_of=as_of, province=province, witness=witness)


def forget_spelling(url: str, field: str, key: str, at: datetime) -> bool:
    """Forget an answer about a spelling, as `learned.forget_spelling`. Raises NotAllowedError."""
    current_user().require(Act.TEACH)
    return learned.forget_spelling(url, field, key, at, events.witness("forget", f"{field}: {key}"))


def forget_column(url: str, header: str, number: int, at: datetime) -> bool:
    """Forget an answer about a column, as `learned.forget_column`. Raises NotAllowedError."""
    current_user().require(Act.TEACH)
    witness = events.witness("forget", f"Cột {number + 1} của bảng {header[:8]}")
    return learned.forget_column(url, header, number, at, witness)


# Settings


def save_settings(url: str, values: Mapping[str, str]) -> None:
    """Keep settings of the office, as `office.save`; what changed is told with its old and new value.

    The address of publications belongs to whoever publishes. Raises NotAllowedError.
    """
    current_user().require(Act.PUBLISH if set(values) == {"public_url"} else Act.SETTINGS)
    with database.reading(url) as connection:
        before = queries.office_settings(connection)
    values = retention.chosen(before, values, retention.today())
    changed = {key: value for key, value in values.items() if value != before.get(key, "")}

    def write_down(connection: Connection) -> None:
        for key, value in changed.items():
            events.add(connection, "settings", key, {"cũ": before.get(key, ""), "mới": value})

    office.save(url, values, write_down)


def set_deadline(url: str, as_of: date, due_on: date | None) -> None:
    """Set until when rosters of a date are to be sent, or (None) take the deadline away. Raises NotAllowedError."""
    actor = current_user()
    actor.require(Act.APPROVE)
    with database.reading(url) as connection:
        before = queries.deadline(connection, as_of)
    old, new = (each.isoformat() if each else "" for each in (before, due_on))
    witness = events.witness("settings", f"Hạn gửi danh sách ngày {as_of:%d/%m/%Y}", {"cũ": old, "mới": new})
    waiting.set_deadline(url, as_of, due_on, actor.name, witness)


def keep_boundaries(url: str, kept: Boundaries) -> None:
    """Keep the office's own boundaries, as `boundaries.keep`. Raises NotAllowedError."""
    current_user().require(Act.SETTINGS)
    words = {"đơn vị": len(kept.rings), "SHA-256": kept.digest}
    boundaries.keep(url, kept, events.witness("settings", "Ranh giới trên bản đồ", words))


def forget_boundaries(url: str) -> None:
    """Go back to circles, as `boundaries.forget`. Raises NotAllowedError."""
    current_user().require(Act.SETTINGS)
    boundaries.forget(url, events.witness("settings", "Bỏ ranh giới trên bản đồ"))


# Units


def enter_units(url: str, entries: Sequence[Entry], note: str) -> int:
    """Add or correct units, as `office_units.enter`. Raises NotAllowedError."""
    current_user().require(Act.SETTINGS)

    def write_down(connection: Connection, number: int) -> None:
        words = {"dòng": len(entries), "ghi chú": note}
        events.add(connection, "settings", f"Danh mục đơn vị, thay đổi số {number}", words)

    return office_units.enter(url, entries, note, current_user().name, write_down)


def take_units_back(url: str, number: int, reason: str) -> bool:
    """Take a change of units back, as `office_units.take_back`. Raises NotAllowedError."""
    current_user().require(Act.SETTINGS)
    witness = events.witness("settings", f"Rút thay đổi số {number} của danh mục đơn vị", {"lý do": reason})
    return office_units.take_back(url, number, current_user().name, reason, witness)
