"""Counting rules in Vietnamese, made from the rules themselves: what the sheet «Ghi chú» says is what was counted."""

import reference
from reference import forms
from reference.forms import Condition, Rule
from reference.forms.rules import BIRTH_YEAR, DEPARTMENT
from reference.vietnamese import capitalised, in_sentence

_PRECISIONS = {"day": "ghi đủ ngày sinh", "month": "chỉ ghi tháng, năm sinh", "year": "chỉ ghi năm sinh"}
_RETIREMENT = {"over": "đã qua tháng đủ tuổi nghỉ hưu", "within": "chưa qua tháng đủ tuổi nghỉ hưu"}
_PROBATION = {"yes": "là đảng viên dự bị", "no": "không phải đảng viên dự bị"}
_UNKNOWN = {
    forms.AGE: "không khai ngày sinh",
    forms.PRECISION: "không khai ngày sinh",
    forms.RETIREMENT: "chưa rõ đã quá tuổi nghỉ hưu hay chưa",
}


def in_words(rule: Rule) -> str:
    """«Giới tính: Nữ; tuổi từ 51 đến 55»; alternatives are joined by «, hoặc»."""
    if rule == forms.EVERYBODY:
        return "Mọi người trong biểu"
    text = ", hoặc ".join("; ".join(_condition(condition) for condition in alternative) for alternative in rule)
    return capitalised(text)


def _condition(condition: Condition) -> str:
    own = {forms.PRECISION: _PRECISIONS, forms.RETIREMENT: _RETIREMENT, forms.PROBATION: _PROBATION}
    if condition.field == forms.AGE and not condition.values:
        return _ages(condition)
    if condition.field == BIRTH_YEAR and not condition.values:
        return _births(condition)
    if condition.field in own:
        return " hoặc ".join(
            own[condition.field].get(value or "", _UNKNOWN.get(condition.field, "")) for value in condition.values
        )
    if condition.field == forms.AGE:
        return _UNKNOWN[forms.AGE]
    field = in_sentence(reference.field_label(condition.field))
    values = ", ".join(reference.code_label(condition.field, value) for value in condition.values)
    if condition.field == DEPARTMENT and condition.is_negated:
        return f"không kể {values}"
    return f"{field}: có khai, khác {values}" if condition.is_negated else f"{field}: {values}"


def _births(condition: Condition) -> str:
    if condition.first == condition.last:
        return f"sinh năm {condition.first}"
    if condition.first is None:
        return f"sinh từ năm {condition.last} trở về trước"
    end = "trở về sau" if condition.last is None else f"đến năm {condition.last}"
    return f"sinh từ năm {condition.first} {end}"


def _ages(condition: Condition) -> str:
    if condition.first is None:
        return f"tuổi từ {condition.last} trở xuống"
    if condition.first == condition.last:
        return f"{condition.first} tuổi"
    return (
        f"tuổi từ {condition.first} trở lên"
        if condition.last is None
        else f"tuổi từ {condition.first} đến {condition.last}"
    )
