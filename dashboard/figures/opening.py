"""The breakdown that the overview opens with since commune staff are one civil service: departments and ranks."""

import streamlit as st

from dashboard import cached
from dashboard.parts import cards
from reference.bodies import Tier
from reference.openings import USUAL, opening_field
from stats.selection import Selection

_BESIDE = {"department": "rank", "rank": "department"}


def show(selection: Selection) -> None:
    """Show the breakdown that is in force on the date, where the rosters tell it, and the other one beside it."""
    field = opening_field(Tier.COMMUNE, selection.as_of)
    fields = [name for name in (field, _BESIDE.get(field, USUAL)) if name != USUAL and _is_told(selection, name)]
    for column, name in zip(st.columns(2), fields, strict=False):
        with column:
            cards.card(cached.chart(name, selection))


def _is_told(selection: Selection, field: str) -> bool:
    return any(part.code and part.count for part in cached.source().breakdown(selection, field).parts)
