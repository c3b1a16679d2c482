"""The tables of `data/reference/` as they are read: every row has its cells, an error names file and line."""

from pathlib import Path

import pytest

import reference
from settings import REFERENCE_DIR


@pytest.mark.parametrize("path", sorted(REFERENCE_DIR.rglob("*.csv")), ids=lambda path: path.stem)
def test_every_row_has_a_cell_for_each_column(path: Path) -> None:
    assert reference.rows(path.relative_to(REFERENCE_DIR).with_suffix("").as_posix())


@pytest.mark.parametrize("row", ["few,18", "many,18,years,more"])
def test_a_row_of_another_length_is_named_by_file_and_line(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "limits.csv").write_text(f'name,value,meaning\na,1,"two\nlines"\n\n{row}\n', encoding="utf-8")
    monkeypatch.setattr("reference.tables.REFERENCE_DIR", tmp_path)
    cells = row.count(",") + 1
    with pytest.raises(reference.ReferenceError, match=rf"^limits\.csv, dòng 5: có {cells} ô"):
        reference.rows("limits")


def test_a_missing_table_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reference.tables.REFERENCE_DIR", tmp_path)
    with pytest.raises(reference.ReferenceError, match=r"limits\.csv"):
        reference.rows("limits")
