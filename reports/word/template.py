"""An office's own .docx as the frame: fields such as «{{trich_yeu}}» become words, «{{noi_dung}}» all blocks.

Whoever makes a template types the fields in Word, which cuts what is typed into runs as it likes: a field is looked for
in a paragraph's whole text.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from reports.contents.words import CONTENT, FIELDS, REQUIRED, Words
from reports.inputs import ReportError
from reports.word.adopting import adopt_styles
from reports.word.pieces import line, parse

_FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_MOST_UNPACKED = 100 * 2**20
"""Bytes."""
_STAMP = "dong_xuat"
_UNREADABLE = (
    "Tệp mẫu không đọc được: đây không phải là tệp Word .docx, hoặc tệp đã hỏng. "
    "Hãy mở tệp bằng Word, chọn «Lưu thành» dạng .docx rồi thử lại."
)


class TemplateError(ReportError):
    """A template cannot be used; the message is a Vietnamese sentence that says what to do."""


def opened(content: bytes) -> Any:
    """Open the template as a document that can be filled. TemplateError names fields that are missing or unknown."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(each.file_size for each in package.infolist()) > _MOST_UNPACKED:
                raise TemplateError("Tệp mẫu quá lớn. Hãy bỏ bớt ảnh trong tệp mẫu rồi thử lại.")
        document = docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, SyntaxError, OSError, AttributeError) as error:
        raise TemplateError(_UNREADABLE) from error
    _check(document)
    return document


def fill(document: Any, words: Words, content: str) -> Callable[[Any], Any]:
    """Put the words and the blocks of `content` into the template; its own styles stand above those of the same name.

    Gives what turns our styles' ids in further elements into the template's.
    """
    rename = adopt_styles(document)
    if not any(name == _STAMP for paragraph in _paragraphs(document) for name in _fields(paragraph)):
        _add_stamp(document, words[_STAMP])
    for paragraph in list(_paragraphs(document)):
        names = _fields(paragraph)
        if CONTENT in names:
            _replace(paragraph, [rename(element) for element in parse(content)])
        elif len(names) == 1 and _FIELD.fullmatch(_text(paragraph).strip()):
            _repeat(paragraph, words[names[0]])
        elif names:
            _write(paragraph, {name: " ".join(words[name]) for name in names})
    for footer in _footers(document):
        rename(footer._element)
    return rename


def _check(document: Any) -> None:
    names = [name for paragraph in _paragraphs(document) for name in _fields(paragraph)]
    if missing := [name for name in REQUIRED if name not in names]:
        listing = ", ".join(f"{{{{{name}}}}} ({FIELDS[name]})" for name in missing)
        raise TemplateError(f"Tệp mẫu còn thiếu: {listing}. Hãy gõ thêm vào tệp mẫu, mỗi ô ở chỗ của nó.")
    if unknown := sorted(set(names) - set(FIELDS)):
        listing = ", ".join(f"{{{{{name}}}}}" for name in unknown)
        usable = ", ".join(f"{{{{{name}}}}}" for name in FIELDS)
        raise TemplateError(f"Tệp mẫu có ô không rõ nghĩa: {listing}. Các ô dùng được: {usable}.")
    places = [paragraph for paragraph in _paragraphs(document) if CONTENT in _fields(paragraph)]
    alone = len(places) == 1 and _FIELD.fullmatch(_text(places[0]).strip())
    if not alone or places[0].getparent() is not document.element.body:
        raise TemplateError(
            f"Trong tệp mẫu, {{{{{CONTENT}}}}} phải có đúng một lần, đứng riêng một đoạn, không nằm trong bảng, khung, "
            "đầu trang hay chân trang. Hãy sửa tệp mẫu rồi thử lại."
        )


# Where fields stand


def _paragraphs(document: Any) -> Iterator[Any]:
    """Every paragraph of the text, of tables and frames, of headers and footers."""
    for holder in (document.element.body, *(edge._element for edge in _edges(document))):
        yield from holder.iter(qn("w:p"))


def _edges(document: Any) -> Iterator[Any]:
    """Headers and footers that the template has; one that it lacks is not made."""
    for section in document.sections:
        for name in ("header", "first_page_header", "even_page_header"):
            edge = getattr(section, name)
            if not edge.is_linked_to_previous:
                yield edge
    yield from _footers(document)


def _footers(document: Any) -> Iterator[Any]:
    for section in document.sections:
        for name in ("footer", "first_page_footer", "even_page_footer"):
            edge = getattr(section, name)
            if not edge.is_linked_to_previous:
                yield edge


def _pieces(paragraph: Any) -> list[Any]:
    """The texts of a paragraph's own runs; a frame in it has paragraphs of its own."""
    return [t for t in paragraph.iter(qn("w:t")) if next(t.iterancestors(qn("w:p"))) is paragraph]


def _text(paragraph: Any) -> str:
    return "".join(piece.text or "" for piece in _pieces(paragraph))


def _fields(paragraph: Any) -> list[str]:
    return _FIELD.findall(_text(paragraph))


# What is put there


def _replace(paragraph: Any, elements: list[Any]) -> None:
    for element in elements:
        paragraph.addprevious(element)
    paragraph.getparent().remove(paragraph)


def _repeat(paragraph: Any, lines: tuple[str, ...]) -> None:
    """Write the paragraph once for each line; without a line it goes, unless it is all that its cell has."""
    (name,) = _fields(paragraph)
    for text in lines:
        copy = deepcopy(paragraph)
        _write(copy, {name: text})
        paragraph.addprevious(copy)
    holder = paragraph.getparent()
    if not lines and len(holder.findall(qn("w:p"))) == 1:
        _write(paragraph, {name: ""})
    else:
        holder.remove(paragraph)


def _write(paragraph: Any, words: dict[str, str]) -> None:
    """Write each field's words in the look of the run in which the field begins; from the last field to the first."""
    for match in reversed(list(_FIELD.finditer(_text(paragraph)))):
        place = 0
        for piece in _pieces(paragraph):
            text = piece.text or ""
            first, last = max(match.start() - place, 0), min(match.end() - place, len(text))
            if first < last:
                inside = words[match[1]] if place <= match.start() else ""
                _set(piece, text[:first] + inside + text[last:])
            place += len(text)


def _set(piece: Any, text: str) -> None:
    """Set the text of a run's piece; its line breaks become the document's."""
    first, *rest = text.split("\n")
    piece.text = first
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for further in reversed(rest):
        fresh = deepcopy(piece)
        fresh.text = further
        piece.addnext(fresh)
        piece.addnext(piece.makeelement(qn("w:br")))


def _add_stamp(document: Any, lines: tuple[str, ...]) -> None:
    """Add the stamp below each of the template's footers, in a new one where it has none."""
    first = document.sections[0]
    kinds = ["footer", *(["first_page_footer"] if first.different_first_page_header_footer else [])]
    kinds += ["even_page_footer"] if document.settings.odd_and_even_pages_header_footer else []
    for kind in kinds:
        footer = getattr(first, kind)
        if footer.is_linked_to_previous:
            footer.is_linked_to_previous = False
            footer._element.remove(footer.paragraphs[0]._p)
    for footer in _footers(document):
        footer._element.extend(parse("".join(line("Footer", text) for text in lines) or line("Footer", "")))
