"""A table of accounts on real databases: all rows or none, each person's own first password, and every wrong cell."""

import io
import json
import re
from collections.abc import Sequence

import openpyxl
import pytest
from sqlalchemy import select

import database
from access import account_tables, accounts, sessions, users
from access.account_tables import AccountTable
from access.accounts import AccountError
from access.actors import Actor, NotAllowedError, Role
from access.users import Presence
from etl.records import SourceFile
from models import Account, Event
from settings import from_environment
from stats.scope import Scope

PASSWORD = "sông Cầu nước chảy"
HEADINGS = ("Tên đăng nhập", "Họ và tên", "Vai trò", "Phạm vi")
HOA = ("hoa.lt", "Lê Thị Hòa", "Nạp danh sách", "Phường Từ Sơn (09367)")
NAM = ("nam.tv", "Trần Văn Nam", "Xem danh sách người; Nạp danh sách", "Cả tỉnh")


@pytest.fixture
def url(database_url: str) -> str:
    """A database of Bắc Ninh with one administrator, «lan»."""
    accounts.add(database_url, "lan", "Nguyễn Thị Lan", PASSWORD, [Role.ADMIN], must_change=False)
    return database_url


def workbook(*rows: Sequence[object], headings: Sequence[str] = HEADINGS) -> SourceFile:
    """Write a table as an office would, with a title above its headings."""
    book, target = openpyxl.Workbook(), io.BytesIO()
    for row in (["Tài khoản cho xã"], headings, *rows):
        book.worksheets[0].append(list(row))
    book.save(target)
    return SourceFile("bang.xlsx", target.getvalue())


def examined(url: str, *rows: Sequence[object]) -> AccountTable:
    return account_tables.examine(url, workbook(*rows), from_environment())


def names(url: str) -> list[str]:
    with database.reading(url) as connection:
        return list(connection.scalars(select(Account.name).order_by(Account.name)))


def test_each_person_signs_in_with_the_password_of_their_slip_and_has_to_change_it(url: str) -> None:
    people = account_tables.with_passwords(examined(url, HOA, NAM))
    slips = account_tables.slips(people)
    account_tables.make(url, people)
    assert [slip[:3] for slip in slips] == [
        ("Lê Thị Hòa", "Phường Từ Sơn (09367)", "hoa.lt"),
        ("Trần Văn Nam", "Cả tỉnh", "nam.tv"),
    ]
    assert slips[0][3] != slips[1][3]
    rights = {}
    for _, _, name, password in slips:
        assert re.fullmatch(r"[a-km-z2-9-]{14}", password)
        token = sessions.sign_in(url, name, password, "10.0.0.7")
        with database.reading(url) as connection:
            session = sessions.find(connection, sessions.hash_of(token))
        assert session is not None
        assert session.actor.must_change
        rights[name] = session.actor.roles, session.actor.scope.places
    assert rights == {
        "hoa.lt": (frozenset({Role.UPLOADER}), frozenset({"09367"})),
        "nam.tv": (frozenset({Role.PEOPLE, Role.UPLOADER}), None),
    }


def test_each_account_is_an_event_and_no_password_is_kept(url: str) -> None:
    people = account_tables.with_passwords(examined(url, HOA, NAM))
    account_tables.make(url, people)
    with database.reading(url) as connection:
        rows = [[*map(str, row)] for row in connection.execute(select(Event.__table__).order_by(Event.id))]
        made = connection.execute(select(Event.act, Event.subject, Event.details).order_by(Event.id)).all()[1:]
        kept = [*map(str, connection.execute(select(Account.__table__)).all())]
    assert [(row.act, row.subject) for row in made] == [
        ("account", "hoa.lt"),
        ("account", "nam.tv"),
        ("export", "Phiếu tài khoản"),
    ]
    assert json.loads(made[0].details) == {"thêm": "Nạp danh sách", "phạm vi": "09367"}
    everything = " ".join([*(text for row in rows for text in row), *kept, repr(people)])
    assert not [new.name for new in people if str(new.password) in everything]


WRONG = [
    (0, "", "Thiếu tên đăng nhập"),
    (0, "Hòa Lê", "không dùng làm tên đăng nhập được"),
    (0, "lan", "đã là của Nguyễn Thị Lan"),
    (1, "", "Thiếu họ và tên"),
    (1, "Hòa " * 40, "dài quá"),
    (2, "", "Thiếu vai trò"),
    (2, "Nạp danh sách; Nạp dữ liệu", "Không có vai trò «Nạp dữ liệu»"),
    (2, "Quản trị", "không giới hạn theo đơn vị"),
    (3, "", "Thiếu phạm vi"),
    (3, "Xã Không Có", "Không có đơn vị «Xã Không Có»"),
    (3, "Phường Đông Ngàn", "Không có đơn vị «Phường Đông Ngàn»"),
    (3, "Phường Đông Ngàn (09367)", "Mã 09367 là của Phường Từ Sơn"),
    (3, "99999", "mã 99999"),
    (3, "Xã Quảng Sơn", "Xã Quảng Sơn không thuộc thành phố Bắc Ninh"),
    (3, "21034", "không thuộc thành phố Bắc Ninh"),
    (3, "Cả tỉnh; Phường Từ Sơn", "đã gồm mọi đơn vị"),
]


@pytest.mark.parametrize(("column", "text", "sentence"), WRONG)
def test_a_cell_that_cannot_be_used_is_named_and_nothing_is_made(
    url: str, column: int, text: str, sentence: str
) -> None:
    row = [*HOA[:column], text, *HOA[column + 1 :]]
    table = examined(url, NAM, row)
    (problem,) = table.problems
    # an administrator's role goes wrong with the place that it is confined to
    place = "D4" if text == "Quản trị" else f"{'ABCD'[column]}4"
    assert (problem.cell, problem.code) == (place, "account_cell_wrong")
    assert sentence in problem.message
    with pytest.raises(AccountError):
        account_tables.with_passwords(table)
    assert names(url) == ["lan"]


def test_all_wrong_cells_are_told_in_the_order_of_the_table(url: str) -> None:
    rows = (HOA, ("lan", "", "Ai đó", "Xã Không Có"), (*HOA[:1], "Đỗ Văn Ba", *HOA[2:]), ("Bà Tư", *NAM[1:]))
    assert [problem.cell for problem in examined(url, *rows).problems] == ["B4", "C4", "D4", "A5", "A6"]


def test_places_are_read_by_name_by_code_and_as_a_number(url: str) -> None:
    cells = ["Phường Từ Sơn", "09367", 9367, "phường từ sơn (09367); Huyện Yên Thế", "215", "Cả tỉnh"]
    rows = [(f"nguoi{number}", "Đỗ Văn Ba", "uploader", cell) for number, cell in enumerate(cells)]
    assert [new.places for new in examined(url, *rows).new] == [
        ("09367",), ("09367",), ("09367",), ("09367", "215"), ("215",), (),
    ]  # fmt: skip


def test_whoever_has_an_account_is_left_as_they_are(url: str) -> None:
    accounts.add(url, "hoa.lt", HOA[1], PASSWORD, [Role.VIEWER])
    table = examined(url, ("HOA.LT", "lê thị hoà", *HOA[2:]), NAM)
    assert (table.existing, [new.name for new in table.new], table.problems) == (("hoa.lt",), ["nam.tv"], ())
    account_tables.make(url, account_tables.with_passwords(table))
    with database.reading(url) as connection:
        assert accounts.find(connection, "hoa.lt").roles == {Role.VIEWER}
    assert sessions.sign_in(url, "hoa.lt", PASSWORD, "")


def test_what_goes_wrong_later_takes_all_accounts_back(url: str) -> None:
    people = account_tables.with_passwords(examined(url, HOA, NAM))

    def fail() -> None:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  the disk's own
        account_tables.make(url, people, fail)
    assert names(url) == ["lan"]
    accounts.add(url, "nam.tv", "Người khác", PASSWORD, [Role.VIEWER])
    with pytest.raises(AccountError, match=r"Đã có tài khoản «nam\.tv»"):
        account_tables.make(url, people)
    assert names(url) == ["lan", "nam.tv"]
    with database.reading(url) as connection:
        assert not connection.scalars(select(Event.id).where(Event.subject == "hoa.lt")).all()


def test_only_an_administrator_of_the_province_makes_accounts(sqlite_url: str) -> None:
    accounts.add(sqlite_url, "lan", "Nguyễn Thị Lan", PASSWORD, [Role.ADMIN])
    people = account_tables.with_passwords(examined(sqlite_url, HOA))
    others = [(role, None) for role in Role if role is not Role.ADMIN] + [(Role.ADMIN, frozenset({"09367"}))]
    for role, places in others:
        with users.acting(Presence(Actor("ba", frozenset({role}), Scope(places)))):
            for act in (
                lambda: examined(sqlite_url, HOA),
                lambda: account_tables.make(sqlite_url, people),
                lambda: account_tables.template(sqlite_url, from_environment()),
            ):
                with pytest.raises(NotAllowedError):
                    act()
    assert names(sqlite_url) == ["lan"]


def test_the_first_accounts_have_an_administrator_among_them(sqlite_url: str) -> None:
    with pytest.raises(AccountError, match="quản trị"):
        examined(sqlite_url, HOA)
    table = examined(sqlite_url, HOA, ("ba.dv", "Đỗ Văn Ba", "Quản trị", "Cả tỉnh"))
    account_tables.make(sqlite_url, account_tables.with_passwords(table))
    assert names(sqlite_url) == ["ba.dv", "hoa.lt"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (SourceFile("bang.xlsx", b"%PDF-1.7 no workbook"), "not_a_workbook"),
        (workbook(HOA, headings=("Tên", *HEADINGS[1:])), "account_heading_missing"),
        (workbook(), "account_table_empty"),
        (workbook(*[HOA] * 501), "account_table_long"),
    ],
)
def test_a_file_that_is_no_table_of_accounts_is_refused(sqlite_url: str, source: SourceFile, code: str) -> None:
    table = account_tables.examine(sqlite_url, source, from_environment())
    assert ([problem.code for problem in table.problems], table.new) == ([code], ())


def test_the_table_to_fill_has_each_commune_and_makes_what_it_proposes(url: str) -> None:
    from reference import units  # the oracle's own way to the communes of today
    from reports.excel import account_template

    today = {
        unit.code: unit.name
        for unit in units()
        if unit.level == "commune" and unit.parent_code == "24" and unit.valid_to is None
    }
    accounts.add(url, "hoa.lt", HOA[1], PASSWORD, [Role.UPLOADER], places=["09367"])
    accounts.add(url, "phuong-vo-cuong", "Đỗ Văn Ba", PASSWORD, [Role.VIEWER])
    form = account_tables.template(url, from_environment())
    assert sorted(row[3] for row in form.rows) == sorted(f"{name} ({code})" for code, name in today.items())
    by_place = {row[3]: row for row in form.rows}
    assert by_place["Phường Từ Sơn (09367)"][:2] == ("hoa.lt", "Lê Thị Hòa")
    (vo_cuong,) = [row for row in form.rows if row[3].startswith("Phường Võ Cường")]
    assert vo_cuong[:3] == ("phuong-vo-cuong-2", "", "Nạp danh sách")
    rows = [(row[0], row[1] or "Người Thử", *row[2:]) for row in form.rows]
    filled = account_template.workbook(form.headings, rows, form.roles, form.places)
    table = account_tables.examine(url, SourceFile("tai-khoan.xlsx", filled), from_environment())
    assert (table.problems, table.existing, len(table.new)) == ((), ("hoa.lt",), len(today) - 1)
    lists = openpyxl.load_workbook(io.BytesIO(filled))[account_template.LISTS]
    assert [cell.value for cell in lists["A"] if cell.value] == list(form.roles)
    assert len([cell for cell in lists["B"] if cell.value]) == len(today) + 1
