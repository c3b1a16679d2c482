"""The page «Tiến độ gửi»: the answer, the districts, the kinds of problems, and every unit of the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import streamlit as st

import database
from dashboard import cached
from dashboard.data import deadline
from dashboard.parts import headlines, listing, register, selection_row
from dashboard.parts.listing import FinishedListing
from dashboard.parts.markdown import escape_markdown
from dissemination import issuing
from presentation import labels, table_rows
from presentation.tiers import tier_choice
from reference import vietnamese
from reference.bodies import Tier
from reports.stamp import Stamp
from stats import queries
from stats.measures import Status, Submission, Submissions
from stats.selection import Selection
from stats.source import StatisticsSource

_IN_URL, _LEVEL_IN_URL, _LEVEL = "as_of", "level", "submissions_level"
_KEPT, _DAY, _TYPES, _TYPED = "submissions_as_of", "submissions_day", "submissions_types", "submissions_typed"
_OTHER, _ALL = "other", ""
_OPENED = "submissions_opened"
"""The session's key for the code of the unit whose name was clicked."""
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


# The day


def chosen_day(dates: Sequence[date]) -> date:
    """Give the day to look at: the link's, else the last one here or on the figures' pages, else the newest.

    Any day may be named, also one of which nobody has sent anything; `dates` has those with data, newest first.
    """
    day_in_url = st.query_params.get(_IN_URL)
    day = _iso(day_in_url) or (
        None if day_in_url else st.session_state.get(_KEPT) or _iso(selection_row.link().get(_IN_URL))
    )
    if day is None:
        day = dates[0]
        if day_in_url:
            st.info(f"«{escape_markdown(day_in_url)}» không phải là ngày; đang xem ngày {vietnamese.day(day)}.")
    st.session_state[_KEPT] = day
    if day_in_url != day.isoformat():
        st.query_params[_IN_URL] = day.isoformat()
    _ask_for_day(day, dates)
    return day


def _iso(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _ask_for_day(day: date, dates: Sequence[date]) -> None:
    words: dict[date | str, str] = {each: vietnamese.day(each) for each in sorted({*dates, day}, reverse=True)}
    words[_OTHER] = "Ngày khác…"
    types = bool(st.session_state.get(_TYPES))
    st.session_state[_DAY] = _OTHER if types else day
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", width="content"):
        st.selectbox(
            "Tính đến ngày", list(words), format_func=words.__getitem__, key=_DAY, on_change=_take_day, width=140
        )
        if types:
            # Streamlit's calendar speaks English only.
            st.text_input(
                "Ngày/tháng/năm, rồi Enter",
                placeholder=vietnamese.day(day),
                key=_TYPED,
                on_change=_take_typed,
                width=210,
            )
    text = st.session_state.get(_TYPED)
    if types and text:
        st.caption(f"«{escape_markdown(text)}» không phải là ngày; hãy ghi như {vietnamese.day(day)}.")


def _take_day() -> None:
    option = st.session_state[_DAY]
    st.session_state[_TYPES] = option == _OTHER
    if option != _OTHER:
        st.query_params[_IN_URL] = option.isoformat()


def _take_typed() -> None:
    try:
        day, month, year = (int(part) for part in str(st.session_state[_TYPED]).strip().split("/"))
        st.query_params[_IN_URL] = date(year, month, day).isoformat()
        st.session_state[_TYPES] = False
    except ValueError:
        st.session_state[_TYPES] = True


def chosen_level(day: date) -> Tier:
    """Give the level of government whose units are looked at: the link's, else one that has rosters of the day.

    It is asked for where bodies have ever sent rosters: who has communes alone is not asked.
    """
    held = cached.source()
    if not any(held.dates(tier) for tier in (Tier.PROVINCE, Tier.DISTRICT)):
        return Tier.COMMUNE
    there = [tier for tier in (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE) if held.register(day, level=tier)]
    options = [*there, Tier.ALL]
    followed = selection_row.link().get(_LEVEL_IN_URL)  # «all» may only say that the figures' date lacks communes
    named = st.query_params.get(_LEVEL_IN_URL) or (followed if followed != Tier.ALL else None)
    with_rosters = [tier for tier in (Tier.COMMUNE, Tier.PROVINCE, Tier.DISTRICT) if tier in held.levels(day)]
    level = Tier(named) if named in options else next(iter(with_rosters), Tier.COMMUNE)
    st.session_state[_LEVEL] = level
    st.selectbox("Cấp", options, format_func=tier_choice, key=_LEVEL, on_change=_take_level, width=110)
    return level


def _take_level() -> None:
    st.query_params[_LEVEL_IN_URL] = st.session_state[_LEVEL].value


# The answer


def answer(submissions: Submissions) -> None:
    """Say how many units have sent, how many have not, how many have sent something doubtful."""
    share = vietnamese.percent(submissions.sent_share, submissions.sent)
    headlines.row(
        [
            headlines.Headline(
                "Đã gửi",
                f"{vietnamese.number(submissions.sent)}/{vietnamese.number(len(submissions.units))}",
                f"{share} số đơn vị",
            ),
            _figure(submissions, Status.MISSING, "Không có danh sách của ngày này"),
            _figure(submissions, Status.DOUBTFUL, "Đã nạp, còn lỗi hoặc cảnh báo"),
            _figure(submissions, Status.ACCEPTED, "Đã nạp, không có lỗi hay cảnh báo riêng"),
        ]
    )


def _figure(submissions: Submissions, status: Status, detail: str) -> headlines.Headline:
    return headlines.Headline(labels.submission_status(status), vietnamese.number(submissions.count(status)), detail)


def districts(submissions: Submissions) -> None:
    """Show each district with a small bar; the one that most units are missing of first."""
    st.header("Theo đơn vị cấp huyện", anchor=False)
    listing.show(cached.source().derive(_progress, submissions.as_of, submissions.level), key="submissions_districts")


def _progress(source: StatisticsSource, day: date, level: Tier) -> FinishedListing:
    submissions = source.submissions(day, level)
    rows = table_rows.progress_rows(submissions)
    places = submissions.districts
    missing, sent = sum(place.missing for place in places), sum(place.sent for place in places)
    doubtful, units = sum(place.doubtful for place in places), sum(place.total for place in places)
    table = listing.with_bars(
        listing.of_rows(
            "Theo đơn vị cấp huyện",
            rows.headers,
            rows.rows,
            total=("Toàn tỉnh", missing, sent, float(submissions.sent_share), doubtful, units),
            decimals=source.rounding.decimals,
        ),
        rows.headers.index(table_rows.SENT_SHARE),
    )
    return listing.finish(table)


def rules(submissions: Submissions) -> None:
    """Show how often each kind of problem stands in the rosters that count."""
    st.header("Lỗi và cảnh báo theo loại", anchor=False)
    if not submissions.rules:
        st.markdown("Không có lỗi hay cảnh báo nào trong các danh sách đang dùng.")
        return
    listing.show(cached.source().derive(_rules, submissions.as_of, submissions.level), key="submissions_rules")


def _rules(source: StatisticsSource, day: date, level: Tier) -> FinishedListing:
    submissions = source.submissions(day, level)
    rows = table_rows.rules_rows(submissions)
    rows = rows if submissions.shared else rows.without({table_rows.WHOLE_FILE})
    return listing.finish(listing.of_rows("Lỗi và cảnh báo theo loại", rows.headers, rows.rows))


# Every unit


@dataclass(frozen=True, slots=True)
class _Filter:
    """The filters of the units: status, district, kind of problem («» for all of them), and a part of their name."""

    status: str
    district: str
    kind: str
    words: str

    def leaves(self, unit: Submission) -> bool:
        """Tell whether the unit is shown."""
        return (
            self.status in (_ALL, unit.status)
            and self.district in (_ALL, unit.district_code)
            and (self.kind == _ALL or self.kind in unit.kinds)
            and self.words in vietnamese.slug(unit.name)
        )


@st.fragment
def units(submissions: Submissions, beside: deadline.Beside) -> None:
    """Show every unit of the register, to be narrowed down; those that somebody has to call come first."""
    table = cached.source().derive(_matches, submissions.as_of, submissions.level, _filter(submissions), beside)
    count = table.rows
    st.caption(
        f"{vietnamese.number(count)}/{vietnamese.number(len(submissions.units))} đơn vị. "
        "Bấm vào tên để xem số liệu của đơn vị đó; bấm vào tiêu đề cột để xếp lại."
    )
    if not count:
        st.markdown("Không có đơn vị nào như vậy.")
        return
    listing.show(table, _open, key="submissions_units")
    code = st.session_state.pop(_OPENED, None)
    if code:
        st.switch_page(
            register.UNITS.script,
            query_params=Selection(submissions.as_of, unit=code, level=submissions.level).to_query(),
        )


def _open(code: str) -> None:
    st.session_state[_OPENED] = code


def _matches(
    source: StatisticsSource, day: date, level: Tier, choice: _Filter, beside: deadline.Beside
) -> FinishedListing:
    """Make the table of the units that the filters leave; those that have sent lead to their figures."""
    submissions = source.submissions(day, level)
    units = [unit for unit in submissions.urgent_first if choice.leaves(unit)]
    rows = table_rows.submissions_rows(units).beside(deadline.HEADERS, beside.rows(units))
    if not submissions.districts:
        rows = rows.without({table_rows.DISTRICT})
    if not submissions.shared:
        rows = rows.without({table_rows.SHARED})
    # Nobody of these has sent: columns without a single number would only push the names together.
    rows = rows.without_empty()
    people = sum(unit.people or 0 for unit in units)
    places = [Selection(day, unit=unit.code, level=level) for unit in units]
    table = listing.of_rows(
        "Từng đơn vị",
        rows.headers,
        rows.rows,
        codes=["" if unit.people is None else unit.code for unit in units],
        links=[f"{register.UNITS.slug}?{urlencode(place.to_query())}" for place in places],
        total=[_total(name, len(units), people) for name in rows.headers] if len(units) > 1 else (),
    )
    return listing.finish(table)


def _total(name: str, units: int, people: int) -> str | int:
    """Give the last row's value under a header: the number of units, and their people."""
    if name == table_rows.PEOPLE:
        return people
    return f"Tổng cộng: {vietnamese.number(units)} đơn vị" if name == table_rows.UNIT else ""


def _filter(submissions: Submissions) -> _Filter:
    """Ask for the filters."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        statuses = {_ALL: "Tất cả"} | {
            status.value: f"{labels.submission_status(status)} ({vietnamese.number(submissions.count(status))})"
            for status in Status
        }
        status = st.segmented_control(
            "Trạng thái",
            list(statuses),
            format_func=statuses.__getitem__,
            default=_ALL,
            required=True,
            key="submissions_status",
        )
        district = _select("Đơn vị cấp huyện", {place.code: place.name for place in submissions.districts}, "Toàn tỉnh")
        kind = _select(
            "Loại vấn đề", {rule.code: labels.problem_kind(rule.code) for rule in submissions.rules}, "Tất cả"
        )
        words = vietnamese.slug(st.text_input("Tìm đơn vị", key="submissions_words", width=170))
    return _Filter(str(status), district, kind, words)


def _select(label: str, options: dict[str, str], everything: str) -> str:
    """Ask for one of the options, «all» first; not shown where there is nothing to choose."""
    if not options:
        return _ALL
    words = {_ALL: everything} | options
    option: str = st.selectbox(label, list(words), format_func=words.__getitem__, key=f"submissions_{label}", width=190)
    return option


def shared_problems(submissions: Submissions) -> None:
    """Show the problems of a whole sheet or file, which no single unit can be asked about."""
    if not submissions.shared:
        return
    st.header("Vấn đề chung của tệp", anchor=False)
    st.caption(
        "Nói về cả trang hoặc cả tệp có nhiều đơn vị (tiêu đề cột, dòng cộng, người chưa rõ đơn vị), "
        "nên không tính vào trạng thái của riêng đơn vị nào. Nội dung đầy đủ ở «Lịch sử nạp»."
    )
    listing.show(cached.source().derive(_shared, submissions.as_of, submissions.level), key="submissions_shared")


def _shared(source: StatisticsSource, day: date, level: Tier) -> FinishedListing:
    rows = table_rows.shared_problem_rows(source.submissions(day, level))
    return listing.finish(listing.of_rows("Vấn đề chung của tệp", rows.headers, rows.rows))


def download(submissions: Submissions) -> None:
    """Offer the late ones as a workbook and as a letter to them, made when somebody asks."""
    if not submissions.missing:
        return
    _late_workbook(submissions)
    _letter(submissions.as_of, submissions.level)


def _letter(day: date, level: Tier) -> None:
    """Offer the letter with the deadline of the date; without one it is left open."""
    selection = Selection(day, level=level)
    state, names = cached.state(), cached.source().names_of(selection)

    def make() -> bytes:
        # Word is loaded by those who want a letter, not by each page.
        from reports.export_request import ExportRequest
        from reports.inputs import Options

        with database.reading(state.url) as connection:
            source = StatisticsSource.of_connection(connection, state.province, state.rounding)
            options = Options(deadline=queries.deadline(connection, day))
            request = ExportRequest("letter", ".docx", source, selection, state.office, options=options)
            return issuing.issue_report(state.url, request).content

    st.download_button(
        "Công văn đôn đốc (.docx)",
        make,
        labels.file_name("Công văn đôn đốc gửi danh sách", names.slug(selection), day, "docx"),
        _WORD,
        on_click="ignore",
        icon=":material/mail:",
        help="Gửi các đơn vị chưa gửi danh sách; chưa đặt hạn gửi thì chỗ ghi hạn để trống.",
    )


def _late_workbook(submissions: Submissions) -> None:
    # XlsxWriter is loaded by those who want a file, not by each page.
    from reports.excel import late

    selection = Selection(submissions.as_of, level=submissions.level)
    state, names = cached.state(), cached.source().names_of(selection)
    record = issuing.ExportRecord(
        name="late",
        kind="xlsx",
        file_name=late.file_name(names, selection),
        title=late.title(names, selection),
        scope=names.place(selection),
        query=issuing.query_of(selection),
        as_of=submissions.as_of,
        data_version=state.version,
        rounding=state.rounding.value,
        is_demo=state.is_demo,
    )

    def make(stamp: Stamp) -> bytes:
        return late.workbook(submissions, names, state.office, is_demo=state.is_demo, stamp=stamp)

    st.download_button(
        "Danh sách đơn vị chưa gửi (.xlsx)",
        lambda: issuing.issue(state.url, record, make).content,
        record.file_name,
        _EXCEL,
        on_click="ignore",
        icon=":material/download:",
    )
