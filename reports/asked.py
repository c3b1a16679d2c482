"""One export that somebody asks for: a report, a selection, a form; what the ledger is told, what the maker gets."""

from dataclasses import dataclass, field

from dashboard import labels, queries
from dashboard.reader import Reader
from dashboard.selection import Selection
from reports.catalogue import REPORTS, Options, ReportError, Request, make, problem
from reports.letterhead import SETTINGS, Letterhead, letterhead
from reports.progress import Progress, silent
from reports.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Asked:
    """A report of `reader`'s data as they are now; `office` is the office's name where its settings tell none."""

    name: str
    suffix: str
    reader: Reader
    selection: Selection
    office: str
    is_internal: bool = False
    options: Options = field(default_factory=Options)
    progress: Progress = silent

    @property
    def title(self) -> str:
        """What people call the report."""
        return REPORTS[self.name].label

    @property
    def scope(self) -> str:
        """The selection in words."""
        return labels.people(self.selection, self.reader.names(self.selection.as_of))

    @property
    def file_name(self) -> str:
        """«bao-cao-tong-hop_bac-ninh_2023-12-31.docx»."""
        slug = self.reader.names(self.selection.as_of).slug(self.selection)
        return labels.file_name(self.title, slug, self.selection.as_of, self.suffix)

    @property
    def data_version(self) -> str:
        """The state of the data that the reader sees."""
        return queries.data_version(self.reader.connection)

    @property
    def is_demo(self) -> bool:
        """Whether the people are invented."""
        return queries.is_demo(self.reader.connection)

    def request(self, stamp: Stamp | None) -> Request:
        """What the maker gets; without a stamp it is a preview."""
        return Request(
            self.reader, self.selection, office_letterhead(self.reader, self.office), stamp, self.is_demo,
            self.progress, self.options,
        )  # fmt: skip

    def file(self, stamp: Stamp) -> bytes:
        """The report as a file; raises as `catalogue.make`."""
        return make(self.name, self.request(stamp), self.suffix)

    def preview(self) -> str:
        """The report as a page of HTML; ReportError where it has none or is not made for that place."""
        kind = REPORTS[self.name]
        if told := problem(self.name, self.selection):
            raise ReportError(told)
        if kind.preview is None:
            raise ReportError(f"«{kind.label}» không có bản xem trước; hãy tải về để xem.")
        return kind.preview(self.request(None))


def office_letterhead(reader: Reader, office: str) -> Letterhead:
    """The letterhead of the office's settings in the reader's database."""
    told = {key: queries.setting(reader.connection, key, "") for key in SETTINGS}
    return letterhead({key: value for key, value in told.items() if value}, office, reader.province)
