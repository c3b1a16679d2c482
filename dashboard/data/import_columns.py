"""Step one of the import page: each sheet's picture, and what its columns mean, changeable by hand."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.data import import_picture
from dashboard.data import meanings as lists
from dashboard.data.answers import tell_later
from dashboard.parts.markdown import escape_markdown
from reference import vietnamese

Learn = Callable[[Any, Mapping[int, str]], Any]
"""Function that remembers meanings by column number for a picture and tells what came of it (`etl.learned.Outcome`)."""

_SIDE_BY_SIDE = 3
_FEW = 6
"""Columns that are asked about in the open; a form of 48 columns has many that no statistics needs."""
_UNUSED = "Không dùng cột này"


def show(report: Any, learn: Learn, version: str) -> None:
    """Show the chosen sheet's picture and the form of its columns, of an `etl.records.LoadReport` with pictures.

    `version` tells one state of what is learned: the form of another state starts anew.
    """
    pictures, meanings = report.pictures, report.meanings
    st.header("1. Chương trình hiểu từng cột thế nào", anchor="cot")
    _ask_about_doubts(pictures, meanings, learn, version)
    picture = _picture_to_show(pictures)
    names = _name_to_point_at(picture)
    if names:
        _propose_names(picture, _cell_of_names(report, picture), names, dict(meanings)[names], learn)
    import_picture.show(picture)
    columns = [column for column in picture.columns if import_picture.state_of(column)]
    unknown = [column for column in columns if _is_unknown(column) and not column.is_doubtful]
    understood = [column for column in columns if not _is_unknown(column)]
    same = sum(each.header == picture.header for each in pictures)
    key = f"{picture.header[:16]}_{version}"
    with st.form(f"columns_{key}", border=False):
        choices: dict[int, str | None] = {}
        name_column = _ask_for_names(columns, names, meanings, key) if names else {}
        if unknown and not (names and len(unknown) == 1):  # the only one is asked about as the column of names
            st.markdown(
                f"**{vietnamese.number(len(unknown))} cột chưa hiểu nên không đọc.** Cột nào cần thì chọn ý nghĩa; "
                "cột nào không cần thì để nguyên hoặc chọn «Không dùng cột này»."
            )
            with st.container() if len(unknown) <= _FEW else st.expander("Chọn ý nghĩa của các cột chưa hiểu"):
                choices |= _selects(unknown, meanings, key)
        with st.expander("Sửa ý nghĩa của các cột khác"):
            choices |= _selects(understood, meanings, key)
        many = f" ({vietnamese.number(same)} trang có cùng tiêu đề)" if same > 1 else ""
        st.caption(f"Lựa chọn được nhớ cho mọi tệp sau có đúng tiêu đề này{many}, cùng tên người chọn.")
        if st.form_submit_button("Nhớ ý nghĩa các cột và đọc lại"):
            choices |= name_column
            tell_later(learn(picture, {number: meaning for number, meaning in choices.items() if meaning is not None}))
            st.rerun()


def _cell_of_names(report: Any, picture: Any) -> str:
    """Give the cell whose column has what looks like names; "" where none has."""
    place = picture.file, picture.sheet
    cells = (p.cell for p in report.problems if p.code == "no_name_column" and (p.file, p.sheet) == place)
    return next(cells, "")


def _propose_names(picture: Any, cell: str, field: str, field_name: str, learn: Learn) -> None:
    """Offer the column that looks like names at one click; another is picked below the picture."""
    column = next((each for each in picture.columns if cell and each.letter == cell.rstrip("0123456789")), None)
    if column is None:
        return
    st.markdown(f"**{escape_markdown(_place(picture))} chưa được đọc vì chưa rõ cột họ tên.**")
    title = f"Đúng, cột {column.letter} «{column.title}» là {field_name}"
    if st.button(escape_markdown(title), type="primary", key=f"names_{picture.header[:16]}"):
        tell_later(learn(picture, {column.number: field}))
        st.rerun()


def _picture_to_show(pictures: Sequence[Any]) -> Any:
    """Ask for the sheet to look at; the first is one with a column that is not understood."""
    if len(pictures) == 1:
        return pictures[0]
    order = sorted(range(len(pictures)), key=lambda i: not _name_to_point_at(pictures[i]))
    doubtful = (i for i in order if _unknown(pictures[i]))
    number = st.selectbox(
        f"Trang để xem ({vietnamese.number(len(pictures))} trang là danh sách)",
        range(len(pictures)),
        index=next(doubtful, 0),
        format_func=lambda i: _name(pictures[i]),
        width=560,
        key="import_picture",
    )
    return pictures[number]


def _is_unknown(column: Any) -> bool:
    return import_picture.state_of(column) == import_picture.UNKNOWN


def _unknown(picture: Any) -> int:
    return sum(map(_is_unknown, picture.columns))


def _place(picture: Any) -> str:
    return f"{picture.file} › {picture.sheet}" if picture.sheet else str(picture.file)


def _name(picture: Any) -> str:
    name = _place(picture)
    if _name_to_point_at(picture):
        return f"{name} · chưa rõ cột họ tên"
    unknown = _unknown(picture)
    return f"{name} · {vietnamese.number(unknown)} cột chưa hiểu" if unknown else name


def _name_to_point_at(picture: Any) -> str:
    """Give the meaning that a column must get before the sheet can be read; "" where the names are told."""
    fields = {column.meaning for column in picture.columns}
    if fields & {"full_name", "given_name"}:
        return ""
    return "given_name" if "family_name" in fields else "full_name"


def _ask_for_names(
    columns: Sequence[Any], meaning: str, meanings: Sequence[tuple[str, str]], key: str
) -> dict[int, str | None]:
    """Ask for the column of names; give number -> meaning of the one that was picked."""
    titles = {column.number: _plain_title(column) for column in columns}
    number = st.selectbox(
        f"Cột nào là «{dict(meanings)[meaning]}»?",
        list(titles),
        index=None,
        format_func=titles.__getitem__,
        placeholder="Chọn cột",
        width=560,
        key=f"names_{key}",
    )
    return {} if number is None else {number: meaning}


def _plain_title(column: Any) -> str:
    """Name a column where no Markdown is read: in the options of a list."""
    return f"{column.letter} · {column.title or 'không có tiêu đề'}"


def _ask_about_doubts(pictures: Sequence[Any], meanings: Sequence[tuple[str, str]], learn: Learn, version: str) -> None:
    """Ask about the headings that are one slip away from a known one; sheets with the same header are asked once."""
    doubts = {
        (picture.header, column.number): (picture, column)
        for picture in pictures
        for column in picture.columns
        if column.is_doubtful
    }
    if not doubts:
        return
    names = dict(meanings)
    with st.form(f"doubts_{version}"):
        st.markdown("**Tiêu đề cột chưa chắc.** Các cột này chưa được đọc cho đến khi có câu trả lời.")
        answers = [
            (picture, column, _ask_about_heading(picture, column, names, version))
            for picture, column in doubts.values()
        ]
        proposed = sum(column.proposal in names for _, column in doubts.values())
        with st.container(horizontal=True):
            takes_all = bool(proposed) and st.form_submit_button(
                f"Đúng tất cả đề xuất ({vietnamese.number(proposed)})", type="primary", key="accept_headings"
            )
            sent = st.form_submit_button("Ghi nhớ ý nghĩa các cột này")
    if takes_all or sent:
        _learn_all(answers, learn, takes_proposals=takes_all)


def _ask_about_heading(picture: Any, column: Any, names: Mapping[str, str], version: str) -> tuple[str | None, bool]:
    """Ask for the meaning of one heading; give what stands there, and True where the clerk has said so."""
    about, meaning, confirmed = st.columns([5, 4, 2], vertical_alignment="center")
    about.markdown(f"**«{escape_markdown(column.title)}»** (cột {column.letter}, {escape_markdown(_place(picture))})")
    options = ["", *lists.of_columns(list(names.items()))]
    proposal = column.proposal if column.proposal in names else None
    key = f"{picture.header[:16]}_{column.number}_{version}"
    chosen = meaning.selectbox(
        f"Ý nghĩa của cột «{column.title}»",
        options,
        index=options.index(proposal) if proposal else None,
        format_func=lambda option: lists.name_of(option, {"": _UNUSED, **names}),
        placeholder="Chưa trả lời",
        label_visibility="collapsed",
        key=f"heading_{key}",
    )
    answer = lists.answer(chosen)
    is_right = proposal is not None and confirmed.checkbox("Đúng", key=f"right_heading_{key}")
    return answer, is_right or answer != proposal


def _learn_all(
    answers: Sequence[tuple[Any, Any, tuple[str | None, bool]]], learn: Learn, *, takes_proposals: bool
) -> None:
    """Remember the meanings, header by header."""
    chosen: dict[str, tuple[Any, dict[int, str]]] = {}
    for picture, column, (meaning, is_said) in answers:
        if meaning is not None and (is_said or takes_proposals):
            chosen.setdefault(picture.header, (picture, {}))[1][column.number] = meaning
    for picture, meanings in chosen.values():
        tell_later(learn(picture, meanings))
    st.rerun()


def _selects(columns: Sequence[Any], meanings: Sequence[tuple[str, str]], key: str) -> dict[int, str | None]:
    """Ask for each column's meaning, some side by side; number -> meaning, None for what nobody chose."""
    names = {"": _UNUSED, **dict(meanings)}
    known = ["", *lists.of_columns(meanings)]
    choices: dict[int, str | None] = {}
    for start in range(0, len(columns), _SIDE_BY_SIDE):
        row = columns[start : start + _SIDE_BY_SIDE]
        for place, column in zip(st.columns(_SIDE_BY_SIDE), row, strict=False):
            options = known if column.meaning in names else [column.meaning, *known]
            is_said = bool(column.meaning or column.answered_by)
            place.markdown(f":small[{escape_markdown(_plain_title(column))}]")
            chosen = place.selectbox(
                _plain_title(column),  # never drawn, only read aloud: as it is written
                options,
                index=options.index(column.meaning) if is_said else None,
                format_func=lambda option: lists.name_of(option, names),
                placeholder="Chưa hiểu, chọn ý nghĩa",
                label_visibility="collapsed",
                key=f"column_{key}_{column.number}",
            )
            choices[column.number] = lists.answer(chosen)
    return choices
