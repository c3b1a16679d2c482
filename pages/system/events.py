"""Nhật ký: who did what, when and from where; for administrators."""

from dashboard.system import events_page

events_page.show()
