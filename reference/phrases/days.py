"""Days as printed tables write them: «31/12/2023», «31 - 12 - 2023», «31 tháng 12 năm 2023»."""

import re
from datetime import date

DAY = re.compile(
    r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?!\d)|(\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE
)


def day_in(text: str) -> tuple[date | None, str]:
    """Find the first day that a text names; gives the text without it. None where there is no such day."""
    match = DAY.search(text)
    if match is None:
        return None, text
    day, month, year = (int(part) for part in match.groups() if part)
    try:
        return date(year, month, day), f"{text[: match.start()]} {text[match.end() :]}"
    except ValueError:
        return None, text
