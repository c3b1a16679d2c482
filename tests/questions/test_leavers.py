"""Questions on who left, and by what: against the people who were invented with their movements."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

import database
from dissemination.person_answers import ReasonAnswer, keep_reason
from etl import pipeline
from etl.records import LoadOptions, SourceFile
from migrations.prepare import prepare
from questions.answering import Answer, answer
from stats.flows import matched
from stats.matching import digest
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import PROVINCE
from tests.rosters import roster
from tests.stats import moved
from tests.stats.moved import END, MOVERS, START

Asker = Callable[[str], Answer]
REASONS = {"Lý Văn Sơn": "retired", "Lý Thị Tâm": "own_wish", "Cao Văn Út": "nd178_retired"}
_DISTRICTS = {moved.GIA_BINH: "Huyện Gia Bình"}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    """Ask at the later of the two dates; a clerk has given the reasons of three leavers."""
    path: Path = tmp_path_factory.mktemp("leavers") / "people.db"
    url = f"sqlite:///{path.as_posix()}"
    prepare(url)
    moved.load(url)
    with database.reading(url) as connection:
        people = matched(StatisticsSource.of_connection(connection, PROVINCE), START, END).earlier
    known = [person for person in people if person.full_name in REASONS]
    for person in known:
        keep_reason(url, ReasonAnswer(digest(person), person.full_name, person.unit, REASONS[person.full_name]))
    with database.reading(url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        yield lambda text: answer(text, source, Selection(END), EVERYBODY)


def _people(word: str) -> pd.DataFrame:
    """List everybody of a clerk's word by their own row, with the years of age on its day."""
    pairs = [(mover.start, START) if word == "left" else (mover.end, END) for mover in MOVERS if mover.word == word]
    frame = pd.DataFrame([{**{n: getattr(row, n) for n in row.__slots__}, "day": day} for row, day in pairs if row])
    frame["age"] = [day.year - int(born[-4:]) for born, day in zip(frame["born"], frame["day"], strict=True)]
    frame["reason"] = frame["name"].map(REASONS).fillna("")
    frame["district"] = frame["unit"].map(_DISTRICTS).fillna("Thành phố Bắc Ninh")
    return frame


def _numbers(given: Answer) -> dict[str, str]:
    return {row[0]: row[1] for row in given.rows}


def test_leavers_by_any_field_age_and_place(ask: Asker) -> None:
    left, joined = _people("left"), _people("joined")
    for text, expected in (
        ("bao nhiêu người nghỉ việc năm 2024", len(left)),
        ("bao nhieu nguoi nghi viec nam 2024 o thi tran gia binh", int((left["unit"] == moved.GIA_BINH).sum())),
        ("bao nhiêu nữ rời đi năm 2024", int((left["gender"] == "Nữ").sum())),
        ("bao nhiêu người trên 50 tuổi rời đi năm 2024", int((left["age"] > 50).sum())),
        ("bao nhiêu đại học rời đi năm 2024", int((left["education"] == "Đại học").sum())),
        ("bao nhiêu thạc sĩ rời đi năm 2024", 0),
        ("bao nhiêu người thôi việc năm 2024", int((left["reason"] == "own_wish").sum())),
        ("có mấy nữ nghỉ hưu trước tuổi năm 2024", 0),
        ("có mấy nam nghỉ hưu trước tuổi năm 2024", int((left["reason"] == "nd178_retired").sum())),
        ("bao nhiêu công chức mới vào năm 2024", int((joined["kind"] == "Công chức").sum())),
        ("bao nhiêu người dưới 30 tuổi mới vào năm 2024", int((joined["age"] < 30).sum())),
    ):
        assert ask(text).count == expected, (text, ask(text).lead)


def test_leavers_parted_by_reason_age_and_district(ask: Asker) -> None:
    left = _people("left")
    labels = {
        "Nghỉ hưu đúng tuổi": "retired", "Thôi việc theo nguyện vọng": "own_wish",
        "Nghỉ hưu trước tuổi theo Nghị định 178": "nd178_retired", "Chưa rõ lý do": "",
    }  # fmt: skip
    given = ask("bao nhiêu người nghỉ việc năm 2024 theo lý do")
    assert _numbers(given) == {label: str((left["reason"] == code).sum()) for label, code in labels.items()}
    assert not given.names_people
    by_age = _numbers(ask("bao nhiêu người nghỉ việc năm 2024 theo độ tuổi"))
    assert by_age["Từ 51 đến 60"] == str(left["age"].between(51, 60).sum())
    assert sum(map(int, by_age.values())) == len(left)
    # Districts end in 2025: the places are those of the earlier date.
    by_district = _numbers(ask("huyện nào có nhiều người nghỉ việc nhất năm 2024"))
    assert by_district == {name: str(count) for name, count in Counter(left["district"]).items()}


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("bao nhiêu người nghỉ việc năm 2024 theo trình độ", "theo trình độ"),
        ("xã nào ít người nghỉ việc nhất năm 2024", "nhất"),
        ("bao nhiêu người mới vào năm 2024 theo lý do", "theo lý do"),
    ],
)
def test_what_no_movement_is_parted_by_is_not_answered(ask: Asker, text: str, unknown: str) -> None:
    assert ask(text).understood.unknown == (unknown,)
    assert not ask(text).is_answered


def test_who_moved_and_who_came_from_another_unit(ask: Asker) -> None:
    pairs = [(mover.start, mover.end) for mover in MOVERS if mover.word == "moved"]
    units = {new.name: (old.unit, new.unit) for old, new in pairs if old and new}
    given = ask("ai chuyển đơn vị năm 2024")
    assert (given.count, given.names_people) == (len(units), True)
    assert {name: tuple(text.split(" · ")[0].split(" → ")) for name, text in given.rows} == units
    came = [name for name, (_, unit) in units.items() if unit == moved.DAP_CAU]
    for text in ("ai chuyển đến phường Đáp Cầu năm 2024", "bao nhieu nguoi chuyen den phuong dap cau nam 2024"):
        given = ask(text)
        assert (given.count, [row[0] for row in given.rows]) == (len(came), came)
    beside = sum(m.word == "joined" and m.end is not None and m.end.unit == moved.DAP_CAU for m in MOVERS)
    assert f"Ngoài ra {beside} người mới vào" in given.lead


def test_three_of_the_units_that_cannot_be_compared_are_named(sqlite_url: str) -> None:
    moved.load(sqlite_url)
    wards = ("Phường Kinh Bắc", "Phường Thị Cầu", "Phường Võ Cường", "Phường Vạn An")
    rows = [moved.Row(f"Chu Văn {ward[-2:]}", "01/01/1980", "Nam", ward).cells() for ward in wards]
    file = SourceFile("them.xlsx", roster(rows, END, moved.HEADER))
    assert pipeline.load(sqlite_url, [file], LoadOptions(loaded_by="lan", accept=True)).status == "loaded"
    with database.reading(sqlite_url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        lead = answer("ai rời đi năm 2024", source, Selection(END), EVERYBODY).lead
    _, _, words = lead.partition("Không so được 4 đơn vị thiếu danh sách ở một trong hai ngày: ")
    names, _, rest = words.partition(" và ")
    assert rest == "1 đơn vị khác."
    assert {name.partition(" (31/12/2023)")[0] for name in names.split(", ")} < set(wards)
    assert names.count("(31/12/2023)") == 3
