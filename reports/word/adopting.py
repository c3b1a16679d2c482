"""This house's styles in somebody else's document: added where they are missing, theirs where they have the name."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from reports.word.styles import stylesheet

_POINTERS = ("pStyle", "rStyle", "tblStyle", "basedOn", "next")


def adopt_styles(document: Any) -> Callable[[Any], Any]:
    """Add the styles that the document lacks; gives what turns our styles' ids in an element into the document's.

    In a Vietnamese Word «heading 1» has another id than in an English one, but the name is the same.
    """
    theirs = document.part.part_related_by(RELATIONSHIP_TYPE.STYLES).element
    names = {_name(style): style.get(qn("w:styleId")) for style in theirs.findall(qn("w:style"))}
    taken = set(names.values())
    ids: dict[str, str] = {}
    fresh = []
    for style in parse_xml(stylesheet()).findall(qn("w:style")):
        own = style.get(qn("w:styleId"))
        ids[own] = names.get(_name(style)) or (f"{own}BC" if own in taken else own)
        if _name(style) not in names:
            fresh.append(deepcopy(style))

    def rename(element: Any) -> Any:
        for pointer in _POINTERS:
            for each in element.iter(qn(f"w:{pointer}")):
                each.set(qn("w:val"), ids.get(each.get(qn("w:val")), each.get(qn("w:val"))))
        return element

    for style in fresh:
        style.set(qn("w:styleId"), ids[style.get(qn("w:styleId"))])
        style.attrib.pop(qn("w:default"), None)
        theirs.append(rename(style))
    return rename


def _name(style: Any) -> str:
    return str(style.find(qn("w:name")).get(qn("w:val"))).lower()
