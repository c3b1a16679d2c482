"""Quotas of Hưng Yên: invented ones of its bodies, and the published sums of its communes of 01/07/2025."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from data.samples.generator.dice import between, seeded
from data.samples.generator.figures import FOLDER
from data.samples.generator.hung_yen import DAY, PROVINCE, Official
from data.samples.generator.layouts.figures import table
from reference.bodies import Body
from reference.provinces import communes_on

TWO_TIER = date(2025, 7, 1)
QUOTA = 32
"""The posts of the government of each commune: 104 × 32 = 3.328."""
PRESENT = {"Tổng số": 3987, "Văn phòng HĐND và UBND": 759, "Phòng Kinh tế": 962, "Phòng Văn hóa - Xã hội": 854}
"""The people of all communes together, as the newspaper counted them."""
_PLACE = "Hưng Yên"
_NOTICE = (
    "Số liệu minh họa – 3.328 (104 × 32), 3.987, 759, 962, 854 là số công bố của toàn tỉnh; số của từng xã "
    "do máy đặt ra"
)


def figure_files(people: Iterable[Official]) -> dict[str, bytes]:
    """Every workbook of quotas by its path below `data/samples/`."""
    folder = f"hung-yen/{FOLDER}"
    return {
        f"{folder}/Bien-che-co-quan_{DAY:%d-%m-%Y}.xlsx": _of_bodies(people),
        f"{folder}/Bien-che-giao_{TWO_TIER:%d-%m-%Y}.xlsx": _of_communes(),
    }


def _of_bodies(people: Iterable[Official]) -> bytes:
    """Give each body about as many posts as it has people."""
    sizes: dict[Body, int] = Counter(person.body for person in people)
    rows: list[list[str | int | float]] = [
        [body.name, size + between(seeded("hung-yen quota", body.code), -1, 3)] for body, size in sizes.items()
    ]
    title = "BIỂU GIAO BIÊN CHẾ CÔNG CHỨC CÁC CƠ QUAN TỈNH HƯNG YÊN"
    return table(title, DAY, [["STT"], ["Cơ quan, đơn vị"], ["Biên chế giao"]], rows, "người", province=_PLACE)


def _of_communes() -> bytes:
    """Spread the published sums over the communes as evenly as whole numbers can be."""
    units = communes_on(TWO_TIER, PROVINCE)
    columns = [_spread(total, len(units)) for total in PRESENT.values()]
    rows: list[list[str | int | float]] = [
        [unit.name, QUOTA, *numbers] for unit, *numbers in zip(units, *columns, strict=True)
    ]
    heads = [["STT", "STT"], ["Đơn vị", "Đơn vị"], ["Biên chế giao", "Tổng số"]]
    heads += [["Số người có mặt", name] for name in PRESENT]
    title = "BIÊN CHẾ GIAO VÀ CÓ MẶT, KHỐI CHÍNH QUYỀN CẤP XÃ TỈNH HƯNG YÊN"
    return table(title, TWO_TIER, heads, rows, "người", province=_PLACE, notice=_NOTICE)


def _spread(total: int, count: int) -> list[int]:
    return [total // count + (place < total % count) for place in range(count)]
