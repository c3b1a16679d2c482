"""Words for what is kept back in publications."""

from reference import vietnamese
from stats.disclosure import ROUND_TO, SIGN, Secrecy, Way

WITHHELD_BAND = "không công bố"
"""The places whose number is withheld."""


def secrecy_note(secrecy: Secrecy) -> str:
    """Say how small counts are kept back in what is published (publishing rules 9 and 13)."""
    if secrecy.way is Way.ROUND:
        return f"Mọi số người được làm tròn đến bội số của {ROUND_TO}, từng số riêng nên tổng có thể không khớp."
    return (
        f"{SIGN}: không công bố, vì là số dưới {secrecy.smallest} người, hoặc (có khi là số lớn) vì lấy tổng trừ đi "
        "thì ra số như vậy; số 0 vẫn được ghi."
    )


def hidden_numbers(secrecy: Secrecy, cells: int, *, of: int, tables: int) -> str:
    """Say of a report's numbers of people how many a publication would hide."""
    if secrecy.way is Way.ROUND:
        return secrecy_note(secrecy)
    hidden, numbers, where = map(vietnamese.number, (cells, of, tables))
    missing = "Biểu đồ, câu chữ cần số bị giữ kín thì không có trong bản công bố."
    if not cells:
        return f"Không số người nào trong {numbers} số ở bảng, biểu đồ của bản công bố phải ghi {SIGN}. {missing}"
    return (
        f"Bản công bố sẽ ghi {SIGN} thay cho {hidden}/{numbers} số người, ở {where} bảng, biểu đồ: số dưới "
        f"{secrecy.smallest} người và những số mà từ đó tính ra được số như vậy. {missing}"
    )
