"""The way out for a report under an address: frozen, numbered, and one address however often it is asked for.

Like `issuing`, it stands outside both sides of the wall. A publication holds the report as JSON, so that its page and
its files say the same whatever is loaded later; a correction is another publication that tells what it changes.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePath
from threading import Lock
from typing import TYPE_CHECKING

import database
from access import events
from access.actors import Act
from access.users import current_user
from dissemination import comparing, freezing, issuing
from dissemination import publications as store
from dissemination.issuing import NotIssuedError
from dissemination.publications import LONGEST_REASON, NotPublishedError
from presentation.charts import Cell, Kind, Table
from reference import vietnamese
from reports import stamping, web, word
from reports.contents.model import NumberedChart, Report, Tabular
from reports.letterhead import Letterhead
from reports.pictures.browser import PictureError
from reports.stamp import Stamp
from stats import queries
from stats.disclosure import SIGN, Secrecy
from stats.protected import rule_of

if TYPE_CHECKING:
    from reports.export_request import ExportRequest

__all__ = [
    "LONGEST_REASON",
    "KeptBack", "NotIssuedError", "NotPublishedError", "Prepared", "Published", "correct", "differences", "prepare",
    "publish", "publish_report", "restore", "withdraw",
]  # fmt: skip

KIND = "publication"
_OF_PEOPLE = re.compile(r"\bho (va )?ten\b|\b(ngay|nam) sinh\b|\bcan cuoc\b|\bcccd\b|\bdinh danh\b")
"""Heads of columns that hold single persons, as `_bare` gives them."""
_ONE_AT_A_TIME = Lock()
"""A lock for windows of one server that ask at once: the second finds what the first has put out."""


@dataclass(frozen=True, slots=True)
class Published:
    """A publication's id in the database; `is_new` is false where the same report stood already."""

    id: int
    is_new: bool


def publish_report(
    url: str, request: "ExportRequest", *, with_annexes: bool = False, replaces: int | None = None
) -> Published:
    """Put a report of the catalogue out, as the data are now; `replaces` is the id of the publication that it corrects.

    `with_annexes`: its annexes are shown, too. Raises what `publish` and the report's maker raise; NotPublishedError
    for a report that is no text, such as an archive of pictures.
    """
    return prepare(request, with_annexes=with_annexes).publish(url, replaces)


@dataclass(frozen=True, slots=True)
class KeptBack:
    """The numbers of people that a publication would hide: `cells` of `of` numbers, in `tables` tables and charts."""

    rule: Secrecy
    cells: int
    of: int
    tables: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report that is ready to go out: what is to be hidden is chosen, nothing is written yet."""

    record: issuing.ExportRecord
    report: Report
    letterhead: Letterhead
    rule: Secrecy

    @property
    def kept_back(self) -> KeptBack:
        """Count what it hides."""
        numbers = [_numbers(table) for table in _tables(self.report)]
        hidden = [cells.count(SIGN) for cells in numbers]
        return KeptBack(self.rule, sum(hidden), sum(map(len, numbers)), sum(map(bool, hidden)))

    def publish(self, url: str, replaces: int | None = None) -> Published:
        """Put it out; as `publish`."""
        return publish(url, self.record, self.report, self.letterhead, replaces)


def prepare(request: "ExportRequest", *, with_annexes: bool = False) -> Prepared:
    """Make what `publish_report` puts out; raises what the report's maker raises."""
    report, letterhead = _contents(request, with_annexes=with_annexes)
    return Prepared(issuing.record_of(request), report, letterhead, rule_of(request.source, is_for_all=True))


def _numbers(table: Table) -> list[Cell]:
    columns = [number for number, column in enumerate(table.columns) if column.kind is Kind.COUNT]
    return [row[number] for row in table.rows for number in columns]


def differences(url: str, publication_id: int, request: "ExportRequest") -> tuple[str, ...]:
    """Tell what a correction of the publication by `request` would change; raises as `publish_report`."""
    with database.reading(url) as connection:
        earlier, _ = freezing.thaw(queries.published_report(connection, publication_id))
    report, _ = _contents(request, with_annexes=bool(earlier.annexes))
    return comparing.changes(earlier, report)


def correct(url: str, publication_id: int, request: "ExportRequest") -> Published:
    """Put a correction out: the same report by `request`, with annexes where the one before had them."""
    with database.reading(url) as connection:
        earlier, _ = freezing.thaw(queries.published_report(connection, publication_id))
    return publish_report(url, request, with_annexes=bool(earlier.annexes), replaces=publication_id)


def _contents(request: "ExportRequest", *, with_annexes: bool) -> tuple[Report, Letterhead]:
    """Make the report with the hashes of the files behind it."""
    from reports.catalogue import REPORTS, ReportError, problem

    contents, refusal = REPORTS[request.name].contents, problem(request.name, request.selection)
    if refusal:
        raise ReportError(refusal)
    if contents is None:
        raise NotPublishedError(f"«{request.title}» không công bố thành trang được; hãy chọn báo cáo dạng văn bản.")
    inputs = replace(request, is_public=True).inputs(_unnumbered(request))
    report, source = contents(inputs), request.source
    sources = source.ask(
        queries.source_files, request.selection, province=source.province, units=source.reporting(request.selection)
    )
    whole = replace(report, sources=report.sources or sources)
    return (whole if with_annexes else replace(whole, annexes=())), inputs.letterhead


def _unnumbered(request: "ExportRequest") -> Stamp:
    """Make the stamp of a report before it has a number: its words are the same with any."""
    return issuing.stamp_of(issuing.record_of(request), "", made_at=vietnamese.in_viet_nam(datetime.now(UTC)))


def publish(
    url: str, record: issuing.ExportRecord, report: Report, letterhead: Letterhead, replaces: int | None = None
) -> Published:
    """Freeze the report and put it out with a number of the ledger.

    Nothing is made where the same report stands already. Raises NotPublishedError for a report that names people, that
    corrects nothing, or corrects what was corrected already; NotIssuedError where the ledger cannot be written.
    """
    current_user().require(Act.PUBLISH)
    _refuse_people(report)
    frozen = freezing.freeze(report, letterhead)
    content_hash = freezing.digest(frozen)
    with _ONE_AT_A_TIME:
        with database.reading(url) as connection:
            standing = store.standing_id(connection, content_hash)
        if standing is not None:
            if standing == replaces:
                raise NotPublishedError("Không có gì khác với bản đang công bố nên không cần đính chính.")
            return Published(standing, is_new=False)
        changes = _changes(url, replaces, report)
        stamp = issuing.reserve(url, replace(record, kind=KIND))
        with issuing.failing(url, stamp.number):
            # A publication speaks for the office; who put it out stands in the ledger.
            files = tuple(_files(report, letterhead, replace(stamp, made_by=letterhead.office), record))
            draft = store.Draft(content_hash, frozen, files, replaces, changes)
            return Published(*store.store(url, stamp.number, draft))


def _changes(url: str, replaces: int | None, report: Report) -> tuple[str, ...]:
    if replaces is None:
        return ()
    with database.reading(url) as connection:
        earlier, _ = freezing.thaw(queries.published_report(connection, replaces))
    return comparing.changes(earlier, report)


def _files(
    report: Report, letterhead: Letterhead, stamp: Stamp, record: issuing.ExportRecord
) -> Iterator[tuple[str, bytes]]:
    """Make the documents that readers can take along; without a browser on this machine there is no PDF."""
    stem = PurePath(record.file_name).stem
    yield f"{stem}.docx", word.document(report, letterhead, stamp)
    page = web.page(report, letterhead, stamp)
    try:
        printed = web.pdf(page)
    except PictureError:
        return
    try:
        yield f"{stem}.pdf", stamping.pdf(printed, stamp, f"{report.kind} {report.subject}")
    except ValueError:
        yield f"{stem}.pdf", printed


def withdraw(url: str, publication_id: int, reason: str) -> bool:
    """Take a publication back by whoever sits here; its address then says why. False where it was done before."""
    current_user().require(Act.PUBLISH)
    witness = events.witness("publication", f"Thu hồi bản công bố {publication_id}", {"lý do": reason})
    return store.withdraw(url, publication_id, current_user().name, reason, witness)


def restore(url: str, publication_id: int) -> bool:
    """Open a withdrawn address again; as `publications.restore`."""
    current_user().require(Act.PUBLISH)
    return store.restore(url, publication_id, events.witness("publication", f"Mở lại bản công bố {publication_id}"))


def _refuse_people(report: Report) -> None:
    """Raise NotPublishedError for a column of names or birth dates: under an address stand numbers alone."""
    heads = (_bare(column.header) for table in _tables(report) for column in table.columns)
    if any(map(_OF_PEOPLE.search, heads)):
        raise NotPublishedError(
            "Báo cáo này có bảng ghi tên hoặc ngày sinh của từng người nên không được công bố. "
            "Hãy tải tệp về và gửi riêng cho người có trách nhiệm."
        )


def _tables(report: Report) -> Iterator[Table]:
    blocks: Iterable[object] = (block for section in report.sections for block in section.blocks)
    for block in (*blocks, *(table for annex in report.annexes for table in annex.tables)):
        if isinstance(block, NumberedChart):
            yield block.chart.table
        elif isinstance(block, Tabular):
            yield block.table


def _bare(words: str) -> str:
    """Strip tones, signs and capitals, so that «Họ, tên» is «ho ten»."""
    plain = unicodedata.normalize("NFD", words.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z]+", plain))
