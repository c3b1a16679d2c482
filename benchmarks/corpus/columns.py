"""The columns of an invented roster: each writes its cells in one of the ways of offices and notes what they mean."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks.corpus import wordings
from benchmarks.corpus.wordings import Meaning

_EMPTY_SHARE, _BAD_SHARE, _SLIP_SHARE = 0.08, 0.01, 0.15
_DASHES = (None, None, None, "-", "")
_MAY_HAVE_LEFT = "Đã nghỉ BHXH"
_MARKS = ("x", "X", "✓", "1", "+", "х")
_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(slots=True)
class Person:
    """Somebody invented: `meaning` grows with what the columns write."""

    name: str
    gender: str
    born: date
    unit: str = ""
    department: str = ""
    post: Any = ""
    position: Any = ""
    category: str = ""
    meaning: Meaning = field(default_factory=dict)


@dataclass(slots=True)
class Column:
    """A column: the field it tells, its headings from the top down, a cell for each person."""

    tells: str
    path: tuple[str, ...]
    cells: list[Any]
    bad: set[int] = field(default_factory=set)
    """The people, from 0, whose cell nobody can read."""
    is_strange: bool = False
    """True where nobody can know what the column is: it must be told."""
    has_slip: bool = False
    marks: int | None = None
    """The number of marks, which a total under the column may print."""


Maker = Callable[[Random, Sequence[Person], date], list[Column]]


def _heading(dice: Random, kind: str, column: Column) -> Column:
    """Give the column one of the headings of a kind, now and then with a slip."""
    heading, slip = dice.choice(wordings.headings(kind))
    column.has_slip = bool(slip) and dice.random() < _SLIP_SHARE
    column.path = (slip if column.has_slip else heading,)
    return column


def _texts(kind: str) -> Maker:
    """A column of texts: most cells mean something, some are empty, a few nobody can read."""

    def make(dice: Random, people: Sequence[Person], _: date) -> list[Column]:
        column = Column(kind, (), [])
        typed = wordings.cells(kind)
        usual = dice.sample(typed, min(len(typed), dice.randint(3, 9)))
        for number, person in enumerate(people):
            chance = dice.random()
            if chance < _BAD_SHARE and wordings.unreadable(kind):
                column.bad.add(number)
                column.cells.append(dice.choice(wordings.unreadable(kind)))
            elif chance < _EMPTY_SHARE:
                column.cells.append(dice.choice(_DASHES))
                if kind == "ethnic_language":  # as under marks, a blank beside «Có» says no
                    person.meaning[kind] = ("", "no")
            else:
                cell, meaning = dice.choice(usual)
                column.cells.append(cell)
                person.meaning |= meaning
        return [_heading(dice, kind, column)]

    return make


def _marks(kind: str) -> Maker:
    """A block of columns, one a level, marked for those who have it."""

    def make(dice: Random, people: Sequence[Person], _: date) -> list[Column]:
        mark, length = dice.choice(_MARKS), dice.randrange(2)
        levels = wordings.levels(kind)
        shown = levels if dice.random() < 0.5 else levels[::-1]
        heading, _slip = dice.choice(wordings.headings(kind))
        columns = [Column(kind, (heading, words[length]), [None] * len(people), marks=0) for _, words in shown]
        for number, person in enumerate(people):
            if dice.random() >= _EMPTY_SHARE:
                place = dice.randrange(len(shown))
                columns[place].cells[number] = mark
                columns[place].marks = (columns[place].marks or 0) + 1
                person.meaning[kind] = shown[place][0]
        return columns

    return make


def _single(kind: str) -> Maker:
    """One column of marks: no mark means the opposite."""

    def make(dice: Random, people: Sequence[Person], _: date) -> list[Column]:
        mark = dice.choice(_MARKS)
        has = [number == 0 or dice.random() < 0.7 for number in range(len(people))]
        for person, is_so in zip(people, has, strict=True):
            person.meaning[kind] = "yes" if is_so else "no"
        cells = [mark if is_so else None for is_so in has]
        return [_heading(dice, kind, Column(kind, (), cells, marks=sum(has)))]

    return make


def party_by_date(dice: Random, people: Sequence[Person], day: date) -> list[Column]:
    """The day of joining the Party; a blank cell is nobody's membership."""
    layout = dice.choice(("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%dT00:00:00.000Z"))
    cells: list[Any] = []
    for number, person in enumerate(people):
        is_member = number == 0 or dice.random() < 0.7
        joined = person.born + timedelta(days=365 * 20 + dice.randrange(365 * 3))
        cells.append(
            (joined if dice.random() < 0.2 else joined.strftime(layout)) if is_member and joined < day else None
        )
        person.meaning["party_member"] = "yes" if cells[-1] else "no"
    return [_heading(dice, "party_date", Column("party_member", (), cells))]


def gender(dice: Random, people: Sequence[Person], day: date) -> list[Column]:
    """The gender in words, or by a sign that the heading explains."""
    for person in people:
        person.meaning["gender"] = person.gender
    if dice.random() < 0.6:
        typed = wordings.cells("gender")
        words = {code: dice.choice([cell for cell, m in typed if m["gender"] == code]) for code in wordings.MIDDLE}
        return [_heading(dice, "gender", Column("gender", (), [words[p.gender] for p in people]))]
    heading, signs = dice.choice(wordings.LEGENDS)
    if not any(signs[person.gender] is not None for person in people):
        for person in people:
            person.meaning["gender"] = (person.gender, "")
    return [Column("gender", (heading,), [signs[person.gender] for person in people])]


def gender_marks(dice: Random, people: Sequence[Person], day: date) -> list[Column]:
    """Two columns of marks under «Giới tính»."""
    for person in people:
        person.meaning["gender"] = person.gender
    return [
        Column("gender", ("Giới tính", word), ["x" if p.gender == code else None for p in people])
        for code, word in (("male", "Nam"), ("female", "Nữ"))
    ]


def births(dice: Random, people: Sequence[Person], day: date) -> list[Column]:
    """The birth dates: a column, one for men and one for women, or the parts."""
    style = dice.choice(("one", "one", "one", "mixed", "by_gender", "parts", "year"))
    for person in people:
        person.meaning["birth_date"] = person.born.isoformat()
    if style == "parts":
        parts = zip(("Ngày", "Tháng", "Năm"), range(2, -1, -1), strict=True)
        return [Column("birth_date", ("Ngày sinh", word), [p.born.timetuple()[n] for p in people]) for word, n in parts]
    if style == "year":
        for person in people:
            person.meaning["birth_date"] = str(person.born.year)
        return [Column("birth_date", (dice.choice(("Năm sinh", "NĂM SINH")),), [p.born.year for p in people])]
    ways = list(_WAYS) if style == "mixed" else [dice.choice(list(_WAYS))]
    written = [_written(dice, person, dice.choice(ways)) for person in people]
    if style == "by_gender":
        for person in people:
            person.meaning["gender"] = person.gender
        pairs = list(zip(people, written, strict=True))
        heading, _ = dice.choice(wordings.headings("birth_date")[:4])
        return [
            Column(
                "birth_date",
                (heading, word),
                [c if p.gender == code else None for p, c in pairs],
            )
            for code, word in (("male", "Nam"), ("female", "Nữ"))
        ]
    column = _heading(dice, "birth_date", Column("birth_date", (), written))
    for number, person in enumerate(people):
        if dice.random() < _BAD_SHARE:
            column.bad.add(number)
            column.cells[number] = dice.choice(wordings.unreadable("birth_date"))
            person.meaning["birth_date"] = ""
    return [column]


def _written(dice: Random, person: Person, way: str) -> Any:
    cell, precision = _WAYS[way](person.born)
    if precision:
        person.meaning["birth_date"] = person.born.isoformat()[:precision]
    return cell


_WAYS: dict[str, Callable[[date], tuple[Any, int]]] = {
    "real": lambda d: (d, 0),
    "slashes": lambda d: (f"{d:%d/%m/%Y}", 0),
    "short": lambda d: (f"{d.day}/{d.month}/{d.year}", 0),
    "points": lambda d: (f"{d:%d.%m.%Y}", 0),
    "dashes": lambda d: (f"{d:%d-%m-%Y}", 0),
    "iso": lambda d: (f"{d.isoformat()}T00:00:00.000Z", 0),
    "sql": lambda d: (f"{d.isoformat()} 00:00:00", 0),
    "english": lambda d: (f"{d.day:02}-{_ENGLISH[d.month - 1]}-{d.year}", 0),
    "vietnamese": lambda d: (f"{d.day}-thg {d.month}-{d.year}", 0),
    "digits": lambda d: (f"{d:%d%m%Y}", 0),
    "with_age": lambda d: (f"{d:%d/%m/%Y} ({2023 - d.year} tuổi)", 0),
    "with_time": lambda d: (f"{d:%d/%m/%Y} 12:00:00 SA", 0),
    "words": lambda d: (f"ngày {d.day} tháng {d.month} năm {d.year}", 0),
    "weekday": lambda d: (f"{_WEEKDAYS[d.weekday()]}, {d:%d/%m/%Y}", 0),
    "month": lambda d: (f"{d:%m/%Y}", 7),
    "no_day": lambda d: (f"??/{d:%m/%Y}", 7),
    "year": lambda d: (str(d.year), 4),
}
"""The ways to write a birth date, each with the letters of the ISO date that it tells; 0: all of them."""


def names(dice: Random, people: Sequence[Person], day: date) -> list[Column]:
    """The names, in one column or in two."""
    style = dice.choice(("one", "one", "one", "capitals", "two"))
    if style == "two":
        head = dice.choice(("Họ và tên", "Họ tên"))
        parts = [person.name.rsplit(" ", 1) for person in people]
        under = dice.choice(((head, "Họ và tên đệm"), (head, "Họ đệm")))
        return [
            Column("full_name", under, [p[0] for p in parts]),
            Column("full_name", (head, "Tên"), [p[1] for p in parts]),
        ]
    written = [person.name.upper() if style == "capitals" else person.name for person in people]
    return [_heading(dice, "full_name", Column("full_name", (), written))]


def posts(dice: Random, people: Sequence[Person], day: date) -> list[Column]:
    """The posts of the people, as they were drawn."""
    for person in people:
        person.meaning["position"] = person.position
    return [_heading(dice, "position", Column("position", (), [person.post for person in people]))]


def categories(dice: Random, people: Sequence[Person], day: date) -> list[Column]:
    """The category of each post: cán bộ or công chức."""
    words = {m["category"]: cell for cell, m in dice.sample(wordings.cells("category"), 6)}
    for person in people:
        person.meaning["category"] = person.category
    return [_heading(dice, "category", Column("category", (), [words[p.category] for p in people]))]


def notes(dice: Random, people: Sequence[Person], day: date) -> list[Column]:
    """A column of what nobody needs; a remark by which somebody may have left must be told."""
    column = _heading(dice, "unneeded", Column("", (), []))
    remarks = (_MAY_HAVE_LEFT,) if column.path == ("Ghi chú",) else ()
    column.cells = [dice.choice((None, "Phụ trách thôn 3", "0912 345 678", *remarks)) for _ in people]
    column.bad = {number for number, cell in enumerate(column.cells) if cell in remarks}
    return [column]


def strangers(dice: Random, people: Sequence[Person], day: date) -> list[Column]:
    """A column of which nobody can say what it is: it must be told."""
    cells = [dice.choice((None, "Xanh lam", "Vừa", "Loại 7")) for _ in people]
    cells[0] = "Vừa"
    return [_heading(dice, "strange", Column("", (), cells, is_strange=True))]


def choose(dice: Random, day: date) -> Iterator[Maker]:
    """Give the makers of a roster's columns, without the names, the units and the departments."""
    is_in_words = dice.random() < 0.65
    yield births
    yield posts
    options: list[tuple[float, Maker]] = [
        (0.8, gender if dice.random() < 0.75 else gender_marks),
        (0.5, _texts("ethnicity")),
        (0.3, _texts("religion")),
        (0.6, dice.choice((party_by_date, _single("party_member")))),
        (0.4, _texts("schooling")),
        (0.9, _texts("education") if is_in_words else _marks("education")),
        (0.0 if is_in_words else 0.3, _texts("major")),
        (0.6, dice.choice((_texts, _marks))("political_theory")),
        (0.5, dice.choice((_texts, _marks))("state_management")),
        (0.7, _texts("it")),
        (0.6, _texts(dice.choice(("language", "english")))),
        (0.2, _texts("ethnic_language")),
        (0.2, _single("digital_skills")),
        (0.3 if day.year > 2024 else 0.0, _texts("rank")),
        (0.3, categories),
        (0.4, notes),
        (0.1, strangers),
    ]
    yield from (maker for share, maker in options if dice.random() < share)
