"""Uploads that wait for approval: kept as files and read anew when somebody decides: no figure knows of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

import database
import reference
from etl import originals
from etl.problems import Refused, problem
from etl.records import LoadOptions, LoadReport, SourceFile
from models import Deadline, OfficeSetting, Upload, UploadFile
from reference.units import version_on
from settings import Settings

SETTING, COMMUNES = "approval", "communes"
"""The office's setting, and its value where uploads of accounts that are confined to some places wait."""
WAITING, APPROVED, REFUSED, WITHDRAWN = "waiting", "approved", "refused", "withdrawn"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An upload that nobody has decided on: who sent it, its files as they are kept, and the clerk's decisions."""

    id: int
    as_of: date
    sent_by: str
    files: tuple[tuple[str, str], ...]
    """SHA-256 and name of each."""
    options: Mapping[str, Any]


def is_asked(connection: Connection) -> bool:
    """Tell whether the office has uploads of communes wait."""
    return connection.scalar(select(OfficeSetting.value).where(OfficeSetting.key == SETTING)) == COMMUNES


def submit(
    connection: Connection, settings: Settings, files: Sequence[SourceFile], options: LoadOptions, report: LoadReport
) -> int:
    """Keep files that were tried (`report`) until somebody decides; give the upload's number.

    The same files of the same day are one upload. Raises Refused where too many of the sender's wait already.
    """
    if report.as_of is None:
        raise ValueError("an upload needs its day")
    same = _same(connection, {file.sha256 for file in files}, report.as_of)
    if same is not None:
        return same
    theirs = select(func.count(Upload.id)).where(Upload.status == WAITING, Upload.sent_by == options.loaded_by[:80])
    most = int(reference.limit("uploads_waiting"))
    if (connection.scalar(theirs) or 0) >= most:
        raise Refused(problem("too_many_waiting", value=str(most)))
    for file in files:
        originals.keep(settings.originals_dir, file.sha256, file.name, file.content)
    values = {
        "as_of": report.as_of,
        "sent_at": _now(),
        "sent_by": options.loaded_by[:80],
        "status": WAITING,
        "options": _written(options),
        "units": [[code, _parent(code, report.as_of), name, people] for code, name, people in report.units],
        "people": report.rows_loaded,
        "errors": len(report.errors),
        "warnings": len(report.problems) - len(report.errors),
        "reason": "",
    }
    key = connection.execute(insert(Upload).values(values)).inserted_primary_key
    if key is None:
        raise RuntimeError("uploads gave no key")
    rows = [{"upload_id": key[0], "name": f.name[:255], "sha256": f.sha256, "size": len(f.content)} for f in files]
    connection.execute(insert(UploadFile), rows)
    return int(key[0])


def _same(connection: Connection, hashes: set[str], day: date) -> int | None:
    waiting = select(UploadFile.upload_id, UploadFile.sha256).join(Upload, UploadFile.upload_id == Upload.id)
    files: dict[int, set[str]] = {}
    for row in connection.execute(waiting.where(Upload.status == WAITING, Upload.as_of == day)):
        files.setdefault(row.upload_id, set()).add(row.sha256)
    return next((number for number, theirs in files.items() if theirs == hashes), None)


def _parent(code: str, day: date) -> str | None:
    unit = version_on(code, day)
    return None if unit is None else unit.parent_code


def _written(options: LoadOptions) -> dict[str, Any]:
    """Write the decisions as JSON holds them."""
    return {
        "as_of": options.as_of and options.as_of.isoformat(),
        "unit_code": options.unit_code,
        "days": options.days and {file: day.isoformat() for file, day in options.days.items()},
        "units": dict(options.units),
        "left_out": dict(options.left_out),
        "replaced": dict(options.replaced),
        "skips_unread": options.skips_unread,
        "places": None if options.places is None else sorted(options.places),
    }


def options_of(upload: Waiting) -> LoadOptions:
    """Read the clerk's decisions; whoever approves them loads what the clerk's places allowed, and no more."""
    kept = upload.options
    days, places, day = kept["days"], kept["places"], kept["as_of"]
    return LoadOptions(
        as_of=date.fromisoformat(day) if day else None,
        unit_code=kept["unit_code"],
        accept=True,
        loaded_by=upload.sent_by,
        days=days and {file: date.fromisoformat(text) for file, text in days.items()},
        units=kept.get("units", {}),  # uploads of earlier versions have none
        left_out=kept["left_out"],
        skips_unread=kept["skips_unread"],
        replaced=kept["replaced"],
        places=None if places is None else frozenset(places),
    )


def waiting(connection: Connection, number: int) -> Waiting:
    """Find an upload that waits. Raises Refused where there is none, or somebody has decided."""
    row = connection.execute(select(Upload.__table__).where(Upload.id == number)).one_or_none()
    if row is None:
        raise Refused(problem("upload_not_found", value=str(number)))
    if row.status != WAITING:
        raise Refused(problem("upload_decided", value=str(number)))
    files = select(UploadFile.sha256, UploadFile.name).where(UploadFile.upload_id == number).order_by(UploadFile.id)
    names = tuple((each.sha256, each.name) for each in connection.execute(files))
    return Waiting(row.id, row.as_of, row.sent_by, names, row.options)


def files_of(settings: Settings, upload: Waiting) -> list[SourceFile]:
    """Read an upload's files. Raises Refused where one is gone."""
    files = []
    for sha256, name in upload.files:
        read = originals.reader(settings.originals_dir, sha256, name)
        if read is None:
            raise Refused(problem("original_gone", file=name))
        files.append(SourceFile(name, read()))
    return files


def decide(
    connection: Connection, number: int, status: str, by: str, *, reason: str = "", import_id: int | None = None
) -> None:
    """Write down the end of an upload's waiting, once. Raises Refused where somebody was faster."""
    values = {"status": status, "decided_at": _now(), "decided_by": by[:80], "reason": reason[:500]}
    still = (Upload.id == number, Upload.status == WAITING)
    if not connection.execute(update(Upload).where(*still).values(values | {"import_id": import_id})).rowcount:
        raise Refused(problem("upload_decided", value=str(number)))


def named_files(connection: Connection) -> set[tuple[str, str]]:
    """List SHA-256 and name of the files of all uploads that wait."""
    query = select(UploadFile.sha256, UploadFile.name).join(Upload, UploadFile.upload_id == Upload.id)
    return {(row.sha256, row.name) for row in connection.execute(query.where(Upload.status == WAITING))}


def refuse_while_waiting(connection: Connection, *conditions: Any) -> None:
    """Raise Refused while an upload waits: what it holds of somebody cannot be found before it is read."""
    number = connection.scalar(select(func.min(Upload.id)).where(Upload.status == WAITING, *conditions))
    if number is not None:
        raise Refused(problem("upload_still_waits", value=str(number)))


def set_deadline(
    url: str, as_of: date, due_on: date | None, by: str, witness: database.Witness = database.unseen
) -> None:
    """Keep until when rosters of a date are to be sent; None: there is no deadline any more."""
    with database.writing(url) as connection:
        connection.execute(delete(Deadline).where(Deadline.as_of == as_of))
        if due_on is not None:
            values = {"as_of": as_of, "due_on": due_on, "set_by": by[:80], "set_at": _now()}
            connection.execute(insert(Deadline).values(values))
        witness(connection)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
