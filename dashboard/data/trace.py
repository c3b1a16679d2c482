"""«Ai, ở đâu?»: the people behind a number, each with file, sheet, row and cell, and the row as the original has it."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

import reference
from access.users import current_user
from dashboard import cached
from dashboard.parts import crossed, listing, people_seen, tracing
from dashboard.parts.markdown import escape_markdown
from presentation import crossing
from presentation.group_words import group_words
from reference import vietnamese
from reports.templating import render, stylesheet
from stats.cube import Conditions
from stats.groups import GROUP, fields_of, texts_of
from stats.measures.layouts import Layout
from stats.protected import NotGivenError
from stats.queries import TracedRow
from stats.scope import NotToldError
from stats.selection import Selection
from stats.tracing import (
    cells_of,
    files_behind,
    hidden_letters,
    people_behind,
    people_in_column,
    rows_of_person,
    told_by_column,
)

Picture = Callable[[TracedRow], Mapping[str, str]]
_NO_LIST = "Tài khoản này không xem được danh sách người"
_MOST = 2_000
"""People in the list at most: of more the number is told, and the way to fewer."""


def show(selection: Selection, picture: Picture) -> None:
    """Show the people whom the address asks for; for those who may not see people only how many are in which file."""
    form, key = (st.query_params.get(name, "") for name in tracing.OF_FORM)
    if form:
        _show_column(selection, form, key, picture)
        return
    where, source = _conditions(), cached.source()
    telling = where
    words = crossing.conditions(Layout(where=where), crossing.words_of(source, selection))
    try:
        if texts := texts_of(asked := ((GROUP, st.query_params.get(GROUP, "")),)):
            words = f"{group_words(selection, texts)}. {words}".rstrip(". ")
            telling = (*where, *((name, None) for name in fields_of(source, selection, texts)))
            where = (*where, *asked)
        current_user().people.require_apart(name for name, _ in telling)
        files = files_behind(source, selection, where)
    except KeyError:
        st.info("Nhóm người trong đường dẫn không có ở ngày này.")
        return
    except (NotGivenError, NotToldError) as error:
        st.info(escape_markdown(str(error)))
        return
    number = sum(people for _, _, people in files)
    st.markdown(f"**{vietnamese.number(number)} người**. {escape_markdown(words) or 'Mọi người trong phạm vi'}.")
    try:
        rows = people_behind(source, selection, where, current_user().people)
    except NotToldError as error:
        st.caption(escape_markdown(str(error)))
        _files_table(files)
        return
    if not rows:
        _files_alone(files)
        return
    if len(rows) < number:
        st.caption(f"Danh sách có {vietnamese.number(len(rows))} người thuộc phạm vi của tài khoản này.")
    _people(selection, rows, telling, words, picture)


def _show_column(selection: Selection, form: str, key: str, picture: Picture) -> None:
    """Show the people whom a column of a statutory form counts."""
    scope = current_user().people
    try:
        words, where = told_by_column(selection, form, key)
        rows = people_in_column(cached.source(), selection, form, key, scope)
    except KeyError:
        st.info("Biểu hoặc cột trong đường dẫn không có ở ngày này.")
        return
    except NotToldError as error:
        st.caption(escape_markdown(str(error)))
        return
    if not cached.state().sees_people:
        st.caption(f"{escape_markdown(words)}. {_NO_LIST}; số người có ở biểu, trang Báo cáo.")
        return
    st.markdown(f"**{vietnamese.number(len(rows))} người**. {escape_markdown(words)}.")
    if rows:
        _people(selection, rows, where, words, picture)


def _people(selection: Selection, rows: Sequence[TracedRow], where: Conditions, words: str, picture: Picture) -> None:
    """List people, of whom the chosen one's row stands above as the original has it."""
    scope = current_user().people
    people_seen.note(f"Ai, ở đâu? {words}".strip(), selection, số_người=len(rows))
    if len(rows) > _MOST:
        st.caption(f"Chỉ liệt kê {vietnamese.number(_MOST)} người đầu; hãy chọn ô nhỏ hơn để thấy hết.")
    details = st.container()
    chosen = listing.pick(_table(rows[:_MOST], where), key="trace_people")
    row = next((each for each in rows if str(each.id) == chosen), None)
    with details:
        if row is None:
            st.caption("Bấm vào một tên để xem dòng gốc và các ngày khác của người đó.")
        else:
            secret = hidden_letters(row, scope)
            _original(row, where, {letter: text for letter, text in picture(row).items() if letter not in secret})
            if secret:
                st.caption("Các cột dân tộc, tôn giáo, đảng viên không hiện với tài khoản này.")
            _other_dates(row)


def _conditions() -> Conditions:
    """Read the conditions of the address, without those that cannot hold."""
    wish = Layout.from_query(st.query_params.to_dict()).where
    where, sentences = crossed.settle_filters(wish, set())
    for sentence in sentences:
        st.info(escape_markdown(sentence))
    return where


def _files_alone(files: Sequence[tuple[str, str, int]]) -> None:
    st.caption(f"{_NO_LIST}; dưới đây là số người theo từng tệp, trang.")
    _files_table(files)


def _files_table(files: Sequence[tuple[str, str, int]]) -> None:
    st.markdown("\n".join(["| Tệp | Trang | Số người |", "| :--- | :--- | ---: |", *map(_file_line, files)]))


def _file_line(line: tuple[str, str, int]) -> str:
    file, sheet, people = line
    return f"| {escape_markdown(file)} | {escape_markdown(sheet)} | {vietnamese.number(people)} |"


def _table(rows: Sequence[TracedRow], where: Conditions) -> listing.Listing:
    fields = [reference.field_label(name) for name, _ in where]
    headers = ["Họ và tên", "Ngày sinh", "Đơn vị", "Tệp", "Trang", "Dòng", *(f"Ô: {label}" for label in fields)]
    lines: list[tuple[listing.Value, ...]] = [
        (
            row.full_name,
            "/".join(reversed((row.birth_date or "").split("-"))),
            row.unit,
            row.file,
            row.sheet,
            row.row,
            *(", ".join(cells) or "theo tiêu đề" for cells in cells_of(row, where).values()),
        )
        for row in rows
    ]
    return listing.of_rows("Người đứng sau con số", headers, lines, codes=[row.id for row in rows])


def _original(row: TracedRow, where: Conditions, cells: Mapping[str, str]) -> None:
    """Show the row as the original has it, its headings above, the cells in question marked."""
    st.subheader(escape_markdown(row.place), anchor=False)
    if not cells:
        st.info("Không còn đọc được tệp gốc của dòng này.")
        return
    marked = {cell for cells in cells_of(row, where).values() for cell in cells}
    letters = [*dict.fromkeys([*row.headings, *cells])]
    letters.sort(key=lambda letter: (len(letter), letter))
    columns = [
        {
            "letter": letter,
            "heading": row.headings.get(letter, ""),
            "text": cells.get(letter, ""),
            "marked": f"{letter}{row.row}" in marked,
        }
        for letter in letters
    ]
    st.html(f"<style>{stylesheet('row_picture.css')}</style>{render('row_picture.html', row=row.row, columns=columns)}")


def _other_dates(row: TracedRow) -> None:
    """Show the rows of all dates that have the same name and birth date."""
    st.markdown("**Các ngày khác của người này** (ghép theo họ tên và ngày sinh, không phải theo số định danh)")
    same = rows_of_person(cached.source(), row.id, current_user().people)
    if not same:
        st.caption("Danh sách không ghi ngày sinh nên không ghép được với ngày khác.")
        return
    headers = ["Tính đến ngày", "Đơn vị", "Chức vụ", "Trình độ chuyên môn", "Tệp", "Trang", "Dòng"]
    lines = [
        (
            each.as_of,
            each.unit,
            each.position or "",
            reference.code_label("education", each.education),
            each.file,
            each.sheet,
            each.row,
        )
        for each in same
    ]
    listing.show(listing.finish(listing.of_rows("Cùng họ tên và ngày sinh", headers, lines)), key=f"trace_{row.id}")
