"""The served program holds what its pages need, and lets go of what its libraries read beside that."""

import json
import subprocess
import sys

import pytest

from settings import ROOT

_SERVED = """
import asyncio, json, sys
import streamlit.web.cli
import app

async def start():
    async with app.settled(None):
        pass

asyncio.run(start())
wanted = {"authlib", "cryptography", "docx", "highspy", "kaleido", "numpy", "openpyxl", "pandas", "python_calamine"}
wanted |= {"rapidfuzz", "xlrd", "xlsxwriter"}
libraries = sorted(wanted & set(sys.modules))

import access.recorded, dashboard.figures
from importlib import import_module
from pkgutil import iter_modules

for module in iter_modules(dashboard.figures.__path__, "dashboard.figures."):
    import_module(module.name)
of_figures = sorted(wanted & set(sys.modules))
import pyarrow
from plotly.graph_objs import Bar

def validates():
    try:
        Bar(textposition="nowhere")
    except ValueError:
        return True

from plotly.validator_cache import ValidatorCache
from streamlit import string_util
print(json.dumps({
    "libraries": libraries,
    "of_figures": of_figures,
    "allocator": pyarrow.default_memory_pool().backend_name,
    "descriptions": len(ValidatorCache._json_cache or ()),
    "drivers": [name for name in sys.modules if name.startswith("sqlalchemy.dialects.postgresql")],
    "choice": string_util.extract_leading_emoji("Số người"),
    "emojis": len(sys.modules["streamlit.emojis"].ALL_EMOJIS),
    "validates": validates(),
}))
"""


@pytest.fixture(scope="module")
def served() -> dict[str, object]:
    """Read what a process of its own holds after it has started as the server does."""
    done = subprocess.run([sys.executable, "-c", _SERVED], capture_output=True, text=True, check=True, cwd=ROOT)
    return dict(json.loads(done.stdout))


def test_what_only_files_need_comes_with_the_first_file(served: dict[str, object]) -> None:
    assert served["libraries"] == []


def test_pages_of_figures_need_no_library_that_reads_rosters(served: dict[str, object]) -> None:
    assert served["of_figures"] == []


def test_tables_are_kept_by_the_system_s_allocator(served: dict[str, object]) -> None:
    assert served["allocator"] == "system"


def test_plotly_s_descriptions_are_let_go_and_read_again_where_asked_for(served: dict[str, object]) -> None:
    assert served["descriptions"] == 0
    assert served["validates"] is True


def test_sqlite_is_served_without_postgresql_s_drivers(served: dict[str, object]) -> None:
    assert served["drivers"] == []


def test_words_of_choices_stand_as_they_are(served: dict[str, object]) -> None:
    assert served["choice"] == ["", "Số người"]
    assert served["emojis"] == 0
