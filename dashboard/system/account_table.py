"""The fold «Thêm nhiều người từ bảng»: a table to fill, what a filled one would make, its accounts and their slips."""

from urllib.parse import urlsplit

import streamlit as st

from access import account_tables
from access.account_tables import AccountTable
from access.accounts import AccountError
from access.actors import ROLE_NAMES, NotAllowedError
from dashboard import cached
from dashboard.parts import listing
from dashboard.parts.markdown import escape_markdown
from dashboard.reports import publication_list
from reference import vietnamese
from settings import from_environment

_SLIPS, _DONE = "account_slips", "account_table_done"
_SHOWN = 50
"""Wrong cells that are listed; of more, the number."""
_HELP = (
    "Tải bảng có sẵn mỗi xã một dòng, ghi họ tên, rồi thả vào đây. Mỗi người được một mật khẩu đầu in trên phiếu và "
    "phải đổi khi đăng nhập. Dòng nào sai thì chưa tạo tài khoản nào."
)
_DESTROY = (
    "Phiếu có mật khẩu đầu và chỉ tải được một lần, ngay bây giờ: in, cắt rồi giao tận tay từng người, sau đó xóa tệp."
)
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def has_slips() -> bool:
    """Tell whether slips wait to be taken."""
    return _SLIPS in st.session_state


def show() -> None:
    """Offer the slips of the last table, then a table to fill; read a filled one, and make its accounts."""
    if has_slips():
        _offer_slips()
    else:
        _ask_for_table()


def _offer_slips() -> None:
    """Tell what was made, and offer the slips until they are taken: a further table would have them lost."""
    st.success(escape_markdown(f"{st.session_state[_DONE]} {_DESTROY}"))
    st.download_button(
        "Tải phiếu tài khoản (.docx)",
        st.session_state[_SLIPS],
        "phieu-tai-khoan.docx",
        _WORD,
        on_click=_forget,
        type="primary",
        icon=":material/download:",
        key="account_slips_download",
    )


def _forget() -> None:
    st.session_state.pop(_SLIPS, None)


def _ask_for_table() -> None:
    st.caption(_HELP)
    st.download_button(
        "Tải bảng để điền (.xlsx)",
        _template,
        "tai-khoan.xlsx",
        _EXCEL,
        on_click="ignore",
        icon=":material/download:",
        key="account_template",
    )
    upload = st.file_uploader("Bảng đã điền", type=["xlsx", "xls", "ods", "csv"], key="account_table")
    if upload is None:
        return
    try:
        table = account_tables.read(cached.state().url, upload.name, upload.getvalue(), from_environment())
    except (AccountError, NotAllowedError) as error:
        st.error(escape_markdown(str(error)))
        return
    if table.problems:
        st.error("  \n".join(map(escape_markdown, _sentences(table))))
        return
    _preview(table)


def _sentences(table: AccountTable) -> list[str]:
    lines = [problem.message for problem in table.problems[:_SHOWN]]
    more = len(table.problems) - len(lines)
    rest = f"Còn {vietnamese.number(more)} lỗi nữa. " if more else ""
    return [*lines, f"{rest}Chưa tạo tài khoản nào."]


def _template() -> bytes:
    from reports.excel import account_template  # XlsxWriter is loaded by those who want a file

    form = account_tables.template(cached.state().url, from_environment())
    return account_template.workbook(form.headings, form.rows, form.roles, form.places)


def _preview(table: AccountTable) -> None:
    count = vietnamese.number(len(table.new))
    if table.existing:
        names = ", ".join(table.existing)
        st.info(escape_markdown(f"{vietnamese.number(len(table.existing))} người đã có tài khoản, để nguyên: {names}."))
    if not table.new:
        st.markdown("Bảng không có tài khoản nào mới.")
        return
    rows = [
        {
            "Tên đăng nhập": new.name,
            "Họ tên": new.full_name,
            "Vai trò": ", ".join(ROLE_NAMES[role] for role in new.roles),
            "Phạm vi": account_tables.place_words(new.places),
        }
        for new in table.new
    ]
    listing.show_rows(f"{count} tài khoản sẽ tạo", rows, key="account_table_rows")
    address = st.text_input(
        "Địa chỉ in trên phiếu",
        _address(),
        max_chars=200,
        placeholder="https://thongke.sonoivu.gov.vn",
        help="Địa chỉ mà người dùng mở để đăng nhập; để trống thì phiếu có chỗ ghi tay.",
        key="account_table_address",
    )
    if st.button(f"Tạo {count} tài khoản", type="primary", key="account_table_make"):
        _make(table, address.strip())


def _address() -> str:
    """Give the address that this page has in its browser, else the office's; «» where only this machine opens it."""
    here = urlsplit(str(st.context.url or ""))
    own = f"{here.scheme}://{here.netloc}"
    address = publication_list.base() if publication_list.is_local(own) else own
    return "" if publication_list.is_local(address) else address


def _make(table: AccountTable, address: str) -> None:
    """Make the accounts, and draw the page again with their slips, or say why there are none."""
    try:
        with st.spinner("Đang tạo tài khoản…"):
            _make_and_keep(table, address)
    except (AccountError, NotAllowedError) as error:
        st.error(escape_markdown(str(error)))
        return
    st.rerun()


def _make_and_keep(table: AccountTable, address: str) -> None:
    """Keep the slips before the accounts stand: a click elsewhere ends this run at any word to the browser."""
    from reports.word import account_slips  # Word is loaded by those who want the file

    state, people = cached.state(), account_tables.with_passwords(table)
    slips = account_slips.document(account_tables.slips(people), address, state.office)
    try:
        account_tables.make(state.url, people, lambda: _keep(slips, len(people)))
    except BaseException:
        _forget()  # passwords that open nothing
        raise


def _keep(slips: bytes, count: int) -> None:
    st.session_state[_DONE] = f"Đã tạo {vietnamese.number(count)} tài khoản."
    st.session_state[_SLIPS] = slips
