"""The rows under a header, sorted: people, headings, totals, and what is none of them."""

from dataclasses import dataclass, field

from etl.headers.layout import Layout


@dataclass(frozen=True, slots=True)
class Context:
    """The words of the group rows above a person; texts as written, with the row (from 0) that said it."""

    unit: str = ""
    unit_row: int = -1
    district: str = ""
    position: str = ""
    category: str = ""
    bloc: str = ""
    leaving: str = ""
    """The heading over people who are gone: «Danh sách nghỉ việc»."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row that is a heading over the people below; `counts` are the numbers printed in it, by column."""

    row: int
    column: int
    kind: str
    text: str
    counts: dict[int, int]


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row of sums: its label, the numbers by column."""

    row: int
    column: int
    label: str
    counts: dict[int, int]
    people: tuple[int, int] | None
    """The column where the row says of how many people it speaks («Cộng: 19 người», «19 người»), and their number."""


@dataclass(slots=True)
class Body:
    """The rows under a header; rows count from 0."""

    people: list[int] = field(default_factory=list)
    contexts: list[Context] = field(default_factory=list)
    groups: list[GroupRow] = field(default_factory=list)
    vacancies: list[int] = field(default_factory=list)
    """The rows of `people` that are vacant posts: whoever reads these takes them out again."""
    totals: list[TotalRow] = field(default_factory=list)
    unknown_groups: list[tuple[int, int, str]] = field(default_factory=list)
    nameless: list[tuple[int, int, str]] = field(default_factory=list)
    after_end: list[tuple[int, int, str]] = field(default_factory=list)
    next_table: Layout | None = None
    """The header at which the list stops because another begins."""
    context: Context = Context()
    nesting: list[str] = field(default_factory=list)
    """The kinds of the last group rows, from outer to inner; with `context` they hold for the list that follows too."""

    @property
    def unclear(self) -> int:
        """The number of rows that are neither people nor headings; of very many the rest is not read."""
        return len(self.unknown_groups) + len(self.nameless)
