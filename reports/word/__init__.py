"""Reports as Word documents in the layout of Nghị định 30/2020/NĐ-CP."""

from reports.word.document import document, sample
from reports.word.template import TemplateError

__all__ = ["TemplateError", "document", "sample"]
