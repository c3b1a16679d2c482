"""Slips of the pen are near, other words are not."""

import pytest

from reference.likeness import likeliest, nearest

KNOWN = ("đại học", "cao đẳng", "cao cấp", "trung cấp", "văn phòng thống kê", "hộ tịch", "đh", "hương mạc", "vôi")


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("đaị hoc", "đại học"),
        ("dai hoc", "đại học"),
        ("caođẳng", "cao đẳng"),
        ("truung cấp", "trung cấp"),
        ("trung cpấ", "trung cấp"),
        ("văn phòg thốg kê", "văn phòng thống kê"),
        ("đhh", "đh"),
        ("chủ tịch", None),
        ("không có", None),
        ("mới", None),
        ("hệ", None),
        ("", None),
    ],
)
def test_a_letter_in_eight_may_be_wrong(written: str, known: str | None) -> None:
    assert likeliest(written, KNOWN) == known


def test_the_spelling_with_the_same_tones_comes_first() -> None:
    assert nearest(["đông tiếnn"], ["đồng tiến", "đông tiến", "đông thọ"]) == ["đông tiến", "đồng tiến"]
