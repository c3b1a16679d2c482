"""Documents as one page of HTML that needs nothing else, and as PDF by the browser that stays open."""

from reports.web.document import Draw, page
from reports.web.printed import pdf

__all__ = ["Draw", "page", "pdf"]
