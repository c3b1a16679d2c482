"""A statutory form as a page of HTML: its merged header, its lines, its total, printed on the paper it asks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reference import vietnamese
from reference.forms import PEOPLE, Column, Form, Merge, header_cells
from reports.forms import frame, marks_of
from reports.forms.body import ordinals
from reports.forms.paper import points
from reports.grid import Cell, Grid, Row
from reports.letterhead import Letterhead
from reports.stamp import Stamp
from reports.templating import render
from reports.web.paper import across, sheet
from reports.web.tables import Link
from stats.cube import Conditions
from stats.measures.forms import Counts, Filled, FormList, FormRow, FormTable, remarks

_LEAST = 6.0
"""Points of the smallest letters that a form is printed in."""


@dataclass(frozen=True, slots=True)
class _Signature:
    """Room to sign: who, how, and the name below."""

    titles: Sequence[str]
    hint: str
    name: str


def form_page(
    filled: FormTable | FormList,
    place: str,
    head: Letterhead,
    stamp: Stamp | None = None,
    *,
    is_demo: bool = False,
    expanded: bool = False,
    signed_on: date | None = None,
    most: int | None = None,
    link: Link | None = None,
) -> str:
    """Make a page of a filled form with its styles inside; `place` and `expanded` as for the workbook.

    `most`: at most so many people of a list, and a word for the rest; None: all of them. `link`: the address of the
    people whom a number counts.
    """
    form, own = filled.form, vietnamese.capitalised(place)
    words = frame.Words(own, head, signed_on, marks_of(form, is_demo, stamp))
    lines = _units(filled, link, expanded=expanded) if isinstance(filled, FormTable) else _people(filled, most)
    title = f"{form.label} – {own} – {vietnamese.day(filled.as_of)}"
    html = render(
        "form.html",
        title=title,
        paper=sheet(f"{form.layout.paper} landscape", stamp.line if stamp else ""),
        stamp=stamp,
        marks=words.marks,
        blocks=list(_blocks(filled, words)),
        table=Grid(_header(form), [*lines, _total(filled, link)], style=_size(form), widths=list(_widths(form))),
        notes=(*_left_out(filled, most), *remarks(filled)),
        **_signing(form, words),
    )
    return str(html)


# The frame


def _blocks(filled: Filled, words: frame.Words) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Three blocks side by side, as on the form; the middle one names it. Each line with its style."""
    for block in ("left", "centre", "right"):
        lines = [line for line in filled.form.titles if line.scope in ("", filled.scope) and line.block == block]
        yield block, [(frame.title_text(line, filled, words), line.style) for line in lines]


def _signing(form: Form, words: frame.Words) -> Mapping[str, object]:
    footer, head = form.footer, words.head
    titles = [title.upper() for title in head.signer_title] or [footer.right_title]
    return {
        "preparer": _Signature([footer.left_title], footer.left_hint, head.preparer_name),
        "dated": frame.dated(footer.date_line, words),
        "signer": _Signature(titles, footer.right_hint, head.signer_name),
    }


# The table


def _widths(form: Form) -> Iterator[str]:
    whole = sum(points(column.width) for column in form.columns)
    yield from (f"{100 * points(column.width) / whole:.3f}%" for column in form.columns)


def _size(form: Form) -> str:
    """Make the letters as small as the paper is too narrow; on a screen the table keeps its width and is moved."""
    whole = sum(points(column.width) for column in form.columns)
    size = max(_LEAST, form.layout.font_size * min(1.0, across(form.layout.paper) / whole))
    return f"--size:{size:.2f}pt;--whole:{whole:.0f}pt;--screen:{form.layout.font_size}pt"


def _header(form: Form) -> list[Row]:
    cells = header_cells(form.columns)
    depth = max(cell.bottom for cell in cells) + 1
    rows = [Row([_head(form, cell) for cell in cells if cell.top == level]) for level in range(depth)]
    if form.layout.has_number_row:
        rows.append(Row([Cell(column.number, "number") for column in form.columns]))
    return rows


def _head(form: Form, cell: Merge) -> Cell:
    rows, columns = cell.bottom - cell.top + 1, cell.right - cell.left + 1
    return Cell(
        cell.text,
        scope="colgroup" if columns > 1 else "col",
        columns=columns,
        rows=rows,
        is_upright=cell.is_leaf and form.columns[cell.left].is_vertical,
    )


def _units(table: FormTable, link: Link | None, *, expanded: bool) -> Iterator[Row]:
    """The lines that the printed form shows: communes under a district only where they are asked for."""
    for row, ordinal in zip(table.rows, ordinals(table), strict=True):
        if expanded or row.parent is None:
            cells = [_unit_cell(table.form, column, row, ordinal=ordinal, link=link) for column in table.form.columns]
            yield Row(cells, "total" if expanded and row.level == "district" else "")


def _unit_cell(form: Form, column: Column, row: FormRow, ordinal: str, link: Link | None) -> Cell:
    if column.shows == "ordinal":
        return Cell(ordinal, "short")
    if column.shows:
        return Cell(row.name, scope="row")
    if column.given:
        return Cell(vietnamese.number(row.given[column.key]) if column.key in row.given else "")
    if row.counts is None or not column.is_counted or column.key in row.untold:
        return Cell("")
    place: Conditions = ((row.level, row.code),)
    return _linked(Cell(_count(row.counts, column)), form, column, row.counts[column.key], place, link=link)


def _linked(cell: Cell, form: Form, column: Column, people: int, place: Conditions, *, link: Link | None) -> Cell:
    """Give a number of people the way to them; nobody is no way."""
    if link is None or not people:
        return cell
    where = (*place, ("form", form.name), ("column", column.key))
    return replace(cell, links=((cell.text, link(where)),), is_apart=True)


def _count(counts: Counts, column: Column) -> str:
    return vietnamese.number(counts[column.key])


def _people(listed: FormList, most: int | None) -> Iterator[Row]:
    previous: tuple[str, ...] = ()
    width, left = len(listed.form.columns), most
    for group in listed.groups:
        if left == 0:
            return
        for level, heading in enumerate(group.headings):
            if group.headings[: level + 1] != previous[: level + 1]:
                # No header: over all columns it would be written down with every cell of a tagged PDF.
                yield Row([Cell(heading, columns=width)], "group")
        previous = group.headings
        for cells in group.rows[:left]:
            yield Row(list(map(_person_cell, listed.form.columns, cells)))
        left = None if left is None else max(0, left - len(group.rows))


def people_in(listed: FormList) -> int:
    """Count the lines of a list."""
    return sum(len(group.rows) for group in listed.groups)


def _left_out(filled: Filled, most: int | None) -> tuple[str, ...]:
    if not isinstance(filled, FormList) or most is None or people_in(filled) <= most:
        return ()
    return (
        f"Bản xem trước chỉ hiện {vietnamese.number(most)} người đầu trong "
        f"{vietnamese.number(people_in(filled))} người; "
        "tệp tải về có đủ.",
    )


def _person_cell(column: Column, cell: str | int | None) -> Cell:
    if isinstance(cell, int):
        return Cell(str(cell), "short")
    return Cell(_birth(cell) if cell and column.shows == "birth_date" else cell or "", "text")


def _birth(birth: str) -> str:
    """«1975-03-02» -> «02/03/1975»; as much as the roster says."""
    return "/".join(reversed(birth.split("-")))


def _total(filled: Filled, link: Link | None) -> Row:
    """«Tổng số» under the columns of words, then each column's sum."""
    columns = filled.form.columns
    first = next(at for at, column in enumerate(columns) if column.is_counted or column.blank)
    people = f": {vietnamese.number(filled.total[PEOPLE])} người" if filled.form.groups else ""
    head = Cell(filled.form.footer.total_label + people, scope="row", columns=first)
    total = {**filled.total, **filled.given} if isinstance(filled, FormTable) else filled.total
    is_table = isinstance(filled, FormTable)
    untold = filled.untold if isinstance(filled, FormTable) else frozenset[str]()
    sums = (
        _linked(
            Cell("" if column.key in untold else _sum(column, total)),
            filled.form,
            column,
            people=total.get(column.key, 0) if is_table and column.is_counted and column.is_summed else 0,
            place=(),
            link=link,
        )
        for column in columns[first:]
    )
    return Row([head, *sums], "total")


def _sum(column: Column, total: Counts) -> str:
    """Write a column's sum; a column that is filled now and then shows no nought."""
    if not column.is_summed:
        return ""
    people = total.get(column.key, 0)
    return vietnamese.number(people) if people or column.is_counted else ""
