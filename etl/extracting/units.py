"""The unit that each person belongs to: by the unit column first, then group rows, the sheet's name, title, file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from etl.extracting.body import Body, Context
from etl.extracting.row_words import group_without_filler, is_bloc, is_of_all_categories, is_title
from etl.extracting.sheet_places import SheetPlace, commune_in
from etl.headers.layout import Layout
from etl.normalising import place_words, positions, values
from etl.normalising.dates import find_as_of
from etl.normalising.departments import find_department, read_department
from etl.normalising.leaving import is_presence, read_leaving
from etl.normalising.places import OTHER_PROVINCE, Gazetteer, Match, Place
from etl.problems import Problem, problem
from etl.records import People
from reference.addresses import column_letters
from reference.bodies import LEVEL as BODY
from reference.provinces import district_names
from reference.spelling import key, words_of

_REASONS = {
    "ambiguous": "ambiguous_unit", "not_then": "unit_not_then", "other_district": "unit_outside_district",
    OTHER_PROVINCE: "list_of_other_province",
}  # fmt: skip
"""Kinds of problems of a text that names no unit, by a match's note or reason."""


def read_group(gazetteer: Gazetteer) -> Callable[[str], tuple[str, str] | None]:
    """Make a reader of group rows: (kind, text), or None for other text.

    The kinds are `unit`, `district`, `category`, `bloc`, `position` and `leaving`.
    """

    @lru_cache(maxsize=4096)
    def reader(label: str) -> tuple[str, str] | None:
        text = place_words.strip_group_numbering(label)
        match = gazetteer.find_commune(text)
        if match.place:
            return "unit", text
        if gazetteer.find_district(text).place:
            return "district", text
        if match.reason in ("ambiguous", "not_then"):
            return "unit", text
        if find_department(text):
            return "bloc", text
        if (leaving := heading_of_leavers(text)) is not None:
            return "leaving", leaving
        category = _category(text)
        if category or is_bloc(text):
            return ("category", category) if category else ("bloc", text)
        if is_of_all_categories(text):
            return "category", ""
        titles = positions.read_position(text, gazetteer.day)
        if titles.titles and not titles.unknown:
            return "position", text
        if _is_department(text, match):
            return "bloc", text
        if is_title(text):
            commune = commune_in(text, None, gazetteer)
            if commune or find_as_of(text):
                return ("unit", commune.name) if commune else ("bloc", text)
        kinds = {place_words.LEVEL_OF_KIND[kind] for kind, _ in place_words.kinds_and_rests(words_of(text))}
        return ("unit", text) if "commune" in kinds else None

    return reader


def heading_of_leavers(text: str) -> str | None:
    """Give a heading of people who are gone, "" for one of people who are there; None for any other."""
    leaving = read_leaving(text)
    if leaving is None:
        return "" if is_presence(text) else None
    return None if leaving.is_soon or leaving.is_unsure or leaving.stays else text


def _category(text: str) -> str | None:
    """The category that a heading names, beside words that say nothing: «DANH SÁCH CÁN BỘ», «Công chức, gồm:»."""
    spelled = key(" ".join(words_of(text)))
    return next((code for words in (key(text), group_without_filler(spelled)) if (code := _code(words))), None)


def _code(spelled: str) -> str | None:
    return dict(values.sets_of("category", spelled)).get("category")


@dataclass(slots=True)
class UnitResolver:
    """A resolver of each person's commune: None and a problem at the cell that should have told it, where none is."""

    gazetteer: Gazetteer
    layout: Layout
    body: Body
    people: People
    of_sheet: SheetPlace
    rows: Sequence[Sequence[Any]] = ()
    problems: list[Problem] = field(default_factory=list)
    _matches: dict[tuple[str, str | None], Match] = field(default_factory=dict)
    _districts: dict[str, Place | None] = field(default_factory=dict)
    _reported: set[object] = field(default_factory=set)
    _without_unit: list[int] = field(default_factory=list)
    """The people of whom nothing says where they belong."""
    _body: Place | None = field(init=False)

    def __post_init__(self) -> None:
        """Find the body whose list the sheet is, once for all its people."""
        self._body = self._body_of_sheet()

    def resolve(self) -> list[Place | None]:
        """Find the commune of each person."""
        count = len(self.people)
        codes = self.people.texts.get("unit_code", [""] * count)
        names = self._carried_down(self.people.texts.get("unit", [""] * count))
        districts = self.people.texts.get("district", [""] * count)
        contexts = self.body.contexts
        places = [
            self._place(i, *sources) for i, sources in enumerate(zip(codes, names, districts, contexts, strict=True))
        ]
        if self._without_unit:
            self._report_no_unit()
        return places

    def _carried_down(self, names: list[str]) -> list[str]:
        """Let a unit written only at its first person speak for the blanks below: when most cells are blank so.

        One blank cell among full ones is no such habit; it stays blank and is reported.
        """
        blanks = sum(not name for name in names)
        has_other_source = self.of_sheet.commune is not None or any(context.unit for context in self.body.contexts)
        if not names or not names[0] or has_other_source or blanks * 2 < len(names) or blanks == len(names):
            return names
        held = self._units_of_held_rows()
        carried: list[str] = []
        last_row = 0
        for name, row in zip(names, self.people.rows, strict=True):
            above = (held[at] for at in range(row, last_row, -1) if at in held)
            carried.append(name or next(above, carried[-1] if carried else ""))
            last_row = row
        cell = f"{self.layout.of_field('unit')[0].letters}{self.layout.last_row + 1}"
        self._report("unit_carried_down", cell, "", "")
        return carried

    def _units_of_held_rows(self) -> dict[int, str]:
        """Give the unit that rows without a name tell, by Excel's number: it holds for the blanks below them, too."""
        column = self.layout.of_field("unit")[0].index
        cells = {row + 1: self.rows[row][column] for row, _, _ in self.body.nameless if column < len(self.rows[row])}
        return {row: values.text_of(value) for row, value in cells.items() if values.word_kind(value) is None}

    def _place(self, person: int, code: str, name: str, district_text: str, context: Context) -> Place | None:
        district = self._district(person, district_text, context)
        if code:
            match = self._find(code, None)
            if match.place:
                self._report_match(match, code, self._cell("unit_code", person))
                return match.place
        around = self._place_around(person, context, district) or self._office_of(person, district)
        if not name or (around and _names_no_place(name)):
            if around is None and not context.unit and self.people.rows[person] - 1 not in self.body.vacancies:
                self._without_unit.append(person)
            return around
        match = self._find(name, district)
        if match.place is None and around is not None and _is_department(name, match):
            return around
        if match.place is None or match.note:
            self._report_match(match, name, self._cell("unit", person), district)
        return match.place

    def _place_around(self, person: int, context: Context, district: str | None) -> Place | None:
        """The unit of the group row above, else of the sheet."""
        if not context.unit:
            return self.of_sheet.commune or self._body
        match = self._find(context.unit, district)
        if match.place is None and self.of_sheet.commune and _names_bodies(match):
            return self.of_sheet.commune
        if match.place is None or match.note:
            cell = f"{column_letters(self._group_column(context.unit_row))}{context.unit_row + 1}"
            self._report_match(match, context.unit, cell, district)
        return match.place

    def _office_of(self, person: int, district: str | None) -> Place | None:
        """The district's or the province's office that the column of departments names, where nothing else does."""
        text = self.people.fields.get("department", ())[person : person + 1]
        match = self.gazetteer.find_body(text[0], district) if text and text[0] else None
        return match.place if match else None

    def _body_of_sheet(self) -> Place | None:
        """The body whose list the title says it is, where neither a column nor a heading tells anybody's unit."""
        has_column = bool(self.layout.of_field("unit") or self.layout.of_field("unit_code"))
        is_told = has_column or any(context.unit for context in self.body.contexts)
        return None if is_told else self.of_sheet.body

    def _group_column(self, row: int) -> int:
        return next((group.column for group in self.body.groups if group.row == row), 0)

    def _district(self, person: int, text: str, context: Context) -> str | None:
        text = text or context.district
        if not text:
            return self.of_sheet.district.code if self.of_sheet.district else None
        if text not in self._districts:
            self._districts[text] = self.gazetteer.find_some_district(text)
        place = self._districts[text]
        if place is None and not context.district:
            self._report_unfound(self.gazetteer.find_district(text), text, self._cell("district", person))
        return place.code if place else None

    def _find(self, text: str, district: str | None) -> Match:
        match = self._matches.get((text, district))
        if match is None:
            match = self._matches[text, district] = self.gazetteer.find_commune(text, district)
        return match

    def _cell(self, name: str, person: int) -> str:
        columns = self.layout.of_field(name)
        return f"{columns[0].letters}{self.people.rows[person]}" if columns else ""

    def _report_match(self, match: Match, text: str, cell: str, district: str | None = None) -> None:
        """Report every cell that names no unit, and what is odd about a known unit, once for each spelling."""
        if match.place is None:
            self._report_unfound(match, text, cell, district)
            return
        code = {"renamed": "unit_renamed", OTHER_PROVINCE: "unit_of_other_province"}.get(match.note or "")
        if code and (code, cell) not in self._reported:
            self._reported.add((code, cell))
            words = {"candidates": match.place.name, "day": f"{self.gazetteer.day:%d/%m/%Y}"}
            self._report(code, cell, text, match.place.code, **words)

    def _report_unfound(self, match: Match, text: str, cell: str, district: str | None = None) -> None:
        if (cell, text) in self._reported:
            return
        self._reported.add((cell, text))
        reason = _REASONS.get(match.note or "") or _REASONS.get(match.reason or "", "unknown_unit")
        others = [place for place in match.candidates if key(place.name) != key(text)]
        names = ", ".join(self._full_name(place, match.candidates) for place in match.candidates)
        is_body = read_department(text) is not None or words_of(text)[:1] == _OFFICE
        advice = _advice(reason, names if others else "", is_body=is_body)
        if match.note == "other_district":
            advice = self._whereabouts(match.candidates)
        names = names or (match.place.name if match.place else "")
        words = {"candidates": names, "day": f"{self.gazetteer.day:%d/%m/%Y}", "advice": advice}
        # A unit that was divided is several now: nobody can say at once which of them all its people are in.
        is_one = match.candidates and (match.reason != "not_then" or (len(match.candidates) == 1 and not match.note))
        code = match.candidates[0].code if is_one else ""
        self._report(reason, cell, text, code, district=district or "", **words)

    def _whereabouts(self, places: Sequence[Place]) -> str:
        """The advice on a name that its own district does not have: which one does."""
        districts = {place: self._district_name(place) for place in places}
        homes = [f"{place.name} thuộc {district}" for place, district in districts.items() if district]
        if not homes:
            return "Ngày đó đơn vị không thuộc huyện nào; hãy bỏ tên huyện (hoặc tỉnh cũ) đã ghi."
        return f"{', '.join(homes)}; hãy sửa tên huyện hoặc tên đơn vị."

    def _full_name(self, place: Place, others: Sequence[Place]) -> str:
        """A unit's name, with its district's where two are called the same."""
        district = self._district_name(place)
        is_shared = sum(other.name == place.name for other in others) > 1
        return f"{place.name} ({district})" if is_shared and district else place.name

    def _district_name(self, place: Place) -> str:
        return district_names(self.gazetteer.day).get(place.parent_code or "", "")

    def _report(
        self, code: str, cell: str, value: str, suggestion: str, *, district: str = "", **words: object
    ) -> None:
        held = problem(
            code,
            file=self.people.file,
            sheet=self.people.sheet,
            cell=cell,
            field="unit",
            value=value,
            suggestion=suggestion,
            **words,
        )
        self.problems.append(replace(held, district=district))

    def _report_no_unit(self) -> None:
        if self.of_sheet.failed is not None:
            self._report_unfound(self.of_sheet.failed, self.of_sheet.failed_text, self.of_sheet.failed_cell)
            return
        units = self.layout.of_field("unit")
        if units and any(self.people.texts.get("unit", ())):
            for person in self._without_unit:
                self._report("no_unit", self._cell("unit", person), "", "", people=1)
            return
        person = self._without_unit[0]
        column = self.layout.of_field("full_name") or self.layout.of_field("given_name")
        cell = f"{column[0].letters}{self.people.rows[person]}"
        self._report("no_unit", cell, "", "", people=len(self._without_unit))


def _is_department(text: str, match: Match) -> bool:
    """Tell whether it names a department; one that no table has must not be like a unit's name («Trạm Lô»)."""
    department = read_department(text)
    return department is not None and (department.is_known or not match.candidates)


def _names_bodies(match: Match) -> bool:
    """Tell whether a text that means no one unit is the name of districts' offices: in a commune's list, its own."""
    return bool(match.candidates) and all(place.level == BODY for place in match.candidates)


def _names_no_place(text: str) -> bool:
    """Tell whether it is «UBND xã», «Đảng ủy»: an office of a unit that something else must name."""
    rest = place_words.without_offices(words_of(text))
    return not rest or rest in place_words.prefixes()


_OFFICE = ("sở",)


def _advice(reason: str, names: str, *, is_body: bool) -> str:
    """Say what to do about a unit that was not found; `is_body`: its words begin as those of a body do."""
    if reason == "unit_not_then":
        return f"Vào ngày đó là: {names}; hãy ghi theo tên này." if names else "Hãy ghi theo tên đơn vị của ngày đó."
    if names:
        return f"Có phải là: {names}? Hãy sửa lại cho đúng."
    if is_body:
        return (
            "Nếu là cơ quan, đơn vị sự nghiệp chưa có trong danh mục, hãy thêm ở trang «Danh mục đơn vị» rồi nạp lại; "
            "nếu viết sai thì ghi đúng tên."
        )
    return "Hãy ghi đúng tên xã, phường, thị trấn hoặc cơ quan."
