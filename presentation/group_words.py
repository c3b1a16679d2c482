"""Groups of people in words: what a number counted that no field tells."""

from collections.abc import Callable, Sequence
from datetime import date

import reference
from presentation import labels
from presentation.movement_words import END, NAMES, NO_BIRTH, NO_REASON, START
from presentation.standards import BELOW
from reference import vietnamese
from reference.figures import measures
from reference.leaving import leaving_reasons
from stats import groups
from stats.flows import Kind
from stats.measures.level_groups import level_groups
from stats.retirements import DUE, LATER, PAST, UNKNOWN
from stats.selection import Selection

_SETS = {
    groups.START: START,
    groups.END: END,
    groups.CAME: "Vào",
    groups.WENT: "Ra",
    groups.STAYED: "Có mặt ở cả hai ngày",
}
_RETIRING = {
    DUE: "Đến tuổi nghỉ hưu trong {years} năm kể từ ngày này",
    PAST: "Đã quá tuổi nghỉ hưu",
    LATER: "Đến tuổi nghỉ hưu sau {years} năm",
    UNKNOWN: "Không rõ tuổi nghỉ hưu",
}
_STANDARD = {
    groups.BOUND: "Thuộc diện của chuẩn trình độ",
    groups.BELOW: f"{BELOW} trình độ",
    groups.UNDECLARED: "Thuộc diện của chuẩn trình độ, không khai trình độ",
    groups.EXEMPT: "Chức danh có chuẩn theo luật riêng",
}


def group_words(selection: Selection, texts: Sequence[str]) -> str:
    """Say who is of all groups in one sentence, with one capital; KeyError for what is no group."""
    return vietnamese.capitalised("; ".join(vietnamese.in_sentence(_words(selection, text)) for text in texts))


def _words(selection: Selection, text: str) -> str:
    kind, words = groups.words_of(text)
    makers: dict[str, Callable[..., str]] = {
        groups.MOVEMENT: _movement,
        groups.SINCE: _since,
        groups.RETIREMENT: lambda _, who, years: _RETIRING[who].format(years=int(years)),
        groups.REACHING: _reaching,
        groups.YEAR_ONLY: lambda _: "chỉ biết năm sinh",
        groups.STANDARD: lambda _, who: _STANDARD[who],
        groups.EMPTY: lambda _, field: f"Không khai: {vietnamese.in_sentence(reference.field_label(field))}",
        groups.QUOTA: _quota,
        groups.LEVEL: _level,
    }
    try:
        return makers[kind](selection, *words)
    except (TypeError, ValueError) as error:  # an address that somebody wrote by hand
        raise KeyError(text) from error


def _since(selection: Selection, start: str) -> str:
    return f"{vietnamese.day(date.fromisoformat(start))} – {vietnamese.day(selection.as_of)}"


def _movement(_: Selection, name: str, by: str = "", code: str = "") -> str:
    words = _SETS.get(name) or NAMES[Kind(name)]
    if by == "of_age":
        return f"{words}, đã đến tuổi nghỉ hưu"
    if by == "reason":
        reason = leaving_reasons()[code].label if code else NO_REASON
        return f"{words}, lý do: {vietnamese.in_sentence(reason)}"
    if by == "age":
        band = reference.code_label("age_band", code) if code else NO_BIRTH
        return f"{words}, độ tuổi: {vietnamese.in_sentence(band)}"
    return words


def _quota(_: Selection, measure: str, *department: str) -> str:
    words = f"Tính vào {vietnamese.in_sentence(measures()[measure].label)}"
    return (
        f"{words}, {'.'.join(department) or vietnamese.in_sentence(labels.OTHER_DEPARTMENTS)}" if department else words
    )


def _level(_: Selection, field: str, code: str) -> str:
    label = next((level.label for level in level_groups(field) if level.code == code), None)
    if label is None:
        raise KeyError(code)
    return f"{reference.field_label(field)}: {vietnamese.in_sentence(label)}"


def _reaching(selection: Selection, when: str) -> str:
    year, _, month = when.partition("-")
    return f"đủ tuổi {f'tháng {month}/' if month else 'năm '}{int(year)}"
