"""OpenID Connect with the office's provider, by Authlib: a way there, and who came back.

Its libraries take 14 MB: who has no provider never imports this module.
"""

import secrets
from functools import lru_cache
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from access import events
from access.actors import Actor
from access.provider import Errand, admit
from access.sessions import SignInError
from access.users import Presence
from settings import Settings

_PATIENCE = 10
"""Seconds to wait for the provider."""
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
"""Signatures with the provider's own key; none that a secret of ours would make."""
_TROUBLE = "Nhà cung cấp đăng nhập của cơ quan chưa trả lời đúng. Hãy thử lại; nếu vẫn vậy, hãy báo người quản trị."


def begin(settings: Settings, back: str, redirect: str) -> tuple[str, Errand]:
    """Give the provider's address to lead a browser to, and what it carries. Raises SignInError."""
    errand = Errand(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(32), back)
    try:
        with _client(settings, redirect) as client:
            address, _ = client.create_authorization_url(
                _known(settings.oidc_issuer)["authorization_endpoint"],
                state=errand.state,
                code_verifier=errand.verifier,
                nonce=errand.nonce,
            )
    except (requests.RequestException, AuthlibBaseError, KeyError, ValueError) as error:
        raise SignInError(_TROUBLE) from error
    return str(address), errand


def finish(settings: Settings, errand: Errand | None, state: str, code: str, redirect: str, origin: str) -> str:
    """Begin a session for whom the provider names; give its token. Raises SignInError."""
    if errand is None or not secrets.compare_digest(errand.state.encode(), state.encode()) or not code:
        raise SignInError("Lần đăng nhập này đã quá lâu hoặc bắt đầu ở trình duyệt khác. Hãy thử lại.")
    try:
        claims = _claims(settings, errand, code, redirect)
    except (requests.RequestException, AuthlibBaseError, JoseError, KeyError, ValueError) as error:
        events.record(settings.database_url, "refused", "", {"lý do": "OpenID Connect"}, Presence(Actor(""), origin))
        raise SignInError(_TROUBLE) from error
    name = str(claims.get(settings.oidc_claim) or "")
    if settings.oidc_claim == "email" and claims.get("email_verified") is False:
        name = ""
    return admit(settings.database_url, name, origin, "OpenID Connect")


def _claims(settings: Settings, errand: Errand, code: str, redirect: str) -> dict[str, Any]:
    """Exchange the code for the ID token and read it, signed by the provider, for us, and for this very errand."""
    known = _known(settings.oidc_issuer)
    with _client(settings, redirect) as client:
        token = client.fetch_token(known["token_endpoint"], code=code, code_verifier=errand.verifier, timeout=_PATIENCE)
    answer = requests.get(known["jwks_uri"], timeout=_PATIENCE)
    answer.raise_for_status()
    read = jwt.decode(token["id_token"], KeySet.import_key_set(answer.json()), algorithms=_ALGORITHMS)
    rules = jwt.JWTClaimsRegistry(
        leeway=60,
        iss={"essential": True, "value": known["issuer"]},
        aud={"essential": True, "value": settings.oidc_client},
        exp={"essential": True},
        nonce={"essential": True, "value": errand.nonce},
    )
    rules.validate(read.claims)
    return dict(read.claims)


def _client(settings: Settings, redirect: str) -> OAuth2Session:
    return OAuth2Session(
        settings.oidc_client,
        settings.oidc_secret(),
        scope="openid email profile",
        redirect_uri=redirect,
        code_challenge_method="S256",
    )


@lru_cache(maxsize=4)
def _known(issuer: str) -> dict[str, str]:
    """Ask the provider for its addresses, once; it must be the issuer that it is asked as."""
    answer = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=_PATIENCE)
    answer.raise_for_status()
    known = {str(name): str(value) for name, value in answer.json().items()}
    if known["issuer"].rstrip("/") != issuer:
        raise ValueError("another issuer")
    return known
