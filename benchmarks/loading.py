"""The load of a workbook of 100.000 rows against openpyxl and calamine merely reading it, and against 10.000 rows."""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import xlsxwriter

import reference
from benchmarks import bare_read
from benchmarks.measuring import Measure, Ratio, median_pair, peak_megabytes, seconds
from etl import pipeline
from etl.records import LoadOptions, SourceFile
from migrations.prepare import prepare
from settings import ROOT

ROWS = 100_000
_FEWER_ROWS = 30_000
_ROUNDS = 3
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
    """Write a flat roster of the whole province with invented people; the same on every run.

    Its texts are shared ones, as Excel saves them.
    """
    dice = random.Random(1)  # noqa: S311 - invented people, no secret
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write(0, 0, f"DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ (Tính đến ngày {_AS_OF:%d/%m/%Y})")
        sheet.write_row(2, 0, _HEADER)
        for number, cells in enumerate(_people(rows, dice)):
            sheet.write_row(3 + number, 0, cells)


def _people(rows: int, dice: random.Random) -> Iterator[list[object]]:
    names = {unit.code: unit.name for unit in reference.units_on(_AS_OF) if unit.level == "district"}
    communes = reference.communes_on(_AS_OF, "24")
    for number in range(rows):
        unit = communes[number * len(communes) // rows]
        born = date(1965, 1, 1) + timedelta(days=dice.randrange(13_000))
        post, category = dice.choice(_POSTS)
        gender, people, faith, party, school, *rest = (dice.choice(options) for options in _CHOICES)
        name = f"{dice.choice(('Nguyễn', 'Trần', 'Lê'))} Văn {number:06d}"
        district = names[unit.parent_code or ""]
        yield [
            number + 1,
            name,
            f"{born:%d/%m/%Y}",
            gender,
            people,
            faith,
            party,
            unit.name,
            district,
            post,
            category,
            school,
            *rest,
            "",
        ]


def measure() -> list[Ratio]:
    """Measure a workbook's whole way into SQLite, against others that only read its cells, and against a tenth of it.

    openpyxl takes far longer than everything else here, so it is asked for fewer rows, in each of its two ways: as it
    opens a workbook by default, and reading only, which leaves out whatever is no cell.
    """
    with tempfile.TemporaryDirectory() as folder:
        path, fewer, tenth = (_workbook(Path(folder), rows) for rows in (ROWS, _FEWER_ROWS, ROWS // 10))
        _load(tenth)  # the reference tables are read, once for a process
        opened, read = (partial(_openpyxl, fewer, read_only=only) for only in (False, True))
        with_openpyxl = _rounds(partial(_load, fewer), partial(seconds, opened), partial(seconds, read))
        bare = partial(seconds, partial(bare_read.read, path))
        with_calamine = _rounds(partial(_load, path), bare, partial(_load, tenth))
        memory, bare_memory = _megabytes("benchmarks.loading", path), _megabytes("benchmarks.bare_read", path)
    return [
        Ratio("load : openpyxl", *_against(1, with_openpyxl), 0.25),
        Ratio("load : openpyxl chỉ đọc", *_against(2, with_openpyxl), 0.50),
        Ratio("load : calamine", *_against(1, with_calamine), 3.0),
        Ratio("load : calamine, bộ nhớ", memory, bare_memory, 6.0, "MB"),
        Ratio("load 100.000 : 10.000 dòng", *_against(2, with_calamine), 11.0),
    ]


def _workbook(folder: Path, rows: int) -> Path:
    path = folder / f"{rows}.xlsx"
    write_workbook(path, rows)
    return path


def _rounds(*measures: Measure) -> list[tuple[float, ...]]:
    """Take the seconds of each, all of them in turn."""
    return [tuple(measure() for measure in measures) for _ in range(_ROUNDS)]


def _against(which: int, rounds: Sequence[tuple[float, ...]]) -> tuple[float, float]:
    """Give the first of each round and that one, of the round whose ratio is the median."""
    return median_pair([(values[0], values[which]) for values in rounds])


def _megabytes(module: str, path: Path) -> float:
    """Give the most memory that a process of its own takes for it."""
    command = [sys.executable, "-m", module, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    return float(done.stdout)


def _load(path: Path) -> float:
    """Take the seconds of a load into a database whose tables stand already."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{(Path(folder) / 'bench.db').as_posix()}"
        prepare(url, lambda *_: None)
        source = SourceFile(path.name, path.read_bytes())
        start = time.perf_counter()
        report = pipeline.load(url, [source], LoadOptions(loaded_by="bench"))
        end = time.perf_counter()
    if report.status != "loaded":
        raise RuntimeError(f"the workbook was {report.status}: {report.problems[:1]}")
    return end - start


def _openpyxl(path: Path, *, read_only: bool) -> None:
    import openpyxl  # here, lest its 30 MB count as the load's memory

    book = openpyxl.load_workbook(path, read_only=read_only, data_only=True)
    for sheet in book.worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass
    book.close()


if __name__ == "__main__":
    _load(Path(sys.argv[1]))
    sys.stdout.write(f"{peak_megabytes()}\n")
