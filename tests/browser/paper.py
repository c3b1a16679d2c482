"""A page as it is printed on A4: what stands on each sheet, and how much of the sheet it fills."""

import io
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page
from pypdf import PageObject, PdfReader


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper: its words, and the part of its height down to the last of them, 1 where a picture stands."""

    text: str
    filled: float

    def has(self, words: str) -> bool:
        """Tell whether words stand on the sheet, however its lines are broken."""
        return squeezed(words) in squeezed(self.text)


def squeezed(text: str) -> str:
    """Give a text without its spaces: a print breaks lines where it likes."""
    return "".join(text.split())


def sheets(page: Page) -> list[Sheet]:
    """Print a page as Ctrl+P does."""
    return [_sheet(sheet) for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]


def _sheet(sheet: PageObject) -> Sheet:
    lowest = height = float(sheet.mediabox.height)

    def note(text: str, matrix: list[float], inner: list[float], _font: object, _size: float) -> None:
        nonlocal lowest
        if text.strip():
            lowest = min(lowest, matrix[1] * inner[4] + matrix[3] * inner[5] + matrix[5])

    text = sheet.extract_text(visitor_text=note)
    return Sheet(" ".join(text.split()), 1.0 if _has_picture(sheet) else 1 - lowest / height)


def _has_picture(sheet: PageObject) -> bool:
    parts: Any = sheet.get("/Resources", {}).get("/XObject", {})
    return any(part.get_object().get("/Subtype") == "/Image" for part in parts.values())


_PARTS = """() => {
  const words = (parts) => [...parts].map((each) => each.textContent.trim()).filter(Boolean);
  const cards = [...document.querySelectorAll("[class*='st-key-card_']")].filter((card) =>
    card.checkVisibility() && card.querySelector(".js-plotly-plot"));
  const tables = [];
  const look = (root) => {
    for (const each of root.querySelectorAll("*")) {
      if (each.shadowRoot) look(each.shadowRoot);
      if (each.matches("table") && each.checkVisibility()) {
        const heads = [...each.querySelectorAll("thead th")].map((head) => head.querySelector("button") ?? head);
        tables.push({ heads: words(heads), rows: words(each.querySelectorAll("tbody tr > :first-child")) });
      }
    }
  };
  look(document.querySelector("[data-testid=stMain]"));
  return {
    charts: cards.map((card) => ({
      title: card.querySelector("h1, h2, h3, h4")?.innerText.split("\\n")[0].trim() ?? "",
      labels: words(card.querySelectorAll(".ytick text, .xtick text")),
    })),
    tables,
  };
}"""


def faults(page: Page) -> list[str]:
    """List what is wrong with a page's print: a chart over two sheets, rows without their headings, an empty sheet."""
    parts = page.evaluate(_PARTS)
    printed = sheets(page)
    lines = [f"sheet {n}: the menu" for n, sheet in enumerate(printed, 1) if sheet.has(_MENU)]
    lines += [f"sheet {number}: filled {sheet.filled:.0%}" for number, sheet in _empty(printed)]
    for chart in parts["charts"]:
        words = [chart["title"], *chart["labels"]]
        if not any(all(sheet.has(word) for word in words) for sheet in printed):
            lines.append(f"chart «{chart['title']}» is on no sheet as a whole")
    for table in parts["tables"]:
        names = {row for row in table["rows"] if len(row) >= _TELLING}
        for number, sheet in enumerate(printed, 1):
            has_rows = sum(sheet.has(name) for name in names) >= _ROWS
            if has_rows and not all(sheet.has(head) for head in table["heads"]):
                lines.append(f"sheet {number}: rows without the headings {table['heads'][:3]}")
    return lines


_MENU = "Địa bàn So sánh Trình độ chuyên môn"
"""Entries of the menu as they follow each other there and nowhere else."""
_TELLING, _ROWS = 8, 22
"""Letters of a row's name that no other words of a page have, more rows than a chart has places."""
_LEAST, _LEAST_OF_LAST = 0.35, 0.12
"""The part of a sheet that is filled at least: of each but the last, of the last."""


def _empty(printed: list[Sheet]) -> list[tuple[int, Sheet]]:
    if len(printed) == 1:
        return []
    least = [*[_LEAST] * (len(printed) - 1), _LEAST_OF_LAST]
    return [(n, sheet) for n, (sheet, part) in enumerate(zip(printed, least, strict=True), 1) if sheet.filled < part]
