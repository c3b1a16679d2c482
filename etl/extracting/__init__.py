"""From a sheet with a known header to people: which rows are people, what their cells say, what the totals say."""
