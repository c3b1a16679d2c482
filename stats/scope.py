"""The places whose people may be named to somebody, and what of them is hidden: a part of each question of people."""

from collections.abc import Iterable
from dataclasses import dataclass

_BESIDE = frozenset({"district", "unit", "unit_type", "category"})
"""Places and kinds of staff, beside which pages show each field to everybody."""
_PART_OF = {"party_probation": "party_member"}
"""A field that tells of another one."""


class NotToldError(ValueError):
    """A question that somebody's sensitive fields would answer; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Codes of districts (3 digits) and communes (5 digits); None: every place, empty: none.

    A code stands for its unit on whatever date: a commune's own past is its own.
    """

    places: frozenset[str] | None = None
    hidden: frozenset[str] = frozenset()
    """Fields that are not told of anybody by name, nor counted together with what tells who somebody is."""

    def require(self, fields: Iterable[str]) -> None:
        """Raise NotToldError where one of the fields is hidden."""
        if not self.hidden.isdisjoint(fields):
            raise NotToldError(
                "Câu trả lời cho biết dân tộc, tôn giáo hoặc đảng viên của từng người, là dữ liệu cá nhân nhạy cảm; "
                "tài khoản này không xem được. Hãy hỏi người quản trị, hoặc xem số tổng hợp."
            )

    def require_apart(self, fields: Iterable[str]) -> None:
        """Raise NotToldError where one of the fields is hidden and is counted together with more than places.

        With a post, an age or a gender beside it, a count tells of a person whom the reader knows.
        """
        together = {_PART_OF.get(name, name) for name in fields} - _BESIDE
        if len(together) > 1 and not self.hidden.isdisjoint(together):
            raise NotToldError(
                "Số người theo dân tộc, tôn giáo, đảng viên ghép với tiêu thức khác có thể cho biết về từng người, là "
                "dữ liệu cá nhân nhạy cảm; tài khoản này không xem được. Hãy xem riêng từng tiêu thức theo nơi, hoặc "
                "hỏi người quản trị."
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
