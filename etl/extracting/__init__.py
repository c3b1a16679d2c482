"""The way from a sheet with a known header to people: rows that are people, their cells, printed totals."""
