"""Checks of people already read: they yield problems and change nothing. Thresholds and rules are reference tables."""

from etl.validating.ages import check_ages, check_party_dates
from etl.validating.duplicates import check_duplicates, check_elsewhere, check_hidden, whole_births
from etl.validating.headcounts import check_headcounts, check_missing_units, check_unchanged
from etl.validating.qualifications import check_degrees, check_form
from etl.validating.struck import check_struck

__all__ = [
    "check_ages",
    "check_degrees",
    "check_duplicates",
    "check_elsewhere",
    "check_form",
    "check_headcounts",
    "check_hidden",
    "check_missing_units",
    "check_party_dates",
    "check_struck",
    "check_unchanged",
    "whole_births",
]
