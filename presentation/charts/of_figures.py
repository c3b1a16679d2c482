"""The charts of figures that are no people, by name: of quotas. They exist where such figures were loaded."""

from collections.abc import Callable

from presentation.charts import of_quotas
from presentation.charts.model import Chart
from presentation.charts.requests import ChartRequest
from reference.figures import quota_kinds

Maker = Callable[[str, ChartRequest], Chart]


def figure_charts() -> dict[str, tuple[str, Maker]]:
    """Give label and maker of each chart of figures by its name."""
    kinds: dict[str, tuple[str, Maker]] = {
        of_quotas.GAP: ("Thừa, thiếu biên chế theo đơn vị", of_quotas.gap),
        of_quotas.DEPARTMENTS: ("Biên chế và có mặt theo phòng", of_quotas.departments),
    }
    for kind in quota_kinds():
        kinds[f"{of_quotas.GAP}_{kind.code}"] = (f"{kind.label}: thừa, thiếu theo đơn vị", of_quotas.gap)
        kinds[f"{of_quotas.DEPARTMENTS}_{kind.code}"] = (f"{kind.label} theo phòng", of_quotas.departments)
    return kinds
