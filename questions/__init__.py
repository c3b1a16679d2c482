"""One question in words: its place, date, intent and people read by rules, offline, and answered with a number."""
