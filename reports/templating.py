"""HTML from the templates of `reports/templates/`: one environment, in which every value is escaped."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

__all__ = ["Markup", "render", "stylesheet"]

_FOLDER = Path(__file__).parent / "templates"


def render(template: str, **values: object) -> Markup:
    """Fill a template; values that are not `Markup` are words, letter by letter.

    Raises jinja2.UndefinedError for a value that the template names and nobody gives.
    """
    return Markup(_environment().get_template(template).render(values))  # noqa: S704  escaped by the environment


@lru_cache
def stylesheet(name: str) -> Markup:
    """A file of CSS from the same folder."""
    return Markup((_FOLDER / name).read_text(encoding="utf-8"))  # noqa: S704  our own file


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["stylesheet"] = stylesheet
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment
