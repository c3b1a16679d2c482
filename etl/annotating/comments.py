"""Comments at bad cells: what they say, added to those that a sheet already has."""

import re
from collections.abc import Mapping
from html import unescape

from etl.addresses import address
from etl.annotating.boxes import Boxes
from etl.annotating.package import COMMENTS_TYPE, Package, Relation
from etl.annotating.sheet_text import Cell, SheetText
from etl.annotating.xml_text import Edits, Node, Unfamiliar, escaped, parse, prefix_of

AUTHOR = "Kiểm tra danh sách"
_LONGEST = 1_000
_NEW = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="{}"><authors></authors><commentList></commentList></comments>'
)
_LETTERS = '<{p}rPr><{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/><{p}family val="2"/></{p}rPr>'
_TAG = re.compile(rb"<[^>]*>")


def add_comments(package: Package, part: str, sheet: SheetText, messages: Mapping[Cell, str]) -> None:
    """Put comments at cells of a sheet; a comment that is there is kept and ours follows in it.

    Those of ours from an earlier time are taken back first.
    """
    told = next((one for one in package.relations(part) if one.kind == "comments"), None)
    if not messages and told is None:
        return
    comments = _Comments(package, part, told)
    boxes = Boxes(package, part, sheet)
    boxes.remove(comments.take_back_ours())
    for cell, told_in_full in sorted(messages.items()):
        message = told_in_full if len(told_in_full) <= _LONGEST else f"{told_in_full[:_LONGEST]}…"
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
    """The part that holds what the comments of a sheet say."""

    def __init__(self, package: Package, part: str, told: Relation | None) -> None:
        self._package = package
        self._part = told.target if told else self._new_part(part)
        self._xml = package.read(self._part)
        self._edits = Edits(self._xml)
        self._p = prefix_of(self._xml)
        root = parse(self._xml)
        authors, comments = root.first("authors"), root.first("commentList")
        if authors is None or comments is None:
            raise Unfamiliar("comments without authors")
        self._list = comments
        self._at = {node.said("ref"): node for node in comments.children}
        names = [self._text(author) for author in authors.children]
        self._ours = {str(number) for number, name in enumerate(names) if name == AUTHOR}
        self._authors, self._author = authors, min(self._ours, default=str(len(names)))
        self._added: list[str] = []

    def _new_part(self, sheet: str) -> str:
        part = self._package.free_name("xl/comments{}.xml")
        self._package.write(part, _NEW.format(self._package.namespace).encode())
        self._package.declare(part, COMMENTS_TYPE)
        self._package.relate(sheet, "comments", part)
        return part

    def _text(self, node: Node) -> str:
        inside = self._xml[node.inside : max(node.inside, node.end)]
        return unescape(_TAG.sub(b"", inside).decode("utf-8", "replace"))

    def take_back_ours(self) -> set[str]:
        """Remove what we wrote at an earlier time; gives the cells' addresses."""
        gone = {ref: node for ref, node in self._at.items() if node.said("authorId") in self._ours}
        for ref, node in gone.items():
            self._edits.replace(node.start, node.end, b"")
            del self._at[ref]
        return set(gone)

    def text_at(self, cell: Cell) -> str | None:
        """What the comment of a cell says, None where it has none."""
        node = self._at.get(address(*cell))
        return None if node is None else self._text(node)

    def add(self, cell: Cell, message: str) -> None:
        """Write a comment of ours."""
        opening = f'<{self._p}comment ref="{address(*cell)}" authorId="{self._author}"><{self._p}text>'
        self._added.append(f"{opening}{self._run(message)}</{self._p}text></{self._p}comment>")

    def extend(self, cell: Cell, message: str) -> None:
        """Write below what somebody else's comment says."""
        text = self._at[address(*cell)].first("text")
        if text is None:
            raise Unfamiliar("a comment without a text")
        for plain in text.all("t"):
            # A plain text and pieces with letters of their own may not stand side by side.
            self._edits.insert(plain.start, f"<{self._p}r>")
            self._edits.insert(plain.end, f"</{self._p}r>")
        self._edits.append(text, self._run(f"\n{message}"))

    def _run(self, message: str) -> str:
        letters = _LETTERS.format(p=self._p)
        return f'<{self._p}r>{letters}<{self._p}t xml:space="preserve">{escaped(message)}</{self._p}t></{self._p}r>'

    def write(self) -> None:
        """Put the comments into the workbook."""
        if self._added and not self._ours:
            self._edits.append(self._authors, f"<{self._p}author>{AUTHOR}</{self._p}author>")
        if self._added:
            self._edits.append(self._list, "".join(self._added))
        self._package.write(self._part, self._edits.result())
