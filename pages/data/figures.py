"""Nạp biên chế, chỉ số: drop workbooks of figures, see what was understood, load, take a load back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import settings
from access.actors import Act
from access.users import current_user
from dashboard import cached
from dashboard.data import figure_import
from etl.figures import pipeline
from etl.figures.records import FigureOptions, FigureReport
from etl.records import SourceFile

actor, url = current_user(), cached.state().url


def load(catalogue: str, uploads: Sequence[Any], day: date | None, trial: bool, accept: bool) -> FigureReport:
    """Try or load the dropped files; whoever is confined to some places may not."""
    actor.require(Act.APPROVE)
    files = [SourceFile(upload.name, upload.getvalue()) for upload in uploads]
    options = FigureOptions(day, dry_run=trial, accept=accept, loaded_by=actor.name)
    return pipeline.load(url, catalogue, files, options, settings.from_environment())


def undo(catalogue: str, import_id: int) -> None:
    """Take an import back."""
    actor.require(Act.APPROVE)
    pipeline.undo(url, catalogue, import_id, actor.name)


figure_import.show(
    figure_import.Acts(
        load,
        undo,
        lambda catalogue: pipeline.imports(url, catalogue),
    )
)
