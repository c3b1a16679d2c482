"""Checks of people already read: they yield problems and change nothing. Thresholds and rules are reference tables."""

from etl.validating.duplicates import check_duplicates, check_elsewhere, check_hidden, whole_births
from etl.validating.headcounts import check_headcounts, check_missing_units, check_unchanged
from etl.validating.people import check_people

__all__ = [
    "check_duplicates",
    "check_elsewhere",
    "check_headcounts",
    "check_hidden",
    "check_missing_units",
    "check_people",
    "check_unchanged",
    "whole_births",
]
