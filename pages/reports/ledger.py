"""Sổ xuất báo cáo: reports under an address, and everything that was ever given out."""

from dashboard import cached
from dashboard.reports import export_ledger, publication_list
from etl import office

publication_list.show(publication_list.rows())
export_ledger.table()
export_ledger.whose()
publication_list.ask_for_address(lambda address: office.save(cached.state().url, {"public_url": address}))
