"""Views under a name: kept, listed, removed; one's own are nobody else's."""

from datetime import date

import pytest

from access.actors import Actor, NotAllowedError, Role, everything
from dashboard.parts import register
from dissemination import named_views
from stats.measures.layouts import Layout
from stats.scope import Scope
from stats.selection import Selection

SELECTION = Selection(date(2023, 12, 31), district="256")


def test_a_view_is_kept_with_its_page_and_selection(database_url: str) -> None:
    assert named_views.keep(database_url, "  Tin học  Bắc Ninh ", "tin-hoc", SELECTION.to_query(), for_office=True)
    (view,) = named_views.views(database_url)
    assert (view.name, view.page, view.is_of_office) == ("Tin học Bắc Ninh", "tin-hoc", True)
    assert Selection.from_query(view.query, date(2021, 12, 31)) == SELECTION
    named_views.remove(database_url, view.id)
    named_views.remove(database_url, view.id)
    assert named_views.views(database_url) == []


def test_cross_tables_are_those_of_their_page(sqlite_url: str) -> None:
    assert register.CROSSTAB.slug == named_views.CROSS_TABLES
    query = SELECTION.to_query() | Layout("it", "age_band").to_query()
    for name, page, parameters in (
        ("Tin học", "bang-cheo", query),
        ("Thường", "bang-cheo", {}),
        ("Khác", "tin-hoc", {}),
    ):
        named_views.keep(sqlite_url, name, page, parameters, for_office=True)
    layouts = {name: choice.layout for name, choice in named_views.crosses(sqlite_url).items()}
    assert layouts == {"Tin học": Layout("it", "age_band"), "Thường": Layout("education", "gender")}


def test_a_name_is_taken_once_for_each_owner(sqlite_url: str) -> None:
    kept = [
        named_views.keep(sqlite_url, name, "", SELECTION.to_query(), for_office=True) for name in ("Họp", "Họp", " ")
    ]
    assert kept == [True, False, False]
    assert named_views.keep(sqlite_url, "Họp", "", SELECTION.to_query(), for_office=False)
    assert [view.is_of_office for view in named_views.views(sqlite_url)] == [False, True]


def test_one_s_own_views_are_nobody_else_s(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named_views, "current_user", lambda: everything("lan"))
    named_views.keep(sqlite_url, "Của Lan", "", SELECTION.to_query(), for_office=False)
    named_views.keep(sqlite_url, "Của cơ quan", "", SELECTION.to_query(), for_office=True)
    mine = named_views.views(sqlite_url)[1]
    monkeypatch.setattr(named_views, "current_user", lambda: everything("hòa"))
    assert [view.name for view in named_views.views(sqlite_url)] == ["Của cơ quan"]
    named_views.remove(sqlite_url, mine.id)
    monkeypatch.setattr(named_views, "current_user", lambda: everything("lan"))
    assert [view.name for view in named_views.views(sqlite_url)] == ["Của cơ quan", "Của Lan"]


def test_a_view_of_the_office_is_its_maker_s_and_an_administrator_s(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewers = {name: Actor(name, frozenset({Role.VIEWER}), Scope(), account=1) for name in ("lan", "hoa")}
    clerk = Actor("xa", frozenset({Role.UPLOADER}), Scope(frozenset({"09175"})), account=3)
    here = [viewers["lan"]]
    monkeypatch.setattr(named_views, "current_user", lambda: here[0])
    for name in ("Họp", "Giao ban"):
        assert named_views.keep(sqlite_url, name, "", SELECTION.to_query(), for_office=True)
    ids = [view.id for view in named_views.views(sqlite_url)]
    for here[0] in (viewers["hoa"], clerk):
        assert [view.may_be_removed for view in named_views.views(sqlite_url)] == [False, False]
        named_views.remove(sqlite_url, ids[0])
    with pytest.raises(NotAllowedError):
        named_views.keep(sqlite_url, "Của xã", "", SELECTION.to_query(), for_office=True)
    assert len(named_views.views(sqlite_url)) == 2
    for here[0], left in ((viewers["lan"], 1), (everything("quan.tri"), 0)):
        named_views.remove(sqlite_url, ids[left])
        assert len(named_views.views(sqlite_url)) == left
