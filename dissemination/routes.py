"""The server's answers beside the pages: published reports, under addresses that cannot be guessed.

No sign-in stands before them, so they show what was frozen and nothing else, run no script, and tell no search engine
and no other site that they are there. Tokens are in no log: nothing here logs, and the server keeps no log of requests.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from mimetypes import guess_type
from urllib.parse import quote

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

import database
import settings
from dissemination import comparing, freezing
from dissemination.health import damage_of
from presentation import labels
from reference import provinces, vietnamese
from reports import web
from reports.contents.model import Report
from reports.stamp import Stamp
from reports.templating import Markup, render
from stats import queries
from stats.queries import PublicationRow

FIRST_WORD = "cong-bo"
"""The address's first word: app.py must not take it for a page's."""
HEALTH = "suc-khoe"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
_UNKNOWN = "Không có báo cáo nào ở địa chỉ này. Hãy kiểm tra lại liên kết, hoặc hỏi nơi đã gửi."


_UNAVAILABLE = "Máy chủ tạm thời chưa đọc được báo cáo này. Hãy thử lại sau ít phút."


@dataclass(frozen=True, slots=True)
class _Replacement:
    """The correction that a page leads to."""

    number: str
    address: str
    stands: bool

    @classmethod
    def of(cls, row: PublicationRow) -> "_Replacement":
        return cls(row.export.number, _path(row), row.withdrawn_at is None)


@dataclass(frozen=True, slots=True)
class _File:
    """A document that can be taken along."""

    name: str
    address: str
    size: str


def published(request: Request) -> Response:
    """Answer with a publication's page or one of its files; with the same sentence where nothing was ever put out."""
    try:
        return _published(request)
    except SQLAlchemyError:
        return _answer(503, "Tạm thời chưa mở được", _UNAVAILABLE)


def _published(request: Request) -> Response:
    token, _, name = str(request.path_params.get("rest", "")).strip("/").partition("/")
    with database.reading(settings.from_environment().database_url) as connection:
        publication = queries.publication_by_token(connection, token)
        if publication is None:
            return _answer(404, "Không tìm thấy", _UNKNOWN)
        if publication.withdrawn_at is not None:
            return _withdrawn(connection, publication)
        return _file(connection, publication, name) if name else _page(connection, publication)


def _page(connection: Connection, publication: PublicationRow) -> Response:
    try:
        report, letterhead = freezing.thaw(queries.published_report(connection, publication.id))
    except freezing.FrozenError:
        sentence = "Báo cáo này do một bản khác của chương trình công bố nên chưa hiển thị được. Hãy hỏi nơi đã gửi."
        return _answer(500, "Chưa hiển thị được", sentence)
    stamp = replace(stamp_of(publication), made_by=letterhead.office)
    foot = _foot(connection, publication, report, letterhead.office)
    return _html(200, web.page(report, letterhead, stamp, notice=_notice(connection, publication), foot=foot))


def stamp_of(publication: PublicationRow) -> Stamp:
    """Make the stamp under which a publication was put out."""
    export = publication.export
    return Stamp(
        number=export.number,
        made_at=vietnamese.in_viet_nam(export.made_at),
        made_by=export.made_by,
        scope=export.scope,
        query=export.query,
        data_version=export.data_version,
        rounding=export.rounding,
        is_demo=export.is_demo,
        is_internal=export.is_internal,
        rule_version=export.rule_version,
    )


def _notice(connection: Connection, publication: PublicationRow) -> Markup:
    """Write above the report that there is a correction."""
    newest = _newest(connection, publication)
    return Markup() if newest.id == publication.id else render("corrected.html", replacement=_Replacement.of(newest))


def _foot(connection: Connection, publication: PublicationRow, report: Report, office: str) -> Markup:
    """Write below the report what it corrects, what can be taken along, and from what it was made."""
    corrects = None
    if publication.replaces is not None:
        earlier = queries.publication(connection, publication.replaces)
        corrects = earlier.export.number if earlier else ""
    files = [_File(name, _path(publication, name), vietnamese.size(size)) for name, size in publication.files]
    return render(
        "published.html",
        corrects=corrects,
        changes=[comparing.parts(line) for line in publication.changes],
        files=files,
        office=office,
        origin=list(_origin(publication, report)),
    )


def _origin(publication: PublicationRow, report: Report) -> Iterator[str]:
    """List what a second person needs to make the same numbers again."""
    yield f"Phạm vi: {publication.export.scope} ({publication.export.query})"
    yield f"Quy tắc tính: phiên bản {publication.export.rule_version}; {labels.rounding_name(report.rounding)}"
    yield from (f"Tệp danh sách nguồn, SHA-256: {each}" for each in report.sources)


def _withdrawn(connection: Connection, publication: PublicationRow) -> Response:
    """Tell those who hold the link that it was withdrawn, and where its correction is."""
    day = vietnamese.moment(publication.withdrawn_at) if publication.withdrawn_at else ""
    sentence = f"Báo cáo số {publication.export.number} đã được thu hồi lúc {day}."
    sentence += f" Lý do: {publication.withdrawn_reason}" if publication.withdrawn_reason else ""
    newest = _newest(connection, publication)
    return _answer(410, "Đã thu hồi", sentence, _Replacement.of(newest) if newest.stands else None)


def _newest(connection: Connection, publication: PublicationRow) -> PublicationRow:
    """Find the last of the corrections, which is itself where there is none."""
    while publication.replaced_by is not None:
        later = queries.publication(connection, publication.replaced_by)
        if later is None:
            break
        publication = later
    return publication


def _path(publication: PublicationRow, name: str = "") -> str:
    return "/".join(["", FIRST_WORD, publication.token, *([quote(name)] if name else [])])


def _file(connection: Connection, publication: PublicationRow, name: str) -> Response:
    content = queries.published_file(connection, publication.id, name)
    if content is None:
        return _answer(404, "Không tìm thấy", _UNKNOWN)
    mime = guess_type(name)[0] or "application/octet-stream"
    given = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=mime, headers=_HEADERS | given)


def _answer(status: int, title: str, sentence: str, replacement: _Replacement | None = None) -> Response:
    return _html(status, str(render("answer.html", title=title, sentence=sentence, replacement=replacement)))


def _html(status: int, page: str) -> Response:
    return HTMLResponse(page, status_code=status, headers=_HEADERS)


def public_address() -> str:
    """Give the server's address for the outside: the office's setting, else the environment's; «» where none is known.

    Asked before an unknown name is refused: a database that does not answer opens no door.
    """
    office = settings.from_environment()
    try:
        with database.reading(office.database_url) as connection:
            return queries.setting(connection, "public_url", office.public_url)
    except SQLAlchemyError:
        return office.public_url


def office_name() -> str:
    """Give the office's name, as the menu has it. Raises SQLAlchemyError where the database does not answer."""
    office = settings.from_environment()
    with database.reading(office.database_url) as connection:
        province = queries.home_province(connection, office.province)
        return queries.setting(connection, "office_name", office.office_name) or provinces.office_of(province)


def health(_request: Request) -> Response:
    """Answer 200 where the database answers and its file is whole, else 503 with what is wrong: for those who watch."""
    url = settings.from_environment().database_url
    try:
        sentence = damage_of(url)
    except (SQLAlchemyError, OSError) as error:
        sentence = database.trouble(error) or "Cơ sở dữ liệu không trả lời."
    if sentence is not None:
        return PlainTextResponse(sentence, 503, headers={"Cache-Control": "no-store"})
    return PlainTextResponse("Tốt", headers={"Cache-Control": "no-store"})


ROUTES = [
    Route(f"/{HEALTH}", health),
    Route(f"/{FIRST_WORD}", published),
    Route(f"/{FIRST_WORD}/{{rest:path}}", published),
]
"""The routes for `st.App`; Starlette runs them in threads of their own."""
