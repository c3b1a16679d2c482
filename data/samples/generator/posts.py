"""The posts of a commune: which there are, who usually holds them, and how many a commune fills.

Cán bộ and công chức cấp xã as Nghị định 33/2023/NĐ-CP lists them; the chief of police stood in earlier decrees only.
"""

from dataclasses import dataclass
from random import Random

from data.samples.generator.dice import chance, shuffled


@dataclass(frozen=True, slots=True)
class Post:
    """One post: how it is written out and in short, how often a woman holds it (in a thousand), usual ages."""

    code: str
    full: str
    short: str
    women: int
    ages: tuple[int, int]


_POSTS = [
    Post("secretary", "Bí thư Đảng ủy", "BTĐU", 130, (38, 59)),
    Post("deputy_secretary", "Phó Bí thư Thường trực Đảng ủy", "PBTTT", 260, (35, 58)),
    Post("party_deputy", "Phó Bí thư Đảng ủy", "PBT", 150, (35, 57)),
    Post("council_chair", "Chủ tịch HĐND", "CT HĐND", 200, (38, 58)),
    Post("council_deputy", "Phó Chủ tịch HĐND", "PCT HĐND", 340, (34, 57)),
    Post("people_chair", "Chủ tịch UBND", "CT UBND", 110, (35, 57)),
    Post("people_deputy", "Phó Chủ tịch UBND", "PCT UBND", 210, (31, 56)),
    Post("front_chair", "Chủ tịch Ủy ban MTTQ Việt Nam", "CT MTTQ", 240, (37, 59)),
    Post("youth", "Bí thư Đoàn TNCS Hồ Chí Minh", "BT ĐTN", 390, (24, 34)),
    Post("women", "Chủ tịch Hội LHPN Việt Nam", "CT LHPN", 1000, (31, 54)),
    Post("farmers", "Chủ tịch Hội Nông dân Việt Nam", "CT HND", 230, (35, 58)),
    Post("veterans", "Chủ tịch Hội Cựu chiến binh Việt Nam", "CT CCB", 0, (47, 60)),
    Post("police", "Trưởng Công an", "TCA", 0, (32, 52)),
    Post("military", "Chỉ huy trưởng Ban CHQS", "CHT QS", 0, (27, 52)),
    Post("office", "Văn phòng - Thống kê", "VP-TK", 620, (24, 54)),
    Post("land", "Địa chính", "ĐC", 260, (25, 55)),
    Post("finance", "Tài chính - Kế toán", "TC-KT", 800, (25, 54)),
    Post("justice", "Tư pháp - Hộ tịch", "TP-HT", 570, (25, 55)),
    Post("culture", "Văn hóa - Xã hội", "VH-XH", 610, (24, 55)),
]
POSTS = {post.code: post for post in _POSTS}
ORDER = {post.code: rank for rank, post in enumerate(_POSTS)}

CADRE = "cadre"
CIVIL_SERVANT = "civil_servant"
_FIRST_CIVIL_SERVANT = ORDER["police"]

_LAND_FULL = {
    True: "Địa chính - Nông nghiệp - Xây dựng và Môi trường",
    False: "Địa chính - Xây dựng - Đô thị và Môi trường",
}
_LAND_SHORT = {True: "ĐC-NN-XD-MT", False: "ĐC-XD-ĐT-MT"}

Slot = tuple[str, ...]
"""The posts that one person holds, the leading one first."""


def category(slot: Slot) -> str:
    """`cadre` (cán bộ) or `civil_servant` (công chức)."""
    return CADRE if ORDER[slot[0]] < _FIRST_CIVIL_SERVANT else CIVIL_SERVANT


def title(code: str, kind: str, short: bool = False) -> str:
    """How a post is written; the land officer's title depends on the commune being a `commune` (xã) or not."""
    if code == "land":
        return (_LAND_SHORT if short else _LAND_FULL)[kind == "commune"]
    return POSTS[code].short if short else POSTS[code].full


def cadre_slots(dice: Random, count: int, without_farmers: bool) -> list[Slot]:
    """Nine to eleven cadres' slots; combining posts is the normal case."""
    unions: list[Slot] = [("front_chair",), ("youth",), ("women",), ("farmers",), ("veterans",)]
    deputies: list[Slot] = [("council_deputy",), ("people_deputy",)]
    heads: list[Slot] = [("secretary", "council_chair"), ("deputy_secretary",), ("party_deputy", "people_chair")]
    if chance(dice, 400):
        heads = [("secretary",), ("deputy_secretary", "council_chair"), ("party_deputy", "people_chair")]
    if without_farmers:
        unions.remove(("farmers",))
    missing = count - len(heads) - len(deputies) - len(unions)
    if missing == 1 and chance(dice, 250):
        heads = [("secretary",), ("deputy_secretary",), ("council_chair",), ("party_deputy", "people_chair")]
    elif missing > 0:
        deputies += [("people_deputy",)] * missing
    elif missing < 0 and chance(dice, 450):
        heads = [("secretary", "people_chair"), ("deputy_secretary", "council_chair")]
    elif missing < 0:
        vacant: list[Slot] = [("people_deputy",), ("council_deputy",)]
        deputies.remove(dice.choice(vacant))
    return heads + deputies + unions


def civil_servant_slots(dice: Random, count: int) -> list[Slot]:
    """Seven to twelve civil servants' slots: each title once, then second officers where the work is."""
    each = ["military", "office", "land", "finance", "justice", "culture"]
    second = shuffled(dice, ["culture", "land", "office"]) + shuffled(dice, ["finance", "justice"]) + ["land", "office"]
    return [(code,) for code in each + second[: count - len(each)]]


def slot_rank(slot: Slot) -> tuple[int, int]:
    """Where a slot stands in a commune's list."""
    return ORDER[slot[0]], -len(slot)
