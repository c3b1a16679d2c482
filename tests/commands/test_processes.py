"""Several processes for real: nginx, PostgreSQL, two processes of the dashboard, one of which dies."""

import datetime
import http.client
import ssl
import threading
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

import database
from access import accounts, events, recorded, under_way
from access.actors import Role
from commands import dispatch
from etl.records import LoadOptions
from serving import nginx
from tests.access.test_gate import LAN, Browser
from tests.people import fill
from tests.safekeeping.conftest import FILE
from tests.serving import Dashboard, free_port, serve


def _until(holds: Callable[[], bool]) -> None:
    """Look again and again; what never becomes true fails after a minute."""
    for _ in range(600):
        if holds():
            return
        threading.Event().wait(0.1)
    raise AssertionError(holds)


def _servers(dashboard: Dashboard) -> dict[int, psutil.Process]:
    """Find the processes of the dashboard by the ports that they listen on."""
    children = psutil.Process(dashboard.process.pid).children()
    words = {child: _words(child) for child in children}
    return {int(each[-1]): child for child, each in words.items() if "commands.process" in each}


def _words(process: psutil.Process) -> list[str]:
    """Give the words that a process was started with, none where it has died meanwhile."""
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def _order(folder: Path) -> list[int]:
    """Read the ports in nginx's order: the cookie says which of them answered."""
    text = (folder / "data" / "nginx" / "nginx.conf").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "upstream any_process" in line)
    return [int(part.split()[0]) for part in line.split("127.0.0.1:")[1:]]


def _asked(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def a_browser_stays_with_its_process(dashboard: Dashboard) -> None:
    browser = Browser(dashboard)
    assert browser.sign_in("lan", LAN)[0] == 303
    mine = browser.cookies["tien_trinh"]
    for _ in range(6):
        assert browser.ask("/")[0] == 200
        assert "tien_trinh" not in browser.kept, "no new cookie where nothing changed"
    assert browser.cookies["tien_trinh"] == mine


def a_sign_in_holds_in_each_process(dashboard: Dashboard) -> None:
    browser = Browser(dashboard)
    browser.sign_in("lan", LAN)
    for number in ("1", "2"):
        browser.cookies["tien_trinh"] = number
        assert browser.ask("/")[0] == 200
        stranger = Browser(dashboard, {"tien_trinh": number})
        assert stranger.ask("/")[1].startswith("/dang-nhap")
        with browser.stream() as stream:
            assert stream.protocol.state.name == "OPEN"


def nobody_says_where_he_comes_from(dashboard: Dashboard, url: str) -> None:
    browser = Browser(dashboard)
    page = browser.ask("/dang-nhap")[2]
    fields = {"ten": "lan", "mat_khau": LAN, "ma": page.split('name="ma" value="')[1].split('"')[0], "ve": "/"}
    browser.ask("/dang-nhap", "POST", fields, **{"X-Forwarded-For": "9.9.9.9", "X-Real-IP": "9.9.9.9"})
    with database.reading(url) as connection:
        assert events.events(connection, act="signed_in")[0].origin == "127.0.0.1"


def foreign_names_are_refused(dashboard: Dashboard) -> None:
    assert _asked(dashboard.port, "/dang-nhap", Host="dich.example.vn")[0] == 403
    assert _asked(dashboard.port, "/dang-nhap", Host=f"127.0.0.1:{dashboard.port + 1}")[0] == 403


def a_load_in_one_place_is_seen_in_another(url: str) -> None:
    seen = []
    recorded.load(url, [FILE], LoadOptions(), lambda *_: seen.append(under_way.loads(url)))
    assert {load.outcome for loads in seen for load in loads} == {""}
    assert [load.outcome for load in under_way.loads(url)] == ["loaded"]


def one_that_is_killed_is_started_again(dashboard: Dashboard, folder: Path) -> None:
    browser = Browser(dashboard)
    browser.sign_in("lan", LAN)
    browser.cookies["tien_trinh"] = "1"
    port = _order(folder)[0]
    killed = _servers(dashboard)[port]
    killed.kill()
    assert browser.ask("/")[0] == 200, "the other process answers, and knows who it is"
    assert browser.cookies["tien_trinh"] == "2"
    with browser.stream() as stream:
        assert stream.protocol.state.name == "OPEN"
    _until(lambda: port in _servers(dashboard) and _servers(dashboard)[port].pid != killed.pid)
    _until(lambda: _healthy(port))
    browser.ask("/")
    assert browser.cookies["tien_trinh"] == "2", "who has moved stays there"


def _healthy(port: int) -> bool:
    try:
        return _asked(port, "/_stcore/health")[0] == 200
    except OSError:
        return False


def test_two_processes_are_one_server(postgres_url: str, tmp_path: Path) -> None:
    fill(postgres_url)
    accounts.add(postgres_url, "lan", "Nguyễn Thị Lan", LAN, [Role.ADMIN], must_change=False)
    with serve(postgres_url, "--processes", "2") as dashboard:
        assert dashboard.address.startswith("http://")
        assert len(_servers(dashboard)) == 2
        a_browser_stays_with_its_process(dashboard)
        a_sign_in_holds_in_each_process(dashboard)
        nobody_says_where_he_comes_from(dashboard, postgres_url)
        foreign_names_are_refused(dashboard)
        a_load_in_one_place_is_seen_in_another(postgres_url)
        one_that_is_killed_is_started_again(dashboard, tmp_path)
        children = psutil.Process(dashboard.process.pid).children(recursive=True)
        status, err = dashboard.close()
    assert status == 0
    assert "Tiến trình 1 đã dừng đột ngột (mã -9), đang mở lại." in err
    assert err.endswith("Đã đóng bảng số liệu.\n")
    assert "Traceback" not in err
    assert not any(child.is_running() for child in children)
    assert (tmp_path / "data" / "nginx").stat().st_mode & 0o077 == 0


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    day = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(1).not_valid_before(day).not_valid_after(day.replace(year=2120))
    signed, secret = folder / "chung-thu.pem", folder / "khoa.pem"
    signed.write_bytes(built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    secret.write_bytes(key.private_bytes(*form))
    return signed, secret


def test_https_and_a_door_for_published_reports_alone(sqlite_url: str, tmp_path: Path) -> None:
    fill(sqlite_url)
    signed, key = certificate(tmp_path)
    outside = free_port()
    words = ["--processes", "1", "--certificate", str(signed), "--key", str(key)]
    with serve(sqlite_url, *words, "--public", f"127.0.0.1:{outside}") as dashboard:
        assert dashboard.address == f"https://127.0.0.1:{dashboard.port}"
        trusting = ssl._create_unverified_context()  # noqa: S323
        answers = {}
        for port, method, path in (
            (dashboard.port, "GET", "/"),
            (outside, "GET", "/"),
            (outside, "GET", "/nhap-so-lieu"),
            (outside, "GET", "/cong-bo/../nhap-so-lieu"),
            (outside, "GET", "/_stcore/health"),
            (outside, "GET", "/cong-bo/khong-co"),
            (outside, "GET", "//cong-bo/khong-co"),
            (outside, "GET", "/nhap-so-lieu/../cong-bo/khong-co"),
            (outside, "POST", "/cong-bo/khong-co"),
        ):
            connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=10, context=trusting)
            connection.request(method, path)
            answer = connection.getresponse()
            answers[port, method, path] = (answer.status, answer.read().decode(), answer.getheader("Set-Cookie") or "")
        assert answers[dashboard.port, "GET", "/"][0] == 200
        assert "Secure" in answers[dashboard.port, "GET", "/"][2]
        for path in ("/", "/nhap-so-lieu", "/cong-bo/../nhap-so-lieu", "/_stcore/health"):
            assert answers[outside, "GET", path][:2] == (404, "Không có gì ở địa chỉ này.")
        for path in ("/cong-bo/khong-co", "//cong-bo/khong-co", "/nhap-so-lieu/../cong-bo/khong-co"):
            assert answers[outside, "GET", path][0] == 404
            assert "Không có báo cáo nào" in answers[outside, "GET", path][1], "the program's own page answers"
        assert answers[outside, "POST", "/cong-bo/khong-co"][0] == 403
        plain = http.client.HTTPConnection("127.0.0.1", dashboard.port, timeout=10)
        plain.request("GET", "/dang-nhap")
        answer = plain.getresponse()
        assert (answer.status, answer.getheader("Location")) == (308, f"{dashboard.address}/dang-nhap")


def _refusal(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert dispatch.run("run", ["--port", str(free_port()), *words]) == 3
    return capsys.readouterr().err


def test_what_cannot_be_served_is_told_before_anything_is_written(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    signed, key = certificate(tmp_path)
    assert "Nhiều tiến trình cần PostgreSQL" in _refusal(["--processes", "2"], capsys)
    monkeypatch.setenv("DATABASE_URL", "postgresql://may-chu/thongke")
    assert "Nhiều tiến trình cần PostgreSQL" in _refusal(["--processes", "2", "--demo", "hung-yen"], capsys)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    assert "--certificate cần nginx" in _refusal(["--certificate", str(signed)], capsys)
    assert "Cần cả hai" in _refusal(["--processes", "1", "--key", str(key)], capsys)
    swapped = ["--processes", "1", "--certificate", str(key), "--key", str(signed)]
    assert "không phải là chứng thư và khóa" in _refusal(swapped, capsys)
    assert "chưa có tài khoản" in _refusal(["--processes", "1", "--address", "192.0.2.1"], capsys)
    monkeypatch.setenv("WORKFORCE_USER_HEADER", "X-Remote-User")
    assert "WORKFORCE_USER_HEADER" in _refusal(["--processes", "1"], capsys)
    monkeypatch.setattr(nginx, "_PLACES", str(tmp_path))
    assert "sudo apt install nginx" in _refusal(["--processes", "1"], capsys)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("words", ["--processes=0", "--processes=17", "--processes=hai", "--public=8443"])
def test_wrong_words(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        dispatch.run("run", [words])
    assert end.value.code == 2
    assert "không phải là" in capsys.readouterr().err


def test_only_sessions_are_measured_on_several_processes(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch.run("bench", ["rerun", "--processes", "2"]) == 3
    assert "bench sessions --processes 2" in capsys.readouterr().err
