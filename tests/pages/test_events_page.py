"""«Nhật ký» in human words: whatever the acts write down, no name of a field, level or setting stands on the page."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

import database
import reference
from access import accounts, events, recorded
from access.actors import Role
from access.events import ACTS
from dashboard.system import event_words
from dashboard.system.office_form import SETTING_NAMES
from etl.figures.records import FigureOptions
from etl.questions import choices
from etl.records import LoadOptions, Question, SourceFile
from reference.figures import AGGREGATES, INDICATORS, QUOTAS
from reports.letterhead import SETTINGS
from settings import from_environment
from stats import queries
from stats.protected import SMALLEST
from stats.shares import Rounding
from tests.etl.figures.workbooks import PROVINCE, quotas, units
from tests.pages.conftest import Opener, column, listings
from tests.rosters import people, roster

DAY = date(2023, 12, 31)
UNIT = "Phường Đáp Cầu"
ASKED = [*reference.code_lists(), "it:mark", "unit", "district", "position", "department"]


def _codes() -> set[str]:
    """The names of fields, settings and kinds of figures, the codes of levels and roles, but single letters."""
    lists = reference.code_lists()
    names = {*reference.field_labels(), *lists, *SETTING_NAMES, *SETTINGS, QUOTAS, INDICATORS, AGGREGATES}
    values = {value.code for values in lists.values() for value in values} | {role.value for role in Role}
    return {code for code in (*names, *values, *(rule.value for rule in Rounding)) if len(code) > 1}


def _entries(url: str) -> list[tuple[str, str]]:
    """What the page shows of each entry: the thing, the details."""
    with database.reading(url) as connection:
        return [(event_words.subject(row), event_words.details(row)) for row in events.events(connection)]


def _with_codes(url: str) -> list[str]:
    codes = _codes()
    texts = [f"{thing} | {details}" for thing, details in _entries(url)]
    return [text for text in texts if codes & set(re.findall(r"(?<![\w./])[A-Za-z_][\w]*(?![\w./])", text))]


def _answers(field: str) -> Iterator[tuple[Question, str]]:
    for number, (meaning, _) in enumerate(choices(field, DAY, PROVINCE)[:40]):
        question = Question(
            field,
            f"k{number}",
            f"Tr. {number}",
            column="",
            count=1,
            cells=["H7"],
            proposal="",
            source="tệp › trang › H7",
        )
        yield question, meaning


def test_answers_and_their_forgetting_name_no_code(sqlite_url: str) -> None:
    for field in ASKED:
        answers = list(_answers(field))
        assert answers, field
        assert recorded.learn_spellings(sqlite_url, answers, DAY, PROVINCE).kept == len(answers)
    with database.reading(sqlite_url) as connection:
        known = queries.learned_spellings(connection)
    for row in known:
        assert recorded.forget_spelling(sqlite_url, row.field, row.key, row.at)
    assert _with_codes(sqlite_url) == []
    text = "\n".join(" | ".join(entry) for entry in _entries(sqlite_url))
    for words in (
        "Trình độ chuyên môn «Tr. 1»: Thạc sĩ",
        "Giới tính «Tr. 0»: Nam",
        "Tin học «Tr. 0»: Là dấu «x» (có)",
        "Trình độ chuyên môn «k1» | ",
    ):
        assert words in text


def test_loads_and_settings_name_no_code(nothing_loaded: str, opened: Opener) -> None:
    url = nothing_loaded
    file = SourceFile("a.xlsx", roster(people(3, UNIT), DAY))
    assert recorded.load(url, [file], LoadOptions(), lambda *_: None).status == "loaded"
    recorded.undo(url, 1)
    figures = quotas([(units(1)[0], 32, 7, 9, 8)])
    loaded = recorded.load_figures(url, QUOTAS, [figures], FigureOptions(), from_environment())
    recorded.undo_figures(url, QUOTAS, loaded.imports[0])
    for before, after in pairwise(["", *(rule.value for rule in Rounding), ""]):
        assert before != after
        recorded.save_settings(url, {"rounding": after})
    others = dict.fromkeys((*SETTING_NAMES, *SETTINGS), "1") | {"province": PROVINCE, "rounding": "", SMALLEST: ""}
    recorded.save_settings(url, others)
    recorded.set_deadline(url, DAY, date(2024, 1, 15))
    assert _with_codes(url) == []
    table = listings(opened("pages/system/events.py"))["Nhật ký"]
    shown = list(zip(column(table, "Với"), column(table, "Chi tiết"), strict=True))
    assert shown == _entries(url)
    assert ("Lần nạp biên chế, chỉ số số 1 · Biên chế", "") in shown
    (province,) = (words for thing, words in shown if thing == "Tỉnh, thành phố")
    assert province.endswith(" Bắc Ninh")


def test_accounts_name_their_roles_and_places(sqlite_url: str) -> None:
    accounts.add(sqlite_url, "lan", "Nguyễn Thị Lan", "sông Cầu nước chảy", [Role.ADMIN])
    accounts.add(sqlite_url, "hoa", "Lê Thị Hòa", "sông Cầu nước chảy", [Role.UPLOADER], places=["09367"])
    accounts.set_roles(sqlite_url, "hoa", [Role.UPLOADER, Role.PEOPLE])
    accounts.set_places(sqlite_url, "hoa", ["09367", "256"])
    assert _with_codes(sqlite_url) == []
    places = "phạm vi cũ: Phường Từ Sơn; phạm vi mới: Phường Từ Sơn, Thành phố Bắc Ninh"
    assert ("hoa", places) in _entries(sqlite_url)


@pytest.mark.parametrize("act", ACTS)
def test_what_only_programs_read_stays_in_the_file(sqlite_url: str, act: str) -> None:
    details = {"tên": "quota_gap", "lựa chọn": "unit=09367", "SHA-256": "ab" * 32, "người": 1234, "lúc": None}
    events.record(sqlite_url, act, "x", details)
    with database.reading(sqlite_url) as connection:
        (row,) = events.events(connection)
    assert event_words.details(row) == "người: 1.234; lúc: –"
    assert "quota_gap" in event_words.details(row, technical=True)


def test_moments_are_those_of_this_country(sqlite_url: str) -> None:
    events.record(sqlite_url, "clock", "", {"đồng hồ": "2026-01-01 18:30:00", "ngày của máy": "2026-01-02"})
    assert _entries(sqlite_url) == [("", "đồng hồ: 02/01/2026 01:30; ngày của máy: 02/01/2026")]
