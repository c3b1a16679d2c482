"""The rules of axe-core on what a page shows."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.guide_pictures import settle

STREAMLITS_OWN = {
    # The drop zone is a section that Streamlit calls «presentation» and names; its button is reachable.
    ("presentation-role-conflict", 'data-testid="stFileUploaderDropzone"'),
    # The small line under a figure has no name that could be given; the figure and its change stand beside it in words.
    ("svg-img-alt", "metric_chart_"),
}
"""Rules that Streamlit's own elements break, where no parameter of ours reaches: the rule, a word of the element."""


def violations(page: Page) -> list[str]:
    """Run all rules of axe-core on what the page shows; gives a line for each element that breaks one of ours."""
    answer = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]}"
        for rule in answer["violations"]
        for node in rule["nodes"]
        if not any(rule["id"] == name and word in node["html"] for name, word in STREAMLITS_OWN)
    ]


def opened(page: Page, address: str) -> Page:
    """Open an address and wait until nothing of it is a placeholder any more."""
    page.goto(address)
    settle(page)
    return page


AT_THE_RIGHT = """() => {
  const lines = [];
  const look = (root) => {
    for (const each of root.querySelectorAll("*")) {
      if (each.shadowRoot) look(each.shadowRoot);
      const { overflowX } = getComputedStyle(each);
      const scrolls = ["auto", "scroll"].includes(overflowX) && each.scrollWidth > each.clientWidth + 1;
      const box = each.getBoundingClientRect();
      const hides = each.matches("a, button, input") && box.width > 1 && box.height > 1 && box.right > innerWidth;
      if (each.checkVisibility() && each.clientWidth && (scrolls || hides) && !each.closest(".roster-top")) {
        lines.push(`${each.tagName} ${each.scrollWidth} ${each.textContent.slice(0, 60)}`);
      }
    }
  };
  look(document.querySelector("[data-testid=stMain]"));
  return lines;
}"""
"""Elements that scroll sideways or lie at the right of the screen; the picture of a sheet is as wide as in Excel."""
