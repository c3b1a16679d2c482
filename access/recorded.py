"""The acts of the write side as somebody does them: allowed, done, and written down among the events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

import database
from access import events, under_way
from access.actors import Act
from access.users import current_user
from etl import boundaries, learned, office, office_units, pipeline, retention
from etl.boundaries import Boundaries
from etl.figures import pipeline as figures
from etl.figures.records import FigureOptions, FigureReport
from etl.learned import Outcome
from etl.problems import Problem
from etl.records import LoadOptions, LoadReport, Picture, Progress, Question, SourceFile
from etl.unit_entries import Entry
from settings import Settings
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
    with under_way.noted(url, progress) as note:
        report = pipeline.load(url, files, options, note.tell, settings)
        note.outcome = report.status
    if report.status == "loaded":
        more = {"tính đến ngày": report.as_of, "người": report.rows_loaded, "đơn vị": len(report.units)}
        names = ", ".join(file.name for file in files)
        events.record(url, "load", f"Lần nạp số {report.import_id}", more | {"tệp": names[:500]})
    return report


def undo(url: str, import_id: int) -> None:
    """Take an import back, if all of it is of one's places. Raises NotAllowedError."""
    with database.reading(url) as connection:
        places = queries.places_of_import(connection, import_id)
    current_user().require(Act.LOAD, places)
    pipeline.undo(url, import_id, current_user().name)
    events.record(url, "undo", f"Lần nạp số {import_id}")


def load_figures(
    url: str, catalogue: str, files: Sequence[SourceFile], options: FigureOptions, settings: Settings
) -> FigureReport:
    """Try or load workbooks of figures, as `etl.figures.pipeline.load`. Raises NotAllowedError."""
    actor = current_user()
    actor.require(Act.APPROVE)
    report = figures.load(url, catalogue, files, replace(options, loaded_by=actor.name), settings)
    if report.status == "loaded":
        names = ", ".join(file.name for file in files)
        events.record(url, "load", f"Biên chế, chỉ số ({catalogue})", {"tệp": names[:500]})
    return report


def undo_figures(url: str, catalogue: str, import_id: int) -> None:
    """Take a load of figures back. Raises NotAllowedError."""
    current_user().require(Act.APPROVE)
    figures.undo(url, catalogue, import_id, current_user().name)
    events.record(url, "undo", f"Lần nạp biên chế, chỉ số số {import_id} ({catalogue})")


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
    outcome = learned.learn_columns(url, picture, meanings, actor.name)
    if outcome.kept:
        events.record(url, "answer", f"Ý nghĩa cột, {picture.file}", {"câu": outcome.kept})
    return outcome


def learn_spellings(url: str, answers: Sequence[tuple[Question, str]], as_of: date, province: str) -> Outcome:
    """Remember what spellings mean; refused for whoever is confined to some places."""
    actor = current_user()
    if not actor.may(Act.TEACH):
        return Outcome(0, refused=_NOT_TAUGHT)
    outcome = learned.learn_spellings(url, answers, actor.name, as_of, province)
    if outcome.kept:
        given = {f"{question.field}: {question.spelling}": meaning for question, meaning in answers}
        events.record(url, "answer", "Cách ghi", given)
    return outcome


def forget_spelling(url: str, field: str, key: str, at: datetime) -> bool:
    """Forget an answer about a spelling, as `learned.forget_spelling`. Raises NotAllowedError."""
    current_user().require(Act.TEACH)
    done = learned.forget_spelling(url, field, key, at)
    events.record(url, "forget", f"{field}: {key}")
    return done


def forget_column(url: str, header: str, number: int, at: datetime) -> bool:
    """Forget an answer about a column, as `learned.forget_column`. Raises NotAllowedError."""
    current_user().require(Act.TEACH)
    done = learned.forget_column(url, header, number, at)
    events.record(url, "forget", f"Cột {number + 1} của bảng {header[:8]}")
    return done


# Settings


def save_settings(url: str, values: Mapping[str, str]) -> None:
    """Keep settings of the office, as `office.save`; what changed is told with its old and new value.

    The address of publications belongs to whoever publishes. Raises NotAllowedError.
    """
    current_user().require(Act.PUBLISH if set(values) == {"public_url"} else Act.SETTINGS)
    with database.reading(url) as connection:
        before = queries.office_settings(connection)
    values = retention.chosen(before, values, retention.today())
    office.save(url, values)
    for key, value in values.items():
        if value != before.get(key, ""):
            events.record(url, "settings", key, {"cũ": before.get(key, ""), "mới": value})


def keep_boundaries(url: str, kept: Boundaries) -> None:
    """Keep the office's own boundaries, as `boundaries.keep`. Raises NotAllowedError."""
    current_user().require(Act.SETTINGS)
    boundaries.keep(url, kept)
    events.record(url, "settings", "Ranh giới trên bản đồ", {"đơn vị": len(kept.rings), "SHA-256": kept.digest})


def forget_boundaries(url: str) -> None:
    """Go back to circles, as `boundaries.forget`. Raises NotAllowedError."""
    current_user().require(Act.SETTINGS)
    boundaries.forget(url)
    events.record(url, "settings", "Bỏ ranh giới trên bản đồ")


# Units


def enter_units(url: str, entries: Sequence[Entry], note: str) -> int:
    """Add or correct units, as `office_units.enter`. Raises NotAllowedError."""
    current_user().require(Act.SETTINGS)
    number = office_units.enter(url, entries, note, current_user().name)
    events.record(url, "settings", f"Danh mục đơn vị, thay đổi số {number}", {"dòng": len(entries), "ghi chú": note})
    return number


def take_units_back(url: str, number: int, reason: str) -> bool:
    """Take a change of units back, as `office_units.take_back`. Raises NotAllowedError."""
    current_user().require(Act.SETTINGS)
    done = office_units.take_back(url, number, current_user().name, reason)
    if done:
        events.record(url, "settings", f"Rút thay đổi số {number} của danh mục đơn vị", {"lý do": reason})
    return done
