"""The page «Người dùng»: accounts with their roles and places, made and changed by an administrator."""

from collections.abc import Callable, Sequence

import streamlit as st

import database
from access import accounts
from access.accounts import AccountError, AccountRow
from access.actors import ROLE_NAMES, Act, NotAllowedError, Role
from access.users import current_user
from dashboard import cached, selection_from_url
from dashboard.parts import listing
from dashboard.parts.markdown import escape_markdown
from dashboard.system import account_table
from reference import limit, vietnamese
from reference.territory import NEWEST
from reference.units import versions_of

_DONE, _WRONG = "accounts_done", "accounts_wrong"
_PLACE_HELP = "Để trống là cả tỉnh. Chọn huyện thì gồm mọi xã của huyện ấy."


def show() -> None:
    """Show what came of the last change, the list, the chosen account, and the form for a new one."""
    _tell()
    with database.reading(cached.state().url) as connection:
        rows = accounts.listed(connection)
    if not rows:
        st.markdown(
            "**Chưa có tài khoản nào**: ai mở được bảng số liệu trên máy này đều làm được mọi việc. Người quản trị đầu "
            "tiên được tạo trên máy chủ bằng lệnh:"
        )
        st.code("python3 manage.py users add TÊN --role admin", language=None, wrap_lines=True)
        return
    chosen = _chosen_from(rows)
    if chosen is not None:
        _account(chosen)
    with st.expander("Thêm người dùng"):
        _new()
    with st.expander("Thêm nhiều người từ bảng", expanded=account_table.has_slips()):
        account_table.show()


def _tell() -> None:
    done, wrong = st.session_state.pop(_DONE, ""), st.session_state.pop(_WRONG, "")
    if done:
        st.success(escape_markdown(done))
    if wrong:
        st.warning(escape_markdown(wrong))


def _chosen_from(rows: Sequence[AccountRow]) -> AccountRow | None:
    st.caption("Chọn một dòng để đổi vai trò, phạm vi, khóa, đặt lại mật khẩu hoặc ngắt phiên.")
    table = [
        {
            "Tên đăng nhập": row.name,
            "Họ tên": row.full_name,
            "Vai trò": ", ".join(ROLE_NAMES[role] for role in Role if role in row.roles),
            "Phạm vi": ", ".join(place_name(code) for code in row.places) or "Cả tỉnh",
            "Trạng thái": _status(row),
            "Hoạt động gần nhất": vietnamese.moment(row.seen_at) if row.seen_at else "chưa đăng nhập",
            "Phiên đang mở": vietnamese.number(row.sessions),
        }
        for row in rows
    ]
    number = listing.pick_row("Tài khoản", table, [row.name for row in rows], key="account_rows")
    return None if number is None else rows[number]


def _status(row: AccountRow) -> str:
    if row.is_disabled:
        return "Đã khóa"
    if row.failures >= int(limit("failures_lock")):
        return "Tạm khóa: sai mật khẩu nhiều lần"
    return "Phải đổi mật khẩu" if row.must_change else "Đang dùng"


def _places() -> dict[str, str]:
    """Name today's communes and, with them, the districts and communes of the newest data, by code."""
    state = cached.state()
    days = [NEWEST, *state.dates[:1]]
    named: dict[str, str] = {}
    for day in days:
        places = selection_from_url.places_on(day, state.province)
        named |= {district.code: district.name for district in places.districts} | places.names_of(places.units)
    return named


def place_name(code: str) -> str:
    """Name a place by the last unit that had its code."""
    versions = versions_of(code)
    return versions[-1].name if versions else code


def _account(row: AccountRow) -> None:
    st.header(row.name, anchor=False)
    with st.form(f"account_{row.id}", width=720):
        roles = _roles(sorted(row.roles, key=list(Role).index), key=f"roles_{row.id}")
        places = _ask_places(row.places, key=f"places_{row.id}")
        if st.form_submit_button("Lưu vai trò và phạm vi", type="primary"):
            _do(lambda url: _change(url, row, roles, places), f"Đã lưu vai trò và phạm vi của {row.name}.")
    with st.form(f"password_{row.id}", width=720, clear_on_submit=True):
        password = _ask_password(f"new_password_{row.id}")
        if st.form_submit_button("Đặt lại mật khẩu"):
            done = f"Đã đặt lại mật khẩu của {row.name}; lần đăng nhập tới phải đổi. Mọi phiên đang mở đã bị ngắt."
            _do(lambda url: accounts.reset(url, row.name, password), done)
    with st.container(horizontal=True):
        if st.button("Ngắt mọi phiên", key=f"revoke_{row.id}", disabled=not row.sessions):
            _do(lambda url: accounts.revoke(url, row.name), f"Đã ngắt mọi phiên của {row.name}.")
        words = ("Mở lại tài khoản", "mở lại") if row.is_disabled else ("Khóa tài khoản", "khóa")
        if st.button(words[0], key=f"disable_{row.id}"):
            disabled = not row.is_disabled
            _do(lambda url: accounts.disable(url, row.name, disabled=disabled), f"Đã {words[1]} {row.name}.")


def _change(url: str, row: AccountRow, roles: Sequence[Role], places: Sequence[str]) -> None:
    """Change roles and places one after the other; places first where they would not go with the new roles."""
    if not places:
        accounts.set_places(url, row.name, places)
    if set(roles) != row.roles:
        accounts.set_roles(url, row.name, roles)
    if places and set(places) != set(row.places):
        accounts.set_places(url, row.name, places)


def _new() -> None:
    with st.form("new_account", width=720, border=False):
        left, right = st.columns(2)
        name = left.text_input("Tên đăng nhập", max_chars=60, placeholder="lan.nv")
        full_name = right.text_input("Họ tên", max_chars=120)
        roles = _roles([Role.VIEWER], key="new_roles")
        places = _ask_places((), key="new_places")
        password = _ask_password("new_password")
        if st.form_submit_button("Thêm", type="primary"):
            _do(
                lambda url: accounts.add(url, name, full_name=full_name, password=password, roles=roles, places=places),
                f"Đã thêm {name.strip().lower()}; người này phải đổi mật khẩu ở lần đăng nhập đầu.",
            )


def _roles(chosen: Sequence[Role], key: str) -> list[Role]:
    return st.multiselect(
        "Vai trò", list(Role), chosen, format_func=ROLE_NAMES.__getitem__, key=key, placeholder="Chọn vai trò"
    )


def _ask_places(chosen: Sequence[str], key: str) -> list[str]:
    named = _places()
    options = [*named, *(code for code in chosen if code not in named)]
    return st.multiselect(
        "Phạm vi",
        options,
        list(chosen),
        format_func=lambda code: f"{named.get(code) or place_name(code)} ({code})",
        key=key,
        placeholder="Cả tỉnh",
        help=_PLACE_HELP,
    )


def _ask_password(key: str) -> str:
    return st.text_input(
        f"Mật khẩu tạm (ít nhất {int(limit('password_letters'))} ký tự)",
        type="password",
        max_chars=200,
        key=key,
        autocomplete="new-password",
    )


def _do(act: Callable[[str], None], done: str) -> None:
    """Change something, if one may, and draw the page again with what came of it."""
    try:
        current_user().require(Act.ACCOUNTS)
        act(cached.state().url)
        st.session_state[_DONE] = done
    except (AccountError, NotAllowedError) as error:
        st.session_state[_WRONG] = str(error)
    st.rerun()
