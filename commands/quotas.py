"""`manage.py quotas`: load workbooks of quotas, list and undo them, and hold quota against present."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date

import database
from commands import figures
from commands.common import DONE, WRONG_WORDS, InputError, settings_for
from commands.stats import add_level_option, add_territory_option, level_of, refuse_territory
from migrations.prepare import prepare
from presentation import labels
from presentation.quota_words import balance, notes_of, signed
from reference import vietnamese
from reference.bodies import Tier
from reference.figures import QUOTAS, measures, quota_kinds
from stats import queries
from stats.quotas import Quotas, UnitStanding, kinds_given, quotas
from stats.selection import Selection
from stats.source import StatisticsSource

HELP = "biên chế: nạp biểu biên chế giao, so với người có mặt"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's words of `quotas`."""
    figures.add_arguments(parser, "biên chế và người có mặt của từng đơn vị tại --as-of")
    kinds = [kind.code for kind in quota_kinds()]
    add_territory_option(parser)
    add_level_option(parser)
    parser.add_argument("--kind", choices=kinds, help="loại biên chế (mặc định: loại đầu tiên đã giao)")


def run(arguments: argparse.Namespace) -> int:
    """Load, list, undo or show; InputError where nothing is given on the date."""
    refuse_territory(
        arguments,
        "biên chế giao cho đơn vị nào là của đơn vị ấy, không chia, không cộng sang đơn vị của địa giới khác. "
        "Hãy bỏ --territory, hoặc chọn --as-of là ngày có đơn vị ấy.",
    )
    if arguments.action != "show":
        return figures.run(arguments, QUOTAS)
    if arguments.as_of is None:
        print("quotas show cần --as-of NGÀY", file=sys.stderr)
        return WRONG_WORDS
    settings = settings_for(arguments)
    prepare(settings.database_url)
    with database.reading(settings.database_url) as connection:
        home = queries.home_province(connection, settings.province)
        source = StatisticsSource.of_connection(connection, home)
        numbers = _numbers(source, arguments.as_of, arguments.kind, level_of(arguments))
    if arguments.json:
        print(json.dumps(_as_json(numbers), ensure_ascii=False, indent=1))
    else:
        _print(numbers)
    return DONE


def _numbers(source: StatisticsSource, as_of: date, kind: str | None, level: Tier) -> Quotas:
    given = kinds_given(source, as_of, level)
    measure = kind or next(iter(given), None)
    if measure not in given:
        raise InputError(
            f"Chưa có biên chế nào giao đến ngày {vietnamese.day(as_of)}; hãy nạp bằng lệnh: "
            "python3 manage.py quotas load TỆP"
        )
    return quotas(source, Selection(as_of, level=level), measure)


def _as_json(numbers: Quotas) -> dict[str, object]:
    return {
        "as_of": numbers.as_of.isoformat(),
        "kind": numbers.measure,
        "level": numbers.level.value,
        "is_demo": numbers.is_demo,
        "quota": numbers.quota,
        "present": numbers.present,
        "gap": numbers.gap,
        "reported": numbers.reported,
        "nearest_rosters": numbers.nearest.isoformat() if numbers.nearest else None,
        "units": [_unit_as_json(unit) for unit in numbers.units],
        "bodies": [_unit_as_json(unit) for unit in numbers.bodies],
        "departments": [asdict(line) | {"gap": line.gap} for line in numbers.departments],
    }


def _unit_as_json(unit: UnitStanding) -> dict[str, object]:
    return {
        "unit_code": unit.code,
        "unit_name": unit.name,
        "quota": unit.quota,
        "present": unit.present,
        "gap": unit.gap,
        "reported": unit.reported,
        "vacant": unit.vacant,
        "given_on": unit.given_on.isoformat() if unit.given_on else None,
        "source": unit.where,
        "departments": [asdict(line) | {"gap": line.gap} for line in unit.departments],
    }


def _print(numbers: Quotas) -> None:
    kind = measures()[numbers.measure].label
    demo = f" · {labels.DEMO_NOTE}" if numbers.is_demo else ""
    print(f"{kind}, tính đến {vietnamese.day(numbers.as_of)}: {balance(numbers)}{demo}")
    for unit in numbers.units:
        print(f"  {_line(unit)}")
    for body in numbers.bodies:
        print(f"  {_line(body)}")
    for line in numbers.departments:
        gap = "" if line.gap is None else f" · {signed(line.gap)}"
        print(f"  {line.name or labels.OTHER_DEPARTMENTS}: {_number(line.quota)} · có mặt {_number(line.present)}{gap}")
    for note in notes_of(numbers):
        print(note)


def _line(unit: UnitStanding) -> str:
    gap = "" if unit.gap is None else f" · {signed(unit.gap)}"
    vacant = f" · {vietnamese.number(unit.vacant)} vị trí khuyết" if unit.vacant else ""
    reported = "" if unit.reported is None else f" · có mặt theo biểu {vietnamese.number(unit.reported)}"
    return f"{unit.code} {unit.name}: {_number(unit.quota)} · có mặt {_number(unit.present)}{gap}{vacant}{reported}"


def _number(value: int | None) -> str:
    return "chưa có" if value is None else vietnamese.number(value)
