"""The pictures of docs/huong-dan.md, made from the running program: `python -m tests.browser.guide_pictures`."""

import io
import os
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from settings import ROOT
from tests.serving import serve

FOLDER = ROOT / "docs" / "images" / "huong-dan"
PAGES = {
    "tong-quan": "",
    "tien-do-gui": "tien-do-gui",
    "nhap-so-lieu": "nhap-so-lieu",
    "trinh-do-chuyen-mon": "trinh-do-chuyen-mon",
    "so-sanh": "so-sanh",
    "bien-che": "bien-che",
    "bao-cao": "bao-cao",
}
"""Picture -> the address that it shows."""
_SAMPLE = ROOT / "data" / "samples" / "nhap-thu" / "Xa-Phu-Lang_2024-06-30_co-loi.xlsx"
_COLOURS, _WIDTH = 192, 1200
_STILL = """Promise.allSettled(document.getAnimations()
    .filter((moving) => moving.effect.getComputedTiming().endTime !== Infinity)
    .map((moving) => moving.finished))"""
"""Without animations that have no end, as a spinner's: a click cannot miss anything for their sake."""


def settle(page: Page) -> None:
    """Wait for the end of a run, for late parts and charts, and for an end of what moves: an expander that opens."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.locator(".stPlotlyChart:not(:has(.main-svg))")).to_have_count(0)
    page.evaluate(_STILL)


def _take(page: Page, name: str, address: str) -> None:
    page.goto(address)
    settle(page)
    if name == "nhap-so-lieu":
        page.locator("input[type=file]").set_input_files(_SAMPLE)
        expect(page.get_by_role("region", name="Các dòng đầu của trang")).to_be_visible()
        settle(page)
    picture = Image.open(io.BytesIO(page.screenshot()))
    small = picture.resize((_WIDTH, picture.height * _WIDTH // picture.width), Image.Resampling.LANCZOS)
    small.quantize(_COLOURS).save(FOLDER / f"{name}.png", optimize=True)


def main() -> None:
    """Start the program with its invented people in a folder of its own, and take all pictures."""
    expect.set_options(timeout=60_000)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKFORCE_DATA_DIR"] = folder
        url = f"sqlite:///{(Path(folder) / 'guide.db').as_posix()}"
        with serve(url) as dashboard, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            for name, slug in PAGES.items():
                _take(page, name, f"{dashboard.address}/{slug}")
            browser.close()


if __name__ == "__main__":
    main()
