"""Comments at bad cells: what they say, added to those that a sheet already has."""

from collections.abc import Mapping

from lxml import etree

from etl.annotating.boxes import Boxes
from etl.annotating.package import COMMENTS_TYPE, Package, Relation
from etl.annotating.sheet_text import Cell, SheetText
from etl.annotating.xml_parts import Element, Unfamiliar, children, fragment, namespace_of, plain, sibling_name
from reference.addresses import address

AUTHOR = "Kiểm tra danh sách"
_LONGEST = 1_000
_NEW = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="{}"><authors></authors><commentList></commentList></comments>'
)
_LETTERS = '<rPr><sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/></rPr>'
_RUN = f'<r>{_LETTERS}<t xml:space="preserve"/></r>'


def add_comments(package: Package, part: str, sheet: SheetText, messages: Mapping[Cell, str]) -> None:
    """Put comments at cells of a sheet; a comment that is there is kept and ours follows in it.

    Those of ours from an earlier time are taken back first.
    """
    relation = next((each for each in package.relations(part) if each.kind == "comments"), None)
    if not messages and relation is None:
        return
    comments = _Comments(package, part, relation)
    boxes = Boxes(package, part, sheet)
    boxes.remove(comments.take_back_ours())
    for cell, whole in sorted(messages.items()):
        message = whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST]}…"
        earlier = comments.text_at(cell)
        if earlier is None:
            comments.add(cell, message)
            boxes.add(cell, message)
        elif message not in earlier:
            comments.extend(cell, message)
            boxes.resize(cell, f"{earlier}\n{message}")
    comments.write()
    boxes.write()


class _Comments:
    """The part that holds the comments of a sheet."""

    def __init__(self, package: Package, part: str, relation: Relation | None) -> None:
        self._package = package
        self._part = relation.target if relation else self._new_part(part)
        self._root = package.tree(self._part)
        authors, comments = self._root.find("{*}authors"), self._root.find("{*}commentList")
        if authors is None or comments is None:
            raise Unfamiliar("comments without authors")
        self._authors, self._list = authors, comments
        self._at = {node.get("ref", ""): node for node in children(comments)}
        names = [_text(author) for author in children(authors)]
        self._ours = {str(number) for number, name in enumerate(names) if name == AUTHOR}
        self._author = min(self._ours, default="")
        self._is_changed = relation is None

    def _new_part(self, sheet: str) -> str:
        part = self._package.free_name("xl/comments{}.xml")
        self._package.write(part, _NEW.format(self._package.namespace).encode())
        self._package.declare(part, COMMENTS_TYPE)
        self._package.relate(sheet, "comments", part)
        return part

    def take_back_ours(self) -> set[str]:
        """Remove what we wrote at an earlier time; give the cells' addresses."""
        gone = {ref: node for ref, node in self._at.items() if node.get("authorId") in self._ours}
        for ref, node in gone.items():
            self._list.remove(node)
            del self._at[ref]
            self._is_changed = True
        return set(gone)

    def text_at(self, cell: Cell) -> str | None:
        """Give the text of a cell's comment, None where it has none."""
        node = self._at.get(address(*cell))
        return None if node is None else _text(node)

    def add(self, cell: Cell, message: str) -> None:
        """Write a comment of ours."""
        self._is_changed = True
        words = {"ref": address(*cell), "authorId": self._own_author()}
        comment = etree.SubElement(self._list, self._name("comment"), words)
        etree.SubElement(comment, self._name("text")).append(self._run(message))

    def extend(self, cell: Cell, message: str) -> None:
        """Write below what somebody else's comment says."""
        text = self._at[address(*cell)].find("{*}text")
        if text is None:
            raise Unfamiliar("a comment without a text")
        for letters in children(text, "t"):
            # A plain text and pieces with letters of their own may not stand side by side.
            run = etree.Element(self._name("r"))
            letters.addprevious(run)
            run.append(letters)
        text.append(self._run(f"\n{message}"))
        self._is_changed = True

    def _own_author(self) -> str:
        if not self._author:
            self._author = str(len(children(self._authors)))
            etree.SubElement(self._authors, self._name("author")).text = AUTHOR
        return self._author

    def _run(self, message: str) -> Element:
        run = fragment(_RUN, namespace_of(self._root))
        run[-1].text = plain(message)
        return run

    def _name(self, name: str) -> str:
        return sibling_name(self._root, name)

    def write(self) -> None:
        """Put the comments into the workbook."""
        if self._is_changed:
            self._package.write_tree(self._part, self._root)


def _text(node: Element) -> str:
    return str(node.xpath("string()"))
