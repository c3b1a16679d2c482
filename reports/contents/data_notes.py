"""The notes that a reader of the data tables needs, numbered: «[ghi chú 1]» at a title, the words on a sheet."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from presentation import labels
from stats.shares import Rounding


class Note(StrEnum):
    """A note; in the order in which they are numbered."""

    ROUNDING = "rounding"
    UNDECLARED = "undeclared"
    SMALL = "small"
    LATE = "late"
    DATES = "dates"
    PRINTED = "printed"
    AGE = "age"
    GROUPS = "groups"
    IT = "it"


_OF_FIELDS = {
    "age_band": Note.AGE, "ethnicity": Note.GROUPS, "religion": Note.GROUPS, "it": Note.IT, "it_detail": Note.IT,
}  # fmt: skip


def notes_of(
    *fields: str, shares: bool = False, places: bool = False, dates: bool = False, printed: bool = False
) -> tuple[Note, ...]:
    """List the notes of a table of those fields with shares, by place, over dates, some of them printed counts."""
    notes = {Note.UNDECLARED, *(_OF_FIELDS[field] for field in fields if field in _OF_FIELDS)}
    notes |= {Note.ROUNDING, Note.SMALL} if shares else set()
    notes |= {Note.LATE} if places else set()
    notes |= {Note.DATES} if dates else set()
    notes |= {Note.PRINTED} if printed else set()
    return tuple(note for note in Note if note in notes)


def text(note: Note, rounding: Rounding, wholes: Iterable[Iterable[Decimal]] = ()) -> str:
    """The note in words; `wholes`: the shares of each whole, of which it is told where they do not add up to 100%."""
    words = {
        Note.ROUNDING: labels.rounding_note(rounding, *wholes),
        Note.UNDECLARED: "Người mà danh sách không ghi được đếm ở cột «Không khai» và nằm trong tổng số để tính tỷ lệ.",
        Note.SMALL: f"{labels.few_people_note()} Ở đó có dấu [c]; số người vẫn được nêu.",
        Note.LATE: "Đơn vị chưa gửi danh sách có dấu [x] và không nằm trong tổng số. Dòng cuối bảng là tổng số.",
        Note.DATES: "Số liệu các ngày chỉ so sánh được khi cùng địa giới và cùng số đơn vị có danh sách.",
        Note.PRINTED: "Ngày ghi «Số liệu tổng hợp» không có danh sách; số lấy từ bảng đã lập, phần bảng không chia "
        "được ghi là «Không khai».",
        Note.AGE: "Tuổi là số năm tròn tính đến ngày của danh sách; chỉ ghi năm sinh thì tính từ ngày 01 tháng 01.",
        Note.GROUPS: "Dân tộc và tôn giáo được gộp: Kinh và dân tộc thiểu số; có tôn giáo và không theo tôn giáo.",
        Note.IT: "«Trung cấp trở lên» là trình độ đào tạo về CNTT; «Chứng chỉ» là mọi chứng chỉ tin học.",
    }
    return words[note]


def mark(place: int) -> str:
    """Give the mark by which a title refers to the note of that number."""
    return f"[ghi chú {place}]"


def numbered(tables: Iterable[tuple[Note, ...]]) -> dict[Note, int]:
    """The notes that these tables need, each with its number."""
    needed = {note for notes in tables for note in notes}
    return {note: place for place, note in enumerate((note for note in Note if note in needed), start=1)}
