"""«Đối chiếu số công bố»: an article typed in, beside the rosters; the numbers counted by pandas."""

from datetime import date

import pytest

from tests.pages.conftest import Opener, listings, page_text
from tests.people import END_2023, World

PAGE = "pages/data/reconcile.py"


def test_nothing_handed_in_says_what_the_page_is_for(world: World, opened: Opener) -> None:
    app = opened(PAGE)
    assert not app.exception
    assert "Thả một bảng đã công bố" in page_text(app)


def test_an_article_is_held_against_the_rosters(world: World, opened: Opener) -> None:
    people = world.on(END_2023)
    masters, women = int((people["education"] == "masters").sum()), int((people["gender"] == "female").sum())
    app = opened(PAGE)
    app.selectbox(key="reconcile_day").set_value(END_2023)
    app.text_area[0].input(f"Về trình độ: thạc sĩ {masters + 1} người. Về giới tính: nữ có {women} người.").run()
    assert not app.exception
    assert "1/2 số khớp với danh sách" in page_text(app)


def test_shares_that_cannot_be_true_are_told(world: World, opened: Opener) -> None:
    app = opened(PAGE)
    app.text_area[0].input(
        "Về trình độ tin học: trung cấp trở lên 3 người (1,36%); chứng chỉ A 1 người (0,45%); "
        "chứng chỉ B 175 người (79,55%); chứng chỉ C 13 người (8,91%)."
    ).run()
    text = page_text(app)
    assert "Không có tổng số nào khớp với mọi tỷ lệ" in text
    assert "8,91% → 5,91%" in text


@pytest.mark.parametrize("text", ["Không có số.", "12/2023", "# * _ ![a](http://x)"])
def test_a_text_without_figures_says_so(world: World, opened: Opener, text: str) -> None:
    app = opened(PAGE)
    app.text_area[0].input(text).run()
    assert not app.exception
    assert "Không thấy con số nào đọc được" in page_text(app)


def test_the_day_that_the_publication_names_is_compared_with(world: World, opened: Opener) -> None:
    people = world.on(END_2023)
    app = opened(PAGE)
    assert app.selectbox(key="reconcile_day").value != END_2023
    text = f"Tính đến ngày 31/12/2023, nữ có {(people['gender'] == 'female').sum()} người."
    app.text_area[0].input(text).run()
    assert app.selectbox(key="reconcile_day").value == END_2023
    assert "1/1 số khớp với danh sách" in page_text(app)
    app.selectbox(key="reconcile_day").set_value(date(2022, 12, 31)).run()
    assert app.selectbox(key="reconcile_day").value == date(2022, 12, 31)


def test_the_last_day_of_the_one_year_that_an_article_speaks_of_is_compared_with(world: World, opened: Opener) -> None:
    women = int((world.on(END_2023)["gender"] == "female").sum())
    app = opened(PAGE)
    latest = app.selectbox(key="reconcile_day").value
    app.text_area[0].input(f"So với năm 2022, năm 2023 nữ có {women} người.").run()
    assert app.selectbox(key="reconcile_day").value == latest
    app.text_area[0].input(f"Năm 2023, nữ có {women} người.").run()
    assert app.selectbox(key="reconcile_day").value == END_2023
    assert "1/1 số khớp với danh sách" in page_text(app)


def test_figures_of_other_years_are_no_labels_that_nobody_understands(world: World, opened: Opener) -> None:
    app = opened(PAGE)
    table = "Giới tính;2001;2002\nNam;3;4\nNữ;5;6\n".encode()
    app.file_uploader[0].set_value([("bang.csv", table, "text/csv")]).run()
    assert "4 số của năm khác" in page_text(app)
    assert "chưa hiểu" not in page_text(app)


def test_people_who_left_are_not_held_against_those_who_are_there(world: World, opened: Opener) -> None:
    app = opened(PAGE)
    table = "Nghỉ theo Nghị định 178;Số người\nNghỉ hưu trước tuổi;71.610\nThôi việc;75.237\nTổng số;146.847\n"
    app.file_uploader[0].set_value([("bang.csv", table.encode(), "text/csv")]).run()
    (shown,) = listings(app).values()
    labels = [row[0]["text"] for row in shown["rows"]]
    assert "Nghỉ theo Nghị định 178 › Tổng số" in labels
    assert all(row[3]["text"].startswith("Chưa hiểu") for row in shown["rows"])
    assert not any(shown["codes"]), "a label that leads nowhere is a link"


def test_only_a_label_with_people_behind_it_is_a_link(world: World, opened: Opener) -> None:
    app = opened(PAGE)
    table = "Giới tính;Số người\nNữ;3\nNgười ngoài hành tinh;2\n".encode()
    app.file_uploader[0].set_value([("bang.csv", table, "text/csv")]).run()
    shown = next(table for table in listings(app).values() if "Nhãn" in table["headers"])
    links = {row[0]["text"]: bool(code) for row, code in zip(shown["rows"], shown["codes"], strict=True)}
    assert links == {"Giới tính › Nữ": True, "Giới tính › Người ngoài hành tinh": False}
