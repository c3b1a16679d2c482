"""Step one of the import page: each sheet's picture, and what its columns mean, changeable by hand."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.data import import_picture
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
    st.subheader("1. Chương trình hiểu từng cột thế nào", anchor=False)
    picture = _picture_to_show(pictures)
    import_picture.show(picture)
    names = _name_to_point_at(picture)
    columns = [column for column in picture.columns if import_picture.state_of(column)]
    unknown = [column for column in columns if import_picture.state_of(column) == import_picture.UNKNOWN]
    understood = [column for column in columns if column not in unknown]
    same = sum(each.header == picture.header for each in pictures)
    key = f"{picture.header[:16]}_{version}"
    with st.form(f"columns_{key}", border=False):
        choices: dict[int, str | None] = {}
        name_column = _ask_for_names(columns, names, meanings, key) if names else {}
        if unknown:
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


def _unknown(picture: Any) -> int:
    return sum(import_picture.state_of(column) == import_picture.UNKNOWN for column in picture.columns)


def _name(picture: Any) -> str:
    name = f"{picture.file} › {picture.sheet}" if picture.sheet else str(picture.file)
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
    titles = {column.number: _title(column) for column in columns}
    number = st.selectbox(
        f"Trang này chưa được đọc vì chưa rõ cột họ tên. Cột nào là «{dict(meanings)[meaning]}»?",
        list(titles),
        index=None,
        format_func=titles.__getitem__,
        placeholder="Chọn cột",
        width=560,
        key=f"names_{key}",
    )
    return {} if number is None else {number: meaning}


def _title(column: Any) -> str:
    return f"{column.letter} · {escape_markdown(column.title) or 'không có tiêu đề'}"


def _selects(columns: Sequence[Any], meanings: Sequence[tuple[str, str]], key: str) -> dict[int, str | None]:
    """Ask for each column's meaning, some side by side; number -> meaning, None for what nobody chose."""
    names = {"": _UNUSED, **dict(meanings)}
    choices: dict[int, str | None] = {}
    for start in range(0, len(columns), _SIDE_BY_SIDE):
        row = columns[start : start + _SIDE_BY_SIDE]
        for place, column in zip(st.columns(_SIDE_BY_SIDE), row, strict=False):
            options = list(names) if column.meaning in names else [column.meaning, *names]
            is_said = bool(column.meaning or column.answered_by)
            choices[column.number] = place.selectbox(
                _title(column),
                options,
                index=options.index(column.meaning) if is_said else None,
                format_func=lambda meaning: names.get(meaning, meaning),
                placeholder="Chưa hiểu, chọn ý nghĩa",
                key=f"column_{key}_{column.number}",
            )
    return choices
