"""The guided part of the import page: the picture, meanings by hand, questions asked once, and forgetting."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

import database
from etl import learned
from etl.pipeline import load
from etl.records import LoadOptions, SourceFile
from tests.pages.conftest import Opener, figures, frames, listings, page_text, press, words
from tests.pages.test_data_pages import DAY, LOAD, UNIT, counted, drop
from tests.rosters import HEADER, people, roster

MEMORY = "pages/data/learned.py"
REMEMBER, REREAD = "Ghi nhớ các câu trả lời", "Nhớ ý nghĩa các cột và đọc lại"


def strange(first: int = 0, education: str = "ĐH Luật KT") -> bytes:
    rows = [(*row[:4], education, row[5]) for row in people(3, UNIT, first)]
    return roster(rows, DAY)


def unnamed(family: str = "Lê") -> bytes:
    """Two people under «Danh tính»."""
    names = (f"{family} Thị Đào", f"{family} Văn Cam")
    rows = [(name, *row[1:]) for name, row in zip(names, people(2, UNIT), strict=True)]
    return roster(rows, DAY, ("STT", "Danh tính", *HEADER[2:]))


def errors(app: AppTest) -> str:
    return figures(app)["Lỗi"]


def picture(app: AppTest) -> str:
    return next(str(each.proto.body) for each in app.get("html") if "roster-top" in each.proto.body)


def confirm(app: AppTest) -> AppTest:
    next(box for box in app.checkbox if box.label == "Đúng").check()
    return press(app, REMEMBER)


def test_a_question_is_asked_once_and_never_of_the_next_file(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("a.xlsx", strange()))
    assert "**Trình độ chuyên môn** · 1 cách ghi, 3 ô" in page_text(app)
    assert "**«ĐH Luật KT»** nghĩa là gì? :small[3 ô: Sheet!F5, F6, F7]" in page_text(app)
    assert errors(app) == "3"
    confirm(app)
    assert not app.exception
    assert "Đã nhớ 1 câu trả lời; các tệp đã được đọc lại theo đó." in words(app.success)
    assert errors(app) == "0"
    uses = next(table for table in frames(app) if "Câu hỏi" in table).iloc[0].to_dict()
    assert (uses["Câu hỏi"], uses["Được hiểu là"]) == ("«ĐH Luật KT»", "Đại học")
    press(app, "Nạp vào cơ sở dữ liệu")
    assert counted(nothing_loaded) == 3
    second = drop(opened(LOAD), ("b.xlsx", strange(first=10)))
    assert "Không có cách ghi nào phải hỏi." in page_text(second)
    assert errors(second) == "0"


def test_a_proposal_alone_is_no_answer(nothing_loaded: str, opened: Opener) -> None:
    app = press(drop(opened(LOAD), ("a.xlsx", strange())), REMEMBER)
    assert "Chưa có câu trả lời nào mới." in words(app.success)
    assert errors(app) == "3"
    with database.reading(nothing_loaded) as connection:
        assert not learned.read_all(connection)


def test_all_proposals_of_a_field_are_taken_at_one_click(nothing_loaded: str, opened: Opener) -> None:
    """Leave the field beside it unanswered, and keep what the clerk chose otherwise."""
    words = ("ĐH Luật KT", "ĐHH", "Đai hoc")
    rows = [(*row[:4], word, "Tin hoc VP") for row, word in zip(people(3, UNIT), words, strict=True)]
    app = drop(opened(LOAD), ("a.xlsx", roster(rows, DAY)))
    next(box for box in app.selectbox if box.label == "Nghĩa của «ĐHH»").select("education=college")
    press(app, "Đúng tất cả đề xuất (3)")
    with database.reading(nothing_loaded) as connection:
        answers = learned.read_all(connection).spellings
    meanings = {answer.asked: answer.meaning for answer in answers.values()}
    assert meanings == {
        "ĐH Luật KT": "education=bachelors", "ĐHH": "education=college", "Đai hoc": "education=bachelors"
    }  # fmt: skip
    assert errors(app) == "3"


def test_the_proposals_of_all_fields_are_taken_at_one_click(nothing_loaded: str, opened: Opener) -> None:
    """Keep what was chosen beside them, and leave alone what has neither."""
    levels, skills = ("ĐH Luật KT", "Bằng hai", "Bằng ba"), ("Chưng chỉ", "Chứng chi", "Chứng chi")
    rows = [(*row[:4], *values) for row, *values in zip(people(3, UNIT), levels, skills, strict=True)]
    app = drop(opened(LOAD), ("a.xlsx", roster(rows, DAY)))
    next(box for box in app.selectbox if box.label == "Nghĩa của «Bằng hai»").select("education=college")
    press(app, "Đúng tất cả đề xuất của mọi cột (3)")
    with database.reading(nothing_loaded) as connection:
        answers = learned.read_all(connection).spellings
    assert {answer.asked: answer.meaning for answer in answers.values()} == {
        "ĐH Luật KT": "education=bachelors", "Bằng hai": "education=college",
        "Chưng chỉ": "it=certificate", "Chứng chi": "it=certificate",
    }  # fmt: skip
    assert errors(app) == "1"


def test_a_heading_of_a_list_is_no_answer(nothing_loaded: str, opened: Opener) -> None:
    rows = [(*row[:5], "CC XYZ-VP") for row in people(2, UNIT)]
    app = drop(opened(LOAD), ("a.xlsx", roster(rows, DAY)))
    box = next(box for box in app.selectbox if box.label == "Nghĩa của «CC XYZ-VP»")
    heading = next(option for option in box.options if option.endswith("Tin học: Không có"))
    assert box.options[box.options.index(heading) + 1] == "Không có"
    box.select(heading)
    press(app, REMEMBER)
    with database.reading(nothing_loaded) as connection:
        assert not learned.read_all(connection)


def test_labels_of_columns_and_files_have_no_signs_of_markdown(nothing_loaded: str, opened: Opener) -> None:
    header = (*HEADER[:5], "Bằng cấp (ghi rõ: *A*)", HEADER[6])
    dated = roster(people(3, "Phường Vũ Ninh", 9), DAY)
    undated = roster(people(3, UNIT), None, header)
    app = drop(opened(LOAD), ("a_b.xlsx", undated), ("b.xlsx", dated))
    labels = [box.label for box in (*app.selectbox, *app.text_input)]
    assert "F · Bằng cấp (ghi rõ: *A*)" in labels
    assert not [label for label in labels if "\\" in label]


def test_a_doubtful_heading_is_a_question_with_a_proposal(nothing_loaded: str, opened: Opener) -> None:
    header = (*HEADER[:5], "Trình độ chuyên mon", *HEADER[6:])
    rows = [(*row[:4], "không ghi chép", row[5]) for row in people(3, UNIT)]
    app = drop(opened(LOAD), ("a.xlsx", roster(rows, DAY, header)))
    assert "[1 tiêu đề cột chưa chắc](#cot)" in page_text(app)
    (box,) = (box for box in app.selectbox if box.label == "Ý nghĩa của cột «Trình độ chuyên mon»")
    assert box.value == "education"
    press(app, "Đúng tất cả đề xuất (1)")
    assert "Đã nhớ 1 câu trả lời" in page_text(app)
    assert "chưa chắc" not in page_text(app)
    assert '<th class="means chosen"' in picture(app)


def test_another_meaning_than_the_proposed_one_needs_no_tick(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("a.xlsx", strange()))
    next(box for box in app.selectbox if box.label.startswith("Nghĩa của")).select("education=college")
    press(app, REMEMBER)
    assert errors(app) == "0"
    with database.reading(nothing_loaded) as connection:
        (answer,) = learned.read_all(connection).spellings.values()
    assert answer.meaning == "education=college"


def test_a_question_is_read_aloud_as_it_is_written(nothing_loaded: str, opened: Opener) -> None:
    rows = [(*row[:5], "CC XYZ-VP") for row in people(2, UNIT)]
    app = drop(opened(LOAD), ("a.xlsx", roster(rows, DAY)))
    assert "Nghĩa của «CC XYZ-VP»" in {box.label for box in app.selectbox}


def test_two_windows_answer_differently(nothing_loaded: str, opened: Opener) -> None:
    content = strange()
    mine, other = (drop(opened(LOAD), ("a.xlsx", content)) for _ in range(2))
    next(box for box in other.selectbox if box.label.startswith("Nghĩa của")).select("education=college")
    press(other, REMEMBER)
    confirm(mine)
    assert any("vừa thay đổi ở cửa sổ khác" in text for text in words(mine.warning))
    with database.reading(nothing_loaded) as connection:
        (answer,) = learned.read_all(connection).spellings.values()
    assert answer.meaning == "education=college"


def test_the_picture_shows_what_each_column_was_taken_for(nothing_loaded: str, opened: Opener) -> None:
    rows = people(3, UNIT)
    rows[0] = ("<script>alert(1)</script>", *rows[0][1:])
    shown = picture(drop(opened(LOAD), ("a.xlsx", roster(rows, DAY))))
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert '<th class="means read" title="Trình độ chuyên môn">Trình độ chuyên môn</th>' in shown
    assert "DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ" in shown


def test_a_column_is_given_a_meaning_and_kept(nothing_loaded: str, opened: Opener) -> None:
    content = roster(people(3, UNIT), DAY)
    app = drop(opened(LOAD), ("a.xlsx", content))
    next(box for box in app.selectbox if box.label.startswith("F · ")).select("")
    press(app, REREAD)
    assert not app.exception
    assert '<th class="means unused" title="không dùng (do ' in picture(app)
    again = drop(opened(LOAD), ("b.xlsx", roster(people(2, UNIT, first=9), date(2022, 12, 31))))
    assert '<th class="means unused"' in picture(again)


def test_a_table_without_names_is_refused_in_a_sentence(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("a.xlsx", roster(people(3, UNIT), DAY)))
    next(box for box in app.selectbox if box.label.startswith("B · ")).select("")
    press(app, REREAD)
    assert any("đúng một cột «Họ và tên»" in text for text in words(app.warning))
    assert '<th class="means read" title="Họ và tên">' in picture(app)


def test_a_clerk_points_at_the_names(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("a.xlsx", unnamed()))
    assert "Chưa rõ cột nào là «Họ và tên» nên trang chưa được đọc. Hãy trả lời ở mục 1." in page_text(app)
    assert '<th class="means unknown" title="chưa hiểu">chưa hiểu</th>' in picture(app)
    assert not any("\\" in option for box in app.selectbox for option in box.options)
    box = next(box for box in app.selectbox if "Cột nào là «Họ và tên»?" in box.label)
    assert "B · Danh tính" in box.options
    assert "Không có cách ghi nào phải hỏi." not in page_text(app)
    box.select(next(number for number, title in enumerate(box.options) if title == "B · Danh tính"))
    press(app, REREAD)
    assert not app.exception
    assert errors(app) == "0"
    again = drop(opened(LOAD), ("b.xlsx", unnamed(family="Ngô")))
    press(again, "Nạp vào cơ sở dữ liệu")
    assert counted(nothing_loaded) == 2


def test_the_column_that_looks_like_names_is_taken_at_one_click(nothing_loaded: str, opened: Opener) -> None:
    app = drop(opened(LOAD), ("a.xlsx", unnamed()))
    press(app, "Đúng, cột B «Danh tính» là Họ và tên")
    assert not app.exception
    assert errors(app) == "0"
    with database.reading(nothing_loaded) as connection:
        assert learned.read_all(connection)


def test_a_sheet_that_is_not_read_is_told_before_the_load(nothing_loaded: str, opened: Opener) -> None:
    book = load_workbook(io.BytesIO(roster(people(3, "Phường Vũ Ninh"), DAY)))
    more = book.create_sheet("Đáp Cầu")
    for row in load_workbook(io.BytesIO(unnamed())).active.iter_rows(values_only=True):
        more.append(row)
    file = io.BytesIO()
    book.save(file)
    app = drop(opened(LOAD), ("a.xlsx", file.getvalue()))
    assert "1 trang chưa rõ cột họ tên sẽ không được nạp." in page_text(app)
    assert "[1 cột họ tên](#cot)" in page_text(app)
    (pictures,) = (box for box in app.selectbox if box.label == "Trang để xem (2 trang là danh sách)")
    assert pictures.options[pictures.index or 0] == "a.xlsx › Đáp Cầu · chưa rõ cột họ tên"


def test_a_loaded_file_can_be_answered_and_loaded_again(nothing_loaded: str, opened: Opener) -> None:
    content = strange()
    load(nothing_loaded, [SourceFile("a.xlsx", content)], LoadOptions(accept=True))
    app = drop(opened(LOAD), ("a.xlsx", content))
    assert "đã được nạp trước đây" in page_text(app)
    confirm(app)
    assert "làm thay đổi cách đọc" in page_text(app)
    press(app, "Nạp vào cơ sở dữ liệu")
    assert "(lần nạp số 2)" in page_text(app)
    assert counted(nothing_loaded) == 3


@pytest.mark.parametrize("meaning", ["education=bachelors", ""])
def test_what_was_learned_is_shown_with_who_said_it(nothing_loaded: str, opened: Opener, meaning: str) -> None:
    report = load(nothing_loaded, [SourceFile("a.xlsx", strange())], LoadOptions(dry_run=True, accept=True))
    learned.learn_spellings(nothing_loaded, [(report.questions[0], meaning)], "Lan", DAY, "24")
    number = report.pictures[0].columns[6].number
    learned.learn_columns(nothing_loaded, report.pictures[0], {number: "it:certificate"}, "Hoa")
    app = opened(MEMORY)
    assert not app.exception
    spelling, column = (
        dict(zip(table["headers"], (cell["text"] for cell in table["rows"][0]), strict=True))
        for table in listings(app).values()
    )
    assert (spelling["Cách ghi"], spelling["Ở cột"], spelling["Người trả lời"]) == (
        "ĐH Luật KT",
        "Trình độ chuyên môn",
        "Lan",
    )
    assert spelling["Nghĩa là"] == ("Đại học" if meaning else "Để trống, chỉ cảnh báo")
    assert (column["Tiêu đề cột"], column["Nghĩa là"]) == ("Tin học", "Tin học: Chứng chỉ")
    assert all(button.disabled for button in app.button if button.label == "Đánh dấu dòng để xóa")


def test_before_anything_is_learned_the_page_says_where_it_comes_from(nothing_loaded: str, opened: Opener) -> None:
    app = opened(MEMORY)
    assert "Chưa có gì được nhớ." in page_text(app)
    assert not listings(app)
