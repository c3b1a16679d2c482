"""One export that somebody asks for: a report, a selection, a form; what the ledger is told, what the maker gets."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from presentation import labels
from reference import vietnamese
from reports.catalogue import REPORTS, check, make, problem, without_rosters
from reports.inputs import Options, ReportError, ReportInputs
from reports.letterhead import SETTINGS, Letterhead, letterhead
from reports.progress import Progress, silent
from reports.stamp import Stamp
from stats import queries
from stats.cube import Conditions
from stats.protected import protected, rule_of
from stats.scope import NOBODY, Scope
from stats.selection import Selection
from stats.source import StatisticsSource


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """A report of `source`'s data as they are now; `office` is the office's name where its settings tell none."""

    name: str
    suffix: str
    source: StatisticsSource
    selection: Selection
    office: str
    is_internal: bool = False
    options: Options = field(default_factory=Options)
    progress: Progress = silent
    people: Scope = NOBODY
    """Those who may be named to whoever asks; nobody, unless it is said."""
    is_public: bool = False
    """True where it is for everybody: small counts are kept back, and what would give them away."""

    @property
    def given(self) -> StatisticsSource:
        """The source of what the report may say: nothing leaves but through it.

        For internal use all that there is, where whoever asks is told it; else the sensitive fields are kept back, of
        what is published every field.
        """
        if self.is_for_inside and not self.is_public and not self.people.hidden:
            return self.source
        return protected(self.source, rule_of(self.source, is_for_all=self.is_public))

    @property
    def title(self) -> str:
        """The report's name for people."""
        return REPORTS[self.name].label

    @property
    def scope(self) -> str:
        """The selection in words."""
        return labels.people(self.selection, self.source.names_of(self.selection))

    @property
    def file_name(self) -> str:
        """«bao-cao-tong-hop_bac-ninh_2023-12-31.docx»."""
        slug = self.source.names_of(self.selection).slug(self.selection)
        return labels.file_name(self.title, slug, self.selection.as_of, self.suffix)

    @property
    def data_version(self) -> str:
        """The state of the data that the source sees."""
        return self.source.ask(queries.data_version)

    @property
    def is_demo(self) -> bool:
        """True where the people are invented."""
        return self.source.ask(queries.is_demo)

    @property
    def is_for_inside(self) -> bool:
        """True where «LƯU HÀNH NỘI BỘ» stands on it: asked for, or because of what the report tells."""
        return self.is_internal or REPORTS[self.name].is_for_inside

    def inputs(self, stamp: Stamp) -> ReportInputs:
        """Collect what the maker gets."""
        return ReportInputs(
            self.given,
            self.selection,
            letterhead=office_letterhead(self.source, self.office),
            stamp=stamp,
            is_demo=self.is_demo,
            progress=self.progress,
            options=self.options,
            people=self.people,
        )

    def file(self, stamp: Stamp) -> bytes:
        """Make the report as a file; raises as `catalogue.make`."""
        return make(self.name, self.inputs(stamp), self.suffix)

    def check(self) -> None:
        """Raise what `file` would raise for want of data, before the file takes a number."""
        check(self.name, self.inputs(self._not_yet()))

    def preview(self, link: Callable[[Conditions], str] | None = None) -> str:
        """Make the report as a page of HTML; ReportError where it has none or is not made for that place.

        `link`: the address of the people whom a number counts, for whoever may see them.
        """
        kind = REPORTS[self.name]
        lacking = without_rosters(self.name, self.source, self.selection)
        if sentence := problem(self.name, self.selection) or lacking:
            raise ReportError(sentence)
        if kind.preview is None:
            raise ReportError(f"«{kind.label}» không có bản xem trước; hãy tải về để xem.")
        return kind.preview(replace(self.inputs(self._not_yet()), link=link))

    def _not_yet(self) -> Stamp:
        """The stamp of a preview, which has no number: a file gets one when it is made."""
        return Stamp(
            "(cấp khi tạo tệp)",
            made_at=vietnamese.in_viet_nam(datetime.now(UTC)),
            made_by=self.office,
            scope=self.scope,
            query="",
            data_version=self.data_version,
            rounding=self.source.rounding.value,
            is_demo=self.is_demo,
            is_internal=self.is_for_inside,
        )


def office_letterhead(source: StatisticsSource, office: str) -> Letterhead:
    """The letterhead of the office's settings in the source's database."""
    settings = {key: source.ask(queries.setting, key, "") for key in SETTINGS}
    return letterhead({key: value for key, value in settings.items() if value}, office, source.province_name)
