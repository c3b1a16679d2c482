"""The pages of the gate: signing in and out, a new password, and staying in; plain HTML before any script.

Each form carries a word that another site cannot know: before the sign-in that of a cookie of its own, afterwards one
made of the session's token.
"""

import hmac
import secrets
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from access import accounts, provider, sessions
from access.accounts import AccountError
from access.gate import (
    COOKIE,
    PASSWORD,
    RETURN,
    SAFE_COOKIE,
    SIGN_IN,
    SIGN_OUT,
    STAY,
    House,
    is_safe,
    token_of,
)
from access.provider import Errand
from access.sessions import SignInError
from access.users import acting
from reference import limit
from settings import Settings

_LARGEST = 20_000
"""Bytes of a form."""
_FORM_COOKIE, _ERRAND = "bieu", "den_nha_cung_cap"
PROVIDER, BACK = f"{SIGN_IN}/nha-cung-cap", f"{SIGN_IN}/tra-ve"
_NO_STORE = {"Cache-Control": "no-store"}
_STALE = "Trang đăng nhập này đã mở quá lâu. Hãy thử lại."
_UNAVAILABLE = "Tạm thời chưa đăng nhập được vì cơ sở dữ liệu không trả lời. Hãy thử lại sau ít phút."


class Pages:
    """The gate's routes; `office` gives the office's name for their head, `origin` where a request comes from."""

    def __init__(
        self,
        house: House,
        url: Callable[[], str],
        office: Callable[[], str],
        origin: Callable[[Request], str],
        settings: Callable[[], Settings],
    ) -> None:
        self._house, self._url, self._office, self._origin, self._settings = house, url, office, origin, settings

    def routes(self) -> list[Route]:
        """List the routes, to be put before Streamlit's."""
        return [
            Route(SIGN_IN, self.ask, methods=["GET"]),
            Route(SIGN_IN, self.sign_in, methods=["POST"]),
            Route(PROVIDER, self.to_provider, methods=["GET"]),
            Route(BACK, self.from_provider, methods=["GET"]),
            Route(SIGN_OUT, self.ask_to_leave, methods=["GET"]),
            Route(SIGN_OUT, self.sign_out, methods=["POST"]),
            Route(PASSWORD, self.ask_for_password, methods=["GET"]),
            Route(PASSWORD, self.change_password, methods=["POST"]),
            Route(STAY, self.left, methods=["GET"]),
            Route(STAY, self.stay, methods=["POST"]),
        ]

    async def ask(self, request: Request) -> Response:
        """Show the form; lead on whoever is in already, or has no need to."""
        back = _inside(request.query_params.get(RETURN, ""))
        try:
            if not await run_in_threadpool(self._house.is_closed):
                return RedirectResponse("/", 303)
            if await run_in_threadpool(self._house.find, token_of(request), is_click=False):
                return RedirectResponse(back, 303)
            client = request.client.host if request.client else ""
            if name := provider.named_by_proxy(self._settings(), client, request.headers.get):
                return await self._admit_by_proxy(request, name, back)
        except SQLAlchemyError:
            return PlainTextResponse(_UNAVAILABLE, 503)
        return self._form(request, back)

    async def _admit_by_proxy(self, request: Request, name: str, back: str) -> Response:
        """Let in whom the proxy before us names, if there is such an account."""
        try:
            token = await run_in_threadpool(provider.admit, self._url(), name, self._origin(request), "proxy")
        except SignInError as error:
            return self._form(request, back, wrong=str(error), status=403)
        return admitted(request, token, back)

    async def to_provider(self, request: Request) -> Response:
        """Lead to the office's provider, which comes back with a word that only this browser's errand fits."""
        settings, back = self._settings(), _inside(request.query_params.get(RETURN, ""))
        if not settings.oidc_issuer:
            return RedirectResponse(SIGN_IN, 303)
        from access import openid

        try:
            address, errand = await run_in_threadpool(openid.begin, settings, back, _here(request))
        except SignInError as error:
            return self._form(request, back, wrong=str(error), status=503)
        answer = RedirectResponse(address, 303, _NO_STORE)
        safe = is_safe(request)
        answer.set_cookie(_ERRAND, errand.packed(), 600, path=SIGN_IN, httponly=True, samesite="lax", secure=safe)
        return answer

    async def from_provider(self, request: Request) -> Response:
        """Let in whom the provider names."""
        settings, errand = self._settings(), Errand.read(request.cookies.get(_ERRAND, ""))
        if not settings.oidc_issuer:
            return RedirectResponse(SIGN_IN, 303)
        from access import openid

        words = (request.query_params.get("state", ""), request.query_params.get("code", ""), _here(request))
        try:
            token = await run_in_threadpool(openid.finish, settings, errand, *words, self._origin(request))
            if before := token_of(request):
                await run_in_threadpool(sessions.end, self._url(), sessions.hash_of(before))
        except SignInError as error:
            return self._form(request, "/", wrong=str(error), status=403)
        except SQLAlchemyError:
            return self._form(request, "/", wrong=_UNAVAILABLE, status=503)
        answer = admitted(request, token, _inside(errand.back if errand else ""))
        answer.delete_cookie(_ERRAND, path=SIGN_IN)
        return answer

    def _form(self, request: Request, back: str, *, name: str = "", wrong: str = "", status: int = 200) -> Response:
        secret = secrets.token_urlsafe(24)
        words = {"action": SIGN_IN, "secret": secret, "back": back, "name": name}
        settings = self._settings()
        words["provider"] = settings.oidc_name if settings.oidc_issuer else ""
        words["provider_address"] = f"{PROVIDER}?{urlencode({RETURN: back})}"
        page = self._page("sign_in.html", "Đăng nhập", wrong, status, words)
        page.set_cookie(_FORM_COOKIE, secret, path=SIGN_IN, httponly=True, samesite="strict", secure=is_safe(request))
        return page

    async def sign_in(self, request: Request) -> Response:
        """Let whoever knows the password in, with a new session; another that the browser had ends."""
        form = await _form_of(request)
        back, name, password = _inside(form.get("ve", "")), form.get("ten", ""), form.get("mat_khau", "")
        if not _is_same(form.get("ma", ""), request.cookies.get(_FORM_COOKIE, "")):
            return self._form(request, back, name=name, wrong=_STALE, status=403)
        try:
            token = await run_in_threadpool(sessions.sign_in, self._url(), name, password, self._origin(request))
            if before := token_of(request):
                await run_in_threadpool(sessions.end, self._url(), sessions.hash_of(before))
        except SignInError as error:
            return self._form(request, back, name=name, wrong=str(error), status=403)
        except SQLAlchemyError:
            return self._form(request, back, name=name, wrong=_UNAVAILABLE, status=503)
        return admitted(request, token, back)

    async def ask_to_leave(self, request: Request) -> Response:
        """Show the button that ends the session."""
        session = await run_in_threadpool(self._house.find, token_of(request), is_click=False)
        if session is None:
            return RedirectResponse("/", 303)
        words = {"action": SIGN_OUT, "secret": _secret_of(request), "name": session.actor.name}
        return self._page("sign_out.html", "Đăng xuất", "", 200, words)

    async def sign_out(self, request: Request) -> Response:
        """End the session for good."""
        form = await _form_of(request)
        if not _is_same(form.get("ma", ""), _secret_of(request)):
            return RedirectResponse(SIGN_OUT, 303)
        await run_in_threadpool(sessions.end, self._url(), sessions.hash_of(token_of(request)))
        answer = RedirectResponse(SIGN_IN, 303)
        _put(answer, request, "")
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        return answer

    async def ask_for_password(self, request: Request) -> Response:
        """Show the form for a new password."""
        return await self._password_form(request, _inside(request.query_params.get(RETURN, "")))

    async def _password_form(self, request: Request, back: str, wrong: str = "") -> Response:
        session = await run_in_threadpool(self._house.find, token_of(request), is_click=False)
        if session is None:
            return RedirectResponse("/", 303)
        words: dict[str, Any] = {"action": PASSWORD, "secret": _secret_of(request), "name": session.actor.name}
        words |= {"back": back, "must": session.actor.must_change, "letters": int(limit("password_letters"))}
        return self._page("password.html", "Đổi mật khẩu", wrong, 403 if wrong else 200, words)

    async def change_password(self, request: Request) -> Response:
        """Exchange the password; every session of the account ends, this one begins anew."""
        form = await _form_of(request)
        session = await run_in_threadpool(self._house.find, token_of(request), is_click=True)
        if session is None or session.actor.account is None:
            return RedirectResponse("/", 303)
        back = _inside(form.get("ve", ""))
        if not _is_same(form.get("ma", ""), _secret_of(request)):
            return await self._password_form(request, back, _STALE)
        if form.get("moi") != form.get("lai"):
            return await self._password_form(request, back, "Hai lần ghi mật khẩu mới không giống nhau.")
        words = (self._url(), session.actor.account, form.get("cu", ""), form.get("moi", ""))
        try:
            with acting(session.presence):
                await run_in_threadpool(accounts.change_password, *words)
        except AccountError as error:
            return await self._password_form(request, back, str(error))
        answer = RedirectResponse(f"{SIGN_IN}?{urlencode({RETURN: back})}" if back != "/" else SIGN_IN, 303)
        _put(answer, request, "")
        return answer

    async def left(self, request: Request) -> Response:
        """Give the seconds that the session lasts without a click; asking is none."""
        return await self._seconds(request, is_click=False)

    async def stay(self, request: Request) -> Response:
        """Make the session last, as a click does."""
        return await self._seconds(request, is_click=True)

    async def _seconds(self, request: Request, *, is_click: bool) -> Response:
        session = await run_in_threadpool(self._house.find, token_of(request), is_click=is_click)
        left = 0 if session is None else int((sessions.idle() if is_click else session.left).total_seconds())
        return JSONResponse({"left": left, "warn": 60 * int(limit("session_warning_minutes"))}, headers=_NO_STORE)

    def _page(self, template: str, title: str, wrong: str, status: int, words: Mapping[str, Any]) -> Response:
        try:
            office = self._office()
        except SQLAlchemyError:
            office = ""
        page = _environment().get_template(template).render(title=title, office=office, wrong=wrong, **words)
        return HTMLResponse(page, status, headers=_NO_STORE)


def admitted(request: Request, token: str, back: str) -> Response:
    """Answer somebody who was let in: with the cookie of the new session, to the page that they wanted."""
    answer = RedirectResponse(back, 303, _NO_STORE)
    _put(answer, request, token)
    answer.delete_cookie(_FORM_COOKIE, path=SIGN_IN)
    return answer


def _put(answer: Response, request: Request, token: str) -> None:
    """Set the session's cookie, or take it away; scripts never see it, other sites' forms do not bring it along."""
    safe = is_safe(request)
    name = SAFE_COOKIE if safe else COOKIE
    if token:
        answer.set_cookie(name, token, path="/", httponly=True, samesite="lax", secure=safe)
    else:
        answer.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=safe)


def _here(request: Request) -> str:
    """Give the address that the provider leads back to, as the browser knows it."""
    scheme = "https" if is_safe(request) else "http"
    return f"{scheme}://{request.headers['host']}{BACK}"


def _inside(address: str) -> str:
    """Give an address of our own to come back to; «/» for whatever leads elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_ours and not parts.netloc and not parts.scheme and "\\" not in address else "/"


def _secret_of(request: Request) -> str:
    """Make the word that the forms of a session carry."""
    return sha256(f"form {token_of(request)}".encode(errors="replace")).hexdigest()


def _is_same(given: str, wanted: str) -> bool:
    return bool(wanted) and hmac.compare_digest(given.encode(errors="replace"), wanted.encode(errors="replace"))


async def _form_of(request: Request) -> dict[str, str]:
    """Read a form's fields; of one that is too long, or none, nothing."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            return {}
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=10)
    except (UnicodeDecodeError, ValueError):
        return {}
    return {name: values[0] for name, values in fields.items()}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    folder = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(loader=folder, autoescape=True, undefined=StrictUndefined, auto_reload=False)
