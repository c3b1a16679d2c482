"""The things that people have to be trained in: which codes of which field say that somebody has not been."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reference.codes import code_lists
from reference.tables import choice_in, day_in, rows, wrong_row


@dataclass(frozen=True, slots=True)
class TrainingNeed:
    """A field, the codes of those who have to be trained, and the document that asks for it from a day on."""

    field: str
    codes: tuple[str, ...]
    label: str
    valid_from: date
    source: str


@lru_cache(maxsize=1)
def training_needs() -> tuple[TrainingNeed, ...]:
    """The needs in the order of the table; each field once."""
    needs = tuple(map(_need, rows("training")))
    for row, place in zip(rows("training"), range(len(needs)), strict=True):
        if any(other.field == row["field"] for other in needs[:place]):
            raise wrong_row(row, f"«{row['field']}» đã có ở trên.")
    return needs


def _need(row: Mapping[str, str]) -> TrainingNeed:
    field = choice_in(row, "field", tuple(code_lists()))
    codes = tuple(row["codes"].split())
    known = {value.code for value in code_lists()[field]}
    if not codes or not set(codes) <= known or not row["label"] or not row["source"]:
        raise wrong_row(row, f"cột codes phải có mã của «{field}», và phải có tên (label), căn cứ (source).")
    return TrainingNeed(field, codes, row["label"], day_in(row, "valid_from") or date.min, row["source"])
