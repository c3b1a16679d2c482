"""Reads the forms of `data/reference/forms/`: a folder is a version of a form.

`docs/data-dictionary.md` tells the files of a folder. Everything is checked when it is read; a table that contradicts
itself raises `reference.ReferenceError` with file and line.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations

import reference
from reference import AgeBand, ReferenceError
from reference.ages import AGE_RULES
from reference.bodies import Tier
from reference.fields import fields_of_people
from reference.figures import quota_kinds
from reference.forms import rules
from reference.forms.definitions import PEOPLE, Column, Footer, Form, Identity, Layout, Note, Remainder, TitleLine
from reference.tables import choice_in, day_in, folders, lacking_row, number_in, share_in, wrong_row

_KINDS = ("counts", "people")
_GROUPS = ("unit", "position")
_LEVELS = ("level1", "level2", "level3", "level4")
_YES_NO = ("yes", "no", "")
_SHOWN_PLACES = ("ordinal", "unit_name")
"""Texts that a form of counts shows, too."""
_KEYS = frozenset(
    {
        "name", "kind", "order", "code", "label", "sheet", "instrument", "valid_from", "valid_to", "age_rule",
        "age_bands", "counts", "tiers", "groups", "paper", "font_size", "header_heights", "number_row", "total_label",
        "date_line", "left_title", "left_hint", "right_title", "right_hint",
    }
)  # fmt: skip

_Row = Mapping[str, str]


@lru_cache(maxsize=1)
def all_forms() -> tuple[Form, ...]:
    """Every version of every form, in the forms' order, older versions first."""
    versions = sorted(map(_form, folders("forms")), key=lambda f: (f.order, f.name, f.valid_from or date.min))
    for form, other in combinations(versions, 2):
        if form.name == other.name and (form.valid_to is None or (other.valid_from or date.min) <= form.valid_to):
            start = _settings(other.version)["valid_from"]
            raise wrong_row(start, f"«{form.version}» cũng là biểu «{form.name}» vào ngày ấy.")
    return tuple(versions)


def form_on(name: str, day: date) -> Form | None:
    """The version of a form for rosters of that day; None where there is none. KeyError for a name that no form has."""
    versions = [form for form in all_forms() if form.name == name]
    if not versions:
        raise KeyError(name)
    return next((form for form in versions if form.is_valid_on(day)), None)


def _form(folder: str) -> Form:
    settings = _settings(folder)
    values = {key: row["value"] for key, row in settings.items()}
    bands = _bands(settings["age_bands"])
    tables = [reference.rows(f"forms/{folder}/{table}") for table in ("columns", "remainders")]
    columns = tuple(_column(row, bands) for row in tables[0])
    remainders = tuple(_remainder(row, bands) for row in tables[1])
    if not columns:
        raise lacking_row(f"forms/{folder}/columns", "biểu không có cột nào.")
    _check_headers(tables[0], columns)
    _check_numbers(tables[0])
    _check_keys([*tables[0], *tables[1]])
    kind = choice_in(settings["kind"], "value", _KINDS)
    if kind == "counts":
        _check_no_person_is_shown(tables[0])
    return Form(
        values["name"],
        folder,
        kind=kind,
        order=number_in(settings["order"], "value"),
        code=values["code"],
        label=values["label"],
        instrument=values["instrument"],
        valid_from=day_in(settings["valid_from"], "value"),
        valid_to=day_in(settings["valid_to"], "value"),
        age_rule=choice_in(settings["age_rule"], "value", AGE_RULES),
        counts=_rule(settings["counts"], bands, "value"),
        tiers=_tiers(settings["tiers"]),
        groups=_groups(settings["groups"]),
        layout=_layout(settings, columns),
        footer=_footer(values),
        titles=_titles(folder),
        columns=columns,
        remainders=remainders,
        identities=_identities(folder, columns, remainders),
        notes=_notes(folder),
    )


def _settings(folder: str) -> dict[str, _Row]:
    """The rows of `form.csv` by key: each key once, and no other."""
    settings: dict[str, _Row] = {}
    for row in reference.rows(f"forms/{folder}/form"):
        if row["key"] not in _KEYS or row["key"] in settings:
            raise wrong_row(row, f"khóa «{row['key']}» lạ hoặc đã có ở trên.")
        settings[row["key"]] = row
    missing = sorted(_KEYS - settings.keys())
    if missing:
        raise lacking_row(f"forms/{folder}/form", f"thiếu khóa {', '.join(missing)}.")
    return settings


def _bands(row: _Row) -> dict[str, AgeBand]:
    if row["value"] not in {band["set"] for band in reference.rows("age_bands")}:
        raise wrong_row(row, f"age_bands.csv không có bộ «{row['value']}».")
    return {band.code: band for band in reference.age_bands(row["value"])}


def _tiers(row: _Row) -> tuple[Tier, ...]:
    names = row["value"].split(";")
    if not names or not set(names) <= set(Tier) - {Tier.ALL.value}:
        raise wrong_row(row, f"«tiers» chỉ gồm {', '.join(tier for tier in Tier if tier is not Tier.ALL)}.")
    return tuple(Tier(name) for name in names)


def _groups(row: _Row) -> tuple[str, ...]:
    groups = tuple(name for name in row["value"].split(";") if name)
    if not set(groups) <= set(_GROUPS):
        raise wrong_row(row, f"«groups» chỉ gồm {', '.join(_GROUPS)}.")
    return groups


def _column(row: _Row, bands: Mapping[str, AgeBand]) -> Column:
    path = [row[level] for level in _LEVELS]
    header = tuple(cell for cell in path if cell)
    if not header or tuple(path[: len(header)]) != header:
        raise wrong_row(row, "tiêu đề bị ngắt quãng.")
    counts = _rule(row, bands) if row["counts"] else None
    if bool(row["blank"]) == bool(counts is not None or row["shows"]):
        raise wrong_row(row, "cột phải đếm hoặc nêu một tiêu thức, nếu không thì nói vì sao để trống.")
    shown = (*_SHOWN_PLACES, *fields_of_people())
    if row["shows"] and row["shows"] not in shown:
        raise wrong_row(row, f"«{row['shows']}» không thuộc {', '.join(shown)}.")
    if row["total"] == "yes" and row["shows"]:
        raise wrong_row(row, "cột nêu chữ thì không cộng được.")
    return Column(
        row["number"],
        row["key"],
        header=header,
        counts=counts,
        shows=row["shows"],
        blank=row["blank"],
        width=float(share_in(row, "width")),
        is_vertical=choice_in(row, "vertical", _YES_NO) == "yes",
        number_format=row["format"],
        is_summed=choice_in(row, "total", _YES_NO) == "yes",
        given=_given(row),
    )


def _given(row: _Row) -> str:
    """Read the kind of quota that a column shows; few forms have such a column."""
    if not row.get("given"):
        return ""
    if not row["blank"]:
        raise wrong_row(row, "cột nêu biên chế được giao thì không đếm, và nói vì sao có ô để trống.")
    return choice_in(row, "given", [kind.code for kind in quota_kinds()])


def _rule(row: _Row, bands: Mapping[str, AgeBand], column: str = "counts") -> rules.Rule:
    """Read what a row counts."""
    try:
        return rules.parse(row[column], bands)
    except ReferenceError as error:
        raise wrong_row(row, str(error)) from error


def _check_headers(table: Sequence[_Row], columns: Sequence[Column]) -> None:
    """No header is like another; the columns of a heading stand side by side."""
    headings = {heading for column in columns for heading in _headings(column.header)}
    seen: set[tuple[str, ...]] = set()
    before: tuple[str, ...] = ()
    for row, column in zip(table, columns, strict=True):
        if column.header in seen or column.header in headings:
            raise wrong_row(row, f"tiêu đề «{' › '.join(column.header)}» có hai nghĩa.")
        for heading in _headings(column.header):
            if heading in seen and before[: len(heading)] != heading:
                raise wrong_row(row, f"các cột dưới «{' › '.join(heading)}» không đứng cạnh nhau.")
        seen |= {column.header, *_headings(column.header)}
        before = column.header


def _headings(header: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The headings above a column, outermost first."""
    return [header[:level] for level in range(1, len(header))]


def _check_numbers(table: Iterable[_Row]) -> None:
    """The columns' numbers are 1, 2, 3 … in order; letters stand once."""
    numbers: list[str] = []
    for row in table:
        number, wanted = row["number"], sum(map(str.isdecimal, numbers)) + 1
        if number in numbers or (number.isdecimal() and int(number) != wanted):
            raise wrong_row(row, f"số của cột là «{number}», phải là {wanted} hoặc một chữ chưa dùng.")
        numbers.append(number)


def _check_no_person_is_shown(table: Iterable[_Row]) -> None:
    for row in table:
        if row["shows"] not in ("", *_SHOWN_PLACES):
            raise wrong_row(row, "biểu đếm không nêu tiêu thức của từng người.")


def _check_keys(table: Iterable[_Row]) -> None:
    seen = {PEOPLE}
    for row in table:
        if not row["key"] or row["key"] in seen:
            raise wrong_row(row, f"khóa «{row['key']}» trống, đã có ở trên hoặc dành cho chương trình.")
        seen.add(row["key"])


def _remainder(row: _Row, bands: Mapping[str, AgeBand]) -> Remainder:
    if row["kind"] not in ("undeclared", "no_column", "remark") or (row["kind"] == "remark") != ("{n}" in row["label"]):
        raise wrong_row(row, f"loại «{row['kind']}» không hợp với nhãn.")
    return Remainder(row["key"], row["kind"], row["label"], _rule(row, bands))


def _identities(folder: str, columns: tuple[Column, ...], remainders: tuple[Remainder, ...]) -> tuple[Identity, ...]:
    """The identities, their columns named by number or by key."""
    keys = {column.key: column.key for column in columns if column.counts is not None}
    keys |= {column.number: column.key for column in columns if column.counts is not None}
    keys |= {rest.key: rest.key for rest in remainders} | {PEOPLE: PEOPLE}
    identities = []
    for row in reference.rows(f"forms/{folder}/identities"):
        named = [*row["parts"].split("+"), row["whole"]]
        if set(named) - set(keys) or row["relation"] not in ("=", "<="):
            raise wrong_row(
                row, f"không có cột {', '.join(sorted(set(named) - set(keys)))}, hoặc dấu không phải = hay <=."
            )
        *parts, whole = (keys[name] for name in named)
        identities.append(Identity(tuple(parts), row["relation"] == "=", whole, row["sentence"]))
    return tuple(identities)


def _layout(settings: Mapping[str, _Row], columns: Iterable[Column]) -> Layout:
    return Layout(
        choice_in(settings["paper"], "value", ("A3", "A4")),
        number_in(settings["font_size"], "value"),
        _heights(settings["header_heights"], max(len(column.header) for column in columns)),
        choice_in(settings["number_row"], "value", _YES_NO) == "yes",
        settings["sheet"]["value"],
    )


def _heights(row: _Row, lines: int) -> tuple[float, ...]:
    try:
        heights = tuple(float(height) for height in row["value"].split(";"))
    except ValueError:
        heights = ()
    if len(heights) != lines or not all(0 < height < float("inf") for height in heights):
        raise wrong_row(row, "«header_heights» phải có một chiều cao cho mỗi dòng tiêu đề.")
    return heights


def _footer(values: Mapping[str, str]) -> Footer:
    names = ("total_label", "date_line", "left_title", "left_hint", "right_title", "right_hint")
    return Footer(*(values[name] for name in names))


def _titles(folder: str) -> tuple[TitleLine, ...]:
    return tuple(
        TitleLine(
            choice_in(row, "block", ("left", "centre", "right")),
            choice_in(row, "scope", ("", "province", "district", "unit")),
            choice_in(row, "style", ("plain", "bold", "italic")),
            row["text"],
        )
        for row in reference.rows(f"forms/{folder}/titles")
    )


def _notes(folder: str) -> tuple[Note, ...]:
    notes = reference.rows(f"forms/{folder}/notes")
    return tuple(Note(day_in(row, "valid_from"), day_in(row, "valid_to"), row["text"]) for row in notes)
