"""«Tra cứu một người»: all rows that the house holds of somebody, who looked at them, and a paper for that person."""

import re
from collections.abc import Sequence
from datetime import date

import streamlit as st

import database
import reference
from access import events
from access.events import EventRow
from access.users import current_user
from dashboard import cached
from dashboard.parts import listing, people_seen
from dissemination import issuing
from reference import vietnamese
from reports.stamp import Stamp
from stats import queries
from stats.queries import PersonRow

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BORN = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})")
_HEADERS = ("Tính đến ngày", "Đơn vị", "Tệp", "Trang", "Dòng", "Lần nạp", "Đang tính", "Danh sách ghi")
_VIEW_HEADERS = ("Lúc", "Ai", "Việc", "Với")
_ABOUT = (
    "Ghép theo họ tên và ngày sinh, không phải theo số định danh: hai người trùng cả hai thì hiện cùng nhau. Danh sách "
    "có cả những lần nạp đã bị thay thế hoặc hoàn tác."
)
_VIEWS = (
    "Những lần mở tệp gốc có người này, hoặc mở danh sách của đơn vị người này, theo nhật ký. Lần xem danh sách của "
    "nơi rộng hơn không ghi tên từng người nên không kể ở đây."
)

_LESS = "Không có dân tộc, tôn giáo, đảng viên: tài khoản lập bản này không xem được."


def show() -> None:
    """Ask for name and birth date; show the rows, the looks at them, and offer the paper."""
    with st.form("person", width=640):
        name = st.text_input("Họ và tên", max_chars=160)
        born = st.text_input(
            "Ngày sinh, như trong danh sách", placeholder="02/03/1975, 03/1975 hoặc 1975; trống: không ghi"
        )
        if not st.form_submit_button("Tìm", type="primary") and not name:
            return
    iso = _iso(born)
    if iso is None or not name.strip():
        st.warning("Hãy ghi họ và tên, và ngày sinh như 02/03/1975, 03/1975 hoặc 1975.")
        return
    url = cached.state().url
    with database.reading(url) as connection:
        rows = queries.rows_of_name(connection, name, iso, scope=current_user().people)
        looks = _looks(events.events(connection, act="people"), rows)
    people_seen.note("Tra cứu một người", số_dòng=len(rows))
    if not rows:
        st.markdown("Không có dòng nào của người này trong phạm vi của tài khoản.")
        return
    st.caption(_ABOUT)
    listing.show(
        listing.finish(listing.of_rows("Các dòng của người này", _HEADERS, map(_line, rows))), key="person_rows"
    )
    st.header("Ai đã xem", anchor=False)
    st.caption(_VIEWS)
    if looks:
        table = listing.of_rows("Ai đã xem", _VIEW_HEADERS, map(_look, looks))
        listing.show(listing.finish(table), key="person_looks")
    _paper(name.strip(), born.strip(), rows, looks)


def _iso(text: str) -> str | None:
    """Read a birth date as far as it is said; «» for none, None where it is no date."""
    if not text.strip():
        return ""
    match = _BORN.fullmatch(text.strip())
    return match and "-".join([match[3], *(f"{int(part):02d}" for part in (match[2], match[1]) if part)])


def _looks(all_looks: Sequence[EventRow], rows: Sequence[PersonRow]) -> list[EventRow]:
    """Choose the looks that name a file or a unit of the person."""
    words = {word for row in rows for word in (row.file, row.unit) if word}
    return [look for look in all_looks if any(word in look.subject for word in words)]


def _line(row: PersonRow) -> tuple[listing.Value, ...]:
    counts = "có" if row.counts else "không"
    return row.as_of, row.unit, row.file, row.sheet, row.row, row.import_id, counts, _values(row)


def _values(row: PersonRow) -> str:
    filled = ((field, value) for field, value in row.values.items() if value)
    return "; ".join(f"{reference.field_label(field)}: {reference.code_label(field, value)}" for field, value in filled)


def _look(look: EventRow) -> tuple[str, str, str, str]:
    return vietnamese.moment(look.at), look.by, events.ACTS.get(look.act, look.act), look.subject


def _paper(name: str, born: str, rows: Sequence[PersonRow], looks: Sequence[EventRow]) -> None:
    """Offer a Word file for the person; it bears a number and the mark of internal use until it is handed over."""
    state = cached.state()
    record = issuing.ExportRecord(
        name="person",
        kind="docx",
        file_name="tra-cuu-mot-nguoi.docx",
        title="Dữ liệu cá nhân của một người",
        scope="một người",
        query="",
        as_of=None,
        data_version=state.version,
        rounding=state.rounding.value,
        is_demo=state.is_demo,
        is_internal=True,
    )

    def make(stamp: Stamp) -> bytes:
        from reports.word import person  # Word is loaded by those who want the file

        lines = [[_text(value) for value in _line(row)] for row in rows]
        seen = [list(_look(look)) for look in looks]
        head = [
            f"Họ và tên: {vietnamese.printable(name)}",
            f"Ngày sinh: {vietnamese.printable(born) or 'danh sách không ghi'}",
            f"Cơ quan giữ dữ liệu: {state.office}",
            *([_LESS] if current_user().people.hidden else []),
        ]
        return person.paper(head, [(_ABOUT, _HEADERS, lines), (_VIEWS, _VIEW_HEADERS, seen)], stamp)

    st.download_button(
        "Tải bản cho người này (.docx)",
        lambda: issuing.issue(state.url, record, make).content,
        record.file_name,
        _WORD,
        on_click="ignore",
        icon=":material/download:",
    )
    st.caption("Xóa dữ liệu của người này: lệnh `erase person` trên máy chủ.")


def _text(value: listing.Value) -> str:
    return vietnamese.day(value) if isinstance(value, date) else str(value)
