"""Bodies in titles and names of files: every one of a province, in capitals, without «và», without tones."""

from datetime import date

import pytest

from etl.normalising.bodies import body_in
from reference.bodies import Body, Tier, bodies_on
from reference.vietnamese import slug

_DAY = date(2025, 12, 31)
_OFFICES = [body for body in bodies_on(_DAY, "24", Tier.PROVINCE) if body.name.startswith("Sở ")]


@pytest.mark.parametrize("body", _OFFICES, ids=lambda body: body.code)
def test_an_office_is_named_by_a_title_or_a_file(body: Body) -> None:
    name = body.name
    without_and = name.replace(" và ", " ")
    titles = (f"DANH SÁCH CÔNG CHỨC {name.upper()}", name, without_and, f"{slug(name)}_2025", slug(name).upper())
    for title in titles:
        there = body_in(title, _DAY, "24")
        assert there is not None, title
        assert there.code == body.code, title


def test_two_offices_are_none() -> None:
    assert body_in("SỞ NỘI VỤ, SỞ TÀI CHÍNH", _DAY, "24") is None
