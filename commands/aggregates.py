"""`manage.py aggregates`: load tables of counts of which no lists are left, list and undo them, show those of a day."""

import argparse
import json
import sys
from collections.abc import Sequence

import database
from commands import figures
from commands.common import DONE, WRONG_WORDS, InputError, settings_for
from migrations.prepare import prepare
from presentation.tiers import tier_name
from reference import vietnamese
from reference.bodies import Tier
from reference.figures import AGGREGATES
from stats import queries
from stats.queries.aggregates import AggregateRow

HELP = "số liệu tổng hợp: nạp biểu đã lập của những năm không còn danh sách"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's words of `aggregates`."""
    figures.add_arguments(parser, "từng số đã nạp của ngày --as-of, với ô của nó")


def run(arguments: argparse.Namespace) -> int:
    """Load, list, undo or show; InputError where no counts of the date were loaded."""
    if arguments.action != "show":
        return figures.run(arguments, AGGREGATES)
    if arguments.as_of is None:
        print("aggregates show cần --as-of NGÀY", file=sys.stderr)
        return WRONG_WORDS
    settings = settings_for(arguments)
    prepare(settings.database_url)
    with database.reading(settings.database_url) as connection:
        rows = queries.aggregates(connection)
    there = [row for row in rows if row.as_of == arguments.as_of]
    if not there:
        days = "; ".join(map(vietnamese.day, sorted({row.as_of for row in rows}))) or "chưa có ngày nào"
        raise InputError(
            f"Không có số liệu tổng hợp ngày {vietnamese.day(arguments.as_of)}. Những ngày có: {days}. "
            "Hãy nạp bằng lệnh: python3 manage.py aggregates load TỆP"
        )
    if arguments.json:
        print(json.dumps(list(map(_as_json, there)), ensure_ascii=False, indent=1))
    else:
        _print(there)
    return DONE


def _print(rows: Sequence[AggregateRow]) -> None:
    for row in rows:
        where = " › ".join(filter(None, [row.file, row.sheet, row.cell]))
        place = f"{row.unit_code} {row.unit_name} ({tier_name(Tier(row.tier))})"
        print(f"{place}: {row.label}: {vietnamese.number(row.people)} · {where}")


def _as_json(row: AggregateRow) -> dict[str, object]:
    return {
        "as_of": row.as_of.isoformat(),
        "level": row.tier,
        "place": row.level,
        "unit_code": row.unit_code,
        "unit_name": row.unit_name,
        "rule": row.rule,
        "label": row.label,
        "count": row.people,
        "source": " › ".join(filter(None, [row.file, row.sheet, row.cell])),
    }
