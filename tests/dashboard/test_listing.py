"""Tables of the screens."""

from dashboard.parts import listing


def test_a_table_of_people_in_no_place_has_a_key_that_streamlit_takes() -> None:
    finished = listing.finish(listing.of_rows("Từng nơi", ["Đơn vị", "Người"], [("Nơi khác", 3)], codes=[""]))
    assert "__" not in finished.key_of("movements")
