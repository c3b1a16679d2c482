"""The words for views of territory, and of bodies for their organisation."""

from reference import vietnamese
from reference.bodies import Tier
from stats.selection import View

_OF_COMMUNES = {
    View.REPORTED: "Như đã báo cáo",
    View.TODAY: "Theo địa giới hiện nay",
    View.OLD: "Theo huyện cũ",
}
_OF_BODIES = {View.REPORTED: "Như đã báo cáo", View.TODAY: "Theo tổ chức hiện nay"}


def views(level: Tier) -> dict[View, str]:
    """Give the views that a level has with their names, for a choice."""
    return dict(_OF_COMMUNES if level is Tier.COMMUNE else _OF_BODIES)


def view_in_title(view: View, level: Tier = Tier.COMMUNE) -> list[str]:
    """The words that a title ends with where figures are not given as they were reported, else none."""
    return [] if view is View.REPORTED else [vietnamese.in_sentence(views(level)[view])]
