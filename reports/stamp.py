"""By what an export knows itself: its number, who made it, when, from which selection and which state of the data."""

from dataclasses import dataclass
from datetime import datetime

from dashboard import labels

INTERNAL = "LƯU HÀNH NỘI BỘ"


@dataclass(frozen=True, slots=True)
class Stamp:
    """One export's row of the ledger, as its file tells it.

    `number` such as «2026-000123»; `made_at` with its time zone; `scope` the selection in words, `query` the same as a
    link's parameters; `data_version` as `queries.data_version`; `rounding` a rule's code.
    """

    number: str
    made_at: datetime
    made_by: str
    scope: str
    query: str
    data_version: str
    rounding: str
    is_demo: bool
    is_internal: bool = False

    @property
    def line(self) -> str:
        """The line at a document's foot."""
        marks = ([INTERNAL] if self.is_internal else [], [labels.DEMO_NOTE] if self.is_demo else [])
        told = [f"Số xuất {self.number}", labels.moment(self.made_at), self.made_by, f"dữ liệu {self.data_version}"]
        return " · ".join([*marks[0], *told, *marks[1]])
