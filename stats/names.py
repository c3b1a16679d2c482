"""The names of the places of one date."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reference import code_label
from reference.bodies import Tier
from reference.vietnamese import in_sentence, slug
from stats.selection import Selection, View

_LEVELS = {Tier.DISTRICT: "cap-huyen", Tier.PROVINCE: "cap-tinh", Tier.ALL: "cac-cap"}
_VIEWS = {View.TODAY: "dia-gioi-hien-nay", View.OLD: "huyen-cu"}


@dataclass(frozen=True)
class Names:
    """The names of the places of one date, for titles: codes -> names as the register writes them."""

    province: str
    districts: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    district_of: Mapping[str, str | None] = field(default_factory=dict)
    """Unit code -> district code: two wards of one province may have one name."""
    together: tuple[str, ...] = ()
    """The provinces of the date whose communes these are, where they are several that were joined later."""
    old_provinces: Mapping[str, str] = field(default_factory=dict)
    """The provinces that this one was joined from; none where it was not, or only one has sent."""
    old_province_of: Mapping[str, str] = field(default_factory=dict)
    """Code of a unit or a district -> the province of before in which it lies."""

    def place(self, selection: Selection) -> str:
        """The chosen place inside a sentence: «phường Đáp Cầu, thành phố Bắc Ninh», «huyện Gia Bình»."""
        if selection.unit is not None:
            unit = in_sentence(self.units.get(selection.unit, selection.unit))
            district = self.districts.get(self.district_of.get(selection.unit) or "")
            is_named = district is None or in_sentence(district) in unit  # «Phòng Nội vụ huyện Kim Động»
            return unit if is_named or district is None else f"{unit}, {in_sentence(district)}"
        if selection.district is not None:
            return in_sentence(self.districts.get(selection.district, selection.district))
        if selection.old_province is not None:
            return in_sentence(self.old_provinces.get(selection.old_province, selection.old_province))
        *others, last = map(in_sentence, self.together or (self.province,))
        return f"{', '.join(others)} và {last}" if others else last

    def of(self, code: str) -> str:
        """The name of a district or a commune, with its district where another commune has the same."""
        name = self.old_provinces.get(code) or self.districts.get(code) or self.units.get(code, code)
        district = self.districts.get(self.district_of.get(code) or "")
        is_shared = code in self.units and list(self.units.values()).count(name) > 1
        return f"{name} ({district})" if district and is_shared else name

    def old_province_above(self, selection: Selection) -> str | None:
        """Find the province of before that the chosen place is, or lies in."""
        return selection.old_province or self.old_province_of.get(selection.unit or selection.district or "")

    def is_within(self, code: str, place: Selection) -> bool:
        """Tell whether a district or a commune is the chosen place or lies in it; all lie in whole provinces."""
        above = (code, self.district_of.get(code), self.old_province_of.get(code))
        return all(wish is None or wish in above for wish in (place.unit, place.district, place.old_province))

    def slug(self, selection: Selection) -> str:
        """The selection for a file's name, its kind word only where it tells apart: «bac-ninh», «huyen-gia-binh»."""
        place = slug(self.place(selection) if selection.is_of_place else self.province.split(" ", 1)[-1])
        chosen = (("unit_type", selection.unit_type), ("category", selection.category))
        view = [] if selection.territory is View.REPORTED else [_VIEWS[selection.territory]]
        level = [] if selection.level is Tier.COMMUNE else [_LEVELS[selection.level]]
        return "_".join([place, *(slug(code_label(name, code)) for name, code in chosen if code), *level, *view])


def place_of(selection: Selection, code: str, names: Names) -> Selection:
    """Narrow a selection of the same day and kinds of people down to a province of before, a district or a commune."""
    if code in names.old_provinces:
        return selection.at(old_province=code)
    if code in names.districts:
        return selection.at(code)
    return selection.at(names.district_of.get(code), code)
