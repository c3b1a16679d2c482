"""Reports as Word documents in the layout of Nghị định 30/2020/NĐ-CP."""

from reports.word.document import document

__all__ = ["document"]
