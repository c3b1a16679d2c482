"""Slips of the pen and places of elsewhere in questions: proposed and named, never taken for an answer."""

import pytest

from questions.intents import Intent
from stats.scope import NOBODY
from tests.questions.conftest import Asker

MEANT = {
    "bao nhiu công chức nữ ở gia bìng": "bao nhiêu công chức nữ ở Gia Bình",
    "bao nhieu cong chuc nu o gia bihn": "bao nhiêu công chức nữ ở Gia Bình",
    "công chức nũ ở Gia Bình": "công chức nữ ở Gia Bình",
    "nhân vien": "nhân viên",
    "bao nhiêu thạt sĩ ở Quế Võ?": "bao nhiêu thạc sĩ ở Quế Võ",
    "bao nhiêu công trức năm 2022": "bao nhiêu công chức năm 2022",
    "số người có chứng chỉ tin học ở thị xã thuận thàh": "số người có chứng chỉ tin học ở thị xã Thuận Thành",
    "xã nào chưa gử": "xã nào chưa gửi",
    "bao nhiêu công chức xã Đại Nai": "bao nhiêu công chức xã Đại Lai",
}
"""Questions with a slip -> the question that is proposed."""


@pytest.mark.parametrize("text", MEANT)
def test_a_near_question_is_proposed_and_not_answered(ask: Asker, text: str) -> None:
    given = ask(text)
    assert (given.count, given.rows) == (None, ())
    assert given.lead.endswith(f"Có phải muốn hỏi «{MEANT[text]}»?"), given.lead
    assert not ask(MEANT[text]).understood.unknown


@pytest.mark.parametrize("text", ["bao nhiêu phi công", "quân số xã Tân Chi", "công chức chưa đạt chuẩn"])
def test_words_that_are_near_to_nothing_propose_nothing(ask: Asker, text: str) -> None:
    assert ask(text).lead.endswith("Hãy hỏi lại bằng từ khác.")


def test_the_beginning_of_several_posts_names_them(ask: Asker) -> None:
    lead = ask("chủ tịch xã Đại Lai là ai").lead
    assert "«chủ tịch UBND»" in lead
    assert "«chủ tịch HĐND»" in lead


@pytest.mark.parametrize("place", ["Hà Nam", "thành phố Hà Nội", "Hải Dương", "Bắc Giang", "Hiệp Hòa"])
def test_a_place_of_elsewhere_is_said_to_be_missing(ask: Asker, place: str) -> None:
    """Hiệp Hòa is a commune of the province since 2025, Hà Nam is none any more."""
    given = ask(f"{place} có bao nhiêu công chức")
    assert given.count is None
    assert f"Số liệu của tỉnh Bắc Ninh ngày 31/12/2023 không có «{place}»." in given.lead


def test_what_rosters_do_not_say_is_told_by_its_reason(ask: Asker) -> None:
    assert ask("bao nhiêu người bị kỷ luật").lead == "Danh sách không ghi việc kỷ luật."


@pytest.mark.parametrize("text", ["ai tên Lan", "có ai tên Nguyễn Thị Lan không", "người tên Nam ở Gia Bình"])
def test_somebody_by_name_is_looked_up_elsewhere(ask: Asker, text: str) -> None:
    """«Nam» is no gender there."""
    given = ask(text)
    assert (given.understood.intent, given.count, given.rows) == (Intent.NAMED, None, ())
    assert "«Tra cứu một người»" in given.lead
    assert "không xem danh sách người" in ask(text, people=NOBODY).lead
    assert "Lan" not in given.lead + given.meaning


def test_words_of_clerks_beside_the_subject(ask: Asker) -> None:
    assert ask("mấy đơn vị chưa nộp báo cáo").count == ask("xã nào chưa gửi").count
    assert ask("danh sách tên công chức nữ ở Gia Bình").count == ask("ai là công chức nữ ở Gia Bình").count
    assert ask("sl cán bộ đang làm việc ở Tiên Du").count == ask("số cán bộ ở Tiên Du").count
    assert "ngạch" not in ask("bao nhiêu nhân viên y tế").meaning
    assert ask("trong tỉnh có mấy cán bộ").count == ask("số cán bộ").count
    grown, compared = (ask(f"số công chức {words} so với năm 2022") for words in ("tăng hay giảm bao nhiêu", ""))
    assert (grown.understood.intent, grown.lead) == (Intent.COMPARE, compared.lead)
    assert ask("năm 2023 tăng bao nhiêu công chức").count is None
