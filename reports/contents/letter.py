"""The letter to the units that have not sent their roster: who is asked for what, until when, and who they are."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import reference
from presentation.charts import Cell, Column, Kind, Table
from presentation.tiers import people_of
from reference import vietnamese
from reference.bodies import KINDS
from reports.contents.heirs import Heirs, heirs_of
from reports.contents.model import Annex, Paragraph, Report, Tabular
from reports.contents.words import LETTER, day_in_words
from reports.inputs import ReportError
from stats.measures import Status, Submission, ordered_values
from stats.names import Names
from stats.registers import within
from stats.selection import Selection
from stats.shares import Rounding
from stats.source import StatisticsSource

NAME = "letter"
_NAMED_AT_MOST = 5
"""Units that are addressed by name at most; more than these as a list."""
_COMMITTEE = "Ủy ban nhân dân"


def letter(
    source: StatisticsSource, selection: Selection, office: str, *, is_demo: bool, deadline: date | None = None
) -> Report:
    """Write the letter about a province, a district or a commune, with the late ones as its annex.

    Units that have sent, but with errors that were let through, are asked to mend them (a second annex). About a day
    with districts the communes of today are asked that hold the units of that day. Without a `deadline` there is room
    to write it. Raises ReportError, with a sentence, where nobody is late.
    """
    units = within(source.submissions(selection.as_of, selection.level).units, selection)
    names, day = source.names_of(selection), vietnamese.day(selection.as_of)
    place = names.place(selection)
    late = sorted((unit for unit in units if unit.status is Status.MISSING), key=_order)
    doubtful = sorted((unit for unit in units if unit.errors), key=_order)
    if not late:
        raise ReportError(_nobody_is_late(units, place, day, len(doubtful)))
    heirs = heirs_of((unit.code for unit in (*late, *doubtful)), selection.as_of, source.province)
    return Report(
        NAME,
        LETTER,
        subject=f"đôn đốc gửi danh sách {_people(selection)} tính đến ngày {day}",
        selection=selection,
        place=place,
        as_of=selection.as_of,
        rounding=Rounding.HALF_UP,
        is_demo=is_demo,
        sections=(),
        annexes=tuple(_annexes(late, doubtful, selection, heirs)),
        opening=tuple(
            map(
                Paragraph,
                _body(units, late, doubtful, selection=selection, office=office, deadline=deadline, heirs=heirs),
            )
        ),
        closing=(Paragraph(f"{office} đề nghị {_asked(late)} quan tâm, thực hiện đúng thời hạn."),),
        addressees=tuple(_addressees_today(late, heirs) if heirs else _addressees(late, selection, names)),
    )


def _people(selection: Selection) -> str:
    """Name whose lists are asked for: «cán bộ, công chức cấp xã»."""
    return vietnamese.in_sentence(people_of(None, selection.level))


def _order(unit: Submission) -> tuple[object, ...]:
    return unit.district_code or "", vietnamese.collation_key(unit.name)


def _nobody_is_late(units: Sequence[Submission], place: str, day: str, doubtful: int) -> str:
    if not units:
        return f"Ngày {day}, {place} không có đơn vị nào trong phạm vi này. Hãy chọn lại ngày hoặc phạm vi."
    who = "Đơn vị" if len(units) == 1 else f"Tất cả {vietnamese.number(len(units))} đơn vị của {place}"
    sentence = f"{who} đã gửi danh sách tính đến ngày {day}: không có đơn vị nào cần đôn đốc."
    if not doubtful:
        return sentence
    return f"{sentence} Còn {vietnamese.number(doubtful)} đơn vị có lỗi cần sửa, xem trang «Tiến độ gửi»."


# To whom


def _addressees(late: Sequence[Submission], selection: Selection, names: Names) -> Iterator[str]:
    """Address few by name; of more the districts, and all units of their kinds."""
    if len(late) <= _NAMED_AT_MOST:
        yield from (unit.name if unit.unit_type in KINDS else f"{_COMMITTEE} {_called(unit)}" for unit in late)
        return
    if selection.district is None and any(unit.district_code for unit in late):
        yield f"{_COMMITTEE} các huyện, thị xã, thành phố"
    if any(unit.unit_type in KINDS for unit in late):
        yield "Các cơ quan, đơn vị có tên trong danh sách kèm theo"
        late = [unit for unit in late if unit.unit_type not in KINDS]
        if not late:
            return
    where = f" thuộc {names.place(selection)}" if selection.is_of_place else ""
    yield f"{_COMMITTEE} các {_kinds(unit.unit_type for unit in late)}{where} có tên trong danh sách kèm theo"


def _addressees_today(late: Sequence[Submission], heirs: Heirs) -> Iterator[str]:
    """Address the communes that hold the late units now; what has no heir is named as it was."""
    today = list({unit.code: unit for each in late for unit in heirs.get(each.code, ())}.values())
    if len(today) <= _NAMED_AT_MOST:
        yield from (f"{_COMMITTEE} {vietnamese.in_sentence(unit.name)}" for unit in today)
    else:
        yield f"{_COMMITTEE} các {_kinds(unit.kind for unit in today)} có tên trong danh sách kèm theo"
    if any(each.code not in heirs for each in late):
        yield "Các cơ quan, đơn vị có tên trong danh sách kèm theo"


def _called(unit: Submission) -> str:
    """«xã Đại Bái, huyện Gia Bình»."""
    name = vietnamese.in_sentence(unit.name)
    if unit.unit_type in KINDS:
        return name
    return f"{name}, {vietnamese.in_sentence(unit.district_name)}" if unit.district_name else name


def _kinds(kinds: Iterable[str]) -> str:
    """«xã, phường, thị trấn», as far as there are any, in the register's order."""
    types = set(kinds)
    return ", ".join(
        vietnamese.in_sentence(label) for code, label, _ in ordered_values("unit_type", {}) if code in types
    )


# What is asked


def _asked(late: Sequence[Submission]) -> str:
    return "đơn vị" if len(late) == 1 else "các đơn vị"


def _body(
    units: Sequence[Submission],
    late: Sequence[Submission],
    doubtful: Sequence[Submission],
    selection: Selection,
    office: str,
    deadline: date | None,
    heirs: Heirs,
) -> Iterator[str]:
    day = vietnamese.day(selection.as_of)
    until = f"trước {day_in_words(deadline)}"
    work = f"tổng hợp số lượng, chất lượng {_people(selection)} tính đến ngày {day}"
    if len(units) == 1:
        unit = f"{_called(late[0])}{_now(late[0], heirs)}"
        yield f"Để {work}, {office} cần danh sách của {unit}. Đến nay, đơn vị chưa gửi danh sách."
    else:
        annex = "Phụ lục I" if doubtful else "Phụ lục"
        sent = vietnamese.small_count(len(units) - len(late))
        yield (
            f"Để {work}, {office} cần danh sách của {vietnamese.small_count(len(units))} đơn vị. "
            "Đến nay, đã có danh sách "
            f"của {sent} đơn vị, còn {vietnamese.small_count(len(late))} đơn vị chưa gửi ({annex} kèm theo)."
            f"{_merged(late, heirs)}"
        )
    yield (
        f"Để bảo đảm tiến độ, {office} đề nghị {_asked(late)} {'quản lý hiện nay' if heirs else 'chưa gửi'} lập danh "
        f"sách cán bộ, công chức có mặt đến ngày {day}, kiểm tra và gửi về {office} {until}."
    )
    if doubtful:
        yield (
            f"{vietnamese.small_count(len(doubtful))} đơn vị đã gửi danh sách nhưng còn lỗi "
            "(Phụ lục II kèm theo) đề nghị "
            "rà soát, sửa và gửi lại trong cùng thời hạn."
        )


def _now(unit: Submission, heirs: Heirs) -> str:
    """« (nay thuộc phường Kinh Bắc)» behind a single unit's name; «» where it answers itself."""
    names = [vietnamese.in_sentence(heir.name) for heir in heirs.get(unit.code, ())]
    return f" (nay thuộc {' và '.join(names)})" if names else ""


def _merged(late: Sequence[Submission], heirs: Heirs) -> str:
    """Say how many communes hold the late units now."""
    kinds = {unit.code: unit.kind for each in late for unit in heirs.get(each.code, ())}
    number = f"{vietnamese.small_count(len(kinds))} {_kinds(kinds.values())}"
    return f" Sau sắp xếp đơn vị hành chính, các đơn vị này nay thuộc {number}." if kinds else ""


def _today(unit: Submission, heirs: Heirs) -> str:
    """Name the communes that hold a unit now: «Xã Gia Bình», «Xã Nhân Thắng; Xã Cao Đức»."""
    return "; ".join(heir.name for heir in heirs.get(unit.code, ())) or "Chưa rõ"


def _annexes(
    late: Sequence[Submission], doubtful: Sequence[Submission], selection: Selection, heirs: Heirs
) -> Iterator[Annex]:
    """Make the annexes; one unit that is asked by name needs no list."""
    day = vietnamese.day(selection.as_of)
    if selection.unit is None:
        yield _annex(f"Đơn vị chưa gửi danh sách tính đến ngày {day}", _late_table(late, heirs))
    if doubtful:
        yield _annex(f"Đơn vị đã gửi danh sách, còn lỗi cần sửa, tính đến ngày {day}", _doubtful_table(doubtful, heirs))


def _annex(title: str, table: Table) -> Annex:
    return Annex(title, (Tabular(title, table),))


def _late_table(units: Sequence[Submission], heirs: Heirs) -> Table:
    rows = [(reference.code_label("unit_type", unit.unit_type), unit.code) for unit in units]
    return _with_places(units, ("Loại", "Mã đơn vị"), Kind.TEXT, rows, heirs)


def _doubtful_table(units: Sequence[Submission], heirs: Heirs) -> Table:
    rows = [(unit.people, unit.errors, unit.warnings) for unit in units]
    return _with_places(units, ("Số người", "Số lỗi", "Số cảnh báo"), Kind.COUNT, rows, heirs)


def _with_places(
    units: Sequence[Submission], heads: Sequence[str], kind: Kind, rows: Sequence[tuple[Cell, ...]], heirs: Heirs
) -> Table:
    """Put number, name and, where there are districts, the district and who answers now, before the other columns."""
    with_districts = any(unit.district_name for unit in units)
    places = ["TT", "Đơn vị", *(["Đơn vị cấp huyện"] if with_districts else []), *(["Nay thuộc"] if heirs else [])]
    columns = [*(Column(head, Kind.TEXT) for head in places), *(Column(head, kind) for head in heads)]
    cells = [
        (
            str(number),
            unit.name,
            *([unit.district_name] if with_districts else []),
            *([_today(unit, heirs)] if heirs else []),
            *row,
        )
        for number, (unit, row) in enumerate(zip(units, rows, strict=True), start=1)
    ]
    return Table(tuple(columns), tuple(cells))
