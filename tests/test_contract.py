"""`docs/contract.md` says what the command line and the flat table are: here it is held to the code."""

import argparse
import importlib
import json
import re
from dataclasses import fields
from datetime import date
from typing import Any

import pytest

import manage
import reference
from commands import common, dispatch
from commands.answers import Answer, print_json
from etl.problems import problem
from etl.records import FileReport, LoadReport, SheetReport, TotalReport
from presentation.charts.catalogue import CHARTS
from reports.catalogue import REPORTS
from reports.pictures.chart_files import FORMS
from settings import ROOT
from stats import queries
from stats.measures import axis, crosstab
from stats.names import Names

CONTRACT = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
_BUILT_IN = ("-h", "--help")


def _section(title: str) -> str:
    """Read what stands under a heading, down to the next one of its own or a higher level."""
    level = title.split()[0]
    body = CONTRACT.split(f"\n{title}\n", 1)[1]
    return re.split(rf"^#{{2,{len(level)}}} ", body, maxsplit=1, flags=re.MULTILINE)[0]


def _rows(text: str, head: str) -> dict[str, str]:
    """Read the rows of the table whose first head is `head`: the first cell's name -> the rest of the line."""
    lines = text.split(f"| {head} |", 1)[1].splitlines()[2:]
    end = next((at for at, line in enumerate(lines) if not line.startswith("|")), len(lines))
    cells = (line.strip("| ").split(" | ", 1) for line in lines[:end])
    return {first.strip("`").split()[0]: rest for first, rest in cells}


def _actions(command: str) -> list[argparse.Action]:
    module = importlib.import_module(f"commands.{command}")
    parser = common.Parser(prog=command)
    module.add_arguments(parser)
    return [action for action in parser._actions if not set(action.option_strings) & set(_BUILT_IN)]


def _sample(name: str) -> dict[str, Any]:
    block = re.search(rf"^```json {name}\n(.*?)^```", CONTRACT, re.MULTILINE | re.DOTALL)
    assert block
    sample: dict[str, Any] = json.loads(block[1])
    return sample


def test_every_command_has_its_section() -> None:
    assert re.findall(r"^### `(\w+)`$", _section("## Commands"), re.MULTILINE) == list(manage.commands())


@pytest.mark.parametrize("command", manage.commands())
def test_the_options_of_a_command_are_those_of_its_parser(command: str) -> None:
    text = _section(f"### `{command}`")
    assert re.search(rf"^`{command}\b", text, re.MULTILINE), "a line that says how it is called"
    documented, options = _rows(text, "option"), {}
    for action in _actions(command):
        if not action.option_strings:
            assert all(f"`{choice}`" in text for choice in action.choices or ())
            continue
        (option,) = action.option_strings
        options[option] = action
    assert list(documented) == list(options)
    for option, action in options.items():
        row = documented[option]
        assert all(f"`{choice}`" in row for choice in action.choices or ()), option
        assert action.required == row.endswith("; required"), option
        if isinstance(action.default, str | int) and not isinstance(action.default, bool):
            assert f"{action.default}" in row, option


def test_the_exit_statuses() -> None:
    documented = [int(status) for status in _rows(_section("## Exit statuses"), "status")]
    assert documented == [common.DONE, common.DEFECT, common.WRONG_WORDS, common.REFUSED, dispatch.INTERRUPTED]
    assert tuple(documented[2:]) == (manage.WRONG_WORDS, manage.REFUSED, manage.INTERRUPTED)


def test_the_flat_tables_columns_and_their_order() -> None:
    assert tuple(_rows(_section("## The flat table"), "column")) == queries.FLAT_COLUMNS


def test_the_flat_tables_codes_and_their_order() -> None:
    rows = _rows(_section("## The flat table"), "column")
    lists = {field: [value.code for value in values] for field, values in reference.code_lists().items()}
    documented = {column: re.findall(r"`(\w+)`", row) for column, row in rows.items() if column in lists}
    assert documented == {column: lists[column] for column in documented}
    assert set(documented) == set(lists) & set(queries.FLAT_COLUMNS)


def test_stats_takes_the_columns_and_three_dimensions_more() -> None:
    row = _rows(_section("### `stats`"), "option")["--by"]
    assert {*queries.FLAT_COLUMNS, *re.findall(r"`(\w+)`", row)} == set(queries.DIMENSIONS)


def test_the_object_of_load_has_the_keys_of_the_report() -> None:
    sample = _sample("load")
    assert list(sample) == list(LoadReport(None, "refused").as_json())
    file = sample["files"][0]
    shapes = [(file, FileReport), (file["sheets"][0], SheetReport), (file["totals"][0], TotalReport)]
    for part, shape in shapes:
        assert set(part) == {field.name for field in fields(shape)}
    assert set(sample["problems"][0]) == set(problem("no_unit", people=1).as_json())


def test_the_object_of_stats_has_the_keys_that_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    counts: queries.Counts = {("doctorate",): 2, (None,): 4}
    table = crosstab([axis("education", 0, counts)], counts)
    names = Names("Tỉnh Bắc Ninh", {}, {}, {})
    for is_demo in (False, True):
        print_json(Answer(date(2023, 12, 31), {}, table, names, is_demo))
        printed = json.loads(capsys.readouterr().out)
        sample = _sample("stats") | ({"demo": True} if is_demo else {})
        assert list(printed) == list(sample)
        assert printed["rows"][0].keys() == printed["rows"][-1].keys() == sample["rows"][0].keys()
    assert '`"demo": true`' in _section("## `stats --format json`")


def test_the_reports_with_their_endings() -> None:
    documented = _rows(_section("### `report`"), "report")
    assert {name: tuple(re.findall(r"`(\.\w+)`", row)) for name, row in documented.items()} == {
        name: kind.suffixes for name, kind in REPORTS.items()
    }


def test_the_endings_of_a_chart() -> None:
    line = next(line for line in _section("### `chart`").splitlines() if line.startswith("`chart NAME`"))
    assert re.findall(r"`\.(\w+)`", line) == list(FORMS)


def test_the_charts_whose_names_stay() -> None:
    line = next(line for line in _section("### `chart`").splitlines() if line.startswith("The names"))
    named = re.findall(r"`(\w+)`", line)
    assert named == list(CHARTS)[: len(named)]
