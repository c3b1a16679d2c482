"""The records that pass between the rooms of the write side."""

from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from hashlib import sha256
from itertools import compress
from typing import Any

from etl.normalising.answers import Use
from etl.normalising.dates import PartialDate
from etl.normalising.places import Place
from etl.problems import Problem
from reference.addresses import address, column_letters, table_address
from reference.fields import staff_fields
from reference.vietnamese import printable

STAFF_FIELDS = staff_fields()
"""The coded and text fields of a person, in the order of the table `staff`."""

Progress = Callable[[str, int, int], None]
"""Function that is told «Đang đọc …», how much is done and how much there is."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was handed in: its name (for people, without what nobody sees) and its bytes."""

    name: str
    content: bytes

    def __post_init__(self) -> None:
        """Take out of the name what would turn its letters around or end the making of a document."""
        object.__setattr__(self, "name", printable(self.name) or "tep")

    @property
    def sha256(self) -> str:
        """The hash (hexadecimal SHA-256) under which a file is kept and known again."""
        return sha256(self.content).hexdigest()


ERROR_LIST, ERROR_LIST_TITLE = "Các lỗi cần sửa", "CÁC LỖI CẦN SỬA TRONG TỆP NÀY"
"""The name and the title of the sheet that a marked copy begins with."""


@dataclass(slots=True)
class Sheet:
    """A sheet's cells from A1 on, row by row; an empty cell is "" and rows may be of unequal length."""

    name: str
    rows: list[list[Any]]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column; counted from 0."""
    is_hidden: bool = False
    has_hidden_cells: bool = False
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    """Row and column (from 0) of formulas that were saved without their result."""
    struck: Set[tuple[int, int]] = frozenset()
    """Row and column (from 0) of cells that are struck through as a whole."""
    legacy_encoding: str | None = None
    """The encoding `tcvn3`, `vni` or `tcvn3+vni` where cells were typed in such fonts; they already are Unicode."""
    name_in_unicode: str = ""
    """The name in Unicode, where it is typed as in such a font too; `name` stays, for the workbook knows no other."""
    lines_above: int | None = None
    """Of a table in a document: how many of its first rows are lines of text above it; None: a workbook's sheet."""

    @property
    def spoken_name(self) -> str:
        """The name as people read it."""
        return self.name_in_unicode or self.name

    def address(self, row: int, column: int) -> str:
        """Give the address of a row and column (from 0): «K17», in a document's table «dòng 3, cột 4»."""
        if self.lines_above is None:
            return address(row, column)
        return table_address(row - self.lines_above, column)

    def column(self, index: int) -> str:
        """Name a column (from 0): «D», in a document's table «cột 4»."""
        return column_letters(index) if self.lines_above is None else f"cột {index + 1}"

    @property
    def is_error_list(self) -> bool:
        """True where this is the list of problems that the program itself put into a marked copy."""
        return self.name.startswith(ERROR_LIST) and self.rows[:1] != [] and self.rows[0][:1] == [ERROR_LIST_TITLE]


@dataclass(slots=True)
class Workbook:
    """One file that could be opened."""

    file: str
    sha256: str
    content: bytes
    sheets: list[Sheet]


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """The decisions of the person at the keyboard; see `docs/` and the contract for each."""

    as_of: date | None = None
    unit_code: str | None = None
    dry_run: bool = False
    accept: bool = False
    loaded_by: str = ""
    is_demo: bool = False
    days: Mapping[str, date] | None = None
    """The file -> the day that the person told of it, where it says none; with None a load needs a day of each file.
    A trial with days tells, beside the files that lack one or cannot be used, all else that there is to ask."""
    units: Mapping[str, str] = field(default_factory=dict)
    """The file -> the code of the commune that the person told of it; `unit_code`: of all. Only where it names none."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """The file (`archive.zip/inner.xlsx`, too) that the person leaves out -> why it cannot be used."""
    skips_unread: bool = False
    """True where the person wants to go on without whatever file cannot be used."""
    replaced: Mapping[str, str] = field(default_factory=dict)
    """The file that is left out for its corrected copy, which is among the files, too -> that copy's name."""
    places: frozenset[str] | None = None
    """Codes of the districts and communes that the person may load rosters of; None: of all."""
    upload: int | None = None
    """The upload that waited and is loaded now, by its number; None: nothing waited."""
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Vacancy:
    """The vacant posts of one title in a unit, as a roster lists them; "" where it does not say which."""

    unit_code: str
    unit_name: str
    position: str
    count: int


@dataclass(slots=True)
class SheetReport:
    """The recognised parts of one sheet; rows are numbered as Excel does."""

    sheet: str
    header_rows: tuple[int, int]
    data_rows: tuple[int, int]
    columns: dict[str, str]
    """The column letter -> field, `field:level` for a column of marks («H»: «education:bachelors»)."""
    unread_columns: dict[str, str]
    header_paths: dict[str, str]
    """The column letter -> header path as written, «Trình độ đào tạo › Tin học › Chứng chỉ»."""
    people: int
    vacancies: list[Vacancy] = field(default_factory=list)


@dataclass(slots=True)
class TotalReport:
    """A printed total against the count."""

    cell: str
    says: int
    counted: int


@dataclass(slots=True)
class FileReport:
    """The recognised parts of one file."""

    file: str
    sha256: str
    sheets: list[SheetReport] = field(default_factory=list)
    totals: list[TotalReport] = field(default_factory=list)
    passed_over: dict[str, str] = field(default_factory=dict)
    """The sheet -> a word in Vietnamese why it is not a roster."""
    learned: list[Use] = field(default_factory=list)
    """The answers of clerks that columns and values were read by."""

    def as_json(self) -> dict[str, Any]:
        """Give the file's part of the contract's object; also what the database keeps as the import's record."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class UnitChange:
    """The changes that a load makes to one unit's people of a day; `before` None: the day had no roster of the unit."""

    code: str
    name: str
    before: int | None
    after: int
    added: int
    gone: int
    changed: int
    """The number of people (by name and birth date) of whom something else differs."""


@dataclass(frozen=True, slots=True)
class PictureColumn:
    """A column of a picture: its meanings are written as in `SheetReport.columns`, "" for none."""

    letter: str
    number: int
    """The column's place in the table, as `models.LearnedColumn` counts."""
    title: str
    meaning: str
    by_header: str
    """The meaning that it would have if nobody had chosen."""
    answered_by: str
    """The person who chose the meaning; "" where nobody did."""
    is_empty: bool
    """True where neither a header nor anything in the cells is shown."""
    is_doubtful: bool = False
    """True where the heading is one slip away from a known one and the column is not read for it."""
    proposal: str = ""
    """The meaning under that known heading, "" where there are several. Only ever proposed."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The top rows of a sheet as they stand, by Excel's numbers, columns from 0: people's data, which nobody keeps."""

    file: str
    sheet: str
    header: str
    """The header's key: sheets with the same one share what is remembered about its columns."""
    header_rows: tuple[int, int]
    rows: list[tuple[int, list[str]]]
    merges: list[tuple[int, int, int, int]]
    columns: list[PictureColumn]


@dataclass(frozen=True, slots=True)
class Question:
    """A spelling that nobody has explained yet, with the cells that have it."""

    field: str
    """The field under which the answer is kept; `LoadReport.choices` has what it can be."""
    key: str
    spelling: str
    column: str
    """The column's Vietnamese name."""
    count: int
    cells: list[str]
    """The first few, «Sheet1!H7»."""
    proposal: str
    """The likeliest meaning, "" for none. Only ever proposed."""
    source: str
    """The file, the sheet and the cell that had it first."""


@dataclass(slots=True)
class LoadReport:
    """The outcome of one call of `etl.pipeline.load`; `as_json` is the contract's object."""

    as_of: date | None
    status: str
    rows_read: int = 0
    rows_loaded: int = 0
    rows_held: int = 0
    import_id: int | None = None
    files: list[FileReport] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    demo_withdrawn: bool = False
    """True when this load was the first real one and took the demonstration data away."""
    units: list[tuple[str, str, int]] = field(default_factory=list)
    """The unit code, name and number of people, for every unit that the files speak of."""
    units_of: dict[str, list[str]] = field(default_factory=dict)
    """The file -> the codes of its units."""
    changes: list[UnitChange] = field(default_factory=list)
    """The changes that the load would make, unit by unit, against what is there for the same day."""
    pictures: list[Picture] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    """The spellings that a clerk can explain; those in most cells first."""
    choices: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """The `Question.field` -> the meanings that an answer can give, each with its Vietnamese name."""
    meanings: tuple[tuple[str, str], ...] = ()
    """Everything that a column can be taken for, with its Vietnamese name."""
    unread: list[str] = field(default_factory=list)
    """The files that cannot be used, beside others that can."""
    read_anew: int | None = None
    """The import that already holds these files, where answers given since read them otherwise."""

    @property
    def errors(self) -> list[Problem]:
        """The problems that block the load."""
        return [problem for problem in self.problems if problem.severity == "error"]

    def as_json(self) -> dict[str, Any]:
        """Give the object that `load --json` prints (contract, «load --json»)."""
        return {
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "status": self.status,
            "rows_read": self.rows_read,
            "rows_loaded": self.rows_loaded,
            "rows_held": self.rows_held,
            "import_id": self.import_id,
            "files": [file.as_json() for file in self.files],
            "problems": [problem.as_json() for problem in self.problems],
        }


@dataclass(slots=True)
class People:
    """The people of one sheet; every list runs along `rows` (Excel's row numbers)."""

    file: str
    sheet: str
    rows: list[int]
    full_name: list[str]
    birth: list[PartialDate | None] = field(default_factory=list)
    fields: dict[str, list[Any]] = field(default_factory=dict)
    """The coded and text fields of the flat table; None where the roster does not say."""
    texts: dict[str, list[str]] = field(default_factory=dict)
    """The texts that still have to be understood: unit, unit_code, district, position, identity_number."""
    birth_columns: list[int] = field(default_factory=list)
    """The column (from 0) that a birth date was read from."""
    party: dict[int, tuple[PartialDate, str]] = field(default_factory=dict)
    """The date since when somebody is in the Party, where the roster says it, and the cell that does."""
    columns: dict[str, list[int]] = field(default_factory=dict)
    """The field -> its columns (from 0)."""
    present: dict[int, list[bool]] = field(default_factory=dict)
    """The column -> the people whom it marks: what a printed total under the column counts."""
    marked: set[str] = field(default_factory=set)
    """The fields whose single column of marks is used in this sheet."""
    unmarked: dict[str, tuple[str, list[bool]]] = field(default_factory=dict)
    """The field -> the code of no mark if another sheet of the file is marked, and who has none (`settle_unmarked`)."""
    affirmed: dict[str, tuple[str, list[bool]]] = field(default_factory=dict)
    """The field whose only marks are «Có» -> the code that no mark has been taken for, and who has none."""
    answered: set[str] = field(default_factory=set)
    """The fields of which somebody is said in words not to have it."""

    def __len__(self) -> int:
        return len(self.rows)

    def without(self, people: Collection[int]) -> "People":
        """Give the same without some, who are numbered from 0."""
        kept = [person not in people for person in range(len(self))]
        numbers = {person: number for number, person in enumerate(compress(range(len(self)), kept))}
        return replace(
            self,
            rows=list(compress(self.rows, kept)),
            full_name=list(compress(self.full_name, kept)),
            birth=list(compress(self.birth, kept)),
            fields={name: list(compress(column, kept)) for name, column in self.fields.items()},
            texts={name: list(compress(column, kept)) for name, column in self.texts.items()},
            birth_columns=list(compress(self.birth_columns, kept)),
            party={numbers[person]: since for person, since in self.party.items() if person in numbers},
            present={index: list(compress(column, kept)) for index, column in self.present.items()},
            unmarked={name: (code, list(compress(column, kept))) for name, (code, column) in self.unmarked.items()},
            affirmed={name: (code, list(compress(column, kept))) for name, (code, column) in self.affirmed.items()},
        )

    def cell(self, name: str, person: int) -> str:
        """Give the cell («K17») of a person's field: of several columns the one that marks them; "" without any."""
        columns = self.columns.get(name, [])
        marking = (index for index in columns if index in self.present and self.present[index][person])
        index = next(marking, columns[0] if columns else None)
        return "" if index is None else f"{column_letters(index)}{self.rows[person]}"


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody of whom a roster says that they have left, or will (`is_gone` False: counted as present)."""

    row: int
    full_name: str
    birth_date: str | None
    place: Place | None
    reason: str
    """A code of `leaving_reasons.csv`, "" where the roster gives none."""
    since: str | None
    is_gone: bool
    identity: str
    """The identity number as written, "" where the roster has none."""


@dataclass(slots=True)
class ReadSheet:
    """A roster sheet's people with their units."""

    people: People
    places: list[Place | None]
    name_column: str
    nameless: int
    """The number of rows with data but no name: nobody can be loaded from them."""
    is_hidden: bool = False
    leavers: list[Leaver] = field(default_factory=list)

    @property
    def rows_read(self) -> int:
        """The number of rows that are somebody, also those whose name is missing."""
        return len(self.people) + self.nameless


@dataclass(slots=True)
class Examination:
    """The outcome of reading one workbook."""

    report: FileReport
    sheets: list[ReadSheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
