"""The reports by name: what each is called, for which places it is made, in which forms, and who makes it.

The command line, the page «Báo cáo» and the ledger know reports through this table alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from reference import vietnamese
from reference.bodies import Tier
from reference.forms import Form, all_forms
from reports import profiles, statutory
from reports.contents.letter import letter
from reports.contents.model import Report
from reports.contents.profile import profile
from reports.contents.summary import summary
from reports.documents import Contents, as_page, as_pdf, as_word
from reports.excel import data_workbook
from reports.inputs import Options, ReportError, ReportInputs
from reports.pictures import image_set
from reports.pictures.browser import PictureError
from reports.word.template import TemplateError
from stats.measures.forms import FormError
from stats.protected import NotGivenError
from stats.quotas import days_given
from stats.selection import Selection
from stats.source import StatisticsSource

__all__ = [
    "EXPANDED",
    "PICTURES",
    "REFUSALS",
    "REPORTS",
    "TEMPLATE",
    "Options",
    "ReportError",
    "ReportInputs",
    "ReportKind",
    "make",
    "problem",
    "scope_of",
    "without_rosters",
]  # fmt: skip

REFUSALS = (ReportError, PictureError, TemplateError, FormError, NotGivenError)
"""The exceptions of makers where a report cannot be made: their messages are sentences for people."""

PROVINCE, DISTRICT, UNIT = "province", "district", "unit"
EVERYWHERE = (PROVINCE, DISTRICT, UNIT)
_PLACES = {PROVINCE: "toàn tỉnh", DISTRICT: "một đơn vị cấp huyện", UNIT: "một đơn vị cấp xã"}
PICTURES, TEMPLATE, EXPANDED = "pictures", "template", "expanded"
DEADLINE = "deadline"
FINDINGS, PARTS, CROSSES = "without_findings", "parts", "crosses"
"""Names of `Options` that a report may offer."""


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report that can be made.

    `makers`: a file's ending -> who makes it; `preview` gives a page of HTML; `options` it heeds; `contents` what it
    says, for a report of sections, which alone can be put out under an address.
    `is_for_inside`: «LƯU HÀNH NỘI BỘ» stands on it whether or not that was asked for.
    """

    name: str
    label: str
    description: str
    makers: Mapping[str, Callable[[ReportInputs], bytes]]
    scopes: tuple[str, ...] = EVERYWHERE
    preview: Callable[[ReportInputs], str] | None = None
    options: tuple[str, ...] = ()
    contents: Contents | None = None
    needs_people: bool = True
    """True where somebody must have sent a roster: a report about those who have not is made without any."""
    is_for_inside: bool = False
    names_people: bool = False
    level: Tier = Tier.COMMUNE
    """The level of government that it is about where none is chosen."""
    takes_quotas: bool = False
    """True where it is also made of a day on which quotas were given, and of which there are no rosters."""
    basis: Callable[[ReportInputs], object] | None = None
    """Makes what the file tells, for a report that often cannot be made: a refusal then uses up no number."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings that are offered, the usual one first."""
        return tuple(self.makers)


def _summary(inputs: ReportInputs) -> Report:
    with_findings = not inputs.options.without_findings
    return summary(
        inputs.source,
        inputs.selection,
        is_demo=inputs.is_demo,
        with_findings=with_findings,
        parts=inputs.options.parts,
        crosses=inputs.options.crosses,
    )


def _document(
    name: str, label: str, description: str, contents: Contents, *options: str, takes_quotas: bool = False
) -> ReportKind:
    """A report that is sections of sentences, charts and tables; `options` beside those that all of them offer."""
    return ReportKind(
        name,
        label,
        description,
        {".docx": as_word(contents), ".pdf": as_pdf(contents)},
        preview=as_page(contents),
        options=(PICTURES, TEMPLATE, *options),
        contents=contents,
        takes_quotas=takes_quotas,
    )


def _form(form: Form) -> ReportKind:
    """A statutory form, in the version that the selection's date asks for."""
    return ReportKind(
        form.name,
        form.label,
        f"Theo {form.instrument}: đúng tiêu đề gộp ô, dòng tổng là công thức.",
        {".xlsx": partial(statutory.workbook, form.name), ".pdf": partial(statutory.pdf, form.name)},
        preview=partial(statutory.page, form.name),
        options=(EXPANDED,) if form.kind == "counts" else (),
        is_for_inside=form.is_for_inside,
        names_people=form.kind == "people",
        level=Tier.COMMUNE if Tier.COMMUNE in form.tiers else Tier.ALL,
        basis=partial(statutory.filled, form.name),
    )


def _profile(inputs: ReportInputs) -> Report:
    return profile(inputs.source, inputs.selection, is_demo=inputs.is_demo)


def _letter(inputs: ReportInputs) -> Report:
    return letter(
        inputs.source,
        inputs.selection,
        inputs.letterhead.office,
        is_demo=inputs.is_demo,
        deadline=inputs.options.deadline,
    )


def _images(inputs: ReportInputs) -> bytes:
    return image_set.archive(
        inputs.source, inputs.selection, is_demo=inputs.is_demo, stamp=inputs.stamp, progress=inputs.progress
    )


REPORTS: dict[str, ReportKind] = {
    kind.name: kind
    for kind in (
        _document(
            "summary",
            "Báo cáo tổng hợp",
            "Số lượng, chất lượng cán bộ, công chức: câu chữ, biểu đồ, điều cần chú ý, phụ lục theo từng nơi; "
            "thể thức theo Nghị định 30/2020/NĐ-CP.",
            _summary,
            FINDINGS,
            PARTS,
            CROSSES,
            takes_quotas=True,
        ),
        *(_form(form) for form in {form.name: form for form in all_forms()}.values()),
        ReportKind(
            "profile",
            "Hồ sơ đơn vị",
            "Một trang A4 về một đơn vị: số lượng, trình độ so với cấp huyện và toàn tỉnh, biểu đồ. Tệp ZIP có hồ sơ "
            "của mọi huyện, mọi xã trong phạm vi đang chọn, kèm mục lục.",
            {".docx": as_word(_profile), ".pdf": as_pdf(_profile), ".zip": profiles.archive},
            preview=as_page(_profile),
            contents=_profile,
        ),
        ReportKind(
            "letter",
            "Công văn đôn đốc gửi danh sách",
            "Gửi các đơn vị chưa gửi danh sách, kèm danh sách đơn vị; đơn vị đã gửi mà còn lỗi ở phụ lục thứ hai.",
            {".docx": as_word(_letter), ".pdf": as_pdf(_letter)},
            preview=as_page(_letter),
            options=(DEADLINE,),
            needs_people=False,
            basis=_letter,
        ),
        ReportKind(
            "data",
            "Bảng số liệu để dùng lại",
            "Mỗi trang một bảng, không gộp ô, số là số: theo huyện, theo xã, qua các năm, tình trạng gửi; kèm ghi chú "
            "và biểu đồ. Tệp ZIP có cùng các bảng ở dạng CSV.",
            {".xlsx": data_workbook.workbook, ".zip": data_workbook.archive},
            options=(CROSSES,),
        ),
        ReportKind(
            "images",
            "Bộ ảnh biểu đồ",
            "Mọi biểu đồ của phạm vi đang chọn, mỗi hình một tệp PNG và một tệp SVG, kèm mục lục.",
            {".zip": _images},
        ),
    )
}
"""Every report that can be made."""


def scope_of(selection: Selection) -> str:
    """Give the scope of a selection: PROVINCE, DISTRICT or UNIT."""
    if selection.unit is not None:
        return UNIT
    return PROVINCE if selection.district is None else DISTRICT


def problem(name: str, selection: Selection) -> str | None:
    """Say why the report is not made for that place, as a Vietnamese sentence; None where it is."""
    kind = REPORTS[name]
    if scope_of(selection) in kind.scopes:
        return None
    places = " hoặc ".join(_PLACES[scope] for scope in kind.scopes)
    return f"«{kind.label}» chỉ lập cho {places}. Hãy chọn lại phạm vi."


def without_rosters(name: str, source: StatisticsSource, selection: Selection) -> str | None:
    """Say that the report needs rosters and its day has none, as a Vietnamese sentence; None where it can be made."""
    kind, day = REPORTS[name], selection.as_of
    if not kind.needs_people or day in source.dates() or (kind.takes_quotas and day in days_given(source)):
        return None
    return f"Chưa có danh sách nào tính đến {vietnamese.day(day)}, nên không lập được «{kind.label}»."


def make(name: str, inputs: ReportInputs, suffix: str) -> bytes:
    """Make the report as a file.

    Raises KeyError for a name or ending that is none, ReportError (or another exception of `reports` whose message is
    a sentence: PictureError) where it cannot be made.
    """
    maker = REPORTS[name].makers[suffix]
    _refuse(name, inputs)
    return maker(inputs)


def check(name: str, inputs: ReportInputs) -> None:
    """Raise what `make` would raise for want of data, as far as that is known without the file itself."""
    _refuse(name, inputs)
    if basis := REPORTS[name].basis:
        basis(inputs)


def _refuse(name: str, inputs: ReportInputs) -> None:
    lacking = without_rosters(name, inputs.source, inputs.selection)
    if sentence := problem(name, inputs.selection) or lacking:
        raise ReportError(sentence)
