"""The words of the code: names are nouns, and a docstring begins with what the thing does or is."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import MODULES, ROOT

NO_NAMES = {"told", "found", "said", "one"}
"""Words that tell nothing of what they name."""
NO_BEGINNINGS = {"What", "Whether", "Which", "Who", "Whose", "Whom", "Why", "How", "Where", "When"}
"""Words that begin a question, not an order or a name."""


def _names(tree: ast.AST) -> Iterator[str]:
    """List the names that a module gives: of variables, arguments, functions, classes and attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            yield node.name
        elif isinstance(node, ast.alias):
            yield node.asname or ""


def _docstrings(tree: ast.AST) -> Iterator[str]:
    """List those of modules, classes and functions, and the texts under fields of a class or names of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield ast.get_docstring(node) or ""
        if isinstance(node, ast.Module | ast.ClassDef):
            for statement in node.body[1:]:
                if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                    yield str(statement.value.value).strip()


def _tree(file: Path) -> ast.AST:
    return ast.parse(file.read_text(encoding="utf-8"))


def _empty_names(tree: ast.AST) -> set[str]:
    return {name for name in _names(tree) if name.strip("_") in NO_NAMES}


def _questions(tree: ast.AST) -> list[str]:
    return [text for text in _docstrings(tree) if text and text.split()[0].strip(",.:") in NO_BEGINNINGS]


@pytest.mark.parametrize("module", MODULES)
def test_names_are_nouns(module: str) -> None:
    assert not _empty_names(_tree(MODULES[module]))


@pytest.mark.parametrize(
    "file", sorted((ROOT / "tests").rglob("*.py")), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_names_of_tests_are_nouns(file: Path) -> None:
    assert not _empty_names(_tree(file))


@pytest.mark.parametrize("module", MODULES)
def test_a_docstring_begins_with_what_the_thing_does(module: str) -> None:
    assert not _questions(_tree(MODULES[module]))


@pytest.mark.parametrize(
    "code",
    ["found = 1", "def said(): ...", "def f(one): ...", "class A:\n    def f(self):\n        self._told = 1"],
)
def test_a_name_that_tells_nothing_is_seen(code: str) -> None:
    assert _empty_names(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        '"""What it is."""',
        'def f():\n    """Whether it is."""',
        'class A:\n    """A."""\n    a: int\n    """How many."""',
    ],
)
def test_a_docstring_that_begins_like_a_question_is_seen(code: str) -> None:
    assert _questions(ast.parse(code))
