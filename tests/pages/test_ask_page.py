"""«Hỏi số liệu»: a question in words, its number, what was understood, and the link to the page of it."""

from tests.pages.conftest import Opener, frames, page_text, words
from tests.people import END_2023, World

PAGE = "pages/reports/ask.py"


def test_a_question_is_answered_with_what_was_understood(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of="2023-12-31")
    app.text_input(key="question").input("bao nhiêu nữ thạc sĩ ở Gia Bình").run()
    assert not app.exception
    people = world.on(END_2023)
    own = people[people["district_name"] == "Huyện Gia Bình"]
    count = int(((own["gender"] == "female") & (own["education"] == "masters")).sum())
    assert any(text.startswith(f"{count} người") for text in words(app.header)), page_text(app)
    assert "Hiểu là: giới tính: Nữ; trình độ chuyên môn: Thạc sĩ · huyện Gia Bình" in page_text(app)
    (link,) = [each.proto for each in app.get("page_link") if "Xem và chỉnh" in each.proto.label]
    assert link.label == "Xem và chỉnh ở trang Trình độ chuyên môn"
    assert "district=" in link.query_string


def test_the_source_is_that_of_the_answer(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of="2023-12-31")
    app.text_input(key="question").input("bao nhiêu nữ thạc sĩ năm 2022").run()
    sources = [text for text in words(app.caption) if "Nguồn" in text]
    assert len(sources) == 1
    assert "31/12/2022" in sources[0]


def test_what_is_not_understood_is_said(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of="2023-12-31")
    app.text_input(key="question").input("bao nhiêu phi công").run()
    assert not app.exception
    assert any("Chưa hiểu: «phi», «công»" in text for text in words(app.warning))
    assert not app.header


def test_an_answered_question_is_in_the_address_and_is_asked_again_by_it(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of="2023-12-31")
    app.text_input(key="question").input("bao nhiêu nữ thạc sĩ").run()
    assert app.query_params["question"] == "bao nhiêu nữ thạc sĩ"
    lead = words(app.header)
    again = opened(PAGE, as_of="2023-12-31", question="bao nhiêu nữ thạc sĩ")
    assert words(again.header) == lead
    again.text_input(key="question").input("Nguyễn Thị Bưởi").run()
    assert words(again.warning)
    assert "question" not in again.query_params, "no word that may be somebody's name is in an address"
    again.text_input(key="question").input("").run()
    assert "question" not in again.query_params


def test_names_in_a_list_are_texts(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of="2023-12-31")
    app.text_input(key="question").input("xã nào chưa gửi").run()
    assert not app.exception
    assert any("đơn vị chưa gửi" in text for text in words(app.header))


def test_a_table_opens_on_the_page_of_cross_tables(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of="2023-12-31")
    app.text_input(key="question").input("trình độ theo giới tính của cán bộ ở Gia Bình").run()
    assert not app.exception
    (link,) = [each.proto for each in app.get("page_link") if "Xem và chỉnh" in each.proto.label]
    assert link.label == "Xem và chỉnh ở trang Bảng chéo"
    assert "rows=education&columns=gender" in link.query_string
    assert "filters=category%3Dcadre" in link.query_string


def test_leavers_by_age_are_numbers_under_their_heading(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of="2023-12-31")
    app.text_input(key="question").input("bao nhiêu người nghỉ việc năm 2023 theo độ tuổi").run()
    assert any("rời đi" in text for text in words(app.header))
    assert list(frames(app)[0].columns) == ["Tên", "Số người"]


def test_somebody_by_name_is_looked_up_on_the_page_for_it(world: World, opened: Opener) -> None:
    app = opened(PAGE, as_of="2023-12-31")
    app.text_input(key="question").input("ai tên Lan").run()
    assert any("«Tra cứu một người»" in text for text in words(app.warning))
    (link,) = [each.proto for each in app.get("page_link") if "Tra cứu" in each.proto.label]
    assert (link.label, link.query_string) == ("Mở trang Tra cứu một người", "")
