"""Every template: words stay words, and a value that nobody gives is an error."""

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from reports.templating import Markup, render, stylesheet
from settings import ROOT
from tests.reports.invented import EVIL

_FOLDER = ROOT / "reports" / "templates"


def test_words_are_escaped_and_markup_is_not() -> None:
    page = render("drawing.html", alt=EVIL, drawing=Markup("<i>x</i>"))
    assert "<script>" not in page
    assert "<i>x</i>" in page
    assert "&lt;script&gt;" in render("no_figure.html", note=EVIL)


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="note"):
        render("no_figure.html")


@pytest.mark.parametrize("path", sorted(_FOLDER.iterdir()), ids=lambda path: str(path.name))
def test_no_template_lets_words_through(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape", text)
    assert path.suffix != ".css" or stylesheet(path.name) == text
