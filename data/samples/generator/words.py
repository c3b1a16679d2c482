"""The codes in the words of personnel lists: written out, in short, and mixed as several hands would mix them."""

from data.samples.generator.dice import chance, seeded
from data.samples.generator.posts import Slot, title

NOTICE = "Số liệu minh họa – người trong danh sách này không có thật"

EDUCATION = {
    "doctorate": ["Tiến sĩ", "TS"],
    "masters": ["Thạc sĩ", "ThS", "Thạc sỹ", "Th.S"],
    "bachelors": ["Đại học", "ĐH", "Cử nhân", "CN", "Kỹ sư"],
    "college": ["Cao đẳng", "CĐ"],
    "intermediate": ["Trung cấp", "TC", "TCCN"],
    "elementary": ["Sơ cấp", "SC"],
    "untrained": ["Chưa qua đào tạo", "Chưa qua ĐT"],
}
THEORY = {
    "bachelors": ["Cử nhân", "CN"],
    "advanced": ["Cao cấp", "CC", "CCLLCT"],
    "intermediate": ["Trung cấp", "TC", "TCLLCT"],
    "elementary": ["Sơ cấp", "SC"],
    "": [""],
}
STATE_MANAGEMENT = {
    "principal": ["Chuyên viên chính", "CVC"],
    "specialist": ["Chuyên viên", "CV"],
    "officer": ["Cán sự", "CS"],
    "": [""],
}
IT_CERTIFICATE = {
    "basic": ["UDCNTT cơ bản", "UDCNTT", "ƯDCNTT cơ bản", "CNTT cơ bản"],
    "advanced": ["UDCNTT nâng cao", "UDCNTT nâng cao", "UDCNTTNC"],
    "a": ["Tin A", "A", "Tin học A"],
    "b": ["Tin B", "B", "Tin học B"],
    "c": ["Tin C", "C", "Tin học C"],
    "office": ["Tin học văn phòng", "THVP", "Tin học VP"],
    "international": ["MOS", "IC3"],
    "": [""],
}
IT_DEGREE = {
    "masters": ["ĐH"],
    "bachelors": ["Đại học", "ĐH", "CN CNTT", "KS CNTT"],
    "college": ["Cao đẳng", "CĐ"],
    "intermediate": ["Trung cấp", "TC"],
}
ENGLISH = {
    "degree": ["Đại học", "ĐH", "CN Anh"],
    "a": ["A", "Anh A"],
    "b": ["B", "Anh B", "AV B"],
    "c": ["C", "Anh C"],
    "a2": ["A2"],
    "b1": ["B1"],
    "b2": ["B2"],
    "toeic": ["TOEIC 450", "TOEIC 500"],
    "": [""],
}
OTHER_LANGUAGE = {"chinese": ["Tiếng Trung B", "Tiếng Trung A"], "russian": ["Tiếng Nga B", "Tiếng Nga C"], "": [""]}

ROMAN = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
    "XVIII", "XIX", "XX", "XXI",
]  # fmt: skip


class Hand:
    """One clerk: has a habit (how far down the list of spellings) and does not always keep to it."""

    def __init__(self, name: str) -> None:
        self._dice = seeded("hand", name)
        self._habit = self._dice.randrange(2)
        self.shortens = self._habit == 1

    def write(self, spellings: list[str]) -> str:
        """One of the spellings, mostly the habitual one."""
        if chance(self._dice, 760):
            return spellings[min(self._habit, len(spellings) - 1)]
        return self._dice.choice(spellings)

    def chance(self, permille: int) -> bool:
        """Whether the clerk does something that happens in `permille` of a thousand cases."""
        return chance(self._dice, permille)

    def post(self, slot: Slot, kind: str) -> str:
        """The posts of a person, «Bí thư Đảng ủy - Chủ tịch HĐND» or «BTĐU kiêm CT HĐND»."""
        short = self.shortens != self.chance(120)
        return (" kiêm " if short else " - ").join(title(code, kind, short) for code in slot)


def dotted(number: int) -> str:
    """A whole number with the dot between thousands, 2.366."""
    return f"{number:,}".replace(",", ".")
