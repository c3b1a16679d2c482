"""The sentence about the year before: people, and percentage points of the shares as they are shown."""

from decimal import Decimal

from presentation import labels
from presentation.sentences import wording
from reference import vietnamese
from stats.disclosure import is_untold, is_withheld
from stats.measures import Overview
from stats.shares import Rule


def change(overview: Overview, category: str | None, sent: str = "") -> str:
    """«So với ngày 31/12/2022: tổng số tăng 12 người; …; tỷ lệ … tăng 1,2 điểm phần trăm.», or why nothing is compared.

    With a `category` chosen cán bộ and công chức are not told apart. `sent`: «của 69 đơn vị đã gửi» where units are
    missing on both dates.
    """
    then = overview.changes
    if then is None:
        return labels.compared_with(overview)
    kinds = [] if category else [("cán bộ", then.cadres), ("công chức", then.civil_servants)]
    counts = [("tổng số", then.headcount), *kinds]
    phrases = [f"{name} {_people(by)}" for name, by in counts if not (is_withheld(by) or is_untold(by))]
    shares = [
        ("có trình độ đại học trở lên", then.university_points),
        ("có trình độ, chứng chỉ tin học", then.it_points),
    ]
    rule = overview.profile.education.rounding
    phrases += [f"tỷ lệ {name} {_points(by, rule)}" for name, by in shares if by is not None]
    if not phrases:
        return ""
    whom = f", {sent}" if sent else ""
    return f"So với ngày {vietnamese.day(then.since)}{whom}: {'; '.join(phrases)}."


def _people(by: int) -> str:
    return f"{_direction(by)} {wording.people(abs(by))}" if by else "không thay đổi"


def _points(by: Decimal, rule: Rule) -> str:
    return f"{_direction(by)} {wording.points(abs(by), rule)}" if by else "không thay đổi"


def _direction(by: int | Decimal) -> str:
    return "tăng" if by > 0 else "giảm"
