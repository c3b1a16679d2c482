"""A blank form as it was read: its tables, and what each of their labels counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from blank_forms import siblings, titles
from blank_forms.answers import label_key, read_answer
from blank_forms.grid import Grid, address
from blank_forms.meanings import Meaning, Reader, statutory_form
from blank_forms.opening import FormRefusedError, lost_parts, open_form
from blank_forms.outcome import Gap
from blank_forms.people import PeopleColumn, people_columns
from blank_forms.tables import Table, tables_of
from blank_forms.unread import unread_parts
from reference import forms, phrases
from reference.bodies import Tier
from reference.form_words import FormWord
from reference.forms import Rule
from reference.forms.rules import POSITION
from reference.spelling import words_of
from stats.selection import Selection
from stats.source import StatisticsSource

Answers = Mapping[str, Mapping[str, str]]
"""Header hash -> label key -> the answer: a rule as text, or `EMPTY`."""

_KIND, _TOTAL = "category", words_of("Tổng số")
_BESIDE_A_NAME = 2
"""The fewest filled cells beside a name that make it a person's."""
PEOPLE_KEY = "people"
"""The label key of the answer on whom the whole table is about."""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table with the meaning of its labels: `columns` beside `table.values`, `rows` beside `table.rows`.

    `people`: whom the whole table is about. `listing`: the columns of a list of people, else empty. `header`: SHA-256
    of the header paths, under which answers are kept.
    """

    sheet: str
    table: Table
    header: str
    columns: tuple[Meaning, ...]
    rows: tuple[Meaning, ...]
    people: Rule
    statutory: str = ""
    listing: tuple[PeopleColumn, ...] = ()
    tiers: tuple[Tier, ...] = (Tier.COMMUNE,)
    """The levels of government whose people are counted."""

    @property
    def name(self) -> str:
        """The table in words: its sheet and the cells of its header."""
        left, right = self.table.columns[0].at, self.table.columns[-1].at
        return f"{self.sheet} › {address(self.table.top, left)}:{address(self.table.bottom, right)}"


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A form: its name, its bytes, its tables from top to bottom; `lost`: what of it does not survive writing."""

    name: str
    content: bytes
    tables: tuple[ReadTable, ...]
    lost: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    """Sentences on what its titles say otherwise than the numbers are."""
    unread: tuple[Gap, ...] = ()
    """Parts that look like tables and could not be read."""

    @property
    def lists_people(self) -> bool:
        """True where the filled form will name people."""
        return any(table.listing for table in self.tables)


def read_form(
    source: StatisticsSource, selection: Selection, name: str, content: bytes, answers: Answers | None = None
) -> BlankForm:
    """Read a blank form for the date of a selection.

    Raises FormRefusedError for a file that cannot be filled, and for one without a header that can be read.
    """
    book = open_form(name, content)
    tables: list[ReadTable] = []
    unread: list[Gap] = []
    head = titles.TitleReader(source, selection)
    first = ""
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        grid = Grid(sheet)
        first = first or f"{sheet.title} › {sheet.dimensions.partition(':')[0]}"
        above, about = 1, titles.About()
        tables_here = tables_of(grid)
        head.begin_sheet(_lines(grid, 1, min((table.top for table in tables_here), default=1)))
        for table in tables_here:
            if table.top >= above:  # a table beside another has its title
                about = head.read(_lines(grid, above, table.top))
            read = _read(source, selection, sheet=sheet.title, about=about, table=table, answers=answers or {})
            if read.listing:
                _refuse_people(grid, read)
            tables.append(
                _about_something_else(read, about, is_chosen=PEOPLE_KEY in (answers or {}).get(read.header, {}))
            )
            above = max(above, table.last + 1)
        unread += unread_parts(grid, tables_here)
    if not tables:
        raise FormRefusedError(
            f"Không đọc được tiêu đề bảng nào trong «{name}» (bắt đầu từ ô {first or 'A1'}): cần ít nhất hai tiêu đề "
            "cột trên một dòng và tên các dòng ở bên trái. Chưa ghi gì."
        )
    return BlankForm(
        name, content, tuple(tables), tuple(lost_parts(content)), remarks=tuple(head.remarks), unread=tuple(unread)
    )


def _lines(grid: Grid, first: int, end: int) -> list[str]:
    """Give the texts of rows from `first` to before `end`, a line each."""
    return [" ".join(grid.texts_in(row).values()) for row in range(first, end)]


def _refuse_people(grid: Grid, read: ReadTable) -> None:
    """Raise FormRefusedError where a person stands in a list already: that is a roster, others would join its people.

    A heading within the list («I. Cán bộ») has nothing beside it.
    """
    role = read.table.with_role(FormWord.NAME)
    at = role.at if role else 0
    beside = [column.at for column in read.table.columns if column.at > at]
    for row in range(read.table.bottom + 1, grid.last_row + 1):
        texts = grid.texts_in(row)
        if not texts:
            return
        if len(words_of(texts.get(at, ""))) > 1 and sum(column in texts for column in beside) >= _BESIDE_A_NAME:
            raise FormRefusedError(
                f"Danh sách ở trang «{read.sheet}» đã có người từ ô {address(row, at)}: đây không phải biểu còn trống. "
                "Hãy xóa các dòng người, kể cả dòng mẫu, rồi thả lại; danh sách của đơn vị thì nạp ở trang Nhập số "
                "liệu. Chưa ghi gì."
            )


def _about_something_else(read: ReadTable, about: titles.About, *, is_chosen: bool) -> ReadTable:
    """Let no column of a table that the rosters cannot answer count, but for those whose meaning a clerk has chosen.

    `is_chosen`: a clerk has said whom it is about. Of a part of people labels with posts count.
    """
    why = about.subject or ("" if is_chosen else about.unread or about.part)
    if read.statutory or not why or (why == about.part and read.rows and all(map(_has_post, read.rows))):
        return read
    has_posts = why == about.part
    columns = tuple(
        each if each.is_answer or (has_posts and _has_post(each)) else replace(each, rule=None, reason=why)
        for each in read.columns
    )
    listing = tuple(PeopleColumn(each.at, each.path, reason=why) for each in read.listing)
    return replace(read, columns=columns, listing=listing)


def _has_post(label: Meaning) -> bool:
    """Tell whether a label counts the holders of posts, or counts nobody."""
    return label.rule is None or any(each.field == POSITION for each in label.rule[0])


def header_of(table: Table) -> str:
    """Give the SHA-256 of a table's header paths in their order."""
    paths = (" › ".join(" ".join(words_of(label)) for label in column.path) for column in table.columns)
    return sha256("\n".join(paths).encode()).hexdigest()


def _read(
    source: StatisticsSource,
    selection: Selection,
    sheet: str,
    about: titles.About,
    table: Table,
    answers: Answers,
) -> ReadTable:
    """Read a table of a sheet for a selection's date; `about`: whom and what the title above it names."""
    header = header_of(table)
    known = answers.get(header, {})
    statutory = statutory_form(table)
    tiers: tuple[Tier, ...] = (selection.level,)
    if statutory is not None and selection.level not in statutory.tiers:
        tiers = statutory.tiers
    names = source.names(selection.as_of, selection.territory, tiers[0] if len(tiers) == 1 else Tier.ALL)
    own = Reader(names, selection.as_of, source.dates(), known, topic=about.topic, district=about.district)
    columns = siblings.columns_of(own, table)
    listing = tuple(_answered(column, known) for column in _shown(table)) if table.lists_people else ()
    rows = [] if listing else siblings.rows_of(own, table)
    people = statutory.counts if statutory else about.people
    if people == forms.EVERYBODY:
        people = _people_of_total([*columns, *rows])
    people = _without_counted(people, [*columns, *rows]) if not statutory else people
    if PEOPLE_KEY in known:
        people = read_answer(known[PEOPLE_KEY]).rule or forms.EVERYBODY
    return ReadTable(
        sheet,
        table,
        header=header,
        columns=tuple(columns),
        rows=tuple(rows),
        people=people,
        statutory=statutory.code if statutory else "",
        listing=listing,
        tiers=tiers,
    )


def _without_counted(people: Rule, labels: Sequence[Meaning]) -> Rule:
    """Leave out what a label counts beside a total: «ĐẢNG VIÊN LÀ CBCC» with «Tổng số CBCC | Số đảng viên».

    The title names the table's subject then, and no total would say anything were everybody one.
    """
    counted = {c for each in labels if not each.is_share for part in each.rule or () for c in part if c.field != _KIND}
    totals = [each for each in labels if words_of(each.words[-1])[:2] == _TOTAL and _names_kind(each.words[-1])]
    return tuple(tuple(c for c in part if not totals or c not in counted) for part in people)


def _people_of_total(labels: Sequence[Meaning]) -> Rule:
    """Find whom a table's total names («Tổng số cán bộ, công chức»), where no other label is about such kinds."""
    named = [label for label in labels if label.rule and _names_kind(label.words[-1])]
    totals = [label for label in named if words_of(label.words[-1])[:2] == _TOTAL]
    if len(totals) != 1:
        return forms.EVERYBODY
    kinds = _kinds_of(totals[0])
    return (totals[0].rule or forms.EVERYBODY) if all(_kinds_of(label) <= kinds for label in named) else forms.EVERYBODY


def _kinds_of(label: Meaning) -> set[str | None]:
    conditions = (label.rule or forms.EVERYBODY)[0]
    return {kind for each in conditions if each.field == _KIND and not each.is_negated for kind in each.values}


def _names_kind(label: str) -> bool:
    """Tell whether a label's own words name kinds of people, not only those of the headings above it."""
    return any(each.field == _KIND for each in phrases.read((label,)).conditions)


def _shown(table: Table) -> list[PeopleColumn]:
    """Read the columns of a list of people; marks that the rosters keep as one value are left out."""
    columns = people_columns(table)
    marks = [each for each in columns if each.rule is not None and not each.shows]
    same = siblings.alike((each.path, each.rule) for each in marks if each.rule is not None)
    return [PeopleColumn(each.at, each.path, reason=siblings.ALIKE) if each.path in same else each for each in columns]


def _answered(column: PeopleColumn, answers: Mapping[str, str]) -> PeopleColumn:
    answer = answers.get(label_key("column", column.path))
    if answer is None:
        return column
    rule = read_answer(answer).rule
    if rule is None:
        return PeopleColumn(column.at, column.path, reason="Để trống theo lựa chọn đã nhớ.")
    return PeopleColumn(column.at, column.path, rule=rule)
