"""The one way out for a file: it takes a number in the ledger, is made with it, and is written down when it is there.

Page and command line come here. It stands outside both sides of the wall, since what the read side makes the write side
has to record.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import reference
from access.users import current_user
from dissemination import ledger
from dissemination.ledger import ExportRecord, NotIssuedError
from presentation import labels
from reference import vietnamese
from reports.stamp import Stamp
from stats.selection import Selection
from stats.source import StatisticsSource

if TYPE_CHECKING:  # with it come Word and the charts' browser, which most of those who give out a file do not need
    from reports.export_request import ExportRequest

__all__ = [
    "ExportRecord",
    "IssuedFile",
    "NotIssuedError",
    "failing",
    "issue",
    "issue_report",
    "query_of",
    "record_of",
    "reserve",
    "selected",
    "stamp_of",
]


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A file that left the house, and what it knows of itself."""

    content: bytes
    stamp: Stamp


def query_of(selection: Selection) -> str:
    """Give the selection as `ExportRecord.query` holds it."""
    return urlencode(selection.to_query())


def issue(
    url: str, record: ExportRecord, make: Callable[[Stamp], bytes], deliver: Callable[[bytes], object] | None = None
) -> IssuedFile:
    """Take a number, make the file with it, hand it over (`deliver`, such as writing it to a path), write it down.

    What `make` and `deliver` raise is passed on; the ledger then says that the export failed. Raises NotIssuedError
    (a Vietnamese sentence) where the ledger cannot be written.
    """
    stamp = reserve(url, record)
    with failing(url, stamp.number):
        content = make(stamp)
        if deliver is not None:
            deliver(content)
    ledger.complete(url, stamp.number, sha256(content).hexdigest(), len(content))
    return IssuedFile(content, stamp)


@contextmanager
def failing(url: str, number: str) -> Iterator[None]:
    """Write down what goes wrong inside under that number, by its kind alone, and pass it on."""
    try:
        yield
    except BaseException as error:
        with suppress(NotIssuedError):  # the row then says `making` for good, and `error` is what the caller must know
            ledger.fail(url, number, type(error).__name__)
        raise


def issue_report(url: str, request: "ExportRequest", deliver: Callable[[bytes], object] | None = None) -> IssuedFile:
    """Make a report of the catalogue and write it down; raises what `issue` and the report's maker raise.

    A report for which there are no data takes no number.
    """
    request.check()
    return issue(url, record_of(request), request.file, deliver)


def record_of(request: "ExportRequest") -> ExportRecord:
    """Make the ledger's record of a report of the catalogue."""
    return ExportRecord(
        name=request.name,
        kind=request.suffix.lstrip("."),
        file_name=request.file_name,
        title=request.title,
        scope=request.scope,
        query=query_of(request.selection),
        as_of=request.selection.as_of,
        data_version=request.data_version,
        rounding=request.source.rounding.value,
        is_demo=request.is_demo,
        is_internal=request.is_for_inside,
    )


def selected(
    source: StatisticsSource,
    selection: Selection,
    *,
    name: str,
    kind: str,
    file_name: str,
    title: str,
    data_version: str,
    is_demo: bool,
    is_internal: bool = False,
) -> ExportRecord:
    """Make the ledger's record of a file about the people of a selection; fields as in `ExportRecord`."""
    return ExportRecord(
        name=name,
        kind=kind,
        file_name=file_name,
        title=title,
        scope=labels.people(selection, source.names_of(selection)),
        query=query_of(selection),
        as_of=selection.as_of,
        data_version=data_version,
        rounding=source.rounding.value,
        is_demo=is_demo,
        is_internal=is_internal,
    )


def reserve(url: str, record: ExportRecord) -> Stamp:
    """Take a number and give the stamp; whoever calls this closes the row (`ledger`). Raises NotIssuedError."""
    made_at = vietnamese.in_viet_nam(datetime.now(UTC))
    values = {name: getattr(record, name) for name in ExportRecord.__dataclass_fields__}
    entry = ledger.LedgerEntry(**values, made_at=made_at, made_by=current_user().name, rule_version=reference.version())
    number = ledger.reserve(url, entry)
    return stamp_of(record, number, made_at=made_at, made_by=entry.made_by, rule_version=entry.rule_version)


def stamp_of(
    record: ExportRecord, number: str, *, made_at: datetime, made_by: str = "", rule_version: str = ""
) -> Stamp:
    """Give the marks of an export that this record tells of; `number` is empty before it has one."""
    return Stamp(
        number=number,
        made_at=made_at,
        made_by=made_by,
        scope=record.scope,
        query=record.query,
        data_version=record.data_version,
        rounding=record.rounding,
        is_demo=record.is_demo,
        is_internal=record.is_internal,
        rule_version=rule_version,
    )
