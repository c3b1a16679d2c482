"""The words for levels of government and for the bodies of each."""

from collections.abc import Iterable

from reference import vietnamese
from reference.bodies import KINDS, Tier

BODY = "Cơ quan, đơn vị"
"""The word for a place where bodies are among the places."""
_NAMES = {
    Tier.COMMUNE: "cấp xã",
    Tier.DISTRICT: "cấp huyện",
    Tier.PROVINCE: "cấp tỉnh",
    Tier.ALL: "các cấp",
}
_PEOPLE = {
    None: "Cán bộ, công chức",
    "cadre": "Cán bộ",
    "civil_servant": "Công chức",
    "part_time": "Người hoạt động không chuyên trách",
    "public_employee": "Viên chức",
    "contract": "Người lao động hợp đồng",
}
_CHOICES = {Tier.COMMUNE: "Xã", Tier.DISTRICT: "Huyện", Tier.PROVINCE: "Tỉnh", Tier.ALL: "Tất cả"}
_PLACES = {
    Tier.COMMUNE: "đơn vị cấp xã",
    Tier.DISTRICT: "cơ quan, đơn vị cấp huyện",
    Tier.PROVINCE: "cơ quan, đơn vị cấp tỉnh",
    Tier.ALL: "cơ quan, đơn vị các cấp",
}
_BODIES = {
    "provincial_office": "cơ quan hành chính cấp tỉnh",
    "provincial_service": "đơn vị sự nghiệp cấp tỉnh",
    "district_office": "cơ quan chuyên môn thuộc UBND cấp huyện",
    "district_service": "đơn vị sự nghiệp cấp huyện",
}
"""Kinds of bodies in the order and the words of a report."""


def tier_name(tier: Tier) -> str:
    """Name a level of government behind its people: «cấp xã», «các cấp»."""
    return _NAMES[tier]


def places_of(tier: Tier) -> str:
    """Name the places that rosters of a level are of, within a sentence: «đơn vị cấp xã»."""
    return _PLACES[tier]


def people_of(category: str | None, tier: Tier) -> str:
    """Name people by their kind (None: all) and level: «Công chức cấp xã», «Cán bộ, công chức các cấp»."""
    return f"{_PEOPLE.get(category, _PEOPLE[None])} {tier_name(tier)}"


def tier_choice(tier: Tier) -> str:
    """Name a level of government for a choice: «Tỉnh», «Tất cả»."""
    return _CHOICES[tier]


def bodies_in_words(units: Iterable[tuple[str, int]]) -> list[str]:
    """«20 cơ quan hành chính cấp tỉnh», «110 cơ quan chuyên môn thuộc UBND cấp huyện»; communes together, last."""
    numbers = dict(units)
    phrases = [f"{vietnamese.small_count(numbers[kind])} {words}" for kind, words in _BODIES.items() if kind in numbers]
    communes = sum(number for kind, number in numbers.items() if kind not in KINDS)
    return [*phrases, *([f"{vietnamese.small_count(communes)} đơn vị hành chính cấp xã"] if communes else [])]
