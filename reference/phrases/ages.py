"""Years of age in words and signs: «Từ 31 đến 40», «≤ 30», «trên 60», «51 - 55 tuổi», «trên 40 đến 50», «35 tuổi»."""

import re
from dataclasses import dataclass

from reference.service import bands_of_service
from reference.spelling import key
from reference.tables import limit

_END = r"(?!\d| năm(?! \d{4}))"
"""The end of an age: years that are of something else, «từ 10 đến 15 năm», are no age."""
_RANGE = re.compile(
    rf"(?:từ )?(?:đủ )?(trên )?(?<!\d)(\d{{2}})(?: tuổi)?(?: ?- ?| đến )(?:đủ )?(dưới )?(\d{{2}})(?: tuổi)?{_END}"
)
_OPEN = re.compile(
    rf"(?P<below>dưới|<) ?(?P<b>\d{{2}})(?: tuổi)?{_END}"
    rf"|(?P<above>trên|>) ?(?P<a>\d{{2}})(?: tuổi)?{_END}"
    rf"|(?:≤|<=|đến|không quá) ?(?P<most>\d{{2}})(?: tuổi)?(?: trở xuống)?{_END}"
    rf"|(?:≥|>=|từ đủ) ?(?P<least>\d{{2}})(?: tuổi)?(?: trở lên)?{_END}"
    rf"|(?:từ )?(?<!\d)(?P<n>\d{{2}})(?: tuổi)? trở (?P<way>lên|xuống)"
    rf"|(?<!từ )(?<!\d)(?P<age>\d{{2}}) tuổi"
)
_DAY = re.compile(
    r"\d+(?:\s*/\s*\d+)+|\d{1,2}\s*([.-])\s*\d{1,2}\s*\1\s*\d{4}|\d{4}-\d{1,2}-\d{1,2}|\d{1,2} tháng \d{1,2}"
)
"""Days, months and numbers of papers: «đến 31/12/2025», «đến 31 tháng 12», «33/2023/NĐ-CP» are no ages."""

_SERVICE = re.compile(
    r"(?:thâm niên|thời gian|(?:số )?năm)(?: công tác)? (?:(?P<from>từ|trên|đủ|ít nhất|[>≥]=?) ?)?"
    r"(?P<under>(?:dưới|không quá|[<≤]=?) ?)?(?P<n>\d{1,2})(?!\d)(?: năm)?"
    r"(?:(?: đến | ?- ?)(?:dưới )?(?P<m>\d{1,2})(?!\d))?(?: năm)?(?: trở (?P<way>lên|xuống))?"
)
_YEARS_ALONE = re.compile(
    r"(?:từ|trên|dưới|đủ|ít nhất|không quá|[<>≤≥]=?)? ?\d{1,2}(?: năm)?(?:(?: đến | ?- ?)(?:dưới )?\d{1,2})? năm"
    r"(?: trở (?:lên|xuống))?"
)
"""«Từ 5 đến 15 năm»: years of whatever the label before or above it names."""


@dataclass(frozen=True, slots=True)
class Ages:
    """Completed years from `first` to `last`, both counted; None: open at that end."""

    first: int | None
    last: int | None


def ages_in(text: str) -> tuple[Ages | None, str]:
    """Find the years of age that a text names; gives the text without them. None where it names none."""
    folded = key(text)
    plain = _DAY.sub(lambda day: " " * len(day[0]), folded)
    match = _RANGE.search(plain) or _OPEN.search(plain)
    ages = None if match is None else _open(match) if match.re is _OPEN else _between(match)
    if match is None or ages is None or not _can_be(ages):
        return None, text
    return ages, _without(folded, match)


def _can_be(ages: Ages) -> bool:
    """Tell whether somebody who works can be of an age."""
    return ages.last is None or (ages.last >= limit("youngest_age") and ages.last >= (ages.first or 0))


def _between(match: re.Match[str]) -> Ages:
    return Ages(int(match[2]) + (1 if match[1] else 0), int(match[4]) - (1 if match[3] else 0))


def _open(match: re.Match[str]) -> Ages:
    if match["below"]:
        return Ages(None, int(match["b"]) - 1)
    if match["above"]:
        return Ages(int(match["a"]) + 1, None)
    if match["most"]:
        return Ages(None, int(match["most"]))
    if match["least"]:
        return Ages(int(match["least"]), None)
    if match["age"]:
        return Ages(int(match["age"]), int(match["age"]))
    return Ages(int(match["n"]), None) if match["way"] == "lên" else Ages(None, int(match["n"]))


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def is_years_alone(text: str) -> bool:
    """Tell whether a text is a number of years and no more: «Trên 15 năm»."""
    return _YEARS_ALONE.fullmatch(key(text)) is not None


def service_in(text: str) -> tuple[Ages | None, str]:
    """Find completed years of service, «thâm niên trên 20 năm»; gives the text without them. The end is left out."""
    folded = key(text)
    match = _SERVICE.search(folded)
    if match is None:
        return None, text
    years = int(match["n"])
    if match["m"]:
        years_of = Ages(years, int(match["m"]))
    elif match["under"] or match["way"] == "xuống":
        years_of = Ages(None, years)
    elif match["from"] or match["way"]:
        years_of = Ages(years, None)
    else:
        return None, text
    return years_of, _without(folded, match)


def service_bands(service: Ages) -> tuple[str, ...] | None:
    """List the bands of seniority that make up the years; None where they are no bounds of bands."""
    bands = bands_of_service()
    first, last = service.first or 0, service.last
    if first not in bands or last not in (None, *bands):
        return None
    return tuple(code for least, code in bands.items() if least >= first and (last is None or least < last))
