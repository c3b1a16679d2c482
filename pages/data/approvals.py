"""Duyệt danh sách: rosters that communes sent and that wait; what each would change, and the decision."""

import streamlit as st

import settings
from access import recorded
from dashboard.data import approvals
from etl import originals

office = settings.from_environment()
url = office.database_url


approvals.tell()
rows = approvals.rows()
if not rows:
    st.markdown(
        "**Chưa có bản danh sách nào gửi duyệt.** Ở trang «Thiết lập», mục «Duyệt danh sách xã gửi», có thể yêu cầu "
        "danh sách do tài khoản của từng đơn vị nạp phải chờ tỉnh duyệt rồi mới tính vào số liệu."
    )
    st.stop()
row = approvals.chosen_from(rows)
if row is not None:
    approvals.details(
        row,
        approvals.Acts(
            attempt=lambda number, tell: recorded.approval(url, number, tell, office, dry_run=True),
            approve=lambda number, tell: recorded.approval(url, number, tell, office, dry_run=False),
            refuse=lambda number, reason: recorded.refuse(url, number, reason, office),
            withdraw=lambda number: recorded.withdraw(url, number, office),
            original=lambda sha256, name: originals.reader(office.originals_dir, sha256, name),
        ),
    )
