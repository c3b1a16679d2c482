"""Documents as one page of HTML that needs nothing else, and as PDF by the browser that stays open."""

from reports.web.document import Draw, page
from reports.web.drawings import drawn, substitute
from reports.web.pictures import picture
from reports.web.printed import pdf, title_of

__all__ = ["Draw", "drawn", "page", "pdf", "picture", "substitute", "title_of"]
