"""The fields of a person that tallies are kept of, and what their codes follow from."""

import hashlib
from functools import lru_cache

from reference.ages import age_bands
from reference.codes import code_lists

AGE_BAND = "age_band"
_BESIDE = ("ethnicity", "religion", AGE_BAND)
"""Fields without a code list whose values are few all the same."""
_PLACED = ("unit_type", "category")
"""Code lists that each tally is told apart by anyway."""


@lru_cache(maxsize=1)
def tallied_fields() -> tuple[str, ...]:
    """Names of the fields, in order: each field of a person that has a code list, and few others."""
    return tuple(sorted({*code_lists(), *_BESIDE} - set(_PLACED)))


@lru_cache(maxsize=1)
def tally_basis() -> str:
    """SHA-256 of the fields and of the age bands: tallies counted by others are to be counted anew."""
    bands = [(band.code, band.first, band.last) for band in age_bands()]
    return hashlib.sha256(repr((tallied_fields(), bands)).encode()).hexdigest()
