"""The places whose people may be named to somebody, and what of them is hidden: a part of each question of people."""

from collections.abc import Iterable
from dataclasses import dataclass


class NotToldError(ValueError):
    """A question that somebody's sensitive fields would answer; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Codes of districts (3 digits) and communes (5 digits); None: every place, empty: none.

    A code stands for its unit on whatever date: a commune's own past is its own.
    """

    places: frozenset[str] | None = None
    hidden: frozenset[str] = frozenset()
    """Fields that are not told of anybody by name."""

    def require(self, fields: Iterable[str]) -> None:
        """Raise NotToldError where one of the fields is hidden."""
        if not self.hidden.isdisjoint(fields):
            raise NotToldError(
                "Câu trả lời cho biết dân tộc, tôn giáo hoặc đảng viên của từng người, là dữ liệu cá nhân nhạy cảm; "
                "tài khoản này không xem được. Hãy hỏi người quản trị, hoặc xem số tổng hợp."
            )

    @property
    def is_whole(self) -> bool:
        """True where every place belongs to it."""
        return self.places is None

    def covers(self, unit: str, district: str | None = None) -> bool:
        """Tell whether a commune, in that district, belongs to it."""
        return self.places is None or unit in self.places or district in self.places

    def covers_all(self, units: Iterable[tuple[str, str | None]]) -> bool:
        """Tell whether all of these communes with their districts belong to it; nothing is covered by a whole scope."""
        units = list(units)
        return self.is_whole or (bool(units) and all(self.covers(*unit) for unit in units))


EVERYBODY, NOBODY = Scope(), Scope(frozenset())
