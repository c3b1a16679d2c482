"""The list of the units that have not sent their roster, as a workbook to send round."""

from datetime import UTC, datetime

import reference
from presentation import labels
from presentation.charts import Caption, Column, Kind, Table
from presentation.tiers import places_of
from reference import vietnamese
from reports.excel.workbook import table_workbook
from reports.stamp import Stamp
from stats.measures import Submissions
from stats.names import Names
from stats.selection import Selection

_NAME = "chua-gui"
_SHEET = "Chưa gửi"


def file_name(names: Names, selection: Selection) -> str:
    """«chua-gui_bac-ninh_2023-12-31.xlsx»; of another level than the communes it says so."""
    return labels.file_name(_NAME, names.slug(selection), selection.as_of, "xlsx")


def title(names: Names, selection: Selection) -> str:
    """Say what the list is, of where and when."""
    places = vietnamese.capitalised(places_of(selection.level))
    return f"{places} chưa gửi danh sách cán bộ, công chức · {names.province} · {vietnamese.day(selection.as_of)}"


def workbook(
    submissions: Submissions,
    names: Names,
    office: str,
    *,
    is_demo: bool,
    created: datetime | None = None,
    stamp: Stamp | None = None,
) -> bytes:
    """An .xlsx with one table of the units without a roster.

    `created` (default: the stamp's moment, without a stamp now) is told above the table.
    """
    moment = created or (stamp.made_at if stamp else datetime.now(UTC))
    late, total = vietnamese.number(len(submissions.missing)), vietnamese.number(len(submissions.units))
    caption = Caption(
        title(names, Selection(submissions.as_of, level=submissions.level)),
        f"{late}/{total} đơn vị chưa gửi danh sách tính đến {vietnamese.day(submissions.as_of)}",
        f"Nguồn: lịch sử nạp số liệu của {office}, lập lúc {vietnamese.moment(moment)}",
        _NAME,
        is_demo=is_demo,
    )
    return table_workbook("chua_gui", _SHEET, caption, table=table(submissions), created=moment, stamp=stamp)


def table(submissions: Submissions) -> Table:
    """List code, name, kind and, where there are districts, the district of each unit without a roster."""
    heads = ["Mã đơn vị", "Đơn vị", "Loại", "Đơn vị cấp huyện"]
    rows = [
        (unit.code, unit.name, reference.code_label("unit_type", unit.unit_type), unit.district_name)
        for unit in submissions.missing
    ]
    width = len(heads) if submissions.districts else len(heads) - 1
    return Table(tuple(Column(head, Kind.TEXT) for head in heads[:width]), tuple(row[:width] for row in rows))
