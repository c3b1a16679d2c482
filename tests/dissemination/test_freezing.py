"""A report out of the freezer is the report that went in, to the last digit and type."""

import json
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissemination import freezing
from dissemination.freezing import FrozenError, digest, freeze, thaw
from presentation.charts import Column, Kind, Table
from reports.contents import model
from reports.contents.model import Annex, NumberedChart, Section, Tabular
from tests.reports.invented import LETTERHEAD, report


def kept(**changes: Any) -> dict[str, Any]:
    """Give the frozen report as the database gives it back."""
    return dict(json.loads(json.dumps(freeze(replace(report(), **changes), LETTERHEAD)))) | {}


def kinds(value: Any) -> Any:
    """List the value's types all the way down; `==` takes 1 for 1.0 and a list's place for another's."""
    if is_dataclass(value):
        return (type(value), [kinds(getattr(value, each.name)) for each in fields(value) if each.compare])
    if isinstance(value, dict):
        return (dict, [(kinds(key), kinds(each)) for key, each in value.items()])
    if isinstance(value, list | tuple):
        return (type(value), [kinds(each) for each in value])
    return (type(value), repr(value))


def test_every_kind_of_block_comes_back_as_it_was() -> None:
    back, head = thaw(kept())
    assert back == report()
    assert kinds(back) == kinds(report())
    assert head == LETTERHEAD


@given(
    cells=st.lists(st.one_of(st.none(), st.text(), st.integers(), st.decimals(allow_nan=False, allow_infinity=False)))
)
def test_every_cell_comes_back_as_it_was(cells: list[str | int | Decimal | None]) -> None:
    table = Table((Column("Số", Kind.COUNT),), tuple((cell,) for cell in cells))
    back, _ = thaw(kept(annexes=(Annex("Phụ lục", (Tabular("Bảng", table),)),)))
    assert kinds(back.annexes[0].tables[0].table) == kinds(table)


def test_every_class_that_a_report_is_made_of_can_be_frozen() -> None:
    made_of = {each for each in vars(model).values() if isinstance(each, type) and is_dataclass(each)}
    assert {model.Report, model.Paragraph, model.NumberedChart} < made_of
    assert made_of <= set(freezing._NAMES)


def test_a_numbered_chart_is_kept_under_the_name_that_earlier_publications_have() -> None:
    chart = report().sections[0].blocks[1]
    assert isinstance(chart, NumberedChart)
    (paragraph, plain, *_) = kept()["report"]["sections"]["tuple"][0]["blocks"]["tuple"]
    assert (paragraph["of"], plain["of"]) == ("Paragraph", "Figure")
    earlier = kept()
    earlier["report"]["sections"] = {
        "tuple": [{"of": "Section", "heading": "Khái quát", "blocks": {"tuple": [plain]}}],
    }
    back, _ = thaw(earlier)
    assert back.sections == (Section("Khái quát", (chart,)),)


def test_equal_reports_have_equal_digests_and_others_have_not() -> None:
    first = digest(freeze(report(), LETTERHEAD))
    assert first == digest(kept())
    assert first != digest(kept(place="tỉnh Bắc Giang"))
    assert first != digest(freeze(report(), replace(LETTERHEAD, signer_name="Nguyễn Văn An")))


def test_what_a_report_cannot_hold_is_not_frozen() -> None:
    with pytest.raises(TypeError, match="set"):
        freeze(replace(report(), closing={"x"}), LETTERHEAD)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"schema": 99},
        {"report": {"of": "Path", "x": 1}},
        {"report": {"of": "Report"}},
        {"report": {"tuple": []}},
        {"report": {"decimal": "một"}},
        {"report": {"what": 1}},
        {"report": {"enum": ["Kind", "mười"]}},
    ],
)
def test_what_is_no_report_is_refused(spoilt: dict[str, Any]) -> None:
    with pytest.raises(FrozenError):
        thaw(kept() | spoilt)


def test_the_points_that_are_printed_counts_come_back() -> None:
    section = report().sections[0]
    numbered = section.blocks[1]
    assert isinstance(numbered, NumberedChart)
    assert numbered.chart.native is not None
    series = tuple(replace(each, hollow=frozenset({0, 2})) for each in numbered.chart.native.series)
    chart = replace(numbered.chart, native=replace(numbered.chart.native, series=series))
    changed = replace(section, blocks=(replace(numbered, chart=chart),))
    back, _ = thaw(kept(sections=(changed,)))
    assert back.sections == (changed,)
