"""The reports by name: what each is called, for which places it is made, in which forms, and who makes it.

The command line, the page «Báo cáo» and the ledger know reports through this table alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dashboard.figures import Source
from dashboard.selection import Selection
from reports import image_set
from reports.letterhead import Letterhead
from reports.progress import Progress, silent
from reports.stamp import Stamp

PROVINCE, DISTRICT, UNIT = "province", "district", "unit"
EVERYWHERE = (PROVINCE, DISTRICT, UNIT)
_PLACES = {PROVINCE: "toàn tỉnh", DISTRICT: "một đơn vị cấp huyện", UNIT: "một đơn vị cấp xã"}
PICTURES, TEMPLATE = "pictures", "template"
"""Names of `Options` that a report may offer."""


class ReportError(Exception):
    """A report cannot be made for what was asked; the message is a Vietnamese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a document looks. `pictures`: charts as pictures like those on the page, not as charts of the document.

    `template`: an office's own .docx, which gives the frame.
    """

    pictures: bool = False
    template: bytes | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a maker. `stamp` None: a preview, which is no export."""

    source: Source
    selection: Selection
    letterhead: Letterhead
    stamp: Stamp | None
    is_demo: bool
    progress: Progress = silent
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One report. `makers`: a file's ending -> who makes it; `preview` gives a page of HTML; `options` it heeds."""

    name: str
    label: str
    description: str
    makers: Mapping[str, Callable[[Request], bytes]]
    scopes: tuple[str, ...] = EVERYWHERE
    preview: Callable[[Request], str] | None = None
    options: tuple[str, ...] = ()

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings that are offered, the usual one first."""
        return tuple(self.makers)


REPORTS: dict[str, ReportKind] = {
    kind.name: kind
    for kind in (
        ReportKind(
            "images",
            "Bộ ảnh biểu đồ",
            "Mọi biểu đồ của phạm vi đang chọn, mỗi hình một tệp PNG và một tệp SVG, kèm mục lục.",
            {".zip": lambda request: image_set.archive(
                request.source, request.selection, is_demo=request.is_demo, stamp=request.stamp,
                progress=request.progress,
            )},
        ),
    )
}  # fmt: skip
"""Every report that can be made."""


def scope_of(selection: Selection) -> str:
    """PROVINCE, DISTRICT or UNIT."""
    if selection.unit is not None:
        return UNIT
    return PROVINCE if selection.district is None else DISTRICT


def problem(name: str, selection: Selection) -> str | None:
    """Why the report is not made for that place, as a Vietnamese sentence; None where it is."""
    kind = REPORTS[name]
    if scope_of(selection) in kind.scopes:
        return None
    places = " hoặc ".join(_PLACES[scope] for scope in kind.scopes)
    return f"«{kind.label}» chỉ lập cho {places}. Hãy chọn lại phạm vi."


def make(name: str, request: Request, suffix: str) -> bytes:
    """The report as a file.

    Raises KeyError for a name or ending that is none, ReportError (or another exception of `reports` whose message is
    a sentence: PictureError) where it cannot be made.
    """
    maker = REPORTS[name].makers[suffix]
    if told := problem(name, request.selection):
        raise ReportError(told)
    return maker(request)
