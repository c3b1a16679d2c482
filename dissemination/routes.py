"""What the server answers beside the pages: published reports, under addresses that cannot be guessed.

No sign-in stands before them, so they show what was frozen and nothing else, run no script, and tell no search engine
and no other site that they are there. Tokens are in no log: nothing here logs, and the server keeps no log of requests.
"""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
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
from reports.web.markup import element, paragraph, shell, text
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


def published(request: Request) -> Response:
    """The page of a publication, or one of its files; the same sentence for every address that was never given out."""
    token, _, name = str(request.path_params.get("rest", "")).strip("/").partition("/")
    with database.reading(settings.from_environment().database_url) as connection:
        found = queries.publication_by_token(connection, token)
        if found is None:
            return _answer(404, "Không tìm thấy", paragraph(_UNKNOWN))
        if found.withdrawn_at is not None:
            return _answer(410, "Đã thu hồi", _withdrawn(connection, found))
        return _file(connection, found, name) if name else _page(connection, found)


def _page(connection: Connection, found: PublicationRow) -> Response:
    try:
        report, letterhead = freezing.thaw(queries.published_report(connection, found.id))
    except freezing.FrozenError:
        told = "Báo cáo này do một bản khác của chương trình công bố nên chưa hiển thị được. Hãy hỏi nơi đã gửi."
        return _answer(500, "Chưa hiển thị được", paragraph(told))
    stamp = replace(stamp_of(found), made_by=letterhead.office)
    page = web.page(report, letterhead, stamp, foot=_foot(connection, found, report, letterhead.office))
    body = '<main class="document">\n'
    return _html(200, page.replace(body, body + _notice(connection, found), 1))


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


def _notice(connection: Connection, found: PublicationRow) -> str:
    """Above the report: that there is a correction."""
    newest = _newest(connection, found)
    if newest.id == found.id:
        return ""
    if newest.withdrawn_at is None:
        told = f"Báo cáo này đã được đính chính. Bản thay thế: {_link(newest)}."
    else:
        told = f"Báo cáo này đã được đính chính; bản đính chính số {text(newest.export.number)} sau đó đã thu hồi."
    return element("div", element("p", told), "marks")


def _foot(connection: Connection, found: PublicationRow, report: Report, office: str) -> str:
    """Below it: what it corrects, what can be taken along, from what it was made."""
    links = " · ".join(
        f'<a href="{escape(_path(found, name))}" download>{text(name)}</a> ({vietnamese.number(size // 1024 + 1)} KB)'
        for name, size in found.files
    )
    taken = element("p", f"Tải về: {links}", "stamp") if links else ""
    return _changes(connection, found) + taken + _origin(found, report, office)


def _changes(connection: Connection, found: PublicationRow) -> str:
    if found.replaces is None:
        return ""
    earlier = queries.publication(connection, found.replaces)
    head = f"Những điểm thay đổi so với bản số {earlier.export.number if earlier else ''}"
    return element("h2", text(head)) + element("ul", "".join(element("li", text(line)) for line in found.changes))


def _origin(found: PublicationRow, report: Report, office: str) -> str:
    """Who answers for it, how it is corrected, and what a second person needs to make the same numbers again."""
    policy = (
        "Bản này được giữ nguyên như lúc công bố. Nếu có sửa, bản đính chính có số mới, nêu từng điểm thay đổi, và địa "
        f"chỉ này dẫn tới bản đó. Nơi lập, nơi tiếp nhận ý kiến: {office}."
    )
    made_of = [
        f"Phạm vi: {found.export.scope} ({found.export.query})",
        f"Quy tắc tính: phiên bản {found.export.rule_version}; {labels.rounding_name(report.rounding)}",
        *(f"Tệp danh sách nguồn, SHA-256: {each}" for each in report.sources),
    ]
    inside = "".join(element("li", text(line)) for line in made_of)
    return element("details", element("summary", "Về bản công bố này") + paragraph(policy) + element("ul", inside))


def _withdrawn(connection: Connection, found: PublicationRow) -> str:
    """To those who hold the link: that it was withdrawn, and where its correction is."""
    day = vietnamese.moment(found.withdrawn_at) if found.withdrawn_at else ""
    told = paragraph(f"Báo cáo số {found.export.number} đã được thu hồi lúc {day}.")
    newest = _newest(connection, found)
    return told + (element("p", f"Bản thay thế: {_link(newest)}.") if newest.stands else "")


def _newest(connection: Connection, found: PublicationRow) -> PublicationRow:
    """The last of the corrections, which is itself where there is none."""
    while found.replaced_by is not None:
        later = queries.publication(connection, found.replaced_by)
        if later is None:
            break
        found = later
    return found


def _link(found: PublicationRow) -> str:
    return f'<a href="{escape(_path(found))}">số {text(found.export.number)}</a>'


def _path(found: PublicationRow, name: str = "") -> str:
    return "/".join(["", FIRST_WORD, found.token, *([quote(name)] if name else [])])


def _file(connection: Connection, found: PublicationRow, name: str) -> Response:
    content = queries.published_file(connection, found.id, name)
    if content is None:
        return _answer(404, "Không tìm thấy", paragraph(_UNKNOWN))
    mime = guess_type(name)[0] or "application/octet-stream"
    given = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=mime, headers=_HEADERS | given)


def _answer(status: int, title: str, body: str) -> Response:
    return _html(status, shell(title, element("h1", text(title)) + body))


def _html(status: int, page: str, more: Mapping[str, str] | None = None) -> Response:
    return HTMLResponse(page, status_code=status, headers=_HEADERS | dict(more or {}))


ROUTES = [Route(f"/{FIRST_WORD}", published), Route(f"/{FIRST_WORD}/{{rest:path}}", published)]
"""For `st.App`; Starlette runs them in threads of their own."""
