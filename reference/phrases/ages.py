"""Years of age in words and signs: «Từ 31 đến 40», «≤ 30», «trên 60», «51 - 55 tuổi», «trên 40 đến 50», «35 tuổi»."""

import re
from dataclasses import dataclass

from reference.service import bands_of_service
from reference.spelling import key

_RANGE = re.compile(r"(?:từ )?(?:đủ )?(trên )?(\d{2})(?: tuổi)?(?: ?- ?| đến )(?:đủ )?(dưới )?(\d{2})(?: tuổi)?(?!\d)")
_OPEN = re.compile(
    r"(?P<below>dưới|<) ?(?P<b>\d{2})(?: tuổi)?(?!\d)"
    r"|(?P<above>trên|>) ?(?P<a>\d{2})(?: tuổi)?(?!\d)"
    r"|(?:≤|<=|đến|không quá) ?(?P<most>\d{2})(?: tuổi)?(?: trở xuống)?(?!\d)"
    r"|(?:≥|>=|từ đủ) ?(?P<least>\d{2})(?: tuổi)?(?: trở lên)?(?!\d)"
    r"|(?:từ )?(?P<n>\d{2})(?: tuổi)? trở (?P<way>lên|xuống)"
    r"|(?<!từ )(?<!\d)(?P<age>\d{2}) tuổi"
)

_SERVICE = re.compile(
    r"(?:thâm niên|thời gian|số năm)(?: công tác)? (?:(?P<from>từ|trên|đủ|ít nhất) )?(?P<under>dưới |không quá )?"
    r"(?P<n>\d{1,2})(?: năm)?(?:(?: đến | ?- ?)(?:dưới )?(?P<m>\d{1,2}))?(?: năm)?(?: trở (?P<way>lên|xuống))?"
)


@dataclass(frozen=True, slots=True)
class Ages:
    """Completed years from `first` to `last`, both counted; None: open at that end."""

    first: int | None
    last: int | None


def ages_in(text: str) -> tuple[Ages | None, str]:
    """Find the years of age that a text names; gives the text without them. None where it names none."""
    folded = key(text)
    if match := _RANGE.search(folded):
        last = int(match[4]) - (1 if match[3] else 0)
        return Ages(int(match[2]) + (1 if match[1] else 0), last), _without(folded, match)
    if match := _OPEN.search(folded):
        return _open(match), _without(folded, match)
    return None, text


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
