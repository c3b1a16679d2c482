from datetime import date

import pytest

from dashboard.selection_from_url import Place, Places, Remark, places_on, settle
from stats.selection import Selection

NEW, OLD = date(2023, 12, 31), date(2022, 12, 31)
PLACES = Places(
    (Place("259", "Huyện Lương Tài", "rural_district"), Place("260", "Huyện Gia Bình", "rural_district")),
    (
        Place("09001", "Xã Một", "commune", "259"),
        Place("09002", "Phường Hai", "ward", "260"),
    ),
)


def settled(**query: str) -> tuple[Selection, tuple[str, ...]]:
    return settle(query, [NEW, OLD], lambda _day, _view, _level: PLACES)


def test_an_empty_link_is_the_newest_date_and_says_nothing() -> None:
    assert settled() == (Selection(NEW), ())


def test_without_a_valid_date_the_default_is_shown_and_named() -> None:
    assert settle({}, [NEW, OLD], lambda _day, _view, _level: PLACES, OLD) == (Selection(OLD), ())
    selection, (sentence,) = settle({"as_of": "hôm qua"}, [NEW, OLD], lambda _day, _view, _level: PLACES, OLD)
    assert selection == Selection(OLD)
    assert sentence.endswith("đang xem ngày 31/12/2022.")
    assert settle({"as_of": NEW.isoformat()}, [NEW, OLD], lambda _day, _view, _level: PLACES, OLD)[0] == Selection(NEW)


def test_a_valid_link_is_taken_word_by_word() -> None:
    selection, sentences = settled(as_of="2022-12-31", district="260", unit="09002", unit_type="ward", category="cadre")
    assert selection == Selection(OLD, "260", "09002", "ward", "cadre")
    assert sentences == ()


def test_a_unit_brings_its_district() -> None:
    assert settled(unit="09001")[0].district == "259"


def test_a_province_of_before_is_a_place_and_leaves_the_districts_and_communes_of_its_own() -> None:
    bac_giang, bac_ninh = Place("24", "Tỉnh Bắc Giang", "province"), Place("27", "Tỉnh Bắc Ninh", "province")
    lang_giang = Place("217", "Huyện Lạng Giang", "rural_district", old_province="24")
    lim = Place("09319", "Thị trấn Lim", "township", None, "27")
    places = Places((lang_giang,), (lim,), (bac_giang, bac_ninh))

    def settle_in(**query: str) -> tuple[Selection, tuple[str, ...]]:
        return settle(query, [NEW, OLD], lambda _day, _view, _level: places)

    assert settle_in(old_province="24") == (Selection(NEW, old_province="24"), ())
    assert settle_in(old_province="24", district="217")[0] == Selection(NEW, "217")
    selection, (sentence,) = settle_in(old_province="60")
    assert selection == Selection(NEW)
    assert sentence == "Không có Tỉnh Bình Thuận tại ngày 31/12/2023; đang xem toàn tỉnh."
    assert (places.districts_of("24"), places.districts_of("27")) == ((lang_giang,), ())
    assert (places.units_of(None, "24"), places.units_of(None, "27")) == ((), (lim,))
    above = [Selection(NEW), Selection(NEW, "217"), Selection(NEW, unit="09319"), Selection(NEW, old_province="24")]
    assert [places.old_province_above(each) for each in above] == [None, "24", "27", "24"]
    assert PLACES.old_province_above(Selection(NEW, "259")) is None


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({"as_of": "hôm qua"}, "«hôm qua»"),
        ({"as_of": "1999-12-31"}, "«1999-12-31»"),
        ({"district": "999"}, "«999»"),
        ({"unit": "1' OR 1"}, "«1' OR 1»"),
        ({"unit_type": "special_zone"}, "«special_zone»"),
        ({"category": "boss"}, "«boss»"),
    ],
)
def test_a_wrong_word_falls_back_and_is_named_in_one_sentence(query: dict[str, str], word: str) -> None:
    selection, sentences = settled(**query)
    assert selection == Selection(NEW)
    assert len(sentences) == 1
    assert word in sentences[0]


def test_a_unit_outside_the_chosen_district_is_left_out() -> None:
    selection, sentences = settled(district="259", unit="09002")
    assert selection == Selection(NEW, "259")
    assert sentences == ("Phường Hai không thuộc Huyện Lương Tài; đang xem cả Huyện Lương Tài.",)


def test_units_of_a_district_and_the_types_that_exist() -> None:
    assert [unit.code for unit in PLACES.units_of("260")] == ["09002"]
    assert len(PLACES.units_of(None)) == 2
    assert [value.code for value in PLACES.unit_types()] == ["commune", "ward"]


def test_places_are_those_of_the_register_on_the_day() -> None:
    then, now = places_on(NEW, "24"), places_on(date(2025, 12, 31), "24")
    assert (len(then.districts), len(then.units)) == (8 + 10, 126 + 209), "with Bắc Giang, which went into it"
    assert all(unit.district for unit in then.units)
    assert (len(now.districts), len(now.units)) == (0, 99)
    assert {unit.district for unit in now.units} == {None}


def test_places_are_offered_in_vietnamese_order() -> None:
    names = [unit.name for unit in places_on(NEW, "24").units]
    # Đ comes after D and before E; a sort by code points would put it last.
    assert names.index("Phường Đáp Cầu") < names.index("Phường Hạp Lĩnh") < names.index("Xã Đại Bái")


def test_communes_of_one_name_are_offered_with_their_districts() -> None:
    """Bắc Ninh had two wards Ninh Xá; inside one district the name is enough."""
    places = places_on(NEW, "24")
    names = places.names_of(places.units)
    alike = sorted(name for name in names.values() if name.startswith("Phường Ninh Xá"))
    assert alike == ["Phường Ninh Xá (Thành phố Bắc Ninh)", "Phường Ninh Xá (Thị xã Thuận Thành)"]
    assert len(set(names.values())) == len(names) == len(places.units)
    home = next(unit.district for unit in places.units if unit.name == "Phường Ninh Xá")
    assert "Phường Ninh Xá" in places.names_of(places.units_of(home)).values()


def test_a_commune_that_ended_leads_to_the_one_that_its_people_are_in() -> None:
    """Xã Tân Thành of Đức Trọng went into Xã Tân Hội on 01/7/2025; two other communes of Lâm Đồng bore its name."""
    then, now = places_on(NEW, "68"), date(2025, 12, 31)
    (duc_trong,) = [place.code for place in then.districts if place.name == "Huyện Đức Trọng"]
    (unit,) = [place.code for place in then.units if (place.name, place.district) == ("Xã Tân Thành", duc_trong)]
    query = {"as_of": now.isoformat(), "district": duc_trong, "unit": unit}
    selection, (remark,) = settle(query, [now, NEW], lambda day, _view, _level: places_on(day, "68"))
    assert selection == Selection(now)
    assert remark == (
        "Không có Xã Tân Thành (Huyện Đức Trọng) tại ngày 31/12/2025, nay thuộc Xã Tân Hội; đang xem tất cả đơn vị."
    )
    assert isinstance(remark, Remark)
    ((words, heir),) = [(words, place) for words, place in remark.pieces if place]
    assert words == "Xã Tân Hội"
    assert heir.unit in {place.code for place in places_on(now, "68").units if place.name == "Xã Tân Hội"}
