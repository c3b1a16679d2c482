"""Where a sheet's header is and what each column means."""

from etl.headers.layout import Column, Layout, find_layout

__all__ = ["Column", "Layout", "find_layout"]
