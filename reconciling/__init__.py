"""Reconciliation of published figures: with themselves, with the rounding rules, and with our rosters."""
