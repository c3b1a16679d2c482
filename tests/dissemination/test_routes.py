"""The address of a published report: what stands there, for whom, and what stands nowhere else."""

import http.client
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from starlette.requests import Request
from starlette.responses import Response

import database
from dissemination import publishing, routes
from models import Publication
from stats import queries
from tests.dissemination.test_publishing import RECORD, SHORT, changed, put_out
from tests.people import World, fill
from tests.reports.invented import EVIL, LETTERHEAD, report
from tests.serving import serve

SAME = "Không có báo cáo nào ở địa chỉ này"


@pytest.fixture(autouse=True)
def _without_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/khong/co")


@pytest.fixture
def url(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database that the server reads."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    return sqlite_url


def row(url: str, publication_id: int) -> queries.PublicationRow:
    with database.reading(url) as connection:
        publication = queries.publication(connection, publication_id)
    assert publication is not None
    return publication


def get(rest: str) -> Response:
    scope: dict[str, Any] = {"type": "http", "method": "GET", "headers": [], "path_params": {"rest": rest}}
    return routes.published(Request(scope))


def words(response: Response) -> str:
    return bytes(response.body).decode()


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def test_a_token_shows_the_report_and_its_number(url: str) -> None:
    publication = row(url, publishing.publish(url, RECORD, report(), LETTERHEAD).id)
    answer = get(publication.token)
    page = words(answer)
    assert answer.status_code == 200
    assert "2.366 người, trong đó tiến sĩ 02 người" in page
    assert f"Số xuất {publication.export.number}" in page
    assert EVIL not in page
    assert publication.export.made_by not in re.findall(r"Số xuất [^<]*", page)[0].split(" · ")
    assert LETTERHEAD.office in re.findall(r"Số xuất [^<]*", page)[0]


def test_it_tells_what_it_was_made_of_and_who_answers_for_it(url: str) -> None:
    publication = row(url, publishing.publish(url, RECORD, report(), LETTERHEAD).id)
    page = words(get(publication.token)).split("Về bản công bố này")[1]
    assert f"nơi tiếp nhận ý kiến: {LETTERHEAD.office}." in page
    assert "tỉnh Bắc Ninh (as_of=2023-12-31)" in page
    assert publication.export.rule_version in page
    assert [f"SHA-256: {each}" in page for each in report().sources] == [True]


def test_it_runs_no_script_and_asks_no_other_machine(url: str) -> None:
    publication = row(url, publishing.publish(url, RECORD, report(), LETTERHEAD).id)
    tags = _Tags(words(get(publication.token)))
    assert not {"script", "iframe", "form", "object", "link", "img"} & set(tags.names)
    assert tags.links == [f"/cong-bo/{publication.token}/bao-cao_bac-ninh_2023-12-31.docx"]


@pytest.mark.parametrize("rest", ["", "x", "A" * 43, "Ấ" * 43, "../../etc/passwd", "\x00", "a/b/c", "%00"])
def test_what_was_never_given_out_has_one_answer(url: str, rest: str) -> None:
    put_out(url)
    answer = get(rest)
    assert answer.status_code == 404
    assert SAME in words(answer)
    assert bytes(answer.body) == bytes(get("B" * 43).body)


def test_a_token_with_one_letter_changed_is_unknown(url: str) -> None:
    token = row(url, put_out(url).id).token
    other = ("A" if token[0] != "A" else "B") + token[1:]
    assert (get(token).status_code, get(other).status_code) == (200, 404)
    assert get(token.swapcase()).status_code == 404


@pytest.mark.parametrize("what", ["page", "file", "unknown", "withdrawn"])
def test_every_answer_is_kept_by_nobody_and_found_by_nobody(url: str, what: str) -> None:
    publication = row(url, put_out(url).id)
    rest = {"file": f"{publication.token}/{publication.files[0][0]}", "unknown": "x"}.get(what, publication.token)
    if what == "withdrawn":
        publishing.withdraw(url, publication.id, "Nhầm kỳ số liệu")
    headers = get(rest).headers
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert "noindex" in headers["x-robots-tag"]
    assert headers["x-content-type-options"] == "nosniff"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy


def test_withdrawn_says_so_and_shows_nothing(url: str) -> None:
    publication = row(url, put_out(url).id)
    publishing.withdraw(url, publication.id, "Nhầm kỳ số liệu")
    for rest in (publication.token, f"{publication.token}/{publication.files[0][0]}"):
        answer = get(rest)
        assert answer.status_code == 410
        assert f"Báo cáo số {publication.export.number} đã được thu hồi lúc" in words(answer)
        assert "Lý do: Nhầm kỳ số liệu" in words(answer)
        assert "Tân Lãng" not in words(answer)


def test_the_corrected_one_leads_to_its_correction_which_tells_what_it_changes(url: str) -> None:
    first = put_out(url, changed(19))
    second = put_out(url, changed(21), first.id)
    third = put_out(url, changed(23), second.id)
    oldest, newest = row(url, first.id), row(url, third.id)
    page = words(get(oldest.token))
    assert f'<a href="/cong-bo/{newest.token}">số {newest.export.number}</a>' in page
    assert "đã được đính chính" in page
    assert "Những điểm thay đổi" not in page
    page = words(get(newest.token))
    assert f"so với bản số {row(url, second.id).export.number}" in page
    assert re.search(r"Xã Tân Lãng · Số người</th><td>21</td><td>23</td><td>\+2</td>", page)
    assert "đã được đính chính" not in page
    publishing.withdraw(url, first.id, "Nhầm kỳ số liệu")
    assert f'Bản thay thế: <a href="/cong-bo/{newest.token}">' in words(get(oldest.token))


def test_a_correction_that_was_withdrawn_is_told_without_a_link(url: str) -> None:
    first = put_out(url, changed(19))
    second = put_out(url, changed(21), first.id)
    publishing.withdraw(url, second.id, "Nhầm kỳ số liệu")
    page = words(get(row(url, first.id).token))
    assert f"bản đính chính số {row(url, second.id).export.number} sau đó đã thu hồi" in page
    assert row(url, second.id).token not in page


def test_later_loads_and_settings_change_nothing(url: str) -> None:
    publication = row(url, put_out(url).id)
    before = words(get(publication.token))
    fill(url)
    with database.writing(url) as connection:
        connection.exec_driver_sql("INSERT INTO office_settings VALUES ('rounding', 'cut'), ('office_name', 'Khác')")
    assert words(get(publication.token)) == before


def test_a_file_is_given_as_it_was_on_the_day(url: str) -> None:
    publication = row(url, put_out(url).id)
    name, size = publication.files[0]
    answer = get(f"{publication.token}/{name}")
    assert (answer.status_code, len(bytes(answer.body))) == (200, size)
    assert name in answer.headers["content-disposition"]
    assert "wordprocessingml" in answer.headers["content-type"]
    assert get(f"{publication.token}/khac.docx").status_code == 404


def test_two_publications_of_one_report_differ_in_number_and_time_alone(url: str) -> None:
    pages = []
    for _ in range(2):
        publication = row(url, put_out(url).id)
        page = words(get(publication.token)).replace(publication.token, "").replace(publication.export.number, "")
        pages.append(re.sub(r"\d\d/\d\d/\d{4} \d\d:\d\d", "", page))
        publishing.withdraw(url, publication.id, "Nhầm kỳ số liệu")
    size = re.compile(r"\(\d+ KB\)")
    assert size.sub("", pages[0]) == size.sub("", pages[1])


def test_what_another_version_froze_is_a_sentence(url: str) -> None:
    publication = row(url, put_out(url).id)
    with database.writing(url) as connection:
        connection.execute(update(Publication).values(report={"schema": 99}))
    answer = get(publication.token)
    assert answer.status_code == 500
    assert "bản khác của chương trình" in words(answer)


def test_the_server_answers_under_the_address_and_logs_no_token(sqlite_url: str) -> None:
    world: World = fill(sqlite_url)
    publication = row(sqlite_url, publishing.publish(sqlite_url, RECORD, report(), LETTERHEAD).id)
    gone = row(sqlite_url, put_out(sqlite_url, replace(SHORT, place="khác")).id)
    publishing.withdraw(sqlite_url, gone.id, "Nhầm kỳ số liệu")
    names = set(world.frame["full_name"])
    with serve(sqlite_url) as server:

        def ask(path: str) -> tuple[int, str, str]:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
            connection.request("GET", path, headers={"Accept": "text/html"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), answer.headers["Cache-Control"] or ""

        status, page, kept = ask(f"/cong-bo/{publication.token}")
        assert (status, kept) == (200, "no-store")
        assert not [name for name in names if name in page]
        assert "_stcore" not in page
        for path in ("/cong-bo", "/cong-bo/", f"/cong-bo/{publication.token[:-1]}", "/cong-bo/a/b/c"):
            status, page, _ = ask(path)
            assert (path, status, SAME in page) == (path, 404, True)
        assert ask(f"/cong-bo/{publication.token}/")[0] == 200
        assert ask(f"/cong-bo/{gone.token}")[0] == 410
        _, err = server.close()
    assert publication.token not in err
    assert gone.token not in err


def test_a_database_that_does_not_answer_is_told_to_readers_and_to_those_who_watch(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = row(url, publishing.publish(url, RECORD, report(), LETTERHEAD).id).token
    healthy = routes.health(Request({"type": "http"}))
    assert (healthy.status_code, words(healthy)) == (200, "Tốt")
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all" * 1000)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{broken.as_posix()}")
    answer, health = get(token), routes.health(Request({"type": "http"}))
    assert (answer.status_code, health.status_code) == (503, 503)
    assert "thử lại sau ít phút" in words(answer)
    assert words(health).startswith("Cơ sở dữ liệu bị hỏng")
    assert routes.public_address() == ""
