"""The pages: where their scripts lie, what they are called, which address they have. Known to app.py and frame.py."""

from dataclasses import dataclass

from access.actors import Act

FIGURES, REPORTS = "Số liệu", "Báo cáo"


@dataclass(frozen=True, slots=True)
class Entry:
    """One page; `slug` is its address, empty for the page that opens first; `needs`: what one must be allowed to do."""

    script: str
    title: str
    slug: str
    needs: Act = Act.FIGURES


UNITS = Entry("pages/figures/places.py", "Địa bàn", "dia-ban")
COMPARISON = Entry("pages/figures/comparison.py", "So sánh", "so-sanh")
TRENDS = Entry("pages/figures/trends.py", "Xu hướng", "xu-huong")
QUOTAS = Entry("pages/figures/quotas.py", "Biên chế", "bien-che")
SUBMISSIONS = Entry("pages/data/submissions.py", "Tiến độ gửi", "tien-do-gui")
APPROVALS = Entry("pages/data/approvals.py", "Duyệt danh sách", "duyet-danh-sach", Act.LOAD)
CROSSTAB = Entry("pages/figures/crosstab.py", "Bảng chéo", "bang-cheo")
TRACE = Entry("pages/data/trace.py", "Ai, ở đâu?", "ai-o-dau")
REPORT = Entry("pages/reports/report.py", "Báo cáo", "bao-cao")
FORMS = Entry("pages/reports/fill.py", "Điền biểu mẫu", "dien-bieu-mau")
ASK = Entry("pages/reports/ask.py", "Hỏi số liệu", "hoi-so-lieu")
SECTIONS = {
    FIGURES: (
        Entry("pages/figures/overview.py", "Tổng quan", ""),
        UNITS,
        COMPARISON,
        TRENDS,
        Entry("pages/figures/education.py", "Trình độ chuyên môn", "trinh-do-chuyen-mon"),
        Entry("pages/figures/it.py", "Tin học", "tin-hoc"),
        Entry("pages/figures/others.py", "Chỉ tiêu khác", "chi-tieu-khac"),
        CROSSTAB,
        Entry("pages/figures/composition.py", "Cơ cấu", "co-cau"),
        Entry("pages/figures/movements.py", "Biến động", "bien-dong"),
        QUOTAS,
        Entry("pages/figures/standards.py", "Chuẩn và nghỉ hưu", "chuan-va-nghi-huu"),
        Entry("pages/figures/indicators.py", "Chuyển đổi số, cải cách hành chính", "chuyen-doi-so"),
        Entry("pages/figures/readiness.py", "Mức sẵn sàng số", "muc-san-sang-so"),
    ),
    REPORTS: (REPORT, FORMS, ASK, Entry("pages/reports/ledger.py", "Sổ xuất báo cáo", "so-xuat-bao-cao")),
    "Dữ liệu": (
        Entry("pages/data/load.py", "Nhập số liệu", "nhap-so-lieu", Act.LOAD),
        APPROVALS,
        SUBMISSIONS,
        Entry("pages/data/quality.py", "Chất lượng số liệu", "chat-luong-so-lieu"),
        Entry("pages/data/figures.py", "Nạp biên chế, chỉ số", "nap-bien-che-chi-so", Act.APPROVE),
        Entry("pages/data/learned.py", "Điều đã nhớ", "dieu-da-nho", Act.TEACH),
        Entry("pages/data/imports.py", "Lịch sử nạp", "lich-su-nap", Act.LOAD),
        Entry("pages/data/reconcile.py", "Đối chiếu số công bố", "doi-chieu"),
        TRACE,
        Entry("pages/data/person.py", "Tra cứu một người", "tra-cuu-mot-nguoi", Act.PEOPLE),
    ),
    "Hệ thống": (
        Entry("pages/system/office.py", "Thiết lập", "thiet-lap", Act.SETTINGS),
        Entry("pages/system/units.py", "Danh mục đơn vị", "danh-muc-don-vi", Act.SETTINGS),
        Entry("pages/system/accounts.py", "Người dùng", "nguoi-dung", Act.ACCOUNTS),
        Entry("pages/system/events.py", "Nhật ký", "nhat-ky", Act.EVENTS),
        Entry("pages/system/guide.py", "Hướng dẫn", "huong-dan"),
    ),
}
"""The menu's sections in their order."""

_OTHERS = (REPORT, FORMS, ASK, TRACE)
ABOUT_SELECTION = frozenset(entry.slug for entry in (*SECTIONS[FIGURES], *_OTHERS))
"""Pages that follow the selection: they have its row under their title, and links to them carry it."""
WITH_UNIT = frozenset({UNITS.slug, REPORT.slug, FORMS.slug})
"""Pages that ask for a commune even where none is chosen."""

ON_DAYS_OF_QUOTAS = frozenset({QUOTAS.slug, REPORT.slug})
"""Pages that have something to say of a day on which quotas were given, rosters or not."""
WITHOUT_SHARES = frozenset({QUOTAS.slug, *(entry.slug for entry in _OTHERS)})
"""Pages of the selection that show no share themselves; a document says its own rounding."""
OWN_SOURCE = frozenset({ASK.slug})
"""Pages that name the source of their figures themselves: a question may be about another date and place."""

SCRIPTS = {entry.slug: entry.script for entries in SECTIONS.values() for entry in entries}
"""A page's script by its address."""
NEEDS = {entry.slug: entry.needs for entries in SECTIONS.values() for entry in entries}
"""The act that one must be allowed on a page, by its address."""
ADDRESSES = frozenset(entry.slug for entries in SECTIONS.values() for entry in entries)

ASKED_FOR = "trang"
"""The query parameter that names a page which does not exist."""
