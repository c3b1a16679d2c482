"""The words behind ⓘ of a number or a chart: who is counted, by which rule, of which units, what is due next."""

from collections.abc import Iterable

from dashboard import cached
from dashboard.parts.markdown import escape_markdown
from presentation import completeness


def words(definition: str | None, source_line: str, notes: Iterable[str] = ()) -> str:
    """Put together the definition, the coverage and day, notes such as the rule of rounding, and the next due date."""
    due = completeness.next_due(cached.state().next_due)
    coverage = f"{escape_markdown(source_line)}." if source_line else ""
    return " ".join(filter(None, [definition, coverage, *map(escape_markdown, notes), due]))
