"""Documents as one page of HTML that needs nothing else, and as PDF by the browser that stays open."""

from reports.web.document import Draw, page
from reports.web.pictures import NO_PICTURE, picture
from reports.web.printed import pdf, title_of

__all__ = ["NO_PICTURE", "Draw", "page", "pdf", "picture", "title_of"]
