"""The sign-in by somebody else's word: the office's OpenID Connect provider, or the proxy before the server.

Both only say who somebody is; the account must be there, and the session is ours.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from json import JSONDecodeError, dumps, loads

from sqlalchemy import select

import database
from access import events, sessions
from access.actors import Actor
from access.sessions import SignInError
from access.users import Presence
from models import Account
from settings import Settings

_UNKNOWN = "Chưa có tài khoản nào cho người này, hoặc tài khoản đang bị khóa. Hãy nhờ người quản trị của cơ quan."


@dataclass(frozen=True, slots=True)
class Errand:
    """The words that a browser carries to the provider and back, in a cookie of its own."""

    state: str
    nonce: str
    verifier: str
    back: str

    def packed(self) -> str:
        """Write it for a cookie."""
        words = dumps([self.state, self.nonce, self.verifier, self.back])
        return urlsafe_b64encode(words.encode()).decode()

    @classmethod
    def read(cls, text: str) -> "Errand | None":
        """Read a cookie; None for what is none of ours."""
        try:
            words = loads(urlsafe_b64decode(text.encode()))
        except (ValueError, JSONDecodeError):
            return None
        is_ours = isinstance(words, list) and len(words) == 4 and all(isinstance(word, str) for word in words)
        return cls(*words) if is_ours else None


def named_by_proxy(settings: Settings, client: str, header: Callable[[str], str | None]) -> str:
    """Give the name in the header that a trusted proxy sets; «» where none is trusted, or it names nobody."""
    if not settings.user_header or not _is_trusted(client, settings.trusted_proxies):
        return ""
    return (header(settings.user_header) or "").strip().lower()


def _is_trusted(client: str, proxies: tuple[str, ...]) -> bool:
    try:
        return ip_address(client) in {ip_address(proxy) for proxy in proxies}
    except ValueError:
        return False


def admit(url: str, name: str, origin: str, way: str) -> str:
    """Begin a session for an account of that name; give its token. Raises SignInError where none is open."""
    name = name.strip().lower()[:60]
    with database.writing(url) as connection:
        is_open = (Account.name == name, Account.is_disabled.is_(False))
        account = connection.scalar(select(Account.id).where(*is_open)) if name else None
        if account is not None:
            return sessions.begin(connection, account, origin, way)
        reason = {"lý do": "không có tài khoản", "cách": way}
        events.add(connection, "refused", name, reason, Presence(Actor(name), origin))
    raise SignInError(_UNKNOWN)
