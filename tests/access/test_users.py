"""Who is here: the person at this machine by the name that was asked once, and somebody for whom work is done."""

from access import users
from access.actors import Act, Actor, Role, everything, stranger
from access.users import Presence
from stats.scope import Scope


def test_the_person_at_this_machine_goes_by_the_name_that_was_asked() -> None:
    before = users.current_user().name
    assert before
    assert users.named_user() == ""
    users.name_user("  Nguyễn\u202e Thị\x0b Lan ")
    assert users.current_user().name == "Nguyễn Thị Lan"
    users.name_user("")
    assert users.current_user().name == before


def test_work_is_done_for_somebody() -> None:
    hoa = Presence(everything("hoa"), "10.0.0.7")
    with users.acting(hoa):
        assert users.present() == hoa
    assert users.present().origin == "lệnh"
    assert users.at_this_machine(users.SCREEN).origin == "màn hình máy chủ"


def test_a_stranger_may_nothing_and_a_place_takes_what_is_everybodys() -> None:
    assert not [act for act in Act if stranger().may(act)]
    assert [act for act in Act if everything("lan").may(act)] == list(Act)
    clerk = Actor("hoa", frozenset({Role.UPLOADER}), Scope(frozenset({"09175"})))
    assert [act for act in Act if clerk.may(act)] == [Act.FIGURES, Act.PEOPLE, Act.SENSITIVE, Act.LOAD]
