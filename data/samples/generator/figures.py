"""Invented figures of the communes of 31/12/2025: quotas, a week of the index of Quyết định 766, equipment."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import reference
from data.samples.generator.dice import between, seeded
from data.samples.generator.layouts.figures import table
from data.samples.generator.staff import Staff

FOLDER = "so-lieu-don-vi"
_DEPARTMENTS = ("Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội")
_GOVERNMENT = ("HĐND", "UBND", "Trung tâm Phục vụ hành chính công", "Phòng Kinh tế, Hạ tầng và Đô thị")
_PARTS = (
    ("Công khai, minh bạch (18 điểm)", 1800), ("Tiến độ giải quyết (20 điểm)", 2000),
    ("Dịch vụ công trực tuyến (12 điểm)", 1200), ("Thanh toán trực tuyến (10 điểm)", 1000),
    ("Mức độ hài lòng (18 điểm)", 1800), ("Số hóa hồ sơ (22 điểm)", 2200),
)  # fmt: skip
"""The parts of the index with their maximum in hundredths of a point."""
_EQUIPMENT = (
    "Máy tính", "Máy tính nối mạng", "Chữ ký số cá nhân", "Được bồi dưỡng kỹ năng số", "Được xác nhận kỹ năng số",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Unit:
    """A commune with its people by department."""

    unit: reference.Unit
    people: Mapping[str, int]

    @property
    def headcount(self) -> int:
        return sum(self.people.values())


def figure_files(people: Iterable[Staff], units: Sequence[reference.Unit], as_of: date) -> dict[str, bytes]:
    """Every invented workbook of figures by its path below `data/samples/`."""
    by_unit: dict[str, Counter[str]] = {}
    for person in people:
        by_unit.setdefault(person.unit_code, Counter())[person.department] += 1
    held = [_Unit(unit, by_unit.get(unit.code, Counter())) for unit in units]
    day = f"{as_of:%d-%m-%Y}"
    return {
        f"{FOLDER}/Bien-che-giao_{day}.xlsx": table(
            "BIỂU GIAO BIÊN CHẾ CẤP XÃ TỈNH BẮC NINH", as_of, _quota_heads(), [_quotas(unit) for unit in held], "người"
        ),
        f"{FOLDER}/Chi-so-766_{day}.xlsx": table(
            "CHỈ SỐ PHỤC VỤ NGƯỜI DÂN, DOANH NGHIỆP THEO QUYẾT ĐỊNH 766", as_of,
            [[head] for head in ("STT", "Đơn vị", *(label for label, _ in _PARTS), "Tổng điểm")],
            [_index(unit) for unit in held], "điểm",
        ),
        f"{FOLDER}/Thiet-bi-ky-nang-so_{day}.xlsx": table(
            "THIẾT BỊ, CHỮ KÝ SỐ, KỸ NĂNG SỐ CẤP XÃ TỈNH BẮC NINH", as_of,
            [[head] for head in ("STT", "Đơn vị", *_EQUIPMENT)], [_equipment(unit) for unit in held], "máy, người",
        ),
    }  # fmt: skip


def _quota_heads() -> list[list[str]]:
    given = "Biên chế giao"
    departments = (_DEPARTMENTS[0], "Phòng Kinh tế (Phòng Kinh tế, Hạ tầng và Đô thị)", _DEPARTMENTS[2])
    return [["STT", "STT"], ["Đơn vị", "Đơn vị"], [given, "Tổng số"], *([given, name] for name in departments)]


def _quotas(unit: _Unit) -> list[str | int | float]:
    """Give the whole and the three departments: near what is there, a little more where the register was cut less."""
    dice = seeded("quota", unit.unit.code)
    economy = unit.people.get(_DEPARTMENTS[1], 0) + unit.people.get(_GOVERNMENT[3], 0)
    present = (unit.people.get(_DEPARTMENTS[0], 0), economy, unit.people.get(_DEPARTMENTS[2], 0))
    departments = [max(1, number + between(dice, -1, 2)) for number in present]
    leaders = sum(unit.people.get(name, 0) for name in _GOVERNMENT[:3])
    return [unit.unit.name, sum(departments) + leaders + dice.randint(-1, 1), *departments]


def _index(unit: _Unit) -> list[str | int | float]:
    """Give the six parts and their total, in points with two decimals."""
    dice = seeded("index", unit.unit.code)
    parts = [maximum - between(dice, 0, maximum // 6) for _, maximum in _PARTS]
    return [unit.unit.name, *(part / 100 for part in parts), sum(parts) / 100]


def _equipment(unit: _Unit) -> list[str | int | float]:
    """Give computers, those with a network, signatures, people trained and confirmed, by the number of people."""
    dice = seeded("equipment", unit.unit.code)
    people = unit.headcount
    computers = people + between(dice, -4, 3)
    trained = people - between(dice, 0, people // 2)
    return [
        unit.unit.name,
        computers,
        computers - between(dice, 0, 3),
        people - between(dice, 0, people // 3),
        trained,
        trained - between(dice, 0, trained // 2),
    ]
