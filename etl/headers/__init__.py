"""Where a sheet's header is and what each column means."""

from etl.headers.by_hand import uses, with_answers
from etl.headers.layout import Column, Layout, find_layout

__all__ = ["Column", "Layout", "find_layout", "uses", "with_answers"]
