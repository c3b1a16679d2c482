"""Problems by cause, as the wizard, the history and the command line list them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import reference
from presentation import labels
from reference import vietnamese

Record = Mapping[str, Any]
"""A problem as `load --json` prints it."""

Cause = tuple[str, str, str]
"""Severity, kind and field."""

SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo"}
MOST_CAUSES = 40
"""Causes with a place of their own; what is rarer stands in one group."""
_OTHERS = ("warning", "", "")
_MOST_CELLS, _MOST_VALUES = 8, 5
"""Cells, and different words, that a line names."""


def by_cause(entries: Sequence[Record]) -> dict[Cause, list[Record]]:
    """Group problems by cause: errors first, then by their number; beyond forty causes the rest is one group."""
    groups: dict[Cause, list[Record]] = {}
    for entry in entries:
        groups.setdefault((entry["severity"], entry["code"], entry["field"]), []).append(entry)
    order = sorted(groups, key=lambda cause: (cause[0] != "error", -len(groups[cause]), cause))
    kept = {cause: groups[cause] for cause in order[:MOST_CAUSES]}
    rest = [entry for cause in order[MOST_CAUSES:] for entry in groups[cause]]
    return kept | ({_OTHERS: rest} if rest else {})


def name_of(cause: Cause) -> str:
    """«Lỗi · Giá trị không hiểu · Trình độ chuyên môn»."""
    severity, code, field = cause
    kind = labels.problem_kind(code) if code else "Các nguyên nhân khác"
    return " · ".join([SEVERITIES[severity], kind, *([reference.field_label(field)] if field else [])])


def lines(entries: Sequence[Record]) -> Iterator[str]:
    """Give a line for each cause: the message where it has one place, else how many places, which, and an example."""
    for cause, problems in by_cause(entries).items():
        first = problems[0]["message"]
        if len(problems) == 1:
            yield f"{SEVERITIES[cause[0]]}: {first}"
        else:
            number = f"{vietnamese.number(len(problems))} chỗ"
            yield f"{name_of(cause)}: {number}{_values(problems)}{_places(problems)}. Ví dụ: {first}"


def _values(problems: Sequence[Record]) -> str:
    """«, ghi «ĐHH» (9), «ĐHX» (2), …»: the most frequent first; «» where all have the same."""
    counts = Counter(problem["value"] for problem in problems if problem["value"])
    if len(counts) < 2:
        return ""
    words = [f"«{value}» ({vietnamese.number(number)})" for value, number in counts.most_common(_MOST_VALUES)]
    return f", ghi {', '.join([*words, *(['…'] if len(counts) > len(words) else [])])}"


def _places(problems: Sequence[Record]) -> str:
    """« (a.xlsx › Sheet1: F7, F8; b.xlsx › Xã An: D4, …)»; «» where no cell is named."""
    sheets: dict[str, list[str]] = {}
    named = [problem for problem in problems if problem["cell"]]
    for problem in named[:_MOST_CELLS]:
        where = " › ".join(filter(None, (problem["file"], problem["sheet"])))
        sheets.setdefault(where, []).append(problem["cell"])
    more = ", …" if len(named) > _MOST_CELLS else ""
    places = "; ".join(f"{where}: {', '.join(cells)}" for where, cells in sheets.items())
    return f" ({places}{more})" if named else ""
