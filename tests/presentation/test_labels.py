"""Vietnamese numbers, dates, titles, order and file names."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from presentation import completeness, labels
from reference import vietnamese
from stats.cube import Coverage
from stats.measures import Gap, Overview, breakdown, missing_units, profile
from stats.names import Names
from stats.queries import UnitRow
from stats.selection import Selection
from stats.shares import Rounding

DAY = date(2023, 12, 31)
NAMES = Names(
    "Tỉnh Bắc Ninh",
    {"256": "Thành phố Bắc Ninh", "263": "Huyện Gia Bình"},
    {"09169": "Phường Đáp Cầu", "09460": "Thị trấn Gia Bình"},
    {"09169": "256", "09460": "263"},
)


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 byte"), (1023, "1.023 byte"), (52_941, "51,7 KB"), (5_242_880, "5,0 MB")]
)
def test_sizes(count: int, text: str) -> None:
    assert vietnamese.size(count) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (7, "7"), (999, "999"), (1263, "1.263"), (1234567, "1.234.567"), (-1263, "−1.263")]
)
def test_numbers(value: int, text: str) -> None:
    assert vietnamese.number(value) == text


@given(st.integers(-(10**12), 10**12))
def test_a_number_can_be_read_back(value: int) -> None:
    assert int(vietnamese.number(value).replace(".", "").replace(vietnamese.MINUS, "-")) == value


@pytest.mark.parametrize(("value", "text"), [(12, "+12"), (-1200, "−1.200"), (0, "0")])
def test_changes_in_people(value: int, text: str) -> None:
    assert vietnamese.signed(value) == text


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (2, "02"), (9, "09"), (10, "10"), (1845, "1.845")])
def test_counts_as_offices_write_them(value: int, text: str) -> None:
    assert vietnamese.small_count(value) == text


@pytest.mark.parametrize(
    ("share", "count", "text"),
    [
        ("77.98", 1845, "77,98%"),
        ("100.00", None, "100,00%"),
        ("0.00", 0, "0,00%"),
        ("0.00", None, "0,00%"),
        ("0.00", 1, "<0,01%"),
    ],
)
def test_percent(share: str, count: int | None, text: str) -> None:
    assert vietnamese.percent(Decimal(share), count) == text


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ("1.20", "+1,20 điểm phần trăm"),
        ("-0.05", "−0,05 điểm phần trăm"),
        ("0.00", "0,00 điểm phần trăm"),
        ("-0.00", "0,00 điểm phần trăm"),
    ],
)
def test_points(change: str, text: str) -> None:
    assert vietnamese.points(Decimal(change)) == text


def test_days_and_moments() -> None:
    assert vietnamese.day(date(2024, 2, 5)) == "05/02/2024"
    assert vietnamese.moment(datetime.fromisoformat("2024-02-05T18:03")) == "06/02/2024 01:03"
    assert vietnamese.moment(datetime.fromisoformat("2024-02-05T18:03+07:00")) == "05/02/2024 18:03"


def test_code_labels() -> None:
    assert reference.code_label("education", "masters") == "Thạc sĩ"
    assert reference.code_label("state_management", "principal", short=True) == "CVC"
    assert reference.code_label("age_band", "from_31_to_40") == "Từ 31 đến 40"
    assert reference.code_label("ethnicity", "Tày") == "Tày"
    assert reference.code_label("it", None) == "Không khai"


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(DAY), "Cán bộ, công chức cấp xã, tỉnh Bắc Ninh · Tin học · 31/12/2023"),
        (
            Selection(DAY, "256", "09169", category="cadre"),
            "Cán bộ cấp xã, phường Đáp Cầu, thành phố Bắc Ninh · Tin học · 31/12/2023",
        ),
        (
            Selection(DAY, district="263", unit_type="township", category="civil_servant"),
            "Công chức cấp xã, các thị trấn, huyện Gia Bình · Tin học · 31/12/2023",
        ),
    ],
)
def test_titles_say_who_what_and_when(selection: Selection, expected: str) -> None:
    assert labels.title("Tin học", selection, NAMES) == expected


def test_provinces_that_were_joined_later_are_all_named() -> None:
    joined = Names("Tỉnh Quảng Ngãi", together=("Tỉnh Quảng Ngãi", "Tỉnh Kon Tum"))
    assert joined.place(Selection(date(2024, 12, 31))) == "tỉnh Quảng Ngãi và tỉnh Kon Tum"
    three = Names("Thành phố Cần Thơ", together=("Thành phố Cần Thơ", "Tỉnh Hậu Giang", "Tỉnh Sóc Trăng"))
    assert three.place(Selection(date(2024, 12, 31))) == "thành phố Cần Thơ, tỉnh Hậu Giang và tỉnh Sóc Trăng"


def test_a_unit_without_district_level_stands_alone() -> None:
    names = Names("Tỉnh Bắc Ninh", {}, {"09169": "Phường Vũ Ninh"}, {"09169": None})
    assert names.place(Selection(DAY, unit="09169")) == "phường Vũ Ninh"


def test_every_place_begins_with_its_kind() -> None:
    kinds = {"thành phố", "thị xã", "quận", "huyện", "tỉnh", "xã", "phường", "thị trấn", "đặc khu"}
    for unit in reference.units():
        name = vietnamese.in_sentence(unit.name)
        assert any(name.startswith(f"{kind} ") for kind in kinds), unit


def test_the_source_line() -> None:
    line = "Nguồn: danh sách cán bộ, công chức cấp xã, 126/126 đơn vị, tính đến 31/12/2023"
    assert labels.source_line(Coverage(126, 126), DAY, demo=False) == line
    assert labels.source_line(Coverage(126, 126), DAY, demo=True) == f"{line} · Số liệu minh họa"


def test_the_source_line_over_time_tells_dates_apart_that_differ() -> None:
    full = {date(2022, 12, 31): Coverage(126, 126), date(2023, 12, 31): Coverage(126, 126)}
    line = "Nguồn: danh sách cán bộ, công chức cấp xã, 126/126 đơn vị"
    assert labels.source_line_of_dates(full, DAY, demo=False) == f"{line}, tính đến 31/12/2023"
    dates = full | {date(2024, 6, 30): Coverage(1, 126)}
    line_of_dates = f"{line} ngày 31/12/2022, 31/12/2023; 1/126 đơn vị ngày 30/06/2024"
    assert labels.source_line_of_dates(dates, DAY, demo=False) == line_of_dates
    assert labels.source_line_of_dates(dates, DAY, demo=True) == f"{line_of_dates} · Số liệu minh họa"


def test_the_rounding_note_says_only_what_is_true() -> None:
    exact, off = [Decimal("40.00"), Decimal("60.00")], [Decimal("33.33")] * 3
    for rule in Rounding:
        assert labels.rounding_note(rule) == labels.rounding_note(rule, exact) != ""
        assert labels.rounding_name(rule)
    for rule in (Rounding.HALF_UP, Rounding.LARGEST_REMAINDER):
        assert labels.rounding_note(rule, off).endswith("Tổng có thể không bằng 100% do làm tròn.")
        assert labels.rounding_note(rule, exact, off) == labels.rounding_note(rule, off)
    assert "cắt" in labels.rounding_note(Rounding.CUT)
    assert "100%" not in labels.rounding_note(Rounding.HALF_UP, [Decimal("0.00")])


def test_what_was_cut_is_not_said_to_have_been_rounded() -> None:
    cut, off = "Tỷ lệ được cắt ở hai chữ số thập phân, không làm tròn", [Decimal("33.33")] * 3
    assert labels.rounding_note(Rounding.CUT, off) == f"{cut}, nên tổng có thể nhỏ hơn 100%."
    assert labels.rounding_note(Rounding.CUT, [Decimal("25.00")] * 4) == f"{cut}."


def test_the_notes_tell_why_a_share_is_missing() -> None:
    many, few = breakdown("gender", {"male": 20, "female": 10}), breakdown("gender", {"male": 9})
    rule, why = "Tỷ lệ được làm tròn đến hai chữ số thập phân.", "Không tính tỷ lệ trong số dưới 10 người."
    assert labels.share_notes(Rounding.HALF_UP, [many]) == [rule]
    assert labels.share_notes(Rounding.HALF_UP, [many, few]) == [rule, why]
    assert labels.share_notes(Rounding.HALF_UP, [few]) == [why]
    thirds = breakdown("it", {"degree": 10, "certificate": 10, "none": 10})
    assert labels.share_notes(Rounding.HALF_UP, [thirds]) == [f"{rule} Tổng có thể không bằng 100% do làm tròn."]
    assert labels.share_notes(Rounding.HALF_UP, [thirds], all_parts=False) == [rule]


def test_vietnamese_order() -> None:
    ordered = [
        "Phường 1",
        "Phường 2",
        "Phường 10",
        "Phường Châu Khê",
        "Phường Dục Tú",
        "Phường Đáp Cầu",
        "Phường Đình Bảng",
        "Phường Hạp Lĩnh",
        "Xã An Bình",
        "Xã An Thịnh",
        "Xã Ân Thi",
        "Xã Lãng Ngâm",
        "Xã Phú Hòa",
        "Xã Phù Lương",
        "Xã Phú Lương",
        "Xã Tam Đa",
        "Xã Tân Chi",
        "Xã Tân Lãng",
        "Xã Tấn Lãng",
        "Xã Trung Chính",
        "Xã Yên Giả",
    ]
    backwards = ordered[::-1]
    assert sorted(backwards, key=vietnamese.collation_key) == ordered


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trình độ chuyên môn", "trinh-do-chuyen-mon"),
        ("Phường Đáp Cầu, thành phố Bắc Ninh", "phuong-dap-cau-thanh-pho-bac-ninh"),
        ("  Cán bộ/công chức ", "can-bo-cong-chuc"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert vietnamese.slug(text) == expected


@given(st.text())
def test_slugs_are_plain_for_any_text(text: str) -> None:
    assert set(vietnamese.slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(DAY), "trinh-do-chuyen-mon_bac-ninh_2023-12-31.png"),
        (Selection(DAY, "263"), "trinh-do-chuyen-mon_huyen-gia-binh_2023-12-31.png"),
        (
            Selection(DAY, unit_type="ward", category="cadre"),
            "trinh-do-chuyen-mon_bac-ninh_phuong_can-bo_2023-12-31.png",
        ),
    ],
)
def test_file_names(selection: Selection, expected: str) -> None:
    assert labels.file_name("Trình độ chuyên môn", NAMES.slug(selection), DAY, ".png") == expected


def _missing(*places: tuple[str, str | None, str, bool]) -> str:
    units = [
        UnitRow(str(number), name, unit_type=kind, district_code=district, district_name=district, has_roster=sent)
        for number, (name, district, kind, sent) in enumerate(places)
    ]
    return completeness.missing_units(missing_units(units, by_district=True))


def test_missing_units_are_told_by_district() -> None:
    town, city, rural = "Thị xã Quế Võ", "Thành phố Bắc Ninh", "Huyện Gia Bình"
    wards = [(f"Phường {number}", city, "ward", number == 0) for number in range(4)]
    whole = [(f"Xã {number}", town, "commune", False) for number in range(2)]
    mixed = [("Xã An", rural, "commune", False), ("Thị trấn Ba", rural, "township", True)]
    assert _missing(*wards, *whole, *mixed) == ("2/8 đơn vị đã gửi; chưa có: Quế Võ, 3/4 phường của Bắc Ninh, Xã An")
    assert _missing(*((name, district, kind, True) for name, district, kind, _ in wards)) == ""
    alone = [(f"Xã {number}", None, "commune", number == 9) for number in range(10)]
    assert _missing(*alone) == "1/10 đơn vị đã gửi; chưa có: Xã 0, Xã 1, Xã 2, Xã 3, Xã 4 và 4 đơn vị khác"


def test_whole_districts_and_other_units_add_up() -> None:
    districts = [(f"Xã {place}{number}", f"Huyện {place}", "commune", False) for place in "ABCDEF" for number in "12"]
    sent = ("Xã X", "Huyện Khác", "commune", True)
    assert _missing(*districts, sent).endswith("chưa có: A (2), B (2), C (2), D (2), E (2) và 2 đơn vị khác")


def test_where_nothing_is_compared_it_is_said_what_to_do() -> None:
    nobody, part = profile({}, {}, {}), Coverage(1, 126)
    gap = Gap(DAY, part, date(2022, 12, 31), Coverage(126, 126))
    assert labels.how_to_compare(Overview(nobody, None, part, gap)).startswith(
        "Hãy nạp danh sách của các đơn vị còn thiếu"
    )
    assert labels.how_to_compare(Overview(nobody, None, part)).startswith("Hãy nạp danh sách của năm trước")


def test_a_month_is_written_as_documents_have_it() -> None:
    assert [vietnamese.month(number) for number in (1, 2, 3, 10, 12)] == ["01", "02", "3", "10", "12"]
