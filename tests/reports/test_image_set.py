"""All charts in one archive: the list tells every chart, and a picture that fails does not lose the others."""

import io
import re
import zipfile
from collections.abc import Iterator

import pytest

import database
from presentation.charts.catalogue import CHARTS
from reports.pictures import browser, image_set
from reports.pictures.browser import PictureError
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import END_2023, PROVINCE, World, fill
from tests.reports.invented import STAMP


@pytest.fixture(scope="module", autouse=True)
def _one_browser() -> Iterator[None]:
    yield
    browser.close()


@pytest.fixture
def source(sqlite_url: str) -> Iterator[StatisticsSource]:
    world: World = fill(sqlite_url)
    with database.reading(world.url) as connection:
        yield StatisticsSource.of_connection(connection, PROVINCE)


def _rows(archive: zipfile.ZipFile) -> list[list[str]]:
    """The list's rows: number, title, files or reason, source; without the tags."""
    page = archive.read(image_set.INDEX).decode()
    rows = re.findall(r"<tr>(.*?)</tr>", page.partition("<tbody>")[2])
    return [[re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[dh].*?>(.*?)</t[dh]>", row)] for row in rows]


def test_every_chart_is_in_the_list_with_its_files(source: StatisticsSource) -> None:
    content = image_set.archive(source, Selection(END_2023), is_demo=True, stamp=STAMP)
    archive = zipfile.ZipFile(io.BytesIO(content))
    rows = _rows(archive)
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(CHARTS) + 1)]
    assert all("31/12/202" in row[1] and row[3].startswith("Nguồn:") for row in rows)
    links = set(re.findall(r'href="([^"]+)"', archive.read(image_set.INDEX).decode()))
    assert links == set(archive.namelist()) - {image_set.INDEX}
    drawn = [row for row in rows if "PNG" in row[2]]
    assert len(links) == 2 * len(drawn) >= 2 * len(CHARTS) - 4
    for name in links:
        assert archive.read(name).startswith(b"\x89PNG" if name.endswith(".png") else b"<svg")
    assert {info.date_time for info in archive.infolist()} == {(2024, 1, 5, 8, 30, 0)}


def test_a_picture_that_fails_is_listed_with_its_reason(
    source: StatisticsSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser is lost after the third chart."""

    def lose(_what: str, done: int, _total: int) -> None:
        if done == 3:
            browser.close()
            monkeypatch.setenv("BROWSER_PATH", "/none")

    content = image_set.archive(source, Selection(END_2023), is_demo=False, progress=lose)
    archive = zipfile.ZipFile(io.BytesIO(content))
    rows = _rows(archive)
    assert ["PNG" in row[2] for row in rows] == [True] * 3 + [False] * (len(CHARTS) - 3)
    assert all("BROWSER_PATH" in row[2] for row in rows if row[2].startswith("Chưa có ảnh: Chưa tạo"))
    assert len(archive.namelist()) == 7


def test_nothing_at_all_is_a_refusal(source: StatisticsSource, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/none")
    with pytest.raises(PictureError, match="BROWSER_PATH"):
        image_set.archive(source, Selection(END_2023), is_demo=False)
