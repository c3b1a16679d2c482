"""The charts by name, from a database of invented people, against pandas."""

import re
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

import database
import reference
from presentation import labels
from presentation.charts import Chart, catalogue, counted, of_places, requests
from presentation.comparison import side_by_side
from reference import vietnamese
from reference.territory import is_same_territory, last_day_of_districts
from reports.web.drawings import drawn
from stats.measures import UNIVERSITY_OR_HIGHER, Level, Order
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.people import DATES, PROVINCE, World, complete, fill, withdraw
from tests.presentation.invented import column

DAY = date(2023, 12, 31)
SELECTION = Selection(DAY)


@pytest.fixture
def people(sqlite_url: str) -> World:
    """The invented people; which database holds them is the business of the tests of `StatisticsSource`."""
    return fill(sqlite_url)


def _build(
    world: World, name: str, selection: Selection = SELECTION, order: Order = Order.ENDS, level: Level | None = None
) -> Chart:
    with database.reading(world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        return catalogue.build(source, name, selection, is_demo=False, order=order, level=level)


def test_the_contract_s_names_come_first() -> None:
    assert list(catalogue.CHARTS)[:3] == ["headcount", "education", "it"]
    assert all(name == kind.name for name, kind in catalogue.CHARTS.items())


@pytest.mark.parametrize("name", catalogue.CHARTS)
@pytest.mark.parametrize(
    "selection",
    [SELECTION, Selection(DAY, district="256"), Selection(date(2025, 12, 31)),
     Selection(DAY, unit_type="ward", category="cadre")],
    ids=["province", "district", "no districts", "kinds"],
)  # fmt: skip
def test_every_chart_for_every_kind_of_selection(people: World, name: str, selection: Selection) -> None:
    chart = _build(people, name, selection)
    assert chart.name == name
    assert chart.figure is not None
    assert chart.caption.source.startswith("Nguồn: danh sách cán bộ, công chức cấp xã, ")
    assert re.fullmatch(r"[a-z0-9_-]+_\d{4}-\d\d-\d\d", chart.caption.file_stem)
    assert chart.table.rows


def test_titles_say_who_what_and_when(people: World) -> None:
    titles = {name: _build(people, name).caption.title for name in catalogue.CHARTS}
    assert titles["education"] == "Cán bộ, công chức cấp xã, tỉnh Bắc Ninh · Trình độ chuyên môn · 31/12/2023"
    assert titles["headcount"].endswith(" · Số lượng theo đơn vị cấp huyện · 31/12/2023")
    assert titles["university_trend"].endswith(" · Đại học trở lên qua các năm · 31/12/2021 – 31/12/2023")
    assert _build(people, "education").caption.file_stem == "trinh-do-chuyen-mon_bac-ninh_2023-12-31"


def test_headcount_by_district_is_sorted_by_size(people: World) -> None:
    complete(people.url, DAY)
    chart = _build(people, "headcount")
    sizes = people.on(DAY).groupby("district_name").size()
    totals = column(chart, "Tổng số")
    assert dict(zip(column(chart, "Đơn vị cấp huyện"), totals, strict=True)) == sizes.to_dict()
    assert totals == sorted(totals, key=lambda total: -int(str(total)))


def test_a_district_is_shown_by_commune_and_its_title_says_so(people: World) -> None:
    chart = _build(people, "headcount", Selection(DAY, district="256"))
    here = people.on(DAY)
    sizes = here[here["district_code"] == "256"].groupby("unit_name").size()
    totals = dict(zip(column(chart, "Đơn vị cấp xã"), column(chart, "Tổng số"), strict=True))
    assert {name: total for name, total in totals.items() if total is not None} == sizes.to_dict()
    assert len(totals) == 19
    assert "thành phố Bắc Ninh · Số lượng theo đơn vị cấp xã" in chart.caption.title


def test_without_districts_communes_are_shown(people: World) -> None:
    assert column(_build(people, "headcount", Selection(date(2025, 12, 31))), "Đơn vị cấp xã")


def test_education_and_its_base(people: World) -> None:
    chart = _build(people, "education")
    here = people.on(DAY)
    assert chart.caption.subtitle == f"Số người và tỷ lệ trong tổng số {len(here)} người"
    counts = dict(zip(column(chart, "Trình độ chuyên môn"), column(chart, "Số người"), strict=True))
    assert counts["Đại học"] == int((here["education"] == "bachelors").sum())
    assert counts["Không khai"] == int(here["education"].isna().sum()) > 0
    assert sum(int(str(count)) for count in counts.values()) == len(here)


def _share(count: int, base: int) -> Decimal:
    return (Decimal(count * 100) / base).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_university_by_place_is_sorted_and_compared_with_the_province(people: World) -> None:
    complete(people.url, DAY)
    chart = _build(people, "university_by_place")
    here = people.on(DAY)
    has = here["education"].isin(UNIVERSITY_OR_HIGHER)
    expected: dict[object, Decimal | None] = {
        name: _share(int(has[group.index].sum()), len(group)) if len(group) >= 10 else None
        for name, group in here.groupby("district_name")
    }
    highest_first = sorted((share for share in expected.values() if share is not None), reverse=True)
    expected["Toàn tỉnh"] = _share(int(has.sum()), len(here))
    shares = column(chart, "Tỷ lệ (%)")
    assert dict(zip(column(chart, "Đơn vị cấp huyện"), shares, strict=True)) == expected
    assert shares[:-1] == [*highest_first, *[None] * (len(expected) - 1 - len(highest_first))]
    assert None in shares
    assert chart.caption.notes[-1] == "Không tính tỷ lệ trong số dưới 10 người."


def test_a_trend_beside_the_province_s(people: World) -> None:
    chart = _build(people, "university_trend", Selection(DAY, district="256"))
    assert [c.header for c in chart.table.columns[1:]] == ["Đại học trở lên (%)", "Toàn tỉnh (%)"]
    for row in chart.table.rows:
        day = date(*(int(part) for part in reversed(str(row[0])[:10].split("/"))))
        here = people.on(day)
        assert row[2] == _share(int(here["education"].isin(UNIVERSITY_OR_HIGHER).sum()), len(here))


def test_a_trend_ends_at_the_selected_date(people: World) -> None:
    """Rosters sent later are no part of a report on that date."""
    for name in ("headcount_trend", "university_trend", "it_evidence_trend"):
        chart = _build(people, name, Selection(date(2022, 12, 31)))
        assert [str(row[0])[:10] for row in chart.table.rows] == ["31/12/2021", "31/12/2022"]


@pytest.mark.parametrize("order", [Order.LOWEST, Order.HIGHEST])
def test_the_ends_of_a_ranking_and_the_subtitle_says_so(people: World, order: Order) -> None:
    complete(people.url, DAY)
    chart = _build(people, "university_by_place", order=order, level=Level.UNIT)
    assert len(chart.table.rows) <= 21
    shares = [share for share in column(chart, "Tỷ lệ (%)")[:-1] if isinstance(share, Decimal)]
    assert shares == sorted(shares, reverse=order is Order.HIGHEST)
    which = {Order.LOWEST: "thấp nhất", Order.HIGHEST: "cao nhất"}[order]
    assert re.search(rf" · \d+ đơn vị {which} trong 126 đơn vị$", chart.caption.subtitle)


def test_all_communes_by_name_are_none_left_out(people: World) -> None:
    complete(people.url, DAY)
    chart = _build(people, "headcount", order=Order.NAME, level=Level.UNIT)
    names = [str(name) for name in column(chart, "Đơn vị cấp xã")]
    assert len(names) == 126
    assert names == sorted(names, key=vietnamese.collation_key)
    assert "trong 126 đơn vị" not in chart.caption.subtitle


def test_every_commune_lies_in_one_band(people: World) -> None:
    sizes = people.on(DAY).groupby("unit_code").size()
    for name in ("headcount_distribution", "university_distribution", "it_evidence_distribution"):
        chart = _build(people, name)
        assert sum(int(str(number)) for number in column(chart, "Số đơn vị")) >= len(sizes)
    bands = dict(
        zip(*(column(_build(people, "university_distribution"), h) for h in ("Tỷ lệ", "Số đơn vị")), strict=True)
    )
    assert int(str(bands["dưới 10 người"])) >= int((sizes < 10).sum()) > 0


@pytest.mark.parametrize("level", [Level.UNIT_TYPE, Level.SIZE])
def test_communes_put_together_count_everybody(people: World, level: Level) -> None:
    here = people.on(DAY)
    chart = _build(people, "headcount", level=level)
    totals = dict(zip(column(chart, labels.level_name(level)), column(chart, "Tổng số"), strict=True))
    assert sum(int(str(total)) for total in totals.values()) == len(here)
    if level is Level.UNIT_TYPE:
        assert totals["Phường"] == int((here["unit_type"] == "ward").sum())


def test_chosen_places_stand_in_the_order_of_the_choice(people: World) -> None:
    here = people.on(DAY)
    unit = str(here["unit_code"].iloc[0])
    with database.reading(people.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        places = ("258", unit, "256")
        chart = catalogue.build(source, "headcount", SELECTION, is_demo=False, places=places)
        table = side_by_side(source, SELECTION, places)
    expected = [int((here["district_code"] == "258").sum()), int((here["unit_code"] == unit).sum())]
    assert column(chart, "Tổng số")[:2] == expected
    assert [str(cell) for cell in table.rows[0][:4]] == ["Tổng số", str(len(here)), *map(str, expected)]
    province, district = (c.header for c in table.columns[1:3])
    assert province == f"Toàn tỉnh ({here['unit_code'].nunique()}/126)"
    assert district.split(" (")[0] == "Huyện Yên Phong"
    women = next(row for row in table.rows if row[0] == "Nữ")
    assert str(women[1]).startswith(f"{int((here['gender'] == 'female').sum())} · ")


def test_communes_of_one_name_bear_their_districts(people: World) -> None:
    """By commune of the whole province: two wards are called Ninh Xá."""
    with database.reading(people.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        question = requests.ChartRequest(source, SELECTION, False, Order.ALL)
        grouped = source.grouped(SELECTION, "category", "unit")
        lines = of_places._lines(grouped, grouped.groups, question)
    names = [group.name for group in lines.groups]
    assert "Phường Ninh Xá (Thành phố Bắc Ninh)" in names
    assert "Phường Ninh Xá (Thị xã Thuận Thành)" in names
    assert "Phường Ninh Xá" not in names


def test_the_rounding_rule_is_told(people: World) -> None:
    assert _build(people, "education").caption.notes[0].startswith("Tỷ lệ được làm tròn đến hai chữ số thập phân.")


def test_demonstration_data_say_so(sqlite_url: str) -> None:
    fill(sqlite_url, is_demo=True)
    with database.reading(sqlite_url) as connection:
        chart = catalogue.build(
            StatisticsSource.of_connection(connection, PROVINCE), "it", Selection(date(2021, 12, 31)), is_demo=True
        )
    assert chart.caption.is_demo
    assert chart.caption.source.endswith("Số liệu minh họa")


def test_one_date_gives_a_sentence(sqlite_url: str) -> None:
    fill(sqlite_url, is_demo=True)
    with database.reading(sqlite_url) as connection:
        chart = catalogue.build(
            StatisticsSource.of_connection(connection, PROVINCE),
            "university_trend",
            Selection(date(2021, 12, 31)),
            is_demo=True,
        )
    assert chart.figure is None
    assert chart.note
    assert chart.caption.title.endswith(" · Đại học trở lên qua các năm · 31/12/2021")


def test_a_trend_marks_the_dates_that_lack_units(people: World) -> None:
    for day in (date(2022, 12, 31), DAY):
        complete(people.url, day)
    later = date(2024, 12, 31)
    withdraw(people.url, later, 1)
    for name in ("headcount_trend", "university_trend"):
        chart = _build(people, name, Selection(later))
        assert chart.figure is not None
        ticks = [re.sub("^(<br>)+", "", tick) for tick in chart.figure["layout"]["xaxis"]["ticktext"]]
        assert ticks[1:3] == ["31/12<br>2022", "31/12<br>2023"]
        assert re.fullmatch(r"31/12<br>2024<br>1/\d+ đơn vị", ticks[3])
        assert "126/126 đơn vị ngày 31/12/2022, 31/12/2023; 1/" in chart.caption.source


def test_every_field_with_levels_is_a_chart_that_counts_everybody(people: World) -> None:
    here = people.on(DAY)
    for field in (*catalogue.OTHER_FIELDS, "education", "it"):
        chart = _build(people, field)
        counts = dict(zip(column(chart, reference.field_label(field)), column(chart, "Số người"), strict=True))
        assert sum(int(str(count)) for count in counts.values()) == len(here), field
        assert chart.caption.title.endswith(f"{reference.field_label(field)} · 31/12/2023")
    assert set(reference.code_lists()) - {"unit_type", "category", "contract_kind"} <= catalogue.CHARTS.keys()


def test_ethnic_groups_and_religions_are_told_in_two_groups(people: World) -> None:
    here = people.on(DAY)
    chart = _build(people, "ethnicity")
    assert column(chart, "Dân tộc") == ["Kinh", "Dân tộc thiểu số", "Không khai"]
    kinh, silent = int((here["ethnicity"] == "Kinh").sum()), int(here["ethnicity"].isna().sum())
    assert column(chart, "Số người") == [kinh, len(here) - kinh - silent, silent]
    faithful = here["religion"].notna() & (here["religion"] != "Không")
    assert column(_build(people, "religion"), "Số người")[0] == int(faithful.sum())


def test_who_has_no_it_has_none_of_its_kinds(people: World) -> None:
    here = people.on(DAY)
    chart = _build(people, "it_detail")
    counts = dict(zip(column(chart, "Tin học (chi tiết)"), column(chart, "Số người"), strict=True))
    none = here["it_detail"].isna() & (here["it"] == "none")
    assert counts["Không có"] == int(none.sum()) > 0
    assert counts["Không khai"] == int((here["it_detail"].isna() & ~none).sum())


def test_a_small_place_has_counts_alone(people: World) -> None:
    sizes = people.on(DAY).groupby("unit_code").size()
    code = str(sizes.idxmin())
    assert sizes[code] < 10
    selection = Selection(DAY, unit=code)
    chart = _build(people, "education", selection)
    assert [c.header for c in chart.table.columns] == ["Trình độ chuyên môn", "Số người"]
    assert chart.caption.subtitle == f"Số người trong tổng số {sizes[code]} người"
    assert chart.caption.notes == ("Không tính tỷ lệ trong số dưới 10 người.",)
    assert "%" not in chart.alt
    assert chart.figure is not None
    assert "%" not in str(chart.figure["data"])


def test_a_trend_leaves_out_the_dates_with_too_few_people(people: World) -> None:
    sizes = Counter(zip(people.frame["unit_code"], people.frame["as_of"], strict=True))
    small, large = ({code for (code, _), size in sizes.items() if (size < 10) is few} for few in (True, False))
    last = max(day for day in DATES if day <= last_day_of_districts())  # a code of 2025 may be another unit's
    code = min(code for code in small & large if is_same_territory(code, min(DATES), last))
    chart = _build(people, "university_trend", Selection(last, unit=code))
    assert len(chart.table.rows) > 1
    for row in chart.table.rows:
        day = date(*(int(part) for part in reversed(str(row[0]).split("/"))))
        assert (row[1] is None) == (sizes[code, day] < 10)
    assert chart.table.columns[1].header == "Đại học trở lên (%)"


def test_comings_and_goings_of_a_part_are_joined_to_no_others(people: World) -> None:
    chart = _build(people, "movement_series", Selection(date(2025, 12, 31)))
    assert [each.row for each in chart.native.breaks] == [len(chart.native.days) - 1]
    assert chart.figure is not None
    assert len(chart.figure["layout"]["shapes"]) == 1


def test_comings_and_goings_of_two_dates_are_a_sentence_that_names_both(people: World) -> None:
    first, second = sorted(DATES)[:2]
    chart = _build(people, "movement_series", Selection(second))
    assert chart.figure is None
    ((_, came, went),) = chart.table.rows
    days = f"{vietnamese.day(first)} và {vietnamese.day(second)}"
    assert f"({days}: {came} người vào, {went} người ra)" in chart.note
    assert "một ngày" not in chart.note


def test_one_reason_is_a_sentence(people: World) -> None:
    chart = _build(people, "leavers_by_reason", Selection(date(2024, 12, 31)))
    assert chart.figure is None
    assert "rời đi đều là «Chưa rõ lý do»" in chart.note
    assert len(chart.table.rows) == 1


def test_an_unknown_name_is_an_error(people: World) -> None:
    with pytest.raises(KeyError):
        _build(people, "pie")


@pytest.mark.parametrize("name", ["headcount", "education_by_place", "university_by_place"])
def test_places_without_a_roster_stay_as_empty_rows(people: World, name: str) -> None:
    withdraw(people.url, DAY, 1)
    chart = _build(people, name)
    (district, *numbers), *others = (row for row in chart.table.rows if not str(row[0]).startswith("Toàn tỉnh"))
    assert district == "Thành phố Bắc Ninh (1/19)"
    assert numbers[0] is not None
    assert len(others) == 7
    assert all(row[1:] == (None,) * len(numbers) for row in others)
    assert others[0][0] == "Huyện Gia Bình (0/14)"
    assert str(chart.figure).count("chưa có số liệu") == 7
    assert chart.caption.notes[-1].startswith("1/126 đơn vị đã gửi; chưa có: Gia Bình (14), Lương Tài (14), ")


@pytest.mark.parametrize("name", ["trend_headcount", "headcount_trend"])
def test_a_date_of_a_part_says_so_below_the_axis_and_in_the_table(people: World, name: str) -> None:
    chart = _build(people, name)
    assert chart.table.rows[-1][0] == "31/12/2023 (16/126 đơn vị)"
    assert "16/126 đơn vị" in str(chart.figure)
    assert "<text" in (drawing := str(drawn(chart)))
    assert ">31/12/2023<" in drawing


def test_the_largest_place_is_that_of_those_that_have_sent(people: World) -> None:
    assert " đông nhất trong các nơi đã gửi: " in str(_build(people, "headcount").caption.heading)


def test_a_number_leads_to_nobody_where_no_address_says_whom_it_counts() -> None:
    assert counted.of_codes("education", ("masters", "doctorate")) == (("education", "masters|doctorate"),)
    assert counted.of_codes("education", ("masters", None)) is None
    assert counted.of_codes("education", (None,)) == (("education", None),)
