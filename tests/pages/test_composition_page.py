"""«Cơ cấu» opens with the pyramid and a card for each declared field."""

from tests.pages.conftest import Opener, page_text, words
from tests.people import END_2023, World


def test_the_page_shows_the_pyramid_and_fields_by_gender(world: World, opened: Opener) -> None:
    app = opened("pages/figures/composition.py", as_of="2023-12-31")
    assert not app.exception
    heads = words(app.header)
    assert heads[0] == "Tháp tuổi theo giới tính"
    assert "Trình độ chuyên môn theo giới tính" in heads
    women = int((world.on(END_2023)["gender"] == "female").sum())
    assert f"nữ {women} người" in page_text(app)
    is_declared = bool(world.on(END_2023)["seniority"].notna().any())
    assert ("Thâm niên theo giới tính" in heads) == is_declared
    assert any("thâm niên" in text for text in words(app.caption)) != is_declared, "what the page lacks is said"
    assert world.url
