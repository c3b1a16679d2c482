"""The place of a sheet's header, and the meaning of each column."""

from etl.headers.by_hand import uses, with_answers
from etl.headers.grid import BIRTHS, Column
from etl.headers.layout import Layout, find_layout, layout_at
from etl.headers.misspelt import Likeness, likenesses, slips_in_remark
from etl.headers.tables import side_by_side
from etl.headers.unnamed import find_unnamed, misspelt_at
from etl.headers.unneeded import is_unneeded

__all__ = [
    "BIRTHS",
    "Column",
    "Layout",
    "Likeness",
    "find_layout",
    "find_unnamed",
    "is_unneeded",
    "layout_at",
    "likenesses",
    "misspelt_at",
    "side_by_side",
    "slips_in_remark",
    "uses",
    "with_answers",
]
