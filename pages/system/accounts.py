"""Người dùng: accounts, their roles and places; for administrators."""

from dashboard.system import accounts_page

accounts_page.show()
