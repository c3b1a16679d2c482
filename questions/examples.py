"""Questions to begin with, about units of the office's own that have sent a list."""

from collections import Counter

from questions.periods import last_of_year
from reference.vietnamese import day, in_sentence
from stats.selection import Selection
from stats.source import StatisticsSource

_AHEAD = 2
"""Years until the retirements of the example: every list has some."""


def examples(source: StatisticsSource, selection: Selection) -> tuple[str, ...]:
    """Word questions that the lists of a date answer; the places are those of whom most units have sent."""
    first, second = (f" ở {name}" if name else "" for name in _places(source, selection))
    year = selection.as_of.year
    is_whole_year = last_of_year(year, source.dates(selection.level)) == selection.as_of
    when = f"năm {year}" if is_whole_year else f"ngày {day(selection.as_of)}"
    return (
        f"bao nhiêu công chức nữ trình độ thạc sĩ{first} {when}",
        "xã nào chưa gửi",
        f"ai nghỉ hưu năm {year + _AHEAD}{second}",
        "xã nào có nhiều đảng viên nhất",
        "phường nào thiếu biên chế",
        f"trình độ theo giới tính{second}",
    )


def _places(source: StatisticsSource, selection: Selection) -> tuple[str, str]:
    """Name two places: districts of most lists, else units; none whose name another bears, too."""
    names = source.names(selection.as_of, level=selection.level)
    labels = names.districts or names.units
    shared = Counter(labels.values())
    rows = [row for row in source.register(selection.as_of, level=selection.level) if row.has_roster]
    sent = Counter((row.district_code or "") if names.districts else row.code for row in rows)
    called = (labels[code] for code, _ in sent.most_common() if code in labels and shared[labels[code]] == 1)
    first, second, *_ = *map(in_sentence, called), "", ""
    return first, second or first
