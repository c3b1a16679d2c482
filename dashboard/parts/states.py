"""Texts for special cases, each with its next step; and a page's heading with the notice of invented data."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from dashboard import cached
from dashboard.parts import links, register, selection_row
from dashboard.parts.markdown import escape_markdown, escape_piece
from dashboard.selection_from_url import Remark
from presentation import completeness, labels, register_words
from reference import provinces, vietnamese
from reference.territory import NEWEST
from stats.held_back import held_back
from stats.selection import Selection
from stats.source import StatisticsSource

SUBMISSIONS_PAGE = register.SUBMISSIONS.script
IMPORT_PAGE = "pages/data/load.py"
IMPORTS = "lich-su-nap"
_ABOUT_DEMO = (
    "Danh sách do chương trình tạo ra để giới thiệu, không phải người thật. Khi nạp danh sách thật đầu tiên, số liệu "
    "minh họa tự rút đi."
)


def heading(title: str, *, is_demo: bool) -> None:
    """Show the page's title; beside it, on every page, whether the people are invented."""
    if is_demo:
        st.title(f"{title} :orange-badge[{labels.DEMO_NOTE}]", anchor=False, help=_ABOUT_DEMO)
    else:
        st.title(title, anchor=False)


def tell(sentences: Iterable[str]) -> None:
    """Say what a link asked for that does not exist."""
    for sentence in sentences:
        st.info(_with_links(sentence))


def _with_links(sentence: str) -> str:
    """Give a sentence in Markdown, in which the places that it leads to are links."""
    pieces = sentence.pieces if isinstance(sentence, Remark) else ((sentence, None),)
    return "".join(
        escape_piece(words) if place is None else links.to_page(words, register.UNITS.slug, place.to_query())
        for words, place in pieces
    )


def tell_missing(page: str | None) -> None:
    """Say that the reader comes from the address of a page that does not exist."""
    if page:
        st.info(f"Không có trang «{escape_markdown(page)}»; đang xem Tổng quan.")


def not_allowed() -> None:
    """Say that the account may not open this page; the address alone brought somebody here."""
    st.info("Tài khoản này không mở được trang này. Hãy chọn trang khác ở thực đơn, hoặc hỏi người quản trị.")


def tell_coverage(selection: Selection) -> None:
    """Say in an amber line which units and people all figures of the page lack; lead to who has not sent, and to the
    load that asks of which unit the people are.
    """
    source = cached.source()
    units = escape_markdown(completeness.missing_units(source.missing(selection)))
    line = "; ".join(filter(None, (units, _held_back(source, selection.as_of))))
    if not line:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="coverage"):
        st.markdown(f":orange-background[{line}]", width="content")
        day = {"as_of": selection.as_of.isoformat()}
        st.page_link(SUBMISSIONS_PAGE, label=register.SUBMISSIONS.title, query_params=day, width="content")


def _held_back(source: StatisticsSource, as_of: date) -> str:
    """Say how many people wait for their unit, as a link to the load that asks; «» where nobody waits."""
    held = source.derive(held_back, as_of)
    if not held.people:
        return ""
    return links.to_page(completeness.held_back(source, as_of), IMPORTS, {completeness.LOAD: str(held.import_id)})


def foot(selection: Selection, *, is_demo: bool, with_shares: bool) -> None:
    """Say once, under all figures of a page, what list they are from and how their shares were rounded."""
    source = cached.source()
    line = labels.source_line(source.missing(selection).coverage, selection.as_of, is_demo, selection.level)
    note = labels.rounding_note(source.rounding) if with_shares else ""
    st.caption(escape_markdown(f"{line}. {note}".rstrip()))


def empty_database(province: str) -> None:
    """Say that nothing of the province was loaded yet, what its register holds, and lead to the page that loads."""
    name = vietnamese.in_sentence(provinces.province_name(province, NEWEST))
    communes = vietnamese.number(len(provinces.communes_on(NEWEST, province)))
    st.markdown(
        f"**Chưa có số liệu của {name}** ({communes} xã, phường, đặc khu hiện nay). Hãy nạp danh sách cán bộ, công "
        "chức cấp xã (tệp Excel của Sở hoặc của xã; cả những năm trước, theo đơn vị của ngày đó); các bảng và biểu đồ "
        "sẽ hiện ra ngay sau khi nạp."
    )
    if gaps := register_words.gaps_of_register(province):
        st.caption(gaps)
    if st.button("Nhập số liệu", type="primary"):
        st.switch_page(IMPORT_PAGE)


def nobody(now: Selection) -> None:
    """Say that the selection is valid but has no people, and lead to the whole province."""
    st.markdown(
        f"**Không có ai trong phạm vi đang chọn** tại ngày {vietnamese.day(now.as_of)}. Hãy chọn phạm vi rộng hơn."
    )
    everywhere = Selection(now.as_of, territory=now.territory, level=now.level)
    st.button("Xem toàn tỉnh", on_click=selection_row.choose, args=(everywhere,))
