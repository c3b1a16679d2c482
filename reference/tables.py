"""The tables of `data/reference/`: their rows, the digest of them all, and the limits of the checks."""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from settings import REFERENCE_DIR, program_version


class ReferenceError(ValueError):
    """A reference table contradicts itself; the message is a Vietnamese sentence that names the file and the line."""


_COLUMNS = {
    "age_bands": "set code from to label short_label",
    "cell_words": "kind word",
    "code_lists": "field code rank label short_label",
    "degree_rules": "field code least_education",
    "date_words": "number word kind",
    "department_roles": "heads spelling role",
    "department_spellings": "spelling name",
    "department_words": "written means",
    "departments": "name bloc body heads holds kept",
    "ethnicities": "code name",
    "ethnicity_spellings": "spelling name",
    "field_groups": "group label",
    "fields": "field label kind list none mark read steps evident told_by kept flat "
    "dimension chart group sentence composition",
    "figure_measures": "code catalogue label short_label unit level kind maximum varies higher "
    "part_of beside group source",
    "figure_spellings": "measure spelling",
    "figure_words": "role words",
    "findings": "rule field at_least page words",
    "form_words": "words role means",
    "form_values": "field code valid_from valid_to",
    "forms/columns": "number key width vertical level1 level2 level3 level4 shows counts total format blank",
    "forms/form": "key value",
    "forms/identities": "parts relation whole sentence",
    "forms/notes": "valid_from valid_to text",
    "forms/remainders": "key kind label counts",
    "forms/titles": "block scope style text",
    "header_spellings": "under spelling meaning strong",
    "heading_kinds": "kind needs meaning strong",
    "heading_words": "kind words role sets",
    "leaving_reasons": "code label group leaves stays source",
    "leaving_words": "meaning words",
    "legacy_letters": "encoding letters unicode where",
    "level_groups": "field code group rank label",
    "limits": "name value",
    "phrase_words": "words role means",
    "question_words": "words role",
    "place_prefixes": "spelling kind",
    "position_spellings": "spelling unit_kind title",
    "position_words": "written means",
    "positions": "title category bloc valid_from valid_to source",
    "problems": "code severity message advice label",
    "quota_present": "measure kinds category blocs without valid_from valid_to source",
    "readiness": "difficulty label question kind name",
    "religion_spellings": "spelling name",
    "religions": "name",
    "retirement_ages": "gender from_year years months source",
    "definitions": "name label definition base source",
    "screen_words": "english vietnamese",
    "sentence_words": "field code words nobody",
    "series_breaks": "field on kind words note source",
    "standards": "field category least except valid_from valid_to source note",
    "training": "field codes label valid_from source",
    "typed_letters": "method sign mark after strong",
    "body_words": "written means",
    "openings": "tier field valid_from valid_to source",
    "bodies": "code name kind parent_code valid_from valid_to identifier certainty source",
    "body_successions": "on old_code old_name new_code new_name extent certainty source",
    "usual_bodies": "name kind valid_from",
    "unit_extents": "extent moves label",
    "unit_kinds": "level kind word valid_from valid_to source",
    "unit_centres": "code latitude longitude area_km2",
    "unit_name_variants": "code name variant",
    "unit_successions": "on old_code old_name new_code new_name extent resolution",
    "unneeded_headings": "words place",
    "units": "code name kind level parent_code valid_from valid_to resolution",
    "level_order": "field code",
    "value_spellings": "field spelling sets",
    "value_words": "field word role",
}
"""Table -> the columns that its readers ask for; each form has its own of a kind."""
_SLASHES = re.compile("/.*/")
_AS_CSV = "hãy lưu tệp dạng CSV UTF-8, ngăn cách bằng dấu phẩy."


class Row(dict[str, str]):
    """A table's row by its columns' names, and where it stands."""

    __slots__ = ("file", "line")
    file: str
    line: int

    @property
    def place(self) -> str:
        """The row's file and line: «fields.csv, dòng 12»."""
        return f"{self.file}, dòng {self.line}"


def rows(name: str) -> list[dict[str, str]]:
    """All rows of `data/reference/<name>.csv`.

    Raises ReferenceError where the file is missing or no such table, or a row has not one cell for each column.
    """
    with _opened(name) as (file, header, lines):
        return [_row(file, lines.line_num, header, cells) for cells in lines if cells]


def records(name: str, columns: Sequence[str]) -> list[tuple[str, ...]]:
    """Several cells of all rows of `data/reference/<name>.csv`, without the rows' places.

    For the largest tables, which each start reads: several times faster than `rows`. Raises as that does.
    """
    with _opened(name) as (file, header, lines):
        picked, width = itemgetter(*map(header.index, columns)), len(header)
        return [
            picked(cells if len(cells) == width else list(_row(file, lines.line_num, header, cells).values()))
            for cells in lines
            if cells
        ]


@contextmanager
def _opened(name: str) -> Iterator[tuple[str, Sequence[str], Any]]:
    """Open a table: its file, its header, the reader of its rows. Raises as `rows`, also for what goes wrong later."""
    file = f"{name}.csv"
    lines = csv.reader(io.StringIO(_text(file), newline=""))
    try:
        header = next(lines, [])
        for column in _COLUMNS.get(_SLASHES.sub("/", name), "").split():
            if column not in header:
                raise ReferenceError(f"{file}, dòng 1: thiếu cột «{column}»; {_AS_CSV}")
        yield file, header, lines
    except csv.Error as error:
        raise ReferenceError(f"{file}, dòng {lines.line_num}: không đọc được; {_AS_CSV}") from error


def _text(file: str) -> str:
    """A table's text, without the mark that Excel sets before it."""
    try:
        content = (REFERENCE_DIR / file).read_bytes()
    except FileNotFoundError as error:
        raise ReferenceError(f"{file}, dòng 1: thiếu bảng tham chiếu này trong thư mục data/reference.") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ReferenceError(f"{file}, dòng {line}: có chữ không phải UTF-8; {_AS_CSV}") from error


def _row(file: str, line: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    row = Row(zip(header, cells, strict=False))
    row.file, row.line = file, line
    if len(cells) != len(header):
        raise wrong_row(row, f"có {len(cells)} ô, trong khi bảng có {len(header)} cột.")
    return row


def day_in(row: Mapping[str, str], column: str) -> date | None:
    """The day in a cell; None for an empty one. Raises ReferenceError for what is no day."""
    try:
        return date.fromisoformat(row[column]) if row[column] else None
    except ValueError as error:
        raise wrong_row(row, f"cột {column} ghi «{row[column]}», không phải là ngày.") from error


def number_in(row: Mapping[str, str], column: str) -> int:
    """The whole number in a cell. Raises ReferenceError for what is none."""
    if not row[column].isdecimal():
        raise wrong_row(row, f"cột {column} ghi «{row[column]}», không phải là số.")
    return int(row[column])


def choice_in(row: Mapping[str, str], column: str, allowed: Sequence[str]) -> str:
    """The word in a cell that is one of those allowed. Raises ReferenceError for another."""
    if row[column] not in allowed:
        known = ", ".join(word or "để trống" for word in allowed)
        name = row["key"] if "key" in row and column == "value" else column
        raise wrong_row(row, f"«{name}» ghi «{row[column]}», chỉ được là: {known}.")
    return row[column]


def share_in(row: Mapping[str, str], column: str) -> Fraction:
    """The number or share, such as 1/3, in a cell. Raises ReferenceError for what is none."""
    try:
        return Fraction(row[column])
    except (ValueError, ZeroDivisionError) as error:
        raise wrong_row(row, f"cột {column} ghi «{row[column]}», không phải là số.") from error


def place_of(row: Mapping[str, str]) -> str:
    """Say where a table's row stands: «fields.csv, dòng 12»; «» for a row of no table."""
    return str(getattr(row, "place", ""))


def wrong_row(row: Mapping[str, str], sentence: str) -> ReferenceError:
    """The error about a row of a table: its file and line, then what is wrong with it."""
    place = place_of(row)
    return ReferenceError(f"{place}: {sentence}" if place else sentence)


def lacking_row(name: str, sentence: str) -> ReferenceError:
    """The error about a row that a table lacks: its file and the line where the row would be added."""
    lines = len(_text(f"{name}.csv").splitlines())
    return ReferenceError(f"{name}.csv, dòng {lines + 1}: {sentence}")


def table_names() -> list[str]:
    """The names of the tables that lie in no folder, in order: those that readers ask for, and whatever is beside."""
    asked = {name for name in _COLUMNS if "/" not in name}
    return sorted(asked | {path.stem for path in REFERENCE_DIR.glob("*.csv")})


def folders(name: str) -> list[str]:
    """The names of the folders in `data/reference/<name>/`, in order."""
    return sorted(path.name for path in (REFERENCE_DIR / name).glob("*") if path.is_dir())


@lru_cache(maxsize=1)
def version() -> str:
    """By which rules numbers were made: the program's version and a digest of all reference tables, «0.1.0+3f9a…».

    Line ends do not count, which another system may write otherwise.
    """
    return f"{program_version()}+{_digest(REFERENCE_DIR.rglob('*.csv'))[:12]}"


def digest_of(*names: str) -> str:
    """Give the SHA-256 of these tables together, as `version` does."""
    return _digest(REFERENCE_DIR / f"{name}.csv" for name in names)


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        name, content = path.relative_to(REFERENCE_DIR).as_posix(), path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


@lru_cache(maxsize=32)
def limit(name: str) -> Fraction:
    """A threshold of the checks by its name in `limits.csv`: years, days, a count, or a share such as 1/3.

    Raises ReferenceError when the table has none of that name.
    """
    values = [share_in(row, "value") for row in rows("limits") if row["name"] == name]
    if len(values) != 1:
        raise lacking_row("limits", f"«{name}» phải có đúng một dòng.")
    return values[0]
