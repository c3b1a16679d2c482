"""A browser before two processes: it works on when its own dies, and sees what another one loads."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from access import under_way
from access.actors import everything
from access.users import Presence, acting
from tests.people import fill
from tests.rosters import people, roster
from tests.serving import Dashboard, serve

DAY = date(2023, 12, 31)


@pytest.fixture(autouse=True)
def _patience(browser: Browser, page: Page) -> Iterator[None]:
    """Wait longer than elsewhere: nginx, a database and two processes start on the machine's few processors."""
    assert browser.is_connected()
    page.set_default_timeout(120_000)
    expect.set_options(timeout=120_000)
    yield
    expect.set_options(timeout=20_000)


def _load(page: Page, folder: Path, unit: str, count: int) -> None:
    file = folder / f"{unit}.xlsx"
    file.write_bytes(roster(people(count, unit), DAY))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Nạp vào cơ sở dữ liệu").click()
    expect(page.get_by_text(f"Đã nạp {count} người của 1 đơn vị, tính đến 31/12/2023")).to_be_visible()


def _kill_the_process_of(page: Page, dashboard: Dashboard) -> None:
    """Kill the process that holds the page's open connection: the one that nginx speaks with."""
    cookies = {cookie.get("name", ""): cookie.get("value", "") for cookie in page.context.cookies()}
    children = psutil.Process(dashboard.process.pid).children()
    servers = sorted((child for child in children if "commands.process" in child.cmdline()), key=lambda c: c.pid)
    servers[int(cookies["tien_trinh"]) - 1].kill()


def test_a_page_works_on_when_its_process_dies(postgres_url: str, page: Page, tmp_path: Path) -> None:
    fill(postgres_url)
    with serve(postgres_url, "--processes", "2") as dashboard:
        page.goto(f"{dashboard.address}/nhap-so-lieu")
        _load(page, tmp_path, "Phường Đáp Cầu", 5)
        _kill_the_process_of(page, dashboard)
        page.goto(f"{dashboard.address}/lich-su-nap")
        expect(page.get_by_text("Phường Đáp Cầu.xlsx").first).to_be_visible()
        page.goto(f"{dashboard.address}/nhap-so-lieu")
        _load(page, tmp_path, "Phường Vệ An", 7)


def test_an_open_page_goes_on_at_the_next_click(postgres_url: str, page: Page) -> None:
    fill(postgres_url)
    with serve(postgres_url, "--processes", "2") as dashboard:
        page.goto(f"{dashboard.address}/nhap-so-lieu")
        expect(page.locator("input[type=file]")).to_be_attached()
        with page.expect_websocket():
            _kill_the_process_of(page, dashboard)
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-connection-state", "CONNECTED")
        page.get_by_test_id("stSidebarUserContent").get_by_role("link", name="Lịch sử nạp").click()
        expect(page.get_by_role("heading", name="Lịch sử nạp")).to_be_visible()


def test_the_load_of_another_process_is_seen_until_its_end(postgres_url: str, page: Page) -> None:
    fill(postgres_url)
    with serve(postgres_url, "--processes", "2") as dashboard, acting(Presence(everything("hoa"))):
        with under_way.noted(postgres_url, lambda *_: None) as note:
            page.goto(f"{dashboard.address}/nhap-so-lieu")
            expect(page.get_by_text("hoa đang nạp danh sách (0%)")).to_be_visible()
            note.write(percent=45)
            expect(page.get_by_text("hoa đang nạp danh sách (45%)")).to_be_visible()
            note.outcome = "loaded"
        expect(page.get_by_text("Lần nạp của hoa vừa nạp xong")).to_be_visible()
        expect(page.get_by_text("đang nạp danh sách")).to_have_count(0)
