from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.normalising.dates import PartialDate, find_as_of, read_date

LATEST = date(2023, 12, 31)


def iso(value: object, latest: date = LATEST) -> str | None:
    birth = read_date(value, latest=latest)
    return birth.iso if birth else None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("07/11/1968", "1968-11-07"),
        ("7-11-68", "1968-11-07"),
        ("07.11.1968", "1968-11-07"),
        ("07 / 11 / 1968 ", "1968-11-07"),
        ("07\u00a011\u00a01968", "1968-11-07"),
        ("'07/11/1968", "1968-11-07"),
        ("07\\11\\1968", "1968-11-07"),
        ("07/11/1968 00:00:00", "1968-11-07"),
        ("1968-11-07", "1968-11-07"),
        ("1968-11-07 00:00:00", "1968-11-07"),
        ("1968-11-07T00:00:00", "1968-11-07"),
        ("ngày 7 tháng 11 năm 1968", "1968-11-07"),
        ("NGÀY 07 THÁNG 11, NĂM 1968.", "1968-11-07"),
        ("Sinh ngày: 7/11/1968", "1968-11-07"),
        ("1968-11-07T00:00:00.000Z", "1968-11-07"),
        ("1968-11-07T00:00:00+07:00", "1968-11-07"),
        ("1968-11-06T17:00:00.000Z", "1968-11-06"),
        ("1968-11-07 00:00:00 GMT+0700", "1968-11-07"),
        ("7/11/1968 12:00:00 SA", "1968-11-07"),
        ("Thứ năm, 07/11/1968", "1968-11-07"),
        ("Thứ 5, ngày 7 tháng 11 năm 1968", "1968-11-07"),
        ("T5 7/11/68", "1968-11-07"),
        ("CN, 10/11/1968", "1968-11-10"),
        ("Thursday, November 7, 1968", "1968-11-07"),
        ("Thu, 07 Nov 1968 00:00:00 GMT", "1968-11-07"),
        ("Thu Nov 07 1968 00:00:00 GMT+0700 (Indochina Time)", "1968-11-07"),
        ("Thu Nov 07 1968 00:00:00 GMT+0700 (Giờ Đông Dương)", "1968-11-07"),
        ("Thu Nov 7 00:00:00 ICT 1968", "1968-11-07"),
        ("7/11/1968 12:00 AM", "1968-11-07"),
        ("7/11/1968 0:00:00", "1968-11-07"),
        ("00:00 7/11/1968", "1968-11-07"),
        ("7/11/1968 (55 tuổi)", "1968-11-07"),
        ("1968, 55 tuổi", "1968"),
        ("7/11/68 (55t)", "1968-11-07"),
        ("07-Nov-68", "1968-11-07"),
        ("November 7, 1968", "1968-11-07"),
        ("7-thg 11-1968", "1968-11-07"),
        ("7/XI/1968", "1968-11-07"),
        ("7-11-'68", "1968-11-07"),
        ("ngày 7 tháng mười một năm 1968", "1968-11-07"),
        ("5 tháng năm 1968", "1968-05-05"),
        ("Tháng mười một 1968", "1968-11"),
        ("tháng chạp năm 1968", "1968-12"),
        ("T11/1968", "1968-11"),
        ("Nov-68", "1968-11"),
        ("07111968", "1968-11-07"),
        ("19681107", "1968-11-07"),
        (19681107, "1968-11-07"),
        (20111968.0, "1968-11-20"),
        (7111968, "1968-11-07"),
        ("??/11/1968", "1968-11"),
        ("…/11/1968", "1968-11"),
        ("--/11/1968", "1968-11"),
        ("__/11/1968", "1968-11"),
        ("xx/11/1968", "1968-11"),
        (" /11/1968", "1968-11"),
        ("ngày … tháng 11 năm 1968", "1968-11"),
        ("??/??/1968", "1968"),
        ("ngày … tháng … năm 1968", "1968"),
        ("11/1968", "1968-11"),
        ("tháng 11 năm 1968", "1968-11"),
        ("tháng 11/1968", "1968-11"),
        ("00/11/1968", "1968-11"),
        ("1968-11", "1968-11"),
        ("11/68", "1968-11"),
        ("1968", "1968"),
        ("Sinh năm 1968", "1968"),
        ("00/00/1968", "1968"),
        ("07/00/1968", "1968"),
        (1968, "1968"),
        (1968.0, "1968"),
        (11.1968, "1968-11"),
        (25149, "1968-11-07"),
        (25149.75, "1968-11-07"),
        (date(1968, 11, 7), "1968-11-07"),
        (datetime(1968, 11, 7, 8, 30), "1968-11-07"),  # noqa: DTZ001 - a workbook knows no time zone
    ],
)
def test_every_way_of_writing_a_birth_date_is_read(written: object, expected: str) -> None:
    assert iso(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "Thứ sáu, 07/11/1968", "Chủ nhật, 03/02/1975", "Thứ năm, 11/1968", "T5, ??/11/1968",
        "31/02/1980", "29/02/1975", "00/13/1975", "45/00/1975", "11/25/1968", "7/11/1968 (AL)?", "5/6", "10/12", "75",
        "", "không rõ", "tháng năm 1975", "x/1975", "5/ /1975",
        "07/??/1975", "Mar-05", "5-Mar", "2011968", "15001975", "12/25/1975", "05/03/1975 SA", "05/03/1975 tuổi",
        "12/12/12/1975", "0000", "01/01/0075", "1/1/2024", "01/01/1875", 75, 0, -5,
        45292, 2011968, 19683107, 1968.5, 3.33, 10.75, float("nan"), float("inf"), True, None, timedelta(days=3),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_none_and_never_a_guess(written: object) -> None:
    assert iso(written) is None


@pytest.mark.parametrize(
    ("written", "latest", "expected"),
    [
        ("5/6/03", date(2023, 12, 31), "2003-06-05"),
        ("5/6/43", date(2023, 12, 31), "1943-06-05"),
        ("5/6/42", date(2023, 12, 31), None),
        ("5/6/24", date(2023, 12, 31), None),
        ("5/6/24", date(2044, 12, 31), "2024-06-05"),
        ("5/6/99", date(2044, 12, 31), "1999-06-05"),
        ("31/12/23", date(2023, 12, 30), None),
    ],
)
def test_a_year_of_two_digits_is_one_of_the_last_eighty(written: str, latest: date, expected: str | None) -> None:
    assert iso(written, latest) == expected


DAYS = [
    "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", " %d / %m/%Y", "'%d/%m/%Y", "%Y-%m-%d", "ngày %d tháng %m năm %Y",
    "%d/%m/%y", "%d-%b-%y", "%d-%B-%Y", "%b %d, %Y", "%d-thg %m-%Y", "%d-%m-'%y", "%d tháng %m, %Y", "ngày %d/%m/%Y",
]  # fmt: skip
BEHIND = ["", " 00:00:00", "T00:00:00.000Z", "T23:59:59+07:00", " 12:00:00 SA", " 12:00 AM", " (48 tuổi)"]
MONTHS = ["%m/%Y", "??/%m/%Y", "…/%m/%Y", "--/%m/%Y", "00/%m/%Y", "tháng %m năm %Y", "T%m/%Y", "%b-%Y", "%Y-%m"]
LEFT_OVER = ["?", " AL", " và", "/1/1", " (tạm)", " SA", " 2025", "x", " tuổi", "-"]


ANY_DAY = st.dates(date(1945, 1, 1), LATEST)


@given(ANY_DAY, st.sampled_from(DAYS), st.sampled_from(BEHIND), st.booleans())
def test_every_date_reads_back_from_every_format(day: date, layout: str, behind: str, with_zeros: bool) -> None:
    written = day.strftime(layout)
    if not with_zeros and "%Y-" not in layout:
        written = written.replace(day.strftime("%d"), str(day.day), 1)
    assert iso(written + behind) == day.isoformat()


@given(ANY_DAY, st.sampled_from(DAYS), st.integers(0, 6))
def test_a_day_of_the_week_before_a_date_must_be_its_own(day: date, layout: str, weekday: int) -> None:
    name = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")[weekday]
    expected = day.isoformat() if day.weekday() == weekday else None
    assert iso(f"{name}, {day.strftime(layout).strip(chr(39) + ' ')}") == expected


@given(ANY_DAY, st.sampled_from(["%d%m%Y", "%Y%m%d"]))
def test_every_date_reads_back_from_eight_digits(day: date, layout: str) -> None:
    assert iso(day.strftime(layout)) == day.isoformat()


@given(ANY_DAY, st.sampled_from(MONTHS))
def test_a_day_that_nobody_knows_leaves_year_and_month(day: date, layout: str) -> None:
    assert iso(day.strftime(layout)) == day.isoformat()[:7]


@given(ANY_DAY, st.sampled_from(DAYS + MONTHS), st.sampled_from(LEFT_OVER))
def test_what_is_left_over_makes_a_text_unreadable(day: date, layout: str, rest: str) -> None:
    assert iso(day.strftime(layout) + rest) is None


@given(st.dates(date(1945, 1, 1), LATEST))
def test_a_date_a_serial_number_and_its_parts_agree(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert iso(serial) == iso(day) == day.isoformat()
    assert iso(f"{day.month}/{day.year}") == day.isoformat()[:7]
    birth = read_date(day, latest=LATEST)
    assert birth is not None
    assert birth.number == int(day.strftime("%Y%m%d"))


def test_a_part_that_is_not_said_counts_as_the_first() -> None:
    assert [part.number for part in (PartialDate(1975), PartialDate(1975, 3), PartialDate(1975, 3, 2))] == [
        19750101,
        19750301,
        19750302,
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Tính đến ngày 30/6/2024",
        "(TÍNH ĐẾN NGÀY 30/06/2024)",
        "DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ NĂM 2024 (Tính đến 30 tháng 6 năm 2024)",
        "tính đến hết ngày 30-6-2024",
        "Ti\u0301nh đê\u0301n nga\u0300y 30.06.2024",
        "Tính đến ngày: 30 / 6 / 2024",
        "thời điểm 30/6/2024",
        "Thời điểm báo cáo: ngày 30/06/2024",
        "Số liệu tính đến thời điểm ngày 30/06/2024",
        "Tính đến 24h ngày 30/6/2024",
        "có mặt đến 30/6/2024",
        "Từ ngày 01/01/2024 đến ngày 30/6/2024",
        "Công văn đến 01/02/2024, số liệu tính đến 30/6/2024",
        "(có mặt đến 24h00 ngày 30/06/2024)",
        "tại thời điểm 24 giờ 00 phút ngày 30 tháng 6 năm 2024",
        "Số liệu chốt lúc 17:30 ngày 30/6/2024",
        "DANH SÁCH CÁN BỘ XÃ TAM ĐA - Kỳ báo cáo: 30/06/2024",
        "Kỳ báo cáo: 01/01/2024 - 30/06/2024",
        "Kỳ báo cáo từ 01/01/2024 đến hết ngày 30/06/2024",
        "Số liệu 01/01/2024 đến hết ngày 30/06/2024",
        "Tính đến 30-Jun-2024",
        "Tính đến ngày 30 tháng sáu năm 2024",
        "Tính đến 2024-06-30",
        "Tinh den ngay 30 thang 6 nam 2024",
        "Tính đến 30/6/24",
        "Tính đến ngày 30.06.24.",
    ],
)
def test_the_day_of_a_title_is_found(title: str) -> None:
    assert find_as_of(title) == date(2024, 6, 30)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ NĂM 2024",
        "Bắc Ninh, ngày 05 tháng 7 năm 2024",
        "(Kèm theo Thông tư số 11/2012/TT-BNV ngày 17/12/2012)",
        "Tính đến năm 2024",
        "Tính đến ngày 31/6/2024",
        "Kỳ báo cáo: Quý II/2024",
        "Ngày báo cáo: 05/07/2024",
        "Kỳ báo cáo: ??/06/2024",
        "Tính đến hết tháng 13/2024",
        "Tính đến hết quý 2",
        "Đến hết 16 tháng đầu năm 2024",
        "Tính đến ngày 30/6/20245",
        "Tính đến ngày 30/6/245",
        "Tính đến ngày 30/6/2",
    ],
)
def test_other_dates_are_not_the_rosters_day(title: str) -> None:
    assert find_as_of(title) is None


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("(Tính đến hết quý II/2024)", date(2024, 6, 30)),
        ("Số liệu đến cuối quý 4 năm 2023", date(2023, 12, 31)),
        ("Tính đến hết tháng 02 năm 2024", date(2024, 2, 29)),
        ("Kỳ báo cáo: cuối năm 2023", date(2023, 12, 31)),
        ("DANH SÁCH CÁN BỘ NĂM 2024 (ĐẾN HẾT 6 THÁNG ĐẦU NĂM 2024)", date(2024, 6, 30)),
        ("Tính đến hết ngày 30/6/2024, tháng 12/2023", date(2024, 6, 30)),
    ],
)
def test_the_end_of_a_period_is_the_rosters_day_where_the_title_says_end(title: str, day: date) -> None:
    assert find_as_of(title) == day


@pytest.mark.parametrize("text", ["-" * 30_000, "31/12/2025-" * 3000, "tháng " * 5000, "1 " * 15_000])
def test_texts_without_end_are_none(text: str) -> None:
    assert iso(text) is None
    assert find_as_of(text) is None
    assert find_as_of(f"đến {'31/12/2025-' * 3000}") == date(2025, 12, 31)
