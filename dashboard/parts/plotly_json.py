"""A chart's figure for `st.plotly_chart` as the JSON that it is already.

Streamlit hands a dictionary to Plotly's validator at each run, which takes longer than the rest of the page and, while
it looks at a trace, takes `type` out of it: sessions that share the figure then fail. Of a figure of Plotly's own
classes Streamlit asks for `to_dict`, and Plotly's encoder asks that for `to_plotly_json`: two answers are all it needs.
"""

from typing import Any

import orjson
from plotly.basedatatypes import BaseFigure
from plotly.validator_cache import ValidatorCache

from presentation.charts import Chart


def forget_validators() -> None:
    """Let go of the 10.000 descriptions, 10 MB, by which Plotly validates figures.

    Streamlit's theme has them read at the start for its own colours; nothing of ours is validated. Plotly reads them
    again where somebody asks.
    """
    ValidatorCache._json_cache = None


class FinishedFigure(BaseFigure):  # type: ignore[misc]
    """The figure of a chart that has one; immutable, so any number of sessions may show it at once."""

    def __init__(self, chart: Chart) -> None:
        # Plotly's own constructor would validate and copy.
        self._encoded = _Encoded(chart)

    def to_dict(self) -> "_Encoded":
        """Give what Plotly's encoder takes for the figure."""
        return self._encoded


class _Encoded(dict[str, Any]):
    """The part of the dictionary that Streamlit reads, its height, and the whole of it as JSON."""

    def __init__(self, chart: Chart) -> None:
        figure = chart.figure or {}
        super().__init__(layout={"height": figure["layout"]["height"]})
        self._json = orjson.Fragment(chart.figure_json)

    def to_plotly_json(self) -> orjson.Fragment:
        """Give the JSON, which orjson puts into its output as it stands."""
        return self._json
