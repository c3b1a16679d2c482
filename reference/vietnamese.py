"""Vietnamese numbers, days and names: the only place where a number becomes text that a person reads."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

MINUS = "−"
NO_BREAK = "\u00a0"
"""A space that no line ends at."""
_VIET_NAM = timezone(timedelta(hours=7))
PROVINCIAL = "Các cơ quan cấp tỉnh"
_BODIES = ("Sở ", "Thanh tra ", "Văn phòng ", "Ban Quản lý ", "Phòng ")
NO_DISTRICT = "Không có cấp huyện"
NOT_DECLARED = "Không khai"
NO_UNIT = "Chưa cộng được vào đơn vị hiện nay"
SEVERAL_DISTRICTS = "Thuộc nhiều huyện cũ"
DISTRICT_KINDS = {"city": "Thành phố", "urban_district": "Quận", "town": "Thị xã", "rural_district": "Huyện"}
"""Kinds of districts and their words, in the official order."""


# Numbers and dates

_FEBRUARY = 2


def number(value: int) -> str:
    """1263 -> «1.263»; a negative number has a true minus sign."""
    return f"{abs(value):,}".replace(",", ".") if value >= 0 else MINUS + number(-value)


def signed(value: int) -> str:
    """12 -> «+12», -3 -> «−3», 0 -> «0»: a change in people."""
    return f"+{number(value)}" if value > 0 else number(value)


def size(count: int) -> str:
    """Bytes for people: 812 -> «812 byte», 52.941 -> «51,7 KB», 5.242.880 -> «5,0 MB»."""
    kilo = 1024
    if count < kilo:
        return f"{number(count)} byte"
    unit, shown = ("KB", kilo) if count < kilo * kilo else ("MB", kilo * kilo)
    return f"{decimal((Decimal(count) / shown).quantize(Decimal('0.1')))} {unit}"


def small_count(value: int) -> str:
    """2 -> «02», as office documents write one digit; 0 stays «0»."""
    return f"{value:02d}" if 0 < value < 10 else number(value)


def decimal(value: Decimal) -> str:
    """Decimal("1234.50") -> «1.234,50»: its own decimals, neither more nor fewer."""
    text = f"{abs(value):,f}".translate(str.maketrans(",.", ".,"))
    return MINUS + text if value < 0 else text


def amount(value: float) -> str:
    """Write a number that is no count of people, with two decimals at least and three at most: «92,80», «91,651»."""
    whole, _, rest = f"{value:,.3f}".partition(".")
    return f"{whole.replace(',', '.')},{rest.removesuffix('0')}"


def percent(share: Decimal, count: int | None = None) -> str:
    """Decimal("77.98") -> «77,98%»; a share of 0.00 of a `count` that is not 0 is «<0,01%»."""
    if count and share == 0:
        return f"<{decimal(_smallest(share))}%"
    return f"{decimal(share)}%"


def points(change: Decimal) -> str:
    """Decimal("1.20") -> «+1,20 điểm phần trăm»."""
    sign = "+" if change > 0 else ""
    return f"{sign}{decimal(change)} điểm phần trăm"


def percent_in_prose(share: Decimal, count: int | None = None, *, is_cut: bool = False) -> str:
    """The form of a share in running text: as everywhere («92,30%»), but «dưới 0,01%».

    `is_cut`: without zeros at the end («92,3%», «80%»), as the published text of 31/12/2023 has its cut shares.
    """
    return f"dưới {decimal(_smallest(share))}%" if count and share == 0 else f"{_in_prose(share, is_cut=is_cut)}%"


def _smallest(share: Decimal) -> Decimal:
    """The smallest share with as many decimals."""
    return Decimal((0, (1,), int(share.as_tuple().exponent)))


def points_in_prose(change: Decimal, *, is_cut: bool = False) -> str:
    """A change in running text: Decimal("1.20") -> «1,20 điểm phần trăm»; without a sign, for «tăng» says it."""
    return f"{_in_prose(change, is_cut=is_cut)} điểm phần trăm"


def _in_prose(value: Decimal, *, is_cut: bool) -> str:
    text = decimal(value)
    return text.rstrip("0").rstrip(",") if is_cut and "," in text else text


def day(value: date) -> str:
    """date(2023, 12, 31) -> «31/12/2023»."""
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def month(number: int) -> str:
    """Write a month's number: January and February with a nought, as Nghị định 30/2020/NĐ-CP has it in documents."""
    return f"{number:02d}" if number <= _FEBRUARY else str(number)


def moment(value: datetime) -> str:
    """«05/01/2024 15:30», the hour in Viet Nam; a value without a time zone is UTC, as the database keeps it."""
    here = in_viet_nam(value)
    return f"{day(here)} {here.hour:02d}:{here.minute:02d}"


def in_viet_nam(value: datetime) -> datetime:
    """The same moment on this country's clock; a value without a time zone is UTC."""
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(_VIET_NAM)


# Names


def district_kind(code: str) -> str:
    """The words for a district's kind: «city» -> «Thành phố»; a code that is none is itself."""
    return DISTRICT_KINDS.get(code, code)


def bare_district(name: str) -> str:
    """A district's name without its kind: «Thị xã Quế Võ» -> «Quế Võ»."""
    kind = next((kind for kind in DISTRICT_KINDS.values() if name.startswith(f"{kind} ")), "")
    return name.removeprefix(f"{kind} ")


def capitalised(text: str) -> str:
    """Write a text as a sentence or a title begins: «tỉnh Bắc Ninh» -> «Tỉnh Bắc Ninh»."""
    return text[:1].upper() + text[1:]


def in_sentence(name: str) -> str:
    """A place's name inside a sentence: «Huyện Gia Bình» -> «huyện Gia Bình»; «Sở Nội vụ» stays."""
    return name if name.startswith(_BODIES) else name[:1].lower() + name[1:]


# Order and file names

_ALPHABET = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=100)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def collation_key(name: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Vietnamese alphabetical order: letters first (d before đ, o before ô before ơ), then tones, digits as numbers."""
    letters: list[int] = []
    tones: list[int] = []
    for piece in re.findall(r"\d+|\D", unicodedata.normalize("NFC", name).lower()):
        letter, tone = _without_tone(piece)
        letters += _place_of(letter)
        tones.append(tone)
    return tuple(letters), tuple(tones), name


def _place_of(letter: str) -> tuple[int, ...]:
    """Spaces come before numbers, numbers before letters, letters before signs; «10» is one number."""
    if letter.isspace():
        return (0,)
    return (1, int(letter)) if letter.isdecimal() else (_ALPHABET.get(letter, 500 + ord(letter[0])),)


def _without_tone(letter: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES)), tone


def slug(text: str) -> str:
    """ASCII for file names: «Trình độ chuyên môn» -> «trinh-do-chuyen-mon»."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def printable(text: str) -> str:
    """Give a name without what no document can hold (control signs) or what turns letters around (bidi signs).

    Signs that part words become spaces, other unseen ones are dropped; line breaks stay, the rest is as written.
    """
    if text.isprintable():
        return text
    signs = (sign if sign.isprintable() or sign == "\n" else " " if sign.isspace() else "" for sign in text)
    return "".join(signs).strip()
