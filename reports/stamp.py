"""An export's marks: its number, who made it, when, from which selection and which state of the data."""

from dataclasses import dataclass
from datetime import datetime

from presentation import labels
from reference import vietnamese

INTERNAL = "LƯU HÀNH NỘI BỘ"


@dataclass(frozen=True, slots=True)
class Stamp:
    """One export's row of the ledger, as its file tells it.

    `number` such as «2026-000123»; `made_at` with its time zone; `scope` the selection in words, `query` the same as a
    link's parameters; `data_version` as `queries.data_version`; `rounding` a rule's code; `rule_version` as
    `reference.version`.
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
    rule_version: str = ""

    @property
    def line(self) -> str:
        """The line at a document's foot; of the data's version the newest import and how many were taken back."""
        data = ".".join(self.data_version.split(".")[:2])
        facts = [f"Số xuất {self.number}", vietnamese.moment(self.made_at), self.made_by, f"dữ liệu {data}"]
        demo = [labels.DEMO_NOTE] if self.is_demo else []
        return " · ".join([*([INTERNAL] if self.is_internal else []), *facts, *demo])

    @property
    def properties(self) -> dict[str, str]:
        """The properties of a file, name -> value; the names are the same in every kind of file."""
        marks = [mark for mark, holds in ((INTERNAL, self.is_internal), (labels.DEMO_NOTE, self.is_demo)) if holds]
        values = {
            "Số xuất": self.number,
            "Thời điểm": vietnamese.moment(self.made_at),
            "Người xuất": self.made_by,
            "Phạm vi": self.scope,
            "Tham số": self.query,
            "Dữ liệu": self.data_version,
            "Quy tắc làm tròn": self.rounding,
            "Phiên bản quy tắc": self.rule_version,
            "Lưu ý": " · ".join(marks),
        }
        return {name: value for name, value in values.items() if value}
