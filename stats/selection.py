"""The selection that a reader looks at: one frozen value that gives the URL and the titles' words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from reference.bodies import Tier

PLACES = ("old_province", "district", "unit")
"""The places of a selection, the larger first; a smaller one brings the larger with it."""
PLACED = (*PLACES, "unit_type", "category")
DIMENSIONS = ("as_of", *PLACED, "territory", "level")
"""The selection's names in the URL, in the order in which a link writes them."""


SEVERAL = "|"
"""The sign between several codes of a condition («masters|doctorate»)."""


class View(StrEnum):
    """The territory that figures are given on: as reported, that of today, by the districts that ended in 2025."""

    REPORTED = "reported"
    TODAY = "today"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Selection:
    """A date and what narrows it down; None means all.

    `district` is a 3-digit district code, `unit` a 5-digit commune code or a body's code, `unit_type` and `category`
    are codes of `code_lists.csv`. `level`: whose people are looked at, those of communes where nothing else is said;
    of bodies there are two views of territory, as reported and today's: none lies in a district that is gone.
    `old_province` is the 2-digit code of a province that was joined with others, where nothing smaller is chosen.
    """

    as_of: date
    district: str | None = None
    unit: str | None = None
    unit_type: str | None = None
    category: str | None = None
    territory: View = View.REPORTED
    level: Tier = Tier.COMMUNE
    old_province: str | None = None

    def __post_init__(self) -> None:
        """Give bodies a view of territory that they have, and leave the smallest place alone."""
        if self.old_province and (self.district or self.unit):
            object.__setattr__(self, "old_province", None)
        if self.level is not Tier.COMMUNE and self.territory is View.OLD:
            object.__setattr__(self, "territory", View.REPORTED)

    def to_query(self) -> dict[str, str]:
        """The URL's query parameters, without what is not chosen."""
        values = {name: getattr(self, name) for name in PLACED}
        seen = {} if self.territory is View.REPORTED else {"territory": self.territory.value}
        seen |= {} if self.level is Tier.COMMUNE else {"level": self.level.value}
        return {"as_of": self.as_of.isoformat()} | {k: v for k, v in values.items() if v is not None} | seen

    @classmethod
    def from_query(cls, query: Mapping[str, str], fallback: date) -> "Selection":
        """Read a URL; an unreadable date gives `fallback`. Whether the codes exist is the caller's question."""
        try:
            as_of = date.fromisoformat(query.get("as_of", ""))
        except ValueError:
            as_of = fallback
        wish = query.get("territory", "")
        view = View(wish) if wish in set(View) else View.REPORTED
        asked = query.get("level", "")
        level = Tier(asked) if asked in set(Tier) else Tier.COMMUNE
        return cls(as_of, **{name: query.get(name) or None for name in PLACED}, territory=view, level=level)

    @property
    def is_of_place(self) -> bool:
        """True where one place is chosen; whole provinces of today have none."""
        return any(getattr(self, name) is not None for name in PLACES)

    @property
    def is_narrowed(self) -> bool:
        """True where units are chosen, by their place or their kind."""
        return self.is_of_place or self.unit_type is not None

    @property
    def is_by_units(self) -> bool:
        """True where no column of a roster says whether it is of the place: its units do (`source.reporting`)."""
        return self.is_narrowed and (self.territory is not View.REPORTED or self.old_province is not None)

    def whole_province(self) -> "Selection":
        """The same date and kinds of people, without the place."""
        return self.at()

    def everywhere(self) -> "Selection":
        """The same date and people of all units, whatever their place and kind."""
        return replace(self.at(), unit_type=None)

    def at(self, district: str | None = None, unit: str | None = None, old_province: str | None = None) -> "Selection":
        """The same date and kinds of people at another place."""
        return replace(self, old_province=old_province, district=district, unit=unit)

    def everybody_at(self, level: Tier) -> "Selection":
        """The same date and place, everybody of a level as reported."""
        return Selection(self.as_of, self.district, self.unit, level=level, old_province=self.old_province)

    def reported_where_whole(self) -> "Selection":
        """The same on the territory as reported where it is a whole province, which has whoever was reported."""
        is_whole = self.territory is View.TODAY and (self.unit, self.unit_type) == (None, None)
        return replace(self, territory=View.REPORTED) if is_whole else self

    def on(self, as_of: date) -> "Selection":
        """The same selection on another date."""
        return replace(self, as_of=as_of)


def year_before(dates: Iterable[date], as_of: date) -> date | None:
    """The date to compare `as_of` with: the same day a year earlier, else the last one of the year before."""
    earlier = [day for day in dates if day.year == as_of.year - 1]
    same_day = [day for day in earlier if (day.month, day.day) == (as_of.month, as_of.day)]
    return max(same_day or earlier, default=None)
