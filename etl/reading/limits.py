"""The limits of one load, all of its workbooks together: fifty files within the limits would not fit at once."""

from collections import Counter

from etl.problems import Refused, problem
from etl.records import SourceFile
from settings import Settings

_WORDS = {"cells": "ô có nội dung", "places": "ô", "sheets": "trang", "merges": "ô gộp", "bytes": "MB sau khi giải nén"}
_MEGABYTE = 2**20


class Budget:
    """The settings' limits and what is spent of them so far; all files of a load share one."""

    def __init__(self, limits: Settings) -> None:
        self.limits = limits
        self._most = {
            "cells": limits.max_cells,
            "places": limits.max_places,
            "sheets": limits.max_sheets,
            "merges": limits.max_merged_cells,
            "bytes": limits.max_load_mb * _MEGABYTE,
        }
        self._spent = Counter[str]()

    def spend(self, kind: str, amount: int, source: SourceFile, sheet: str = "") -> None:
        """Spend so many `cells`, `places`, `sheets`, `merges` or `bytes`; raise Refused where not enough is left."""
        self._spent[kind] += amount
        most = self._most[kind]
        if amount > most and kind != "bytes":
            code = "too_many_sheets" if kind == "sheets" else "sheet_too_large"
            raise Refused(problem(code, file=source.name, sheet=sheet, size=amount, limit=most))
        if self._spent[kind] > most:
            size, limit = (n // _MEGABYTE if kind == "bytes" else n for n in (self._spent[kind], most))
            raise Refused(problem("load_too_large", file=source.name, size=size, limit=limit, kind=_WORDS[kind]))

    def left(self, kind: str) -> int:
        """Give how much of a kind may still be spent."""
        return self._most[kind] - self._spent[kind]

    def reach(self, rows: int, columns: int, source: SourceFile, sheet: str) -> None:
        """Spend the places of a sheet up to its last row and column; raise Refused where either is too far."""
        for size, limit in ((rows, self.limits.max_rows), (columns, self.limits.max_columns)):
            if size > limit:
                raise Refused(problem("sheet_too_large", file=source.name, sheet=sheet, size=size, limit=limit))
        self.spend("places", rows * columns, source, sheet)
