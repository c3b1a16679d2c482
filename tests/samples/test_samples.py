"""The committed demonstration rosters, counted with other eyes: openpyxl, calamine, none of the generator's tables."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from python_calamine import load_workbook

import reference
from data.samples.make_samples import sample_files
from tests.archives import members

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
NOTICE = "Số liệu minh họa – người trong danh sách này không có thật"
DATES = [date(2021, 12, 31), date(2022, 12, 31), date(2023, 12, 31)]
BOOKS = sorted(path for path in SAMPLES.glob("*/*.xlsx") if path.parent.name != "so-lieu-don-vi")
DEMONSTRATION = [path for path in BOOKS if path.parent.name != "nhap-thu"]
TRIALS = [path for path in BOOKS if path.parent.name == "nhap-thu"]
Row = tuple[object, ...]
Person = dict[str, object]


@lru_cache(maxsize=32)
def sheets(path: Path) -> dict[str, list[Row]]:
    book = load_workbook(str(path))
    read = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return {name: [tuple(row) for row in rows] for name, rows in read.items()}


def lists(path: Path) -> dict[str, list[Row]]:
    return {name: rows for name, rows in sheets(path).items() if name != "Tổng hợp"}


@lru_cache(maxsize=1)
def flat_people() -> list[Person]:
    """The people of the flat roster by the lowest header of each column."""
    (path,) = (SAMPLES / "2023-12-31").glob("*.xlsx")
    rows = list(openpyxl.load_workbook(path)["Danh sách"].iter_rows(values_only=True))
    top = next(number for number, row in enumerate(rows) if row[0] == "STT")
    names = [str(low or high) for high, low in zip(rows[top], rows[top + 1], strict=True)]
    return [dict(zip(names, row, strict=True)) for row in rows[top + 2 :] if isinstance(row[0], int)]


def as_date(value: object) -> date | None:
    """A full date, typed or written; None for a bare year."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    parts = str(value).split("/")
    return date(int(parts[2]), int(parts[1]), int(parts[0])) if len(parts) == 3 else None


def is_person(row: Row) -> bool:
    return isinstance(row[0], float) and isinstance(row[1], str) and bool(row[1])


def marked_people(day: date) -> Iterator[tuple[str, object, bool]]:
    """Name, birth as written and «is a woman» of everybody in the two layouts with births under Nam | Nữ."""
    for path in sorted((SAMPLES / str(day)).glob("*.xlsx")):
        for rows in lists(path).values():
            for row in filter(is_person, rows):
                yield str(row[1]), row[2] or row[3], bool(row[3])


def identities(day: date) -> list[tuple[str, object]]:
    if day == DATES[2]:
        return [(str(p["Họ và tên"]), as_date(p["Ngày sinh"])) for p in flat_people()]
    return [(name, as_date(birth) or birth) for name, birth, _ in marked_people(day)]


def marks(day: date, level: str) -> int:
    """Everybody marked in the first column of that lowest header, the row above «A, B, 1, 2, 3 …»."""
    total = 0
    for path in (SAMPLES / str(day)).glob("*.xlsx"):
        for rows in lists(path).values():
            numbers = next(place for place, row in enumerate(rows) if row[0] == "A")
            column = rows[numbers - 1].index(level)
            total += sum(bool(row[column]) for row in rows if is_person(row))
    return total


# --- what was published ---------------------------------------------------------------------------------------------


def test_2023_has_the_published_headcount() -> None:
    kinds = Counter(str(person["Cán bộ/ Công chức"]) for person in flat_people())
    assert kinds["CB"] + kinds["Cán bộ"] == 1263
    assert kinds["CC"] + kinds["Công chức"] == 1103
    assert kinds.total() == 2366


def test_2023_has_the_published_education() -> None:
    shapes = {
        2: r"TS|Tiến sĩ",
        274: r"ThS|Th\.S|Thạc s[ĩỹ]",
        1845: r"ĐH|Đại học|CN|Cử nhân|Kỹ sư",
        61: r"CĐ|Cao đẳng",
        184: r"TC|TCCN|Trung cấp",
    }
    values = [str(person["Chuyên môn"]) for person in flat_people()]
    assert {sum(bool(re.fullmatch(shape, value)) for value in values): shape for shape in shapes.values()} == shapes


def test_2023_has_the_published_it_evidence() -> None:
    values = [person["Tin học"] for person in flat_people()]
    degrees = {"ĐH", "Đại học", "CN CNTT", "KS CNTT", "CĐ", "Cao đẳng", "TC", "Trung cấp"}
    assert sum(value in degrees for value in values) == 37
    assert values.count(None) == 145
    assert sum(value is not None and value not in degrees for value in values) == 2184


def test_an_it_degree_stands_only_where_the_major_is_it() -> None:
    degrees = {"ĐH", "Đại học", "CN CNTT", "KS CNTT", "CĐ", "Cao đẳng", "TC", "Trung cấp"}
    for person in flat_people():
        assert (person["Tin học"] in degrees) == (person["Chuyên ngành"] == "Công nghệ thông tin")


def test_the_summary_sheet_adds_up_to_the_list() -> None:
    (path,) = (SAMPLES / "2023-12-31").glob("*.xlsx")
    rows = sheets(path)["Tổng hợp"]
    by_unit = Counter(
        (str(p["Huyện, thị xã, thành phố"]).split()[-1], p["Đơn vị (xã, phường, thị trấn)"]) for p in flat_people()
    )
    district, seen = "", 0
    for row in rows:
        if isinstance(row[0], str) and re.fullmatch("[IVX]+", row[0]):
            district = str(row[1]).split()[-1]
        elif isinstance(row[0], float):
            assert by_unit[(district, row[1])] == row[2], row
            seen += 1
    assert seen == 126
    assert next(row for row in rows if row[1] == "Tổng cộng")[2:5] == (2366, 1263, 1103)


# --- the years after ------------------------------------------------------------------------------------------------


def people_of(day: date) -> list[Person]:
    """The people of the flat lists of a later date, by the lowest header of each column."""
    people: list[Person] = []
    for path in sorted((SAMPLES / str(day)).glob("*.xlsx")):
        rows = list(openpyxl.load_workbook(path)["Danh sách"].iter_rows(values_only=True))
        top = next(number for number, row in enumerate(rows) if row[0] == "STT")
        low = rows[top + 1] if rows[top + 1][0] is None else [None] * len(rows[top])
        names = [str(under or over) for over, under in zip(rows[top], low, strict=True)]
        people += [dict(zip(names, row, strict=True)) for row in rows[top + 1 :] if isinstance(row[0], int)]
    return people


@pytest.mark.parametrize(
    ("day", "column", "number"),
    [(date(2024, 12, 31), "Đơn vị (xã, phường, thị trấn)", 121), (date(2025, 12, 31), "Xã, phường", 99)],
)
def test_the_years_after_name_the_communes_of_their_day(day: date, column: str, number: int) -> None:
    register = Counter(unit.name for unit in reference.communes_on(day, "24"))
    assert set(register) == {str(person[column]) for person in people_of(day)}
    assert register.total() == number


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2025, 12, 31)], ids=str)
def test_people_of_the_years_after_are_of_working_age_and_stand_once(day: date) -> None:
    people = people_of(day)
    identities = {
        (person["Họ và tên"], as_date(next(filter(None, map(as_date, _births(person)))))) for person in people
    }
    assert len(identities) == len(people)
    for _, birth in identities:
        assert birth is not None
        assert 21 <= day.year - birth.year <= 61


def _births(person: Person) -> list[object]:
    return [value for name, value in person.items() if "sinh" in name]


def test_after_the_reform_everybody_has_an_office_a_job_and_a_rank() -> None:
    people = people_of(date(2025, 12, 31))
    assert all(
        person[name] for person in people for name in ("Phòng, ban, đơn vị", "Vị trí việc làm", "Ngạch công chức")
    )
    offices = Counter(str(person["Phòng, ban, đơn vị"]) for person in people)
    assert offices["Văn phòng HĐND và UBND"] > offices["Trung tâm Phục vụ hành chính công"] > 99
    sizes = Counter(str(person["Xã, phường"]) for person in people)
    assert 28 <= min(sizes.values()) <= max(sizes.values()) <= 42


# --- the units of each day ------------------------------------------------------------------------------------------


def communes(day: date) -> Counter[tuple[str, str]]:
    """(district, commune) of the register on that day, in capitals."""
    names = {unit.code: unit.name for unit in reference.units_on(day)}
    register = reference.communes_on(day, "24")
    return Counter((names[u.parent_code or ""].upper(), u.name.upper()) for u in register)


def group_rows(rows: list[Row]) -> Iterator[str]:
    """The communes of a sheet: «I. PHƯỜNG …» in one cell, or «I» and the name beside it."""
    for row in rows:
        if together := re.fullmatch(r"[IVX]+\. (.+)", str(row[0])):
            yield together[1]
        elif re.fullmatch(r"[IVX]+", str(row[0])):
            yield str(row[1]).upper()


def district_of(rows: list[Row]) -> str:
    texts = [str(cell) for row in rows[:6] for cell in row]
    return next(match[1] for text in texts if (match := re.search(r"((?:HUYỆN|THÀNH PHỐ|THỊ XÃ) .+)$", text)))


def test_the_flat_roster_names_all_126_communes() -> None:
    names = {
        (
            str(p["Huyện, thị xã, thành phố"]).replace("TP ", "Thành phố ").replace("TX ", "Thị xã ").upper(),
            str(p["Đơn vị (xã, phường, thị trấn)"]).upper(),
        )
        for p in flat_people()
    }
    assert names == set(communes(DATES[2]))


@pytest.mark.parametrize("day", DATES[:2], ids=str)
def test_the_other_rosters_name_all_126_communes_as_they_were_called(day: date) -> None:
    names: Counter[tuple[str, str]] = Counter()
    for path in (SAMPLES / str(day)).glob("*.xlsx"):
        for name, rows in lists(path).items():
            inside = list(group_rows(rows)) or [name.upper()]
            names.update((district_of(rows), commune) for commune in inside)
    assert names == communes(day)
    assert names.total() == 126


@pytest.mark.parametrize("path", DEMONSTRATION, ids=lambda path: path.stem)
def test_total_rows_say_what_stands_above_them(path: Path) -> None:
    """People and marks: of the commune for «Cộng», of the sheet for «Tổng cộng»."""
    for rows in lists(path).values():
        block: list[Row] = []
        everybody: list[Row] = []
        totals = 0
        for row in rows:
            if is_person(row):
                block.append(row)
                everybody.append(row)
            elif total := re.fullmatch(r"(Cộng|Tổng cộng): ([\d.]+) người", str(row[0])):
                counted = block if total[1] == "Cộng" else everybody
                assert int(total[2].replace(".", "")) == len(counted)
                for column, cell in enumerate(row[2:], start=2):
                    assert cell == "" or cell == sum(bool(person[column]) for person in counted), (row[0], column)
                if total[1] == "Cộng":
                    assert 16 <= len(block) <= 23
                block, totals = [], totals + 1
        assert totals
        assert not block


def test_each_commune_has_16_to_23_people_in_2023() -> None:
    sizes = Counter(
        (p["Đơn vị (xã, phường, thị trấn)"], str(p["Huyện, thị xã, thành phố"])[-4:]) for p in flat_people()
    )
    assert len(sizes) == 126
    assert min(sizes.values()) >= 16
    assert max(sizes.values()) <= 23


# --- the people -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", DATES, ids=str)
def test_nobody_stands_twice_on_a_date(day: date) -> None:
    people = identities(day)
    assert len(set(people)) == len(people) > 2300
    names = Counter(name for name, _ in people)
    assert max(names.values()) > 1, "some people share a name"


@pytest.mark.parametrize("day", DATES, ids=str)
def test_everybody_is_of_working_age(day: date) -> None:
    for name, birth in identities(day):
        born = birth if isinstance(birth, date) else date(int(str(birth)), 1, 1)
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        assert 22 <= age <= 60, (name, birth)


@pytest.mark.parametrize(("before", "after"), list(pairwise(DATES)), ids=str)
def test_nine_in_ten_people_stay_from_year_to_year(before: date, after: date) -> None:
    earlier, later = set(identities(before)), set(identities(after))
    assert 0.86 <= len(earlier & later) / len(later) <= 0.94
    assert abs(len(later) - len(earlier)) / len(later) < 0.05


def test_women_are_35_to_40_per_cent_and_not_alike_everywhere() -> None:
    posts: dict[str, list[bool]] = {}
    for person in flat_people():
        posts.setdefault(str(person["Chức vụ, chức danh"]), []).append(person["Giới tính"] == "Nữ")
    everybody = [woman for women in posts.values() for woman in women]
    assert 0.35 <= sum(everybody) / len(everybody) <= 0.40
    assert all(posts["CT LHPN"])
    assert not any(posts["CT CCB"])


def test_posts_are_those_of_the_decree_in_force() -> None:
    """Nghị định 33/2023 knows no chief of police, and the land officer of a ward is not that of a xã."""
    for person in flat_people():
        post, commune = str(person["Chức vụ, chức danh"]), str(person["Đơn vị (xã, phường, thị trấn)"])
        assert "Công an" not in post
        assert "TCA" not in post
        if post.startswith(("Địa chính", "ĐC-")):
            assert ("NN" in post or "Nông nghiệp" in post) == commune.startswith("Xã ")


def test_higher_education_and_certificates_grow_over_the_years() -> None:
    """The years before are told backwards from the published 274, 61 and 2.184."""
    assert (marks(DATES[0], "Thạc sỹ, tiến sỹ"), marks(DATES[1], "Thạc sĩ")) == (201, 238)
    assert (marks(DATES[0], "CĐ"), marks(DATES[1], "Cao đẳng")) == (108, 82)
    assert (marks(DATES[0], "Chứng chỉ (A, B, C)"), marks(DATES[1], "Chứng chỉ")) == (2029, 2121)


# --- how they look --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_each_sheet_has_letterhead_date_and_signatures(path: Path) -> None:
    day = date.fromisoformat(path.parent.name if path in DEMONSTRATION else "2024-06-30")
    for rows in sheets(path).values():
        texts = [str(cell).strip() for row in rows for cell in row if cell != ""]
        for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Đơn vị tính: người"):
            assert texts.count(words) == 1
        assert f"(Tính đến ngày {day:%d/%m/%Y})" in texts
        assert "NGƯỜI LẬP BIỂU" in texts[-5:]
        assert texts[-1] == "(Ký, đóng dấu)"


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_demonstration_sheets_say_so_and_the_others_do_not(path: Path) -> None:
    for rows in sheets(path).values():
        texts = [str(cell) for row in rows for cell in row]
        assert texts.count(NOTICE) == (1 if path in DEMONSTRATION else 0)
        assert path in DEMONSTRATION or not any("minh họa" in text for text in texts)


def test_some_communes_of_2022_have_a_sheet_and_some_a_group_row() -> None:
    numbers = [len(lists(path)) for path in sorted((SAMPLES / "2022-12-31").glob("*.xlsx"))]
    assert len(numbers) == 8
    assert sorted(numbers) == [1, 1, 1, 1, 12, 14, 14, 14]


def test_headers_are_merged_and_the_type_is_times_new_roman() -> None:
    (path,) = (SAMPLES / "2023-12-31").glob("*.xlsx")
    sheet = openpyxl.load_workbook(path)["Danh sách"]
    assert "L8:S8" in {str(area) for area in sheet.merged_cells.ranges}
    assert {cell.font.name for row in sheet.iter_rows(max_row=60) for cell in row} == {"Times New Roman"}
    assert sheet["B10"].border.left.style == "thin"


# --- the lists for trying the upload --------------------------------------------------------------------------------


def test_the_trial_with_mistakes_has_them_where_the_readme_says() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    (path,) = (path for path in TRIALS if "co-loi" in path.stem)
    sheet = openpyxl.load_workbook(path).active
    mistakes = {"J13": "ĐHH", "M9": "x", "N9": "x", "C23": "31/02/1980", "C14": "15/03/2008"}
    assert {cell: sheet[cell].value for cell in mistakes} == mistakes
    assert all(cell in readme for cell in mistakes)


def test_the_trials_name_their_unit_above_the_list_only() -> None:
    assert len(TRIALS) == 2
    for path in TRIALS:
        ((_, rows),) = sheets(path).items()
        unit = " ".join(path.stem.split("_")[0].split("-")).upper()
        top = next(number for number, row in enumerate(rows) if row[0] == "STT")
        titled = [str(row[0]) for row in rows[:top] if re.search("(PHƯỜNG|XÃ) (VŨ NINH|PHÙ LÃNG)", str(row[0]))]
        assert len(titled) == 2, unit
        inside = [str(cell) for row in rows[top:] for cell in row]
        assert not any(re.match("(Phường|Xã) ", text) for text in inside)


# --- the files ------------------------------------------------------------------------------------------------------


def test_the_script_makes_what_is_committed() -> None:
    made = sample_files()
    committed = [*BOOKS, *SAMPLES.glob("hung-yen/*/*.xlsx"), *SAMPLES.glob("so-lieu-don-vi/*.xlsx")]
    assert {path.relative_to(SAMPLES).as_posix() for path in committed} == set(made)
    changed = [name for name, content in made.items() if members((SAMPLES / name).read_bytes()) != members(content)]
    assert not changed, "make them again with: python -m data.samples.make_samples"


def test_the_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in BOOKS) < 4_000_000
