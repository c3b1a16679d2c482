"""The figures of digital readiness in words, and as the rows of a table."""

from typing import Any

from presentation.table_rows import per_cent
from reference import vietnamese
from reference.figures import measures
from stats.readiness import Answer, ReadinessFigure

SHARE_NAMES = {
    "it_evidence": "Có trình độ, chứng chỉ tin học",
    "university": "Đại học trở lên",
    "digital_skills": "Đã bồi dưỡng, xác nhận kỹ năng số (danh sách)",
}
NUMBER, PEOPLE, SHARE, PER_HEAD, UNITS = "Số lượng", "Trong số người", "Tỷ lệ (%)", "Trên đầu người", "Số đơn vị đã gửi"
HEADS = ("Khó khăn", "Chỉ tiêu", "Đơn vị tính", NUMBER, PEOPLE, SHARE, PER_HEAD, UNITS, "Ngày")
_MISSING = "chưa có số liệu"


def figure_name(kind: str, name: str) -> str:
    """Name a figure: a share of people, or an indicator."""
    return SHARE_NAMES[name] if kind == "share" else measures()[name].label


def readiness_rows(answers: tuple[Answer, ...]) -> list[list[Any]]:
    """Give a row for each figure under its difficulty; those that nobody has sent follow, and say so."""
    rows = []
    for answer in answers:
        what = answer.difficulty.label
        rows += [[what, *_row(figure)] for figure in answer.figures]
        rows += [[what, figure_name(*each), "", *[None] * 5, _MISSING] for each in answer.missing]
    return rows


def _row(figure: ReadinessFigure) -> list[Any]:
    day, share = vietnamese.day(figure.as_of), figure.share
    if share is not None:
        return [SHARE_NAMES[figure.name], "người", share.count, share.base, per_cent(share.share), None, None, day]
    measure = figure.measure or measures()[figure.name]
    is_per_head, beside = measure.beside == "per_head", per_cent(figure.beside)
    besides = (None, beside) if is_per_head else (beside, None)
    value = None if figure.value is None else float(figure.value)
    return [measure.label, measure.unit, value, None, *besides, figure.units, day]
