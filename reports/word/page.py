"""Pages of Nghị định 30/2020/NĐ-CP: A4, margins, and their sections; lengths are twips (1 mm is 56,7)."""

from dataclasses import dataclass

MM = 1440 / 25.4
_LONG, _SHORT = 16838, 11906


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size and margins."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int

    @property
    def text_width(self) -> int:
        """The width that the margins leave."""
        return self.width - self.left - self.right


PORTRAIT = Page(_SHORT, _LONG, top=round(20 * MM), bottom=round(20 * MM), left=round(30 * MM), right=round(15 * MM))
LANDSCAPE = Page(_LONG, _SHORT, top=round(20 * MM), bottom=round(20 * MM), left=round(30 * MM), right=round(15 * MM))
_EDGE = round(10 * MM)
"""The distance from the paper's edge to the page's number, and to the foot."""


def section(page: Page, *, restart: bool = False, titled: bool = True) -> str:
    """Write a section's properties; it keeps the headers and footers of the one before.

    `restart`: its pages are counted from 1 again. `titled`: its first page has a header of its own, without a number.
    """
    turned = ' w:orient="landscape"' if page.width > page.height else ""
    count = '<w:pgNumType w:start="1"/>' if restart else ""
    title = "<w:titlePg/>" if titled else ""
    return (
        f'<w:sectPr><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{turned}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}" '
        f'w:header="{_EDGE}" w:footer="{_EDGE}" w:gutter="0"/>{count}<w:cols w:space="708"/>{title}</w:sectPr>'
    )
