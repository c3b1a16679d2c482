"""The department that a post tells, and the rules that leave Ban CHQS out."""

import pytest

from reference.blocs import department_of
from reference.forms import holds, parse

MILITARY = "Ban Chỉ huy quân sự"


@pytest.mark.parametrize(
    ("department", "position", "own"),
    [
        (None, "Chỉ huy trưởng Ban CHQS", MILITARY),
        (None, "Ủy viên Ban Thường vụ Đảng ủy; Phó Chỉ huy trưởng Ban CHQS", MILITARY),
        ("Văn phòng HĐND và UBND", "Trợ lý Ban CHQS", "Văn phòng HĐND và UBND"),
        (None, "Phó Chủ tịch UBND; Chỉ huy trưởng Ban CHQS", None),
        (None, "Chánh Văn phòng HĐND và UBND", None),
        (None, None, None),
    ],
)
def test_posts_of_ban_chqs_tell_it_where_no_department_stands(
    department: str | None, position: str | None, own: str | None
) -> None:
    assert department_of(department, position) == own


def test_whom_a_rule_does_not_leave_out_counts_without_a_department_too() -> None:
    rule = parse(f"department!={MILITARY}", {})
    assert [holds(rule, {"department": name}) for name in (None, "Phòng Kinh tế", MILITARY)] == [True, True, False]
