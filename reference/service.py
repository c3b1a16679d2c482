"""The bands of completed years of service: the codes of `seniority`, each named by the least years that it holds."""

from functools import lru_cache

from reference.codes import code_lists

_FIELD, _PREFIX = "seniority", "from_"


@lru_cache(maxsize=1)
def bands_of_service() -> dict[int, str]:
    """Give the code of each band by the least years that it holds, in order."""
    return {int(value.code.removeprefix(_PREFIX)): value.code for value in code_lists()[_FIELD]}
