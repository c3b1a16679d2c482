"""The check of all reference tables at the start: what one of them says of another must hold.

Each reader checks its own table; here tables are held against the catalogue of fields and the code lists, so that a
missing row is a sentence before anything else happens, and no KeyError on a page.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from reference import forms
from reference.ages import age_bands, retirement_ages
from reference.centres import centres
from reference.codes import code_lists
from reference.fields import Field, Kind, Reading, catalogue, charted_fields, has_order, official_names
from reference.figures import figure_spellings, heading_roles, measures, present_rules
from reference.findings import finding_rules, standards
from reference.form_words import check_form_words
from reference.leaving import leaving_reasons, leaving_words
from reference.openings import check_openings
from reference.phrases.lexicon import check_words
from reference.question_words import question_words
from reference.readiness import difficulties
from reference.roles import WRITTEN
from reference.series_breaks import series_breaks
from reference.tables import day_in, lacking_row, rows, share_in, table_names, wrong_row
from reference.training import training_needs
from reference.versions import check_days, check_register

_READ_BY_OTHERS = (
    "age_bands", "bodies", "body_successions", "code_lists", "field_groups", "fields", "figure_measures",
    "figure_spellings", "figure_words", "findings", "form_words", "leaving_reasons", "leaving_words", "openings",
    "phrase_words",
    "question_words", "quota_present", "readiness", "retirement_ages", "series_breaks", "standards", "training",
    "unit_centres", "unit_extents", "unit_kinds", "unit_name_variants", "unit_successions", "units", "usual_bodies",
)  # fmt: skip
_HEADING_WORDS = ("frame", "leaf", "group", "under", "")
"""Words that stand in the columns `under` and `meaning` of header spellings beside fields."""
_PROBATION = ("party_probation", "yes")
_FLAGS = ("shared", "course")
"""In the column `sets`: a spelling that other fields have, too."""
_MOST_GROUPS, _MOST_KINDS = 4, 5
_BLOCS = ("party", "government", "front", "")
_MONTHS = 12
_DATE_WORDS = {"english": _MONTHS, "roman": _MONTHS, "vietnamese": _MONTHS, "weekday": 7}
"""The kinds of words of dates: each with its highest number."""
_SEVERITIES = ("error", "warning")
LIMITS = (
    "youngest_age", "oldest_age", "party_age", "headcount_moved_share", "headcount_moved_days", "units_missing_share",
    "units_named", "smallest_base", "most_errors", "most_unclear_rows", "longest_name", "longest_text",
    "longest_sheet_name", "shortest_misspelt", "people_replaced_share", "people_replaced_least", "ranking_whole",
    "cross_columns", "cross_panels", "cross_rows_drawn", "cross_panels_drawn", "ranking_ends", "ranking_equal",
    "distribution_from", "few_people", "places_named", "findings_shown", "smallest_published", "retention_notice",
    "clock_gap", "password_letters", "session_idle_minutes", "session_warning_minutes", "failures_slow",
    "failures_lock", "failures_wait_seconds", "uploads_waiting", "parts_off", "retirement_years",
    "longest_service", "unchanged_least", "accounts_at_once",
)  # fmt: skip
"""The names that the program asks `limits.csv` for."""


@lru_cache(maxsize=1)
def check() -> None:
    """Read and cross-check the tables, once a process; ReferenceError, with file and line, for the first wrong row."""
    catalogue()
    for name in dict.fromkeys(row["set"] for row in rows("age_bands")):
        age_bands(name)
    retirement_ages()
    tables = {name: rows(name) for name in table_names() if name not in _READ_BY_OTHERS}
    check_register()
    centres()
    forms.all_forms()
    finding_rules()
    check_words()
    check_form_words()
    question_words()
    standards()
    training_needs()
    series_breaks()
    leaving_reasons()
    leaving_words()
    check_openings()
    _check_figures()
    _check_level_groups()
    _check_sentences(tables["sentence_words"])
    _check_limits(tables["limits"])
    for name, wrong in _WRONG.items():
        for row in tables[name]:
            for sentence in wrong(row):
                raise wrong_row(row, sentence)
    check_days(tables["positions"], ("title",))
    _check_heading_words(tables["heading_words"])
    _check_spellings(tables["header_spellings"], tables["value_spellings"])


def _check_figures() -> None:
    """Read the tables of figures beside people, which say of each other what must hold."""
    measures()
    figure_spellings()
    heading_roles()
    present_rules()
    difficulties()


@lru_cache(maxsize=64)
def _codes(field: Field) -> tuple[str, ...]:
    """The codes that people can be counted by: the list's, and the none that another field tells."""
    if field.kind is Kind.BAND:
        return tuple(band.code for band in age_bands())
    codes = tuple(value.code for value in code_lists().get(field.name, ()))
    return (*codes, field.none) if field.none and field.none not in codes else codes


def _wrong_pair(name: str, code: str) -> Iterator[str]:
    """Say what is wrong with a field and a code that a row names."""
    field = catalogue().get(name)
    if field is None:
        yield f"không có tiêu thức «{name}» trong fields.csv."
    elif code and code not in _codes(field):
        yield f"«{name}» không có mã «{code}» trong code_lists.csv."


def _wrong_value(row: Mapping[str, str]) -> Iterator[str]:
    field = catalogue().get(row["field"])
    if field is None or field.reading is not Reading.CODES:
        yield f"«{row['field']}» không phải là tiêu thức đọc theo mã trong fields.csv."
    for item in row["sets"].split():
        name, is_set, code = item.partition("=")
        if not is_set and item not in _FLAGS:
            yield f"cột sets ghi «{item}», phải là tiêu thức=mã."
        if is_set and (name, code) != _PROBATION:
            yield from _wrong_pair(name, code)


def _wrong_word(row: Mapping[str, str]) -> Iterator[str]:
    field = catalogue().get(row["field"])
    if row["field"] and (field is None or field.reading is not Reading.CODES):
        yield f"«{row['field']}» không phải là tiêu thức đọc theo mã trong fields.csv."
    if row["role"] not in WRITTEN or not row["word"].strip():
        yield f"cột role ghi «{row['role']}», chỉ được là: {', '.join(WRITTEN)}."


def _wrong_order(row: Mapping[str, str]) -> Iterator[str]:
    yield from _wrong_pair(row["field"], row["code"])


def _wrong_header(row: Mapping[str, str]) -> Iterator[str]:
    name, _, level = row["meaning"].partition(":")
    code = level.partition(":")[0]
    for column, field in (("under", row["under"]), ("meaning", name)):
        if field not in _HEADING_WORDS and field not in catalogue():
            yield f"cột {column} ghi «{field}», không có tiêu thức ấy trong fields.csv."
    if code and row["meaning"] != "party_member:probation":
        yield from _wrong_pair(name, code)
    if row["strong"] not in ("yes", "no"):
        yield "cột strong chỉ được là yes hoặc no."


def _wrong_heading_kind(row: Mapping[str, str]) -> Iterator[str]:
    missing = set(row["needs"].split()) - _roles_of_kinds().get(row["kind"], set())
    if not row["needs"] or missing:
        yield f"heading_words.csv không có từ nào của «{row['kind']}» với vai trò: {', '.join(sorted(missing)) or '—'}."
    if row["meaning"] not in catalogue():
        yield f"cột meaning ghi «{row['meaning']}», không có tiêu thức ấy trong fields.csv."
    if row["strong"] not in ("yes", "no"):
        yield "cột strong chỉ được là yes hoặc no."


@lru_cache(maxsize=1)
def _roles_of_kinds() -> dict[str, set[str]]:
    roles: dict[str, set[str]] = {}
    for word in rows("heading_words"):
        roles.setdefault(word["kind"], set()).add(word["role"])
    return roles


def _wrong_heading_word(row: Mapping[str, str]) -> Iterator[str]:
    if row["kind"] and row["kind"] not in _names("heading_kinds", "kind"):
        yield f"heading_kinds.csv không có loại «{row['kind']}»."
    for item in row["sets"].split():
        name, _, code = item.partition("=")
        yield from _wrong_pair(name, code)


def _wrong_unneeded(row: Mapping[str, str]) -> Iterator[str]:
    if not row["words"] or row["place"] not in ("whole", "start", "part"):
        yield "cột place chỉ được là whole, start hoặc part, và phải có chữ (words)."


def _wrong_words(row: Mapping[str, str]) -> Iterator[str]:
    groups = {other["group"] for other in _level_groups().get(row["field"], ())}
    if row["code"] not in groups:
        yield from _wrong_pair(row["field"], row["code"])
    if not row["words"]:
        yield "thiếu chữ (words)."


def _wrong_degree(row: Mapping[str, str]) -> Iterator[str]:
    yield from _wrong_pair(row["field"], row["code"])
    yield from _wrong_pair("education", row["least_education"])


def _wrong_form_value(row: Mapping[str, str]) -> Iterator[str]:
    yield from _wrong_pair(row["field"], row["code"])
    day_in(row, "valid_from")
    day_in(row, "valid_to")


def _wrong_post(row: Mapping[str, str]) -> Iterator[str]:
    if not row["title"]:
        yield "thiếu chức danh (title)."
    yield from _wrong_pair("category", row["category"])


def _wrong_department(row: Mapping[str, str]) -> Iterator[str]:
    if row["bloc"] not in _BLOCS or row["kept"] not in ("yes", "no", "not_of_unit"):
        yield f"«{row['name']}» thuộc khối không có, hoặc cột kept không phải là yes, no hay not_of_unit."
    if row["heads"] and row["heads"] not in _names("department_roles", "heads"):
        yield f"cột heads ghi «{row['heads']}», department_roles.csv không có nhóm ấy."
    for name in filter(None, row["holds"].split("; ")):
        if name not in _names("departments", "name"):
            yield f"cột holds ghi «{name}», departments.csv không có tên ấy."


def _wrong_problem(row: Mapping[str, str]) -> Iterator[str]:
    if row["severity"] not in _SEVERITIES:
        yield f"cột severity ghi «{row['severity']}», chỉ được là: {', '.join(_SEVERITIES)}."


def _wrong_name(row: Mapping[str, str], table: str, column: str = "name") -> Iterator[str]:
    """Say where a spelling means a name that its table does not have."""
    if row[column] not in _names(table, column):
        yield f"cột {column} ghi «{row[column]}», {table}.csv không có tên ấy."


@lru_cache(maxsize=8)
def _names(table: str, column: str) -> frozenset[str]:
    return frozenset(row[column] for row in rows(table))


def _wrong_date_word(row: Mapping[str, str]) -> Iterator[str]:
    highest = _DATE_WORDS.get(row["kind"])
    if highest is None:
        yield f"cột kind chỉ có thể là {', '.join(_DATE_WORDS)}."
    elif row["number"] not in map(str, range(1, highest + 1)):
        yield f"cột number phải là số từ 1 đến {highest}."


_WRONG: dict[str, Callable[[Mapping[str, str]], Iterator[str]]] = {
    "value_spellings": _wrong_value,
    "value_words": _wrong_word,
    "level_order": _wrong_order,
    "header_spellings": _wrong_header,
    "heading_kinds": _wrong_heading_kind,
    "heading_words": _wrong_heading_word,
    "unneeded_headings": _wrong_unneeded,
    "sentence_words": _wrong_words,
    "degree_rules": _wrong_degree,
    "form_values": _wrong_form_value,
    "positions": _wrong_post,
    "departments": _wrong_department,
    "problems": _wrong_problem,
    "date_words": _wrong_date_word,
    "ethnicity_spellings": partial(_wrong_name, table="ethnicities"),
    "religion_spellings": partial(_wrong_name, table="religions"),
    "department_spellings": partial(_wrong_name, table="departments"),
    "position_spellings": partial(_wrong_name, table="positions", column="title"),
}
"""Table -> what is wrong with one of its rows."""


# What must be there for a field


@lru_cache(maxsize=1)
def _level_groups() -> dict[str, list[dict[str, str]]]:
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows("level_groups"):
        groups.setdefault(row["field"], []).append(row)
    return groups


def _check_level_groups() -> None:
    """Each code of a charted field has its group, from which its colour follows, and of a list one is for the rest."""
    groups = _level_groups()
    for name, members in groups.items():
        for place, row in enumerate(members):
            for sentence in _wrong_group(row, name, members[:place]):
                raise wrong_row(row, sentence)
        ranks = {int(row["rank"]) for row in members}
        for row in members:
            if int(row["rank"]) > 1 and int(row["rank"]) - 1 not in ranks:
                raise wrong_row(row, f"«{name}» không có nhóm nào mang thứ tự {int(row['rank']) - 1}.")
    for name in charted_fields():
        field = catalogue()[name]
        wanted = _codes(field) if field.is_listed else ("",)
        missing = [code or "(để trống)" for code in wanted if code not in {row["code"] for row in groups.get(name, ())}]
        if missing:
            sentence = f"«{name}» ({field.label}) thiếu dòng của mã {', '.join(missing)}."
            if name in groups:
                raise wrong_row(groups[name][-1], sentence)
            raise wrong_row(_row_of(name), f"level_groups.csv: {sentence}")
        if field.composition and field.composition not in _known_parts(field, groups[name]):
            raise wrong_row(_row_of(name), f"cột composition của «{name}» ghi «{field.composition}», không có mã ấy.")


def _row_of(name: str) -> Mapping[str, str]:
    """The row of a field in `fields.csv`: where a table lacks what that row asks for."""
    return next(row for row in rows("fields") if row["field"] == name)


def _known_parts(field: Field, members: Collection[Mapping[str, str]]) -> set[str]:
    return set(_codes(field)) if field.is_listed else {row["group"] for row in members}


def _wrong_group(row: Mapping[str, str], name: str, above: Collection[Mapping[str, str]]) -> Iterator[str]:
    """Hold a row against its field and against the rows of the same field above it."""
    field = catalogue().get(name)
    if field is None or not (field.is_listed or field.kind is Kind.LIST):
        yield f"«{name}» không phải là tiêu thức có danh mục trong fields.csv."
        return
    known = _codes(field) if field.is_listed else ("", *official_names(name))
    if row["code"] not in known:
        yield f"«{name}» không có mã «{row['code']}»."
    if any(other["code"] == row["code"] for other in above):
        yield f"mã «{row['code']}» của «{name}» đã có dòng ở trên."
    most = _MOST_GROUPS if has_order(name) else _MOST_KINDS
    if row["rank"] not in map(str, range(1, most + 1)) or not row["label"]:
        yield f"nhóm phải có tên và thứ tự từ 1 đến {most}."
    same = [other for other in above if other["group"] == row["group"]]
    if any((other["rank"], other["label"]) != (row["rank"], row["label"]) for other in same):
        yield f"nhóm «{row['group']}» của «{name}» có hai thứ tự hoặc hai tên."
    if any(other["rank"] == row["rank"] for other in above if other["group"] != row["group"]):
        yield f"thứ tự {row['rank']} của «{name}» đã thuộc nhóm khác ở trên."


def _check_sentences(table: Collection[Mapping[str, str]]) -> None:
    """Each field with a sentence has the words that begin it."""
    begun = {row["field"] for row in table if not row["code"]}
    for field in catalogue().values():
        if field.has_sentence and field.name not in begun:
            sentence = f"sentence_words.csv: chưa có chữ mở đầu câu của «{field.name}» ({field.label})."
            raise wrong_row(_row_of(field.name), sentence)


def _check_limits(table: Sequence[Mapping[str, str]]) -> None:
    """Each limit that the program asks for stands once, and is a number; what nobody asks for may be misspelled."""
    seen: set[str] = set()
    for row in table:
        share_in(row, "value")
        if row["name"] not in LIMITS or row["name"] in seen:
            raise wrong_row(row, f"chương trình không dùng «{row['name']}», hoặc tên ấy đã có ở trên.")
        seen.add(row["name"])
    missing = [name for name in LIMITS if name not in seen]
    if missing:
        raise lacking_row("limits", f"thiếu dòng {', '.join(missing)}.")


def _check_once(table: Collection[Mapping[str, str]], within: str, meaning: str) -> None:
    """No spelling means two things, as far as that is seen without knowing how rosters are spelled."""
    meanings: dict[tuple[str, str], str] = {}
    for row in table:
        if meanings.setdefault((row[within], row["spelling"].casefold()), row[meaning]) != row[meaning]:
            raise wrong_row(row, f"«{row['spelling']}» đã có nghĩa khác ở trên.")


def _check_orders(table: Collection[Mapping[str, str]]) -> None:
    """An order of levels has each code of its field once."""
    for name in dict.fromkeys(row["field"] for row in table):
        ordered = [row for row in table if row["field"] == name]
        if sorted(row["code"] for row in ordered) != sorted(value.code for value in code_lists()[name]):
            raise wrong_row(ordered[-1], f"thứ tự của «{name}» phải có mỗi mã của code_lists.csv đúng một lần.")


def _check_heading_words(table: Collection[Mapping[str, str]]) -> None:
    """No words stand twice in a kind of heading."""
    seen: set[tuple[str, str]] = set()
    for row in table:
        place = (row["kind"], row["words"].casefold())
        if place in seen:
            raise wrong_row(row, f"«{row['words']}» của «{row['kind']}» đã có ở trên.")
        seen.add(place)


def _check_spellings(headings: Collection[Mapping[str, str]], values: Collection[Mapping[str, str]]) -> None:
    """Each field that is read from rosters has a heading, and each coded one spellings of its values, each once."""
    _check_once(headings, "under", "meaning")
    _check_once(values, "field", "sets")
    _check_orders(rows("level_order"))
    headed = {row["meaning"].partition(":")[0] for row in headings}
    spelled = {row["field"] for row in values}
    for field in catalogue().values():
        if field.reading and field.name not in headed:
            raise wrong_row(
                _row_of(field.name), f"header_spellings.csv: chưa có tiêu đề nào của «{field.name}» ({field.label})."
            )
        if field.reading is Reading.CODES and field.name not in spelled:
            raise wrong_row(
                _row_of(field.name), f"value_spellings.csv: chưa có cách ghi nào của «{field.name}» ({field.label})."
            )
