"""Which names are the server's own: this machine's at its port, a proxy's that were given, the office's public one."""

import pytest

from access.addresses import Own, is_loopback

OWN = Own(8501, ("thongke", "so.example.vn:8443", "[2001:db8::1]"), "https://congbo.example.vn")


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1:8501", "localhost:8501", "LOCALHOST:8501", "localhost.:8501", "[::1]:8501", "127.0.0.2:8501"),
        *("thongke", "thongke:80", "thongke:443", "thongke:8501", "so.example.vn:8443", "[2001:db8::1]"),
        *("congbo.example.vn", "congbo.example.vn:443"),
    ],
)
def test_an_own_host(host: str) -> None:
    assert OWN.has(host)
    assert OWN.has_origin(f"https://{host}", host) or OWN.has_origin(f"http://{host}", host)


@pytest.mark.parametrize(
    "host",
    [
        *("", "evil.example", "evil.example:8501", "127.0.0.1", "localhost:8502", "localhost:80", "x.localhost:8501"),
        *("thongke:8080", "thongke.evil.example", "so.example.vn", "congbo.example.vn:80", "congbo.example.vn:8501"),
        *(
            "localhost:8501@evil.example",
            "evil.example/localhost:8501",
            "localhost:8501,evil.example",
            "[::1",
            "lo cal",
        ),
    ],
)
def test_a_foreign_host(host: str) -> None:
    assert not OWN.has(host)


def test_at_the_usual_port_a_name_needs_none() -> None:
    assert Own(80).has("localhost")
    assert not Own(80).has("localhost:8501")


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://evil.example", "127.0.0.1:8501"),
        ("http://localhost:8501", "127.0.0.1:8501"),
        ("http://127.0.0.1:9000", "127.0.0.1:8501"),
        ("http://127.0.0.1", "127.0.0.1:8501"),
        ("null", "127.0.0.1:8501"),
        ("", "127.0.0.1:8501"),
        ("file://", "127.0.0.1:8501"),
        ("ftp://127.0.0.1:8501", "127.0.0.1:8501"),
        ("http://[::1", "[::1]:8501"),
        ("http://congbo.example.vn", "congbo.example.vn"),
        ("http://127.0.0.1:8501@evil.example", "127.0.0.1:8501"),
    ],
)
def test_a_foreign_origin(origin: str, host: str) -> None:
    assert not OWN.has_origin(origin, host)


@pytest.mark.parametrize(("name", "ours"), [("127.9.9.9", True), ("::1", True), ("localhost", True), ("::", False)])
def test_loopback(name: str, *, ours: bool) -> None:
    assert is_loopback(name) == ours
