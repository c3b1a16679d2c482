"""«Cơ cấu» opens with the pyramid and a card for each declared field."""

from dashboard.figures import composition
from tests.pages.conftest import Opener, headings, page_text, words
from tests.people import END_2023, World


def test_the_page_shows_the_pyramid_and_fields_by_gender(world: World, opened: Opener) -> None:
    app = opened("pages/figures/composition.py", as_of="2023-12-31")
    assert not app.exception
    heads = headings(app)
    assert heads[0] == "Tháp tuổi theo giới tính"
    assert "Trình độ chuyên môn theo giới tính" in heads
    women = int((world.on(END_2023)["gender"] == "female").sum())
    assert f"nữ {women} người" in page_text(app)
    is_declared = bool(world.on(END_2023)["seniority"].notna().any())
    assert ("Thâm niên theo giới tính" in heads) == is_declared
    assert any("thâm niên" in text for text in words(app.caption)) != is_declared, "what the page lacks is said"
    assert world.url


def test_each_field_stands_in_a_part_and_its_table_in_the_workbook_of_all(world: World, opened: Opener) -> None:
    whole = opened("pages/figures/composition.py", as_of="2023-12-31", part="all")
    declared = [text for text in headings(whole) if text.endswith("theo giới tính")]
    assert len(declared) > 8
    seen = []
    for part in composition.PARTS:
        app = opened("pages/figures/composition.py", as_of="2023-12-31", part=part)
        assert not app.exception
        seen += [text for text in headings(app) if text.endswith("theo giới tính")]
        assert len(app.session_state["charts_on_page"]) == len(declared)
    assert sorted(seen) == sorted(declared)
    assert world.url
