"""The quality of rosters in words and tables."""

import reference
from presentation import labels
from presentation.charts import counted
from presentation.charts.model import Caption, Cell, Chart, Column, Kind, Native, Shape, Table
from reference import vietnamese
from stats import groups
from stats.cube import Conditions
from stats.data_quality import DataQuality, UnitQuality
from stats.groups import group
from stats.measures import UnitProblem
from stats.selection import Selection, View
from stats.source import StatisticsSource

WHAT = "Chất lượng số liệu"
_COUNTS = (
    "Số người", "Ô trống", "Lỗi", "Cảnh báo", "Vấn đề chung của tệp", "Câu trả lời tay", "Ngày sau kỳ", "Ngày để sửa",
    "Số lần nạp",
)  # fmt: skip


def rule(held: DataQuality) -> str:
    """Say what is measured, of which fields."""
    fields = ", ".join(vietnamese.in_sentence(reference.field_label(name)) for name in held.fields)
    return (
        f"Ô trống: ô không khai trong {len(held.fields)} tiêu thức mà danh sách ngày này có khai ({fields}); "
        "phòng, ban chỉ tính là trống khi chức vụ cũng không cho biết nơi làm việc. "
        "Ngày sau kỳ: từ ngày tính đến tới lần nạp đầu. Ngày để sửa: từ lần nạp đầu tới lần nạp đang dùng. Câu trả lời "
        "tay: cách ghi, cột mà cán bộ đã chọn nghĩa để đọc tệp của đơn vị."
    )


def headline(held: DataQuality) -> str:
    """Sum up: «4,2% ô trống (3.120 trong 74.000 ô)»."""
    if held.empty_share is None:
        return "Chưa có danh sách nào của ngày này"
    cells = f"{vietnamese.number(held.empty_cells)} trong {vietnamese.number(held.cells)} ô"
    return f"{vietnamese.percent(held.empty_share, held.empty_cells)} ô trống ({cells})"


def unit_table(held: DataQuality, selection: Selection | None = None) -> Table:
    """Make a row for each unit, those with the largest share of empty cells first, units that have not sent last."""
    columns = [Column("Đơn vị", Kind.TEXT), Column("Mã", Kind.TEXT)]
    columns += [Column(name, Kind.COUNT) for name in _COUNTS[:2]]
    columns += [Column("Ô trống (%)", Kind.SHARE), *(Column(name, Kind.COUNT) for name in _COUNTS[2:])]
    # On another territory than the rosters' own a unit's code may be another place's, and everybody is counted here.
    is_own = selection is not None and selection.territory is View.REPORTED and selection.category is None
    places = [counted.of_place("unit", unit.code) if is_own else None for unit in held.units]
    table = Table(tuple(columns), tuple(map(_row, held.units)))
    return table.with_people(places, [counted.EVERYBODY, *[None] * len(_COUNTS)])


def _row(unit: UnitQuality) -> tuple[Cell, ...]:
    submission = unit.submission
    head = (submission.name, submission.code)
    if unit.people is None:
        return (*head, *[None] * (len(_COUNTS) + 1))
    problems = (submission.errors, submission.warnings, submission.shared)
    days = (unit.days_after, unit.days_to_correct, unit.loads)
    return (*head, unit.people, unit.empty_cells, unit.empty_share, *problems, unit.answers, *days)


def field_table(held: DataQuality) -> Table:
    """Make a row for each field: the people of whom it says nothing, and in how many units."""
    columns = (Column("Tiêu thức", Kind.TEXT), Column("Không khai", Kind.COUNT), Column("Số đơn vị", Kind.COUNT))
    fields = sorted(held.fields, key=lambda name: -held.empty_of(name))
    rows = [
        (reference.field_label(name), held.empty_of(name), sum(name in unit.empty for unit in held.units))
        for name in fields
    ]
    return Table(columns, tuple(rows)).with_people(list(map(lacking, fields)), (counted.EVERYBODY, None))


def lacking(field: str) -> Conditions:
    """Give the conditions of those of whom a field says nothing, as their cells are counted here."""
    return group(groups.EMPTY, field)


def problem_table(problems: tuple[UnitProblem, ...]) -> Table:
    """Make a row for each problem with its cell; what stands in the cell is told on «Lịch sử nạp» alone."""
    columns = tuple(Column(name, Kind.TEXT) for name in ("Mức", "Vấn đề", "Tệp", "Trang", "Ô"))
    rows = [(labels.severity(p.severity), labels.problem_kind(p.code), p.file, p.sheet, p.cell) for p in problems]
    return Table(columns, tuple(rows))


def charts(
    source: StatisticsSource, held: DataQuality, *, is_demo: bool, selection: Selection | None = None
) -> tuple[Chart, ...]:
    """Make the tables for a workbook: units, fields, problems; `selection`: of which place, else of the province."""
    selection = selection or Selection(held.as_of)
    names = source.names_of(selection)
    made = (
        ("quality_units", f"{WHAT} theo đơn vị", unit_table(held, selection)),
        ("quality_fields", f"{WHAT} theo tiêu thức", field_table(held)),
        ("quality_problems", "Lỗi, cảnh báo đến từng ô", problem_table(held.problems)),
    )
    origin = labels.source_line(source.coverage(selection), held.as_of, is_demo)
    return tuple(
        Chart(
            name,
            Caption(labels.title(what, selection, names), headline(held), origin, "", (rule(held),), is_demo=is_demo),
            figure=None,
            table=table,
            native=Native(Shape.BAR, ()),
            alt=what,
        )
        for name, what, table in made
    )
