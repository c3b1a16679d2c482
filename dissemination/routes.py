"""What the server answers beside the pages: published reports, under addresses that cannot be guessed.

No sign-in stands before them, so they show what was frozen and nothing else, run no script, and tell no search engine
and no other site that they are there. Tokens are in no log: nothing here logs, and the server keeps no log of requests.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from mimetypes import guess_type
from urllib.parse import quote

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

import database
import settings
from dissemination import freezing
from presentation import labels
from reference import vietnamese
from reports import web
from reports.contents.model import Report
from reports.stamp import Stamp
from reports.templating import Markup, render
from stats import queries
from stats.queries import PublicationRow

FIRST_WORD = "cong-bo"
"""The address's first word: app.py must not take it for a page's."""
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
_UNKNOWN = "Không có báo cáo nào ở địa chỉ này. Hãy kiểm tra lại liên kết, hoặc hỏi nơi đã gửi."


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
    kilobytes: str


def published(request: Request) -> Response:
    """The page of a publication, or one of its files; the same sentence for every address that was never given out."""
    token, _, name = str(request.path_params.get("rest", "")).strip("/").partition("/")
    with database.reading(settings.from_environment().database_url) as connection:
        found = queries.publication_by_token(connection, token)
        if found is None:
            return _answer(404, "Không tìm thấy", _UNKNOWN)
        if found.withdrawn_at is not None:
            return _withdrawn(connection, found)
        return _file(connection, found, name) if name else _page(connection, found)


def _page(connection: Connection, found: PublicationRow) -> Response:
    try:
        report, letterhead = freezing.thaw(queries.published_report(connection, found.id))
    except freezing.FrozenError:
        told = "Báo cáo này do một bản khác của chương trình công bố nên chưa hiển thị được. Hãy hỏi nơi đã gửi."
        return _answer(500, "Chưa hiển thị được", told)
    stamp = replace(stamp_of(found), made_by=letterhead.office)
    foot = _foot(connection, found, report, letterhead.office)
    return _html(200, web.page(report, letterhead, stamp, notice=_notice(connection, found), foot=foot))


def stamp_of(found: PublicationRow) -> Stamp:
    """The stamp under which a publication was put out."""
    row = found.export
    return Stamp(
        row.number,
        vietnamese.in_viet_nam(row.made_at),
        row.made_by,
        row.scope,
        row.query,
        row.data_version,
        row.rounding,
        is_demo=row.is_demo,
        is_internal=row.is_internal,
        rule_version=row.rule_version,
    )


def _notice(connection: Connection, found: PublicationRow) -> Markup:
    """Above the report: that there is a correction."""
    newest = _newest(connection, found)
    return Markup() if newest.id == found.id else render("corrected.html", replacement=_Replacement.of(newest))


def _foot(connection: Connection, found: PublicationRow, report: Report, office: str) -> Markup:
    """Below it: what it corrects, what can be taken along, and from what it was made."""
    corrects = None
    if found.replaces is not None:
        earlier = queries.publication(connection, found.replaces)
        corrects = earlier.export.number if earlier else ""
    files = [_File(name, _path(found, name), vietnamese.number(size // 1024 + 1)) for name, size in found.files]
    return render(
        "published.html",
        corrects=corrects,
        changes=found.changes,
        files=files,
        office=office,
        origin=list(_origin(found, report)),
    )


def _origin(found: PublicationRow, report: Report) -> Iterator[str]:
    """What a second person needs to make the same numbers again."""
    yield f"Phạm vi: {found.export.scope} ({found.export.query})"
    yield f"Quy tắc tính: phiên bản {found.export.rule_version}; {labels.rounding_name(report.rounding)}"
    yield from (f"Tệp danh sách nguồn, SHA-256: {each}" for each in report.sources)


def _withdrawn(connection: Connection, found: PublicationRow) -> Response:
    """To those who hold the link: that it was withdrawn, and where its correction is."""
    day = vietnamese.moment(found.withdrawn_at) if found.withdrawn_at else ""
    sentence = f"Báo cáo số {found.export.number} đã được thu hồi lúc {day}."
    newest = _newest(connection, found)
    return _answer(410, "Đã thu hồi", sentence, _Replacement.of(newest) if newest.stands else None)


def _newest(connection: Connection, found: PublicationRow) -> PublicationRow:
    """The last of the corrections, which is itself where there is none."""
    while found.replaced_by is not None:
        later = queries.publication(connection, found.replaced_by)
        if later is None:
            break
        found = later
    return found


def _path(found: PublicationRow, name: str = "") -> str:
    return "/".join(["", FIRST_WORD, found.token, *([quote(name)] if name else [])])


def _file(connection: Connection, found: PublicationRow, name: str) -> Response:
    content = queries.published_file(connection, found.id, name)
    if content is None:
        return _answer(404, "Không tìm thấy", _UNKNOWN)
    mime = guess_type(name)[0] or "application/octet-stream"
    given = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=mime, headers=_HEADERS | given)


def _answer(status: int, title: str, sentence: str, replacement: _Replacement | None = None) -> Response:
    return _html(status, str(render("answer.html", title=title, sentence=sentence, replacement=replacement)))


def _html(status: int, page: str, more: Mapping[str, str] | None = None) -> Response:
    return HTMLResponse(page, status_code=status, headers=_HEADERS | dict(more or {}))


ROUTES = [Route(f"/{FIRST_WORD}", published), Route(f"/{FIRST_WORD}/{{rest:path}}", published)]
"""For `st.App`; Starlette runs them in threads of their own."""
