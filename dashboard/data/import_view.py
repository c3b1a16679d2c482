"""The pieces of the import page: what was recognised in the files that someone dropped, and what was not.

`report` is an `etl.records.LoadReport` as plain dictionaries (`dataclasses.asdict`): this room does not know the write
side. The history page shows the same pieces from the record that the database keeps.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

import reference
from dashboard.parts import headlines, listing
from dashboard.parts.markdown import escape_markdown
from reference import vietnamese

Record = Mapping[str, Any]


def summary(report: Record) -> None:
    """Show the figures that tell whether the right file was dropped: date, units, people, errors, warnings."""
    problems: Sequence[Record] = report["problems"]
    errors = sum(problem["severity"] == "error" for problem in problems)
    people = sum(unit[2] for unit in report["units"])
    day = vietnamese.day(report["as_of"]) if report["as_of"] else "Chưa rõ"
    headlines.row(
        [
            headlines.Headline("Tính đến ngày", day),
            headlines.Headline("Đơn vị", vietnamese.number(len(report["units"]))),
            headlines.Headline("Số người", vietnamese.number(people)),
            headlines.Headline("Lỗi", vietnamese.number(errors)),
            headlines.Headline("Cảnh báo", vietnamese.number(len(problems) - errors)),
        ]
    )


def recognised(files: Sequence[Record], units: Sequence[Sequence[Any]] = ()) -> None:
    """Show a fold for each file (sheets, meanings of columns, printed totals against the count), then the units."""
    for number, file in enumerate(files):
        people = sum(sheet["people"] for sheet in file["sheets"])
        with st.expander(
            f"{escape_markdown(file['file'])} · {vietnamese.number(people)} người", expanded=len(files) == 1
        ):
            for place, sheet in enumerate(file["sheets"]):
                _sheet(sheet, f"{number}_{place}")
            for name, why in file["passed_over"].items():
                st.caption(f"Bỏ qua trang «{escape_markdown(name)}»: {escape_markdown(why)}")
            _totals(file["totals"], str(number))
            _learned(file.get("learned", ()), str(number))
    if units:
        with st.expander(f"Số người từng đơn vị ({vietnamese.number(len(units))} đơn vị)"):
            rows = [{"Mã": code, "Đơn vị": name, "Số người": people} for code, name, people in units]
            listing.show_rows("Số người từng đơn vị", rows, key="import_units")


def changes(units: Sequence[Record]) -> None:
    """Show what the load would change, unit by unit, where units have a roster of that day already."""
    present = [unit for unit in units if unit["before"] is not None]
    if not present:
        return
    st.markdown("**Thay đổi so với số liệu đang có**")
    new = len(units) - len(present)
    st.markdown(
        f"{vietnamese.number(len(present))} đơn vị đã có danh sách của ngày này sẽ được thay"
        + (f"; {vietnamese.number(new)} đơn vị chưa có sẽ được thêm." if new else ".")
    )
    rows = [
        {
            "Mã": unit["code"],
            "Đơn vị": unit["name"],
            "Đang có": unit["before"],
            "Sẽ có": unit["after"],
            "Thêm": unit["added"],
            "Bớt": unit["gone"],
            "Sửa": unit["changed"],
        }
        for unit in units
    ]
    listing.show_rows("Thay đổi so với số liệu đang có", rows, key="import_changes")


def _sheet(sheet: Record, key: str) -> None:
    header, data = sheet["header_rows"], sheet["data_rows"]
    name = f"Trang «{escape_markdown(sheet['sheet'])}»" if sheet["sheet"] else "Bảng"
    st.markdown(
        f"**{name}** · tiêu đề ở dòng {_span(header)} · "
        + (f"danh sách ở dòng {_span(data)} · " if sheet["people"] else "")
        + f"{vietnamese.number(sheet['people'])} người"
    )
    paths: Mapping[str, str] = sheet["header_paths"]
    read = [_column(letter, paths.get(letter, ""), meaning(name)) for letter, name in sheet["columns"].items()]
    unread = [_column(letter, title, "Không đọc") for letter, title in sheet["unread_columns"].items()]
    columns = sorted(read + unread, key=_by_letter)
    listing.show_rows(f"Các cột của trang {sheet['sheet']}", columns, key=f"import_columns_{key}")


def _column(letter: str, title: str, taken_for: str) -> dict[str, str]:
    return {"Cột": letter, "Tiêu đề trong tệp": title, "Được hiểu là": taken_for}


def _by_letter(row: Mapping[str, str]) -> tuple[int, str]:
    """Sort «B» before «AA»."""
    return len(row["Cột"]), row["Cột"]


def _span(rows: Sequence[int]) -> str:
    first, last = rows
    return str(first) if first == last else f"{first}–{last}"


def meaning(column: str) -> str:
    """Word a meaning: «education:bachelors» -> «Trình độ chuyên môn: Đại học», «full_name» -> «Họ và tên»."""
    field, _, code = column.partition(":")
    return reference.field_label(field) + (f": {reference.code_label(field, code)}" if code else "")


def _learned(uses: Sequence[Record], key: str) -> None:
    """Show the answers of clerks that the file was read by."""
    if not uses:
        return
    st.markdown("**Đọc theo câu trả lời đã nhớ**")
    rows = [
        {
            "Câu hỏi": f"Cột {use['where']} «{use['asked']}»" if use["about"] == "column" else f"«{use['asked']}»",
            "Được hiểu là": answer(use["about"], use["meaning"]),
            "Người trả lời": use["by"],
        }
        for use in uses
    ]
    listing.show_rows("Câu trả lời đã dùng", rows, key=f"import_learned_{key}")


def answer(about: str, text: str) -> str:
    """Word an answer about a spelling in a field (`about`) or about a «column»: «Đại học», «Tiếng Anh: Chứng chỉ» …"""
    if about == "column":
        return meaning(text) if text else "Không dùng cột này"
    if not text:
        return "Giữ nguyên như đã ghi" if about == "position" else "Để trống, chỉ cảnh báo"
    if about.endswith(":mark"):
        return "Là dấu «x» (có)"
    pairs = [item.partition("=") for item in text.split()] if "=" in text else []
    labels = [(name, reference.code_label(name, code)) for name, _, code in pairs if name != "party_probation"]
    if len(labels) < len(pairs):
        return "Đảng viên dự bị"
    return (
        ", ".join(label if name == about else f"{reference.field_label(name)}: {label}" for name, label in labels)
        or text
    )


def _totals(totals: Sequence[Record], key: str) -> None:
    """Show the totals that the file prints, each with what was counted."""
    if not totals:
        return
    agree = sum(total["says"] == total["counted"] for total in totals)
    st.markdown(f"**Dòng cộng trong tệp:** {agree}/{len(totals)} khớp với số đếm được")
    rows = [
        {
            "Ô": total["cell"],
            "Tệp ghi": total["says"],
            "Đếm được": total["counted"],
            "Kết quả": "Khớp" if total["says"] == total["counted"] else "Lệch",
        }
        for total in totals
    ]
    listing.show_rows("Dòng cộng trong tệp", rows, key=f"import_totals_{key}")
