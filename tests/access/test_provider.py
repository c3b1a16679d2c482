"""The sign-in by somebody else's word, with a real provider on this machine."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from oidc_provider_mock import User, run_server_in_thread

import database
from access import accounts, events
from access.actors import Role
from access.provider import Errand, named_by_proxy
from settings import from_environment
from tests.access.test_gate import LAN, Browser
from tests.serving import serve

EMAIL = "hoa@example.vn"


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    secret = tmp_path / "secret"
    secret.write_text("a secret\n", encoding="utf-8")
    people = [User(sub="1", claims={"email": EMAIL}), User(sub="2", claims={"email": "nobody@example.vn"})]
    with run_server_in_thread(user_claims=people) as server:
        address = f"http://localhost:{server.server_port}"
        monkeypatch.setenv("WORKFORCE_OIDC_ISSUER", address)
        monkeypatch.setenv("WORKFORCE_OIDC_CLIENT", "workforce")
        monkeypatch.setenv("WORKFORCE_OIDC_SECRET_FILE", str(secret))
        monkeypatch.setenv("WORKFORCE_OIDC_NAME", "Cổng cán bộ")
        yield address


def leads_back(browser: Browser, sub: str) -> str:
    """Go to the provider, say there who one is, and give the address that it leads back to."""
    status, address, _ = browser.ask("/dang-nhap/nha-cung-cap?ve=/tin-hoc")
    assert status == 303
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert asked["code_challenge_method"] == "S256"
    answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    assert back.path == "/dang-nhap/tra-ve"
    return f"{back.path}?{back.query}"


def test_who_the_provider_names_gets_in_where_there_is_an_account(sqlite_url: str, provider: str) -> None:
    accounts.add(sqlite_url, "lan", "", LAN, [Role.ADMIN], must_change=False)
    accounts.add(sqlite_url, EMAIL, "Lê Hòa", None, [Role.VIEWER])
    with serve(sqlite_url) as dashboard:
        browser, other = Browser(dashboard), Browser(dashboard)
        assert "Đăng nhập bằng Cổng cán bộ" in browser.ask("/dang-nhap")[2]
        back = leads_back(browser, "1")
        assert other.ask(back)[0] == 403  # another browser's errand
        wrong_state = re.sub(r"state=[\w-]+", "state=x", back)
        assert browser.ask(wrong_state)[0] == 403
        status, led, _ = browser.ask(back)
        assert (status, led) == (303, "/tin-hoc")
        assert browser.ask("/")[0] == 200
        assert browser.ask(back)[0] in (303, 403)  # a word that was used
        stranger = Browser(dashboard)
        status, _, page = stranger.ask(leads_back(stranger, "2"))
        assert status == 403
        assert "Chưa có tài khoản" in page
        assert stranger.ask("/")[0] == 303
        # No password opens an account that has none.
        assert Browser(dashboard).sign_in(EMAIL, "")[0] == 403
        # A header that nobody is trusted to set.
        assert Browser(dashboard).ask("/dang-nhap", **{"X-Remote-User": "lan"})[0] == 200
    with database.reading(sqlite_url) as connection:
        acts = [(row.act, row.by) for row in events.events(connection) if row.by.endswith("@example.vn")]
    assert ("signed_in", EMAIL) in acts
    assert ("refused", "nobody@example.vn") in acts


def test_a_trusted_proxy_names_who_is_there(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts.add(sqlite_url, "lan", "", LAN, [Role.ADMIN], must_change=False)
    accounts.add(sqlite_url, "hoa", "", None, [Role.VIEWER])
    monkeypatch.setenv("WORKFORCE_USER_HEADER", "X-Remote-User")
    monkeypatch.setenv("WORKFORCE_TRUSTED_PROXIES", "127.0.0.1")
    with serve(sqlite_url) as dashboard:
        browser = Browser(dashboard)
        assert browser.ask("/dang-nhap?ve=/tin-hoc", **{"X-Remote-User": "Hoa"})[:2] == (303, "/tin-hoc")
        assert browser.ask("/", **{"X-Remote-User": "hoa"})[0] == 200
        assert browser.ask("/", **{"X-Remote-User": "lan"})[0] == 303  # somebody else sits there now
        assert Browser(dashboard).ask("/dang-nhap", **{"X-Remote-User": "ai"})[0] == 403


def test_only_the_proxies_that_were_named_are_believed() -> None:
    office = from_environment({"WORKFORCE_USER_HEADER": "X-User", "WORKFORCE_TRUSTED_PROXIES": "10.0.0.2, ::1"})
    headers = {"X-User": "Lan "}
    assert [named_by_proxy(office, client, headers.get) for client in ("10.0.0.2", "::1")] == ["lan", "lan"]
    assert [named_by_proxy(office, client, headers.get) for client in ("10.0.0.3", "", "testclient")] == [""] * 3
    assert named_by_proxy(from_environment({}), "10.0.0.2", headers.get) == ""


@pytest.mark.parametrize("text", ["", "x", "W10=", "e30=", "WzEsMiwzLDRd", "ê"])
def test_a_cookie_that_is_none_of_ours_is_no_errand(text: str) -> None:
    assert Errand.read(text) is None
    assert Errand.read(Errand("a", "b", "c", "/").packed()) == Errand("a", "b", "c", "/")
