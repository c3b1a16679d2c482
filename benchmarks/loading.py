"""Loading a workbook of 100.000 rows against openpyxl merely reading it."""

import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import xlsxwriter

import reference
from benchmarks.measuring import Ratio, in_turn
from commands.prepare import prepare
from etl import pipeline
from etl.records import LoadOptions, SourceFile

ROWS = 100_000
_AS_OF = date(2023, 12, 31)
_HEADER = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Tôn giáo", "Đảng viên", "Đơn vị", "Huyện",
    "Chức vụ, chức danh", "Cán bộ/Công chức", "Trình độ văn hóa", "Trình độ chuyên môn", "Chuyên ngành",
    "Lý luận chính trị", "Quản lý nhà nước", "Tin học", "Tiếng Anh", "Ngoại ngữ khác", "Ghi chú",
)  # fmt: skip
_CHOICES: tuple[tuple[str, ...], ...] = (
    ("Nam", "Nữ"), ("Kinh", "Tày"), ("Không", "Công giáo"), ("x", ""), ("12/12", "THPT"),
    ("ĐH", "Đại học", "ThS", "TC", "CĐ"), ("Luật", "Kế toán"), ("TC", "CC", ""), ("CV", "CVC", ""),
    ("UDCNTT cơ bản", "Tin B", ""), ("B", ""), ("", "Tiếng Nga A"),
)  # fmt: skip
_POSTS = (("Chủ tịch UBND", "Cán bộ"), ("Văn phòng - thống kê", "Công chức"))


def write_workbook(path: Path, rows: int = ROWS) -> None:
    """A flat roster of the whole province with invented people; the same on every run."""
    dice = random.Random(1)  # noqa: S311 - invented people, no secret
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write(0, 0, f"DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ (Tính đến ngày {_AS_OF:%d/%m/%Y})")
        sheet.write_row(2, 0, _HEADER)
        for number, cells in enumerate(_people(rows, dice)):
            sheet.write_row(3 + number, 0, cells)


def _people(rows: int, dice: random.Random) -> Iterator[list[object]]:
    names = {unit.code: unit.name for unit in reference.units_on(_AS_OF) if unit.level == "district"}
    communes = reference.communes_on(_AS_OF, "Tỉnh Bắc Ninh")
    for number in range(rows):
        unit = communes[number * len(communes) // rows]
        born = date(1965, 1, 1) + timedelta(days=dice.randrange(13_000))
        post, category = dice.choice(_POSTS)
        gender, people, faith, party, school, *rest = (dice.choice(options) for options in _CHOICES)
        name = f"{dice.choice(('Nguyễn', 'Trần', 'Lê'))} Văn {number:06d}"
        district = names[unit.parent_code or ""]
        yield [
            number + 1, name, f"{born:%d/%m/%Y}", gender, people, faith, party, unit.name, district, post, category,
            school, *rest, "",
        ]  # fmt: skip


def measure(runs: int = 3) -> list[Ratio]:
    """The whole way of the workbook into SQLite, and openpyxl reading each of its cells."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.xlsx"
        write_workbook(path)
        numbers = iter(range(runs))
        ours, other = in_turn(lambda: _load(path, next(numbers)), lambda: _read(path), runs)
    return [Ratio("load", ours, other, 0.50)]


def _load(path: Path, number: int) -> None:
    url = f"sqlite:///{(path.parent / f'{number}.db').as_posix()}"
    prepare(url, lambda *_: None)
    report = pipeline.load(url, [SourceFile(path.name, path.read_bytes())], LoadOptions(loaded_by="bench"))
    if report.status != "loaded":
        raise RuntimeError(f"the workbook was {report.status}: {report.problems[:1]}")


def _read(path: Path) -> None:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for sheet in book.worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass
    book.close()
