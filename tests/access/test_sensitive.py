"""Ethnic group, religion and Party membership of people by name: who is told, and that every question obeys."""

import io

import openpyxl
import pytest

import database
from access.actors import Act, Actor, Role
from blank_forms.filling import fill
from blank_forms.form import read_form
from questions.answering import answer
from reconciling.grids import Grid
from reconciling.publication import published_in, reconcile
from reconciling.words import comparison_words
from reports.export_request import ExportRequest
from stats import queries
from stats.composition import by_gender
from stats.measures.forms import FormError, FormList
from stats.protected import NotGivenError
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


VIEWER = Actor("an", frozenset({Role.VIEWER}), Scope()).people


@pytest.mark.parametrize(
    ("fields", "viewer", "reader"),
    [
        (("religion",), True, True),
        (("unit", "religion", "category"), True, True),
        (("religion", "gender"), False, False),
        (("unit", "position", "ethnicity"), False, False),
        (("religion", "ethnicity"), False, False),
        (("party_member", "party_probation", "district"), True, True),
        (("party_member", "age_band"), True, False),
        (("party_probation", "position"), True, False),
        (("education", "position", "unit"), True, True),
    ],
)
def test_a_hidden_field_is_counted_beside_places_and_kinds_of_staff_alone(
    fields: tuple[str, ...], viewer: bool, reader: bool
) -> None:
    def is_given(people: Scope) -> bool:
        try:
            people.require_apart(fields)
        except NotToldError as error:
            return "nhạy cảm" not in str(error)
        return True

    assert (is_given(VIEWER), is_given(READER), is_given(CLERK), is_given(Scope())) == (viewer, reader, True, True)


def _form(*heads: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["BÁO CÁO SỐ LƯỢNG"])
    sheet.append([])
    sheet.append(["STT", "Tên đơn vị", *heads])
    for number in range(1, 4):
        sheet.append([number])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_blank_form_of_ones_own_is_no_way_to_it(sqlite_world: World) -> None:
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)

        def fills(people: Scope, *heads: str) -> bool:
            try:
                return bool(
                    fill(source, DAY, read_form(source, DAY, "a.xlsx", _form(*heads)), people=people).outcome.filled
                )
            except NotToldError:
                return False

        assert fills(VIEWER, "Tổng số", "Nữ", "Tôn giáo", "Dân tộc thiểu số")
        assert fills(Scope(), "Tổng số", "Nữ theo tôn giáo")
        assert not fills(VIEWER, "Tổng số", "Nữ theo tôn giáo")
        assert not fills(READER, "Tổng số", "Đảng viên nữ")


def test_a_table_handed_in_to_be_reconciled_is_no_way_to_it(sqlite_world: World) -> None:
    grid = Grid("a", [["Chỉ tiêu", "Số người"], ["Nữ theo tôn giáo", 3], ["Theo tôn giáo", 3], ["Nữ", 3]])
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        shown = reconcile(published_in([grid]), source, DAY).comparisons
        hidden = reconcile(published_in([grid]), source, DAY, VIEWER).comparisons
    assert [each.is_understood for each in shown] == [True, True, True]
    assert [each.is_understood for each in hidden] == [False, True, True]
    assert [each.counted for each in hidden] == [0, *(each.counted for each in shown[1:])]
    assert "nhạy cảm" in comparison_words(hidden[0])


def test_a_report_for_inside_keeps_it_back_from_whoever_is_not_told(sqlite_world: World) -> None:
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        asked = [
            ExportRequest("summary", ".docx", source, DAY, "Sở Nội vụ", is_internal=True, people=p)
            for p in (READER, Scope())
        ]
        cut, whole = (request.given for request in asked)
        assert cut.breakdown(DAY, "education") == whole.breakdown(DAY, "education")
        with pytest.raises(NotGivenError):
            by_gender(cut, DAY, "religion")
        assert by_gender(whole, DAY, "religion")


def test_a_question_crosses_no_party_members_for_a_reader_of_lists(sqlite_world: World) -> None:
    text = "bao nhiêu đảng viên nữ"
    with database.reading(sqlite_world.url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        assert answer(text, source, DAY, VIEWER).count
        assert answer(text, source, DAY, READER).count is None


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
