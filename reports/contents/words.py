"""The words around a document's content, by the names under which a template of the office's own may ask for them."""

from collections.abc import Mapping
from datetime import date

from presentation import labels
from reference import vietnamese
from reference.vietnamese import NO_BREAK
from reports.contents.model import Report
from reports.letterhead import Letterhead
from reports.stamp import INTERNAL, Stamp

Words = Mapping[str, tuple[str, ...]]
"""Name of a field -> its lines."""

LETTER = "Công văn"
"""The one kind that bears no name: its «V/v …» stands under its number."""
CONTENT = "noi_dung"
FIELDS = {
    "co_quan_chu_quan": "tên cơ quan chủ quản",
    "co_quan": "tên cơ quan ban hành",
    "so_ky_hieu": "số và ký hiệu",
    "dia_danh_ngay_thang": "địa danh, ngày tháng năm",
    "pham_vi": "«LƯU HÀNH NỘI BỘ», «SỐ LIỆU MINH HỌA»",
    "ten_loai": "tên loại văn bản",
    "trich_yeu": "trích yếu",
    "kinh_gui": "nơi kính gửi",
    CONTENT: "toàn bộ nội dung: các mục, biểu đồ, bảng",
    "noi_nhan": "danh sách nơi nhận",
    "chuc_vu_ky": "chức vụ người ký",
    "ho_ten_ky": "họ tên người ký",
    "dong_xuat": "dòng cuối trang: số xuất, người lập, phiên bản dữ liệu",
}
"""Every field, and what stands there."""
REQUIRED = ("trich_yeu", CONTENT)

_SYMBOLS = {"Báo cáo": "BC", "Thông báo": "TB", "Tờ trình": "TTr", "Kế hoạch": "KH"}
_ROOM = NO_BREAK * 8
_PLACES = ("TỈNH", "THÀNH PHỐ", "HUYỆN", "THỊ XÃ", "QUẬN")


def words(report: Report, head: Letterhead, stamp: Stamp | None, dated: date | None) -> Words:
    """The words of one document; `dated` None leaves room for the day."""
    return {
        "co_quan_chu_quan": (head.superior.upper(),) if head.superior else (),
        "co_quan": (head.office.upper(),),
        "so_ky_hieu": (number(report, head),),
        "dia_danh_ngay_thang": (f"{head.place}, {day_in_words(dated)}",),
        "pham_vi": _scope(report, stamp),
        "ten_loai": () if report.kind == LETTER else (report.kind.upper(),),
        "trich_yeu": (f"V/v {report.subject}" if report.kind == LETTER else report.subject.replace(" (", "\n("),),
        "kinh_gui": _addressees("\n".join(report.addressees) or head.addressee),
        "noi_nhan": _recipients(head.recipients),
        "chuc_vu_ky": tuple(line.upper() for line in head.signer_title),
        "ho_ten_ky": (head.signer_name,),
        "dong_xuat": (stamp.line,) if stamp else (),
    }


def number(report: Report, head: Letterhead) -> str:
    """«Số:      /BC-SNV», a letter «Số:      /SNV-XDCQ», with room for the number that the registry gives."""
    if report.kind == LETTER:
        return f"Số:{_ROOM}/{head.symbol}{_drafter(head.recipients)}"
    return f"Số:{_ROOM}/{_SYMBOLS.get(report.kind, _initials(report.kind))}-{head.symbol}"


def _drafter(recipients: tuple[str, ...]) -> str:
    """«-XDCQ», the department that keeps a copy («Lưu: VT, XDCQ») and drafted the letter; nothing where none does."""
    copies = next((line for line in recipients if line.lstrip(" -").lower().startswith("lưu")), "")
    names = [name.strip(" -;.") for name in copies.partition(":")[2].split(",")]
    return next((f"-{name}" for name in names if name and name != "VT"), "")


def _initials(kind: str) -> str:
    return "".join(word[0] for word in kind.split()).upper()


def before_place(name: str) -> tuple[str, str]:
    """Part an office's name in capitals where it may: «ỦY BAN NHÂN DÂN», «TỈNH BẮC NINH»; the second empty: nowhere."""
    at = min((name.find(f" {kind} ") for kind in _PLACES if f" {kind} " in name), default=len(name))
    return name[:at], name[at + 1 :]


def day_in_words(day: date | None) -> str:
    """«ngày 05 tháng 01 năm 2024»: a zero before days under 10 and before months 1 and 2 only."""
    if day is None:
        return f"ngày{_ROOM}tháng{_ROOM}năm{_ROOM}"
    return f"ngày {day.day:02d} tháng {vietnamese.month(day.month)} năm {day.year}"


def attached(report: Report, head: Letterhead, dated: date | None) -> str:
    """The line under an annex's title: which document it belongs to."""
    symbol = number(report, head).replace("Số:", "số")
    return f"(Kèm theo {report.kind} {symbol} {day_in_words(dated)} của {head.office})"


def _scope(report: Report, stamp: Stamp | None) -> tuple[str, ...]:
    internal = (INTERNAL,) if stamp is not None and stamp.is_internal else ()
    return (*internal, *((labels.DEMO_NOTE.upper(),) if report.is_demo else ()))


def _addressees(text: str) -> tuple[str, ...]:
    """Put one addressee behind «Kính gửi:», several below it with dashes."""
    lines = [line.strip(" -;.") for line in text.splitlines() if line.strip(" -;.")]
    if len(lines) <= 1:
        return tuple(f"Kính gửi: {line}" for line in lines)
    return ("Kính gửi:", *(f"- {line};" for line in lines[:-1]), f"- {lines[-1]}.")


def _recipients(lines: tuple[str, ...]) -> tuple[str, ...]:
    """«- Như trên;» … «- Lưu: VT.»"""
    bare = [line.strip(" -;.") for line in lines]
    return tuple(f"- {line}{'.' if place == len(bare) - 1 else ';'}" for place, line in enumerate(bare))
