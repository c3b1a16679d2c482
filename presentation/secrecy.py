"""Words for what is kept back in publications."""

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
