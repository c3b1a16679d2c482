"""Counting rules in Vietnamese, made from the rules themselves: what the sheet «Ghi chú» says is what was counted."""

import reference
from reference import forms
from reference.forms import Condition, Rule
from reference.vietnamese import in_sentence

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
    said = ", hoặc ".join("; ".join(_condition(one) for one in alternative) for alternative in rule)
    return said[:1].upper() + said[1:]


def _condition(one: Condition) -> str:
    own = {forms.PRECISION: _PRECISIONS, forms.RETIREMENT: _RETIREMENT, forms.PROBATION: _PROBATION}
    if one.field == forms.AGE and not one.values:
        return _ages(one)
    if one.field in own:
        return " hoặc ".join(own[one.field].get(value or "", _UNKNOWN.get(one.field, "")) for value in one.values)
    if one.field == forms.AGE:
        return _UNKNOWN[forms.AGE]
    field = in_sentence(reference.field_label(one.field))
    values = ", ".join(reference.code_label(one.field, value) for value in one.values)
    return f"{field}: có khai, khác {values}" if one.is_negated else f"{field}: {values}"


def _ages(one: Condition) -> str:
    if one.first is None:
        return f"tuổi từ {one.last} trở xuống"
    return f"tuổi từ {one.first} trở lên" if one.last is None else f"tuổi từ {one.first} đến {one.last}"
