"""The demonstration of Hưng Yên: its bodies give the article's figures, counted by the program and by other eyes."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import load_workbook

import database
from commands.run import DEMONSTRATIONS, load_demonstration
from etl import office
from migrations.prepare import prepare
from presentation.charts import catalogue
from presentation.sentences.catalogue import sentences_of
from reference.bodies import Tier
from reference.figures import QUOTAS
from settings import SAMPLES_DIR
from stats.measures.forms import FormTable
from stats.quotas import figure_rows, quotas
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.shares import Precision, Rounding
from stats.source import StatisticsSource

DAY = date(2023, 12, 31)
FOLDER = SAMPLES_DIR / "hung-yen"
_HIGHER = ("Tiến sĩ", "TS", "Thạc sĩ", "ThS", "Thạc sỹ", "Th.S")
_UNIVERSITY = ("Đại học", "ĐH", "Cử nhân", "CN", "Kỹ sư")


def _people(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Every person of a file with the sheet's name and the cells under the lowest headings."""
    book = load_workbook(str(path))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        top = next(number for number, row in enumerate(rows) if row[0] == "Stt")
        heads = [str(low or high) for high, low in zip(rows[top], rows[top + 1], strict=True)]
        for row in rows[top + 2 :]:
            if isinstance(row[0], float) and row[1]:
                yield name, dict(zip(heads, row, strict=True))


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the demonstration, as `run --demo hung-yen` fills it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('hung-yen') / 'demo.db'}"
    prepare(url)
    office.save(url, {"province": DEMONSTRATIONS["hung-yen"]})
    load_demonstration(url, FOLDER, lambda *_words: None)
    return url


@pytest.fixture
def source(url: str) -> Iterator[StatisticsSource]:
    """Figures with the one decimal of screens and of the article."""
    with database.reading(url) as connection:
        yield StatisticsSource.of_connection(connection, DEMONSTRATIONS["hung-yen"], Precision(Rounding.HALF_UP, 1))


def test_the_files_add_up_to_the_article() -> None:
    people = [person for path in sorted(FOLDER.glob("????-??-??/*.xlsx")) for _, person in _people(path)]
    levels = Counter(str(person["Trình độ chuyên môn"]) for person in people)
    assert len(people) == 1597
    assert sum(levels[text] for text in _HIGHER) == 500
    assert sum(levels[text] for text in _UNIVERSITY) == 1068


def test_the_articles_sentence_comes_out(source: StatisticsSource) -> None:
    """«20 cơ quan hành chính cấp tỉnh, 110 cơ quan chuyên môn thuộc UBND cấp huyện … 31,3%; … 66,9%»."""
    sentences = sentences_of(source, Selection(DAY, level=Tier.ALL), ["headcount", "degrees"])
    assert sentences.text == (
        "Tỉnh Hưng Yên có 20 cơ quan hành chính cấp tỉnh, 110 cơ quan chuyên môn thuộc UBND cấp huyện với 1.597 người "
        "làm việc.\n"
        "Tỷ lệ cán bộ, công chức có trình độ trên đại học chiếm 31,3%; trình độ đại học chiếm 66,9%."
    )


def test_each_level_has_its_people(source: StatisticsSource) -> None:
    by_sheet = Counter(name for path in FOLDER.glob("????-??-??/*.xlsx") for name, _ in _people(path))
    provincial = by_sheet.pop("Cấp tỉnh")
    assert _count(source, Tier.PROVINCE) == provincial
    assert _count(source, Tier.DISTRICT) == sum(by_sheet.values())
    assert _count(source, Tier.ALL) == provincial + sum(by_sheet.values())
    assert _count(source, Tier.COMMUNE) == 0
    districts = source.grouped(Selection(DAY, level=Tier.DISTRICT), "education", "district")
    assert {group.name: group.breakdown.people for group in districts.groups} == dict(by_sheet)
    assert source.levels(DAY) == (Tier.DISTRICT, Tier.PROVINCE)


def _count(source: StatisticsSource, level: Tier) -> int:
    return source.breakdown(Selection(DAY, level=level), "education").people


def test_a_body_s_page_has_its_people(source: StatisticsSource) -> None:
    (path,) = FOLDER.glob("*/*cap-tinh*.xlsx")
    bodies = Counter(str(person["Cơ quan, đơn vị đang làm việc"]) for _, person in _people(path))
    units = source.units(Selection(DAY, level=Tier.PROVINCE))
    assert {unit.name: unit.profile.headcount for unit in units} == dict(bodies)
    body = Selection(DAY, unit="33.SNV", level=Tier.PROVINCE)
    assert source.breakdown(body, "education").people == bodies["Sở Nội vụ"]
    assert source.names_of(body).place(body) == "Sở Nội vụ"


def test_bm01_has_38_columns_and_adds_up(source: StatisticsSource) -> None:
    filled = source.form("bm01", Selection(DAY), EVERYBODY)
    assert isinstance(filled, FormTable)
    columns = [column for column in filled.form.columns if column.number.isdigit()]
    assert [column.number for column in columns] == [str(number) for number in range(1, 39)]
    people = [person for path in FOLDER.glob("????-??-??/*.xlsx") for _, person in _people(path)]
    codes = Counter(str(person["Mã số ngạch hiện giữ"]) for person in people)
    total = filled.total
    assert (total["total"], total["rank_principal"], total["rank_specialist"], total["rank_officer"]) == (
        len(people), codes["01.002"], codes["01.003"], codes["01.004"],
    )  # fmt: skip
    assert total["female"] == sum(bool(person["Nữ"]) for person in people)
    assert total["party"] == sum(person["Đảng viên"] == "x" for person in people)
    assert total["education_doctorate"] + total["education_masters"] == 500
    assert total["education_bachelors"] == 1068
    ages = ("age_up_to_30", "age_from_31_to_40", "age_from_41_to_50", "age_from_51", "over_retirement")
    assert sum(total[key] for key in ages) == len(people)
    assert sum(row.level == "district" for row in filled.rows) == 10
    assert sum(row.level == "unit" for row in filled.rows) == 130
    assert all(check.left == check.right for check in filled.checks if check.identity.is_equal)


def test_bm01_of_one_level_has_that_level_alone(source: StatisticsSource) -> None:
    filled = source.form("bm01", Selection(DAY, level=Tier.PROVINCE), EVERYBODY)
    assert isinstance(filled, FormTable)
    assert {row.code.split(".")[0] for row in filled.rows} == {"33"}
    assert filled.total["total"] == _count(source, Tier.PROVINCE)


def test_the_quotas_are_those_that_the_papers_gave(source: StatisticsSource) -> None:
    """104 × 32 = 3.328; 3.987 there, of them 759, 962 and 854 in the three departments."""
    rows = [row for row in figure_rows(source, QUOTAS).rows if row.as_of == date(2025, 7, 1)]
    sums: Counter[tuple[str, str]] = Counter()
    for row in rows:
        sums[row.measure, row.department] += int(row.value)
    assert len({row.unit_code for row in rows}) == 104
    assert sums == {
        ("allocated", ""): 3328,
        ("reported_present", ""): 3987,
        ("reported_present", "Văn phòng HĐND và UBND"): 759,
        ("reported_present", "Phòng Kinh tế"): 962,
        ("reported_present", "Phòng Văn hóa - Xã hội"): 854,
    }


def test_each_body_has_a_quota_beside_its_people(source: StatisticsSource) -> None:
    for level, bodies in ((Tier.PROVINCE, 20), (Tier.DISTRICT, 110)):
        numbers = quotas(source, Selection(DAY, level=level), "allocated")
        assert len(numbers.compared) == bodies
        assert numbers.later == (date(2025, 7, 1),)


@pytest.mark.parametrize(
    ("level", "places"),
    [
        (Tier.PROVINCE, "cơ quan, đơn vị cấp tỉnh"),
        (Tier.DISTRICT, "cơ quan, đơn vị cấp huyện"),
        (Tier.ALL, "cơ quan, đơn vị các cấp"),
    ],
)
@pytest.mark.parametrize("name", ["headcount_distribution", "university_distribution"])
def test_a_distribution_of_bodies_is_called_so(url: str, name: str, level: Tier, places: str) -> None:
    with database.reading(url) as connection:
        source = StatisticsSource.of_connection(connection, DEMONSTRATIONS["hung-yen"])
        caption = catalogue.build(source, name, Selection(DAY, level=level), is_demo=True).caption
    assert f"Số {places} theo" in caption.title
    assert caption.subtitle.endswith(f" {places}")
