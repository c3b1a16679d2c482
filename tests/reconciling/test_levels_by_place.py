"""Levels of training by district, as offices print them: those who declare none, shares at the end, a slip in a cell.

The table is invented; which cells are wrong is known, for they are put in here.
"""

import csv
from decimal import Decimal
from io import StringIO

import pytest

from etl.published import open_publication
from etl.records import SourceFile
from reconciling.grids import Grid
from reconciling.publication import Reconciliation, published_in, reconcile
from reconciling.words import label_of
from settings import from_environment

HEAD = ("TT", "Đơn vị", "Tổng số", "Thạc sĩ", "Đại học", "Cao đẳng", "Sơ cấp", "Không khai")
ROWS = (
    ("1", "Huyện Hàm Thuận Nam", 23, 2, 15, 6, 0, 0),
    ("2", "Thành phố Gia Nghĩa", 22, 1, 10, 8, 1, 2),
    ("3", "Huyện Krông Nô", 37, 2, 24, 10, 1, 0),
    ("4", "Huyện Đức Trọng", 48, 6, 28, 10, 1, 3),
    ("", "Tổng cộng", 130, 11, 77, 34, 3, 5),
)
SHARES = ("65,22", "45,45", "64,86", "58,33", "59,23")
"""Of those with a first degree in all of each row, rounded half up."""


def _outcome(cells: dict[str, str] | None = None, *, head: tuple[str, ...] = HEAD, last: str = "") -> Reconciliation:
    """Reconcile the table, some of its cells otherwise; `last`: the heading of the shares of each row."""
    rows: list[list[object]] = [list(head), *map(list, ROWS)]
    if last:
        rows = [[*row, share] for row, share in zip(rows, (last, *SHARES), strict=True)]
    for where, text in (cells or {}).items():
        rows[int(where[1:]) - 1]["ABCDEFGHI".index(where[0])] = text
    written = StringIO()
    csv.writer(written, delimiter=";").writerows(rows)
    printed = open_publication(SourceFile("bang.csv", written.getvalue().encode()), from_environment())
    return reconcile(published_in([Grid(s.name, s.rows, s.merges) for s in printed.sheets], printed.text))


def _wrong(outcome: Reconciliation) -> dict[str, int | None]:
    return {v.block.title: v.difference for v in outcome.verdicts if not v.agrees}


def _changes(outcome: Reconciliation) -> list[dict[str, object]]:
    return [
        {
            c.figure.where if c.share is None else c.figure.share_where: c.count if c.share is None else c.share
            for c in each
        }
        for each in outcome.changes
    ]


@pytest.mark.parametrize("rest", ["Không khai", "Chưa khai", "Không rõ", "Khác"])
def test_those_whom_the_levels_leave_are_one_of_the_parts(rest: str) -> None:
    outcome = _outcome(head=(*HEAD[:-1], rest))
    assert (_wrong(outcome), len(outcome.verdicts)) == ({}, len(HEAD[2:]) + len(ROWS))


def test_those_who_declare_nothing_are_counted_of_the_field_before_them() -> None:
    labels = {label_of(figure) for figure in _outcome().published.figures()}
    assert "Trình độ chuyên môn › Không khai › Huyện Krông Nô" in labels
    below = "Trình độ;Số người\nThạc sĩ;11\nĐại học;77\nKhông khai;5\nTổng số;93\n"
    printed = open_publication(SourceFile("b.csv", below.encode()), from_environment())
    figures = published_in([Grid(s.name, s.rows, s.merges) for s in printed.sheets]).figures()
    assert ("Trình độ chuyên môn", "Không khai") in {figure.path[-2:] for figure in figures}


@pytest.mark.parametrize(("cell", "wrong"), [("E5", 2), ("D5", 7), ("G5", 1), ("H3", 1)])
def test_each_column_and_row_is_summed_be_it_ever_so_small(cell: str, wrong: int) -> None:
    row, column = ROWS[int(cell[1:]) - 2], "ABCDEFGH".index(cell[0])
    right = row[column]
    assert isinstance(right, int)
    outcome = _outcome({cell: str(right + wrong)})
    assert _wrong(outcome) == {HEAD[column]: wrong, str(row[1]): wrong}
    assert _changes(outcome) == [{cell: right}]


def test_a_mean_is_not_summed() -> None:
    outcome = _outcome(
        {f"I{row}": age for row, age in enumerate(("40", "41", "42", "43", "42"), 2)}, last="Tuổi trung bình"
    )
    assert _wrong(outcome) == {}


@pytest.mark.parametrize("last", ["Tỷ lệ đại học (%)", "Tỷ lệ ĐH", "% Đại học"])
def test_shares_are_held_against_the_count_that_their_heading_names(last: str) -> None:
    assert _wrong(_outcome(last=last)) == {}
    outcome = _outcome({"I4": "66,16"}, last=last)
    assert _wrong(outcome) == {"Huyện Krông Nô": 0}
    assert _changes(outcome) == [{"I4": Decimal("64.86")}]


def test_shares_that_name_no_column_are_held_against_none() -> None:
    outcome = _outcome(last="Tỷ lệ đại học trở lên (%)")
    assert _wrong(outcome) == {}
    assert [v.block.title for v in outcome.verdicts if v.block.with_shares and v.is_verifiable] == []


def test_a_proposed_change_breaks_nothing_that_agreed() -> None:
    """Two slips in rows and columns of their own: no two cells are proposed that set right the rows alone."""
    outcome = _outcome({"E4": "26", "D5": "7"})
    assert _wrong(outcome) == {"Đại học": 2, "Thạc sĩ": 1, "Huyện Krông Nô": 2, "Huyện Đức Trọng": 1}
    assert _changes(outcome) == [{"E4": 24, "D5": 6}]
    alone = _outcome({"E4": "26", "C4": "39", "C6": "132"})
    assert _wrong(alone) == {"Đại học": 2, "Tổng cộng": -2}
    assert _changes(alone) == [{"E6": 79}]
