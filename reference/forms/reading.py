"""Reads the forms of `data/reference/forms/`: a folder is a version of a form.

`docs/data-dictionary.md` tells the files of a folder. Everything is checked when it is read; a table that contradicts
itself raises `reference.ReferenceError`.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import combinations

import reference
from reference import AgeBand, ReferenceError
from reference.ages import AGE_RULES
from reference.fields import fields_of_people
from reference.forms import rules
from reference.forms.definitions import PEOPLE, Column, Footer, Form, Identity, Layout, Note, Remainder, TitleLine
from reference.tables import day_in, folders, wrong_row

_KINDS = ("counts", "people")
_GROUPS = ("unit", "position")
_LEVELS = ("level1", "level2", "level3", "level4")
_SHOWN_PLACES = ("ordinal", "unit_name")
"""Texts that a form of counts shows, too."""
_KEYS = frozenset(
    {
        "name", "kind", "order", "code", "label", "sheet", "instrument", "valid_from", "valid_to", "age_rule",
        "age_bands", "counts", "groups", "paper", "font_size", "header_heights", "number_row", "total_label",
        "circulation", "date_line", "left_title", "left_hint", "right_title", "right_hint",
    }
)  # fmt: skip


@lru_cache(maxsize=1)
def all_forms() -> tuple[Form, ...]:
    """Every version of every form, in the forms' order, older versions first."""
    versions = sorted(
        (_read(folder) for folder in folders("forms")), key=lambda f: (f.order, f.name, f.valid_from or date.min)
    )
    for form, other in combinations(versions, 2):
        if form.name == other.name and (form.valid_to is None or (other.valid_from or date.min) <= form.valid_to):
            names = f"«{form.version}» và «{other.version}» cùng là biểu «{form.name}»"
            raise ReferenceError(f"forms: {names} vào một ngày.")
    return tuple(versions)


def form_on(name: str, day: date) -> Form | None:
    """The version of a form for rosters of that day; None where there is none. KeyError for a name that no form has."""
    versions = [form for form in all_forms() if form.name == name]
    if not versions:
        raise KeyError(name)
    return next((form for form in versions if form.is_valid_on(day)), None)


def _read(folder: str) -> Form:
    """A folder's form; whatever is wrong with it is named with the file's name."""
    try:
        return _form(folder)
    except ReferenceError as error:
        sentence = str(error)
        raise error if sentence.startswith("forms/") else ReferenceError(f"forms/{folder}/{sentence}") from error
    except (KeyError, ValueError) as error:
        raise ReferenceError(f"forms/{folder}: {error}") from error


def _form(folder: str) -> Form:
    settings = _settings(folder)
    bands = {band.code: band for band in reference.age_bands(settings["age_bands"])}
    columns = tuple(_column(row, bands) for row in reference.rows(f"forms/{folder}/columns"))
    remainders = tuple(_remainder(row, bands) for row in reference.rows(f"forms/{folder}/remainders"))
    _check_columns(columns, settings["kind"])
    _check_keys([*(column.key for column in columns), *(rest.key for rest in remainders)])
    groups = tuple(name for name in settings["groups"].split(";") if name)
    if not set(groups) <= set(_GROUPS):
        raise ReferenceError(f"form.csv: «groups» chỉ gồm {', '.join(_GROUPS)}.")
    return Form(
        settings["name"],
        folder,
        kind=_choice(settings, "kind", _KINDS),
        order=int(settings["order"]),
        code=settings["code"],
        label=settings["label"],
        instrument=settings["instrument"],
        valid_from=_day(settings["valid_from"]),
        valid_to=_day(settings["valid_to"]),
        age_rule=_choice(settings, "age_rule", AGE_RULES),
        counts=rules.parse(settings["counts"], bands),
        groups=groups,
        circulation=settings["circulation"],
        layout=_layout(settings, columns),
        footer=_footer(settings),
        titles=_titles(folder),
        columns=columns,
        remainders=remainders,
        identities=_identities(folder, columns, remainders),
        notes=_notes(folder),
    )


def _settings(folder: str) -> dict[str, str]:
    pairs = reference.rows(f"forms/{folder}/form")
    settings = {row["key"]: row["value"] for row in pairs}
    if set(settings) != _KEYS or len(pairs) != len(settings):
        raise ReferenceError(f"form.csv: khóa thiếu, lạ hoặc lặp lại: {', '.join(sorted(set(settings) ^ _KEYS))}.")
    return settings


def _choice(settings: dict[str, str], key: str, allowed: Iterable[str]) -> str:
    if settings[key] not in allowed:
        raise ReferenceError(f"form.csv: «{key}» là một trong {', '.join(allowed)}, không phải «{settings[key]}».")
    return settings[key]


def _column(row: dict[str, str], bands: dict[str, AgeBand]) -> Column:
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
        width=float(row["width"]),
        is_vertical=row["vertical"] == "yes",
        number_format=row["format"],
        is_summed=row["total"] == "yes",
    )


def _rule(row: dict[str, str], bands: dict[str, AgeBand]) -> rules.Rule:
    """Read what a row counts."""
    try:
        return rules.parse(row["counts"], bands)
    except ReferenceError as error:
        raise wrong_row(row, str(error)) from error


def _check_columns(columns: tuple[Column, ...], kind: str) -> None:
    """Numbers 1, 2, 3 … in order; headers unlike each other, each heading's columns side by side."""
    numbers = [column.number for column in columns]
    counted = [int(number) for number in numbers if number.isdecimal()]
    if len(set(numbers)) != len(numbers) or counted != list(range(1, len(counted) + 1)):
        raise ReferenceError("columns.csv: số của các cột phải là 1, 2, 3 … mỗi số một lần.")
    headers = [column.header for column in columns]
    groups = {header[:level] for header in headers for level in range(1, len(header))}
    twice = [header for header, times in Counter(headers).items() if times > 1 or header in groups]
    if twice:
        raise ReferenceError(f"columns.csv: một tiêu đề có hai nghĩa: {twice}.")
    for group in groups:
        places = [place for place, header in enumerate(headers) if header[: len(group)] == group]
        if places[-1] - places[0] + 1 != len(places):
            raise ReferenceError(f"columns.csv: các cột dưới «{' › '.join(group)}» không đứng cạnh nhau.")
    if kind == "counts" and any(column.shows not in ("", *_SHOWN_PLACES) for column in columns):
        raise ReferenceError("columns.csv: biểu đếm không nêu tiêu thức của từng người.")


def _check_keys(keys: list[str]) -> None:
    twice = [key for key, times in Counter([*keys, PEOPLE]).items() if times > 1]
    if twice:
        raise ReferenceError(f"columns.csv, remainders.csv: khóa lặp lại: {', '.join(twice)}.")


def _remainder(row: dict[str, str], bands: dict[str, AgeBand]) -> Remainder:
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


def _layout(settings: dict[str, str], columns: tuple[Column, ...]) -> Layout:
    heights = tuple(float(height) for height in settings["header_heights"].split(";"))
    if len(heights) != max(len(column.header) for column in columns):
        raise ReferenceError("form.csv: «header_heights» phải có một chiều cao cho mỗi dòng tiêu đề.")
    paper = _choice(settings, "paper", ("A3", "A4"))
    return Layout(paper, int(settings["font_size"]), heights, settings["number_row"] == "yes", settings["sheet"])


def _footer(settings: dict[str, str]) -> Footer:
    names = ("total_label", "date_line", "left_title", "left_hint", "right_title", "right_hint")
    return Footer(*(settings[name] for name in names))


def _titles(folder: str) -> tuple[TitleLine, ...]:
    lines = [TitleLine(**row) for row in reference.rows(f"forms/{folder}/titles")]
    for line in lines:
        if line.block not in ("left", "centre", "right") or line.scope not in ("", "province", "district", "unit"):
            raise ReferenceError(f"titles.csv: không biết đặt «{line.text}» ở đâu.")
        if line.style not in ("plain", "bold", "italic"):
            raise ReferenceError(f"titles.csv: «{line.text}» không có kiểu chữ.")
    return tuple(lines)


def _notes(folder: str) -> tuple[Note, ...]:
    notes = reference.rows(f"forms/{folder}/notes")
    return tuple(Note(day_in(row, "valid_from"), day_in(row, "valid_to"), row["text"]) for row in notes)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
