"""Every page of the program, opened once: axe-core's rules, the print on A4, half the window (200% zoom), a phone."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from dashboard.parts import register
from tests.browser import paper
from tests.browser.guide_pictures import settle
from tests.browser.rules import AT_THE_RIGHT, opened, violations
from tests.serving import Dashboard

_SCREEN: ViewportSize = {"width": 1440, "height": 900}
_ZOOMED: ViewportSize = {"width": 720, "height": 450}
"""The same window at 200%."""
_PHONE: ViewportSize = {"width": 390, "height": 844}
_AS_OPENED = sorted(register.ADDRESSES - {register.TRACE.slug})
_MORE = (
    "dia-ban?as_of=2023-12-31&district=256",
    "xu-huong?as_of=2023-12-31&places=256,258,261",
    f"{register.TRACE.slug}?as_of=2023-12-31&unit=09166",
)
"""Addresses beside the pages as they open, with the 99 communes of the newest date; one unit's people of 2.000 rows."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What was seen of a page: a line for each fault."""

    violations: list[str]
    on_paper: list[str]
    zoomed: list[str]
    on_phone: list[str]


def _seen(page: Page, address: str) -> Visit:
    page.goto("about:blank")  # a window that grows draws no chart anew there
    page.set_viewport_size(_SCREEN)
    opened(page, address)
    broken, on_paper = violations(page), paper.faults(page)
    return Visit(broken, on_paper, *(_at_the_right(page, size) for size in (_ZOOMED, _PHONE)))


def _at_the_right(page: Page, size: ViewportSize) -> list[str]:
    page.set_viewport_size(size)
    settle(page)
    return list(page.evaluate(AT_THE_RIGHT))


@pytest.fixture(scope="module")
def visits(browser: Browser, shown: Dashboard) -> Iterator[dict[str, Visit]]:
    """What was seen of each page, in one window."""
    context = browser.new_context(viewport=_SCREEN, locale="en-US")
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield {slug: _seen(page, f"{shown.address}/{slug}") for slug in (*_AS_OPENED, *_MORE)}
    context.close()


def test_no_page_breaks_a_rule_of_accessibility(visits: dict[str, Visit]) -> None:
    assert {slug: visit.violations for slug, visit in visits.items() if visit.violations} == {}


def test_every_page_is_printed_whole_with_its_headings_and_no_sheet_for_a_line(visits: dict[str, Visit]) -> None:
    assert {slug: visit.on_paper for slug, visit in visits.items() if visit.on_paper} == {}


def test_nothing_lies_at_the_right_where_letters_are_twice_as_large(visits: dict[str, Visit]) -> None:
    """WCAG 1.4.10: a page is read by scrolling down alone."""
    assert {slug: visit.zoomed for slug, visit in visits.items() if visit.zoomed} == {}


def test_no_page_is_wider_than_a_phone(visits: dict[str, Visit]) -> None:
    assert {slug: visit.on_phone for slug, visit in visits.items() if visit.on_phone} == {}
