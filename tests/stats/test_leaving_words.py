"""Reasons of leaving that rosters give: on the later date by lists of leavers, on the earlier one announced."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

import database
from etl import erasing, pipeline
from etl.extracting.leavers import title_of_leavers
from etl.normalising.leaving import read_leaving
from etl.records import LoadOptions, LoadReport, SourceFile
from models import Leaver
from settings import from_environment
from stats.flows import Kind, flows
from stats.movements import movements
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import PROVINCE
from tests.rosters import roster

START, END = date(2023, 12, 31), date(2024, 12, 31)
HEADER = ("STT", "Họ và tên", "Ngày sinh", "Huyện", "Đơn vị", "Chức vụ", "Lý do nghỉ", "Ghi chú")
VE_AN, JOINT, DAP_CAU = "Phường Vệ An", "Phường Tiền Ninh Vệ", "Phường Đáp Cầu"
_STAYING = (
    ("Phạm Văn Ở", "01/01/1970", VE_AN),
    ("Phạm Thị Lại", "02/01/1970", DAP_CAU),
    ("Phạm Thị Lên", "03/01/1970", "Phường Tiền An"),
    ("Phạm Thị Xá", "04/01/1970", "Phường Ninh Xá"),
)
_LEAVING = (
    ("Lý Văn Sơn", "01/05/1962", VE_AN, "", "", "Nghỉ hưu"),
    ("Lý Thị Tâm", "02/05/1968", DAP_CAU, "", "nghỉ hưu từ 01/6/2024", None),
    ("Cao Văn Út", "03/05/1995", DAP_CAU, "", "", "Chuyển công tác sang xã Đại Lai"),
    ("Cao Thị Vân", "1998", DAP_CAU, "", "", "Thôi việc theo nguyện vọng cá nhân"),
    ("Cao Thị Im", "05/05/1998", DAP_CAU, "", "", None),
)
"""Name, birth date, unit of the start, words of the start's two columns, the reason on the end's list (None: none)."""


def _row(name: str, born: str, unit: str, reason: str = "", note: str = "") -> tuple[str, ...]:
    return name, born, "Thành phố Bắc Ninh", unit, "Văn phòng - thống kê", reason, note


def _load(url: str, day: date, rows: Sequence[Sequence[str]]) -> LoadReport:
    file = SourceFile(f"{day}.xlsx", roster(rows, day, HEADER))
    return pipeline.load(url, [file], LoadOptions(loaded_by="lan", accept=True))


@pytest.fixture
def office(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("WORKFORCE_DATA_DIR", str(tmp_path / "data"))
    start = [_row(*person) for person in _STAYING] + [_row(*person[:5]) for person in _LEAVING]
    assert _load(sqlite_url, START, start).status == "loaded"
    today = dict.fromkeys((VE_AN, "Phường Tiền An", "Phường Ninh Xá"), JOINT)
    end = [_row(name, born, today.get(unit, unit)) for name, born, unit in _STAYING]
    end += [_row(name, born, today.get(unit, unit), reason) for name, born, unit, _, _, reason in _LEAVING if reason]
    report = _load(sqlite_url, END, end)
    assert (report.status, report.rows_loaded) == ("loaded", 4)
    assert [each.value for each in report.problems if each.code == "left_people"] == ["3"]
    return sqlite_url


@pytest.fixture
def connection(office: str) -> Iterator[Connection]:
    with database.reading(office) as opened:
        yield opened


def test_each_leaver_has_the_reason_that_a_roster_gives(connection: Connection) -> None:
    source = StatisticsSource.of_connection(connection, PROVINCE)
    numbers = movements(source, Selection(END), START)
    assert dict(numbers.reasons) == {"retired_unspecified": 2, "own_wish": 1, "": 1}
    assert (numbers.counts[Kind.LEFT], numbers.counts[Kind.MOVED_OUT], numbers.counts[Kind.SAME]) == (4, 1, 4)
    assert (numbers.counts.start, numbers.counts.end) == (9, 4)


def test_an_erased_person_is_no_leaver_any_more(office: str) -> None:
    settings = from_environment()
    person = erasing.Person("09175", "Lý Văn Sơn", "1962-05-01")
    erased = erasing.erase_person(settings, person, everywhere=True, by="lan", reason="thử")
    assert (erased.people, erased.rewritten) == (2, 2)
    with database.reading(office) as opened:
        assert opened.scalar(select(func.count()).select_from(Leaver)) == 3  # with the one announced
    erasing.erase_date(settings, END, by="lan", reason="thử")
    with database.reading(office) as opened:
        assert opened.scalar(select(func.count()).select_from(Leaver)) == 1


def test_a_list_of_leavers_alone_is_refused(sqlite_url: str) -> None:
    rows = [_row("Lý Văn Sơn", "01/05/1962", DAP_CAU, "Nghỉ hưu")]
    file = SourceFile("nghi.xlsx", roster(rows, END, HEADER))
    report = pipeline.load(sqlite_url, [file], LoadOptions(loaded_by="lan"))
    assert report.status != "loaded"
    (error,) = (each for each in report.problems if each.code == "only_leavers")
    assert (error.cell, error.value) == ("B5", "Phường Đáp Cầu")


WORDS = {
    "nghỉ hưu từ 01/5/2024": ("retired_unspecified", "2024-05-01", True),
    "nghỉ hưu từ 01/5/2025 (QĐ 12/QĐ-UBND ngày 05/4/2024)": ("retired_unspecified", "2025-05-01", False),
    "Nghỉ hưu": ("retired_unspecified", None, None),
    "đã nghỉ hưu": ("retired_unspecified", None, True),
    "Sắp nghỉ hưu": ("retired_unspecified", None, False),
    "Nghỉ hưu trước tuổi theo NĐ 178/2024/NĐ-CP": ("nd178_retired", None, None),
    "thôi việc theo Nghị định số 154/2025/NĐ-CP": ("nd154_resigned", None, None),
    "Nghỉ hưu năm 2024": ("retired_unspecified", "2024", True),
    "Chuyển công tác sang xã Đông Cứu": ("transferred", None, True),
    "Chuyển công tác ra ngoài tỉnh từ 3/2024": ("left_province", "2024-03", True),
    "Biệt phái sang Sở Nội vụ": ("seconded", None, False),
    "Từ trần ngày 02 tháng 02 năm 2024": ("deceased", "2024-02-02", True),
    "Nghỉ hưu, thôi việc trong năm 2024": ("", "2024", True),
    "Luân chuyển từ xã Song Giang": None,
    "Nghỉ thai sản từ 01/11/2024": None,
    "Đang học cao học": None,
    "Đã nghỉ BHXH": ("", None, None),
    "Nghỉ hưu, hưởng BHXH": ("retired_unspecified", None, None),
    "DANH SÁCH CÁN BỘ XÃ DƯƠNG HƯU NĂM 2023": None,
    "Danh sách nghỉ hưu của xã Đồng Hưu": ("retired_unspecified", None, None),
    "Cán bộ hưu trí tham gia công tác": ("retired_unspecified", None, None),
}
"""Words -> reason, since when, gone on 31/12/2024 (None: they do not say); None: nothing about a leaving."""


@pytest.mark.parametrize("text", WORDS)
def test_words_about_leaving(text: str) -> None:
    leaving = read_leaving(text)
    read = leaving and (leaving.reason, leaving.since.iso if leaving.since else None, leaving.is_gone(END))
    assert read == WORDS[text]


@pytest.mark.parametrize(
    ("title", "is_of_leavers"),
    [
        ("DANH SÁCH CÁN BỘ, CÔNG CHỨC NGHỈ HƯU NĂM 2023", True),
        ("DANH SÁCH NGHỈ VIỆC XÃ ĐỒNG HƯU", True),
        ("DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ DƯƠNG HƯU", False),
        ("DANH SÁCH CÁN BỘ SAU TINH GIẢN BIÊN CHẾ", False),
        ("DANH SÁCH CÁN BỘ (TRỪ CÁC TRƯỜNG HỢP ĐÃ NGHỈ VIỆC)", False),
        ("DANH SÁCH CÁN BỘ CHƯA BAO GỒM NGƯỜI CHUYỂN ĐI", False),
        ("DANH SÁCH CÁN BỘ CHUYỂN CÔNG TÁC ĐẾN", False),
        ("DANH SÁCH CÁN BỘ HƯU TRÍ THAM GIA KHÔNG CHUYÊN TRÁCH", False),
        ("Danh sách trích ngang cán bộ và người nghỉ hưu", False),
    ],
)
def test_only_a_title_about_leavers_makes_leavers_of_a_list(title: str, is_of_leavers: bool) -> None:
    assert bool(title_of_leavers([title], "Trang 1")) == is_of_leavers


def test_a_commune_whose_name_tells_a_leaving_keeps_its_people() -> None:
    assert not title_of_leavers(["DANH SÁCH CÁN BỘ, CÔNG CHỨC"], "Xã Dương Hưu")
    assert read_leaving("Quê quán: xã Đồng Hưu") is None


_NUMBERED = ("STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Huyện", "Đơn vị", "Chức vụ", "Lý do nghỉ")


def _numbered(name: str, born: str, number: str, unit: str, reason: str = "") -> tuple[str, ...]:
    return name, born, number, "Thành phố Bắc Ninh", unit, "Văn phòng - thống kê", reason


def test_an_identity_number_finds_the_leaver_before_the_name_does(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A name spelt otherwise, a birth date mended, another unit's list: the number is the same person's."""
    monkeypatch.setenv("WORKFORCE_DATA_DIR", str(tmp_path / "data"))
    start = [
        _numbered("Lý Văn Sơn", "01/05/1962", "027062000001", VE_AN),
        _numbered("Cao Thị Vân", "1998", "027098000002", DAP_CAU),
        _numbered("Cao Văn Út", "03/05/1995", "027095000003", DAP_CAU),
        _numbered("Phạm Thị Lại", "02/01/1970", "027070000004", DAP_CAU),
    ]
    end = [
        _numbered("Lý Văn Sơn", "01/05/1962", "027062000009", DAP_CAU, "Nghỉ hưu"),  # a namesake of another unit
        _numbered("Lý Văn San", "10/05/1962", "27062000001", DAP_CAU, "Từ trần"),
        _numbered("Cao Thị Vân", "1998", "027098000077", DAP_CAU, "Nghỉ hưu"),  # of her year: somebody else
        _numbered("Cao Văn Út", "03/05/1995", "027095000088", DAP_CAU, "Nghỉ hưu"),  # a new card
        _numbered("Phạm Thị Lại", "02/01/1970", "027070000004", DAP_CAU),
    ]
    for day, rows in ((START, start), (END, end)):
        file = SourceFile(f"{day}.xlsx", roster(rows, day, _NUMBERED))
        assert pipeline.load(sqlite_url, [file], LoadOptions(loaded_by="lan", accept=True)).status == "loaded"
    with database.reading(sqlite_url) as opened:
        source = StatisticsSource.of_connection(opened, PROVINCE)
        left = {flow.born: flow.reason for flow in flows(source, START, END).flows if flow.later is None}
    assert left == {19620501: "deceased", 19980101: "", 19950503: "retired_unspecified"}
