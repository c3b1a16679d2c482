"""The places that somebody may load rosters of: asked before anything is compared with what is on file."""

from collections.abc import Sequence
from datetime import date

from etl.problems import Refused, problem
from etl.records import Examination
from reference.units import version_on


def check_places(examinations: Sequence[Examination], as_of: date, allowed: frozenset[str] | None) -> None:
    """Refuse files with people of other communes than these, or those of these districts; None allows all.

    Raises Refused with the first of them.
    """
    if allowed is None:
        return
    for examination in examinations:
        for place in (place for sheet in examination.sheets for place in sheet.places if place is not None):
            unit = version_on(place.code, as_of)
            if place.code not in allowed and (unit is None or unit.parent_code not in allowed):
                raise Refused(problem("unit_not_allowed", file=examination.report.file, value=place.name))
