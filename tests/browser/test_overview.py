"""The first page on an office's screen: what a head of department sees without scrolling."""

import itertools
import re

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.guide_pictures import settle
from tests.serving import Dashboard

_CARDS = "[data-testid=stVerticalBlock][class*='st-key-card_']"
_GAP = 16
"""Pixels between two cards of a column, at most."""
_LINK = 50
"""Pixels of the link below the card of many places."""


DAYS = ("2023-12-31", "2025-12-31")
"""Dates of the demonstration: with few districts, with 99 communes."""


def columns(page: Page) -> list[list[FloatRect]]:
    """Give the rectangles of the cards below the figures, in each of the two columns from top to bottom."""
    by_left: dict[float, list[FloatRect]] = {}
    for card in page.locator(f"[data-testid=stColumn] {_CARDS}:not(.st-key-card_first_start)").all():
        box = box_of(card)
        by_left.setdefault(box["x"], []).append(box)
    return [sorted(boxes, key=lambda box: box["y"]) for _, boxes in sorted(by_left.items())]


def test_the_first_page_shows_its_second_row_of_charts(shown: Dashboard, page: Page) -> None:
    for day in DAYS:
        page.goto(f"{shown.address}/?as_of={day}")
        settle(page)
        left, right = columns(page)
        assert left[0]["y"] == pytest.approx(right[0]["y"], abs=2), day
        # The second row begins well above the fold, though the question of a first start stands above.
        assert max(left[1]["y"], right[1]["y"]) < 800, day
        for column in (left, right):
            holes = [below["y"] - card["y"] - card["height"] for card, below in itertools.pairwise(column)]
            assert max(holes) <= _GAP + _LINK, (day, holes)
            assert min(holes) > 0, (day, holes)


def test_a_figures_line_runs_over_none_of_its_words(shown: Dashboard, page: Page) -> None:
    for width in (1440, 1100, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{shown.address}/?as_of=2023-12-31")
        settle(page)
        lines = page.get_by_test_id("stMetricChart")
        expect(lines.locator(".mark-line path")).to_have_count(5)
        for metric in page.get_by_test_id("stMetric").all():
            frame, mark = box_of(metric), box_of(metric.locator("svg.marks"))
            assert frame["x"] <= mark["x"]
            assert mark["x"] + mark["width"] <= frame["x"] + frame["width"] + 1
            line = box_of(metric.locator(".mark-line path"))
            for word in ("stMetricValue", "stMetricDelta", "stMetricLabel"):
                assert not _meet(line, box_of(metric.get_by_test_id(word).locator("p"))), (width, word)


def test_a_number_and_a_finding_open_their_page_in_the_same_tab(shown: Dashboard, page: Page) -> None:
    page.goto(f"{shown.address}/?as_of=2023-12-31")
    settle(page)
    page.get_by_test_id("stMetricValue").get_by_role("link", name="1.103").click()
    expect(page.get_by_role("heading", name=re.compile("^Ai, ở đâu"), level=1)).to_be_visible()
    expect(page.get_by_text("1.103 người", exact=True).first).to_be_visible()
    assert len(page.context.pages) == 1
    page.go_back()
    expect(page.get_by_role("heading", name=re.compile("^Tổng quan"), level=1)).to_be_visible()
    page.locator(".st-key-card_attention").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name=re.compile("^Tin học"), level=1)).to_be_visible()
    assert len(page.context.pages) == 1


def test_a_legend_stands_above_its_bars_after_a_print_too(shown: Dashboard, page: Page) -> None:
    page.goto(f"{shown.address}/?as_of=2023-12-31")
    settle(page)
    legend = page.locator(".legend .bg").first
    bars = page.locator(".js-plotly-plot", has=page.locator(".legend")).first.locator(".barlayer")
    page.pdf(format="A4")
    settle(page)
    above, below = box_of(legend), box_of(bars)
    assert above["y"] + above["height"] <= below["y"]


def box_of(part: Locator) -> FloatRect:
    """Give the rectangle of a part that is on the page."""
    box = part.bounding_box()
    assert box is not None
    return box


def _meet(line: FloatRect, word: FloatRect) -> bool:
    return (
        line["x"] < word["x"] + word["width"]
        and word["x"] < line["x"] + line["width"]
        and line["y"] < word["y"] + word["height"]
        and word["y"] < line["y"] + line["height"]
    )


def test_figures_are_no_wider_than_can_be_read(shown: Dashboard, page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 900})
    page.goto(f"{shown.address}/dia-ban?as_of=2023-12-31")
    settle(page)
    widths = [box_of(card)["width"] for card in page.locator(_CARDS).all()]
    assert widths
    assert max(widths) <= 1280
