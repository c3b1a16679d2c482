"""Small rosters for the tests of the write side, and what stands in the database afterwards."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

import database
from etl.pipeline import load
from etl.records import LoadOptions, LoadReport, SourceFile
from models import Base, Roster, Staff, Unit
from tests.golden.paper import Book, Row

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Trình độ chuyên môn", "Đảng viên")
HERE, ELSEWHERE = "XÃ TAM ĐA", "XÃ DŨNG LIỆT"
HERE_CODE, ELSEWHERE_CODE = "09199", "09196"
LAST_DAY = date(2023, 12, 31)
DAY = "(Tính đến ngày 31/12/2023)"


def people(count: int, family: str = "Lê", *, education: str = "Đại học") -> list[Row]:
    """That many invented people; the family name tells one list from another."""
    names = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga")
    return [
        (n + 1, f"{family} Thị {names[n]}", f"0{n % 9 + 1}/04/198{n}", "Nữ", "Văn phòng - thống kê", education, "x")
        for n in range(count)
    ]


def workbook(
    rows: Sequence[Row],
    *,
    title: str = f"DANH SÁCH CÁN BỘ, CÔNG CHỨC {HERE}",
    day: str = DAY,
    head: Row = HEAD,
    sheet: str = "Sheet1",
) -> bytes:
    """An .xlsx with one sheet: letterhead, title, day, the header in row 6, the people under it."""
    return sheets({sheet: (title, day, head, rows)})


def sheets(contents: Mapping[str, tuple[str, str, Row, Sequence[Row]]]) -> bytes:
    """An .xlsx with several sheets: name -> title, day, header, rows."""
    book = Book()
    for name, (title, day, head, rows) in contents.items():
        page = book.page(name)
        page.letterhead(title, day)
        page.rows(6, head, *rows)
    return book.close()


def roster(count: int = 3, family: str = "Lê", *, unit: str = HERE, day: str = DAY, **kwargs: Any) -> SourceFile:
    """A roster of one commune as a file."""
    title = f"DANH SÁCH CÁN BỘ, CÔNG CHỨC {unit}"
    return SourceFile("roster.xlsx", workbook(people(count, family, **kwargs), title=title, day=day))


def zipped(members: Mapping[str, bytes], name: str = "goi.zip") -> SourceFile:
    """An archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return SourceFile(name, file.getvalue())


def run(url: str, *files: SourceFile, **options: Any) -> LoadReport:
    """Load with those options."""
    return load(url, files, LoadOptions(**options))


def codes(report: LoadReport) -> list[str]:
    """The kinds of a report's problems, in their order."""
    return [problem.code for problem in report.problems]


def row_counts(url: str) -> dict[str, int]:
    """Count the rows of each table."""
    with database.reading(url) as connection:
        tables = Base.metadata.sorted_tables
        return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def current_names(url: str, unit: str = HERE_CODE, day: date = LAST_DAY) -> list[str]:
    """The names on a unit's current roster, in their order."""
    with database.reading(url) as connection:
        query = select(Staff.full_name).join(Roster, Staff.roster_id == Roster.id).join(Unit, Roster.unit_id == Unit.id)
        query = query.where(Roster.is_current, Unit.code == unit, Roster.as_of == day).order_by(Staff.id)
        return list(connection.scalars(query))
