"""A document's package: an empty one with this house's styles, its properties, and the bytes it is saved as."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx.opc.package import Part as SlidesPart
from pptx.opc.packuri import PackURI as SlidesName
from pptx.package import Package as SlidesPackage

from presentation import labels
from presentation.charts import Chart
from reference import vietnamese
from reports.contents.model import Report
from reports.letterhead import Letterhead
from reports.stamp import INTERNAL, Stamp
from reports.word.pieces import escaped, storable
from reports.word.styles import LANGUAGE, stylesheet

_UNUSED = (
    "theme",
    "customXml",
    "numbering",
    "webSettings",
    "stylesWithEffects",
    "fontTable",
    "thumbnail",
    "extended-properties",
)
FIRST_DAY = datetime(1980, 1, 1)  # noqa: DTZ001  zip files know no zones
"""The earliest time that a zip file can tell: the same content is the same bytes on any day."""


def empty() -> Any:
    """Make a document without a paragraph: the styles of `styles` and no other, none of Word's own fonts and themes."""
    document: Any = docx.Document()
    for holder in (document.part, document.part.package):
        for key in [key for key, rel in holder.rels.items() if rel.reltype.rsplit("/", 1)[-1] in _UNUSED]:
            del holder.rels[key]
    document.part.part_related_by(RELATIONSHIP_TYPE.STYLES)._element = parse_xml(stylesheet())
    document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)._element = parse_xml(_SETTINGS)
    return document


def describe(document: Any, report: Report, head: Letterhead, stamp: Stamp | None, created: datetime) -> None:
    """Set the document's properties: what a search over a folder finds it by."""
    properties = document.core_properties
    properties.title = _property(f"{report.kind}: {report.subject}")
    properties.subject = _property(f"{report.place} · {vietnamese.day(report.as_of)}")
    properties.author, properties.last_modified_by = (
        _property(head.office),
        _property(stamp.made_by if stamp else head.office),
    )
    properties.category, properties.language, properties.revision = report.kind, LANGUAGE, 1
    properties.keywords = _property("; ".join([stamp.number, stamp.query] if stamp else []))
    properties.comments = _property(stamp.line if stamp else labels.DEMO_NOTE if report.is_demo else "")
    properties.created = properties.modified = created.replace(tzinfo=None)
    if stamp is not None:
        _add_own_properties(document.part.package, stamp.properties)


def describe_chart(file: Any, chart: Chart, stamp: Stamp) -> None:
    """Set the properties of a document, or of slides, that hold one chart."""
    properties, caption = file.core_properties, chart.caption
    properties.title, properties.subject = _property(caption.title), _property(caption.subtitle)
    properties.author = properties.last_modified_by = _property(stamp.made_by)
    properties.category, properties.language, properties.revision = INTERNAL if stamp.is_internal else "", LANGUAGE, 1
    properties.keywords, properties.comments = f"Số xuất {stamp.number}", _property(stamp.line)
    properties.created = properties.modified = stamp.made_at.astimezone(UTC).replace(tzinfo=None)
    _add_own_properties(file.part.package, stamp.properties)


def _property(text: str) -> str:
    return storable(text)[:255]


def _add_own_properties(package: Any, properties: Mapping[str, str]) -> None:
    """Add what the stamp tells, under the same names as in files of other kinds."""
    rows = (
        f'<property fmtid="{_OWN}" pid="{number}" name="{escaped(name)}">'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), start=2)
    )
    content = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{_PROPERTIES}{"".join(rows)}</Properties>'
    name, kind = PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES
    if isinstance(package, SlidesPackage):
        own = SlidesPart(SlidesName(name), kind, package, content.encode())
        package.relate_to(own, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
        return
    part = Part(name, kind, content.encode(), package)
    for key in [key for key, rel in package.rels.items() if rel.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES]:
        del package.rels[key]  # a template's own
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def saved(document: Any) -> bytes:
    """Give the document as a file; the same document gives the same bytes."""
    raw, target = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name in source.namelist():
            file.writestr(zipfile.ZipInfo(name, FIRST_DAY.timetuple()[:6]), source.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()


_OWN = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PROPERTIES = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
)
_WORD = "http://schemas.microsoft.com/office/word"
_SETTINGS = f"""
<w:settings {nsdecls("w")}><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{_WORD}" w:val="15"/>
<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="{_WORD}" w:val="1"/>
<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="{_WORD}" w:val="1"/>
<w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="{_WORD}" w:val="1"/></w:compat>
<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>
"""
