"""The addresses that the server answers under: a page that has another one in its bar is not ours, whoever serves it.

A foreign name that leads to this machine (DNS rebinding) gives a foreign page our origin; a foreign page that opens a
WebSocket to us says its own. Both are seen by two headers of the request, `Host` and `Origin`.
"""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

_USUAL = {"http": 80, "https": 443}
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+?)\.?(?::(\d{1,5}))?")


@dataclass(frozen=True, slots=True)
class Place:
    """A name with a port; without one it is that of the scheme, which a server behind a proxy does not know."""

    name: str
    port: int | None = None

    @property
    def ports(self) -> set[int]:
        """The ports that this may mean."""
        return {self.port} if self.port else set(_USUAL.values())


def place_of(text: str) -> Place | None:
    """Read «localhost:8501», «[::1]:8501», «thongke.example.vn»; None for anything else."""
    match = _HOST.fullmatch(text.strip().lower())
    return None if match is None else Place(match[1].strip("[]"), int(match[2]) if match[2] else None)


def is_loopback(name: str) -> bool:
    """Tell whether only this machine reaches a server at that address."""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def is_wildcard(name: str) -> bool:
    """Tell whether a server at that address listens on every address of its machine."""
    return name in ("0.0.0.0", "::")  # noqa: S104


@dataclass(frozen=True, slots=True)
class Own:
    """The server's own addresses: this machine's, and those that somebody gave a name to.

    `port`: where the server listens. `hosts`: from `run --host`, «name» or «name:port». `public`: the office's address
    for links and QR codes, a URL or «».
    """

    port: int | None
    hosts: Sequence[str] = ()
    public: str = ""

    def has(self, host: str) -> bool:
        """Tell whether a `Host` header names one of them."""
        place = place_of(host)
        return place is not None and bool(self._ports_of(place.name) & place.ports)

    def has_origin(self, origin: str, host: str) -> bool:
        """Tell whether an `Origin` header names the very page that `host` is the address of."""
        there, here = _page_of(origin), place_of(host)
        if there is None or here is None or there.name != here.name or not there.ports & here.ports:
            return False
        is_public = _page_of(self.public) == there
        return is_public or self._ports_of(here.name, public=False) & here.ports != set()

    def _ports_of(self, name: str, *, public: bool = True) -> set[int]:
        """Collect the ports that a name is ours at: this machine's names at our own, a proxy's at the usual ones."""
        ports = {self.port} if self.port and is_loopback(name) else set()
        for own in map(place_of, self.hosts):
            if own is not None and own.name == name:
                ports |= own.ports | ({self.port} if self.port and not own.port else set())
        page = _page_of(self.public) if public else None
        return ports | page.ports if page is not None and page.name == name else ports


def _page_of(address: str) -> Place | None:
    """Read where the page of a URL is; None for what no browser opens."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    place = place_of(parts.netloc)
    if place is None or parts.scheme not in _USUAL:
        return None
    return Place(place.name, place.port or _USUAL[parts.scheme])
