"""An invented office of two dates with known movements: three wards are put together, people come, go, move and rise.

Each person has the movement that a clerk would write behind the name; the tests count those words by plain loops.
"""

from dataclasses import dataclass, replace
from datetime import date

from etl import pipeline
from etl.records import LoadOptions, SourceFile
from tests.rosters import roster

START, END = date(2023, 12, 31), date(2024, 12, 31)
HEADER = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Huyện", "Đơn vị", "Phân loại", "Chức vụ",
    "Trình độ chuyên môn", "Tin học", "Số CCCD/CMND",
)  # fmt: skip
VE_AN, TIEN_AN, NINH_XA = "Phường Vệ An", "Phường Tiền An", "Phường Ninh Xá"
JOINT, DAP_CAU, GIA_BINH = "Phường Tiền Ninh Vệ", "Phường Đáp Cầu", "Thị trấn Gia Bình"
RISEN, TOWN = "Xã Nhân Thắng", "Thị trấn Nhân Thắng"
CODES = {
    VE_AN: "09175", TIEN_AN: "09178", NINH_XA: "09184", JOINT: "09184", DAP_CAU: "09166", GIA_BINH: "09454",
    RISEN: "09481", TOWN: "09481",
}  # fmt: skip
IN_COUNTY = {GIA_BINH, RISEN, TOWN}
CITY, COUNTY = "256", "263"


@dataclass(frozen=True, slots=True)
class Row:
    """A person on one date, as the roster has it."""

    name: str
    born: str
    gender: str
    unit: str
    kind: str = "Công chức"
    post: str = "Văn phòng - thống kê"
    education: str = "Đại học"
    it: str = "Chứng chỉ"
    number: str = ""

    def cells(self) -> tuple[str, ...]:
        district = "Huyện Gia Bình" if self.unit in IN_COUNTY else "Thành phố Bắc Ninh"  # there are two Phường Ninh Xá
        return (
            self.name, self.born, self.gender, district, self.unit, self.kind, self.post, self.education,
            self.it, self.number,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mover:
    """A person on both dates (None: not there) and the movement in the clerk's word."""

    start: Row | None
    end: Row | None
    word: str


def _stays(row: Row, word: str, **changes: str) -> Mover:
    return Mover(row, replace(row, **changes), word)


_HUONG = Row("Nguyễn Thị Hương", "02/03/1980", "Nữ", DAP_CAU)
_LAN = Row("Trần Thị Lan", "15/08/1985", "Nữ", DAP_CAU, number="024185000015")
_BINH = Row("Lê Văn Bình", "09/09/1979", "Nam", VE_AN)
MOVERS = (
    _stays(Row("Phạm Văn Cường", "01/01/1970", "Nam", VE_AN), "same", unit=JOINT),
    _stays(Row("Phạm Thị Dung", "02/02/1975", "Nữ", TIEN_AN), "same", unit=JOINT),
    _stays(Row("Vũ Văn Giang", "03/04/1981", "Nam", NINH_XA), "same", unit=JOINT),
    _stays(Row("Đỗ Thị Hòa", "1983", "Nữ", DAP_CAU), "same", name="Đỗ Thị Hoà"),
    _stays(Row("Đặng Văn Khoa", "30/11/1990", "Nam", GIA_BINH), "same"),
    _stays(Row("Tô Văn Đạt", "21/03/1989", "Nam", RISEN, post="Địa chính - Xây dựng"), "same", unit=TOWN),
    _stays(_HUONG, "same"),
    _stays(replace(_HUONG, born="05/06/1991"), "raised", education="Thạc sĩ"),
    _stays(Row("Bùi Văn Long", "07/07/1977", "Nam", TIEN_AN), "moved", unit=DAP_CAU, post="Tài chính - kế toán"),
    _stays(Row("Bùi Thị Mai", "08/07/1978", "Nữ", VE_AN), "moved", unit=GIA_BINH),
    _stays(Row("Hồ Văn Nam", "11/10/1984", "Nam", GIA_BINH), "moved", unit=JOINT),
    _stays(Row("Ngô Thị Oanh", "12/12/1982", "Nữ", NINH_XA), "post", unit=JOINT, post="Tài chính - kế toán"),
    _stays(Row("Mai Văn Phúc", "13/01/1986", "Nam", GIA_BINH), "post", kind="Cán bộ", post="Chủ tịch UBND"),
    _stays(Row("Tạ Thị Quỳnh", "14/02/1987", "Nữ", DAP_CAU, it="Không"), "raised", it="Chứng chỉ"),
    _stays(_LAN, "corrected", born="16/08/1985"),
    _stays(
        replace(_LAN, name="Trần Thị Lam", born="01/02/1988", number="024188000016"), "corrected", name="Trần Thị Lâm"
    ),
    Mover(Row("Lý Văn Sơn", "01/05/1962", "Nam", DAP_CAU), None, "left"),
    Mover(Row("Lý Thị Tâm", "01/05/1968", "Nữ", TIEN_AN), None, "left"),
    Mover(Row("Cao Văn Út", "01/05/1995", "Nam", GIA_BINH), None, "left"),
    Mover(None, Row("Cao Thị Vân", "01/06/1998", "Nữ", JOINT), "joined"),
    Mover(None, Row("Hà Văn Xuân", "01/06/1997", "Nam", GIA_BINH), "joined"),
    Mover(_BINH, None, "left"),
    Mover(None, replace(_BINH, born="1979", unit=DAP_CAU), "joined"),  # a doubtful pair
)


def load(url: str) -> None:
    """Load the rosters of both dates."""
    for day in (START, END):
        rows = [row.cells() for mover in MOVERS if (row := mover.start if day == START else mover.end)]
        file = SourceFile(f"{day}.xlsx", roster(rows, day, HEADER))
        report = pipeline.load(url, [file], LoadOptions(loaded_by="lan", accept=True))
        assert report.status == "loaded", [problem.message for problem in report.problems]
