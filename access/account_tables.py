"""Accounts made from a table that an office filled: all of it or nothing, each with a first password on a slip."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from string import digits

from sqlalchemy import Connection

import database
from access import accounts, events, passwords
from access.accounts import AccountError, AccountRow, NewAccount
from access.actors import ROLE_NAMES, Act, Role
from access.users import current_user
from etl import account_entries
from etl.account_entries import COLUMNS, WRONG, Wanted
from etl.problems import Problem, Refused
from etl.reading.entered_rows import WrongCellError
from etl.records import SourceFile
from settings import Settings
from stats import queries

Slip = tuple[str, str, str, str]
"""A full name, the places in words, a sign-in name, a first password."""


@dataclass(frozen=True, slots=True)
class AccountTable:
    """A table as it was read: the accounts that it would make, the names that have one already, what is wrong."""

    new: tuple[NewAccount, ...] = ()
    existing: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A table to fill: its headings, the rows proposed, the roles and places to choose from."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    roles: Sequence[str]
    places: Sequence[str]


def examine(url: str, source: SourceFile, settings: Settings) -> AccountTable:
    """Read a table and hold it against the accounts that there are. Raises NotAllowedError, AccountError."""
    current_user().require(Act.ACCOUNTS)
    with database.reading(url) as connection:
        rows = accounts.listed(connection)
        province = queries.home_province(connection, settings.province)
        try:
            entries = account_entries.entries_in(source, settings)
        except Refused as refusal:
            return AccountTable(problems=(refusal.problem,))
        roles = {role.value: words for role, words in ROLE_NAMES.items()}
        wanted, problems = account_entries.read(entries, roles, province)
        table = _held_against(rows, wanted, problems)
        if table.new and not table.problems:
            accounts.check_first(connection, [role for new in table.new for role in new.roles])
    return table


def read(url: str, name: str, content: bytes, settings: Settings) -> AccountTable:
    """Examine a file that was handed in on a page, which does not know the write side's own."""
    return examine(url, SourceFile(name, content), settings)


def _held_against(rows: Sequence[AccountRow], wanted: Sequence[Wanted], problems: Sequence[Problem]) -> AccountTable:
    accounts_of = {row.name: row for row in rows}
    new: list[NewAccount] = []
    existing: list[str] = []
    wrong = list(problems)
    for each in wanted:
        try:
            if _is_there(each, accounts_of.get(each.name)):
                existing.append(each.name)
            else:
                new.append(_new(each))
        except WrongCellError as error:
            wrong.append(each.entry.problem(WRONG, error))
    return AccountTable(tuple(new), tuple(existing), tuple(sorted(wrong, key=_place_of)))


def _place_of(problem: Problem) -> tuple[int, str]:
    """Give a cell's row and column: problems stand in the order of the table."""
    letters = problem.cell.rstrip(digits)
    return int(problem.cell[len(letters) :] or 0), letters


def _is_there(wanted: Wanted, row: AccountRow | None) -> bool:
    """Tell whether the person has their account; WrongCellError where it is another's."""
    if row is not None and not account_entries.is_same_name(row.full_name, wanted.full_name):
        why = f"Tên đăng nhập «{row.name}» đã là của {row.full_name}; hãy chọn tên khác."
        raise WrongCellError("name", why)
    return row is not None


def _new(wanted: Wanted) -> NewAccount:
    roles = tuple(Role(code) for code in wanted.roles)
    for column, check in (
        ("name", lambda: accounts.proper_name(wanted.name)),
        ("places", lambda: accounts.check_grants(roles, wanted.places)),
    ):
        try:
            check()
        except AccountError as error:
            raise WrongCellError(column, str(error)) from None
    return NewAccount(wanted.name, wanted.full_name, roles, wanted.places)


def with_passwords(table: AccountTable) -> list[NewAccount]:
    """Give each account that the table makes a password of its own. Raises AccountError where anything is wrong."""
    if table.problems:
        raise AccountError("Bảng còn lỗi nên chưa tạo tài khoản nào.")
    return [replace(new, password=passwords.first_of(new.name)) for new in table.new]


def place_words(places: Collection[str]) -> str:
    """Name the places of an account as its table does."""
    return account_entries.place_words(places)


def slips(people: Sequence[NewAccount]) -> list[Slip]:
    """List what stands on each person's slip."""
    return [(new.full_name, place_words(new.places), new.name, new.password or "") for new in people]


def make(url: str, people: Sequence[NewAccount], deliver: Callable[[], object] = lambda: None) -> None:
    """Make the accounts in one transaction; `deliver` hands the slips over, and nothing is made where it raises.

    Raises NotAllowedError, AccountError.
    """
    current_user().require(Act.ACCOUNTS)
    accounts.add_all(url, people, _handed_over(people, deliver))


def unused(url: str) -> list[NewAccount]:
    """Give whoever has never signed in another first password, for a new slip. Raises NotAllowedError."""
    current_user().require(Act.ACCOUNTS)
    with database.reading(url) as connection:
        rows = accounts.never_in(connection)
    return [
        NewAccount(row.name, row.full_name, row.roles, row.places, password=passwords.first_of(row.name))
        for row in rows
    ]


def renew(url: str, people: Sequence[NewAccount], deliver: Callable[[], object] = lambda: None) -> None:
    """Let the passwords of `unused` take the place of those on the lost slips; `deliver` and errors as `make`."""
    current_user().require(Act.ACCOUNTS)
    words = {person.name: person.password or "" for person in people}
    accounts.reset_unused(url, words, _handed_over(people, deliver))


def _handed_over(people: Sequence[NewAccount], deliver: Callable[[], object]) -> database.Witness:
    def write_down(connection: Connection) -> None:
        events.add(connection, "export", "Phiếu tài khoản", {"phiếu": len(people)})
        deliver()

    return write_down


# The table to fill


def template(url: str, settings: Settings) -> Form:
    """Propose a row for each commune of the office's province. Raises NotAllowedError."""
    current_user().require(Act.ACCOUNTS)
    with database.reading(url) as connection:
        province = queries.home_province(connection, settings.province)
        rows = accounts.listed(connection)
    known = dict(_of_one_place(rows))
    role = ROLE_NAMES[Role.UPLOADER]
    proposed = account_entries.proposed(province, role, known, [row.name for row in rows])
    places = account_entries.places_to_choose(province)
    return Form(tuple(COLUMNS.values()), proposed, list(ROLE_NAMES.values()), places)


def _of_one_place(rows: Sequence[AccountRow]) -> Iterator[tuple[str, tuple[str, str]]]:
    for row in reversed(rows):
        if len(row.places) == 1 and not row.is_disabled and Role.UPLOADER in row.roles:
            yield row.places[0], (row.name, row.full_name)
