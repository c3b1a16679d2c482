"""The import table of `docs/architecture.md`, read from the code's own imports."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    "app",
    "frame",
    "pages",
    "dashboard",
    "reports",
    "etl",
    "issuing",
    "publishing",
    "routes",
    "commands",
    "migrations",
    "models",
    "database",
    "settings",
    "reference",
)

READING = {"python_calamine", "xlrd"}
WRITING = {"openpyxl", "xlsxwriter"}
# Room -> what it may import beside the standard library: third-party packages, and rooms of ours. The most specific
# room counts; a room may always import itself.
ALLOWED: dict[str, set[str]] = {
    "app": {"streamlit", "starlette", "pandas", "dashboard", "reports", "routes"},
    "routes": {"starlette", "sqlalchemy", "dashboard", "reports", "database", "settings"},
    "frame": {"streamlit", "dashboard", "reports"},
    "pages": {"streamlit", "dashboard", "reports"},
    "pages.data.load": {
        "streamlit", "dashboard", "reports", "etl.pipeline", "etl.annotating", "etl.learned", "etl.records", "settings",
    },
    "pages.data.learned": {"streamlit", "dashboard", "etl.learned"},
    "pages.data.imports": {"streamlit", "dashboard", "etl.pipeline", "settings"},
    "pages.system.office": {"streamlit", "dashboard", "etl.office"},
    "pages.reports.ledger": {"streamlit", "dashboard", "etl.office"},
    "dashboard.widgets": {"streamlit", "dashboard", "reports", "issuing", "publishing", "database", "settings"},
    "dashboard.cached": {"streamlit", "dashboard", "database", "settings"},
    "dashboard.forms": {"reference", "settings"},
    "dashboard.queries": {"sqlalchemy", "models", "reference", "dashboard.forms", "dashboard.selection"},
    "dashboard.measures": {
        "reference", "dashboard.forms", "dashboard.labels", "dashboard.tables", "dashboard.selection",
    },
    "dashboard.tables": {"pandas", "reference", "dashboard.measures", "dashboard.labels", "dashboard.selection"},
    "dashboard.labels": {"reference", "dashboard.measures", "dashboard.selection"},
    "dashboard.selection": {"reference"},
    "dashboard.choices": {"reference", "dashboard.labels", "dashboard.selection"},
    "dashboard.charts": {"dashboard.measures", "dashboard.labels", "dashboard.selection"},
    "dashboard.figures": {"dashboard.charts", "dashboard.measures", "dashboard.labels", "dashboard.selection"},
    "reports": {"dashboard", "kaleido", *WRITING},
    "etl.reading": {*READING, "etl.normalising.legacy", "etl.records", "etl.problems", "etl.addresses", "settings"},
    "etl.headers": {"etl.normalising", "etl.records", "etl.problems", "etl.addresses", "reference"},
    "etl.normalising": {"rapidfuzz", "etl.problems", "reference"},
    "etl.extracting": {"etl.headers", "etl.normalising", "etl.records", "etl.problems", "etl.addresses", "reference"},
    "etl.validating": {"etl.extracting", "etl.normalising", "etl.problems", "etl.addresses", "reference"},
    "etl.examining": {
        "etl.extracting", "etl.headers", "etl.normalising", "etl.validating", "etl.records", "etl.problems",
        "etl.addresses", "reference",
    },
    "etl.loading": {
        "sqlalchemy", "models", "reference", "etl.examining", "etl.normalising", "etl.records", "etl.problems",
    },
    "etl.questions": {"etl.normalising", "etl.records", "etl.problems", "reference"},
    "etl.learned": {
        "sqlalchemy", "database", "models", "etl.headers", "etl.normalising", "etl.questions", "etl.records",
        "etl.problems",
    },
    "etl.history": {"sqlalchemy", "models", "etl.loading", "etl.normalising"},
    "etl.reference_tables": {"sqlalchemy", "models", "reference"},
    "etl.demonstration": {"sqlalchemy", "models"},
    "etl.annotating": {
        "xlsxwriter", "etl.reading", "etl.records", "etl.problems", "etl.addresses", "reference", "settings",
    },
    "etl.comparing": {"etl.examining", "etl.history", "etl.loading", "etl.normalising", "etl.records"},
    "etl.pipeline": {"etl", "database", "settings", "reference"},
    "etl.office": {"sqlalchemy", "database", "models"},
    "etl.ledger": {"sqlalchemy", "database", "models"},
    "etl.publishing": {"sqlalchemy", "etl.ledger", "models"},
    "publishing": {"issuing", "dashboard", "reports", "etl.publishing", "database", "settings"},
    "issuing": {"dashboard", "reports", "etl.ledger", "reference", "settings"},
    "migrations": {"sqlalchemy", "models", "database", "settings"},
    "models": {"sqlalchemy"},
    "database": {"sqlalchemy", "settings"},
    "settings": set(),
    "reference": {"settings"},
}  # fmt: skip
# Packages that a room needs to be named for; what is not listed here (numpy's friends, orjson …) is free.
GUARDED = {"streamlit", "plotly", "sqlalchemy", "kaleido", "pandas", *READING, *WRITING, *ROOMS}


def _modules() -> Iterator[tuple[str, Path]]:
    for room in ROOMS:
        for path in [ROOT / f"{room}.py", *sorted((ROOT / room).rglob("*.py"))]:
            if path.is_file():
                parts = path.relative_to(ROOT).with_suffix("").parts
                yield ".".join(part for part in parts if part != "__init__"), path


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            top = node.module.split(".")[0]
            if top in ROOMS:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            else:
                yield node.module


def _room(module: str) -> str | None:
    """The most specific row of the table that speaks of a module."""
    fitting = [room for room in ALLOWED if module == room or module.startswith(f"{room}.")]
    return max(fitting, key=len, default=None)


def _is_allowed(module: str, room: str, imported: str) -> bool:
    top = imported.split(".")[0]
    if top not in GUARDED or imported == room or imported.startswith(f"{room}."):
        return True
    return any(imported == name or imported.startswith(f"{name}.") for name in ALLOWED[room])


@pytest.mark.parametrize(("module", "path"), [pytest.param(*pair, id=pair[0]) for pair in _modules()])
def test_rooms_import_only_what_the_table_allows(module: str, path: Path) -> None:
    room = _room(module)
    if room is None:
        return
    strangers = [name for name in _imports(path) if not _is_allowed(module, room, name)]
    assert not strangers, f"{module} ({room}) may not import {strangers}"


def test_the_write_side_and_the_read_side_do_not_know_each_other() -> None:
    for module, path in _modules():
        names = set(_imports(path))
        if module.startswith("etl"):
            assert not [name for name in names if name.split(".")[0] in ("dashboard", "reports", "pages", "streamlit")]
        if module.startswith(("dashboard", "reports")):
            assert not [name for name in names if name.split(".")[0] in ("etl", "pages")]


def test_page_scripts_lie_one_folder_deep() -> None:
    """A script flat in `pages/` can be opened by its address without the frame."""
    scripts = [
        path.relative_to(ROOT / "pages") for path in (ROOT / "pages").rglob("*.py") if path.name != "__init__.py"
    ]
    assert scripts
    assert {len(path.parts) for path in scripts} == {2}


def test_pages_compute_nothing() -> None:
    for module, path in _modules():
        if module.startswith("pages."):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"\b(groupby|select\(|execute\(|SELECT )", text), module
            assert text.count("\n") <= 70, f"{module} is no longer a table of contents"


def test_no_year_stands_in_the_write_side() -> None:
    for module, path in _modules():
        if module.startswith("etl"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            years = [
                n.value
                for n in ast.walk(tree)
                if isinstance(n, ast.Constant) and isinstance(n.value, int) and 1990 <= n.value <= 2100
            ]
            assert not years, f"{module}: {years} belongs into data/reference/"


def test_files_and_functions_stay_small() -> None:
    for module, path in _modules():
        if module.startswith("migrations.versions"):
            continue  # a list of tables, never changed again
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 400, module
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{module}.{node.name}"
