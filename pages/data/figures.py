"""Nạp biên chế, chỉ số: drop workbooks of figures, see what was understood, load, take a load back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import settings
from access import recorded
from dashboard import cached
from dashboard.data import figure_import
from etl.figures import pipeline
from etl.figures.records import FigureOptions, FigureReport
from etl.records import SourceFile

url = cached.state().url


def load(catalogue: str, uploads: Sequence[Any], day: date | None, trial: bool, accept: bool) -> FigureReport:
    """Try or load the dropped files; whoever is confined to some places may not."""
    files = [SourceFile(upload.name, upload.getvalue()) for upload in uploads]
    options = FigureOptions(day, dry_run=trial, accept=accept)
    return recorded.load_figures(url, catalogue, files, options, settings.from_environment())


def undo(catalogue: str, import_id: int) -> None:
    """Take an import back."""
    recorded.undo_figures(url, catalogue, import_id)


figure_import.show(
    figure_import.Acts(
        load,
        undo,
        lambda catalogue: pipeline.imports(url, catalogue),
    )
)
