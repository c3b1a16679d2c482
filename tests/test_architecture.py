"""The tables of `docs/architecture.md` are the guard: which room may import what is read there, not repeated here."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
_NOT_ROOMS = ("tests/", "data/")


def _source_files() -> Iterator[str]:
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    yield from sorted(name for name in listed if not name.startswith(_NOT_ROOMS) and (ROOT / name).exists())


def _module_name(file: str) -> str:
    parts = Path(file).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES: dict[str, Path] = {_module_name(file): ROOT / file for file in _source_files()}


def _modules() -> Iterator[tuple[str, Path]]:
    yield from MODULES.items()


def _imports(path: Path, modules: Mapping[str, Path] = MODULES) -> Iterator[str]:
    """List modules of ours by their full names, other packages by the first word; Python's own library is left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in modules else node.module for name in names]
        else:
            continue
        for name in names:
            if name in modules:
                yield name
            elif (top := name.split(".")[0]) not in sys.stdlib_module_names:
                yield top


IMPORTS: dict[str, set[str]] = {module: set(_imports(path)) - {module} for module, path in MODULES.items()}


def _table(heading: str) -> list[list[list[str]]]:
    """Read the rows of the table whose head begins with `heading`: of each cell its names in backticks."""
    lines = ARCHITECTURE.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"| {heading} |")) + 2
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([re.findall(r"`([\w.]+)`", cell) for cell in line.strip("|").split("|")])
    return rows


PERMITS: dict[str, set[str]] = {room: {*ours, *packages} for rooms, ours, packages in _table("room") for room in rooms}
WALLS: list[tuple[str, str]] = [(room, wall) for rooms, walls in _table("from") for room in rooms for wall in walls]


def _lies_in(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def _room(module: str) -> str | None:
    """Find the most specific row of the table that speaks of a module."""
    return max((room for room in PERMITS if _lies_in(module, room)), key=len, default=None)


def _permit(room: str, imported: str) -> str | None:
    """Find the permit that an import needs and has; None where there is none."""
    return max((name for name in (*PERMITS[room], room) if _lies_in(imported, name)), key=len, default=None)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_its_row_permits(module: str) -> None:
    room = _room(module)
    assert room is not None, f"docs/architecture.md has no row for {module}"
    strangers = sorted(name for name in IMPORTS[module] if _permit(room, name) is None)
    assert not strangers, f"{module} ({room}) may not import {strangers}"


def test_no_permit_is_stale() -> None:
    used: dict[str, set[str | None]] = {room: set() for room in PERMITS}
    for module, imported in IMPORTS.items():
        if room := _room(module):
            used[room] |= {_permit(room, name) for name in imported}
    stale = {room: names - used[room] for room, names in PERMITS.items() if names - used[room]}
    assert not stale, f"docs/architecture.md permits what nobody imports: {stale}"
    empty = [room for room in PERMITS if not any(_room(module) == room for module in MODULES)]
    assert not empty, f"docs/architecture.md has rows for no module: {empty}"


def _circle(imports: Mapping[str, Iterable[str]]) -> list[str]:
    """Find one way from a module back to itself; empty where there is none."""
    done: set[str] = set()
    way: list[str] = []

    def visit(module: str) -> list[str]:
        if module in way:
            return [*way[way.index(module) :], module]
        if module in done:
            return []
        way.append(module)
        for name in sorted(imports.get(module, ())):
            if circle := visit(name):
                return circle
        done.add(way.pop())
        return []

    return next((circle for module in sorted(imports) if (circle := visit(module))), [])


def test_no_circles() -> None:
    assert not _circle(IMPORTS)
    rooms: dict[str, set[str]] = {}
    for module, imported in IMPORTS.items():
        top = module.split(".")[0]
        rooms.setdefault(top, set()).update({name.split(".")[0] for name in imported} - {top})
    assert not _circle(rooms)


def test_a_circle_is_found() -> None:
    assert _circle({"a": ["b"], "b": ["c"], "c": ["b"]}) == ["b", "c", "b"]
    assert _circle({"a": ["b", "c"], "b": ["c"], "c": ["elsewhere"]}) == []


def _reach(room: str) -> dict[str, str]:
    """List everything that importing a room brings along, packages' own `__init__` too, and who brings it."""
    reached: dict[str, str] = {}
    open_ends = [module for module in MODULES if _lies_in(module, room)]
    while open_ends:
        module = open_ends.pop()
        parents = [module[:at] for at, letter in enumerate(module) if letter == "." and module[:at] in MODULES]
        for name in {*IMPORTS.get(module, ()), *parents} - reached.keys():
            reached[name] = module
            open_ends.append(name)
    return reached


@pytest.mark.parametrize(("room", "wall"), WALLS)
def test_no_way_leads_through_a_wall(room: str, wall: str) -> None:
    ways = [f"{by} -> {name}" for name, by in _reach(room).items() if _lies_in(name, wall)]
    assert not ways, f"{room} reaches {wall}: {ways}"


def test_the_tables_were_found() -> None:
    assert len(PERMITS) > 40
    assert ("etl", "dashboard") in WALLS
    assert _lies_in("etl.reading.xls", "etl.reading")
    assert not _lies_in("etl.reading_rooms", "etl.reading")


def test_page_scripts_lie_one_folder_deep() -> None:
    """Keep scripts out of `pages/` itself: a flat one can be opened by its address without the frame."""
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
