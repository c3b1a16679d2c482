"""`manage.py indicators`: load workbooks of indicators of units, list and undo them, show one, add one's own."""

import argparse
import json
import sys
from datetime import date

import database
from access.users import current_user
from commands import figures
from commands.common import DONE, WRONG_WORDS, InputError, settings_for
from commands.stats import add_territory_option, refuse_territory
from etl.figures import storing
from etl.figures.numbers import number
from etl.figures.own import wrong_own
from etl.figures.records import OwnMeasureRow
from migrations.prepare import prepare
from presentation import labels
from presentation.charts.of_indicators import amount, beside_text, notes_of, value_text
from reference import vietnamese
from reference.figures import INDICATORS
from stats import queries
from stats.indicators import COMMUNES, LEVELS, Indicator, indicator, indicator_catalogue, known_indicators, periods_of
from stats.source import StatisticsSource

HELP = "chỉ số của đơn vị (766, CCHC, DTI, máy tính, chữ ký số…): nạp, xem, xếp hạng"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's words of `indicators`."""
    figures.add_arguments(parser, "các chỉ tiêu đã có; show MÃ: một chỉ tiêu của từng đơn vị", more=("add",))
    add_territory_option(parser)
    parser.add_argument("--level", choices=LEVELS, default=COMMUNES, help="cấp xã, cấp huyện, hay sở, ban, ngành")
    parser.add_argument("--unit", metavar="ĐƠN_VỊ_TÍNH", default="điểm", help="add: đơn vị tính của chỉ tiêu thêm vào")
    parser.add_argument("--maximum", metavar="ĐIỂM", help="add: điểm tối đa của chỉ tiêu thêm vào")


def run(arguments: argparse.Namespace) -> int:
    """Load, list, undo, show or add; InputError for an indicator or a date that is not there."""
    refuse_territory(
        arguments,
        "chỉ số, điểm là của đơn vị đã báo cáo, không cộng được thành điểm của đơn vị thuộc địa giới khác. "
        "Hãy bỏ --territory, hoặc chọn --as-of là ngày có đơn vị ấy.",
    )
    if arguments.action == "add":
        return _add(arguments)
    if arguments.action != "show":
        return figures.run(arguments, INDICATORS)
    settings = settings_for(arguments)
    prepare(settings.database_url)
    with database.reading(settings.database_url) as connection:
        home = queries.home_province(connection, settings.province)
        source = StatisticsSource.of_connection(connection, home)
        if not arguments.words:
            _list(source)
        else:
            _show(source, arguments)
    return DONE


def _add(arguments: argparse.Namespace) -> int:
    """Add an indicator of the office's own: `indicators add MÃ TÊN`."""
    if len(arguments.words) < 2:
        print("indicators add cần mã và tên của chỉ tiêu", file=sys.stderr)
        return WRONG_WORDS
    code, name = arguments.words[0], " ".join(arguments.words[1:])
    maximum = number(arguments.maximum) if arguments.maximum else None
    wrong = list(wrong_own(code, name))
    if arguments.maximum and (maximum is None or maximum <= 0):
        wrong.append(f"điểm tối đa «{arguments.maximum}» không phải là số dương")
    if wrong:
        raise InputError(f"Chưa thêm chỉ tiêu: {'; '.join(wrong)}.")
    url = settings_for(arguments).database_url
    prepare(url)
    with database.writing(url) as connection:
        storing.add_own(connection, OwnMeasureRow(code, name, arguments.unit, maximum), current_user().name)
    print(f"Đã thêm chỉ tiêu «{name}» ({code}).")
    return DONE


def _list(source: StatisticsSource) -> None:
    held = {measure.code for measure in known_indicators(source)}
    for measure in indicator_catalogue(source).values():
        days = [day for level in LEVELS for day in periods_of(source, measure.code, level)]
        highest = f", tối đa {amount(measure, measure.maximum)}" if measure.maximum else ""
        state = f"có {len(set(days))} kỳ, mới nhất {vietnamese.day(max(days))}" if days else "chưa có số liệu"
        mark = "*" if measure.code in held else " "
        print(f"{mark} {measure.code:<24} {measure.label} ({measure.unit}{highest}): {state}")


def _show(source: StatisticsSource, arguments: argparse.Namespace) -> None:
    code = arguments.words[0]
    if code not in indicator_catalogue(source):
        known = ", ".join(indicator_catalogue(source))
        raise InputError(f"Không có chỉ tiêu «{code}»; các chỉ tiêu: {known}")
    day = _day(source, code, arguments.level, arguments.as_of)
    numbers = indicator(source, code, day, arguments.level)
    if arguments.json:
        print(json.dumps(_as_json(numbers), ensure_ascii=False, indent=1))
        return
    demo = f" · {labels.DEMO_NOTE}" if numbers.is_demo else ""
    print(f"{numbers.measure.label}, ngày {vietnamese.day(day)}{demo}")
    for value in numbers.values:
        beside = beside_text(numbers.measure, value.beside)
        line = f"  {value.rank or ''}. {value.name}: {value_text(numbers, value)}"
        print(f"{line} · {beside}" if beside else line)
    for part in numbers.parts:
        share = "" if part.share is None else f" ({vietnamese.percent(part.share)})"
        print(f"  {part.label}: trung bình {amount(numbers.measure, part.mean)}{share}")
    for note in notes_of(numbers):
        print(note)


def _day(source: StatisticsSource, code: str, level: str, as_of: date | None) -> date:
    days = periods_of(source, code, level)
    chosen = next((day for day in days if as_of is None or day <= as_of), None)
    if chosen is None:
        until = f" đến ngày {vietnamese.day(as_of)}" if as_of else ""
        raise InputError(f"Chưa có số liệu của «{code}»{until}; nạp bằng lệnh: python3 manage.py indicators load TỆP")
    return chosen


def _as_json(numbers: Indicator) -> dict[str, object]:
    return {
        "indicator": numbers.measure.code,
        "as_of": numbers.as_of.isoformat(),
        "is_demo": numbers.is_demo,
        "mean": None if numbers.mean is None else str(numbers.mean),
        "units": [
            {
                "unit_code": value.code,
                "unit_name": value.name,
                "value": str(value.value),
                "maximum": None if value.maximum is None else str(value.maximum),
                "share": None if value.share is None else str(value.share),
                "rank": value.rank,
                "present": value.present,
                "beside": None if value.beside is None else str(value.beside),
                "source": value.where,
            }
            for value in numbers.values
        ],
        "parts": [
            {"part": part.code, "mean": str(part.mean), "share": None if part.share is None else str(part.share)}
            for part in numbers.parts
        ],
    }
