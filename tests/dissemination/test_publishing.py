"""A report under an address: one of each, frozen, corrected with a list, withdrawn; nothing of a person in it."""

import io
import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pytest
from sqlalchemy import Connection

import database
from dissemination import freezing, issuing, publishing
from dissemination import publications as store
from presentation.charts import Column, Kind, Table
from reports import word
from reports.contents.model import Annex, Report, Tabular
from stats import queries
from stats.selection import Selection
from tests.people import World, fill
from tests.reports.invented import LETTERHEAD, TABLE, report

RECORD = issuing.ExportRecord(
    name="summary",
    kind="docx",
    file_name="bao-cao_bac-ninh_2023-12-31.docx",
    title="Báo cáo tổng hợp",
    scope="tỉnh Bắc Ninh",
    query=issuing.query_of(Selection(date(2023, 12, 31))),
    as_of=date(2023, 12, 31),
    data_version="3.0.x",
    rounding="half_up",
    is_demo=False,
)
SHORT = replace(report(0), sections=report(0).sections[1:2])


@pytest.fixture(autouse=True)
def _without_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the browser away: the PDF is another's matter, everything here must hold on a machine without a browser."""
    monkeypatch.setenv("BROWSER_PATH", "/khong/co")


def put_out(url: str, what: Report = SHORT, replaces: int | None = None) -> publishing.Published:
    return publishing.publish(url, RECORD, what, LETTERHEAD, replaces)


def held(url: str) -> list[queries.PublicationRow]:
    with database.reading(url) as connection:
        return queries.publications(connection)


def ledger(url: str) -> list[queries.ExportRow]:
    with database.reading(url) as connection:
        return queries.exports(connection)


def changed(count: int) -> Report:
    table = Table(TABLE.columns, (("Xã Tân Lãng", count, TABLE.rows[0][2]), *TABLE.rows[1:]))
    return replace(SHORT, annexes=(Annex("Số liệu", (Tabular("Theo xã", table),)),))


def test_a_publication_has_a_number_a_token_and_the_report_as_it_was(database_url: str) -> None:
    publication = put_out(database_url)
    (row,) = held(database_url)
    assert (publication.id, publication.is_new) == (row.id, True)
    assert (row.export.number, row.export.kind, row.export.status) == (
        f"{datetime.now(UTC).year}-000001",
        "publication",
        "done",
    )
    assert re.fullmatch(r"[\w-]{43}", row.token)
    with database.reading(database_url) as connection:
        assert freezing.thaw(queries.published_report(connection, row.id)) == (SHORT, LETTERHEAD)
    assert row.stands
    assert row.changes == ()


def test_two_publications_have_tokens_without_a_pattern(sqlite_url: str) -> None:
    for count in range(5):
        put_out(sqlite_url, changed(count))
    tokens = [row.token for row in held(sqlite_url)]
    assert len({token[:4] for token in tokens}) == 5


def test_the_same_report_is_put_out_once(database_url: str) -> None:
    first, second = put_out(database_url), put_out(database_url)
    assert (second.id, second.is_new) == (first.id, False)
    assert len(held(database_url)) == len(ledger(database_url)) == 1


def test_many_windows_at_once_make_one_publication(database_url: str) -> None:
    start = threading.Barrier(6)

    def click(_: int) -> int:
        start.wait()
        return put_out(database_url).id

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(click, range(6)))) == 1
    assert len(held(database_url)) == 1


def test_two_servers_at_once_make_one_publication(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """See, without the lock of one process, that the second finds the first when it comes to write."""
    monkeypatch.setattr(publishing, "_ONE_AT_A_TIME", threading.Semaphore(2))
    monkeypatch.setattr(store, "standing_id", _late(store.standing_id))
    with ThreadPoolExecutor(2) as pool:
        publications = list(pool.map(lambda _: put_out(database_url), range(2)))
    assert publications[0].id == publications[1].id
    assert sorted(each.is_new for each in publications) == [False, True]
    assert sorted((row.status, row.reason) for row in ledger(database_url)) == [("done", ""), ("failed", "đã công bố")]


def _late(ask: Callable[..., int | None]) -> Callable[..., int | None]:
    """Answer the first question of each of the two when both have asked."""
    both, asked = threading.Barrier(2), threading.local()

    def standing_id(connection: Connection, content_hash: str) -> int | None:
        publication_id = ask(connection, content_hash)
        if not getattr(asked, "once", False):
            asked.once = True
            both.wait(timeout=30)
        return publication_id

    return standing_id


def test_a_correction_tells_what_it_changes_and_follows_the_one_before(database_url: str) -> None:
    first = put_out(database_url, changed(19))
    second = put_out(database_url, changed(21), first.id)
    new, old = held(database_url)
    assert (new.id, new.replaces, new.replaced_by) == (second.id, first.id, None)
    assert (old.replaced_by, old.withdrawn_at) == (second.id, None)
    assert new.changes == ("Theo xã: Xã Tân Lãng · Số người: 19 → 21",)
    assert new.stands
    assert not old.stands
    assert new.export.number != old.export.number
    assert new.token != old.token


def test_what_is_not_the_newest_cannot_be_corrected(database_url: str) -> None:
    first = put_out(database_url, changed(19))
    put_out(database_url, changed(21), first.id)
    with pytest.raises(publishing.NotPublishedError, match="đã có bản đính chính"):
        put_out(database_url, changed(23), first.id)
    assert [row.status for row in ledger(database_url)] == ["failed", "done", "done"]


def test_a_correction_without_a_change_is_none(sqlite_url: str) -> None:
    first = put_out(sqlite_url)
    with pytest.raises(publishing.NotPublishedError, match="Không có gì khác"):
        put_out(sqlite_url, SHORT, first.id)
    assert len(ledger(sqlite_url)) == 1


def test_withdrawn_once_and_put_out_again_under_another_address(database_url: str) -> None:
    first = put_out(database_url)
    assert publishing.withdraw(database_url, first.id, "Nhầm kỳ số liệu")
    assert not publishing.withdraw(database_url, first.id, "Nhầm kỳ số liệu")
    (row,) = held(database_url)
    assert row.withdrawn_by
    assert not row.stands
    second = put_out(database_url)
    assert second.is_new
    new, old = held(database_url)
    assert new.token != old.token


def test_a_table_of_people_is_never_put_out(sqlite_url: str) -> None:
    for head in ("Họ và tên", "HỌ, TÊN", "Ngày, tháng, năm sinh", "Ngày sinh"):
        people = Table((Column(head, Kind.TEXT),), (("Đỗ Thị Lan",),))
        with pytest.raises(publishing.NotPublishedError, match="từng người"):
            put_out(sqlite_url, replace(SHORT, annexes=(Annex("Danh sách", (Tabular("Danh sách", people),)),)))
    assert ledger(sqlite_url) == []


def test_the_document_beside_it_bears_its_number_and_the_office_not_the_clerk(sqlite_url: str) -> None:
    publication = put_out(sqlite_url)
    (row,) = held(sqlite_url)
    assert [name for name, _ in row.files] == ["bao-cao_bac-ninh_2023-12-31.docx"]
    with database.reading(sqlite_url) as connection:
        content = queries.published_file(connection, publication.id, row.files[0][0])
    assert content is not None
    foot = "".join(p.text for p in docx.Document(io.BytesIO(content)).sections[0].footer.paragraphs)
    assert row.export.number in foot
    assert LETTERHEAD.office in foot


def test_a_number_whose_files_cannot_be_made_failed(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bytes:
        raise ValueError("Đỗ Thị Lan")

    monkeypatch.setattr(word, "document", broken)
    with pytest.raises(ValueError, match="Lan"):
        put_out(sqlite_url)
    assert held(sqlite_url) == []
    assert [(row.status, row.reason) for row in ledger(sqlite_url)] == [("failed", "ValueError")]


def test_the_files_behind_a_selection(database_url: str) -> None:
    world: World = fill(database_url)
    day = date(2023, 12, 31)
    with database.reading(database_url) as connection:
        here = queries.source_files(connection, Selection(day), province="24")
        everywhere = queries.source_files(connection, Selection(day))
        none = queries.source_files(connection, Selection(date(2019, 1, 1)))
    own, other = (f"{world.imports[name]:064d}" for name in ("2023-12-31", "elsewhere"))
    assert (here, everywhere, none) == ((own,), tuple(sorted((own, other))), ())
