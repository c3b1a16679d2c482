"""A page of HTML as PDF, by the browser that stays open."""

from reports.browser import print_pdf


def pdf(page: str) -> bytes:
    """The page as paper, tagged for screen readers. Raises PictureError where no browser prints it."""
    return print_pdf(page)
