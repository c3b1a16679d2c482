"""The charts of quotas, indicators and movements, by name. They exist where figures, or two dates, were loaded."""

from collections.abc import Callable

from presentation.charts import of_composition, of_movements, of_quality, of_quotas
from presentation.charts.model import Chart
from presentation.charts.of_indicators import PREFIX, chart_name, indicator_chart
from presentation.charts.requests import ChartRequest
from reference.figures import INDICATORS, measures_of, parts_of, quota_kinds

Maker = Callable[[str, ChartRequest], Chart]


def figure_charts() -> dict[str, tuple[str, Maker]]:
    """Give label and maker of each chart of figures by its name; an office's own indicators have charts by `maker`."""
    kinds: dict[str, tuple[str, Maker]] = {
        of_quotas.GAP: ("Thừa, thiếu biên chế theo đơn vị", of_quotas.gap),
        of_quotas.SPREAD: ("Số đơn vị theo mức thừa, thiếu biên chế", of_quotas.spread),
        of_quotas.DEPARTMENTS: ("Biên chế và có mặt theo phòng", of_quotas.departments),
    }
    for kind in quota_kinds():
        kinds[f"{of_quotas.GAP}_{kind.code}"] = (f"{kind.label}: thừa, thiếu theo đơn vị", of_quotas.gap)
        kinds[f"{of_quotas.SPREAD}_{kind.code}"] = (f"{kind.label}: số đơn vị theo mức thừa, thiếu", of_quotas.spread)
        kinds[f"{of_quotas.DEPARTMENTS}_{kind.code}"] = (f"{kind.label} theo phòng", of_quotas.departments)
    for measure in measures_of(INDICATORS):
        views = {"": measure.label, "trend": f"{measure.label} theo thời gian"}
        views |= {"distribution": f"{measure.label}: số đơn vị theo mức"}
        views |= {"parts": f"{measure.label}: thành phần"} if parts_of(measure.code) else {}
        views |= {"beside": f"{measure.label} so với số người"} if measure.beside else {}
        kinds |= {chart_name(measure.code, view): (label, indicator_chart) for view, label in views.items()}
    return kinds | of_movements.charts() | of_composition.charts() | of_quality.charts()


def maker(name: str) -> Maker:
    """Give the maker of a chart of movements from a day on, or of an office's own indicator; KeyError for another."""
    if of_movement := of_movements.maker(name):
        return of_movement
    if not name.startswith(PREFIX):
        raise KeyError(name)
    return indicator_chart
