"""One workbook from cells to people: headers, rows, values, units, posts and totals of each sheet together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.extracting.births import read_births
from etl.extracting.body import Body
from etl.extracting.column_doubts import column_doubts
from etl.extracting.departments import read_departments
from etl.extracting.leavers import LeaverReader, left_problem, title_of_leavers
from etl.extracting.lengths import take_out_long
from etl.extracting.misspelt import NAMES, readers, without_slips
from etl.extracting.name_spellings import mend_names
from etl.extracting.names import read_names
from etl.extracting.party import read_party_dates
from etl.extracting.people import SheetReader, settle_unmarked
from etl.extracting.pictures import picture
from etl.extracting.posts import read_posts
from etl.extracting.repetition import Repetition
from etl.extracting.rows import read_rows
from etl.extracting.seniority import read_seniority
from etl.extracting.sheet_departments import department_of_sheet
from etl.extracting.sheet_places import SheetPlace, commune_in, place_of_sheet, province_in
from etl.extracting.summaries import compare_summaries
from etl.extracting.totals import Earlier, TotalChecker
from etl.extracting.unheaded import rows_of_people
from etl.extracting.units import UnitResolver, read_group
from etl.extracting.vacancies import Posts, counted, read_vacant_posts, vacancy_problem, vacant_posts, without_posts
from etl.headers import (
    BIRTHS,
    Layout,
    find_layout,
    find_unnamed,
    layout_at,
    misspelt_at,
    side_by_side,
    uses,
    with_answers,
)
from etl.normalising.answers import NOTHING, AnsweredGazetteer, Answers, Learned
from etl.normalising.dates import day_in
from etl.normalising.places import Gazetteer, Place
from etl.normalising.values import text_of
from etl.problems import Problem, Refused, problem, refuse_flood
from etl.records import Examination, FileReport, People, ReadSheet, Sheet, SheetReport, Workbook
from etl.validating import check_people
from reference import catalogue, field_label, limit
from reference.addresses import column_letters

_TOP_ROWS = 10
"""The number of rows at the top of a sheet that is no roster among which its title may be."""


_ONCE_A_FILE = ("named_by_mark",)
"""The warnings about a column that every sheet of a workbook has: the first is enough."""
_NOT_KEPT = ("frame", *(field.name for field in catalogue().values() if not field.kept))
"""The fields of headers that the flat table does not have."""
_UNNAMED = "chưa rõ cột nào là «Họ và tên»"


@dataclass(slots=True)
class RosterSheet:
    """A sheet with a header that could be recognised."""

    sheet: Sheet
    layout: Layout
    title: list[str]
    """The texts above the header."""
    above: Body | None = None
    lists: tuple[ReadSheet, ...] = ()
    """The list over this one on the same sheet; all lists over it, as they were read."""

    @property
    def as_of(self) -> date | None:
        """The day that the title says the list describes."""
        return day_in(self.title)


def find_rosters(workbook: Workbook, learned: Learned = NOTHING) -> tuple[list[RosterSheet], dict[str, str]]:
    """Find the sheets that are rosters, and say a word on each that is none.

    A roster may be one whose names nobody has pointed at yet (not `tells_names`); beside others, only where its birth
    dates tell it from a list of codes. Raises Refused when no sheet has a header that can be recognised.
    """
    rosters: list[RosterSheet] = []
    passed_over: dict[str, str] = {}
    unnamed: list[RosterSheet] = []
    for sheet in workbook.sheets:
        layout = None if sheet.is_error_list else find_layout(sheet)
        if layout is not None:
            parts = side_by_side(sheet, layout)
            for part, header in parts:
                title = _title(sheet, layout.first_row)
                if len(parts) > 1:
                    title = [*_title(part, layout.first_row, over=header), *title]
                rosters.append(RosterSheet(part, with_answers(header, learned), title))
        elif sheet.is_error_list:
            passed_over[sheet.name] = "các lỗi của lần nạp trước"
        elif any(value != "" for row in sheet.rows for value in row):
            passed_over[sheet.name] = "không có cột «Họ và tên», không phải danh sách"
            if layout := find_unnamed(sheet):
                layout = without_slips(sheet, with_answers(layout, learned), NAMES)
                unnamed.append(RosterSheet(sheet, layout, _title(sheet, layout.first_row)))
        else:
            passed_over[sheet.name] = "trang trống"
    are_alone = not rosters
    for roster in unnamed:
        if are_alone or roster.layout.tells_names or any(roster.layout.of_field(name) for name in BIRTHS):
            rosters.append(roster)
            del passed_over[roster.sheet.name]
    if not rosters:
        if not any(value != "" for sheet in workbook.sheets for row in sheet.rows for value in row):
            raise Refused(problem("no_cells", file=workbook.file))
        first = next((sheet for sheet in workbook.sheets if sheet.rows and not sheet.is_error_list), None)
        where = {"sheet": first.name, "cell": "A1"} if first else {}
        raise Refused(problem("no_header", file=workbook.file, **where))
    return rosters, passed_over


def top_lines(workbook: Workbook, passed_over: Iterable[str]) -> list[list[str]]:
    """Give the texts in each row at the top of the file's other sheets."""
    sheets = [sheet for sheet in workbook.sheets if sheet.name in passed_over and not sheet.is_error_list]
    return [[text for text in map(text_of, row) if text] for sheet in sheets for row in sheet.rows[:_TOP_ROWS]]


def _unit_of_other_sheets(workbook: Workbook, passed_over: Iterable[str], gazetteer: Gazetteer) -> Place | None:
    """The one commune that the tops of the file's other sheets name: that of a cover."""
    texts = (text for line in top_lines(workbook, passed_over) for text in line)
    communes = (commune_in(text, None, gazetteer) for text in texts)
    places = {place.code: place for place in communes if place}
    return places.popitem()[1] if len(places) == 1 else None


def _title(sheet: Sheet, end: int, start: int = 0, over: Layout | None = None) -> list[str]:
    """The texts of the rows from `start` to a header at `end`; of several tables side by side those `over` one."""
    columns = slice(over.columns[0].index, over.columns[-1].index + 1) if over else slice(None)
    texts = [text_of(value) for row in sheet.rows[start:end] for value in row[columns] if value != ""]
    return [text for text in texts if text]


def examine(
    workbook: Workbook,
    rosters: Sequence[RosterSheet],
    passed_over: dict[str, str],
    as_of: date,
    gazetteer: Gazetteer,
    unit: Place | None,
    progress: Callable[[str], None],
    learned: Learned = NOTHING,
) -> Examination:
    """Read every roster sheet of a workbook for a day; `unit` is the one chosen by hand for sheets that name none."""
    examination = Examination(FileReport(workbook.file, workbook.sha256, passed_over=passed_over))
    answers = Answers(learned)
    gazetteer = AnsweredGazetteer(gazetteer, answers)
    around = _unit_of_other_sheets(workbook, passed_over, gazetteer)
    for roster in rosters:
        progress(roster.sheet.name)
        table: RosterSheet | None = roster if roster.layout.tells_names else None
        while table is not None:
            table = _SheetExaminer(
                workbook.file,
                table,
                as_of=as_of,
                gazetteer=gazetteer,
                unit=unit,
                around=around,
                examination=examination,
                answers=answers,
            ).run(learned)
    settle_unmarked([sheet.people for sheet in examination.sheets])
    compare_summaries(workbook, examination, gazetteer)
    _report_unheaded(workbook, examination, as_of)
    for roster in rosters:
        if not roster.layout.tells_names:
            _ask_for_names(workbook.file, roster, examination)
    examination.report.learned += answers.used
    return examination


def _report_unheaded(workbook: Workbook, examination: Examination, as_of: date) -> None:
    """Say which sheets without a header hold people all the same."""
    for sheet in workbook.sheets:
        rows = (
            rows_of_people(sheet, as_of)
            if sheet.name in examination.report.passed_over and not sheet.is_error_list
            else []
        )
        if rows:
            place = {"file": workbook.file, "sheet": sheet.name, "cell": f"A{rows[0] + 1}"}
            examination.problems.append(problem("people_without_header", **place, people=len(rows)))
            examination.report.passed_over[sheet.name] = "có dòng giống người nhưng không có dòng tiêu đề"


def _ask_for_names(file: str, roster: RosterSheet, examination: Examination) -> None:
    """Ask which column tells the names: as soon as somebody says it, the list can be read."""
    sheet, layout = roster.sheet, roster.layout
    fields = dict.fromkeys(column.field for column in layout.columns if column.field not in ("", *_NOT_KEPT))
    labels = ", ".join(f"«{field_label(field)}»" for field in fields)
    first = next((column for column in layout.columns if column.reading.meaning is None), layout.columns[0])
    cell = f"{first.letters}{layout.first_row + 1}"
    examination.problems.append(problem("no_name_column", file=file, sheet=sheet.name, cell=cell, known=labels))
    examination.pictures.append(picture(file, sheet, layout, range(layout.first_data_row, len(sheet.rows))))
    examination.report.passed_over[sheet.name] = _UNNAMED
    examination.report.learned += uses(sheet.name, layout)


class _SheetExaminer:
    def __init__(
        self,
        file: str,
        roster: RosterSheet,
        as_of: date,
        gazetteer: Gazetteer,
        unit: Place | None,
        around: Place | None,
        examination: Examination,
        answers: Answers,
    ) -> None:
        self.around = around
        self.file, self.roster, self.as_of, self.unit = file, roster, as_of, unit
        self.gazetteer = gazetteer.of_list(province_in(roster.title, file, gazetteer))
        self.sheet = roster.sheet
        self.layout = without_slips(roster.sheet, roster.layout, readers(gazetteer))
        self.examination, self.answers = examination, answers

    def run(self, learned: Learned) -> RosterSheet | None:
        """Read one list; the one under it on the sheet is returned."""
        names = read_names(self.sheet, self.layout)
        body = read_rows(
            self.sheet.rows,
            self.layout,
            names=names,
            read_group=read_group(self.gazetteer),
            read_header=self._header_at,
            above=self.roster.above,
        )
        if body.unclear > (most := int(limit("most_unclear_rows"))):
            raise Refused(problem("too_many_errors", file=self.file, sheet=self.sheet.name, limit=most))
        reader = SheetReader(
            self.file, self.sheet, layout=self.layout, body=body, names=names, as_of=self.as_of, answers=self.answers
        )
        read_births(reader)
        people = reader.read()
        people.party = read_party_dates(reader)
        read_seniority(reader)
        problems = mend_names(people)
        places = self._units(body, people, problems)
        title = title_of_leavers(self.roster.title, self.sheet.spoken_name)
        if not title and self._is_repetition(body, people, places):
            return self._under(body, learned)
        reported = {(other.code, other.value) for other in self.examination.problems if other.code in _ONCE_A_FILE}
        self.examination.problems += [other for other in reader.problems if (other.code, other.value) not in reported]
        read_vacant_posts(people, body.vacancies)
        of_sheet = department_of_sheet(self.roster.title, self.sheet.spoken_name)
        departments, doubts = read_departments(people, body, places, of_sheet)
        problems += doubts
        problems += read_posts(people, body.contexts, places, departments, day=self.as_of, answers=self.answers)
        leaver_reader = LeaverReader(reader, title)
        leavers = leaver_reader.read(places)
        self.examination.problems += [*problems, *leaver_reader.problems]
        gone = sorted(person for person, leaver in leavers.items() if leaver.is_gone)
        posts = vacant_posts(people, places, body.vacancies)
        everybody, _ = without_posts(people, places, posts)
        people, places = without_posts(people, places, posts, gone)
        self.examination.problems += take_out_long(people)
        before = tuple(self.examination.problems)
        self.examination.problems += check_people(people, places, self.as_of, self.sheet.struck, before)
        self._totals(body, people, everybody)
        self._doubts(body)
        letters = next(c.letters for c in self.layout.columns if c.field in ("full_name", "given_name"))
        self.roster.lists += (ReadSheet(people, places, letters, len(body.nameless), self.sheet.is_hidden),)
        self.roster.lists[-1].leavers += leavers.values()
        self.examination.sheets.append(self.roster.lists[-1])
        self.examination.report.sheets.append(self._report(people, posts))
        if posts:
            self.examination.problems.append(vacancy_problem(self.file, self.sheet.name, letters, posts))
        if gone:
            self.examination.problems.append(left_problem(people, letters, [leavers[person] for person in gone]))
        self.examination.report.learned += uses(self.sheet.name, self.layout)
        self.examination.pictures.append(picture(self.file, self.sheet, self.layout, body.people))
        return self._under(body, learned)

    def _header_at(self, row: int) -> Layout | None:
        """Read the header of another list in that row, also where the heading of its names has a slip."""
        layout = layout_at(self.sheet, row, climbs=False)
        if layout is None and (misspelt := misspelt_at(self.sheet, row)):
            layout = without_slips(self.sheet, misspelt, NAMES)
        return layout if layout and layout.tells_names else None

    def _under(self, body: Body, learned: Learned) -> RosterSheet | None:
        """The list that begins where this one stops, with the title between them before that of the sheet."""
        if body.next_table is None:
            return None
        start = (body.people[-1] if body.people else self.layout.last_row) + 1
        title = [*_title(self.sheet, body.next_table.first_row, start), *self.roster.title]
        return RosterSheet(self.sheet, with_answers(body.next_table, learned), title, body, self.roster.lists)

    def _is_repetition(self, body: Body, people: People, places: Sequence[Place | None]) -> bool:
        """Tell, and say once, whether a table is about people of lists above it, who are not counted again."""
        table = Repetition(self.sheet, self.layout, people, places)
        problems = table.problems(body.people, table.lists_to_compare(self.roster.lists, self.examination.sheets))
        if problems:
            self.examination.problems += problems
            self._doubtful_rows(body)
        return bool(problems)

    def _units(self, body: Body, people: People, problems: list[Problem]) -> list[Place | None]:
        """Find everybody's unit; what is unclear goes to `problems`."""
        of_sheet, doubts = place_of_sheet(self.sheet, self.roster.title, self.file, self.gazetteer)
        chosen = self.around if self.around and of_sheet.failed is None else self.unit
        if of_sheet.commune is None and of_sheet.body is None and chosen is not None:
            of_sheet = SheetPlace(chosen, of_sheet.district)
        resolver = UnitResolver(
            self.gazetteer, self.layout, body=body, people=people, of_sheet=of_sheet, rows=self.sheet.rows
        )
        places = resolver.resolve()
        problems += [*doubts, *resolver.problems]
        return places

    def _totals(self, body: Body, people: People, everybody: People) -> None:
        """Hold printed totals against the people; where those who left are listed, a total may count them, too."""
        earlier = Earlier.of(self.examination.sheets, self.examination.report.sheets)
        checker = TotalChecker(self.layout, body, people, self.sheet.rows, earlier)
        checker.check()
        if checker.problems and len(everybody) > len(people):
            with_leavers = TotalChecker(self.layout, body, everybody, self.sheet.rows, earlier)
            with_leavers.check()
            checker = min(with_leavers, checker, key=lambda each: len(each.problems))
        self.examination.report.totals += checker.reports
        self.examination.problems += checker.problems

    def _doubtful_rows(self, body: Body) -> None:
        """Report what the rows leave unclear."""
        has_own_unit = bool(self.layout.of_field("unit") or self.layout.of_field("unit_code"))
        for row, column, text in body.unknown_groups:
            self._report_cell("unknown_group_note" if has_own_unit else "unknown_group_row", row, column, text)
        name_column = next(c.index for c in self.layout.columns if c.field.endswith("_name"))
        for row, _, text in body.nameless:
            self._report_cell("unreadable_row", row, name_column, text, field="full_name")
        for row, column, text in body.after_end:
            self._report_cell("unread_text_after_end", row, column, text)

    def _doubts(self, body: Body) -> None:
        """Report what the rows, the sheet and the header leave unclear."""
        self._doubtful_rows(body)
        if self.sheet.has_hidden_cells:
            self._report_sheet("hidden_rows")
        if self.sheet.is_hidden:
            self._report_sheet("hidden_sheet")
        if self.sheet.legacy_encoding:
            self._report_sheet("legacy_font")
        self._doubtful_columns(body)
        self._uncomputed(body)

    def _doubtful_columns(self, body: Body) -> None:
        for doubt in column_doubts(self.sheet, self.layout, body.people, self.gazetteer):
            is_known = doubt.is_once and any(
                (other.code, other.value) == (doubt.code, doubt.value) for other in self.examination.problems
            )
            if not is_known:
                self._report_cell(doubt.code, doubt.row, doubt.column, doubt.value, **doubt.words)

    def _uncomputed(self, body: Body) -> None:
        fields = {c.index: c.field for c in self.layout.columns if c.field not in ("", "ordinal", "note")}
        people = set(body.people)
        for row, column in sorted(self.sheet.uncomputed):
            if row in people and column in fields:
                self._report_cell("formula_without_value", row, column, "", field=fields[column])

    def _report_cell(self, code: str, row: int, column: int, value: str, **words: Any) -> None:
        place = {"file": self.file, "sheet": self.sheet.name, "cell": f"{column_letters(column)}{row + 1}"}
        self.examination.problems.append(problem(code, **place, value=value, **words))
        refuse_flood(self.examination.problems)

    def _report_sheet(self, code: str) -> None:
        self.examination.problems.append(problem(code, file=self.file, sheet=self.sheet.name))

    def _report(self, people: People, posts: Posts) -> SheetReport:
        columns = self.layout.columns
        understood = [c for c in columns if c.reading.meaning is not None and c.field not in _NOT_KEPT]
        first, last = (people.rows[0], people.rows[-1]) if people.rows else (0, 0)
        return SheetReport(
            sheet=self.sheet.name,
            header_rows=(self.layout.first_row + 1, self.layout.last_row + 1),
            data_rows=(first, last),
            columns={column.letters: column.name for column in understood},
            unread_columns={column.letters: column.title for column in columns if column not in understood},
            header_paths={column.letters: column.title for column in columns},
            people=len(people),
            vacancies=counted(posts),
        )
