"""Attempts that go wrong, for the runner of broken files to notice."""

import os
from pathlib import Path


def fails_sometimes(seed: int, _url: str, _paths: list[Path]) -> str:
    """Fail by an error that escapes, and by the end of the process."""
    if seed % 100 == 3:
        raise ZeroDivisionError
    if seed % 100 == 7:
        os._exit(1)
    return "refused"
