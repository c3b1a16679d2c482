"""A page of HTML as PDF, by the browser that stays open."""

import html
import re


def pdf(page: str) -> bytes:
    """Print the page on paper, tagged for screen readers. Raises PictureError where no browser prints it."""
    # What asks the browser is loaded by those who want paper, not by the server's start.
    from reports.pictures.browser import print_pdf

    return print_pdf(page)


def title_of(page: str) -> str:
    """The title that the template gave the page."""
    match = re.search(r"<title>(.*?)</title>", page)
    return html.unescape(match[1]) if match else ""
