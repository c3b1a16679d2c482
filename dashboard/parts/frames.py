"""Frames of tables for files. pandas comes with the first file: pages do without it, and without its 80 MB."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    Frame = pd.DataFrame
else:
    Frame = Any
