"""A statutory form as a page of HTML: its merged header, its lines, its total, printed on the paper it asks for."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from reference import vietnamese
from reference.forms import PEOPLE, Column, Form, Merge, header_cells
from reports.forms import frame, marks_of
from reports.forms.body import ordinals
from reports.forms.paper import points
from reports.letterhead import Letterhead
from reports.stamp import Stamp
from reports.web.markup import element, paragraph, shell, text
from reports.web.paper import across, sheet
from stats.measures.forms import Counts, Filled, FormList, FormRow, FormTable, remarks

_LEAST = 6.0
"""Points of the smallest letters that a form is printed in."""


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
) -> str:
    """A filled form with its styles inside; `place` and `expanded` as for the workbook.

    `most`: at most so many people of a list, and a word for the rest; None: all of them.
    """
    form, own = filled.form, place[:1].upper() + place[1:]
    words = frame.Words(own, head, signed_on, marks_of(form, is_demo, stamp))
    lines = _units(filled, expanded=expanded) if isinstance(filled, FormTable) else _people(filled, most)
    rows = "".join([*lines, _total(filled)])
    table = element(
        "table", _columns(form) + element("thead", _header(form)) + element("tbody", rows), style=_size(form)
    )
    body = [
        element("div", "".join(map(paragraph, words.marks)), "marks") if words.marks else "",
        _title(filled, words),
        element("div", table, "table"),
        element("div", "".join(map(paragraph, (*_left_out(filled, most), *remarks(filled)))), "notes"),
        _signing(form, words),
        element("footer", text(stamp.line), "stamp") if stamp else "",
    ]
    title = f"{form.label} – {own} – {vietnamese.day(filled.as_of)}"
    paper = sheet(f"{form.layout.paper} landscape", stamp.line if stamp else "")
    return shell(title, element("article", "\n".join(filter(None, body)), "form"), paper)


# The frame


def _title(filled: Filled, words: frame.Words) -> str:
    """Three blocks side by side, as on the form; the middle one names it."""
    blocks = []
    for block in ("left", "centre", "right"):
        lines = [line for line in filled.form.titles if line.scope in ("", filled.scope) and line.block == block]
        told = (paragraph(frame.told(line, filled, words), f"plain {line.style}") for line in lines)
        blocks.append(element("div", "".join(told), block))
    return element("div", "".join(blocks), "blocks")


def _signing(form: Form, words: frame.Words) -> str:
    footer, head = form.footer, words.head
    titles = [title.upper() for title in head.signer_title] or [footer.right_title]
    left = _signed([footer.left_title], footer.left_hint, head.preparer_name)
    right = paragraph(frame.dated(footer.date_line, words), "italic") + _signed(
        titles, footer.right_hint, head.signer_name
    )
    return element("div", element("div", left) + element("div", right), "signing")


def _signed(titles: Iterable[str], hint: str, name: str) -> str:
    lines = "".join(paragraph(title, "bold") for title in titles)
    return lines + paragraph(hint, "italic") + paragraph(name, "name bold")


# The table


def _columns(form: Form) -> str:
    whole = sum(points(column.width) for column in form.columns)
    shares = (100 * points(column.width) / whole for column in form.columns)
    return element("colgroup", "".join(f'<col style="width:{share:.3f}%">' for share in shares))


def _size(form: Form) -> str:
    """The letters become as small as the paper is too narrow; on a screen the table keeps its width and is moved."""
    whole = sum(points(column.width) for column in form.columns)
    size = max(_LEAST, form.layout.font_size * min(1.0, across(form.layout.paper) / whole))
    return f"--size:{size:.2f}pt;--whole:{whole:.0f}pt;--screen:{form.layout.font_size}pt"


def _header(form: Form) -> str:
    cells = header_cells(form.columns)
    depth = max(cell.bottom for cell in cells) + 1
    rows = ["".join(_head(form, cell) for cell in cells if cell.top == level) for level in range(depth)]
    if form.layout.has_number_row:
        rows.append("".join(element("td", text(column.number), "number") for column in form.columns))
    return "".join(element("tr", row) for row in rows)


def _head(form: Form, cell: Merge) -> str:
    told = text(cell.text)
    if cell.is_leaf and form.columns[cell.left].is_vertical:
        told = element("span", told, "upright")
    spans = {"rowspan": cell.bottom - cell.top + 1, "colspan": cell.right - cell.left + 1}
    wide = {name: str(span) for name, span in spans.items() if span > 1}
    return element("th", told, scope="colgroup" if spans["colspan"] > 1 else "col", **wide)


def _units(table: FormTable, *, expanded: bool) -> Iterator[str]:
    """The lines that the printed form shows: communes under a district only where they are asked for."""
    for row, ordinal in zip(table.rows, ordinals(table), strict=True):
        if expanded or row.parent is None:
            cells = (_unit_cell(column, row, ordinal) for column in table.form.columns)
            yield element("tr", "".join(cells), "total" if expanded and row.level == "district" else "")


def _unit_cell(column: Column, row: FormRow, ordinal: str) -> str:
    if column.shows == "ordinal":
        return element("td", ordinal, "short")
    if column.shows:
        return element("th", text(row.name), scope="row")
    return element("td", "" if row.counts is None or not column.is_counted else _count(row.counts, column))


def _count(counts: Counts, column: Column) -> str:
    return vietnamese.number(counts[column.key])


def _people(listed: FormList, most: int | None) -> Iterator[str]:
    shown: tuple[str, ...] = ()
    width, left = str(len(listed.form.columns)), most
    for group in listed.groups:
        if left == 0:
            return
        for level, heading in enumerate(group.headings):
            if group.headings[: level + 1] != shown[: level + 1]:
                # No <th>: as a header over all columns it would be written down with every cell of a tagged PDF.
                yield element("tr", element("td", text(heading), colspan=width), "group")
        shown = group.headings
        for cells in group.rows[:left]:
            yield element("tr", "".join(map(_person_cell, listed.form.columns, cells)))
        left = None if left is None else max(0, left - len(group.rows))


def people_in(listed: FormList) -> int:
    """How many lines a list has."""
    return sum(len(group.rows) for group in listed.groups)


def _left_out(filled: Filled, most: int | None) -> tuple[str, ...]:
    if not isinstance(filled, FormList) or most is None or people_in(filled) <= most:
        return ()
    return (
        f"Bản xem trước chỉ hiện {vietnamese.number(most)} người đầu trong "
        f"{vietnamese.number(people_in(filled))} người; "
        "tệp tải về có đủ.",
    )


def _person_cell(column: Column, cell: str | int | None) -> str:
    if isinstance(cell, int):
        return element("td", str(cell), "short")
    told = _birth(cell) if cell and column.shows == "birth_date" else cell or ""
    return element("td", text(told), "text")


def _birth(birth: str) -> str:
    """«1975-03-02» -> «02/03/1975»; as much as the roster says."""
    return "/".join(reversed(birth.split("-")))


def _total(filled: Filled) -> str:
    """«Tổng số» under the columns of words, then each column's sum."""
    columns = filled.form.columns
    first = next(at for at, column in enumerate(columns) if column.is_counted or column.blank)
    people = f": {vietnamese.number(filled.total[PEOPLE])} người" if filled.form.groups else ""
    head = element("th", text(filled.form.footer.total_label + people), scope="row", colspan=str(first))
    return element("tr", head + "".join(_sums(columns[first:], filled.total)), "total")


def _sums(columns: Sequence[Column], total: Counts) -> Iterator[str]:
    for column in columns:
        yield element("td", _sum(column, total))


def _sum(column: Column, total: Counts) -> str:
    """A column that is filled now and then shows no nought."""
    if not column.is_summed:
        return ""
    people = total.get(column.key, 0)
    return vietnamese.number(people) if people or column.is_counted else ""
