"""The page that lists the files of an archive."""

from collections.abc import Sequence

from presentation import labels
from reports.grid import Cell, Grid, Row, headers
from reports.stamp import Stamp
from reports.templating import render


def listing(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], stamp: Stamp | None, *, is_demo: bool
) -> bytes:
    """The list as a page of HTML under its title, in UTF-8."""
    table = Grid([headers(heads)], [Row(cells) for cells in rows])
    remark = labels.DEMO_NOTE if is_demo else ""
    return render("listing.html", title=title, remark=remark, table=table, stamp=stamp).encode()
