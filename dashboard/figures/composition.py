"""The page «Cơ cấu»: the age pyramid, and every field that anybody declares by men and women."""

from dashboard import cached
from dashboard.parts import cards
from presentation.charts.of_composition import BY_GENDER, FIELDS, PYRAMID
from stats.selection import Selection


def show(selection: Selection) -> None:
    """Show a card for the pyramid and for each field; what nobody declares has none."""
    cards.card(cached.chart(PYRAMID, selection))
    for field in FIELDS:
        whole = cached.source().breakdown(selection, field)
        if whole.people > whole.undeclared:
            cards.card(cached.chart(f"{BY_GENDER}{field}", selection))
