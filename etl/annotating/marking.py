"""An .xlsx with its bad cells marked: the parts that say so are changed in places, all others stay byte by byte."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from etl.annotating.comments import add_comments
from etl.annotating.error_list import HEADER_ROW, Entry, list_xml
from etl.annotating.package import SHEET_TYPE, WORKBOOK, Package
from etl.annotating.sheet_text import Cell, SheetText
from etl.annotating.styles import Styles
from etl.annotating.xml_parts import Element, Unfamiliar, attribute, children, sibling_name
from etl.problems import Problem, sentence
from etl.records import ERROR_LIST, Sheet
from reference.addresses import column_index

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_LAST_CELL = (1_048_575, 16_383)
_MOST_LISTED = 10_000
"""The most problems listed, for nobody mends more in one go, and Excel follows no more than 65.530 links a sheet; the
rest is only coloured.
"""


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked workbook and the ending that its name must have."""

    content: bytes
    ending: str


def mark(content: bytes, sheets: Sequence[Sheet], problems: Sequence[Problem], note: str = "") -> Marked:
    """Colour and comment the cells that problems speak of, and list all problems in a first sheet.

    `sheets` are the workbook's as they were read; `note` is a sentence about this copy for the list.
    Raises Unfamiliar where the workbook is not laid out as the format asks for.
    """
    package = Package(content)
    book = _Book(package, {sheet.name: sheet for sheet in sheets})
    entries = book.entries(problems)
    styles = Styles(package)
    book.mark_cells(entries, styles)
    listed = entries[:_MOST_LISTED]
    book.put_list(list_xml(listed, len(entries) - len(listed), note, styles.list_styles(), package.namespace))
    styles.write()
    return Marked(package.save(), ".xlsm" if package.has_macros else ".xlsx")


class _Book:
    def __init__(self, package: Package, sheets: Mapping[str, Sheet]) -> None:
        self.package, self.sheets = package, sheets
        self.root = package.tree(WORKBOOK)
        targets = {relation.id: relation.target for relation in package.relations(WORKBOOK)}
        holder = self.root.find("{*}sheets")
        if holder is None:
            raise Unfamiliar("a workbook without sheets")
        self.holder = holder
        self.parts = {node.get("name", ""): targets.get(attribute(node, "id"), "") for node in children(holder)}
        self.old_list = next((name for name in self.parts if self._is_our_list(name)), None)

    def _is_our_list(self, name: str) -> bool:
        sheet = self.sheets.get(name)
        return sheet is not None and sheet.is_error_list

    def entries(self, problems: Sequence[Problem]) -> list[Entry]:
        """Sort problems, with the cells that are marked for them: errors first, then as they stand in the workbook."""
        places = {name: place for place, name in enumerate(self.parts)}
        entries = [Entry(problem, problem.sheet, self._cell(problem)) for problem in dict.fromkeys(problems)]
        return sorted(
            entries,
            key=lambda entry: (
                entry.problem.severity != "error",
                places.get(entry.sheet, -1),
                entry.cell or (-1, -1),
            ),
        )

    def _cell(self, problem: Problem) -> Cell | None:
        """The cell that a problem speaks of; of a merged range the first, which is the one that shows."""
        sheet, match = self.sheets.get(problem.sheet), _CELL.fullmatch(problem.cell)
        if sheet is None or match is None or not sheet.rows:
            return None
        if not self.parts.get(sheet.name) or sheet.name == self.old_list:
            return None
        row, column = int(match[2]) - 1, column_index(match[1])
        if row > _LAST_CELL[0] or column > _LAST_CELL[1]:
            return None
        for top, left, bottom, right in sheet.merges:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return row, column

    def mark_cells(self, entries: Sequence[Entry], styles: Styles) -> None:
        """Give cells their styles and comments, sheet by sheet; no sheet stays in front, where the list shall stand."""
        for name, part in self.parts.items():
            if not part or name == self.old_list:
                continue
            sheet = SheetText(self.package.read(part))
            sheet.deselect()
            here = [entry for entry in entries if entry.sheet == name and entry.cell]
            if self.sheets.get(name) and self.sheets[name].rows:
                self._mark_sheet(part, sheet, here, styles)
            self.package.write(part, sheet.result())

    def _mark_sheet(self, part: str, sheet: SheetText, entries: Sequence[Entry], styles: Styles) -> None:
        severities: dict[Cell, str] = {}
        messages: dict[Cell, dict[str, None]] = {}
        for entry in entries:
            if entry.cell is not None:
                severities.setdefault(entry.cell, entry.problem.severity)
                messages.setdefault(entry.cell, {})[sentence(entry.problem)] = None
        stale = sheet.cells_of_styles(styles.old_marks()) if self.old_list else set()

        def style_of(cell: Cell, own: int) -> int:
            return styles.marked(own, severities[cell]) if cell in severities else styles.cleared(own)

        sheet.restyle({*severities, *stale}, style_of)
        commented = islice(messages.items(), _MOST_LISTED)
        add_comments(self.package, part, sheet, {cell: "\n".join(texts) for cell, texts in commented})

    # --- the list ----------------------------------------------------------------------------------------------

    def put_list(self, xml: bytes) -> None:
        """Make the list the first sheet and the one in front; an earlier list of ours is written over."""
        if self.old_list is not None:
            self.package.write(self.parts[self.old_list], xml)
            front = list(self.parts).index(self.old_list)
        else:
            front = 0
            self._add_sheet(xml)
        for view in self.root.iterfind("{*}bookViews/{*}workbookView"):
            view.set("firstSheet", "0")
            view.set("activeTab", str(front))
        self.package.write_tree(WORKBOOK, self.root)

    def _add_sheet(self, xml: bytes) -> None:
        name = _free_name(ERROR_LIST, self.parts)
        part = self.package.free_name("xl/worksheets/sheet{}.xml")
        self.package.write(part, xml)
        self.package.declare(part, SHEET_TYPE)
        namespace = self.package.relations_namespace
        sheet = self._element("sheet", {"r": namespace})
        sheet.set("name", name)
        sheet.set("sheetId", str(max((int(node.get("sheetId", "0")) for node in children(self.holder)), default=0) + 1))
        sheet.set(f"{{{namespace}}}id", self.package.relate(WORKBOOK, "worksheet", part))
        self.holder.insert(0, sheet)
        self._shift_names(name)

    def _shift_names(self, name: str) -> None:
        """Correct the places by which names belong to one sheet, one more now; ours repeats the list's head."""
        names = self.root.find("{*}definedNames")
        if names is None:
            names = self._element("definedNames")
            before = [*self.root.iterfind("{*}functionGroups"), *self.root.iterfind("{*}externalReferences")]
            (before[-1] if before else self.holder).addnext(names)
        for node in children(names):
            if node.get("localSheetId"):
                node.set("localSheetId", str(int(node.get("localSheetId")) + 1))
        titles = self._element("definedName")
        titles.set("name", "_xlnm.Print_Titles")
        titles.set("localSheetId", "0")
        titles.text = f"'{name}'!${HEADER_ROW}:${HEADER_ROW}"
        names.insert(0, titles)

    def _element(self, name: str, namespaces: Mapping[str, str] | None = None) -> Element:
        return etree.Element(sibling_name(self.root, name), nsmap=dict(namespaces or {}))


def _free_name(name: str, names: Mapping[str, str]) -> str:
    """A sheet's name that no other has, whatever its case."""
    names_in_use = {other.casefold() for other in names}
    number, free = 2, name
    while free.casefold() in names_in_use:
        free, number = f"{name} ({number})", number + 1
    return free
