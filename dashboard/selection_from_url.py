"""The places to choose from, and what a link that asks for others becomes: a valid selection and plain sentences."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import reference
from reference import vietnamese
from reference.bodies import Tier
from reference.provinces import communes_of, district_names, districts_of, provinces_on
from reference.territory import predecessors
from reference.units import versions_of
from stats.queries import UnitRow
from stats.registers import districts_in
from stats.selection import Selection, View


class Remark(str):
    """A sentence of pieces, some of which lead to a selection."""

    pieces: tuple[tuple[str, Selection | None], ...]

    @classmethod
    def of(cls, *pieces: tuple[str, Selection | None]) -> "Remark":
        """Put pieces together."""
        remark = cls("".join(words for words, _ in pieces))
        remark.pieces = pieces
        return remark


@dataclass(frozen=True, slots=True)
class Place:
    """A place: `district` is the code of a commune's district, `old_province` of the province that it lay in before.

    None where there is none.
    """

    code: str
    name: str
    kind: str
    district: str | None = None
    old_province: str | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """The districts and communes of one date, each in the order in which they are offered."""

    districts: tuple[Place, ...]
    units: tuple[Place, ...]
    old_provinces: tuple[Place, ...] = ()
    """The provinces that were joined, where the units are of several."""

    def districts_of(self, old_province: str | None) -> tuple[Place, ...]:
        """List the districts of a province of before; all of them where none is chosen."""
        return tuple(each for each in self.districts if old_province in (None, each.old_province))

    def units_of(self, district: str | None, old_province: str | None = None) -> tuple[Place, ...]:
        """List the communes of a district, or of a province of before; all of them where none is chosen."""
        units = (unit for unit in self.units if district in (None, unit.district))
        return tuple(unit for unit in units if old_province in (None, unit.old_province))

    def old_province_above(self, selection: Selection) -> str | None:
        """Find the province of before that the chosen place is, or lies in, where there are several to choose from."""
        place = _place_of(selection.unit, self.units) or _place_of(selection.district, self.districts)
        known = {each.code for each in self.old_provinces}
        return next(iter({selection.old_province, place.old_province if place else None} & known), None)

    def names_of(self, units: Sequence[Place]) -> dict[str, str]:
        """Name each of these communes for a list, by code: with its district where two share a name."""
        count = Counter(unit.name for unit in units)
        districts = {district.code: district.name for district in self.districts}
        return {
            unit.code: f"{unit.name} ({districts[unit.district]})"
            if count[unit.name] > 1 and unit.district
            else unit.name
            for unit in units
        }

    def unit_types(self) -> tuple[reference.CodeValue, ...]:
        """List the kinds of communes that exist on the date, in the code list's order."""
        kinds = {unit.kind for unit in self.units}
        return tuple(value for value in reference.code_lists()["unit_type"] if value.code in kinds)


@lru_cache(maxsize=64)
def places_on(as_of: date, province: str) -> Places:
    """List the places of a province (its code of today) on a date and of those that went into it, in A to Z order."""
    homes = provinces_on(province, as_of)
    districts = [unit for home in homes for unit in districts_of(home, as_of)]
    communes = [unit for home in homes for unit in communes_of(home, as_of)]
    codes = {unit.code for unit in districts}
    return Places(
        _in_order(Place(unit.code, district_names(as_of)[unit.code], unit.kind) for unit in districts),
        _in_order(Place(u.code, u.name, u.kind, u.parent_code if u.parent_code in codes else None) for u in communes),
    )


def places_in(register: Sequence[UnitRow], as_of: date, old_provinces: Mapping[str, str]) -> Places:
    """List the places of a register of a date in Vietnamese alphabetical order; `old_provinces`: their names."""
    homes = {row.district_code: row.old_province for row in register}
    return Places(
        _in_order(
            Place(row.code, row.name, row.kind, old_province=homes[row.code]) for row in districts_in(register, as_of)
        ),
        _in_order(Place(row.code, row.name, row.unit_type, row.district_code, row.old_province) for row in register),
        tuple(Place(code, name, "province") for code, name in old_provinces.items()),
    )


def _in_order(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: vietnamese.collation_key(place.name)))


def settle(
    query: Mapping[str, str],
    dates: Sequence[date],
    places_of: Callable[[date, View, Tier], Places],
    default: date | None = None,
    levels_of: Callable[[date], Sequence[Tier]] = lambda _day: (Tier.COMMUNE,),
) -> tuple[Selection, tuple[str, ...]]:
    """Find the valid selection nearest to a URL's words, with a Vietnamese sentence for each word that did not hold.

    `dates` are those with data, newest first, at least one; `default` is the one to show where the URL names none of
    them (None: the newest). A commune brings its district with it. `levels_of`: the levels that have data of a date;
    where communes have none, everybody is shown.
    """
    fallback = default or dates[0]
    wish = Selection.from_query(query, fallback)
    sentences = list(_about_date(query.get("as_of"), dates, fallback))
    as_of = wish.as_of if wish.as_of in dates else fallback
    level = wish.level
    known = levels_of(as_of)  # none of a day on which quotas were given alone
    if level is Tier.COMMUNE and known and level not in known:
        level = Tier.ALL
    wish = replace(wish, level=level)
    places = places_of(as_of, wish.territory, level)
    unit = _place_of(wish.unit, places.units)
    district = _place_of(wish.district, places.districts)
    old_province = _place_of(wish.old_province, places.old_provinces)
    sentences += _about_place(wish.old_province, old_province, as_of, what="tỉnh cũ", instead="toàn tỉnh")
    heirs = _heirs(wish.unit, as_of, places.units) if wish.unit and not unit else ()
    if not heirs:
        sentences += _about_place(wish.district, district, as_of, what="đơn vị cấp huyện", instead="toàn tỉnh")
    what = "cơ quan, đơn vị" if level is not Tier.COMMUNE else "đơn vị cấp xã"
    if heirs:
        sentences.append(_about_heirs(wish, heirs))
    else:
        sentences += _about_place(wish.unit, unit, as_of, what=what, instead="tất cả đơn vị")
    is_of_the_past = not heirs and bool(wish.district and versions_of(wish.district)) and not places.districts
    if is_of_the_past and wish.territory is not View.OLD:
        sentences.append("Muốn xem theo huyện cũ, hãy chọn «Theo huyện cũ» ở ô «Địa giới».")
    if unit and district and unit.district != district.code:
        sentences.append(f"{unit.name} không thuộc {district.name}; đang xem cả {district.name}.")
        unit = None
    unit_type = _known(wish.unit_type, {value.code for value in places.unit_types()})
    category = _known(wish.category, {value.code for value in reference.code_lists()["category"]})
    sentences += _about_code(wish.unit_type, unit_type, "loại đơn vị")
    sentences += _about_code(wish.category, category, "đối tượng")
    home = district.code if district else (unit.district if unit else None)
    sentences += [*_about_view(query.get("territory")), *_about_level(query.get("level"))]
    settled = Selection(
        as_of,
        home,
        unit=unit.code if unit else None,
        unit_type=unit_type,
        category=category,
        territory=wish.territory,
        level=level,
        old_province=old_province.code if old_province else None,
    )
    return settled, tuple(sentences)


def _place_of(code: str | None, places: Sequence[Place]) -> Place | None:
    return next((place for place in places if place.code == code), None)


def _known(code: str | None, codes: set[str]) -> str | None:
    return code if code in codes else None


def _about_date(text: str | None, dates: Sequence[date], fallback: date) -> list[str]:
    if text is None or text in {day.isoformat() for day in dates}:
        return []
    return [f"Không có số liệu của ngày «{text}»; đang xem ngày {vietnamese.day(fallback)}."]


def _about_place(code: str | None, place: Place | None, as_of: date, *, what: str, instead: str) -> list[str]:
    if place or not code:
        return []
    known = versions_of(code)  # a link, or the choice on another date, keeps a unit that stands no more
    who = known[-1].name if known else f"{what} mã «{code}»"
    return [f"Không có {who} tại ngày {vietnamese.day(as_of)}; đang xem {instead}."]


def _heirs(code: str, as_of: date, units: Sequence[Place]) -> tuple[Place, ...]:
    """List the units of a day that hold the people of one that had ended by then."""
    last = max((unit.valid_to for unit in versions_of(code) if unit.valid_to), default=as_of)
    return tuple(unit for unit in units if last < as_of and code in predecessors(unit.code, as_of, last))


def _about_heirs(wish: Selection, heirs: Sequence[Place]) -> Remark:
    """Say where a unit that ended belongs by now, each of the units a way to it."""
    unit = versions_of(wish.unit or "")[-1]
    home = district_names(unit.valid_to or wish.as_of).get(unit.parent_code or "")
    who = f"{unit.name} ({home})" if home else unit.name
    named = [piece for heir in heirs for piece in ((", ", None), (heir.name, wish.at(heir.district, heir.code)))]
    start = f"Không có {who} tại ngày {vietnamese.day(wish.as_of)}, nay thuộc "
    return Remark.of((start, None), *named[1:], ("; đang xem tất cả đơn vị.", None))


def _about_view(text: str | None) -> list[str]:
    known = text is None or text in set(View)
    return [] if known else [f"Không có cách xem địa giới «{text}»; đang xem như đã báo cáo."]


def _about_level(text: str | None) -> list[str]:
    known = text is None or text in set(Tier)
    return [] if known else [f"Không có cấp «{text}»; đang xem cấp xã."]


def _about_code(code: str | None, known: str | None, what: str) -> list[str]:
    return [f"Không có {what} «{code}» tại ngày này; đang xem tất cả."] if code and not known else []
