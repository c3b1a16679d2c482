"""The form of the page «Thiết lập»."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import reference
from access import erasing, recorded, users
from dashboard import cached
from dashboard.system import first_start
from dashboard.system.first_start import province_choice
from presentation import labels
from reference import provinces, vietnamese
from reports.letterhead import SETTINGS, Letterhead, letterhead
from stats.disclosure import Way
from stats.protected import SMALLEST, WAY, rule_of
from stats.shares import Rounding, share

_SAVED = "office_saved"
_EXAMPLES = ((1845, 2366), (61, 2366), (184, 2366))
"""Counts whose shares differ between the rules, from the province's published figures."""
_DECIMALS = {1: "Một (86,1%)", 2: "Hai (86,11%)"}
_SHORT, _LONG = 150, 1000
"""Letters of a line, and of a text of several lines; the database takes 2.000."""
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LINE_HEIGHT = 100
"""Pixels of a box for several lines."""


@dataclass(frozen=True, slots=True)
class _Field:
    """One of `letterhead.SETTINGS`; of several lines where `lines`."""

    key: str
    label: str
    help: str
    lines: bool = False


_LEFT = (
    _Field("superior_name", "Cơ quan chủ quản", "Dòng đầu bên trái văn bản, ví dụ Ủy ban nhân dân tỉnh Bắc Ninh."),
    _Field("office_symbol", "Ký hiệu cơ quan", "Phần sau của số, ký hiệu: SNV trong «Số:     /BC-SNV»."),
    _Field("office_place", "Địa danh", "Nơi ghi trước ngày tháng: Bắc Ninh trong «Bắc Ninh, ngày 05 tháng 01…»."),
    _Field(
        "addressee", "Kính gửi", "Cơ quan nhận báo cáo, mỗi dòng một cơ quan. Để trống thì không có dòng này.", True
    ),
)
_RIGHT = (
    _Field("signer_title", "Chức vụ người ký", "Mỗi dòng một dòng chữ: KT. Giám đốc, rồi Phó Giám đốc.", True),
    _Field("signer_name", "Họ tên người ký", "Không ghi học hàm, học vị. Để trống thì chừa chỗ."),
    _Field("preparer_name", "Người lập biểu", "Họ tên dưới «Người lập bảng» của các biểu mẫu."),
    _Field("recipients", "Nơi nhận", "Mỗi dòng một nơi, dòng cuối là nơi lưu: Lưu: VT.", True),
)


SETTING_NAMES = {field.key: field.label for field in (*_LEFT, *_RIGHT)} | {
    "office_name": "Tên cơ quan",
    "province": "Tỉnh, thành phố",
    "rounding": "Cách lấy chữ số thập phân của tỷ lệ",
    cached.SCREEN_DECIMALS: "Số chữ số thập phân trên màn hình",
    SMALLEST: "Giữ kín số người nhỏ hơn",
    WAY: "Cách giữ kín số nhỏ khi công bố",
    recorded.APPROVAL: "Danh sách xã gửi phải chờ duyệt",
    erasing.UNDONE: "Số ngày giữ lần nạp đã hoàn tác",
    erasing.ORIGINALS: "Số ngày giữ tệp gốc",
    "retention_chosen_on": "Ngày đổi thời hạn lưu",
    "public_url": "Địa chỉ máy chủ",
}
"""The words for each setting in the chain of events."""


def show(state: cached.State) -> dict[str, str] | None:
    """Ask for the office's name, its letterhead and the rule of rounding; give what was sent, else None."""
    values, usual = cached.office_settings(SETTINGS), letterhead({}, state.office, cached.source().province_name)
    if st.session_state.pop(_SAVED, False):
        st.success("Đã lưu. Mọi bảng, biểu đồ và tệp tải về từ nay theo thiết lập này.")
    with st.form("office", width=960):
        province = province_choice(state.province)
        name = st.text_input("Tên cơ quan (hiện ở đầu thực đơn và đầu văn bản)", state.office, max_chars=120)
        person = first_start.person(st)
        answers = _letterhead(values, usual)
        st.header("Tỷ lệ", anchor=False)
        rule = st.radio(
            "Cách lấy chữ số thập phân của tỷ lệ",
            list(Rounding),
            index=list(Rounding).index(state.rounding),
            format_func=labels.rounding_name,
            captions=[_explanation(each) for each in Rounding],
        )
        decimals = st.radio(
            "Số chữ số thập phân của tỷ lệ trên màn hình",
            list(_DECIMALS),
            index=list(_DECIMALS).index(state.decimals),
            format_func=_DECIMALS.__getitem__,
            help="Báo cáo, biểu mẫu và tệp tải về luôn có hai chữ số.",
            horizontal=True,
        )
        secrecy, kept, approval = _secrecy(), _time_of_keeping(state.url), _approval()
        sent = st.form_submit_button("Lưu", type="primary")
    _sample()
    _examples()
    if not sent:
        return None
    if person is not None:
        users.name_user(person)
    usual_name = provinces.office_of(state.province)
    chosen = {"province": province, "office_name": "" if name.strip() == usual_name else name.strip()}
    rounding = {"rounding": (rule or state.rounding).value, cached.SCREEN_DECIMALS: str(decimals or state.decimals)}
    return chosen | rounding | secrecy | kept | approval | answers


_WAYS = {
    Way.HIDE: "Không ai tính ra được số đã giấu từ các bảng của cùng một ngày; nơi ít người có nhiều [c].",
    Way.ROUND: "Bảng nào cũng có số, nhưng giữ kín kém hơn: cộng các số đã làm tròn rồi so với tổng, hoặc biết "
    "thêm tổng số thật, thì có số nhỏ vẫn tính ra đúng. Không nên dùng cho dân tộc, tôn giáo.",
}
"""The way of keeping small counts back -> what it does not do."""


def _secrecy() -> dict[str, str]:
    """Ask how small counts are kept back in what is published; give the two settings."""
    now = rule_of(cached.source(), is_for_all=True)
    with st.expander("Giữ kín số nhỏ khi công bố"):
        way = st.radio(
            "Trong bản công bố, những số cho biết về từng người",
            list(Way),
            index=list(Way).index(now.way),
            format_func={Way.HIDE: "Ghi [c], kể cả các số từ đó tính ra được", Way.ROUND: "Làm tròn đến 5"}.__getitem__,
            captions=[_WAYS[each] for each in Way],
        )
        smallest = st.number_input("Giữ kín số người nhỏ hơn", 2, 100, now.smallest)
    return {SMALLEST: str(smallest), WAY: (way or now.way).value}


def _approval() -> dict[str, str]:
    """Ask whether what communes load waits; give the setting."""
    now = cached.office_settings((recorded.APPROVAL,))[recorded.APPROVAL] == recorded.COMMUNES
    with st.expander("Duyệt danh sách xã gửi"):
        waits = st.checkbox("Danh sách do tài khoản của từng đơn vị nạp phải chờ tỉnh duyệt", now)
        st.caption(
            "Số liệu chỉ thay đổi sau khi người nạp của tỉnh duyệt ở trang «Duyệt danh sách»; người gửi không tự "
            "duyệt. Tài khoản của cả tỉnh nạp như trước."
        )
    return {recorded.APPROVAL: recorded.COMMUNES if waits else ""}


def _time_of_keeping(url: str) -> dict[str, str]:
    """Ask how long undone imports and originals are kept, and tell what will go; give the two settings."""
    now = cached.office_settings((erasing.UNDONE, erasing.ORIGINALS))
    labels_of = {
        erasing.UNDONE: "Lần nạp đã hoàn tác: xóa sau số ngày (0: giữ mãi)",
        erasing.ORIGINALS: "Tệp gốc: xóa sau số ngày kể từ khi nạp (0: giữ mãi)",
    }
    with st.expander("Thời hạn lưu dữ liệu cá nhân"):
        st.caption(
            f"Đổi thời hạn thì {reference.limit('retention_notice')} ngày sau mới bắt đầu xóa. Lệnh `retain` hoặc lần "
            "sao lưu hằng ngày (`run --backup`) thực hiện. Xóa tệp gốc không đổi con số nào, nhưng không xem lại được "
            "dòng gốc."
        )
        days = {
            key: int(st.number_input(label, 0, 36_500, int(now[key] or 0), key=key)) for key, label in labels_of.items()
        }
        coming = erasing.coming(url)
        if coming:
            st.info(
                f"Sẽ xóa từ ngày {vietnamese.day(coming[0].on)}: {vietnamese.number(len(coming))} lần nạp đã hoàn "
                "tác hoặc tệp gốc, lâu nhất trước."
            )
    return {key: str(number) if number else "" for key, number in days.items()}


def saved() -> None:
    """Draw the page again with what was saved; the menu above it shows the name, too."""
    st.session_state[_SAVED] = True
    st.rerun()


def _letterhead(values: Mapping[str, str], usual: Letterhead) -> dict[str, str]:
    """Ask for the fields of the letterhead in two columns; what stands in grey is used where nothing is typed."""
    st.header("Thể thức văn bản", anchor=False)
    st.caption("Dùng cho báo cáo, biểu mẫu và công văn. Chữ mờ là điều sẽ được ghi nếu để trống.")
    answers: dict[str, str] = {}
    for column, fields in zip(st.columns(2), (_LEFT, _RIGHT), strict=True):
        for field in fields:
            answers[field.key] = _ask(column, field, values.get(field.key, ""), _usual(usual, field.key))
    return answers


def _ask(column: DeltaGenerator, field: _Field, value: str, usual: str) -> str:
    if field.lines:
        answer = column.text_area(
            field.label, value, max_chars=_LONG, height=_LINE_HEIGHT, help=field.help, placeholder=usual
        )
        return "\n".join(line.strip() for line in answer.splitlines() if line.strip())
    return column.text_input(field.label, value, max_chars=_SHORT, help=field.help, placeholder=usual).strip()


def _usual(usual: Letterhead, key: str) -> str:
    values: dict[str, str] = {
        "superior_name": usual.superior,
        "office_symbol": usual.symbol,
        "office_place": usual.place,
        "signer_title": "\n".join(usual.signer_title),
        "recipients": "\n".join(usual.recipients),
    }
    return values.get(key, "")


def _explanation(rule: Rounding) -> str:
    return labels.rounding_note(rule)


def _sample() -> None:
    """Offer a Word file with all fields, to begin a template of one's own with."""
    st.header("Mẫu Word của cơ quan", anchor=False)
    st.markdown(
        "Cơ quan muốn dùng khung văn bản riêng thì tải mẫu dưới đây, sửa trong Word và chọn tệp đó khi lập báo cáo. "
        "Các ô trong ngoặc, ví dụ `{{trich_yeu}}`, sẽ được thay bằng nội dung."
    )
    st.download_button("Tải mẫu Word", _sample_content, "mau-bao-cao.docx", _DOCX, on_click="ignore")


def _sample_content() -> bytes:
    from reports import word  # Word's own library is loaded where somebody wants the file

    return word.sample()


def _examples() -> None:
    """Show the same numbers under the two rules that offices use."""
    st.header("Hai cách, cùng một số liệu", anchor=False)
    lines = ["| Số người | Tổng số | Làm tròn | Cắt bỏ |", "|---:|---:|---:|---:|"]
    for count, base in _EXAMPLES:
        rounded, cut = (vietnamese.percent(share(count, base, rule)) for rule in (Rounding.HALF_UP, Rounding.CUT))
        lines.append(f"| {vietnamese.number(count)} | {vietnamese.number(base)} | {rounded} | {cut} |")
    st.markdown("\n".join(lines))
    st.caption(
        "Có nơi đã công bố số liệu theo cách cắt bỏ (tỉnh Bắc Ninh, ngày 31/12/2023). Quy tắc đang dùng được ghi dưới "
        "mỗi biểu đồ và trong mỗi tệp tải về, để người đọc biết vì sao hai bản có thể lệch 0,01."
    )
