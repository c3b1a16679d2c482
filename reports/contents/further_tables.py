"""The data tables that are nothing for the public: by gender, movements, retirements, standards, quality."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import reference
from presentation import completeness, quality, retirements, standards
from presentation.charts import Caption, Cell, Chart, Kind, Table, catalogue
from presentation.charts.of_composition import PYRAMID
from presentation.charts.of_movements import AGES, PLACES, REASONS, SERIES
from presentation.composition import gender_table
from presentation.movement_words import held, place_table, usual_start
from reference import vietnamese
from reference.bodies import Tier
from reports.contents import table_symbols
from reports.contents.crosses import data_tables
from reports.contents.data_tables import DataTable
from reports.inputs import CrossChoice
from stats.data_quality import quality_of
from stats.retirements import retirements as retirements_of
from stats.selection import Selection
from stats.source import StatisticsSource

_SHEETS = {
    "theo_thang": "Nghỉ hưu – tháng",
    "theo_don_vi": "Nghỉ hưu – đơn vị",
    "don_vi_thang": "Nghỉ hưu – đơn vị, tháng",
    "education": "Nghỉ hưu – trình độ",
    "it": "Nghỉ hưu – tin học",
    "position": "Nghỉ hưu – chức vụ",
    "below_by_unit": "Chưa đạt chuẩn – đơn vị",
    "below_by_post": "Chưa đạt chuẩn – chức danh",
}
"""The sheets of tables that have a name of their own."""
_IN_PLANS = "plan_"


def further_tables(
    source: StatisticsSource, selection: Selection, *, is_demo: bool, crosses: tuple[CrossChoice, ...] = ()
) -> Iterator[DataTable]:
    """Make the tables beside those of levels and places, left out where they have no row."""
    structure, outlook = (make(source, selection, is_demo=is_demo) for make in (_structure, _outlook))
    missing = completeness.gaps(source, selection)
    made = (
        *(_of_part(table, missing) for table in structure),
        *data_tables(source, selection, crosses, is_demo=is_demo),
        *_movements(source, selection, is_demo=is_demo),
        *(_of_part(table, missing) for table in outlook),
        *_quality(source, selection),
    )
    return (table for table in made if table.rows)


def _of_part(table: DataTable, missing: str) -> DataTable:
    """Say above a table of how many units it tells, where some have not sent and nothing says so yet."""
    if any(missing in words for words in (table.subtitle, *table.remarks)):
        return table
    return replace(table, subtitle=f"{table.subtitle}; {missing}")


def _structure(source: StatisticsSource, selection: Selection, *, is_demo: bool) -> Iterator[DataTable]:
    ages = catalogue.build(source, PYRAMID, selection, is_demo=is_demo)
    yield _of_chart("thap_tuoi", "Tháp tuổi", ages)
    what = "Cơ cấu theo giới tính"
    title = f"{what} · {ages.caption.title}".replace(" · Tháp tuổi theo giới tính", "")
    yield _table("co_cau_gioi_tinh", what, title, "Đơn vị tính: người", gender_table(source, selection))


def _movements(source: StatisticsSource, selection: Selection, *, is_demo: bool) -> Iterator[DataTable]:
    start_on = usual_start(source, selection)
    if start_on is None:
        return
    charts = {
        name: catalogue.build(source, name, selection, is_demo=is_demo) for name in (PLACES, AGES, REASONS, SERIES)
    }
    numbers = held(source, selection, start_on)
    if numbers.counts.start or numbers.counts.end:
        words = charts[PLACES].caption
        yield _table(
            "bien_dong",
            "Biến động",
            title=words.title,
            subtitle=words.subtitle,
            table=place_table(numbers),
            remarks=words.notes,
            totals=1,
        )
    for name, stem, sheet in (
        (AGES, "roi_di_theo_tuoi", "Rời đi – độ tuổi"),
        (REASONS, "roi_di_theo_ly_do", "Rời đi – lý do"),
        (SERIES, "vao_ra_cac_ngay", "Vào, ra các ngày"),
    ):
        yield _of_chart(stem, sheet, charts[name])


def _outlook(source: StatisticsSource, selection: Selection, *, is_demo: bool) -> Iterator[DataTable]:
    years = int(reference.limit("retirement_years"))
    posts = source.derive(retirements_of, selection, years)
    charts = retirements.tables(source, selection, posts, is_demo=is_demo)
    for chart in (*charts, *standards.tables(source, selection, is_demo=is_demo)):
        if chart.name in _SHEETS:
            stem = chart.name if chart.name.startswith("below") else f"nghi_huu_{chart.name}"
            yield _of_chart(stem, _SHEETS[chart.name], chart)
        else:
            field = chart.name.removeprefix(_IN_PLANS)
            yield _of_chart(f"boi_duong_{field}", f"Bồi dưỡng – {vietnamese.in_sentence(_name(field))}", chart)


def _name(field: str) -> str:
    return reference.field_label(field)


def _quality(source: StatisticsSource, selection: Selection) -> Iterator[DataTable]:
    if selection.level is not Tier.COMMUNE:
        return
    measured = source.derive(quality_of, selection)
    charts = quality.charts(source, measured, is_demo=False, selection=selection)
    for chart, stem, sheet in zip(
        charts,
        ("chat_luong_don_vi", "chat_luong_tieu_thuc"),
        ("Chất lượng – đơn vị", "Chất lượng – tiêu thức"),
        strict=False,
    ):
        yield _of_chart(stem, sheet, chart)


def _of_chart(name: str, sheet: str, chart: Chart) -> DataTable:
    words: Caption = chart.caption
    return _table(name, sheet, title=words.title, subtitle=words.subtitle, table=chart.table, remarks=words.notes)


def _table(
    name: str, sheet: str, title: str, subtitle: str, table: Table, remarks: Sequence[str] = (), totals: int = 0
) -> DataTable:
    """Make a table of which no cell is blank."""
    kinds = [column.kind for column in table.columns]
    rows = tuple(_filled(row, kinds) for row in table.rows)
    return DataTable(
        name,
        sheet,
        title=title,
        subtitle=subtitle,
        columns=table.columns,
        rows=rows,
        remarks=tuple(remarks),
        totals=totals,
    )


def _filled(row: Sequence[Cell], kinds: Sequence[Kind]) -> tuple[Cell, ...]:
    """Put a sign where nothing stands: in all numbers of a unit that has not sent, in a text that is not there."""
    is_sent = any(cell is not None for cell, kind in zip(row, kinds, strict=True) if kind is not Kind.TEXT)
    sign = table_symbols.NOT_APPLICABLE if is_sent else table_symbols.NOT_SENT
    return tuple(sign if cell is None or cell == "" else cell for cell in row)
