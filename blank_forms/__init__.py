"""Blank forms that an office is sent: read with the words of rosters, filled with counts, kept as they look.

`filling` is the way in: `read_form` tells what a form asks, `fill` puts the numbers into its cells.
"""
