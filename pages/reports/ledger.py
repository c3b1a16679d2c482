"""Sổ xuất báo cáo: reports under an address, and everything that was ever given out."""

from access import recorded
from access.actors import Act
from access.users import current_user
from dashboard import cached
from dashboard.reports import export_ledger, publication_list

publication_list.show(publication_list.rows())
export_ledger.table()
export_ledger.whose()
if current_user().may(Act.PUBLISH):
    publication_list.ask_for_address(
        lambda address: recorded.save_settings(cached.state().url, {"public_url": address})
    )
