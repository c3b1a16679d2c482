"""«Báo cáo»: choices, a preview, files that are made once and carry a number."""

from typing import Any

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

import database
from dissemination import named_views
from models import Export
from tests.pages.conftest import Opener, page_text, press
from tests.people import END_2023, World

PAGE = "pages/reports/report.py"
THEN = END_2023.isoformat()


def preview(app: AppTest) -> str:
    """Give the page inside the page; empty where there is none."""
    frames: list[Any] = list(app.get("iframe"))
    return str(frames[0].proto.srcdoc) if frames else ""


def downloads(app: AppTest) -> list[str]:
    return [str(each.proto.label) for each in app.get("download_button")]


def numbers(url: str) -> list[str]:
    with database.reading(url) as connection:
        return [f"{row.kind} {row.status}" for row in connection.execute(select(Export).order_by(Export.sequence))]


def test_the_page_opens_with_the_preview_of_what_is_selected(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=THEN, district="263")
    assert not app.exception
    people = world.on(END_2023)
    here = int((people["district_code"] == "263").sum())
    assert f"{here} người" in preview(app)
    assert "huyện Gia Bình" in preview(app)
    assert not numbers(world.url), "a look at the preview is no export"
    assert "LƯU HÀNH NỘI BỘ" not in preview(app)
    app.checkbox(key="report_internal").check().run()
    assert "LƯU HÀNH NỘI BỘ" in preview(app)


def test_a_file_is_made_once_however_often_the_page_runs(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=THEN)
    press(app, "Tạo tệp Word (.docx)")
    assert not app.exception
    assert downloads(app) == ["Tải tệp Word (.docx)"]
    assert numbers(world.url) == ["docx done"]
    assert "000001" in page_text(app)
    app.run()
    assert numbers(world.url) == ["docx done"]
    app.checkbox(key="report_internal").check().run()
    assert downloads(app) == [], "another document needs another file"


def test_parts_that_are_chosen_are_in_the_preview(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=THEN, district="263")
    assert "CƠ CẤU" not in preview(app)
    app.multiselect(key="report_parts").set_value(["quality", "structure"]).run()
    assert not app.exception
    assert preview(app).index("CƠ CẤU") < preview(app).index("CHẤT LƯỢNG SỐ LIỆU")
    assert world.url


def test_kept_cross_tables_are_offered_and_in_the_preview(world: World, opened: Opener) -> None:
    query = {"rows": "age_band", "columns": "it"}
    named_views.keep(world.url, "Tuổi và tin học", named_views.CROSS_TABLES, query, for_office=True)
    app = opened(PAGE, as_of=THEN, district="263")
    app.multiselect(key="report_parts").set_value(["crosses"]).run()
    assert "Trình độ chuyên môn theo giới tính" in preview(app)
    app.multiselect(key="report_crosses").set_value(["Tuổi và tin học"]).run()
    assert not app.exception
    assert "Tuổi và tin học" in preview(app)
    assert "Trình độ chuyên môn theo giới tính" not in preview(app)


def test_what_cannot_be_made_is_a_sentence_and_may_be_tried_again(
    world: World, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/none")
    app = opened(PAGE, as_of=THEN)
    assert "<h1>" in preview(app), "the preview needs no browser"
    press(app, "Tạo tệp PDF (.pdf)")
    assert not app.exception
    assert "lưu thành PDF" in page_text(app)
    assert numbers(world.url) == ["pdf failed"]
    app.run()
    assert "Tạo tệp PDF (.pdf)" in [button.label for button in app.button]


def test_a_report_without_preview_says_so(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=THEN)
    app.selectbox(key="report_name").select("images").run()
    assert not app.exception
    assert preview(app) == ""
    assert "không có bản xem trước" in page_text(app)
    assert "Tạo tệp ZIP (.zip)" in [button.label for button in app.button]


def test_nothing_loaded_yet(nothing_loaded: str, opened: Opener) -> None:
    app = opened(PAGE)
    assert not app.exception
    assert "Chưa có số liệu" in page_text(app)


def test_paper_says_where_the_report_is_printed(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of=THEN)
    assert preview(app)
    assert "hãy tạo tệp PDF hoặc Word rồi in tệp ấy" in page_text(app)
    assert world.url
