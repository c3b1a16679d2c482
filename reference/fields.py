"""The catalogue of fields: `fields.csv`, one row for everything that is known of a field of a person or of a measure.

How a field is read from rosters, where it is kept, and where it is shown follows from its row. Rows are checked when
they are read; `docs/data-dictionary.md` tells the columns.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from reference.codes import code_lists
from reference.tables import rows, table_names, wrong_row

OWN_PAGE = "own"
"""The group of a field that has a page of its own."""


class Kind(StrEnum):
    """The values that a field can have."""

    CODE = "code"
    """A code of `code_lists.csv`."""
    YES_NO = "yes_no"
    """The code `yes` or `no`."""
    LIST = "list"
    """A name of an official list."""
    TEXT = "text"
    NAME = "name"
    DATE = "date"
    BAND = "band"
    """A band of `age_bands.csv`."""
    PLACE = "place"
    COUNT = "count"
    HEADING = "heading"
    """Nothing of its own: it is only told by the headings of a roster."""


class Reading(StrEnum):
    """The ways of reading the cells under a heading of the field."""

    CODES = "codes"
    """By `value_spellings.csv`, or as marks."""
    LIST = "list"
    """By the spellings of the official list."""
    TEXT = "text"
    """As they are written."""
    LATER = "later"
    """As texts that are understood together with others: units, posts."""
    NOT = ""
    """By code of its own, or not at all."""


_READINGS = {
    Kind.CODE: (Reading.CODES, Reading.NOT),
    Kind.YES_NO: (Reading.CODES, Reading.NOT),
    Kind.LIST: (Reading.LIST,),
    Kind.TEXT: (Reading.TEXT, Reading.LATER, Reading.NOT),
    Kind.PLACE: (Reading.LATER, Reading.NOT),
    Kind.HEADING: (Reading.CODES, Reading.NOT),
}
_CODED = (Kind.CODE, Kind.YES_NO)
_STAFF = "staff"
_MADE = {
    "roster": ("as_of", "district", "unit", "unit_code", "unit_name", "unit_type", "district_code", "district_name"),
    "computed": ("source", "age_band", "headcount"),
}
"""Kept otherwise than in `staff` -> the fields that the program makes so."""
_KEPT = (_STAFF, *_MADE, "reading", "")
_EVIDENT = ("levels", "cells", "")
_YES_NO = ("yes", "no")
_SENSITIVE = ("names", "counts", "")
_BESIDE = {"party_probation": "party_member"}
"""Columns of `staff` that are no field of their own -> the field that they tell more of."""


@dataclass(frozen=True, slots=True)
class Field:
    """A row of `fields.csv`; texts are empty and `chart` is None where the row says nothing."""

    name: str
    label: str
    kind: Kind
    reading: Reading
    official_list: str
    """The table of the names of a `Kind.LIST`, or of those that a text usually has."""
    none: str
    """The code of «Không», «0», «Chưa qua đào tạo»."""
    mark: tuple[str, ...]
    """The codes of a mark and of no mark in the one column of a field; empty: one column of marks tells one level."""
    is_stepwise: bool
    """Several columns tell it one after the other; the last that is filled counts."""
    is_evident: bool
    """The cells alone show what a column under an unknown heading tells."""
    has_bare_levels: bool
    """Its levels may be headings where nothing above them names the field."""
    told_by: tuple[str, ...]
    """Other fields whose columns tell it, too."""
    kept: str
    """`staff`: a column of that table; `roster`: of the roster; `computed`; `reading`: while reading only; else not."""
    is_flat: bool
    is_dimension: bool
    chart: int | None
    """The place of its chart among all of them."""
    group: str
    """The chart's place: a group of `field_groups.csv`, or `OWN_PAGE`."""
    has_sentence: bool
    composition: str
    """The code that the sentence about who the people are counts."""
    sensitive: str
    """`names`: it is told of nobody by name but to those who need it; `counts`: small counts are kept back, too."""

    @property
    def is_kept(self) -> bool:
        """True for a column of the table `staff`."""
        return self.kept == _STAFF

    @property
    def is_coded(self) -> bool:
        """True for a field with a code list."""
        return self.kind in _CODED

    @property
    def is_listed(self) -> bool:
        """True where all values are known and have an order: a code list or age bands."""
        return self.is_coded or self.kind is Kind.BAND

    @property
    def is_text(self) -> bool:
        """True where the values are what somebody typed, or names."""
        return self.kind in (Kind.TEXT, Kind.NAME, Kind.LIST, Kind.PLACE)

    @property
    def has_column(self) -> bool:
        """True where a roster has a column for it; what others tell has none: the kinds of IT, seniority."""
        return not (self.is_coded and self.reading is Reading.NOT)

    @property
    def detail_of(self) -> str:
        """The field whose column tells this one, which has no column of its own: `it` of `it_detail`; else «»."""
        return self.told_by[0] if self.told_by and not self.has_column else ""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that a page shows together."""

    name: str
    label: str
    fields: tuple[str, ...]


# The catalogue


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Field]:
    """All fields by name, in the table's order."""
    known: dict[str, Field] = {}
    table = rows("fields")
    for row in table:
        if row["field"] in known:
            raise wrong_row(row, f"tiêu thức «{row['field']}» đã có ở trên.")
        known[row["field"]] = _field(row)
    groups = {row["group"] for row in rows("field_groups")}
    for row in table:
        _check_against_others(row, known, groups)
    for row in rows("code_lists"):
        if row["field"] not in known or not known[row["field"]].is_coded:
            raise wrong_row(row, f"«{row['field']}» không phải là tiêu thức có mã trong fields.csv.")
    return known


def staff_fields() -> tuple[str, ...]:
    """The coded and text fields that the table `staff` keeps, in its order."""
    kinds = (*_CODED, Kind.LIST, Kind.TEXT)
    return tuple(field.name for field in catalogue().values() if field.is_kept and field.kind in kinds)


def kept_fields() -> tuple[str, ...]:
    """The fields that are a column of the table `staff`, in its order."""
    return tuple(field.name for field in catalogue().values() if field.is_kept)


def fields_of_people() -> tuple[str, ...]:
    """List what can be shown of each person in words: name, birth date and texts, in the order of the flat table."""
    kinds = (Kind.NAME, Kind.DATE, Kind.LIST, Kind.TEXT)
    return tuple(field.name for field in catalogue().values() if field.is_kept and field.kind in kinds)


def fields_read_as(reading: Reading) -> tuple[str, ...]:
    """The fields whose columns are read in that way."""
    return tuple(field.name for field in catalogue().values() if field.reading is reading)


def flat_columns() -> tuple[str, ...]:
    """The columns of the flat table in their order."""
    return tuple(field.name for field in catalogue().values() if field.is_flat)


def dimensions() -> tuple[str, ...]:
    """List what people can be counted by: columns of the flat table first."""
    named = [field for field in catalogue().values() if field.is_dimension]
    return tuple(field.name for field in sorted(named, key=lambda field: not field.is_flat))


def charted_fields() -> tuple[str, ...]:
    """The fields that have a chart of their levels, in the order of the charts."""
    charts = {field.chart: field.name for field in catalogue().values() if field.chart is not None}
    return tuple(name for _, name in sorted(charts.items()))


@lru_cache(maxsize=1)
def told_of_nobody() -> frozenset[str]:
    """List the columns of `staff` that are sensitive by name (Nghị định 356/2025/NĐ-CP, Điều 4)."""
    named = {field.name for field in catalogue().values() if field.sensitive}
    return frozenset(named | {column for column, field in _BESIDE.items() if field in named})


@lru_cache(maxsize=1)
def kept_back() -> frozenset[str]:
    """List the fields whose small counts leave the house, or are seen, only marked «LƯU HÀNH NỘI BỘ»."""
    return frozenset(field.name for field in catalogue().values() if field.sensitive == "counts")


def has_order(name: str) -> bool:
    """Tell whether the values of a field are levels, higher and lower ones: not those that tell who the people are."""
    field = catalogue()[name]
    return field.chart is not None and not field.composition


def composition() -> tuple[tuple[str, str], ...]:
    """Fields, and their codes that are counted where it is told who the people are."""
    counted = ((name, catalogue()[name].composition) for name in charted_fields())
    return tuple((name, code) for name, code in counted if code)


@lru_cache(maxsize=1)
def field_groups() -> tuple[FieldGroup, ...]:
    """The groups of fields in the order of `field_groups.csv`, each with its fields in the order of their charts."""
    return tuple(
        FieldGroup(
            row["group"],
            row["label"],
            tuple(name for name in charted_fields() if catalogue()[name].group == row["group"]),
        )
        for row in rows("field_groups")
    )


def official_names(name: str) -> tuple[str, ...]:
    """The official list of a field of `Kind.LIST`, in its order."""
    return tuple(row["name"] for row in rows(catalogue()[name].official_list))


def field_labels() -> dict[str, str]:
    """The Vietnamese name of each field of the flat table and of the measures."""
    return {field.name: field.label for field in catalogue().values()}


def field_label(name: str) -> str:
    """The Vietnamese name of a field of the flat table or of a dimension; the name itself where there is none."""
    field = catalogue().get(name)
    return field.label if field else name


# Rows


def _field(row: Mapping[str, str]) -> Field:
    """One row by itself; ReferenceError, with its place, where it says what no row can say."""
    for problem in _problems(row):
        raise wrong_row(row, problem)
    kind, reading = Kind(row["kind"]), Reading(row["read"])
    return Field(
        name=row["field"],
        label=row["label"],
        kind=kind,
        reading=reading,
        official_list=row["list"],
        none=row["none"],
        mark=tuple(row["mark"].split()),
        is_stepwise=row["steps"] == "yes",
        is_evident=bool(row["evident"]),
        has_bare_levels=row["evident"] == "levels",
        told_by=tuple(row["told_by"].split()),
        kept=row["kept"],
        is_flat=row["flat"] == "yes",
        is_dimension=row["dimension"] == "yes",
        chart=int(row["chart"]) if row["chart"] else None,
        group=row["group"],
        has_sentence=row["sentence"] == "yes",
        composition=row["composition"],
        sensitive=row["sensitive"],
    )


def _problems(row: Mapping[str, str]) -> Iterator[str]:
    """Say in sentences what is wrong with a row by itself."""
    if not row["field"].isidentifier():
        yield f"«{row['field']}» không dùng làm tên tiêu thức được."
    if not row["label"].strip():
        yield f"tiêu thức «{row['field']}» thiếu tên tiếng Việt (label)."
    allowed: dict[str, Iterable[str]] = {
        "kind": tuple(Kind),
        "read": tuple(Reading),
        "kept": _KEPT,
        "evident": _EVIDENT,
        "sensitive": _SENSITIVE,
        **dict.fromkeys(("steps", "flat", "dimension", "sentence"), ("yes", "")),
    }
    for column, values in allowed.items():
        if row[column] not in values:
            known = ", ".join(value or "để trống" for value in values)
            yield f"cột {column} ghi «{row[column]}», chỉ được là: {known}."
    yield from _contradictions(row)


def _contradictions(row: Mapping[str, str]) -> Iterator[str]:
    """Columns of a row that do not go together."""
    kind, reading = row["kind"], row["read"]
    if kind in _READINGS and reading not in _READINGS[Kind(kind)]:
        yield f"loại «{kind}» không đọc theo cách «{reading}» được."
    if kind == Kind.YES_NO and reading and not row["mark"]:
        yield "tiêu thức có hay không phải cho biết dấu x nghĩa là gì (mark)."
    if bool(row["list"]) != (kind == Kind.LIST) and not (kind == Kind.TEXT and reading == Reading.TEXT):
        yield "cột list dành cho loại «list», và loại ấy phải có bảng tên."
    if kind not in _CODED and (row["mark"] or row["none"]):
        yield "chỉ tiêu thức có mã mới có cột mark, none."
    if row["chart"] and not (row["chart"].isdecimal() and row["dimension"]):
        yield "cột chart phải là số thứ tự, và tiêu thức có biểu đồ phải là dimension."
    if row["kept"] in _MADE and row["field"] not in _MADE[row["kept"]]:
        yield f"cột kept ghi «{row['kept']}», chương trình chỉ tự có: {', '.join(_MADE[row['kept']])}."
    if row["kept"] not in (_STAFF, *_MADE) and (kind in _CODED or row["flat"] or row["dimension"]):
        yield "tiêu thức có mã, có trong bảng phẳng hoặc được đếm thì phải được giữ lại (kept)."
    if bool(row["chart"]) != bool(row["group"]):
        yield "tiêu thức có biểu đồ phải thuộc một nhóm (group), và ngược lại."
    if row["sensitive"] and row["kept"] != _STAFF:
        yield "chỉ tiêu thức của từng người (kept là staff) mới là dữ liệu nhạy cảm (sensitive)."
    if (row["sentence"] or row["composition"]) and not row["chart"]:
        yield "tiêu thức có câu (sentence, composition) thì phải có biểu đồ (chart)."


def _check_against_others(row: Mapping[str, str], known: Mapping[str, Field], groups: Collection[str]) -> None:
    """Hold a row against the other rows, the code lists and the groups."""
    field = known[row["field"]]
    for problem in chain(_wrong_codes(field), _wrong_neighbours(field, known, groups)):
        raise wrong_row(row, problem)


def _wrong_codes(field: Field) -> Iterator[str]:
    if field.is_coded and field.name not in code_lists():
        yield f"tiêu thức «{field.name}» có mã nhưng code_lists.csv không có danh mục của nó."
        return
    codes = [value.code for value in code_lists().get(field.name, ())]
    if field.kind is Kind.YES_NO and sorted(codes) != sorted(_YES_NO):
        yield f"tiêu thức «{field.name}» thuộc loại yes_no nên danh mục của nó chỉ gồm yes, no."
    if field.mark and (len(field.mark) != len(_YES_NO) or not set(field.mark) <= set(codes)):
        yield f"cột mark ghi «{' '.join(field.mark)}», phải là hai mã của «{field.name}»."
    known = [value.code for value in code_lists().get(field.detail_of, ())] if field.detail_of else codes
    if field.none and field.none not in known:
        yield f"cột none ghi «{field.none}», không phải là mã của «{field.name}»."


def _wrong_neighbours(field: Field, known: Mapping[str, Field], groups: Collection[str]) -> Iterator[str]:
    for name in field.told_by:
        if name not in known:
            yield f"cột told_by ghi «{name}», không có tiêu thức ấy."
    if field.official_list and not _has_names(field.official_list):
        yield f"cột list ghi «{field.official_list}», không có tên nào trong bảng {field.official_list}.csv (cột name)."
    if field.group not in ("", OWN_PAGE, *groups):
        yield f"cột group ghi «{field.group}», không có nhóm ấy trong field_groups.csv."
    same = (other for other in known.values() if other is not field and field.chart is not None)
    if any(other.chart == field.chart for other in same):
        yield f"cột chart ghi {field.chart}, là số của biểu đồ khác."


def _has_names(table: str) -> bool:
    return table in table_names() and any("name" in row for row in rows(table))
