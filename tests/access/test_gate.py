"""The gate for real: what somebody who has not signed in, or was shut out, gets of a running server."""

import asyncio
import http.client
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from access import accounts, gate
from access.actors import Role
from benchmarks.serving import Conversation
from dashboard.parts.file_addresses import addresses_in
from dissemination import routes
from tests.people import fill
from tests.serving import Dashboard, serve

LAN, HOA = "sông Cầu nước chảy", "núi Thiên Thai 1268"


@dataclass
class Browser:
    """A browser without a screen: it keeps cookies and follows nothing by itself."""

    dashboard: Dashboard
    cookies: dict[str, str] = field(default_factory=dict)
    kept: str = ""
    """The last answer's attributes of cookies."""

    def ask(
        self, path: str, method: str = "GET", form: Mapping[str, str] | None = None, /, **headers: str
    ) -> tuple[int, str, str]:
        """Give status, the address that is led to, and the body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.dashboard.port, timeout=10)
        sent = {"Accept": "text/html", "Cookie": self.cookie} | headers
        body = urlencode(form) if form is not None else None
        connection.request(method, path, body, sent | ({"Content-Type": "application/x-www-form-urlencoded"}))
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        self.kept = "\n".join(answer.headers.get_all("Set-Cookie") or [])
        for name, value in re.findall(r"^(\w+)=\"?([\w-]*)", self.kept, re.MULTILINE):
            self.cookies[name] = value
        connection.close()
        return answer.status, answer.getheader("Location") or "", text

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)

    def sign_in(self, name: str, password: str, back: str = "/", form_word: str | None = None) -> tuple[int, str, str]:
        _, _, page = self.ask(f"/dang-nhap?{urlencode({'ve': back})}")
        fields = dict(re.findall(r'name="(ma|ve)" value="([^"]*)"', page))
        fields |= {"ten": name, "mat_khau": password} | ({} if form_word is None else {"ma": form_word})
        return self.ask("/dang-nhap", "POST", fields)

    def post_with_secret(self, path: str, **fields: str) -> tuple[int, str, str]:
        secret = re.findall(r'name="ma" value="(\w+)"', self.ask(path)[2])
        return self.ask(path, "POST", {"ma": secret[0]} | fields)

    def stream(self) -> ClientConnection:
        return connect(
            f"ws://127.0.0.1:{self.dashboard.port}/_stcore/stream",
            additional_headers={"Cookie": self.cookie},
            origin=Origin(self.dashboard.address),
            subprotocols=[Subprotocol("streamlit")],
        )


@pytest.fixture
def dashboard(sqlite_url: str) -> Iterator[Dashboard]:
    fill(sqlite_url)
    accounts.add(sqlite_url, "lan", "Nguyễn Thị Lan", LAN, [Role.ADMIN], must_change=False)
    accounts.add(sqlite_url, "hoa", full_name="Lê Hòa", password=HOA, roles=[Role.UPLOADER], places=["263"])
    with serve(sqlite_url) as running:
        yield running


CLOSED = (
    "/", "/nhap-so-lieu", "/gone", "/media/x", "/static/js/x.js", "/_stcore/host-config", "/_stcore/upload_file/a/b",
    "/component/x", "/favicon.png", "/phien-khac", "/cong-bo-khac", "/_stcore/stream", "//", "/%2e%2e/", "/auth/login",
    "/oauth2callback", "/_stcore/message", "/_stcore/health/x", "/suc-khoe/x", "/dang-nhap/x",
)  # fmt: skip
PUBLIC = {"/cong-bo/gone": 404, "/suc-khoe": 200, "/_stcore/health": 200, "/dang-nhap": 200}


def nothing_is_answered_before_a_sign_in(dashboard: Dashboard) -> None:
    forged: tuple[dict[str, str], ...] = (
        {},
        {"phien": "x" * 43},
        {"phien": ""},
        {"__Host-phien": "x"},
        {"_streamlit_user": "x"},
    )
    for cookies in forged:
        browser = Browser(dashboard, dict(cookies))
        for path in CLOSED:
            for method in ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"):
                status, led, _ = browser.ask(path, method)
                assert status in (303, 400, 401, 405), (path, method, status)
                assert status != 303 or led.startswith("/dang-nhap")
            assert browser.ask(path, Accept="*/*")[0] in (400, 401)
        with pytest.raises(InvalidStatus), browser.stream():
            pass
        assert {path: browser.ask(path)[0] for path in PUBLIC} == PUBLIC


def a_sign_in_leads_to_the_page_that_was_wanted(dashboard: Dashboard) -> None:
    browser = Browser(dashboard)
    assert browser.ask("/tin-hoc?as_of=2023-12-31")[1] == "/dang-nhap?ve=/tin-hoc%3Fas_of%3D2023-12-31"
    status, led, _ = browser.sign_in("lan", LAN, "/tin-hoc?as_of=2023-12-31")
    assert (status, led) == (303, "/tin-hoc?as_of=2023-12-31")
    assert re.search(r"phien=[\w-]{43}; HttpOnly; Path=/; SameSite=lax", browser.kept)
    assert browser.ask("/tin-hoc")[0] == 200
    with browser.stream() as stream:
        assert stream.subprotocol == "streamlit"


def a_sign_in_leads_nowhere_else(dashboard: Dashboard) -> None:
    for back in ("//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "evil", "/a\nb"):
        assert Browser(dashboard).sign_in("lan", LAN, back)[1] == "/"


def a_form_of_another_site_signs_nobody_in_or_out(dashboard: Dashboard) -> None:
    browser = Browser(dashboard)
    assert browser.sign_in("lan", LAN, form_word="x")[0] == 403
    assert browser.sign_in("lan", LAN, form_word="")[0] == 403
    assert "phien" not in browser.cookies
    browser.sign_in("lan", LAN)
    for form in ({}, {"ma": "x"}, {"ma": browser.cookies["phien"]}):
        assert browser.ask("/dang-xuat", "POST", form)[1] == "/dang-xuat"
    fields = {"ma": "x", "cu": LAN, "moi": HOA, "lai": HOA}
    assert browser.ask("/doi-mat-khau", "POST", fields)[0] == 403
    assert browser.ask("/dang-xuat", "POST", {}, Origin="http://evil.example")[0] == 403
    assert browser.ask("/")[0] == 200


def a_session_that_was_put_into_a_browser_before_is_not_the_one_that_is_used(dashboard: Dashboard) -> None:
    attacker, victim = Browser(dashboard), Browser(dashboard)
    attacker.sign_in("hoa", HOA)
    victim.cookies = {"phien": attacker.cookies["phien"]}
    planted = victim.cookies["phien"]
    fields = {"ten": "lan", "mat_khau": LAN, "ve": "/", "ma": "abc"}
    victim.cookies["bieu"] = "abc"
    assert victim.ask("/dang-nhap", "POST", fields)[0] == 303
    assert victim.cookies["phien"] not in (planted, "")
    assert attacker.ask("/dang-xuat", Accept="*/*")[0] == 401


def who_is_shut_out_is_out_at_the_next_message(dashboard: Dashboard, sqlite_url: str) -> None:
    browser = Browser(dashboard)
    browser.sign_in("lan", LAN)
    with browser.stream() as stream:
        accounts.revoke(sqlite_url, "lan")
        with pytest.raises(ConnectionClosed):  # noqa: PT012  the first message is what the gate answers to
            stream.send(b"\x5a\x00")
            while True:
                stream.recv(timeout=10)
    assert browser.ask("/")[0] == 303


def signing_out_is_for_good(dashboard: Dashboard) -> None:
    browser = Browser(dashboard)
    browser.sign_in("lan", LAN)
    token = browser.cookies["phien"]
    assert browser.post_with_secret("/dang-xuat")[1] == "/dang-nhap"
    assert browser.cookies["phien"] == ""
    assert Browser(dashboard, {"phien": token}).ask("/")[0] == 303


def a_password_that_somebody_gave_is_exchanged_first(dashboard: Dashboard) -> None:
    browser = Browser(dashboard)
    browser.sign_in("hoa", HOA)
    wanted = "/tin-hoc?as_of=2023-12-31"
    assert browser.ask("/")[:2] == (303, "/doi-mat-khau")
    form = browser.ask(wanted)[1]
    assert form == f"/doi-mat-khau?ve={quote(wanted)}"
    assert f'name="ve" value="{wanted}"' in browser.ask(form)[2]
    assert 'name="ve" value="/"' in browser.ask("/doi-mat-khau?ve=//x.vn")[2]
    assert browser.ask("/media/x", Accept="*/*")[0] == 401
    with pytest.raises(InvalidStatus), browser.stream():
        pass
    assert browser.post_with_secret("/doi-mat-khau", cu=LAN, moi=LAN, lai=LAN)[0] == 403
    assert browser.post_with_secret("/doi-mat-khau", cu=HOA, moi=LAN, lai=HOA)[0] == 403
    changed = browser.post_with_secret("/doi-mat-khau", cu=HOA, moi=LAN, lai=LAN, ve=wanted)[1]
    assert changed == f"/dang-nhap?{urlencode({'ve': wanted})}"
    assert browser.ask("/")[0] == 303
    browser.sign_in("hoa", LAN)
    assert browser.ask("/")[0] == 200


def wrong_words_say_the_same_of_whoever_it_is(dashboard: Dashboard) -> None:
    answers = [Browser(dashboard).sign_in(name, "sai mật khẩu") for name in ("lan", "khong-co", "<b>x</b>")]
    sentences = [re.findall(r'role="alert">([^<]*)<', page) for _, _, page in answers]
    assert [status for status, _, _ in answers] == [403] * 3
    assert len({tuple(each) for each in sentences}) == 1
    assert "<b>" not in answers[2][2]


def another_sessions_files_and_places_to_hand_in_are_not_there(dashboard: Dashboard) -> None:
    browser = Browser(dashboard)
    browser.sign_in("lan", LAN)
    for path in (f"/media/{'a' * 56}.xlsx", "/media/", "/_stcore/upload_file/a/b"):
        for method in ("GET", "PUT", "DELETE"):
            assert browser.ask(path, method)[0] == 404


def a_file_that_a_screen_was_told_is_for_its_session_alone(dashboard: Dashboard) -> None:
    browser, other, again = (Browser(dashboard) for _ in range(3))
    for each in (browser, other, again):
        each.sign_in("lan", LAN)
    conversation, shown = Conversation(), set()
    with browser.stream() as stream:
        stream.send(conversation.request("huong-dan"))
        answer = b""
        while not conversation.is_finished_by(answer):
            answer = stream.recv(timeout=60, decode=False)
            shown |= set(re.findall(rb"/media/[\w.-]+", answer))
        assert shown, "the guide has pictures"
        for path in (address.decode() for address in shown):
            assert [each.ask(path)[0] for each in (browser, other, again)] == [200, 404, 404]
            assert browser.ask(path, "PUT")[0] in (404, 405)


def the_time_that_is_left_is_told_and_asking_does_not_lengthen_it(dashboard: Dashboard) -> None:
    browser = Browser(dashboard)
    assert '"left":0' in browser.ask("/phien", Accept="*/*")[2] + '"left":0'
    assert browser.ask("/phien", Accept="*/*")[0] == 401
    browser.sign_in("lan", LAN)
    assert re.fullmatch(r'\{"left":28\d{3},"warn":900\}', browser.ask("/phien", Accept="*/*")[2])
    assert browser.ask("/phien", "POST", Origin="http://evil.example")[0] == 403
    assert browser.ask("/phien", "POST")[2] == '{"left":28800,"warn":900}'


def over_tls_the_cookie_is_bound_to_it(dashboard: Dashboard) -> None:
    browser = Browser(dashboard)
    _, _, page = browser.ask("/dang-nhap")
    secret = re.findall(r'name="ma" value="([^"]*)"', page)[0]
    fields = {"ten": "lan", "mat_khau": LAN, "ma": secret}
    browser.ask("/dang-nhap", "POST", fields, **{"X-Forwarded-Proto": "https"})
    assert re.search(r"__Host-phien=[\w-]{43}; HttpOnly; Path=/; SameSite=lax; Secure", browser.kept)
    token = re.findall(r"__Host-phien=([\w-]+)", browser.kept)[0]
    assert browser.ask("/", Cookie=f"__Host-phien={token}")[0] == 303
    assert browser.ask("/", Cookie=f"phien={token}", **{"X-Forwarded-Proto": "https"})[0] == 303
    assert browser.ask("/", Cookie=f"__Host-phien={token}", **{"X-Forwarded-Proto": "https"})[0] == 200


def test_the_first_account_closes_what_is_open_already(sqlite_url: str) -> None:
    fill(sqlite_url)
    with serve(sqlite_url) as running:
        browser = Browser(running)
        assert browser.ask("/dang-nhap")[:2] == (303, "/")
        with browser.stream() as stream:
            accounts.add(sqlite_url, "lan", "", LAN, [Role.ADMIN])
            with pytest.raises(ConnectionClosed):  # noqa: PT012
                stream.send(b"\x5a\x00")
                while True:
                    stream.recv(timeout=10)
        assert browser.ask("/")[0] == 303


def the_office_is_named_on_the_page(dashboard: Dashboard) -> None:
    page = Browser(dashboard).ask("/dang-nhap")[2]
    assert "Sở Nội vụ" in page
    assert "<script" not in page
    assert routes.FIRST_WORD not in page


def test_a_server_with_accounts(dashboard: Dashboard, sqlite_url: str) -> None:
    """One server for all: starting it takes longer than asking it."""
    who_is_shut_out_is_out_at_the_next_message(dashboard, sqlite_url)
    a_sign_in_leads_nowhere_else(dashboard)
    for part in (
        nothing_is_answered_before_a_sign_in,
        a_sign_in_leads_to_the_page_that_was_wanted,
        a_form_of_another_site_signs_nobody_in_or_out,
        a_session_that_was_put_into_a_browser_before_is_not_the_one_that_is_used,
        signing_out_is_for_good,
        a_password_that_somebody_gave_is_exchanged_first,
        wrong_words_say_the_same_of_whoever_it_is,
        another_sessions_files_and_places_to_hand_in_are_not_there,
        a_file_that_a_screen_was_told_is_for_its_session_alone,
        the_time_that_is_left_is_told_and_asking_does_not_lengthen_it,
        over_tls_the_cookie_is_bound_to_it,
        the_office_is_named_on_the_page,
    ):
        part(dashboard)


def test_an_address_that_a_screen_only_repeats_opens_no_file_of_somebody_else() -> None:
    house = gate.House(lambda: "", (), addresses_in)
    offered = ForwardMsg()
    offered.delta.new_element.download_button.url = "/media/own.xlsx"
    repeated = ForwardMsg()
    repeated.delta.new_element.text_input.default = "/media/others.xlsx"
    place = ForwardMsg()
    place.file_urls_response.file_urls.add(upload_url="/_stcore/upload_file/s/own")
    link = ForwardMsg()
    link.delta.new_element.link_button.url = "/media/others.xlsx"
    picture = ForwardMsg()
    picture.delta.new_element.imgs.imgs.add(url="/media/picture.png", caption="/media/others.xlsx")
    made = ForwardMsg()
    made.backend_operation_response.deferred_file.url = "/media/made.docx"
    for message in (offered, repeated, place, link, picture, made):
        house.tell("somebody", message.SerializeToString())
    shown = ("/media/own.xlsx", "/media/picture.png", "/media/made.docx", "/_stcore/upload_file/s/own")
    assert all(house.was_shown("somebody", path) for path in shown)
    assert not house.was_shown("somebody", "/media/others.xlsx")
    assert not house.was_shown("another", "/media/own.xlsx")


def test_a_page_that_finds_no_database_says_so_and_asks_again_by_itself() -> None:
    sent: list[Any] = []

    async def receive() -> Any:
        return {}

    async def send(message: Any) -> None:
        sent.append(message)

    async def behind(*_: object) -> None:
        sent.append("through")

    house = gate.House(lambda: "postgresql://nobody@127.0.0.1:1/gone", (), addresses_in)
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [(b"accept", b"text/html")]}
    asyncio.run(gate.Gate(behind, house, lambda _: "")(scope, receive, send))
    assert (sent[0]["status"], dict(sent[0]["headers"])[b"refresh"]) == (503, b"15")
    assert "cơ sở dữ liệu không trả lời" in sent[1]["body"].decode()
