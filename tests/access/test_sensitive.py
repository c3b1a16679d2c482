"""Ethnic group, religion and Party membership of people by name: who is told, and that every question obeys."""

import pytest

import database
from access.actors import Act, Actor, Role
from questions.answering import answer
from stats import queries
from stats.measures.forms import FormError, FormList
from stats.queries import TracedRow
from stats.scope import NotToldError, Scope
from stats.selection import Selection
from stats.source import StatisticsSource
from stats.tracing import hidden_letters
from tests.people import END_2023, PROVINCE, World

FIELDS = ("ethnicity", "religion", "party_member", "party_probation")
READER = Actor("hoa", frozenset({Role.PEOPLE}), Scope()).people
CLERK = Actor("lan", frozenset({Role.UPLOADER}), Scope(frozenset({"09175"}))).people
DAY = Selection(END_2023)


def test_only_whoever_loads_rosters_or_administers_is_told() -> None:
    roles = {role for role in Role if Actor("x", frozenset({role}), Scope()).may(Act.SENSITIVE)}
    assert roles == {Role.UPLOADER, Role.ADMIN}
    assert READER.hidden == set(FIELDS)
    assert READER.is_whole
    assert not CLERK.hidden


@pytest.mark.parametrize("field", FIELDS)
def test_a_list_of_people_does_not_tell_a_hidden_field(sqlite_world: World, field: str) -> None:
    with database.reading(sqlite_world.url) as connection:
        with pytest.raises(NotToldError):
            queries.person_rows(connection, DAY, ("full_name", field), scope=READER, province=PROVINCE)
        with pytest.raises(NotToldError):
            queries.traced_rows(connection, DAY, {field: "yes"}, scope=READER, province=PROVINCE)
        assert queries.person_rows(connection, DAY, ("full_name", "it"), scope=READER, province=PROVINCE)
        assert queries.person_rows(connection, DAY, ("full_name", field), scope=Scope(), province=PROVINCE)


def test_two_loads_held_against_each_other_do_not_tell_it(sqlite_world: World) -> None:
    number = sqlite_world.imports["2023-12-31"]
    with database.reading(sqlite_world.url) as connection:
        unit = queries.rosters_of_import(connection, number, Scope())[0].unit_id
        shown = queries.people_of_roster(connection, number, unit, Scope())
        hidden = queries.people_of_roster(connection, number, unit, READER)
    assert len(shown) == len(hidden)
    assert {row.religion for row in shown} - {None}
    assert {value for row in hidden for value in (row.ethnicity, row.religion, row.party_member)} == {None}
    assert [row.education for row in shown] == [row.education for row in hidden]


def test_a_form_that_shows_it_is_refused_and_one_that_does_not_is_filled(sqlite_world: World) -> None:
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        with pytest.raises(FormError, match="nhạy cảm"):
            source.form("danang", DAY, READER)
        lists = [source.form("bm04", DAY, scope) for scope in (READER, Scope())]
        assert isinstance(lists[0], FormList)
        assert lists[0] == lists[1]
        assert source.form("bm02", DAY, READER)


def test_a_question_counts_party_members_and_names_none(sqlite_world: World) -> None:
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        assert answer("có bao nhiêu đảng viên", source, DAY, READER).count
        assert answer("ai là đảng viên", source, DAY, Scope()).rows
        refused = answer("ai là đảng viên", source, DAY, READER)
    assert not refused.rows
    assert "nhạy cảm" in refused.lead


def test_columns_of_a_row_are_hidden_by_their_meaning_or_their_heading() -> None:
    columns = {"B": "full_name", "C": "ethnicity", "D": "party_member:mark", "E": "education:bachelors"}
    headings = {"B": "Họ và tên", "F": "Ngày vào ĐẢNG", "G": "Ghi chú", "H": "Tôn giáo", "I": "Đang học"}
    row = TracedRow(
        1,
        "a.xlsx",
        sha256="0" * 64,
        sheet="S",
        row=9,
        unit="Xã",
        full_name="Lan",
        birth_date=None,
        columns=columns,
        headings=headings,
    )
    assert hidden_letters(row, READER) == {"C", "D", "F", "H"}
    assert hidden_letters(row, Scope()) == set()
