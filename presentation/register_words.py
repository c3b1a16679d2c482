"""The register of units in words: what it does not know of a province's past."""

from reference import provinces, vietnamese
from reference.territory import NEWEST, last_day_of_districts, units_without_successor
from reference.units import Unit


def gaps_of_register(province: str, *, with_names: bool = False) -> str:
    """Say of how many units the register does not know what they became, and of which; «» where it knows all."""
    lost = _without_successor(province)
    if not lost:
        return ""
    last = max(unit.valid_to for unit in lost if unit.valid_to)
    names = f": {', '.join(sorted(map(_named, lost), key=vietnamese.collation_key))}" if with_names else ""
    return (
        f"Danh mục đơn vị chưa đủ: không rõ {vietnamese.number(len(lost))} đơn vị cấp xã đã thôi tồn tại (muộn nhất "
        f"ngày {vietnamese.day(last)}) nhập vào đâu{names}. Số liệu "
        "trước đó của các xã cùng huyện không cộng được theo địa giới hiện nay."
    )


def _without_successor(province: str) -> tuple[Unit, ...]:
    homes = [(unit, unit.valid_to or NEWEST) for unit in provinces.lineage(province)]
    districts = {
        district.code
        for unit, last in homes
        for district in provinces.districts_of(unit, min(last, last_day_of_districts()))
    }
    return units_without_successor(districts, NEWEST)


def _named(unit: Unit) -> str:
    home = provinces.district_names(unit.valid_to or NEWEST).get(unit.parent_code or "")
    return f"{unit.name} ({home})" if home else unit.name
