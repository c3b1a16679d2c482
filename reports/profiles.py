"""The pages about all places of a selection as one archive, with a page that lists them."""

from collections.abc import Iterator
from dataclasses import dataclass

from presentation import labels
from reference import vietnamese
from reports import word
from reports.archives import zipped
from reports.contents.profile import profile
from reports.grid import Cell
from reports.inputs import ReportError, ReportInputs
from reports.listing import listing
from stats.names import place_of
from stats.selection import Selection

INDEX = "muc-luc.html"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A place of the archive: its page's file, or none where nobody has sent anything."""

    code: str
    name: str
    file: str


def archive(inputs: ReportInputs) -> bytes:
    """A .zip of one Word document for each district and each unit of the selection, and of the list `INDEX`.

    Units that have not sent are named in the list. Raises ReportError where none has.
    """
    source = inputs.source
    places = list(_places(inputs))
    with_roster = [place for place in places if source.coverage(place).units_with_roster]
    if not with_roster:
        raise ReportError("Chưa có danh sách của đơn vị nào trong phạm vi này. Hãy chọn ngày hoặc phạm vi khác.")
    entries = [_entry(inputs, place, has_page=place in with_roster) for place in places]
    files: dict[str, bytes] = {}
    for place, entry in zip(places, entries, strict=True):
        if entry.file:
            inputs.progress("Đang lập hồ sơ", len(files), len(with_roster))
            report = profile(source, place, is_demo=inputs.is_demo)
            files[entry.file] = word.document(report, inputs.letterhead, inputs.stamp)
    return zipped({INDEX: _index(inputs, entries)} | files, inputs.stamp.made_at if inputs.stamp else None)


def _places(inputs: ReportInputs) -> Iterator[Selection]:
    """The selection's districts, then its units, each in the order of the codes; of one type units alone."""
    selection, names = inputs.selection, inputs.source.names_of(inputs.selection)
    if selection.unit is not None:
        yield selection
        return
    if selection.unit_type is None:
        yield from (selection.at(code) for code in sorted(names.districts) if names.is_within(code, selection))
    types = {unit.code: unit.unit_type for unit in inputs.source.submissions(selection.as_of, selection.level).units}
    for code in sorted(names.units):
        if names.is_within(code, selection) and selection.unit_type in (None, types.get(code)):
            yield place_of(selection, code, names)


def _entry(inputs: ReportInputs, place: Selection, *, has_page: bool) -> _Entry:
    names = inputs.source.names_of(place)
    code, name = place.unit or place.district or "", names.place(place)
    file = f"{code}_{labels.file_name(name, 'ho-so', place.as_of, 'docx')}" if has_page else ""
    return _Entry(code, vietnamese.capitalised(name), file)


def _index(inputs: ReportInputs, entries: list[_Entry]) -> bytes:
    """The list as a page: code, place, file, or that it has not sent."""
    names = inputs.source.names_of(inputs.selection)
    title = f"Hồ sơ đơn vị · {labels.people(inputs.selection, names)} · {vietnamese.day(inputs.selection.as_of)}"
    rows = list(map(_cells, entries))
    return listing(title, ("Mã", "Đơn vị", "Tệp"), rows, inputs.stamp, is_demo=inputs.is_demo)


def _cells(entry: _Entry) -> list[Cell]:
    links = ((entry.file, entry.file),) if entry.file else ()
    return [
        Cell(entry.code, "text"),
        Cell(entry.name, scope="row"),
        Cell("Chưa gửi danh sách", "text", links=links),
    ]
