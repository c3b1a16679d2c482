"""Invented rosters of two dates with planted movements across the mergers of 2025: what pages and a publication say.

The oracle is a pandas frame of the people and the register's own file of successions; no function of `stats` is asked.
"""

import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from starlette.requests import Request

import database
from dissemination import publishing, routes
from etl import pipeline
from etl.records import LoadOptions, SourceFile
from presentation.sentences import sentences_of
from reports.contents.summary import summary
from reports.export_request import ExportRequest
from settings import REFERENCE_DIR
from stats import queries
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.dissemination.test_publishing import RECORD
from tests.pages.conftest import Opener, column, figures, listings
from tests.people import PROVINCE
from tests.reports.invented import LETTERHEAD
from tests.rosters import roster

START, END = date(2024, 12, 31), date(2025, 12, 31)
HEADER = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị", "Phân loại", "Chức vụ", "Trình độ chuyên môn", "Tin học",
    "Số CCCD/CMND",
)  # fmt: skip
NEW_UNITS = ("Phường Từ Sơn", "Xã Gia Bình", "Xã Lương Tài", "Phường Quế Võ")
_FAMILIES, _MIDDLES = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ"), ("Thị", "Văn", "Đức", "Thu", "Minh", "Quang")
_GIVEN = ("An", "Bình", "Cúc", "Dũng", "Giang", "Hải", "Khánh", "Liên", "Mỹ", "Nga", "Oanh", "Phong", "Sáng", "Tú")
PAGE = "pages/figures/movements.py"
Row = dict[str, Any]


def _successions() -> pd.DataFrame:
    """Give the whole communes that went into the new ones on 01/07/2025."""
    steps = pd.read_csv(REFERENCE_DIR / "unit_successions.csv", dtype=str)
    steps = steps[
        (steps["on"] == "2025-07-01") & steps["new_name"].isin(NEW_UNITS) & (steps["old_code"].str.len() == 5)
    ]
    parted = steps.groupby("old_code")["new_code"].nunique()
    return steps[steps["old_code"].isin(parted[parted == 1].index)]


def _people() -> pd.DataFrame:
    """Plant movements: of ten people one leaves, one moves, one rises, one changes the post; then come others."""
    steps = _successions()
    rows: list[Row] = []
    into = list(dict.fromkeys(steps["new_name"]))
    homes = [(old, new) for old, new in zip(steps["old_name"], steps["new_name"], strict=True) for _ in range(13)]
    for number, (old, new) in enumerate([*homes, *(("", each) for each in into for _ in range(7))]):
        name = f"{_FAMILIES[number % 5]} {_MIDDLES[number % 6]} {_GIVEN[number * 5 % 14]}"
        row: Row = {
            "name": name, "born": date(1966, 3, 2) + timedelta(days=37 * number), "gender": ("Nam", "Nữ")[number % 2],
            "old": old, "new": new, "kind": ("Cán bộ", "Công chức", "Công chức")[number % 3],
            "post": ("Văn phòng - thống kê", "Tư pháp - hộ tịch")[number % 2],
            "education": ("Đại học", "Cao đẳng", "Thạc sĩ")[number // 10 % 3],
            "it": ("Chứng chỉ", "Không")[number % 4 == 0], "id": f"0241{number:08d}" if number % 3 else "",
            "plan": ("leaves", "moves", "rises", "posted")[number % 10] if number % 10 < 4 else "stays",
        }  # fmt: skip
        row["plan"] = row["plan"] if old else "comes"
        row["new"] = into[(into.index(new) + 1) % len(into)] if row["plan"] == "moves" else row["new"]
        row["home"] = new
        rows.append(row)
    frame = pd.DataFrame(rows)
    frame["education_end"] = frame["education"].where(frame["plan"] != "rises", "Tiến sĩ")
    frame["post_end"] = frame["post"].where(frame["plan"] != "posted", "Tài chính - kế toán")
    return frame


def _roster(people: pd.DataFrame, day: date, unit: str, education: str, post: str) -> SourceFile:
    cells = [
        (p["name"], f"{p['born']:%d/%m/%Y}", p["gender"], p[unit], p["kind"], p[post], p[education], p["it"], p["id"])
        for _, p in people.iterrows()
    ]
    return SourceFile(f"{day}.xlsx", roster(cells, day, HEADER))


@pytest.fixture
def planted(nothing_loaded: str) -> pd.DataFrame:
    """The people, their rosters of both dates loaded."""
    people = _people()
    before = people[people["plan"] != "comes"]
    after = people[people["plan"] != "leaves"]
    files = (
        _roster(before, START, "old", "education", "post"),
        _roster(after, END, "new", "education_end", "post_end"),
    )
    for file in files:
        report = pipeline.load(nothing_loaded, [file], LoadOptions(loaded_by="lan", accept=True))
        assert report.status == "loaded", [problem.message for problem in report.problems]
    people.attrs["url"] = nothing_loaded
    return people


def _bare(name: str) -> str:
    """Leave out the kind of a unit: some communes of 2025 are wards today."""
    return name.split(" ", 1)[1]


def _count(people: pd.DataFrame, plans: Sequence[str]) -> int:
    return int(people["plan"].isin(plans).sum())


@pytest.mark.parametrize("territory", ["reported", "today"])
def test_the_balance_and_each_unit_are_the_planted_ones_in_either_view(
    planted: pd.DataFrame, opened: Opener, territory: str
) -> None:
    app = opened(PAGE, as_of=END.isoformat(), territory=territory)
    assert not app.exception
    shown = figures(app)
    expected = {
        "Đầu kỳ": len(planted) - _count(planted, ["comes"]),
        "Vào": _count(planted, ["comes"]),
        "Ra": _count(planted, ["leaves"]),
        "Cuối kỳ": len(planted) - _count(planted, ["leaves"]),
        "Không thay đổi": _count(planted, ["stays"]),
    }
    assert shown == {name: f"{number:,}".replace(",", ".") for name, number in expected.items()}
    table = listings(app)["Biến động theo đơn vị"]
    units = [_bare(name) for name in column(table, "Đơn vị")]
    for unit in NEW_UNITS:
        here, there = planted[planted["home"] == unit], planted[planted["new"] == unit]
        line = {head: column(table, head)[units.index(_bare(unit))] for head in table["headers"]}
        came, gone = there[(there["plan"] == "moves")], here[here["plan"] == "moves"]
        assert line["Đầu kỳ"] == str(len(here) - _count(here, ["comes"])), unit
        assert (line["Chuyển đến"], line["Chuyển đi"]) == (str(len(came)), str(len(gone))), unit
        assert (line["Mới vào"], line["Rời đi"]) == (str(_count(here, ["comes"])), str(_count(here, ["leaves"]))), unit
        assert line["Nâng trình độ"] == str(_count(here, ["rises"])), unit
        assert line["Đổi chức vụ, ngạch"] == str(_count(here, ["posted"])), unit
        assert line["Cuối kỳ"] == str(len(there[there["plan"] != "leaves"])), unit


def test_the_first_page_and_the_fields_by_gender_are_those_of_the_people(planted: pd.DataFrame, opened: Opener) -> None:
    after = planted[planted["plan"] != "leaves"]
    shown = figures(opened(as_of=END.isoformat()))
    assert shown["Tổng số"] == str(len(after))
    assert shown["Cán bộ"] == str(int((after["kind"] == "Cán bộ").sum()))
    degrees = int(after["education_end"].isin(["Đại học", "Thạc sĩ", "Tiến sĩ"]).sum())
    tenths = (degrees * 2_000 + len(after)) // (2 * len(after))
    assert shown["Đại học trở lên"] == f"{tenths // 10},{tenths % 10}%"
    with database.reading(planted.attrs["url"]) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        sentence = sentences_of(source, Selection(END)).get("headcount")
    kinds = after["kind"].value_counts()
    assert (
        f"là {kinds['Cán bộ']} người, công chức là {kinds['Công chức']} người; tổng số {len(after)} người" in sentence
    )


def test_a_publication_gives_the_counts_of_the_people_and_no_small_one(planted: pd.DataFrame) -> None:
    url = planted.attrs["url"]
    with database.reading(url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        request = ExportRequest("summary", ".docx", source, Selection(END), "Sở Nội vụ", is_public=True)
        report = summary(request.given, Selection(END), is_demo=False)
    published = publishing.publish(url, RECORD, report, LETTERHEAD)
    with database.reading(url) as connection:
        row = queries.publication(connection, published.id)
    assert row is not None
    scope: dict[str, Any] = {"type": "http", "method": "GET", "headers": [], "path_params": {"rest": row.token}}
    page = bytes(routes.published(Request(scope)).body).decode()
    after = planted[planted["plan"] != "leaves"]
    tables = pd.read_html(io.StringIO(page), thousands=".", decimal=",")
    annex = next(table for table in tables if table.shape[0] > 4 and "Đơn vị" in str(table.columns[1]))
    counts = {str(name): number for name, number in zip(annex.iloc[:, 1], annex.iloc[:, 2], strict=True)}
    assert int(counts["Toàn tỉnh (4/99)"]) == len(after)
    for unit, number in after.groupby("new").size().items():
        assert int(counts[str(unit)]) == number
    small = [cell for cell in annex.iloc[:, 3:].to_numpy().ravel() if str(cell).isdecimal() and 0 < int(cell) < 5]
    assert not small
