"""The roster of 2023 and one of half a year later, made of it with planted leavings: by reason, by age band, by place.

The oracle is the plan itself and plain loops over birth dates; nothing of `stats`, `reference` or `etl` helps it.
"""

import io
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import database
from etl import pipeline
from etl.records import LoadOptions, SourceFile
from migrations.prepare import prepare
from stats.flows import Kind
from stats.movements import movements
from stats.selection import Selection, View
from stats.source import StatisticsSource
from tests.people import PROVINCE
from tests.samples.test_samples import SAMPLES, as_date

START, END = date(2023, 12, 31), date(2024, 6, 30)
WORDS = {
    "Nghỉ hưu từ 01/3/2024": "retired_unspecified",
    "Nghỉ hưu trước tuổi": "early_retired",
    "Xin thôi việc theo nguyện vọng": "own_wish",
    "Hết hợp đồng từ 01/4/2024": "contract_ended",
    "Chuyển công tác ngoài tỉnh": "left_province",
    "Điều động lên Sở Nội vụ": "transferred",
    "": "",
}
"""Words of the roster's «Ghi chú» and the reasons that they give; a transfer within the province is no leaving."""
NAME, BORN, UNIT, DISTRICT, KIND, NOTE = 2, 3, 8, 9, 11, 20
"""Columns of the sample."""
BANDS = {
    "up_to_30": range(31), "from_31_to_40": range(31, 41), "from_41_to_50": range(41, 51),
    "from_51_to_60": range(51, 61), "over_60": range(61, 120),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planted:
    """Somebody who leaves."""

    born: object
    unit: str
    district: str
    is_cadre: bool
    reason: str

    @property
    def band(self) -> str | None:
        """The band of the completed years on the earlier day; a year alone is its first day."""
        day = as_date(self.born)
        if day is None:
            year = self.born if isinstance(self.born, int) else int(str(self.born)[-4:])
            day = date(year, 1, 1)
        years = START.year - day.year - ((START.month, START.day) < (day.month, day.day))
        return next(band for band, held in BANDS.items() if years in held)


@dataclass(frozen=True, slots=True)
class Office:
    """The loaded rosters' database, those who left, and how many there were."""

    url: str
    leavers: list[Planted]
    people: int


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Load the sample and its later self."""
    folder = tmp_path_factory.mktemp("planted")
    url = f"sqlite:///{(folder / 'planted.db').as_posix()}"
    prepare(url)
    first, sheet = _opened()
    rows = _chosen(sheet)
    leavers = []
    for place, row in enumerate(rows):
        words = list(WORDS)[place % len(WORDS)]
        sheet.cell(row, NOTE).value = words or None
        cells = [sheet.cell(row, column).value for column in (BORN, UNIT, DISTRICT, KIND)]
        is_cadre = cells[3] in ("CB", "Cán bộ")
        leavers.append(Planted(cells[0], str(cells[1]), _bare(str(cells[2])), is_cadre, WORDS[words]))
    people = sum(isinstance(row[0], int) for row in sheet.iter_rows(values_only=True))
    later, after = _opened()
    after.cell(5, 1).value = "(Tính đến ngày 30/06/2024)"
    for row in sorted(rows, reverse=True):
        after.delete_rows(row)
    with pytest.MonkeyPatch.context() as house:
        house.setenv("WORKFORCE_DATA_DIR", str(folder))
        for day, book in ((START, first), (END, later)):
            file = SourceFile(f"{day}.xlsx", _bytes(book))
            report = pipeline.load(url, [file], LoadOptions(loaded_by="lan", accept=True))
            assert report.status == "loaded", [problem.message for problem in report.errors]
    yield Office(url, leavers, people)
    database.engine_for(url).dispose()


def _opened() -> tuple[Workbook, Worksheet]:
    """Open the sample; its sheet of sums goes, for it is of the earlier day."""
    (path,) = (SAMPLES / str(START)).glob("*.xlsx")
    book = load_workbook(path)
    del book["Tổng hợp"]
    return book, book["Danh sách"]


def _bytes(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _chosen(sheet: Worksheet) -> list[int]:
    """Choose the rows of those who leave: of every district some, nobody whose name another one has."""
    rows = [row for row in range(1, sheet.max_row + 1) if isinstance(sheet.cell(row, 1).value, int)]
    names = Counter(str(sheet.cell(row, NAME).value).casefold() for row in rows)
    alone = [row for row in rows if names[str(sheet.cell(row, NAME).value).casefold()] == 1]
    return sorted(random.Random(2024).sample(alone, 280))  # noqa: S311  a reproducible plan, no secret


def _bare(district: str) -> str:
    return district.removeprefix("TP ").removeprefix("TX ").removeprefix("Thành phố ").removeprefix("Thị xã ")


def _in(**wanted: object) -> Callable[[Planted], bool]:
    return lambda leaver: all(getattr(leaver, name) == value for name, value in wanted.items())


@pytest.mark.parametrize(
    ("selection", "is_in"),
    [
        (Selection(END), _in()),
        (Selection(END, territory=View.TODAY), _in()),
        (Selection(END, category="cadre"), _in(is_cadre=True)),
        (Selection(END, district="263"), _in(district="Huyện Gia Bình")),
        (Selection(END, district="256"), _in(district="Bắc Ninh")),
        (Selection(END, district="261", category="civil_servant"), _in(district="Từ Sơn", is_cadre=False)),
    ],
)
def test_leavers_by_reason_and_age_band_are_the_planted_ones(
    office: Office, selection: Selection, is_in: Callable[[Planted], bool]
) -> None:
    """The age is that of the earlier day, a transfer within the province stands in its own bar."""
    planted = [each for each in office.leavers if is_in(each)]
    left = [each for each in planted if each.reason != "transferred"]
    assert 3 < len(left) < len(planted)
    with database.reading(office.url) as connection:
        held = movements(StatisticsSource.of_connection(connection, PROVINCE), selection, START)
    assert (held.counts[Kind.LEFT], held.counts[Kind.MOVED_OUT]) == (len(left), len(planted) - len(left))
    assert dict(held.reasons) == Counter(each.reason for each in left)
    assert {band: number for band, number in held.ages if number} == Counter(each.band for each in left)
    assert held.counts[Kind.JOINED] == held.counts[Kind.MOVED] == held.doubtful == 0
    if selection.district is selection.category is None:
        assert (held.counts.start, held.counts.end) == (office.people, office.people - len(planted))


def test_each_commune_s_leavers(office: Office) -> None:
    with database.reading(office.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        held = movements(source, Selection(END, district="263"), START)
    here = Counter(each.unit for each in office.leavers if each.district == "Huyện Gia Bình")
    gone = {each.name: each.counts[Kind.LEFT] + each.counts[Kind.MOVED_OUT] for each in held.places}
    assert {name: number for name, number in gone.items() if number} == here
