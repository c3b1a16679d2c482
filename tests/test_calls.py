"""Calls name what they hand over: six values in a row say nothing to a reader, and two of one type change places."""

import ast
import subprocess
from collections.abc import Iterator

from settings import ROOT

_MOST = 5
"""Positional arguments of a call of a function or a record of the program's own."""


def test_no_call_has_six_positional_arguments() -> None:
    trees = {name: ast.parse((ROOT / name).read_text("utf-8")) for name in _modules()}
    own = {name for tree in trees.values() for name in _fixed_names(tree)}
    own -= {name for tree in trees.values() for name in _open_names(tree)}
    assert "Selection" in own
    long = [
        f"{file}:{call.lineno} {name}"
        for file, tree in trees.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and len(call.args) > _MOST
        if (name := ast.unparse(call.func).rpartition(".")[2]) in own
        if not any(isinstance(argument, ast.Starred) for argument in call.args)
    ]
    assert not long, "\n".join(long)


def _modules() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split() if not name.startswith("migrations/versions/")]


def _fixed_names(tree: ast.Module) -> Iterator[str]:
    """List functions and classes whose arguments have names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) or (isinstance(node, ast.FunctionDef) and node.args.vararg is None):
            yield node.name


def _open_names(tree: ast.Module) -> Iterator[str]:
    """List functions that take as many values as one likes, and names under which such a one may be handed in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield from (argument.arg for argument in node.args.args)
            if node.args.vararg is not None:
                yield node.name
