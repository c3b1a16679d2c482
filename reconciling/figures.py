"""The figures of a published table or article, as printed: counts, shares, and the blocks that they make up."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """A printed share in per cent, and its decimals as printed: «92,3» has one."""

    value: Decimal
    decimals: int

    @classmethod
    def of(cls, value: Decimal) -> "Share":
        """Take a number as printed, with its decimals."""
        exponent = value.as_tuple().exponent
        return cls(value, max(0, -exponent) if isinstance(exponent, int) else 0)


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure: a count, its share, or both; `path` are the labels above and beside it, outermost first.

    `where`: the cell or the sentence that it stands in; `share_where`: the share's, where it has a cell of its own.
    `year`: that of a heading or a label, where one is; `titles`: the lines above its table.
    """

    path: tuple[str, ...]
    where: str
    count: int | None = None
    share: Share | None = None
    share_where: str = ""
    year: int | None = None
    titles: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The nearest label."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Block:
    """Figures of one whole; `total` is the printed whole, None where none is.

    `is_partition`: the parts make up the whole; else they only are of it («trong đó nữ»). `is_whole`: they surely do,
    for the same parts do elsewhere in the table.
    """

    title: str
    parts: tuple[Figure, ...]
    total: Figure | None = None
    is_partition: bool = True
    is_whole: bool = False

    @property
    def with_shares(self) -> tuple[Figure, ...]:
        """The parts that have a share."""
        return tuple(part for part in self.parts if part.share is not None)

    @property
    def sum(self) -> int | None:
        """The sum of the counts; None where a part has none."""
        counts = [part.count for part in self.parts]
        return None if None in counts or not counts else sum(count for count in counts if count is not None)


@dataclass(frozen=True, slots=True)
class Published:
    """A published table or article: its blocks, the lone counts that may be the whole of one, and all other figures."""

    blocks: tuple[Block, ...]
    wholes: tuple[Figure, ...] = ()
    others: tuple[Figure, ...] = ()

    def figures(self) -> Iterator[Figure]:
        """Give every figure once."""
        seen = set()
        in_blocks = (figure for b in self.blocks for figure in (*b.parts, *filter(None, [b.total])))
        for figure in (*self.wholes, *in_blocks, *self.others):
            if figure.where not in seen:
                seen.add(figure.where)
                yield figure
