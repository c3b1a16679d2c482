"""The guide is true: its table is that of the program, its pictures are there and small, its names of pages exist."""

import re

import reference
from dashboard.parts import register
from dashboard.system import guide
from presentation import labels
from presentation.charts.catalogue import CHARTS
from settings import ROOT
from tests.browser.guide_pictures import FOLDER, PAGES

TEXT = (ROOT / "docs" / "huong-dan.md").read_text(encoding="utf-8")
_MOST_BYTES = 1_000_000


def test_each_number_is_defined_in_the_guide_as_behind_its_sign() -> None:
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in TEXT.splitlines() if "|" in line]
    defined = [
        (row["label"], row["definition"], row["base"] or "–", row["source"]) for row in reference.rows("definitions")
    ]
    assert rows[2:] == defined


def test_every_chart_and_every_headline_has_a_definition() -> None:
    assert [name for name in CHARTS if labels.definition(name) is None] == []
    for label in ("Tổng số", "Cán bộ", "Công chức", "Đại học trở lên", "Có trình độ, chứng chỉ tin học", "Nữ"):
        assert labels.definition(label)
    assert labels.definition("Tiến sĩ") is None


def test_the_pictures_are_there_and_small() -> None:
    named = re.findall(r"!\[.+?\]\(images/huong-dan/(.+?)\.png\)", TEXT)
    assert set(named) == set(PAGES) == {path.stem for path in FOLDER.iterdir()}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < _MOST_BYTES


def test_the_pages_that_the_guide_names_exist() -> None:
    titles = {entry.title for entries in register.SECTIONS.values() for entry in entries}
    named = re.findall(r"(?:trang|[Ở]|vào) \*\*(.+?)\*\*", TEXT)
    assert named
    assert set(named) <= titles


def test_every_page_is_in_the_guide() -> None:
    titles = [entry.title for entries in register.SECTIONS.values() for entry in entries]
    assert [title for title in titles if f"**{title}**" not in TEXT and f"«{title}»" not in TEXT] == []


def test_the_guide_is_searched_without_accents() -> None:
    assert guide.matches("Nạp nhầm\n\nbấm **Hoàn tác**", "hoan TAC")
    assert not guide.matches("Nạp nhầm\n\nbấm **Hoàn tác**", "hoàn tác công bố")
